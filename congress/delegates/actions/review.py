"""A list on its way between the unit and the staff: sent, returned, approved, locked (procedure §3.4)."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from congress.delegates.access import may_review_list
from congress.delegates.actions.lists import lock_list_row, require_with_the_unit, touch_list
from congress.delegates.models import (
    Delegate,
    DelegateChange,
    DelegateList,
    DelegateState,
    ListState,
    ListVersion,
    RowRemark,
)
from congress.delegates.queries.findings import report_on
from congress.delegates.queries.lists import rows_of
from congress.delegates.queries.snapshots import category_of, live_snapshot, with_people
from congress.delegates.queries.trace import was_opened_by_staff
from congress.delegates.rules.states import may_follow
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.people.models import GONE, MemberState

if TYPE_CHECKING:
    from congress.delegates.queries.findings import Report

SHOWN_PROBLEMS = 3


@transaction.atomic
def send_list(
    *, delegate_list: DelegateList, by: Account, on: date, late_reason: str = "", revision: int | None = None
) -> ListVersion:
    """Send the list to the staff: a version is kept row by row and never changed.

    Raises `Refusal` while a check blocks, or when it is late and says no reason. Pressed twice it is sent once.
    """
    locked = lock_list_row(delegate_list)
    if locked.state == ListState.SENT and locked.sent_by_id == by.pk and (last := locked.versions.first()):
        return last
    locked = lock_list_row(locked, revision=revision)
    require_with_the_unit(locked)
    late_reason = late_reason.strip()
    if on > locked.due_on and not late_reason:
        raise Refusal(f"Danh sách đã quá hạn ngày {locked.due_on:%d/%m/%Y}. Hãy ghi lý do gửi chậm rồi gửi.", field="late_reason")
    report = report_on(locked, account=by, on=on, late_reason=late_reason, sending=True)
    _refuse_blocked(report, "gửi")
    number = locked.versions.count() + 1
    version = ListVersion.objects.create(
        delegate_list=locked, number=number, rows=_version_rows(locked), sent_by=by, late_reason=late_reason
    )
    now = timezone.now()
    locked.remarks.filter(settled_at=None).update(settled_by=by, settled_at=now)
    locked.state, locked.sent_by, locked.sent_at, locked.late_reason = ListState.SENT, by, now, late_reason
    touch_list(locked, "state", "sent_by", "sent_at", "late_reason")
    record(
        "list.send",
        locked,
        by=by,
        unit=locked.electing_unit.lead_unit,
        reason=late_reason,
        version=number,
        people=len(report.rows),
        late_days=max(0, (on - locked.due_on).days),
    )
    return version


@transaction.atomic
def withdraw_list(*, delegate_list: DelegateList, by: Account, revision: int | None = None) -> DelegateList:
    """Take a list back before the staff have opened it. One that was returned before goes back through them alone."""
    locked = lock_list_row(delegate_list, revision=revision)
    if locked.state == ListState.ENTERING:
        return locked
    _require_follows(locked, ListState.ENTERING, "rút lại")
    if locked.returned_at is not None or was_opened_by_staff(locked):
        raise Refusal("Ban Phụ nữ đã xem danh sách này. Nếu cần sửa, hãy gọi cho Ban Phụ nữ để được trả lại danh sách.")
    locked.state = ListState.ENTERING
    touch_list(locked, "state")
    record("list.withdraw", locked, by=by, unit=locked.electing_unit.lead_unit)
    return locked


@transaction.atomic
def write_remark(*, delegate: Delegate, text: str, by: Account) -> RowRemark:
    """Say of a row of a sent list what is to be mended. From those who only follow the unit it is a note to the reviewers."""
    if delegate.delegate_list is None:
        raise Refusal("Đồng chí này không nằm trong danh sách của đơn vị nào.")
    locked = lock_list_row(delegate.delegate_list)
    if locked.state != ListState.SENT:
        raise Refusal(f"Danh sách đang ở bước “{locked.get_state_display()}” nên không ghi nhận xét được.")
    text = text.strip()
    if not text:
        raise Refusal("Hãy ghi cần sửa gì ở dòng này.", field="text")
    remark = RowRemark.objects.create(
        delegate_list=locked, delegate=delegate, text=text, returns=may_review_list(by, locked), written_by=by
    )
    touch_list(locked)
    record("list.remark", delegate, by=by, unit=locked.electing_unit.lead_unit, delegate_list=locked.pk)
    return remark


@transaction.atomic
def remove_remark(*, remark: RowRemark, by: Account) -> None:
    """Take back a remark of her own that has not gone to the unit."""
    locked = lock_list_row(remark.delegate_list)
    if locked.state != ListState.SENT or remark.settled_at is not None or remark.written_by_id != by.pk:
        raise Refusal("Nhận xét này đã gửi cho đơn vị hoặc của người khác nên không xoá được.")
    remark.delete()
    touch_list(locked)
    record("list.remark_remove", locked, by=by, unit=locked.electing_unit.lead_unit)


@transaction.atomic
def return_list(
    *,
    delegate_list: DelegateList,
    reason: str,
    by: Account,
    remarks: Mapping[int, str] | None = None,
    revision: int | None = None,
) -> DelegateList:
    """Send the list back with a reason. `remarks`: delegate id → what to mend; then only these rows are open to the unit.

    Without any remark on a row the whole list is open.
    """
    locked = lock_list_row(delegate_list)
    if locked.state == ListState.RETURNED and locked.returned_by_id == by.pk:
        return locked
    if locked.state == ListState.APPROVED:
        raise Changed(_who_approved(locked))
    locked = lock_list_row(locked, revision=revision)
    _require_follows(locked, ListState.RETURNED, "trả lại")
    reason = reason.strip()
    if not reason:
        raise Refusal("Hãy ghi lý do trả lại để đơn vị biết cần sửa gì.", field="reason")
    rows = {row.pk: row for row in rows_of(locked)}
    told = {pk: text.strip() for pk, text in (remarks or {}).items() if text.strip()}
    if unknown := set(told) - set(rows):
        raise Changed(f"Có {len(unknown)} dòng không còn trong danh sách. Hãy tải lại trang; nhận xét đã ghi vẫn còn.")
    now = timezone.now()
    locked.remarks.filter(settled_at=None).exclude(returns=True).update(settled_by=by, settled_at=now)
    before = {remark.delegate_id: remark for remark in locked.remarks.filter(settled_at=None, returns=True)}
    for pk, text in told.items():
        if (old := before.pop(pk, None)) is None:
            RowRemark.objects.create(
                delegate_list=locked, delegate=rows[pk], text=text, returns=True, written_by=by, written_at=now
            )
        elif old.text != text:
            old.text, old.written_by, old.written_at = text, by, now
            old.save(update_fields=["text", "written_by", "written_at"])
    if remarks is not None:
        # what she cleared in the form is not sent
        RowRemark.objects.filter(pk__in=[old.pk for old in before.values()]).update(settled_by=by, settled_at=now)
    locked.state, locked.returned_by, locked.returned_at, locked.return_reason = ListState.RETURNED, by, now, reason
    touch_list(locked, "state", "returned_by", "returned_at", "return_reason")
    record(
        "list.return",
        locked,
        by=by,
        unit=locked.electing_unit.lead_unit,
        reason=reason,
        rows=locked.remarks.filter(settled_at=None, returns=True).count(),
    )
    return locked


@transaction.atomic
def approve_list(*, delegate_list: DelegateList, by: Account, on: date, revision: int | None = None) -> DelegateList:
    """Approve a sent list: everybody on it is frozen as she stands now, for all papers to come.

    Nobody approves what she sent herself (§1.3). When another was first, `Changed` says who. Pressed twice it is once.
    """
    locked = lock_list_row(delegate_list)
    if locked.state == ListState.APPROVED:
        if locked.approved_by_id == by.pk:
            return locked
        raise Changed(_who_approved(locked))
    locked = lock_list_row(locked, revision=revision)
    _require_follows(locked, ListState.APPROVED, "duyệt")
    if locked.sent_by_id == by.pk:
        raise Refusal("Bạn đã gửi danh sách này nên không tự duyệt được. Hãy nhờ đồng chí khác trong Ban Phụ nữ duyệt.")
    _refuse_blocked(report_on(locked, account=by, on=on), "duyệt")
    rows = list(with_people(rows_of(locked)))
    freeze(rows)
    now = timezone.now()
    locked.remarks.filter(settled_at=None).update(settled_by=by, settled_at=now)
    locked.state, locked.approved_by, locked.approved_at = ListState.APPROVED, by, now
    touch_list(locked, "state", "approved_by", "approved_at")
    record("list.approve", locked, by=by, unit=locked.electing_unit.lead_unit, people=len(rows))
    return locked


@transaction.atomic
def lock_list(*, delegate_list: DelegateList, by: Account, revision: int | None = None) -> DelegateList:
    """The end of a list's life: from here on only biến động changes who comes."""
    locked = lock_list_row(delegate_list)
    if locked.state == ListState.LOCKED:
        return locked
    locked = lock_list_row(locked, revision=revision)
    _require_follows(locked, ListState.LOCKED, "khoá")
    locked.state, locked.locked_by, locked.locked_at = ListState.LOCKED, by, timezone.now()
    touch_list(locked, "state", "locked_by", "locked_at")
    record("list.lock", locked, by=by, unit=locked.electing_unit.lead_unit)
    return locked


@transaction.atomic
def reopen_list(*, delegate_list: DelegateList, reason: str, by: Account, revision: int | None = None) -> DelegateList:
    """Give an approved list back to its unit, with a reason: its people are no longer frozen. Not once anything changed since."""
    locked = lock_list_row(delegate_list, revision=revision)
    _require_follows(locked, ListState.RETURNED, "mở lại")
    if locked.state != ListState.APPROVED:
        raise Refusal("Chỉ mở lại được danh sách đã duyệt.")
    reason = reason.strip()
    if not reason:
        raise Refusal("Hãy ghi lý do mở lại danh sách đã duyệt.", field="reason")
    if DelegateChange.objects.filter(delegate__delegate_list=locked).exists():
        raise Refusal("Danh sách này đã có biến động đại biểu nên không mở lại được. Hãy ghi thay đổi ở phần Biến động.")
    locked.delegates.filter(state=DelegateState.APPROVED).update(state=DelegateState.LISTED, frozen={})
    locked.state, locked.returned_by, locked.returned_at = ListState.RETURNED, by, timezone.now()
    locked.return_reason = reason
    touch_list(locked, "state", "returned_by", "returned_at", "return_reason")
    record("list.reopen", locked, by=by, unit=locked.electing_unit.lead_unit, reason=reason)
    return locked


@transaction.atomic
def approve_named(*, congress: Congress, by: Account) -> int:
    """Freeze the delegates by right and the appointed ones, who come in no unit's list; gives how many were frozen.

    Raises `Refusal` for one who is under review or no member any more (`dai_bieu_duong_nhien`, `tieu_chuan_dai_bieu`).
    """
    Congress.objects.select_for_update(of=("self",), no_key=True).get(pk=congress.pk)
    waiting = congress.delegates.filter(delegate_list=None, state=DelegateState.LISTED)
    rows = list(with_people(waiting))
    _refuse_unfit(rows)
    freeze(rows)
    if rows:
        record("delegate.approve_named", congress, by=by, unit=congress.unit, people=len(rows))
    return len(rows)


def _refuse_unfit(rows: list[Delegate]) -> None:
    sentences = []
    for row in rows:
        state, name = row.member.state, row.member.full_name
        if state in GONE:
            sentences.append(f"Đồng chí {name}: {MemberState(state).label.lower()}.")
        elif state == MemberState.UNDER_REVIEW and row.cleared_at is None:
            sentences.append(f"Đồng chí {name} đang trong thời gian xem xét kỷ luật.")
    if sentences:
        raise Refusal(" ".join([*sentences, "Hãy bỏ khỏi danh sách này, hoặc cập nhật tình trạng hội viên, rồi duyệt lại."]))


@transaction.atomic
def clear_delegate(*, delegate: Delegate, reason: str, by: Account) -> Delegate:
    """Confirm that she who is under review may be a delegate all the same (§3.3); with a reason."""
    if delegate.delegate_list is not None:
        lock_list_row(delegate.delegate_list)
    row = Delegate.objects.select_related("member__unit", "delegate_list").get(pk=delegate.pk)
    if row.cleared_at is not None:
        return row
    if not reason.strip():
        raise Refusal("Hãy ghi căn cứ xác nhận đủ tư cách.", field="reason")
    row.cleared_by, row.cleared_at = by, timezone.now()
    row.cleared_reason = reason.strip()
    row.save(update_fields=["cleared_by", "cleared_at", "cleared_reason"])
    if row.delegate_list is not None:
        touch_list(row.delegate_list)
    # what was examined stays on the row: the trace has more readers
    record("delegate.clear", row, by=by, unit=row.member.unit)
    return row


def freeze(rows: list[Delegate]) -> None:
    """Write into each row what papers print of her from now on. The rows come `with_people`."""
    for row in rows:
        row.frozen = live_snapshot(row)
        row.state = DelegateState.APPROVED
    Delegate.objects.bulk_update(rows, ["frozen", "state"], batch_size=500)


def _version_rows(locked: DelegateList) -> list[dict[str, object]]:
    return [
        {"delegate": row.pk, **live_snapshot(row), "category": category_of(row).value, "order": number}
        for number, row in enumerate(with_people(rows_of(locked)), 1)
    ]


def _refuse_blocked(report: "Report", deed: str) -> None:
    blocking = report.blocking
    if not blocking:
        return
    names = {facts.key: facts.full_name for facts in report.facts.delegates}
    said = [f"{names[one.key]}: {one.message}" if one.key in names else one.message for one in blocking[:SHOWN_PROBLEMS]]
    more = len(blocking) - SHOWN_PROBLEMS
    rest = f" Và {more} chỗ nữa." if more > 0 else ""
    raise Refusal(f"Chưa {deed} được, còn {len(blocking)} chỗ phải sửa. {' '.join(said)}{rest}")


def _require_follows(locked: DelegateList, target: ListState, deed: str) -> None:
    if not may_follow(locked.state, target):
        raise Changed(
            f"Danh sách đang ở bước “{locked.get_state_display()}” nên không {deed} được. Hãy tải lại trang để xem ai vừa làm gì."
        )


def _who_approved(locked: DelegateList) -> str:
    who = locked.approved_by.full_name if locked.approved_by else ""
    when = timezone.localtime(locked.approved_at) if locked.approved_at else None
    return f"Danh sách này đã được đồng chí {who} duyệt lúc {when:%H:%M ngày %d/%m/%Y}."
