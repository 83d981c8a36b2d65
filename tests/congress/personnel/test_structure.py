"""The figures of §10.6, what moving a name does, scenarios, and the board's page."""

import re
from datetime import date
from fractions import Fraction
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congress.personnel.actions.candidates import withdraw_candidate
from congress.personnel.actions.scenarios import adopt_scenario, make_scenario, move_in_scenario, remove_scenario
from congress.personnel.actions.structure import move_candidate
from congress.personnel.models import Candidate, FinalList, Place, Scenario, ScenarioPlace
from congress.personnel.queries.scenarios import compared, moved
from congress.personnel.queries.structure import Board, basis_of, board_of, candidates_of, places_of
from congress.personnel.rules.structure import Facts, Measure, add_up, changes, lines_of, structure, with_her, without
from congress.terms.rules.age_bands import read_bands
from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from tests.congress.personnel.funnel import ELECTED, make_funnel
from tests.congress.personnel.people import Room, adopt, candidates, make_room
from vietnamese.dates import PartialDate

BANDS = read_bands(["<35", "35-45", ">45"])
DAY = date(2025, 11, 14)


def person(key: int, **fields: Any) -> Facts:
    values: dict[str, Any] = {"is_incumbent": False, "birth": PartialDate(1985, 1, 1)} | fields
    return Facts(key=key, name=f"Số {key}", **values)


def measure(*targets: dict[str, str]) -> Measure:
    return Measure(DAY, BANDS, targets)


def target(key: str, minimum: str = "", maximum: str = "", label: str = "") -> dict[str, str]:
    return {"key": key, "label": label, "minimum": minimum, "maximum": maximum}


# ---- rules ----------------------------------------------------------------------------------------------------------


def test_mean_age_is_over_those_whose_birth_is_known() -> None:
    total = add_up([person(1), person(2, birth=PartialDate(1995, 1, 1)), person(3, birth=None)], measure())

    assert total.mean_age == Fraction(70, 2)
    assert structure(total, measure()).mean_age_shown == "35,0"


def test_a_share_is_of_the_size_of_the_list() -> None:
    people = [person(1, is_incumbent=True), person(2, is_incumbent=True), person(3)]

    (line,) = lines_of(add_up(people, measure()), measure(target("new", "1/2")))

    assert (line.count, line.least, line.gap) == (1, 2, -1)
    assert line.sentence == "Tham gia lần đầu: có 1, cần ít nhất 2, còn thiếu 1."


def test_a_target_is_missed_from_above_as_well() -> None:
    (line,) = lines_of(add_up([person(1), person(2)], measure()), measure(target("new", maximum="1")))

    assert (line.gap, line.is_met, line.wanted) == (1, False, "nhiều nhất 1")


def test_unknown_people_are_counted_apart() -> None:
    people = [person(1, is_minority=True), person(2, is_minority=None), person(3, is_minority=False)]

    (line,) = lines_of(add_up(people, measure()), measure(target("minority", "2")))

    assert (line.count, line.unknown) == (1, 1)


def test_a_target_of_ones_own_counts_the_block_that_was_typed() -> None:
    people = [person(1, block="Trại giam"), person(2)]

    (line,) = lines_of(add_up(people, measure()), measure(target("", "1", label="Trại giam")))

    assert line.count == 1


def test_without_and_with_her_are_the_sums_of_the_other_lists() -> None:
    her, others = person(1, is_party=True, unit="Phòng 1"), [person(2), person(3, birth=None)]
    whole = add_up([her, *others], measure())

    assert without(whole, her, measure()) == add_up(others, measure())
    assert with_her(add_up(others, measure()), her, measure()) == whole


def test_changes_name_only_what_counts() -> None:
    asked = measure(target("full_time", "1"), target("party"))
    her = person(1, is_full_time=True, is_party=True)
    whole = add_up([her, person(2), person(3)], asked)

    assert changes(whole, without(whole, her, asked), asked) == ["Chuyên trách 1 → 0 (thiếu 1)"]


def test_bars_of_every_kind_count_each_person_once() -> None:
    people = [person(1, rank="Trung tá"), person(2, birth=None, group="branch"), person(3, block="Trại giam")]

    shown = structure(add_up(people, measure()), measure(), ranks=["Thượng tá", "Trung tá"])

    for bars in (shown.terms, shown.bands, shown.groups, shown.ranks, shown.theory, shown.units):
        assert sum(bar.value for bar in bars) == 3
    assert [bar.label for bar in shown.ranks] == ["Trung tá", "Chưa ghi"]


def test_party_minorities_and_full_time_are_counted_without_a_target_too() -> None:
    people = [person(1, is_party=True, is_minority=True, is_full_time=True), person(2, is_party=True, is_minority=None)]

    shown = {bar.label: (bar.value, bar.text) for bar in structure(add_up(people, measure()), measure()).others}

    assert shown["Đảng viên"] == (2, "")
    assert shown["Dân tộc thiểu số"] == (1, "(1 chưa khai)")
    assert shown["Chuyên trách"] == (1, "")


# ---- the figures of §10.6 -------------------------------------------------------------------------------------------


def board(room: Room, **options: Any) -> Board:
    return board_of(basis_of(room.congress), candidates_of(room.congress), **options)


def bars(found: Any) -> dict[str, int]:
    return {bar.label: bar.value for bar in found}


@pytest.mark.django_db
def test_the_list_of_24_is_that_of_the_example() -> None:
    room, _ = make_funnel()

    found = board(room)

    assert found.size == 24
    assert bars(found.figures.terms) == {"Tái cử": 13, "Tham gia lần đầu": 11}
    assert found.surplus.verdict == "ok"
    assert found.surplus.sentence == "24 người cho 21 chỗ: số dư 03 người (14,3%). Trong khoảng chuẩn bị 10–15%."


@pytest.mark.django_db
def test_the_21_who_come_out_of_it_are_those_of_the_example() -> None:
    room, people = make_funnel()
    for spare in people[ELECTED:]:
        move_candidate(candidate=spare, place=Place.RESERVE, by=room.committee)

    found = board(room)

    assert bars(found.figures.terms) == {"Tái cử": 13, "Tham gia lần đầu": 8}
    assert bars(found.figures.bands) == {"Dưới 35": 4, "35–45": 12, "Trên 45": 5}
    assert bars(found.figures.groups) == {"Chuyên trách": 3, "Hội cơ sở": 11, "Chi hội xã, phường": 5, "Khác": 2}
    assert [line.gap for line in found.figures.lines] == [0, 0, 0, 0, 0, 0, 0, -2, 0]
    assert found.surplus.verdict == "block"


@pytest.mark.django_db
def test_every_name_tells_what_would_be_without_her() -> None:
    room, _ = make_funnel()

    (_, _, proposed), *_rest = board(room).columns
    young = next(card for card in proposed if card.age is not None and card.age < 35)

    assert "23 người cho 21 chỗ: số dư 02 người (9,5%)" in young.what_if
    assert "Dưới 35 4 → 3 (thiếu 1)" in young.what_if


@pytest.mark.django_db
def test_a_congress_that_appoints_needs_no_surplus() -> None:
    room, people = make_funnel(personnel_mode="CHI_DINH")
    for spare in people[ELECTED:]:
        move_candidate(candidate=spare, place=Place.NOT, by=room.committee)

    assert board(room).surplus.verdict == "ok"


# ---- moving ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_moving_her_twice_is_moving_her_once() -> None:
    room, (her, *_) = make_funnel()

    move_candidate(candidate=her, place=Place.RESERVE, by=room.committee)
    move_candidate(candidate=her, place=Place.RESERVE, by=room.committee)

    her.refresh_from_db()
    assert (her.place, her.revision) == (Place.RESERVE, 2)
    (entry,) = Entry.objects.filter(action="personnel.place_move")
    assert entry.object_label == str(room.congress)
    assert entry.details == {"candidate": her.pk}


@pytest.mark.django_db
def test_a_move_on_an_older_page_is_told_so() -> None:
    room, (her, *_) = make_funnel()
    move_candidate(candidate=her, place=Place.RESERVE, by=room.committee)

    with pytest.raises(Changed, match="vừa được người khác chuyển"):
        move_candidate(candidate=her, place=Place.NOT, revision=1, by=room.leader)


@pytest.mark.django_db
def test_who_has_withdrawn_comes_back_to_no_list() -> None:
    room, (her, *_) = make_funnel()
    withdraw_candidate(candidate=her, on=date(2025, 10, 1), because="Xin rút", today=date(2025, 10, 2), by=room.committee)

    with pytest.raises(Refusal, match="đã xin rút"):
        move_candidate(candidate=her, place=Place.PROPOSED, by=room.committee)


@pytest.mark.django_db
def test_nobody_moves_once_the_list_is_locked() -> None:
    room, (her, *_) = make_funnel()
    FinalList.objects.create(congress=room.congress, content=[], hash="0" * 64, seats=21, locked_by=room.leader)

    with pytest.raises(Refusal, match="đã khoá"):
        move_candidate(candidate=her, place=Place.RESERVE, by=room.committee)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_her_at_once_the_second_is_told() -> None:
    room, (her, *_) = make_funnel()
    gate, said = Barrier(2), []

    def move(place: str) -> None:
        gate.wait()
        try:
            move_candidate(candidate=Candidate.objects.get(pk=her.pk), place=place, revision=1, by=room.committee)
        except Changed:
            said.append("changed")
        finally:
            connection.close()

    threads = [Thread(target=move, args=(place,)) for place in (Place.RESERVE, Place.NOT)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert said == ["changed"]


# ---- scenarios ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_scenario_begins_with_the_present_list_and_leaves_it_alone() -> None:
    room, (her, *_) = make_funnel()
    scenario = make_scenario(congress=room.congress, name="Thêm người trẻ", by=room.committee)

    move_in_scenario(scenario=scenario, candidate=her, place=Place.RESERVE, by=room.committee)

    her.refresh_from_db()
    assert her.place == Place.PROPOSED
    assert ScenarioPlace.objects.filter(scenario=scenario).count() == 24
    assert board(room).size == 24
    assert board(room, scenario=scenario, places=places_of(scenario)).size == 23


@pytest.mark.django_db
def test_a_name_is_given_to_one_scenario_only() -> None:
    room, _ = make_funnel()
    make_scenario(congress=room.congress, name="A", by=room.committee)

    with pytest.raises(Refusal, match="Đã có phương án"):
        make_scenario(congress=room.congress, name=" A ", by=room.committee)


@pytest.mark.django_db
def test_an_adopted_scenario_is_the_list_but_for_those_who_withdrew() -> None:
    room, (her, other, *_) = make_funnel()
    scenario = make_scenario(congress=room.congress, name="A", by=room.committee)
    move_in_scenario(scenario=scenario, candidate=her, place=Place.RESERVE, by=room.committee)
    withdraw_candidate(candidate=other, on=date(2025, 10, 1), because="Xin rút", today=date(2025, 10, 2), by=room.committee)

    assert adopt_scenario(scenario=scenario, by=room.committee) == 1

    her.refresh_from_db()
    other.refresh_from_db()
    assert (her.place, other.place) == (Place.RESERVE, Place.NOT)


@pytest.mark.django_db
def test_two_lists_are_compared_by_figures_and_by_names() -> None:
    room, (her, *_) = make_funnel()
    scenario = make_scenario(congress=room.congress, name="A", by=room.committee)
    move_in_scenario(scenario=scenario, candidate=her, place=Place.NOT, by=room.committee)
    first, second = board(room), board(room, scenario=scenario, places=places_of(scenario))

    differing = {row.label: (row.first, row.second) for row in compared(first, second) if row.differs}
    assert differing["Số người đề nghị"] == ("24", "23")
    assert [(one.name, one.first, one.second) for one in moved(first, second)] == [
        (her.member.full_name, "Đề nghị", "Không đưa vào")
    ]


# ---- pages ----------------------------------------------------------------------------------------------------------


def url(room: Room, name: str, *args: object) -> str:
    return reverse(f"personnel:{name}", args=args or [room.congress.pk])


@pytest.mark.django_db
def test_board_takes_as_many_queries_for_24_as_for_one() -> None:
    few, many = make_room(), make_funnel()[0]
    adopt(few)
    candidates(few, 1)
    numbers = []
    for room in (few, many):
        client = room.sign_in(room.committee)
        client.get(url(room, "board"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(room, "board")).status_code == 200
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]


@pytest.mark.django_db
def test_a_move_in_a_scenario_takes_as_many_queries_among_24_as_alone() -> None:
    few, many = make_room(), make_funnel()[0]
    adopt(few)
    candidates(few, 1)
    numbers = []
    for room in (few, many):
        client = room.sign_in(room.committee)
        scenario = make_scenario(congress=room.congress, name="A", by=room.committee)
        her = Candidate.objects.filter(congress=room.congress).earliest("pk")
        move = url(room, "scenario-move", scenario.pk)
        client.post(move, {"move": f"{her.pk}:reserve:1"}, headers={"HX-Request": "true"})
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(move, {"move": f"{her.pk}:proposed:1"}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]


@pytest.mark.django_db
def test_whoever_came_after_the_scenario_was_made_is_put_into_it() -> None:
    room, people = make_funnel()
    scenario = make_scenario(congress=room.congress, name="A", by=room.committee)
    ScenarioPlace.objects.filter(scenario=scenario, candidate=people[0]).delete()

    move_in_scenario(scenario=scenario, candidate=people[0], place=Place.RESERVE, by=room.committee)

    assert places_of(scenario)[people[0].pk] == Place.RESERVE


@pytest.mark.django_db
def test_a_scenario_that_somebody_threw_away_takes_nobody() -> None:
    room, people = make_funnel()
    scenario = make_scenario(congress=room.congress, name="A", by=room.committee)
    gone = Scenario.objects.get(pk=scenario.pk)
    remove_scenario(scenario=scenario, by=room.committee)

    with pytest.raises(Refusal, match="vừa bị xoá"):
        move_in_scenario(scenario=gone, candidate=people[0], place=Place.RESERVE, by=room.committee)


@pytest.mark.django_db
def test_board_moves_by_a_button_without_scripts() -> None:
    room, (her, *_) = make_funnel()
    client = room.sign_in(room.committee)

    answer = client.post(url(room, "board-move"), {"move": f"{her.pk}:reserve:1"})

    assert answer.status_code == 302
    her.refresh_from_db()
    assert her.place == Place.RESERVE


@pytest.mark.django_db
def test_the_part_after_a_move_reads_like_a_fresh_page() -> None:
    room, (her, *_) = make_funnel()
    client = room.sign_in(room.committee)

    part = client.post(url(room, "board-move"), {"move": f"{her.pk}:reserve:1"}, headers={"HX-Request": "true"}).content.decode()
    fresh = client.get(url(room, "board")).content.decode()

    assert "23 người cho 21 chỗ" in part
    assert re.search(r"Hồ sơ \d+%<", fresh)
    assert "Đảng viên" in fresh
    figures = part[part.index('<aside class="list-figures"') : part.index("</aside>")]
    assert figures in fresh


@pytest.mark.django_db
def test_a_strange_move_is_refused_and_a_person_of_another_congress_is_not_there() -> None:
    room, _ = make_funnel()
    other, (stranger, *_) = make_funnel()
    client = room.sign_in(room.committee)

    assert "Hãy chọn người" in client.post(url(room, "board-move"), {"move": "x:reserve"}, follow=True).content.decode()
    assert client.post(url(room, "board-move"), {"move": f"{stranger.pk}:reserve:1"}).status_code == 404
    assert other.congress.candidates.get(pk=stranger.pk).place == Place.PROPOSED


@pytest.mark.django_db
def test_dropping_her_asks_why_and_keeps_it() -> None:
    room, (her, *_) = make_funnel()
    client = room.sign_in(room.committee)
    page = url(room, "board-drop", her.pk)

    assert "Hãy ghi lý do không đưa vào danh sách." in client.post(page, {"because": "", "revision": 1}).content.decode()
    assert client.post(page, {"because": "Chuyển công tác", "revision": 1}).status_code == 302

    her.refresh_from_db()
    assert (her.place, her.dropped_because) == (Place.NOT, "Chuyển công tác")


@pytest.mark.django_db
def test_scenarios_are_made_moved_compared_adopted_and_removed_by_pages() -> None:
    room, (her, *_) = make_funnel()
    client = room.sign_in(room.committee)

    client.post(url(room, "scenario-make"), {"name": "Trẻ hơn"})
    scenario = room.congress.personnel_scenarios.get()
    client.post(url(room, "scenario-move", scenario.pk), {"move": f"{her.pk}:not:1"})
    assert "23 người cho 21 chỗ" in client.get(url(room, "scenario", scenario.pk)).content.decode()
    page = client.get(url(room, "scenario-compare"), {"second": scenario.pk}).content.decode()
    assert her.member.full_name in page
    assert client.get(url(room, "scenario-compare"), {"second": "9999"}).status_code == 404
    client.post(url(room, "scenario-adopt", scenario.pk))
    client.post(url(room, "scenario-remove", scenario.pk))

    her.refresh_from_db()
    assert her.place == Place.NOT
    assert not room.congress.personnel_scenarios.exists()


@pytest.mark.django_db
def test_the_board_is_nowhere_for_those_who_must_not_know_of_it() -> None:
    room, (her, *_) = make_funnel()
    scenario = make_scenario(congress=room.congress, name="A", by=room.committee)
    for account in room.strangers.values():
        client = room.sign_in(account)
        for page in (
            url(room, "board"), url(room, "scenario", scenario.pk), url(room, "scenario-compare"),
            url(room, "board-drop", her.pk),
        ):  # fmt: skip
            assert client.get(page).status_code == 404, (account, page)
        assert client.post(url(room, "board-move"), {"move": f"{her.pk}:not:1"}).status_code == 404


@pytest.mark.django_db
def test_who_is_left_out_is_folded_under_why() -> None:
    room, people = make_funnel()
    out = Candidate.objects.filter(pk__in=[one.pk for one in people[:3]])
    out.update(place=Place.NOT, dropped_because="Không đủ số phiếu ở bước B3.")
    Candidate.objects.filter(pk=people[3].pk).update(place=Place.NOT, withdrawn_on=date(2025, 10, 1))
    page = room.sign_in(room.committee).get(url(room, "board", room.congress.pk)).content.decode()

    folded = page[page.index('<details class="list-left-out"') : page.index("</summary>", page.index("list-left-out"))]
    assert "Không đưa vào" in folded
    assert "Không đủ số phiếu ở bước B3. <strong>3</strong>" in folded
    assert "Xin rút. <strong>1</strong>" in folded
    assert people[0].member.full_name not in folded
