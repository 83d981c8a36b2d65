"""How the rows of an uploaded list stand to the delegate list it is for."""

from collections.abc import Iterable
from dataclasses import dataclass

from congress.delegates.access import knows_unit_of
from congress.delegates.models import Category, Delegate, DelegateList, ListState
from congress.delegates.queries.lists import TAKES_A_PLACE, category_on_lists, rows_of
from congress.delegates.queries.snapshots import ACTIVE
from members.access.models import Account
from members.sheets.models import Sheet
from members.sheets.queries import CLOSED, SKIPPED, Preview, PreviewRow
from members.sheets.rules import births_fit
from vietnamese.search import search_key, tone_key

NOBODY, ALTERNATE, DELEGATE = "none", "alternate", "delegate"
PLACES = ((NOBODY, "Không lấy"), (ALTERNATE, "Dự khuyết"), (DELEGATE, "Đại biểu"))
BY_RIGHT = "by_right"
IS_BY_RIGHT = "Đại biểu đương nhiên: không tính vào số được bầu."
SAYS_BY_RIGHT = (
    "Tệp ghi là đại biểu đương nhiên, nhưng Ban Phụ nữ chưa ghi đồng chí này là đại biểu đương nhiên: hãy báo Ban Phụ nữ."
)
SAYS_APPOINTED = "Tệp ghi là đại biểu chỉ định; đại biểu chỉ định do Ban Phụ nữ đưa vào, không vào danh sách của đơn vị."
IS_CLOSED = "Dòng này đã được Ban Phụ nữ chấp nhận nên không đổi."


@dataclass(frozen=True)
class Chosen:
    """How many the list would have after confirming, and how many it may have."""

    delegates: int
    seats: int
    alternates: int
    alternate_places: int


def list_of(sheet: Sheet) -> DelegateList:
    """The list that the sheet is for; read once per sheet object."""
    found: DelegateList | None = sheet.__dict__.get("_delegate_list")
    if found is None:
        found = (
            DelegateList.objects.select_related("electing_unit__lead_unit", "congress__unit", "congress__term")
            .prefetch_related("electing_unit__unit_links__unit")
            .get(pk=sheet.target_id or 0)
        )
        sheet.__dict__["_delegate_list"] = found
    return found


def standing_of(preview: Preview, delegate_list: DelegateList) -> list[Delegate]:
    """Those at the congress whose names stand in the sheet, with their lists."""
    names = {search_key(row.name) for row in preview.rows if row.name}
    return list(
        delegate_list.congress.delegates.filter(state__in=ACTIVE, member__search_key__in=names)
        .select_related("member", "delegate_list__electing_unit__lead_unit")
        .prefetch_related("delegate_list__electing_unit__unit_links__unit")
        .order_by("id")
    )


def judge_rows(preview: Preview, delegate_list: DelegateList, open_ids: set[int] | None, account: Account | None) -> None:
    """Give each row its place and what speaks against it: already on another list, by right, accepted already."""
    by_member: dict[int, Delegate] = {}
    by_name: dict[str, list[Delegate]] = {}
    for delegate in standing_of(preview, delegate_list):
        by_member[delegate.member_id] = delegate
        by_name.setdefault(delegate.member.tone_key, []).append(delegate)
    own = category_on_lists(delegate_list.congress)
    few = len(preview.usable) <= delegate_list.seats and delegate_list.state != ListState.RETURNED
    for row in preview.rows:
        if row.kind == SKIPPED:
            continue
        found = by_member.get(row.member.pk) if row.member is not None else _same(row, by_name)
        if found is None:
            _place_new(row, own=own, few=few)
        else:
            _place_known(row, found, delegate_list, open_ids, account)
        if not row.place_fixed and row.choice.get("place"):
            row.place = row.choice["place"]
        if row.tag == BY_RIGHT and row.place == ALTERNATE:
            row.place = DELEGATE


def _same(row: PreviewRow, by_name: dict[str, list[Delegate]]) -> Delegate | None:
    """A delegate of this name and birth date who is no member of these units: on the list of another."""
    if row.candidates:
        return None
    birth = row.read.values.get("birth_date", "")
    fitting = [one for one in by_name.get(tone_key(row.name), ()) if births_fit(one.member.birth_date, birth)]
    return fitting[0] if fitting else None


def _place_new(row: PreviewRow, *, own: Category, few: bool) -> None:
    category = row.read.values.get("category", "")
    if row.read.values.get("alternate"):
        row.place = ALTERNATE
    elif category in {Category.ELECTED, own} or (not category and few):
        row.place = DELEGATE
    else:
        row.place = NOBODY
    if category == Category.EX_OFFICIO:
        row.notes.append(SAYS_BY_RIGHT)
    elif category == Category.APPOINTED != own:
        row.notes.append(SAYS_APPOINTED)


def _place_known(
    row: PreviewRow, found: Delegate, delegate_list: DelegateList, open_ids: set[int] | None, account: Account | None
) -> None:
    here = found.delegate_list_id == delegate_list.pk
    row.place = NOBODY
    if found.category == Category.EX_OFFICIO and (here or found.delegate_list is None):
        row.place, row.tag = DELEGATE, BY_RIGHT
        row.notes.append(IS_BY_RIGHT)
    elif here:
        row.place = ALTERNATE if found.is_alternate else DELEGATE
    elif found.delegate_list is None:
        row.refuse("full_name", "standing", "Đồng chí này đã là đại biểu chỉ định: hãy bỏ dòng này.")
    else:
        known = account is not None and knows_unit_of(account, found.delegate_list)
        where = found.delegate_list.electing_unit.name if known else "đơn vị khác"
        row.refuse(
            "full_name",
            "standing",
            f"Đồng chí này đã có trong danh sách đại biểu của {where}: hãy bỏ dòng này, "
            "hoặc báo Ban Phụ nữ nếu danh sách kia sai.",
        )
    if here and open_ids is not None and found.pk not in open_ids:
        row.kind, row.place_fixed = CLOSED, True
        row.notes = [IS_CLOSED]


def chosen_in(preview: Preview, delegate_list: DelegateList) -> Chosen:
    """Counts over the list as it would be: those of the sheet by their places, the others as they stand."""
    told = {row.member.pk for row in preview.rows if row.member is not None and (row.usable or row.kind == CLOSED)}
    others = [one for one in rows_of(delegate_list).filter(category__in=TAKES_A_PLACE) if one.member_id not in told]
    rows = [row for row in preview.rows if (row.usable or row.kind == CLOSED) and row.tag != BY_RIGHT]
    return Chosen(
        delegates=_count(rows, DELEGATE) + sum(not one.is_alternate for one in others),
        seats=delegate_list.seats,
        alternates=_count(rows, ALTERNATE) + sum(one.is_alternate for one in others),
        alternate_places=delegate_list.alternates,
    )


def _count(rows: Iterable[PreviewRow], place: str) -> int:
    return sum(row.place == place for row in rows)
