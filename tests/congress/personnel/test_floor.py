"""At the congress (§4.6): nominations, withdrawals, and what they make of the ballot."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from congress.personnel.actions.floor import (
    record_nomination,
    record_withdrawal,
    register_nomination,
    register_withdrawal,
)
from congress.personnel.actions.outcome import unlock_final_list
from congress.personnel.models import Candidate, FinalList, FloorNomination, FloorWithdrawal, Origin, Place
from congress.personnel.queries.floor import floor_result_of, may_withdraw
from congress.personnel.rules.floor import OnBallot, on_ballot
from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from tests.congress.personnel.funnel import make_funnel
from tests.congress.personnel.people import Room, in_office
from tests.congress.personnel.test_outcome import lock, make_ready, url
from tests.factories import make_member

Funnel = tuple[Room, list[Candidate]]


@pytest.fixture
def funnel(db: None) -> Funnel:
    return make_funnel()


@pytest.fixture
def locked(funnel: Funnel) -> Funnel:
    make_ready(funnel)
    lock(funnel[0])
    return funnel


# ---- nominations ----------------------------------------------------------------------------------------------------


def nominate(room: Room) -> FloorNomination:
    member = make_member(room.branch, full_name="Đỗ Thị Ngoài", birth_date="1985-01-01")
    return register_nomination(
        congress=room.congress, member=member, kind="de_cu", nominated_by="Đoàn Phòng Tham mưu", by=room.committee
    )


def decide(nomination: FloorNomination, room: Room, **fields: Any) -> FloorNomination:
    values: dict[str, Any] = {
        "form_complete": True, "consents": True, "agreeing": 46, "voting": 148,
        "accepted": True, "because": "", "revision": nomination.revision, "by": room.committee,
    } | fields  # fmt: skip
    return record_nomination(nomination=nomination, **values)


def test_a_name_from_the_floor_with_enough_behind_it_comes_to_the_list(funnel: Funnel) -> None:
    room, _ = funnel
    nomination = nominate(room)

    for fields, words in (
        ({"agreeing": 44}, "hiện 44/148"),
        ({"consents": None}, "chưa đồng ý ứng cử"),
        ({"form_complete": False}, "chưa đủ"),
        ({"accepted": False}, "lý do"),
        ({"agreeing": 149}, "nhiều hơn"),
    ):
        with pytest.raises(Refusal, match=words):
            decide(nomination, room, **fields)
    accepted = decide(nomination, room)

    candidate = Candidate.objects.get(member=nomination.member)
    assert (candidate.origin, candidate.place) == (Origin.FLOOR, Place.PROPOSED)
    decide(accepted, room, accepted=False, because="Đại hội không đồng ý")
    candidate.refresh_from_db()
    assert (candidate.place, candidate.dropped_because) == (Place.NOT, "Đại hội không đồng ý")


def test_somebody_in_office_whom_the_floor_takes_up_is_re_elected(funnel: Funnel) -> None:
    room, _ = funnel
    (member,) = in_office(room)
    nomination = register_nomination(congress=room.congress, member=member, kind="ung_cu", nominated_by="", by=room.committee)

    decide(nomination, room)

    assert Candidate.objects.get(member=member).is_incumbent


def test_somebody_on_the_list_is_not_nominated_again(funnel: Funnel) -> None:
    room, people = funnel
    with pytest.raises(Refusal, match="đã có trong danh sách"):
        register_nomination(congress=room.congress, member=people[0].member, kind="ung_cu", nominated_by="", by=room.committee)


def ask(room: Room, member: int, **fields: Any) -> FloorWithdrawal:
    values: dict[str, Any] = {"reason": "Chuyển công tác", "in_writing": True, "by": room.committee} | fields
    return register_withdrawal(congress=room.congress, member=member, **values)


def rule(withdrawal: FloorWithdrawal, room: Room, decision: str = "accepted", **fields: Any) -> FloorWithdrawal:
    values: dict[str, Any] = {
        "reason": "Chuyển công tác", "in_writing": True, "note": "5/5", "revision": withdrawal.revision, "by": room.committee,
    } | fields  # fmt: skip
    return record_withdrawal(withdrawal=withdrawal, decision=decision, **values)


def figures(room: Room) -> OnBallot:
    found = floor_result_of(room.congress)
    assert found is not None
    return found.figures


# ---- withdrawals ----------------------------------------------------------------------------------------------------


def test_on_the_ballot_is_the_list_less_who_was_let_go_and_with_who_was_taken_up() -> None:
    found = on_ballot(size=24, listed=range(24), withdrawn=[3, 90], waiting=[4, 77], taken_up=[23, 90, 91])

    # 90 was nominated and let go, 23 is on the list already, 77 is on neither
    assert (found, found.number) == (OnBallot(locked=24, withdrawn=1, added=1, waiting=1), 24)
    assert not on_ballot(size=3, listed=[1, 2, 3], withdrawn=[], waiting=[], taken_up=[]).is_changed


def test_a_withdrawal_at_the_congress_changes_the_ballot_and_never_the_locked_list(locked: Funnel) -> None:
    room, people = locked
    before = FinalList.objects.values("content", "hash").get()

    asked = ask(room, people[0].member_id)
    assert (figures(room).number, figures(room).waiting) == (24, 1)
    rule(asked, room)
    result = floor_result_of(room.congress)

    assert result is not None
    assert (result.figures.number, result.surplus.number, result.surplus.seats) == (23, 2, 21)
    assert "23 người cho 21 chỗ: số dư 02 người (9,5%)" in result.surplus.sentence
    assert FinalList.objects.values("content", "hash").get() == before
    assert Candidate.objects.get(pk=people[0].pk).place == Place.PROPOSED


def test_a_refused_withdrawal_leaves_her_on_the_ballot(locked: Funnel) -> None:
    room, people = locked

    refused = rule(ask(room, people[0].member_id), room, "refused")

    assert (figures(room).number, figures(room).waiting) == (24, 0)
    assert refused.decision_at is not None
    assert rule(refused, room, "waiting").decision_at is None


def test_she_withdraws_once_and_only_from_the_locked_list_or_a_nomination(funnel: Funnel) -> None:
    room, people = funnel
    with pytest.raises(Refusal, match="danh sách đã khoá"):
        ask(room, people[0].member_id)
    make_ready(funnel)
    lock(room)

    first = ask(room, people[0].member_id)

    assert ask(room, people[0].member_id, reason="Khác") == first
    assert people[0].member_id not in dict(may_withdraw(room.congress))
    for reason in ("", " "):
        with pytest.raises(Refusal, match="lý do"):
            ask(room, people[1].member_id, reason=reason)
    with pytest.raises(IntegrityError), transaction.atomic():
        FloorWithdrawal.objects.create(congress=room.congress, member=people[0].member, reason="x", recorded_by=room.committee)
    with pytest.raises(IntegrityError), transaction.atomic():
        FloorWithdrawal.objects.filter(pk=first.pk).update(decision="accepted")


def test_somebody_nominated_who_was_let_go_is_not_taken_up(locked: Funnel) -> None:
    room, _ = locked
    nomination = nominate(room)
    asked = ask(room, nomination.member_id)

    with pytest.raises(Refusal, match="Đoàn Chủ tịch cần quyết định"):
        decide(nomination, room)
    rule(asked, room)
    with pytest.raises(Refusal, match="đã đồng ý cho rút"):
        decide(nomination, room)
    assert figures(room).number == 24


def test_who_is_taken_up_while_the_list_is_locked_counts_and_comes_to_the_next_list(locked: Funnel) -> None:
    room, people = locked
    nomination = nominate(room)

    decide(nomination, room)
    rule(ask(room, people[0].member_id), room)
    assert figures(room) == OnBallot(locked=24, withdrawn=1, added=1, waiting=0)
    assert not Candidate.objects.filter(member=nomination.member).exists()

    unlock_final_list(congress=room.congress, reason="Theo quyết định của đại hội", by=room.leader)

    assert Candidate.objects.get(member=nomination.member).place == Place.PROPOSED
    left = Candidate.objects.get(pk=people[0].pk)
    assert (left.place, left.withdrawn_because) == (Place.NOT, "Chuyển công tác")
    assert floor_result_of(room.congress) is None
    rule(FloorWithdrawal.objects.get(), room, "refused")
    left.refresh_from_db()
    assert (left.place, left.withdrawn_on) == (Place.PROPOSED, None)


def test_what_somebody_else_wrote_first_is_not_overwritten(locked: Funnel) -> None:
    room, people = locked
    asked = ask(room, people[0].member_id)
    rule(asked, room)

    with pytest.raises(Changed):
        rule(asked, room, "refused", revision=1)


def test_the_trace_of_a_withdrawal_names_nobody(locked: Funnel) -> None:
    room, people = locked

    rule(ask(room, people[0].member_id), room)

    entries = Entry.objects.filter(action__in=["personnel.floor_withdraw", "personnel.floor_withdrawal_record"])
    assert entries.count() == 2
    for entry in entries:
        said = f"{entry.details}{entry.object_label}{entry.reason}"
        assert not any(word in said for word in (people[0].member.full_name, "accepted", "Chuyển công tác"))


# ---- pages ----------------------------------------------------------------------------------------------------------


def test_the_floor_is_kept_through_its_pages(funnel: Funnel) -> None:
    room, _ = funnel
    member = make_member(room.branch, full_name="Đỗ Thị Ngoài", birth_date="1985-01-01")
    client = room.sign_in(room.committee)

    assert "Đỗ Thị Ngoài" in client.get(url(room, "floor"), {"q": "do thi ngoai"}).content.decode()
    client.post(url(room, "floor"), {"member": member.pk, "kind": "ung_cu", "nominated_by": ""})
    nomination = FloorNomination.objects.get()
    page = url(room, "floor-edit", nomination.pk)
    assert client.get(page).status_code == 200
    data = {"consents": "yes", "form_complete": "on", "agreeing": 10, "voting": 148, "accepted": "yes", "revision": 1}
    assert "hiện 10/148" in client.post(page, data).content.decode()
    assert client.post(page, data | {"agreeing": 90}).status_code == 302
    assert "90/148" in client.get(url(room, "floor")).content.decode()


def test_a_withdrawal_is_kept_through_its_pages(locked: Funnel) -> None:
    room, people = locked
    client = room.sign_in(room.committee)

    page = client.get(url(room, "floor-withdraw")).content.decode()
    assert people[0].member.full_name in page
    refused = client.post(url(room, "floor-withdraw"), {"member": people[0].member_id, "reason": ""}).content.decode()
    assert "Hãy ghi lý do xin rút." in refused
    data = {"member": people[0].member_id, "reason": "Chuyển công tác", "in_writing": "on"}
    assert client.post(url(room, "floor-withdraw"), data).status_code == 302
    asked = FloorWithdrawal.objects.get()
    address = url(room, "floor-withdrawal", asked.pk)
    assert client.get(address).status_code == 200
    data = {"decision": "accepted", "note": "5/5", "reason": "Chuyển công tác", "in_writing": "on", "revision": 1}
    assert client.post(address, data).status_code == 302

    shown = client.get(url(room, "floor")).content.decode()
    assert "24 − 01 + 00 = 23. 23 người cho 21 chỗ: số dư 02 người (9,5%)" in shown
    assert "Chấp nhận cho rút" in shown
    stale = client.post(address, data | {"decision": "refused"}).content.decode()
    assert "vừa được người khác ghi" in stale
    assert "Người khác vừa ghi: “Chấp nhận cho rút”." in stale


def test_the_floor_asks_as_often_for_three_withdrawals_as_for_one(locked: Funnel) -> None:
    room, people = locked
    client = room.sign_in(room.committee)
    counted = []
    for three in ([people[0]], people[1:3]):
        for one in three:
            ask(room, one.member_id)
        client.get(url(room, "floor"))
        with CaptureQueriesContext(connection) as queries:
            client.get(url(room, "floor"))
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_a_withdrawal_is_nowhere_for_those_who_must_not_know_of_it(locked: Funnel) -> None:
    room, people = locked
    asked = ask(room, people[0].member_id)

    for role, account in room.strangers.items():
        assert room.sign_in(account).get(url(room, "floor-withdrawal", asked.pk)).status_code == 404, role
