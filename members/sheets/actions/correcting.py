"""What she changes in the preview. Corrections stand beside the reading, a count on each row: two tabs don't overwrite."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.sheets.models import Sheet, SheetState
from members.sheets.purposes import purpose_of
from members.sheets.reading.columns import BY_KEY

LONGEST_TEXT = 2_000


@transaction.atomic
def correct_texts(*, sheet: Sheet, number: int, texts: Mapping[str, str], revision: int, by: Account) -> Sheet:
    """Put other texts into cells of a row; cells that aren't named stay as they are.

    Raises `Changed` when the row isn't as it was at `revision`: somebody, or she in another tab, has corrected it since.
    """

    def change(row: dict[str, Any]) -> None:
        # the apostrophe keeps nothing here: these texts never are formulas
        kept = {key: text[:LONGEST_TEXT].strip() for key, text in texts.items() if key in BY_KEY}
        row["texts"] = {**row.get("texts", {}), **kept}
        # another name or birth date may be another person
        row.pop("member", None)

    return _correct_row(sheet, number, revision, change)


@transaction.atomic
def choose(*, sheet: Sheet, number: int, name: str, value: Any, revision: int, by: Account) -> Sheet:
    """Decide something of a row: `skip` or `keep` (bool), `member` (id; 0: somebody new), `place` (of the purpose)."""
    if name == "place" and value not in dict(purpose_of(sheet).places):
        raise Refusal("Hãy chọn một trong các mục được nêu.")

    def change(row: dict[str, Any]) -> None:
        row[name] = value

    return _correct_row(sheet, number, revision, change)


@transaction.atomic
def keep_all(*, sheet: Sheet, keep: bool, by: Account) -> Sheet:
    """Take the changes of all known people, or of none."""
    locked = locked_open(sheet)
    for row in locked.corrections.get("rows", {}).values():
        row.pop("keep", None)
    locked.corrections["keep"] = keep
    return _save(locked)


@transaction.atomic
def acknowledge_target(*, sheet: Sheet, target_revision: int, by: Account) -> Sheet:
    """She has seen that what the sheet is for has changed since it was read, and goes on."""
    locked = locked_open(sheet)
    locked.target_revision = target_revision
    locked.save(update_fields=["target_revision"])
    return _save(locked)


def locked_open(sheet: Sheet) -> Sheet:
    """The sheet's row, locked until the transaction ends; `Refusal` unless it waits to be confirmed."""
    locked = Sheet.objects.select_for_update(of=("self",)).select_related("unit", "file").defer("file__content").get(pk=sheet.pk)
    if locked.state == SheetState.CONFIRMED:
        raise Refusal("Danh sách này đã được nhập rồi nên không sửa ở đây nữa. Hãy sửa trực tiếp hồ sơ, hoặc huỷ lần nhập.")
    if locked.state != SheetState.READ:
        raise Refusal("Bản xem trước này không còn nữa: đã có tệp khác được tải lên. Hãy mở lại từ trang danh sách.")
    return locked


def _correct_row(sheet: Sheet, number: int, revision: int, change: Callable[[dict[str, Any]], None]) -> Sheet:
    locked = locked_open(sheet)
    rows = locked.corrections.setdefault("rows", {})
    row = rows.setdefault(str(number), {})
    if row.get("revision", 0) != revision:
        raise Changed(f"Dòng {number} vừa được sửa ở cửa sổ khác. Những gì bạn nhập vẫn còn ở dưới; hãy xem lại rồi lưu lần nữa.")
    change(row)
    row["revision"] = revision + 1
    return _save(locked)


def _save(locked: Sheet) -> Sheet:
    locked.revision += 1
    locked.save(update_fields=["corrections", "revision"])
    return locked
