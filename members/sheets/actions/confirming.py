"""A preview becomes people, all of it in one transaction; and back."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import Deed, record, record_many
from members.people.actions import set_keys
from members.people.models import Award, Discipline, Member
from members.people.rules import SENSITIVE_FACTS
from members.people.sealing import number_hash, seal
from members.sheets.actions.correcting import locked_open
from members.sheets.actions.saving import insert_members
from members.sheets.models import Sheet, SheetState
from members.sheets.purposes import Purpose, purpose_of
from members.sheets.queries import CHANGE, NEW, NUMBERS, SAME, Preview, PreviewRow, preview_of
from members.sheets.rules import fields_of, titled_years
from members.units.models import Unit

BATCH = 1_000
# annotated loosely: two models that differ in the name of one column
LONG_LISTS: tuple[tuple[Any, str, str], ...] = ((Award, "awards", "title"), (Discipline, "discipline", "form"))


@transaction.atomic
def confirm_sheet(*, sheet: Sheet, revision: int, by: Account) -> Sheet:
    """Save what the preview showed at `revision`. Twice is the same as once: the second finds it done.

    Rows that must be corrected and rows that were skipped are left out. Raises `Changed` when the preview or what the
    sheet is for has changed since, and the purpose's `Refusal` when that takes nothing any more; the preview stays.
    """
    # the unit first, as an upload that replaces this sheet does: neither waits for the other for ever
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet.unit_id)
    current = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if current.state == SheetState.CONFIRMED:
        return current
    locked = locked_open(sheet)
    purpose = purpose_of(locked)
    purpose.lock_target(locked, by)
    if not purpose.may_correct(by, locked):
        raise Refusal("Bạn không còn quyền nhập cho đơn vị này. Hãy hỏi người quản lý tài khoản.")
    _require_unchanged(locked, purpose, revision)
    preview = preview_of(locked, by)
    if obstacles := purpose.obstacles(locked, preview):
        raise Refusal(" ".join(obstacles))
    saved = saved_rows(purpose, preview)
    if not saved:
        raise Refusal("Không có dòng nào dùng được để nhập. Hãy sửa các dòng được đánh dấu, hoặc chọn tệp khác.")
    outcome = _save_people(locked, purpose, saved, by)
    members = dict(outcome.pop("rows"))
    outcome |= purpose.finish(locked, preview, members, by)
    counts = preview.counts
    outcome |= {
        "added": len(outcome["members"]),
        "changed": len(outcome["changes"]),
        "left_out": counts["fix"],
        "skipped": counts["skipped"],
    }
    locked.state, locked.outcome = SheetState.CONFIRMED, outcome
    locked.confirmed_by, locked.confirmed_at = by, timezone.now()
    locked.save(update_fields=["state", "outcome", "confirmed_by", "confirmed_at"])
    told = {key: outcome[key] for key in ("added", "changed", "left_out", "skipped")}
    # last of all: whoever records something, and be it a sign-in, waits from here to the end of the transaction
    record_many(_told_of_members(outcome["changes"], outcome["sealed"], f"Nhập từ tệp {locked.file.name}"), by=by)
    record("sheet.confirm", locked, by=by, unit=locked.unit, purpose=locked.purpose, **told)
    return locked


def _told_of_members(changes: list[list[Any]], sealed: list[list[Any]], reason: str) -> list[Deed]:
    """For the trace and for each known member's history: which columns changed; sensitive ones by their names alone."""
    members = Member.objects.only("full_name", "unit_id").in_bulk([pk for pk, _ in (*changes, *sealed)])
    deeds = []
    for pk, told in changes:
        hidden = sorted(set(told) & SENSITIVE_FACTS)
        details = {"changes": {field: pair for field, pair in told.items() if field not in hidden}, "hidden": hidden}
        deeds.append(Deed("member.change", members[pk], members[pk].unit_id, details, reason))
    return deeds + [
        Deed("member.seal_numbers", members[pk], members[pk].unit_id, {"numbers": kinds}, reason) for pk, kinds in sealed
    ]


def saved_rows(purpose: Purpose, preview: Preview) -> list[PreviewRow]:
    """Rows whose people are saved: all usable ones; of a list with places, those that were given one."""
    nobody = purpose.places[0][0] if purpose.places else None
    return [row for row in preview.usable if nobody is None or row.place != nobody]


def _require_unchanged(locked: Sheet, purpose: Purpose, revision: int) -> None:
    if purpose.target_revision(locked) != locked.target_revision:
        raise Changed(
            "Đơn vị hoặc danh sách đích đã thay đổi sau khi đọc tệp, nên chưa nhập gì. Bản xem trước vẫn còn: "
            "hãy xem lại các dòng rồi bấm “Đã xem, tiếp tục”."
        )
    if locked.revision != revision:
        raise Changed("Bản xem trước vừa được sửa ở cửa sổ khác, nên chưa nhập gì. Hãy xem lại số liệu rồi xác nhận.")


def _save_people(locked: Sheet, purpose: Purpose, rows: Sequence[PreviewRow], by: Account) -> dict[str, Any]:
    new = [row for row in rows if row.kind == NEW]
    made = [Member(unit=purpose.unit_for(locked, row), **fields_of(row.read.values)) for row in new]
    for member, row in zip(made, new, strict=True):
        set_keys(member)
        _seal(member, row)
    insert_members(made, reason=f"Nhập từ danh sách {locked.file.name}"[:200])
    changes = _change_people([row for row in rows if row.kind == CHANGE and row.accepts])
    numbers = [(row.number, member.pk) for row, member in zip(new, made, strict=True)]
    numbers += [(row.number, row.member.pk) for row in rows if row.member is not None and row.kind in {CHANGE, SAME}]
    lists = _add_to_lists([row for row in rows if row.kind != CHANGE or row.accepts], dict(numbers))
    sealed = _seal_known([row for row in rows if row.kind == SAME or (row.kind == CHANGE and row.accepts)])
    return {"members": [member.pk for member in made], "changes": changes, "rows": numbers, "sealed": sealed, **lists}


def _seal(member: Member, row: PreviewRow) -> list[str]:
    """Keep numbers that we don't have, sealed; gives their kinds. A number we have is never written over."""
    kinds = []
    for kind in NUMBERS:
        number = row.read.values.get(kind)
        if number and not getattr(member, f"{kind}_hash"):
            setattr(member, f"{kind}_sealed", seal(number))
            setattr(member, f"{kind}_hash", number_hash(kind, number))
            kinds.append(kind)
    return kinds


def _seal_known(rows: Sequence[PreviewRow]) -> list[list[Any]]:
    wanted = {
        row.member.pk: row
        for row in rows
        if row.member is not None and any(row.read.values.get(kind) and not row.member.numbers[kind] for kind in NUMBERS)
    }
    people = Member.objects.select_for_update(of=("self",), no_key=True).defer("words").in_bulk(list(wanted))
    sealed = [[pk, kinds] for pk, member in people.items() if (kinds := _seal(member, wanted[pk]))]
    Member.objects.bulk_update(people.values(), [f"{kind}_{part}" for kind in NUMBERS for part in ("sealed", "hash")], BATCH)
    return sealed


def _change_people(rows: Sequence[PreviewRow]) -> list[list[Any]]:
    wanted = {row.member.pk: row for row in rows if row.member is not None}
    locked = Member.objects.select_for_update(of=("self",), no_key=True).defer("words").in_bulk(list(wanted))
    now = timezone.now()
    done, fields = [], set()
    for pk, row in wanted.items():
        member = locked.get(pk)
        if member is None or row.member is None or member.revision != row.member.revision:
            raise Changed(f"Hồ sơ đồng chí {row.name} vừa được người khác sửa. Chưa nhập gì; hãy xem lại dòng {row.number}.")
        for change in row.changes:
            setattr(member, change.field, change.new)
            fields.add(change.field)
        set_keys(member)
        member.revision += 1
        member.updated_at = now
        done.append([pk, {change.field: [change.old, change.new] for change in row.changes}])
    if fields:
        names = [*fields, "revision", "updated_at", "sort_key", "search_key", "tone_key"]
        Member.objects.bulk_update(locked.values(), names, batch_size=BATCH)
    return done


def _add_to_lists(rows: Sequence[PreviewRow], members: dict[int, int]) -> dict[str, list[int]]:
    """Awards and disciplines that she doesn't have yet."""
    added: dict[str, list[int]] = {}
    for model, column, name in LONG_LISTS:
        told = {members[row.number]: titled_years(text) for row in rows if (text := row.read.values.get(column))}
        if not told:
            continue
        present = set(model._default_manager.filter(member__in=told).values_list("member", name))
        made = model._default_manager.bulk_create(
            [
                model(member_id=pk, year=year, **{name: title})
                for pk, titles in told.items()
                for title, year in titles
                if (pk, title) not in present
            ],
            batch_size=BATCH,
        )
        added[column] = [one.pk for one in made]
    return added


@transaction.atomic
def undo_sheet(*, sheet: Sheet, by: Account) -> Sheet:
    """Take a confirmed import back as one. Twice is the same as once.

    New people are removed, changed columns get their old values where nobody has changed them since; how many stayed is
    kept in the outcome. Raises `Refusal`, and takes nothing back, when a new person is used elsewhere or was changed.
    """
    locked = Sheet.objects.select_for_update(of=("self",)).select_related("unit", "file").get(pk=sheet.pk)
    if locked.state == SheetState.UNDONE:
        return locked
    if locked.state != SheetState.CONFIRMED:
        raise Refusal("Danh sách này chưa được nhập nên không có gì để huỷ. Nếu không cần nữa, hãy bấm “Bỏ tệp này”.")
    if locked.is_cleared:
        raise Refusal(
            f"Lần nhập này đã quá {settings.SHEETS_KEPT_DAYS} ngày, thông tin cũ không còn được giữ nên không huỷ được cả lần. "
            "Hãy sửa từng hồ sơ."
        )
    purpose_of(locked).undo(locked, by)
    for model, column, _ in LONG_LISTS:
        model._default_manager.filter(pk__in=locked.outcome.get(column, [])).delete()
    _remove_people(locked.outcome["members"])
    for pk, kinds in locked.outcome.get("sealed", []):
        emptied = {f"{kind}_{part}": empty for kind in kinds for part, empty in (("sealed", None), ("hash", ""))}
        Member.objects.filter(pk=pk).update(**emptied)
    stayed, changed_back = _change_back(locked.outcome["changes"])
    locked.state = SheetState.UNDONE
    locked.outcome = {**locked.outcome, "stayed": stayed}
    locked.save(update_fields=["state", "outcome"])
    told = {"removed": locked.outcome["added"], "changed_back": locked.outcome["changed"] - stayed}
    record_many(_told_of_members(changed_back, [], f"Huỷ lần nhập từ tệp {locked.file.name}"), by=by)
    record("sheet.undo", locked, by=by, unit=locked.unit, purpose=locked.purpose, **told)
    return locked


def _remove_people(ids: list[int]) -> None:
    people = Member.objects.filter(pk__in=ids)
    changed = list(people.exclude(revision=1).values_list("full_name", flat=True)[:5])
    if changed:
        raise Refusal(
            f"Không huỷ được cả lần nhập: hồ sơ của {_named(changed)} đã được sửa sau khi nhập. "
            "Hãy sửa hoặc cho thôi hội viên từng người."
        )
    try:
        with transaction.atomic():
            people.delete()
    except ProtectedError as error:
        used = {str(getattr(found, "member", found)) for found in error.protected_objects}
        raise Refusal(
            f"Không huỷ được cả lần nhập: {_named(sorted(used)[:5])} đã được dùng ở nơi khác (danh sách đại biểu, chức vụ, "
            "tài khoản…). Hãy đưa các đồng chí ấy ra khỏi nơi đó trước."
        ) from error


def _named(names: list[str]) -> str:
    return ", ".join(f"đ/c {name}" for name in names)


def _change_back(changes: list[list[Any]]) -> tuple[int, list[list[Any]]]:
    """Old values where ours still stands; how many people keep something that was changed since, and what changed back."""
    people = Member.objects.select_for_update(of=("self",), no_key=True).defer("words").in_bulk([pk for pk, _ in changes])
    stayed, done, fields, now = 0, [], set(), timezone.now()
    for pk, told in changes:
        member = people.get(pk)
        if member is None:
            stayed += 1
            continue
        ours = {field: old for field, (old, new) in told.items() if getattr(member, field) == new}
        stayed += len(ours) < len(told)
        for field, old in ours.items():
            setattr(member, field, old)
            fields.add(field)
        set_keys(member)
        member.revision += 1
        member.updated_at = now
        if ours:
            done.append([pk, {field: [told[field][1], old] for field, old in ours.items()}])
    if fields:
        names = [*fields, "revision", "updated_at", "sort_key", "search_key", "tone_key"]
        Member.objects.bulk_update(people.values(), names, batch_size=BATCH)
    return stayed, done
