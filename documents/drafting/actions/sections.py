"""The text is written section by section; every saved text stays, so nothing that was written is ever lost."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from documents.drafting.actions.figures import take_missing
from documents.drafting.actions.locks import lock_document, require_written_in, touch
from documents.drafting.models import Autosave, Document, DraftSection, SectionText
from documents.drafting.queries.documents import sections_of
from documents.drafting.rules.order import moved
from documents.drafting.rules.text import Block, Section, Style, Text, new_key
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record

STEP = 10
LONGEST_HEADING = 400
MOST_SECTIONS = 500
LONGEST_TYPED = 1_000_000


class SectionChanged(Changed):
    """Somebody else saved the section meanwhile. `theirs` is it as it stands now, `base` the text that both began with."""

    def __init__(self, *, theirs: DraftSection, base: SectionText | None) -> None:
        who = theirs.changed_by.full_name if theirs.changed_by else "Người khác"
        super().__init__(f"{who} đã lưu mục này trong lúc bạn đang sửa. Hãy so hai bản rồi lưu lại.")
        self.theirs = theirs
        self.base = base


@transaction.atomic
def write_section(
    *,
    section: DraftSection,
    heading: str,
    style: str | None,
    blocks: Sequence[Block],
    based_on: int,
    cause: str,
    by: Account | None,
    anyway: bool = False,
) -> DraftSection:
    """Save a section's heading, style (None: as it is) and blocks, written on top of its revision `based_on`.

    The same as what stands there changes nothing. What she typed and had not saved (`Autosave`) goes. `anyway` writes also where
    the document's state lets nobody write: what the congress changed, a corrigendum. Raises `SectionChanged` when somebody else
    saved since `based_on`, `Refusal` where nobody may write now.
    """
    document = lock_document(section.document)
    if not anyway:
        require_written_in(document)
    locked = _lock_section(section)
    new = Section(locked.key, _style(style or locked.style), _heading(heading), tuple(blocks))
    if locked.removed_at is not None:
        raise Refusal("Mục này vừa được bỏ khỏi văn bản. Hãy đưa mục trở lại rồi lưu; điều đang gõ vẫn còn trong bản nháp.")
    if _says(locked) == _said(new):
        _forget_typed(locked, by)
        return locked
    if based_on != locked.revision:
        raise SectionChanged(theirs=locked, base=locked.texts.filter(revision=based_on).first())
    _save(locked, new, cause=cause, by=by)
    _forget_typed(locked, by)
    take_missing(document=document, text=Text((new,)), by=by)
    touch(document)
    record(
        "section.write", locked, by=by, unit=document.unit, document=document.pk, revision=locked.revision, cause=cause,
    )  # fmt: skip
    return locked


@transaction.atomic
def add_section(
    *,
    document: Document,
    heading: str,
    style: str,
    by: Account | None,
    after: DraftSection | None = None,
    blocks: Sequence[Block] = (),
    guide: str = "",
    cause: str = "thêm mục",
) -> DraftSection:
    """A new section behind `after` (None: at the end of the text)."""
    locked = lock_document(document)
    require_written_in(locked)
    existing = list(sections_of(locked))
    if len(existing) >= MOST_SECTIONS:
        raise Refusal(f"Văn bản đã có {MOST_SECTIONS} mục. Hãy gộp bớt mục rồi thêm.")
    new = Section(new_key(), _style(style), _heading(heading), tuple(blocks))
    place = next((number for number, one in enumerate(existing, start=1) if after and one.pk == after.pk), len(existing))
    section = _create(locked, new, position=(place + 1) * STEP, guide=guide, cause=cause, by=by)
    _number_anew([*existing[:place], section, *existing[place:]])
    take_missing(document=locked, text=Text((new,)), by=by)
    touch(locked)
    record("section.add", section, by=by, unit=locked.unit, document=locked.pk)
    return section


@transaction.atomic
def move_section(*, section: DraftSection, up: bool, by: Account | None) -> DraftSection:
    """Change places with the neighbour of the same rank, each with all that hangs below it; at the end nothing happens."""
    document = lock_document(section.document)
    require_written_in(document)
    existing = list(sections_of(document))
    place = next((number for number, one in enumerate(existing) if one.pk == section.pk), None)
    if place is None:
        raise Refusal("Mục này không còn trong văn bản. Hãy tải lại trang.")
    order = moved([Style(one.style) for one in existing], place, up=up)
    if order == list(range(len(existing))):
        return existing[place]
    _number_anew([existing[number] for number in order])
    touch(document)
    record("section.move", existing[place], by=by, unit=document.unit, document=document.pk, up=up)
    return existing[place]


@transaction.atomic
def remove_section(*, section: DraftSection, by: Account, reason: str = "") -> DraftSection:
    """Take it out of the text. Its texts stay, and it can be put back; what hangs below it stays where it is."""
    document = lock_document(section.document)
    require_written_in(document)
    locked = _lock_section(section)
    if locked.removed_at is not None:
        return locked
    locked.removed_at, locked.removed_by = timezone.now(), by
    locked.save(update_fields=["removed_at", "removed_by"])
    touch(document)
    record("section.remove", locked, by=by, unit=document.unit, reason=reason, document=document.pk)
    return locked


@transaction.atomic
def restore_section(*, section: DraftSection, by: Account | None) -> DraftSection:
    """Put back a section that was taken out, where it stood."""
    document = lock_document(section.document)
    require_written_in(document)
    locked = _lock_section(section)
    if locked.removed_at is None:
        return locked
    locked.removed_at = locked.removed_by = None
    locked.save(update_fields=["removed_at", "removed_by"])
    _number_anew(list(sections_of(document)))
    touch(document)
    record("section.restore", locked, by=by, unit=document.unit, document=document.pk)
    return locked


@transaction.atomic
def replace_text(*, document: Document, text: Text, cause: str, by: Account | None, anyway: bool = False) -> None:
    """Make the whole working text say what `text` says: sections keep their row by key, with their guide and their history.

    What isn't in `text` any more is taken out (and can be put back). `anyway`: as in `write_section`.
    """
    locked = lock_document(document)
    if not anyway:
        require_written_in(locked)
    if len(text.sections) > MOST_SECTIONS:
        raise Refusal(f"Văn bản có hơn {MOST_SECTIONS} mục. Hãy gộp bớt mục rồi nhập lại.")
    rows = {one.key: one for one in locked.sections.select_for_update(of=("self",))}
    in_order: list[DraftSection] = []
    written = 0
    for section in text.sections:
        section = Section(section.key, section.style, _heading(section.heading), section.blocks)
        row = rows.pop(section.key, None)
        if row is None:
            in_order.append(_create(locked, section, position=STEP, guide="", cause=cause, by=by))
            written += 1
            continue
        if row.removed_at is not None:
            row.removed_at = row.removed_by = None
            row.save(update_fields=["removed_at", "removed_by"])
        if _says(row) != _said(section):
            _save(row, section, cause=cause, by=by)
            written += 1
        in_order.append(row)
    gone = [row for row in rows.values() if row.removed_at is None]
    who = by or locked.created_by
    DraftSection.objects.filter(pk__in=[row.pk for row in gone]).update(removed_at=timezone.now(), removed_by=who)
    _number_anew(in_order)
    take_missing(document=locked, text=text, by=by)
    touch(locked)
    record(
        "document.replace_text", locked, by=by, unit=locked.unit, cause=cause, written=written, removed=len(gone),
    )  # fmt: skip


def _lock_section(section: DraftSection) -> DraftSection:
    rows = DraftSection.objects.select_for_update(of=("self",)).select_related("changed_by")
    return rows.get(pk=section.pk)


def _style(style: str) -> Style:
    try:
        return Style(style)
    except ValueError:
        raise Refusal("Hãy chọn một kiểu mục trong danh sách.", field="style") from None


def _heading(heading: str) -> str:
    heading = " ".join(heading.split())
    if len(heading) > LONGEST_HEADING:
        raise Refusal(
            f"Tiêu đề mục dài {len(heading)} ký tự, quá {LONGEST_HEADING}. Hãy rút ngắn và đưa phần còn lại xuống lời văn.",
            field="heading",
        )
    return heading


def _said(section: Section) -> list[Any]:
    return [str(section.style), section.heading, [block.as_dict() for block in section.blocks]]


def _says(row: DraftSection) -> list[Any]:
    return _said(row.as_section())


def _create(document: Document, section: Section, *, position: int, guide: str, cause: str, by: Account | None) -> DraftSection:
    row = DraftSection.objects.create(
        document=document,
        key=section.key,
        position=position,
        style=section.style,
        heading=section.heading,
        guide=guide,
        blocks=[block.as_dict() for block in section.blocks],
        changed_by=by,
    )
    _keep(row, cause=cause, by=by)
    return row


def _save(row: DraftSection, section: Section, *, cause: str, by: Account | None) -> None:
    row.style, row.heading = section.style, section.heading
    row.blocks = [block.as_dict() for block in section.blocks]
    row.revision += 1
    row.changed_by, row.changed_at = by, timezone.now()
    row.save(update_fields=["style", "heading", "blocks", "revision", "changed_by", "changed_at"])
    _keep(row, cause=cause, by=by)


def _keep(row: DraftSection, *, cause: str, by: Account | None) -> None:
    SectionText.objects.create(
        section=row,
        revision=row.revision,
        style=row.style,
        heading=row.heading,
        blocks=row.blocks,
        cause=cause[:200],
        written_by=by,
        written_at=row.changed_at,
    )


def _number_anew(in_order: Sequence[DraftSection]) -> None:
    changed = []
    for number, row in enumerate(in_order, start=1):
        if row.position != number * STEP:
            row.position = number * STEP
            changed.append(row)
    DraftSection.objects.bulk_update(changed, ["position"])


def _forget_typed(section: DraftSection, by: Account | None) -> None:
    if by is not None:
        Autosave.objects.filter(section=section, account=by).delete()


@transaction.atomic
def keep_typed(*, section: DraftSection, heading: str, html: str, based_on: int, by: Account) -> Autosave:
    """Keep what she is typing, for her alone, over what she typed before; the text doesn't change and nothing is recorded."""
    if len(html) > LONGEST_TYPED:
        raise Refusal(f"Mục này dài quá {LONGEST_TYPED // 1000} nghìn ký tự nên không lưu nháp được. Hãy tách thành nhiều mục.")
    kept, _made = Autosave.objects.update_or_create(
        section=section,
        account=by,
        defaults={
            "heading": heading[:LONGEST_HEADING], "html": html, "based_on": based_on, "saved_at": timezone.now(),
        },
    )  # fmt: skip
    return kept


@transaction.atomic
def drop_typed(*, section: DraftSection, by: Account) -> None:
    """Forget what she typed and did not save."""
    _forget_typed(section, by)
