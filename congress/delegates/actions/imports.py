"""The purpose "delegates": an uploaded sheet becomes a unit's delegate list, and is taken back as one."""

from typing import Any

from django.db.models import ProtectedError, Q
from django.urls import NoReverseMatch, reverse

from congress.delegates.access import may_enter_list
from congress.delegates.actions.lists import (
    Entry,
    lock_list_row,
    open_row_ids,
    put_back_on_list,
    put_many_on_list,
    require_with_the_unit,
    set_alternate,
    take_off_list,
    touch_list,
)
from congress.delegates.models import Category, Delegate, DelegateList, DelegateState
from congress.delegates.queries.imports import ALTERNATE, BY_RIGHT, DELEGATE, NOBODY, PLACES, chosen_in, judge_rows, list_of
from congress.delegates.queries.lists import active_by_member, candidates_for, lists_for
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.people.models import Member, MemberQuerySet
from members.sheets.models import Sheet, SheetPurpose
from members.sheets.purposes import Purpose
from members.sheets.queries import Preview, PreviewRow
from members.units.models import Unit
from vietnamese.search import search_key

SENT_SINCE = (
    "Danh sách đã được gửi sau lần nhập này nên không huỷ được cả lần nhập. "
    "Nếu Ban Phụ nữ trả lại, hãy sửa hoặc đưa từng người ra khỏi danh sách."
)


class DelegateLists(Purpose):
    code = SheetPurpose.DELEGATES
    places = PLACES

    def visible(self, account: Account) -> Q:
        lists = lists_for(account, Permission.LIST_ENTER).select_related(None).prefetch_related(None)
        return Q(target_id__in=lists.values("pk"))

    def may_correct(self, account: Account, sheet: Sheet) -> bool:
        return may_enter_list(account, list_of(sheet))

    def candidates(self, sheet: Sheet) -> MemberQuerySet:
        return candidates_for(list_of(sheet))

    def target_revision(self, sheet: Sheet) -> int:
        # both only ever grow, so their sum changes whenever one does
        revisions = DelegateList.objects.values_list("revision", "electing_unit__lead_unit__revision")
        of_list, of_unit = revisions.get(pk=sheet.target_id or 0)
        return int(of_list) + int(of_unit)

    def lock_target(self, sheet: Sheet, by: Account) -> DelegateList:
        locked = lock_list_row(list_of(sheet))
        require_with_the_unit(locked)
        return locked

    def judge(self, sheet: Sheet, preview: Preview, account: Account | None) -> None:
        delegate_list = list_of(sheet)
        judge_rows(preview, delegate_list, open_row_ids(delegate_list), account)

    def unit_for(self, sheet: Sheet, row: PreviewRow) -> Unit:
        """The unit of the group that the row names, else the one that leads it."""
        electing = list_of(sheet).electing_unit
        units = [link.unit for link in electing.unit_links.all()]
        if len(units) > 1:
            said = search_key(" ".join(row.read.values.get(key, "") for key in ("electing_unit", "workplace")))
            named = [unit for unit in units if search_key(unit.label) in said or search_key(unit.name) in said]
            if len(named) == 1:
                return named[0]
        return electing.lead_unit

    def finish(self, sheet: Sheet, preview: Preview, members: dict[int, int], by: Account) -> dict[str, Any]:
        delegate_list = list_of(sheet)
        rows = {members[row.number]: row for row in preview.usable if row.number in members}
        dropped = [row.member.pk for row in preview.usable if row.member is not None and row.place == NOBODY]
        standing = active_by_member(delegate_list.congress, [*rows, *dropped])
        here = {pk: one for pk, one in standing.items() if one.delegate_list_id == delegate_list.pk}
        reason = f"Nhập từ tệp {sheet.file.name}"
        # first those who leave, so that a returned list has places for those who come
        taken_off = [take_off_list(delegate=here[pk], by=by, reason=reason).pk for pk in dropped if pk in here]
        moved = []
        for pk, row in rows.items():
            wanted = row.place == ALTERNATE
            if pk in here and row.tag != BY_RIGHT and here[pk].is_alternate != wanted:
                moved.append([here[pk].pk, not wanted])
                set_alternate(delegate=here[pk], is_alternate=wanted, by=by)
        people = Member.objects.defer("words").in_bulk([pk for pk in rows if pk not in here])
        entries = [
            Entry(people[pk], row.place == ALTERNATE, attended_before(row.read.values.get("times_attended", "")))
            for pk, row in rows.items()
            if pk in people
        ]
        put = put_many_on_list(delegate_list=delegate_list, entries=entries, by=by, reason=reason) if entries else []
        return {
            "put": [one.pk for one in put if one.category != Category.EX_OFFICIO],
            "attached": [one.pk for one in put if one.category == Category.EX_OFFICIO],
            "moved": moved,
            "taken_off": taken_off,
        }

    def undo(self, sheet: Sheet, by: Account) -> None:
        locked = lock_list_row(list_of(sheet))
        require_with_the_unit(locked)
        if locked.versions.filter(sent_at__gt=sheet.confirmed_at).exists():
            raise Refusal(SENT_SINCE)
        try:
            Delegate.objects.filter(pk__in=sheet.outcome["put"], delegate_list=locked).delete()
        except ProtectedError as error:
            raise Refusal(
                "Không huỷ được cả lần nhập: có đồng chí đã có biến động đại biểu. Hãy đưa từng người ra khỏi danh sách."
            ) from error
        Delegate.objects.filter(pk__in=sheet.outcome["attached"]).update(delegate_list=None, electing_unit=None)
        touch_list(locked)
        for pk, was_alternate in sheet.outcome["moved"]:
            one = Delegate.objects.select_related("delegate_list").filter(pk=pk, state=DelegateState.LISTED).first()
            if one is not None and one.delegate_list_id == locked.pk:
                set_alternate(delegate=one, is_alternate=was_alternate, by=by)
        for one in Delegate.objects.select_related("delegate_list", "member").filter(
            pk__in=sheet.outcome["taken_off"], state=DelegateState.WITHDRAWN
        ):
            put_back_on_list(delegate=one, by=by)

    def title(self, sheet: Sheet) -> str:
        return f"Danh sách đại biểu: {list_of(sheet).electing_unit.name}"

    def home_url(self, sheet: Sheet) -> str:
        return list_address(list_of(sheet))

    def upload_url(self, sheet: Sheet) -> str:
        return reverse("delegates:import-upload", args=[sheet.target_id])

    def counters(self, sheet: Sheet, preview: Preview) -> list[dict[str, Any]]:
        chosen = chosen_in(preview, list_of(sheet))
        pairs = [(chosen.delegates, chosen.seats, "đại biểu"), (chosen.alternates, chosen.alternate_places, "dự khuyết")]
        return [
            {"label": label, "done": done, "total": total, "kind": _kind(done, total)}
            for done, total, label in pairs
            if total or done
        ]

    def obstacles(self, sheet: Sheet, preview: Preview) -> list[str]:
        delegate_list = list_of(sheet)
        try:
            require_with_the_unit(delegate_list)
        except Refusal as refusal:
            return [str(refusal)]
        return []

    def consequences(self, sheet: Sheet, preview: Preview) -> list[str]:
        chosen = chosen_in(preview, list_of(sheet))
        placed = [row for row in preview.usable if row.place != NOBODY]
        sentences = [
            f"Danh sách sẽ có {chosen.delegates}/{chosen.seats} đại biểu, "
            f"{chosen.alternates}/{chosen.alternate_places} dự khuyết."
        ]
        for done, total, noun in (
            (chosen.delegates, chosen.seats, "đại biểu"),
            (chosen.alternates, chosen.alternate_places, "dự khuyết"),
        ):
            if done > total:
                sentences.append(
                    f"Quá {done - total} {noun} so với phân bổ: danh sách chỉ gửi được khi không quá số được phân bổ."
                )
        if by_right := sum(row.tag == BY_RIGHT and row.place == DELEGATE for row in placed):
            sentences.append(f"{by_right} đại biểu đương nhiên được ghi vào danh sách, không tính vào số được bầu.")
        return sentences


def _kind(done: int, total: int) -> str:
    if done == total:
        return "done"
    return "late" if done > total else "due"


def attended_before(text: str) -> bool | None:
    """ "Lần đầu" and "1" are no, "lần thứ 2" and "đã dự" are yes; None when nothing is said."""
    key = search_key(text)
    if not key:
        return None
    return not ("lan dau" in key or "chua" in key or key in {"0", "1", "lan 1", "lan thu 1", "i", "khong"})


def list_address(delegate_list: DelegateList) -> str:
    try:
        return reverse("delegates:list-detail", args=[delegate_list.pk])
    except NoReverseMatch:
        return reverse("home:home")
