"""Biến động đại biểu: after approval nothing is edited, a change is added (procedure §3.3)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction

from congress.delegates.actions.lists import lock_list_row
from congress.delegates.models import ChangeReason, Delegate, DelegateChange, DelegateState
from congress.delegates.queries.snapshots import ACTIVE, category_of
from congress.delegates.rules.replacements import Standing, why_not_step_in
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.files.actions import SCANS, store_file


@transaction.atomic
def withdraw_delegate(
    *,
    delegate: Delegate,
    reason: str,
    effective_on: date,
    by: Account,
    explanation: str = "",
    replacement: Delegate | None = None,
    upload: "File[Any] | None" = None,
) -> DelegateChange:
    """She can't come: from a day, for a reason; an alternate of the same electing unit may step in for her (R06)."""
    _lock(delegate.congress)
    if delegate.delegate_list is not None:
        lock_list_row(delegate.delegate_list)
    row = Delegate.objects.select_related("member__unit").get(pk=delegate.pk)
    if row.state in {DelegateState.WITHDRAWN, DelegateState.REPLACED}:
        raise Changed("Đồng chí này vừa được rút khỏi danh sách đại biểu. Hãy tải lại trang để xem biến động đã ghi.")
    if row.state != DelegateState.APPROVED:
        raise Refusal("Danh sách chưa duyệt thì sửa ngay trong danh sách; biến động chỉ ghi sau khi duyệt.")
    if reason not in ChangeReason.values:
        raise Refusal("Hãy chọn lý do.", field="reason")
    if reason == ChangeReason.OTHER and not explanation.strip():
        raise Refusal("Lý do khác thì phải nói rõ.", field="explanation")
    stored = store_file(upload=upload, by=by, allowed=SCANS, limit=settings.SCAN_LIMIT) if upload else None
    row.state = DelegateState.WITHDRAWN
    row.save(update_fields=["state"])
    change = DelegateChange.objects.create(
        congress=row.congress,
        delegate=row,
        reason=reason,
        explanation=explanation.strip(),
        effective_on=effective_on,
        file=stored,
        approved_by=by,
    )
    # illness and discipline are reasons, too: they stand on the change, for those who may read it; the trace has more readers
    record("delegate.withdraw", row, by=by, unit=row.member.unit, change=change.pk, effective_on=effective_on)
    if replacement is not None:
        step_in(change=change, alternate=replacement, by=by)
    return change


@transaction.atomic
def step_in(*, change: DelegateChange, alternate: Delegate, by: Account) -> DelegateChange:
    """An alternate takes the place of her who withdrew: of the same electing unit, one for one (R06)."""
    _lock(change.congress)
    # the row may have been changed by another while she chose
    current = DelegateChange.objects.select_related("delegate__member__unit").get(pk=change.pk)
    if current.replacement_id == alternate.pk:
        return current
    if current.replacement_id is not None:
        raise Changed("Chỗ này đã có đồng chí dự khuyết vào thay. Hãy tải lại trang.")
    gone = current.delegate
    coming = Delegate.objects.select_related("member").get(pk=alternate.pk)
    _require_may_replace(gone, coming)
    gone.state = DelegateState.REPLACED
    gone.save(update_fields=["state"])
    coming.replaces = gone
    try:
        with transaction.atomic():
            coming.save(update_fields=["replaces"])
    except IntegrityError as error:
        raise Changed("Chỗ này đã có đồng chí dự khuyết vào thay. Hãy tải lại trang.") from error
    current.replacement = coming
    current.save(update_fields=["replacement"])
    record("delegate.step_in", coming, by=by, unit=gone.member.unit, replaces=gone.pk, name=gone.member.full_name)
    return current


def _require_may_replace(gone: Delegate, coming: Delegate) -> None:
    if coming.state == DelegateState.LISTED:
        raise Refusal(f"Danh sách của đồng chí {coming.member.full_name} chưa duyệt nên chưa thay được.", field="replacement")
    if why := why_not_step_in(standing_of(coming), standing_of(gone)):
        raise Refusal(why, field="replacement")


def standing_of(delegate: Delegate) -> Standing:
    """How a person stands now, for the rule on replacements."""
    return Standing(
        name=delegate.member.full_name,
        category=category_of(delegate),
        unit=delegate.electing_unit_id,
        is_active=delegate.state in ACTIVE,
        is_replaced=delegate.state == DelegateState.REPLACED,
        has_replaced=delegate.replaces_id is not None,
    )


def _lock(congress: Congress) -> None:
    """Changes of one congress come one after another: there are few, and each looks at two delegates."""
    Congress.objects.select_for_update(of=("self",), no_key=True).get(pk=congress.pk)
