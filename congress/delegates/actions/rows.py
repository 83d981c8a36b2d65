"""What a unit writes into the rows of its list: a person's fields, a new person, one value for all that lack it."""

from datetime import date
from typing import Any

from django.db import transaction

from congress.delegates.actions.lists import (
    lock_list_row,
    open_row_ids,
    put_on_list,
    require_open_row,
    require_with_the_unit,
    touch_list,
)
from congress.delegates.models import Delegate, DelegateList, DelegateState
from congress.delegates.queries.lists import candidates_for, rows_of
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.people.actions import change_member, enrol_member
from members.people.models import Member
from members.units.models import Unit
from vietnamese.search import search_key

# columns in which many people of a unit have the same value
FILLABLE = (
    "ethnicity",
    "religion",
    "rank",
    "police_position",
    "workplace",
    "education",
    "political_theory",
    "union_position",
    "party_stage",
)


@transaction.atomic
def change_row(
    *,
    delegate: Delegate,
    member_revision: int,
    by: Account,
    changes: dict[str, Any],
    attended_before: bool | None = None,
    note: str = "",
) -> Delegate:
    """Change what a row says, while the list is with its unit and this row is open.

    Another row changed meanwhile is no conflict; the same person changed meanwhile is (`Changed`).
    """
    if delegate.delegate_list is None:
        raise Refusal("Đồng chí này không nằm trong danh sách của đơn vị nào.")
    locked = lock_list_row(delegate.delegate_list)
    row = Delegate.objects.select_related("member").get(pk=delegate.pk)
    if row.state != DelegateState.LISTED or row.delegate_list_id != locked.pk:
        raise Changed("Đồng chí này vừa được đưa ra khỏi danh sách. Những gì bạn nhập vẫn còn trong trang.")
    require_open_row(locked, row)
    member = change_member(member=row.member, revision=member_revision, by=by, changes=changes)
    mine = {"attended_before": attended_before, "note": note}
    changed = [name for name, value in mine.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, mine[name])
    if changed:
        row.save(update_fields=changed)
    if changed or member.revision != member_revision:
        touch_list(locked)
        record("list.change_row", row, by=by, unit=locked.electing_unit.lead_unit, delegate_list=locked.pk)
    return row


@transaction.atomic
def enrol_on_list(
    *,
    delegate_list: DelegateList,
    unit: Unit,
    fields: dict[str, Any],
    by: Account,
    is_alternate: bool = False,
    attended_before: bool | None = None,
    note: str = "",
    since: date | None = None,
    revision: int | None = None,
) -> Delegate:
    """Put a person on the list whom nobody has written down yet. She who is known already is to be picked instead."""
    locked = lock_list_row(delegate_list, revision=revision)
    require_with_the_unit(locked)
    if not any(unit.path.startswith(link.unit.path) for link in locked.electing_unit.unit_links.select_related("unit")):
        raise Refusal("Hãy chọn đơn vị thuộc danh sách này.", field="unit")
    name, birth = str(fields.get("full_name", "")), fields.get("birth_date", "")
    known = candidates_for(locked).filter(search_key=search_key(name), birth_date=birth).select_related("unit").first()
    if known is not None:
        raise Refusal(
            f"Đồng chí {known.full_name} đã có trong hội viên của {known.unit.name}. Hãy dùng “Chọn từ hội viên”.",
            field="full_name",
        )
    member = enrol_member(unit=unit, by=by, since=since, **fields)
    return put_on_list(
        delegate_list=locked, member=member, is_alternate=is_alternate, by=by, attended_before=attended_before, note=note
    )


@transaction.atomic
def fill_empty(*, delegate_list: DelegateList, field: str, value: str, by: Account) -> int:
    """Write one value into every open row that has none in this column; gives how many were filled."""
    locked = lock_list_row(delegate_list)
    require_with_the_unit(locked)
    if field not in FILLABLE or not value:
        raise Refusal("Hãy chọn cột và giá trị để điền.", field="value")
    allowed = open_row_ids(locked)
    lacking = rows_of(locked).filter(**{f"member__{field}": ""}).values_list("pk", "member_id")
    ids = [member_id for pk, member_id in lacking if allowed is None or pk in allowed]
    # all of them before the first is written into the trace, where every deed waits for the one before it
    members = list(Member.objects.select_for_update(of=("self",)).filter(pk__in=ids, **{field: ""}).order_by("pk"))
    for member in members:
        change_member(member=member, revision=member.revision, by=by, changes={field: value})
    filled = len(members)
    if filled:
        touch_list(locked)
        record("list.fill", locked, by=by, unit=locked.electing_unit.lead_unit, column=field, rows=filled)
    return filled
