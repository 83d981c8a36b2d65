"""What follows for delegates when two records turn out to be one woman."""

from django.db import IntegrityError, OperationalError, transaction

from congress.delegates.access import knows_unit_of
from congress.delegates.actions.lists import WITH_THE_UNIT, touch_list
from congress.delegates.models import Category, Delegate, DelegateList, DelegateState
from congress.delegates.queries.lists import rows_of
from congress.delegates.queries.snapshots import ACTIVE
from congress.terms.actions.locks import OVER
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.people.models import Member


def follow_merge_of_members(kept: Member, merged: Member, by: Account) -> None:
    """Her places at congresses go over to the kept record.

    At one congress she stands once. Where both records do: the approved row stays and the other is taken off, if its list is
    still with its unit; in every other case a person decides, and the Refusal says which rows there are and what to do. At a
    congress that is over both rows stay as they are, each on its record: that is history.
    """
    rows = (
        Delegate.objects.filter(member__in=[kept, merged], state__in=ACTIVE)
        .select_related("member", "congress", "delegate_list__electing_unit__lead_unit", "delegate_list__congress__unit")
        .order_by("pk")
    )
    own = {row.congress_id: row for row in rows if row.member_id == kept.pk}
    stays_behind = []
    for theirs in (row for row in rows if row.member_id == merged.pk and row.congress_id in own):
        if theirs.congress.state in OVER:
            stays_behind.append(theirs.pk)
        else:
            _settle(own[theirs.congress_id], theirs, by)
    try:
        with transaction.atomic():
            Delegate.objects.filter(member=merged).exclude(pk__in=stays_behind).update(member=kept)
    except IntegrityError as error:
        raise Refusal("Một trong hai hồ sơ vừa được đưa vào danh sách đại biểu. Hãy tải lại trang rồi gộp lại.") from error


def _settle(first: Delegate, second: Delegate, by: Account) -> None:
    """Leave at most one of two live rows of one congress."""
    approved = [row for row in (first, second) if row.state == DelegateState.APPROVED]
    where = f"{_place(first, by)} và {_place(second, by)}"
    if len(approved) == 2:
        raise Refusal(
            f"Cả hai hồ sơ đều là đại biểu đã duyệt của {first.congress.name}: {where}. "
            "Hãy ghi biến động rút một người ra rồi gộp lại."
        )
    if not approved:
        raise Refusal(
            f"Cả hai hồ sơ đều có trong danh sách đại biểu của {first.congress.name}: {where}. Hãy bỏ một dòng rồi gộp lại."
        )
    waiting = second if approved == [first] else first
    found = waiting.delegate_list
    if found is None:
        raise Refusal(f"Hai hồ sơ có hai chỗ ở {first.congress.name}: {where}. Hãy bỏ {_place(waiting, by)} rồi gộp lại.")
    locked = _locked(found)
    if locked.state not in WITH_THE_UNIT:
        raise Refusal(
            f"Hai hồ sơ có hai chỗ ở {first.congress.name}: {where}. Danh sách chưa duyệt đang ở bước "
            f"“{locked.get_state_display()}”: hãy trả lại danh sách đó với yêu cầu bỏ dòng này, rồi gộp lại."
        )
    waiting.state = DelegateState.WITHDRAWN
    waiting.save(update_fields=["state"])
    touch_list(locked)
    record(
        "list.take_off", waiting, by=by, unit=found.electing_unit.lead_unit, delegate_list=found.pk,
        reason="Trùng với đại biểu đã duyệt; hai hồ sơ được gộp.",
    )  # fmt: skip


def _locked(delegate_list: DelegateList) -> DelegateList:
    """Not waited for: whoever edits the list now locks it before the member, whom the merge has locked already."""
    try:
        with transaction.atomic():
            return DelegateList.objects.select_for_update(of=("self",), nowait=True).get(pk=delegate_list.pk)
    except OperationalError as error:
        raise Refusal(f"Danh sách của {delegate_list.electing_unit.name} đang được sửa. Hãy gộp lại sau ít phút.") from error


def _place(row: Delegate, by: Account) -> str:
    """Where she stands, as far as `by` may know."""
    if row.delegate_list is None:
        return f"đại biểu {Category(row.category).label.lower()}"
    if not knows_unit_of(by, row.delegate_list):
        return "danh sách của đơn vị khác"
    number = list(rows_of(row.delegate_list).values_list("pk", flat=True)).index(row.pk) + 1
    return f"dòng {number} trong danh sách của {row.delegate_list.electing_unit.name}"
