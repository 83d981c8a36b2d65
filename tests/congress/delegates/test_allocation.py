"""Seats through the database: electing units, counts, the worked example of the invented province, ties, versions, races."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from congress.delegates.actions.allocation import (
    change_electing_unit,
    decide_tie,
    draft_allocation,
    drop_draft,
    freeze_allocation,
    freeze_counts,
    make_electing_units,
    place_unit,
    set_seats,
)
from congress.delegates.actions.lists import open_lists
from congress.delegates.actions.named import set_by_right
from congress.delegates.models import Allocation, ElectingUnit
from congress.delegates.queries.allocation import (
    Parameters,
    current_allocation,
    difference_between,
    drift_of,
    feasibility_of,
    fingerprint,
    frozen_counts,
    open_tie_of,
    parameters_of,
    preview_of,
    problems_in,
)
from congress.delegates.queries.gates import delegates_gate
from congress.delegates.rules.seats import Method
from congress.terms.models import Congress
from congress.terms.queries import postponement_of
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.people.models import MemberCount
from members.units.models import Unit, UnitKind
from tests.factories import make_account, make_congress, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db

FROZEN_ON = date(2025, 9, 30)
CS = [88, 72, 64, 60, 54, 50, 46, 44, 42, 40, 36, 34, 32, 30, 28, 27, 25, 24, 22, 20, 18, 17, 15, 14, 13, 12, 11, 9, 8, 5]
CUM = [42, 39, 36, 35, 33, 32, 30, 29, 28, 27, 26, 26, 25, 24, 23, 21, 19, 17, 15, 13]
CS_SEATS = [5, 5, 4, 4, 4, *[3] * 9, *[2] * 13, 1, 1, 1]
CUM_SEATS = [*[3] * 6, *[2] * 14]


def fast_unit(parent: Unit, code: str, kind: str) -> Unit:
    """A unit without its trace: 150 of them."""
    unit = Unit.objects.create(
        code=code,
        kind=kind,
        name=f"Đơn vị {code}",
        parent=parent,
        path="",
        starts_on=date(2020, 1, 1),
        sort_key=code,
        search_key=code,
    )
    unit.path = f"{parent.path}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


def ha_son() -> Congress:
    """30 hội cơ sở and 120 chi hội whose members, in runs of six, sum to the cụm of procedure §10.1."""
    province = make_province()
    congress = make_congress(province, held_on=date(2025, 11, 14), member_count_on=FROZEN_ON)
    counts = []
    for number, members in enumerate(CS, start=1):
        counts.append((fast_unit(province, f"CS{number:02}", UnitKind.BRANCH), members))
    for group, members in enumerate(CUM):
        for place in range(6):
            share = members // 6 + (place < members % 6)
            counts.append((fast_unit(province, f"XP{group * 6 + place + 1}", UnitKind.COMMUNE_CHAPTER), share))
    MemberCount.objects.bulk_create(MemberCount(unit=unit, on=FROZEN_ON, count=count) for unit, count in counts)
    return congress


def example(congress: Congress, **numbers: int) -> Parameters:
    return replace(parameters_of(congress), total=150, ex_officio=19, appointed=7, **numbers)


def small(*members: int, **fields: object) -> Congress:
    """A province of chapters with so many members each, frozen."""
    province = make_province()
    congress = make_congress(province, member_count_on=FROZEN_ON, **fields)
    for number, count in enumerate(members, start=1):
        chapter = make_unit(parent=province, code=f"XP{number}", name=f"Chi hội {number}", kind=UnitKind.COMMUNE_CHAPTER)
        MemberCount.objects.create(unit=chapter, on=FROZEN_ON, count=count)
    make_electing_units(congress=congress, by=staff_of(congress))
    return congress


def staff_of(congress: Congress) -> Account:
    return make_account("head", congress.unit)


def seats_by_code(allocation: Allocation) -> dict[str, int]:
    return dict(allocation.rows.values_list("electing_unit__code", "seats"))


def sums(seats: dict[str, int]) -> tuple[int, int]:
    branches = sum(number for code, number in seats.items() if code.startswith("CS"))
    return branches, sum(seats.values()) - branches


def plain(congress: Congress, total: int) -> Parameters:
    return replace(parameters_of(congress), total=total, ex_officio=0, appointed=0)


# ---- the worked example (§10.3) -----------------------------------------------------------------------------------------


def test_150_units_for_124_seats_are_infeasible_and_cum_are_proposed() -> None:
    congress = ha_son()
    units = make_electing_units(congress=congress, by=staff_of(congress))

    found = feasibility_of(example(congress), units=len(units), groupable=120)

    assert (len(units), found.is_feasible, found.to_elect) == (150, False, 124)
    assert "Ghép 120 chi hội thành cụm" in found.proposal


def test_f2_of_the_worked_example_is_78_and_46_once_the_tie_is_decided() -> None:
    congress = ha_son()
    staff = staff_of(congress)
    make_electing_units(congress=congress, groups=20, by=staff)
    allocation = draft_allocation(congress=congress, method="F2", parameters=example(congress), by=staff)

    found = open_tie_of(allocation)
    assert found is not None
    tied = dict(ElectingUnit.objects.filter(pk__in=found[1].candidates).values_list("code", "pk"))
    assert sorted(tied) == ["CS14", "CUM07"]
    assert found[1].places == 1
    decide_tie(allocation=allocation, way="board", chosen=[tied["CS14"]], reason="Đơn vị điểm", by=staff)

    seats = seats_by_code(allocation)
    assert sums(seats) == (78, 46)
    assert [seats[f"CS{number:02}"] for number in range(1, 31)] == CS_SEATS
    assert [seats[f"CUM{number:02}"] for number in range(1, 21)] == CUM_SEATS
    assert sum(allocation.rows.values_list("alternates", flat=True)) == 20
    assert str(allocation.rows.get(electing_unit__code="CS14").quota) == "1.480"
    assert freeze_allocation(allocation=allocation, by=staff).frozen_at


def test_preview_of_the_worked_example_has_all_methods_side_by_side() -> None:
    congress = ha_son()
    make_electing_units(congress=congress, groups=20, by=staff_of(congress))
    members = frozen_counts(congress).by_electing_unit
    codes = dict(ElectingUnit.objects.values_list("pk", "code"))

    columns = {column.method: column for column in preview_of(example(congress), members)}

    def totals(method: Method) -> tuple[int, int]:
        allocation = columns[method].allocation
        assert allocation is not None
        return sums({codes[unit]: seats for unit, seats in allocation.seats.items()})

    assert sum(members.values()) == 1500
    assert totals(Method.LARGEST_REMAINDER) == (80, 44)
    assert totals(Method.STEP_TABLE) == (71, 44)
    assert "còn thiếu 9" in columns[Method.STEP_TABLE].sentence
    assert columns[Method.BASE_PLUS_LR].tie is not None


def test_seats_that_the_step_table_leaves_are_placed_by_hand_with_a_note() -> None:
    congress = ha_son()
    staff = staff_of(congress)
    make_electing_units(congress=congress, groups=20, by=staff)
    allocation = draft_allocation(congress=congress, method="F3", parameters=example(congress), by=staff)
    largest = list(allocation.rows.order_by("-member_count")[:9])

    with pytest.raises(Refusal, match="còn thiếu 9"):
        freeze_allocation(allocation=allocation, by=staff)
    with pytest.raises(Refusal, match="hãy ghi vì sao"):
        set_seats(allocation=allocation, seats={row.electing_unit_id: row.seats + 1 for row in largest}, by=staff)
    set_seats(
        allocation=allocation,
        seats={row.electing_unit_id: row.seats + 1 for row in largest},
        notes={row.electing_unit_id: "Đơn vị đông" for row in largest},
        by=staff,
    )

    assert problems_in(allocation) == []
    assert freeze_allocation(allocation=allocation, by=staff).number == 1


def test_more_appointed_than_the_ceiling_is_not_frozen() -> None:
    congress = ha_son()
    staff = staff_of(congress)
    make_electing_units(congress=congress, groups=20, by=staff)
    parameters = replace(example(congress), appointed=8)
    allocation = draft_allocation(congress=congress, method="F2", parameters=parameters, by=staff)

    assert any("vượt mức trần 7" in problem.message for problem in problems_in(allocation))


# ---- electing units ---------------------------------------------------------------------------------------------------


def test_branch_counts_its_own_chapters_with_it() -> None:
    province = make_province()
    branch = make_unit(parent=province, code="CS01")
    own = make_unit(parent=branch, code="CS01-A", kind=UnitKind.CHAPTER_OF_BRANCH)
    congress = make_congress(province, member_count_on=FROZEN_ON)
    for unit, number in ((branch, 3), (own, 2)):
        for index in range(number):
            make_member(unit, full_name=f"Nguyễn Thị {unit.code} {index}")
    staff = staff_of(congress)
    make_electing_units(congress=congress, by=staff)

    freeze_counts(congress=congress, by=staff)

    assert list(frozen_counts(congress).by_electing_unit.values()) == [5]


def test_chapter_moved_to_another_group_elects_there_only() -> None:
    congress = small(4, 5, 6, 7)
    staff = staff_of(congress)
    first, second = make_electing_units(congress=congress, groups=2, by=staff)
    moved = first.unit_links.order_by("id").first()
    assert moved is not None

    place_unit(congress=congress, unit=moved.unit, to=second, by=staff)

    assert frozen_counts(congress).by_electing_unit == {first.pk: 5, second.pk: 17}
    first.refresh_from_db()
    assert first.lead_unit_id != moved.unit_id


def test_group_that_loses_its_last_chapter_is_gone() -> None:
    congress = small(4, 5)
    staff = staff_of(congress)
    first, second = make_electing_units(congress=congress, groups=2, by=staff)

    place_unit(congress=congress, unit=first.lead_unit, to=second, by=staff)

    assert list(congress.electing_units.all()) == [second]


def test_lead_unit_is_one_that_elects_there() -> None:
    congress = small(4, 5)
    first, second = congress.electing_units.all()

    with pytest.raises(Refusal, match="không thuộc"):
        change_electing_unit(electing_unit=first, name=first.name, lead_unit=second.lead_unit, by=staff_of(congress))


def test_electing_units_are_not_made_anew_after_a_version_was_issued() -> None:
    congress = small(11, 22)
    staff = staff_of(congress)
    freeze_allocation(
        allocation=draft_allocation(congress=congress, method="F2", parameters=plain(congress, 6), by=staff), by=staff
    )

    with pytest.raises(Refusal, match="Đã ban hành"):
        make_electing_units(congress=congress, by=staff)


def test_draft_is_refused_before_the_members_are_frozen() -> None:
    province = make_province()
    make_unit(parent=province, code="CS01")
    congress = make_congress(province, member_count_on=FROZEN_ON)
    staff = staff_of(congress)
    make_electing_units(congress=congress, by=staff)

    with pytest.raises(Refusal, match="Chưa chốt số hội viên"):
        draft_allocation(congress=congress, method="F2", parameters=plain(congress, 6), by=staff)


# ---- ties ---------------------------------------------------------------------------------------------------------------


def tied(congress: Congress, staff: Account) -> Allocation:
    return draft_allocation(congress=congress, method="F1", parameters=plain(congress, 4), by=staff)


def test_open_tie_is_never_frozen() -> None:
    congress = small(11, 11, 11)
    staff = staff_of(congress)

    with pytest.raises(Refusal, match="3 đơn vị ngang nhau"):
        freeze_allocation(allocation=tied(congress, staff), by=staff)


def test_larger_membership_decides_nothing_between_equals() -> None:
    congress = small(11, 11, 11)
    staff = staff_of(congress)

    with pytest.raises(Refusal, match="bằng nhau nên cách này"):
        decide_tie(allocation=tied(congress, staff), way="members", by=staff)


def test_order_of_the_list_gives_the_place_to_the_first() -> None:
    congress = small(11, 11, 11)
    staff = staff_of(congress)

    allocation = decide_tie(allocation=tied(congress, staff), way="order", by=staff)

    assert list(seats_by_code(allocation).values()) == [2, 1, 1]
    assert allocation.tie_decisions[0]["reason"] == "Theo thứ tự trong danh sách đơn vị"


def test_board_says_why_and_chooses_among_the_tied() -> None:
    congress = small(11, 11, 11)
    staff = staff_of(congress)
    allocation = tied(congress, staff)
    last = allocation.rows.last()
    assert last is not None

    with pytest.raises(Refusal, match="lý do"):
        decide_tie(allocation=allocation, way="board", chosen=[last.electing_unit_id], by=staff)
    with pytest.raises(Refusal, match="đúng 1 đơn vị"):
        decide_tie(allocation=allocation, way="board", chosen=[], reason="Xa", by=staff)
    decide_tie(allocation=allocation, way="board", chosen=[last.electing_unit_id], reason="Vùng xa", by=staff)

    assert list(seats_by_code(allocation).values()) == [1, 1, 2]


def test_unit_that_loses_a_seat_in_a_larger_hall_is_named() -> None:
    congress = small(6, 6, 2)
    members = frozen_counts(congress).by_electing_unit
    parameters = replace(plain(congress, 10), minimum=0)

    columns = {column.method: column for column in preview_of(parameters, members)}

    assert [(loss.before, loss.after) for loss in columns[Method.LARGEST_REMAINDER].losers] == [(2, 1)]


# ---- versions -----------------------------------------------------------------------------------------------------------


def issued(congress: Congress, total: int, staff: Account, reason: str = "") -> Allocation:
    draft = draft_allocation(congress=congress, method="F2", parameters=plain(congress, total), by=staff)
    return freeze_allocation(allocation=draft, by=staff, reason=reason)


def test_second_version_says_why_and_what_changed() -> None:
    congress = small(11, 22)
    staff = staff_of(congress)
    first = issued(congress, 5, staff)

    with pytest.raises(Refusal, match="lý do lập bản mới"):
        issued(congress, 8, staff)
    second = issued(congress, 8, staff, reason="Tăng tổng số")

    assert (current_allocation(congress), second.number) == (second, 2)
    assert difference_between(first, second).affected == ["Chi hội 1", "Chi hội 2"]


def test_issued_version_is_not_changed() -> None:
    congress = small(11, 22)
    staff = staff_of(congress)
    allocation = issued(congress, 5, staff)

    with pytest.raises(Refusal, match="đã ban hành"):
        set_seats(allocation=allocation, seats={}, by=staff)
    with pytest.raises(Refusal, match="đã ban hành"):
        drop_draft(allocation=allocation, by=staff)


def test_issued_version_says_which_units_each_electing_unit_had() -> None:
    congress = small(11, 22)
    allocation = issued(congress, 5, staff_of(congress))

    assert [one["units"] for one in allocation.parameters["units"].values()] == [["Chi hội 1"], ["Chi hội 2"]]


def test_members_who_come_later_are_a_warning_only() -> None:
    congress = small(0, 22)
    staff = staff_of(congress)
    allocation = issued(congress, 5, staff)
    make_member(Unit.objects.get(code="XP1"))

    drift = drift_of(allocation, today=date(2026, 1, 1))

    assert next((one.name, one.then, one.now) for one in drift) == ("Chi hội 1", 0, 1)
    assert allocation.rows.get(electing_unit__code="XP1").member_count == 0


def test_draft_opened_on_older_content_is_told_so() -> None:
    congress = small(11, 22)
    staff = staff_of(congress)
    allocation = draft_allocation(congress=congress, method="F2", parameters=plain(congress, 5), by=staff, shown="")
    seen = fingerprint(allocation)
    unit = allocation.rows.first()
    assert unit is not None
    set_seats(allocation=allocation, seats={unit.electing_unit_id: 3}, notes={unit.electing_unit_id: "a"}, by=staff, shown=seen)

    with pytest.raises(Changed):
        set_seats(
            allocation=allocation, seats={unit.electing_unit_id: 4}, notes={unit.electing_unit_id: "b"}, by=staff, shown=seen
        )
    with pytest.raises(Changed):
        draft_allocation(congress=congress, method="F1", parameters=plain(congress, 5), by=staff, shown="")


def test_congress_of_delegates_is_not_ready_before_its_lists_are_approved() -> None:
    congress = small(11, 22)

    assert delegates_gate(congress, "ready") == ["Chưa ban hành phân bổ đại biểu."]
    issued(congress, 5, staff_of(congress))
    assert delegates_gate(congress, "ready") == ["Chưa mở danh sách đại biểu cho các đơn vị."]
    open_lists(congress=congress, by=staff_of(congress))
    assert delegates_gate(congress, "ready") == ["2 danh sách đại biểu chưa duyệt."]


def test_congress_of_delegates_is_not_ready_before_its_delegates_by_right_are_approved() -> None:
    congress = small(11, 22)
    staff = staff_of(congress)
    issued(congress, 5, staff)
    open_lists(congress=congress, by=staff)
    set_by_right(congress=congress, members=[make_member(congress.unit)], by=staff)

    assert delegates_gate(congress, "ready")[1:] == ["1 đại biểu đương nhiên, chỉ định chưa duyệt."]


def test_unit_without_members_needs_no_seat_to_issue_a_version() -> None:
    congress = small(11, 0, 22)
    staff = staff_of(congress)

    version = freeze_allocation(
        allocation=draft_allocation(congress=congress, method="F2", parameters=plain(congress, 2), by=staff), by=staff
    )

    assert seats_by_code(version) == {"XP1": 1, "XP2": 0, "XP3": 1}


def test_issued_version_stays_when_the_congress_moves() -> None:
    congress = small(11, 22)
    issued(congress, 5, staff_of(congress))

    kept = [one for one in postponement_of(congress, date(2027, 2, 1)) if one.why_it_stays == "đã ban hành"]

    assert [one.label for one in kept] == ["Phân bổ đại biểu, bản 1"]


# ---- races --------------------------------------------------------------------------------------------------------------


def at_once(deed: Callable[[], object]) -> list[object]:
    def attempt(_: int) -> object:
        try:
            return deed()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(attempt, range(2)))


@pytest.mark.django_db(transaction=True)
def test_two_drafts_at_once_leave_one() -> None:
    congress = small(11, 22)
    staff = staff_of(congress)

    answers = at_once(lambda: draft_allocation(congress=congress, method="F2", parameters=plain(congress, 5), by=staff, shown=""))

    assert sorted(type(answer).__name__ for answer in answers) == ["Allocation", "Changed"]
    assert congress.allocations.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_freezes_at_once_issue_one_version() -> None:
    congress = small(11, 22)
    staff = staff_of(congress)
    draft = draft_allocation(congress=congress, method="F2", parameters=plain(congress, 5), by=staff)

    at_once(lambda: freeze_allocation(allocation=draft, by=staff))

    from members.access.models import Entry

    assert congress.allocations.get().frozen_at
    assert Entry.objects.filter(action="allocation.freeze").count() == 1
