"""What may happen to a list: each deed's yes and no."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from congress.delegates.access import may_approve_list, may_enter_list, may_lock_list
from congress.delegates.actions.attachments import attach_file, remove_attachment
from congress.delegates.actions.changes import step_in, withdraw_delegate
from congress.delegates.actions.lists import (
    move_on_list,
    open_lists,
    put_back_on_list,
    put_on_list,
    set_alternate,
    sort_list_by_name,
    take_off_list,
    touch_list,
)
from congress.delegates.actions.named import appoint_delegate, dismiss_appointed, set_by_right
from congress.delegates.actions.review import (
    approve_list,
    approve_named,
    clear_delegate,
    lock_list,
    reopen_list,
    return_list,
    send_list,
    withdraw_list,
    write_remark,
)
from congress.delegates.actions.rows import change_row, enrol_on_list, fill_empty
from congress.delegates.actions.targets import set_targets
from congress.delegates.actions.viewing import note_full_view
from congress.delegates.models import Delegate, DelegateList
from congress.delegates.queries.allocation import named_counts, parameters_of
from congress.delegates.queries.board import board_rows
from congress.delegates.queries.findings import report_on
from congress.delegates.queries.lists import appointed_of, candidates_for, lists_for, rows_of
from congress.delegates.queries.snapshots import category_words, convened, delegate_record, snapshot_of
from congress.delegates.queries.versions import between
from congress.delegates.rules.structure import Target
from congress.terms.actions import postpone_congress
from congress.terms.models import Congress, DelegateMode
from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from members.access.roles import Permission
from members.people.models import Member, MemberState, Office
from tests.congress.delegates.made import COMPLETE, TODAY, approved, attach_all, fill, fresh, make_lists, pdf, sent
from tests.factories import make_account, make_member

pytestmark = pytest.mark.django_db


def today() -> Any:
    return timezone.localdate()


# ---- opening ----------------------------------------------------------------------------------------------------------


def test_open_lists_gives_each_unit_its_seats_and_the_due_day_of_the_rule_set() -> None:
    made = make_lists()

    assert [(one.seats, one.alternates, one.state) for one in made.lists] == [(3, 1, "entering")] * 2
    assert made.lists[0].due_on == made.congress.held_on - timedelta(days=20)


def test_open_lists_twice_opens_once_and_leaves_one_trace() -> None:
    made = make_lists()

    open_lists(congress=made.congress, by=made.staff)

    assert DelegateList.objects.count() == 2
    assert Entry.objects.filter(action="list.open").count() == 1


def test_open_lists_refuses_before_an_allocation_is_frozen() -> None:
    made = make_lists()
    made.congress.allocations.update(frozen_by=None, frozen_at=None)

    with pytest.raises(Refusal, match="Chưa chốt phân bổ"):
        open_lists(congress=made.congress, by=made.staff)


# ---- rights -------------------------------------------------------------------------------------------------------------


def test_lists_for_shows_a_chief_her_own_and_the_staff_all() -> None:
    made = make_lists()

    assert list(lists_for(made.chiefs[0])) == [made.lists[0]]
    assert lists_for(made.staff).count() == 2
    assert not lists_for(make_account()).exists()


def test_lists_for_shows_a_group_to_the_chief_of_each_of_its_units_but_only_the_lead_enters() -> None:
    from congress.delegates.models import ElectingUnitMember

    made = make_lists()
    ElectingUnitMember.objects.filter(unit=made.units[1]).delete()
    ElectingUnitMember.objects.create(electing_unit=made.lists[0].electing_unit, congress=made.congress, unit=made.units[1])

    assert made.lists[0] in lists_for(made.chiefs[1])
    assert made.lists[0] not in lists_for(made.chiefs[1], Permission.LIST_ENTER)
    assert not may_enter_list(made.chiefs[1], made.lists[0])
    assert may_enter_list(made.chiefs[0], made.lists[0])


def test_only_trưởng_ban_locks() -> None:
    made = make_lists()
    delegate_list = approved(made)

    assert may_lock_list(made.head, delegate_list)
    assert not may_lock_list(made.staff, delegate_list)


# ---- who stands on it ---------------------------------------------------------------------------------------------------


def test_put_on_list_twice_puts_once() -> None:
    made = make_lists()
    member = made.members[0][0]

    rows = [put_on_list(delegate_list=made.lists[0], member=member, is_alternate=False, by=made.chiefs[0]) for _ in "ab"]

    assert rows[0].pk == rows[1].pk
    assert Entry.objects.filter(action="list.put").count() == 1


def test_put_on_list_names_the_other_unit_only_to_those_who_may_know_it() -> None:
    made = make_lists()
    fill(made)

    with pytest.raises(Refusal, match="của đơn vị khác") as told_chief:
        put_on_list(delegate_list=made.lists[1], member=made.members[0][0], is_alternate=False, by=made.chiefs[1])
    with pytest.raises(Refusal, match=made.units[0].name):
        put_on_list(delegate_list=made.lists[1], member=made.members[0][0], is_alternate=False, by=made.staff)
    assert made.units[0].name not in str(told_chief.value)


def test_put_on_list_refuses_once_the_list_is_sent() -> None:
    made = make_lists()
    delegate_list = sent(made)

    with pytest.raises(Refusal, match="Đã gửi"):
        put_on_list(delegate_list=delegate_list, member=made.members[0][4], is_alternate=False, by=made.chiefs[0])


def test_put_on_list_with_an_old_revision_is_told_that_it_changed() -> None:
    made = make_lists()
    fill(made, seats=1, alternates=0)

    with pytest.raises(Changed):
        put_on_list(delegate_list=made.lists[0], member=made.members[0][3], is_alternate=False, by=made.chiefs[0], revision=1)


def test_take_off_list_is_undone_as_if_nothing_happened() -> None:
    made = make_lists()
    rows = fill(made)
    before = [row.pk for row in rows_of(made.lists[0])]

    take_off_list(delegate=rows[1], by=made.chiefs[0])
    without = [row.pk for row in rows_of(made.lists[0])]
    put_back_on_list(delegate=rows[1], by=made.chiefs[0])

    assert without == [pk for pk in before if pk != rows[1].pk]
    assert [row.pk for row in rows_of(made.lists[0])] == before


def test_move_and_sort_order_the_delegates_and_leave_alternates_alone() -> None:
    made = make_lists()
    rows = fill(made)

    move_on_list(delegate=rows[2], to=1, by=made.chiefs[0])
    moved = [row.pk for row in rows_of(made.lists[0])]
    sort_list_by_name(delegate_list=made.lists[0], by=made.chiefs[0])
    names = [row.member.sort_key for row in rows_of(made.lists[0]) if not row.is_alternate]

    assert moved == [rows[2].pk, rows[0].pk, rows[1].pk, rows[3].pk]
    assert names == sorted(names)


def test_set_alternate_puts_her_last_of_her_kind() -> None:
    made = make_lists()
    rows = fill(made)

    row = set_alternate(delegate=rows[0], is_alternate=True, by=made.chiefs[0])

    assert row.alternate_order == 2
    assert [one.pk for one in rows_of(made.lists[0])][-1] == rows[0].pk


def test_change_row_changes_the_person_and_refuses_an_old_form() -> None:
    made = make_lists()
    row = fill(made)[0]

    change_row(delegate=row, member_revision=row.member.revision, by=made.chiefs[0], changes={"rank": "thieu_ta"}, note="x")

    assert Member.objects.get(pk=row.member_id).rank == "thieu_ta"
    with pytest.raises(Changed):
        change_row(delegate=row, member_revision=1, by=made.chiefs[0], changes={"rank": "trung_ta"})


def test_enrol_on_list_refuses_somebody_whom_the_unit_has_already() -> None:
    made = make_lists()
    known = made.members[0][0]
    fields = {"full_name": known.full_name, "birth_date": known.birth_date}

    with pytest.raises(Refusal, match="Chọn từ hội viên"):
        enrol_on_list(delegate_list=made.lists[0], unit=made.units[0], fields=fields, by=made.chiefs[0])


def test_enrol_on_list_refuses_a_unit_that_elects_elsewhere() -> None:
    made = make_lists()

    with pytest.raises(Refusal, match="thuộc danh sách này"):
        enrol_on_list(delegate_list=made.lists[0], unit=made.units[1], fields={"full_name": "Lê Thị Mới"}, by=made.chiefs[0])


def test_fill_empty_fills_only_what_is_empty() -> None:
    made = make_lists()
    rows = fill(made)
    Member.objects.filter(pk__in=[rows[0].member_id, rows[1].member_id]).update(ethnicity="")
    Member.objects.filter(pk=rows[2].member_id).update(ethnicity="tay")

    filled = fill_empty(delegate_list=made.lists[0], field="ethnicity", value="kinh", by=made.chiefs[0])

    assert filled == 2
    assert Member.objects.get(pk=rows[2].member_id).ethnicity == "tay"


def test_candidates_are_present_members_of_the_electing_units() -> None:
    made = make_lists()
    Member.objects.filter(pk=made.members[0][0].pk).update(state=MemberState.RETIRED)

    assert set(candidates_for(made.lists[0])) == set(made.members[0][1:])


# ---- attachments --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"MZ\x90\x00 not a document", "không phải PDF"),
        ("a.pdf", b"<html><script>alert(1)</script></html>", "không phải PDF"),
        ("a.pdf", b"%PDF-1.7 broken", "bị hỏng"),
        ("a.png", b"\x89PNG\r\n\x1a\n broken", "bị hỏng"),
        ("a.pdf", b"", "rỗng"),
    ],
)
def test_attach_file_refuses_what_its_bytes_are_not(name: str, content: bytes, sentence: str) -> None:
    made = make_lists()

    with pytest.raises(Refusal, match=sentence):
        attach_file(delegate_list=made.lists[0], kind="minutes", upload=SimpleUploadedFile(name, content), by=made.chiefs[0])


def test_attach_file_refuses_more_than_the_limit(settings: Any) -> None:
    settings.SCAN_LIMIT = 100
    made = make_lists()

    with pytest.raises(Refusal, match="quá mức"):
        attach_file(delegate_list=made.lists[0], kind="minutes", upload=pdf(), by=made.chiefs[0])


def test_attach_file_keeps_the_last_part_of_the_name_alone() -> None:
    made = make_lists()

    attachment = attach_file(
        delegate_list=made.lists[0], kind="minutes", upload=pdf('..\\..\\biên "bản"\x00.exe'), by=made.chiefs[0]
    )

    assert attachment.file.name == "biên bản .exe.pdf"
    assert attachment.file.content_type == "application/pdf"


def test_an_attachment_stays_once_the_list_is_sent() -> None:
    made = make_lists()
    delegate_list = sent(made)
    attachment = delegate_list.attachments.get(kind="minutes")

    with pytest.raises(Refusal, match="Đã gửi"):
        remove_attachment(attachment=attachment, by=made.chiefs[0])


# ---- sending, returning, approving --------------------------------------------------------------------------------------


def test_send_list_refuses_while_the_minutes_are_missing() -> None:
    made = make_lists()
    fill(made)

    with pytest.raises(Refusal, match="còn 2 chỗ phải sửa"):
        send_list(delegate_list=made.lists[0], by=made.chiefs[0], on=today())


def test_send_list_asks_for_no_minutes_where_delegates_are_named_by_a_decision() -> None:
    made = make_lists()
    fill(made)
    Congress.objects.filter(pk=made.congress.pk).update(delegate_mode=DelegateMode.APPOINTED)

    with pytest.raises(Refusal, match="còn 1 chỗ phải sửa"):
        send_list(delegate_list=fresh(made.lists[0]), by=made.chiefs[0], on=today())


def test_where_delegates_are_named_by_a_decision_a_units_rows_are_and_take_its_places() -> None:
    made = make_lists(appointed=0)
    Congress.objects.filter(pk=made.congress.pk).update(delegate_mode=DelegateMode.APPOINTED)
    made.congress.refresh_from_db()
    made.lists[0] = fresh(made.lists[0])

    rows = fill(made)
    report = report_on(fresh(made.lists[0]), account=made.staff, on=TODAY)

    assert {row.category for row in rows} == {"appointed"}
    assert (report.elected, report.reserve) == (3, 1)
    assert board_rows(made.staff, made.congress, on=TODAY)[0].people == 3
    assert named_counts(made.congress) == {"ex_officio": 0, "appointed": 0}
    assert not appointed_of(made.congress).exists()
    assert set_alternate(delegate=rows[0], is_alternate=True, by=made.chiefs[0]).is_alternate


def test_no_ceiling_for_those_named_where_all_are_named() -> None:
    made = make_lists()

    elected = parameters_of(made.congress).appointed_max_percent
    made.congress.delegate_mode = DelegateMode.APPOINTED

    assert (elected, parameters_of(made.congress).appointed_max_percent) == (5, None)


def test_send_list_names_the_row_and_the_column_that_is_empty() -> None:
    made = make_lists()
    row = fill(made)[0]
    attach_all(made)
    Member.objects.filter(pk=row.member_id).update(rank="")

    with pytest.raises(Refusal, match=f"{row.member.full_name}: Thiếu “Cấp bậc hàm”"):
        send_list(delegate_list=made.lists[0], by=made.chiefs[0], on=today())


def test_send_list_keeps_a_version_and_twice_is_once() -> None:
    made = make_lists()
    delegate_list = sent(made)

    again = send_list(delegate_list=delegate_list, by=made.chiefs[0], on=today())

    assert delegate_list.versions.count() == 1
    assert [row["full_name"] for row in again.rows] == [member.full_name for member in made.members[0][:4]]


def test_send_list_late_needs_a_reason() -> None:
    made = make_lists()
    fill(made)
    attach_all(made)
    late = made.lists[0].due_on + timedelta(days=2)

    with pytest.raises(Refusal, match="lý do gửi chậm"):
        send_list(delegate_list=made.lists[0], by=made.chiefs[0], on=late)
    version = send_list(delegate_list=made.lists[0], by=made.chiefs[0], on=late, late_reason="Trực tăng cường")

    assert version.late_reason == "Trực tăng cường"


def test_withdraw_list_until_the_staff_have_opened_it() -> None:
    made = make_lists()
    withdrawn = withdraw_list(delegate_list=sent(made), by=made.chiefs[0])
    second = sent(made, 1)
    note_full_view(delegate_list=second, by=made.staff, staff=True)

    assert withdrawn.state == "entering"
    with pytest.raises(Refusal, match="đã xem danh sách"):
        withdraw_list(delegate_list=second, by=made.chiefs[1])


def test_full_view_is_recorded_once_a_day_for_each_account_and_state_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_lists()
    views = Entry.objects.filter(action="list.view_full")

    def looks() -> int:
        note_full_view(delegate_list=made.lists[0], by=made.staff, staff=True)
        return views.count()

    assert (looks(), looks()) == (1, 1)
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert (looks(), looks()) == (2, 2)
    touch_list(made.lists[0])
    assert looks() == 3


def test_return_list_needs_a_reason() -> None:
    made = make_lists()

    with pytest.raises(Refusal, match="lý do trả lại"):
        return_list(delegate_list=sent(made), reason=" ", by=made.staff)


def test_a_returned_list_is_open_in_the_rows_that_were_remarked_on_and_in_no_other() -> None:
    made = make_lists()
    delegate_list = sent(made)
    first, second = list(rows_of(delegate_list))[:2]
    return_list(delegate_list=delegate_list, reason="Sửa dòng 1", by=made.staff, remarks={first.pk: "Ghi đủ ngày sinh"})

    change_row(delegate=first, member_revision=first.member.revision, by=made.chiefs[0], changes={"birth_date": "1988-05-04"})
    with pytest.raises(Refusal, match="đã được chấp nhận"):
        change_row(delegate=second, member_revision=second.member.revision, by=made.chiefs[0], changes={"rank": "thieu_ta"})
    with pytest.raises(Refusal, match="đã được chấp nhận"):
        take_off_list(delegate=second, by=made.chiefs[0])


def test_withdrawing_a_person_from_a_returned_list_changes_only_her_row_and_frees_one_place() -> None:
    made = make_lists()
    delegate_list = sent(made)
    rows = list(rows_of(delegate_list))
    return_list(delegate_list=delegate_list, reason="Bầu người khác", by=made.staff, remarks={rows[0].pk: "Chọn người khác"})
    others = [(row.pk, row.position) for row in rows[1:]]

    with pytest.raises(Refusal, match="đã đủ 3 đại biểu"):
        put_on_list(delegate_list=delegate_list, member=made.members[0][4], is_alternate=False, by=made.chiefs[0])
    take_off_list(delegate=rows[0], by=made.chiefs[0])
    put_on_list(delegate_list=delegate_list, member=made.members[0][4], is_alternate=False, by=made.chiefs[0])

    kept = [(row.pk, row.position) for row in rows_of(delegate_list) if row.pk in dict(others)]
    assert sorted(kept) == sorted(others)


def test_sent_again_the_list_shows_what_changed_and_settles_the_remarks() -> None:
    made = make_lists()
    delegate_list = sent(made)
    row = next(iter(rows_of(delegate_list)))
    return_list(delegate_list=delegate_list, reason="Sửa", by=made.staff, remarks={row.pk: "Cấp bậc"})
    change_row(delegate=row, member_revision=row.member.revision, by=made.chiefs[0], changes={"rank": "thieu_ta"})

    second = send_list(delegate_list=delegate_list, by=made.chiefs[0], on=today())
    shown = between(delegate_list.versions.get(number=1), second, full=False)

    assert shown.sentence == "Sửa 1 đồng chí."
    assert [(one.label, one.old, one.new) for one in shown.changed[0][1]] == [("Cấp bậc hàm", "Đại uý", "Thiếu tá")]
    assert not delegate_list.remarks.filter(settled_at=None).exists()


def test_a_note_of_her_who_only_follows_the_unit_opens_no_row() -> None:
    made = make_lists()
    delegate_list = sent(made)
    follower = make_account("in_charge", made.units[0])
    row = next(iter(rows_of(delegate_list)))

    remark = write_remark(delegate=row, text="Hỏi lại chức vụ", by=follower)

    assert not remark.returns


def test_approve_list_freezes_what_papers_print() -> None:
    made = make_lists()
    delegate_list = approved(made)
    row = next(iter(rows_of(delegate_list)))
    Member.objects.filter(pk=row.member_id).update(rank="dai_ta", full_name="Tên Khác")

    kept = snapshot_of(Delegate.objects.get(pk=row.pk))

    assert (kept["rank_label"], kept["full_name"]) == ("Đại uý", made.members[0][0].full_name)
    assert delegate_record(Delegate.objects.get(pk=row.pk)).rank == "dai_uy"
    assert row.state == "approved"


def test_nobody_approves_her_own_sending() -> None:
    made = make_lists()
    fill(made)
    attach_all(made)
    send_list(delegate_list=made.lists[0], by=made.staff, on=today())
    delegate_list = fresh(made.lists[0])

    assert not may_approve_list(made.staff, delegate_list)
    assert may_approve_list(made.other_staff, delegate_list)
    with pytest.raises(Refusal, match="không tự duyệt được"):
        approve_list(delegate_list=delegate_list, by=made.staff, on=today())


def test_the_second_to_approve_is_told_who_was_first() -> None:
    made = make_lists()
    delegate_list = approved(made)

    with pytest.raises(Changed, match=made.staff.full_name):
        approve_list(delegate_list=delegate_list, by=made.other_staff, on=today())
    with pytest.raises(Changed, match="duyệt lúc"):
        return_list(delegate_list=delegate_list, reason="x", by=made.other_staff)


def test_approve_list_that_changed_since_the_page_was_opened_is_refused() -> None:
    made = make_lists()
    delegate_list = sent(made)

    with pytest.raises(Changed):
        approve_list(delegate_list=delegate_list, by=made.staff, on=today(), revision=delegate_list.revision - 1)


def test_reopen_list_unfreezes_with_a_reason_and_never_a_locked_one() -> None:
    made = make_lists()
    delegate_list = approved(made)

    with pytest.raises(Refusal, match="lý do mở lại"):
        reopen_list(delegate_list=delegate_list, reason="", by=made.head)
    reopen_list(delegate_list=delegate_list, reason="Nhầm cấp bậc", by=made.head)

    assert set(delegate_list.delegates.values_list("state", flat=True)) == {"listed"}
    other = approved(made, 1)
    lock_list(delegate_list=other, by=made.head)
    with pytest.raises(Refusal):
        reopen_list(delegate_list=other, reason="x", by=made.head)


def test_lock_list_needs_approval_first() -> None:
    made = make_lists()

    with pytest.raises(Changed, match="không khoá được"):
        lock_list(delegate_list=sent(made), by=made.head)


def test_under_review_blocks_until_an_authorised_person_clears_her() -> None:
    made = make_lists()
    row = fill(made)[0]
    attach_all(made)
    Member.objects.filter(pk=row.member_id).update(state=MemberState.UNDER_REVIEW)

    with pytest.raises(Refusal, match="xem xét kỷ luật"):
        send_list(delegate_list=made.lists[0], by=made.chiefs[0], on=today())
    with pytest.raises(Refusal, match="căn cứ"):
        clear_delegate(delegate=row, reason="", by=made.staff)
    clear_delegate(delegate=row, reason="Kết luận số 12", by=made.staff)

    assert send_list(delegate_list=made.lists[0], by=made.chiefs[0], on=today()).number == 1


def test_the_same_person_written_down_twice_is_found_across_units() -> None:
    made = make_lists()
    fill(made)
    twin = made.members[0][0]
    double = make_member(made.units[1], full_name=twin.full_name, birth_date=twin.birth_date, **COMPLETE)
    put_on_list(delegate_list=made.lists[1], member=double, is_alternate=False, by=made.chiefs[1])

    told_staff = report_on(made.lists[1], account=made.staff, on=TODAY).findings
    told_chief = report_on(made.lists[1], account=made.chiefs[1], on=TODAY).findings

    assert any(f"của {made.units[0].name}" in finding.message for finding in told_staff)
    assert any("của đơn vị khác" in finding.message for finding in told_chief)


# ---- by right, appointed ------------------------------------------------------------------------------------------------


def officer(made: Any, place: int = 0) -> Member:
    member: Member = made.members[place][0]
    Office.objects.create(member=member, unit=made.unit, position="board_member", starts_on="2021-01-01")
    return member


def test_a_delegate_by_right_whom_a_unit_lists_is_warned_of_and_takes_no_seat() -> None:
    made = make_lists(ex_officio=1)
    member = officer(made)
    row = next(one for one in fill(made) if one.member == member)

    before = report_on(made.lists[0], account=made.staff, on=TODAY)
    set_by_right(congress=made.congress, members=[member], by=made.staff)
    after = report_on(fresh(made.lists[0]), account=made.staff, on=TODAY)

    for report in (before, after):
        assert [one.key for one in report.findings if one.code == "by_right_and_elected"] == [str(row.pk)]
    assert (before.elected, after.elected) == (3, 2)
    assert made.congress.delegates.filter(member=member, state="listed").count() == 1


def test_who_takes_office_only_later_is_no_delegate_by_right_yet() -> None:
    made = make_lists(ex_officio=1)
    member = officer(made)
    fill(made)
    Office.objects.filter(member=member).update(starts_on=TODAY + timedelta(days=1))

    found = report_on(made.lists[0], account=made.staff, on=TODAY).findings

    assert not [one for one in found if one.code == "by_right_and_elected"]


def test_a_unit_that_lists_a_delegate_by_right_keeps_her_one_row() -> None:
    made = make_lists(ex_officio=1)
    member = officer(made)
    set_by_right(congress=made.congress, members=[member], by=made.staff)

    row = put_on_list(delegate_list=made.lists[0], member=member, is_alternate=False, by=made.chiefs[0])
    take_off_list(delegate=row, by=made.chiefs[0])

    only = made.congress.delegates.get(member=member)
    assert (only.category, only.state, only.delegate_list) == ("ex_officio", "listed", None)


def test_set_by_right_twice_is_once_and_unticking_takes_her_off() -> None:
    made = make_lists(ex_officio=1)
    member = officer(made)
    for _ in "ab":
        set_by_right(congress=made.congress, members=[member], by=made.staff)

    assert Entry.objects.filter(action="delegate.by_right").count() == 1
    assert set_by_right(congress=made.congress, members=[], by=made.staff) == []


def test_set_by_right_keeps_an_approved_one() -> None:
    made = make_lists(ex_officio=1)
    set_by_right(congress=made.congress, members=[officer(made)], by=made.staff)
    approve_named(congress=made.congress, by=made.staff)

    with pytest.raises(Refusal, match="Biến động"):
        set_by_right(congress=made.congress, members=[], by=made.staff)


@pytest.mark.parametrize(("state", "why"), [("under_review", "xem xét kỷ luật"), ("retired", "đã nghỉ hưu")])
def test_approve_named_refuses_whoever_may_be_no_delegate(state: str, why: str) -> None:
    made = make_lists(ex_officio=1)
    member = officer(made)
    set_by_right(congress=made.congress, members=[member], by=made.staff)
    Member.objects.filter(pk=member.pk).update(state=state)

    with pytest.raises(Refusal, match=why):
        approve_named(congress=made.congress, by=made.staff)

    assert made.congress.delegates.get(member=member).state == "listed"


def test_set_by_right_leaves_an_approved_list_alone() -> None:
    made = make_lists(ex_officio=1)
    delegate_list = approved(made)
    row = delegate_list.delegates.filter(is_alternate=False).first()
    assert row is not None

    with pytest.raises(Refusal, match="đã được duyệt trong danh sách của đơn vị"):
        set_by_right(congress=made.congress, members=[row.member], by=made.staff)

    row.refresh_from_db()
    assert row.category == "elected"


def test_appoint_delegate_stops_at_the_number_of_the_allocation() -> None:
    made = make_lists(appointed=1)
    first = appoint_delegate(congress=made.congress, member=made.members[0][4], by=made.staff)

    with pytest.raises(Refusal, match="Đã đủ 1 đại biểu chỉ định"):
        appoint_delegate(congress=made.congress, member=made.members[1][4], by=made.staff)
    dismiss_appointed(delegate=first, by=made.staff)
    assert appoint_delegate(congress=made.congress, member=made.members[1][4], by=made.staff).category == "appointed"


def test_appoint_delegate_refuses_one_whom_a_unit_lists() -> None:
    made = make_lists()
    fill(made)

    with pytest.raises(Refusal, match="đã có trong danh sách"):
        appoint_delegate(congress=made.congress, member=made.members[0][0], by=made.staff)


# ---- biến động ----------------------------------------------------------------------------------------------------------


def test_an_alternate_of_the_same_unit_steps_in_and_is_convened() -> None:
    made = make_lists()
    rows = list(rows_of(approved(made)))

    withdraw_delegate(delegate=rows[0], reason="maternity", effective_on=TODAY, by=made.staff, replacement=rows[3])

    coming = Delegate.objects.select_related("replaces__member").get(pk=rows[3].pk)
    assert category_words(coming) == f"Được bầu (thay đ/c {rows[0].member.full_name})"
    assert {row.pk for row in convened(made.congress)} == {rows[1].pk, rows[2].pk, rows[3].pk}
    assert Delegate.objects.get(pk=rows[0].pk).state == "replaced"


def test_one_alternate_replaces_one_and_only_of_her_unit() -> None:
    made = make_lists()
    first, second = list(rows_of(approved(made))), list(rows_of(approved(made, 1)))
    withdraw_delegate(delegate=first[0], reason="ill", effective_on=TODAY, by=made.staff, replacement=first[3])

    with pytest.raises(Refusal):
        withdraw_delegate(delegate=first[1], reason="ill", effective_on=TODAY, by=made.staff, replacement=first[3])
    with pytest.raises(Refusal):
        withdraw_delegate(delegate=first[1], reason="ill", effective_on=TODAY, by=made.staff, replacement=second[3])
    assert Delegate.objects.get(pk=first[1].pk).state == "approved"


def test_an_alternate_may_be_named_later() -> None:
    made = make_lists()
    rows = list(rows_of(approved(made)))
    change = withdraw_delegate(delegate=rows[0], reason="moved", effective_on=TODAY, by=made.staff)

    step_in(change=change, alternate=rows[3], by=made.staff)

    with pytest.raises(Changed):
        step_in(change=change, alternate=rows[2], by=made.staff)
    change.refresh_from_db()
    assert change.replacement_id == rows[3].pk


def test_a_change_is_for_approved_delegates_and_another_reason_says_which() -> None:
    made = make_lists()
    listed = fill(made)[0]

    with pytest.raises(Refusal, match="chưa duyệt"):
        withdraw_delegate(delegate=listed, reason="ill", effective_on=TODAY, by=made.staff)
    row = next(iter(rows_of(approved(made, 1))))
    with pytest.raises(Refusal, match="nói rõ"):
        withdraw_delegate(delegate=row, reason="other", effective_on=TODAY, by=made.staff)


# ---- targets, postponing ------------------------------------------------------------------------------------------------


def test_targets_are_shown_beside_what_is_reached_and_block_nothing() -> None:
    made = make_lists()
    fill(made)
    attach_all(made)
    unit = made.lists[0].electing_unit
    set_targets(congress=made.congress, electing_unit=unit, targets=[Target("ethnic_minority", at_least=1)], by=made.staff)

    report = report_on(made.lists[0], account=made.staff, on=TODAY)

    assert [(one.count, one.is_reached) for one in report.targets] == [(0, False)]
    assert send_list(delegate_list=made.lists[0], by=made.chiefs[0], on=today()).number == 1


def test_set_targets_refuses_least_above_most() -> None:
    made = make_lists()

    with pytest.raises(Refusal, match="lớn hơn"):
        set_targets(congress=made.congress, electing_unit=None, targets=[Target("young", 5, 3)], by=made.staff)


def test_postponing_moves_the_due_days_of_lists_that_are_not_approved() -> None:
    made = make_lists()
    done = approved(made)
    due = done.due_on

    postpone_congress(
        congress=made.congress,
        to_day=made.congress.held_on + timedelta(days=7),
        reason="Bão",
        by=made.head,
        today=today(),
    )

    assert fresh(done).due_on == due
    assert fresh(made.lists[1]).due_on == due + timedelta(days=7)


@pytest.mark.parametrize(
    ("joined", "code"), [("", "not_on_roll"), ("2026", "not_on_roll"), ("2026-10", "not_a_member"), ("2020-05", None)]
)
def test_person_enrolled_after_members_were_counted_is_looked_at(joined: str, code: str | None) -> None:
    made = make_lists()
    fields: dict[str, Any] = {"full_name": "Cao Thị Mới", "birth_date": "1990-02-01", **COMPLETE, "union_joined": joined}
    delegate = enrol_on_list(delegate_list=made.lists[0], unit=made.units[0], fields=fields, by=made.chiefs[0])
    Member.objects.filter(pk=delegate.member_id).update(created_at=timezone.now() + timedelta(days=2))

    report = report_on(fresh(made.lists[0]), on=TODAY)

    found = [finding.code for finding in report.findings if finding.code in {"not_on_roll", "not_a_member"}]
    assert found == ([code] if code else [])
    assert ("not_a_member" in {finding.code for finding in report.blocking}) is (code == "not_a_member")
