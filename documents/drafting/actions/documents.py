"""Documents are begun, their facts changed, their team chosen."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from congress.terms.models import Congress
from congress.terms.queries import level_of
from documents.drafting.actions.figures import take_missing
from documents.drafting.actions.locks import lock_document, require_revision
from documents.drafting.actions.sections import STEP
from documents.drafting.models import Document, DraftSection, Editor, Origin, SectionText
from documents.drafting.queries.details import proposed_details
from documents.drafting.rules.states import is_frozen
from documents.drafting.rules.text import Text
from documents.drafting.rules.types import DocumentType, type_named
from members.access.access import has
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.access.trace import record
from members.units.models import Unit
from vietnamese.search import search_key

LONGEST_TITLE = 400


@transaction.atomic
def create_document(
    *,
    unit: Unit,
    type: str,  # noqa: A002 -- as the model calls it
    title: str,
    by: Account,
    lead: Account | None = None,
    team: Iterable[Account] = (),
    congress: Congress | None = None,
    due_on: date | None = None,
    origin: str = Origin.OWN,
    sender: str = "",
    details: Mapping[str, Any] | None = None,
) -> Document:
    """A document of the unit with the sections and guides of its type's outline and the details proposed for it.

    A draft of the level above begins without a section: its text comes from the file that was sent. Whoever begins it leads it.
    """
    chosen = _type(type, unit)
    title = _title(title)
    lead = lead or by
    team = list(dict.fromkeys(team))
    _require_writers([lead, *team], unit)
    _require_congress(congress, unit)
    if origin == Origin.FROM_ABOVE and not sender.strip():
        raise Refusal("Hãy ghi cơ quan gửi dự thảo.", field="sender")
    document = Document.objects.create(
        type=type,
        origin=origin,
        sender=sender.strip() if origin == Origin.FROM_ABOVE else "",
        title=title,
        unit=unit,
        congress=congress,
        lead=lead,
        due_on=due_on,
        details=dict(details) if details else proposed_details(unit=unit, congress=congress, type=chosen).as_dict(),
        search_key=key_of(title, chosen),
        created_by=by,
    )
    if origin == Origin.OWN:
        _begin(document, chosen, by=by)
    Editor.objects.bulk_create([Editor(document=document, account=one, added_by=by) for one in team if one != lead])
    record("document.create", document, by=by, unit=unit, type=type, origin=origin)
    return document


@transaction.atomic
def change_document(
    *,
    document: Document,
    revision: int,
    title: str,
    due_on: date | None,
    congress: Congress | None,
    lead: Account,
    team: Iterable[Account],
    by: Account,
    sender: str = "",
) -> Document:
    """Change its facts and its team. Raises `Changed` for a form opened before the last change, `Refusal` once it is adopted."""
    locked = lock_document(document)
    require_revision(locked, revision)
    if is_frozen(locked.state) and (" ".join(title.split()), congress) != (locked.title, locked.congress):
        raise Refusal("Văn bản đã được thông qua hoặc ban hành nên không đổi trích yếu, đại hội được nữa.", field="title")
    team = list(dict.fromkeys(team))
    known = set(locked.editors.values_list("account_id", flat=True))
    _require_writers([one for one in [lead, *team] if one.pk not in known | {locked.lead_id}], locked.unit)
    _require_congress(congress, locked.unit)
    if locked.origin == Origin.FROM_ABOVE and not sender.strip():
        raise Refusal("Hãy ghi cơ quan gửi dự thảo.", field="sender")
    before = {"title": locked.title, "due_on": locked.due_on, "lead": locked.lead_id, "congress": locked.congress_id}
    locked.title, locked.due_on, locked.lead, locked.congress = _title(title), due_on, lead, congress
    locked.sender = sender.strip() if locked.origin == Origin.FROM_ABOVE else ""
    locked.search_key = key_of(locked.title, _known_type(locked.type))
    locked.revision += 1
    locked.save(update_fields=["title", "due_on", "lead", "congress", "sender", "search_key", "revision"])
    wanted = {one.pk for one in team if one != lead}
    locked.editors.exclude(account_id__in=wanted).delete()
    Editor.objects.bulk_create([Editor(document=locked, account_id=pk, added_by=by) for pk in sorted(wanted - known)])
    record("document.change", locked, by=by, unit=locked.unit, before=before, team=sorted(wanted))
    return locked


@transaction.atomic
def change_details(*, document: Document, revision: int, details: Mapping[str, Any], by: Account | None) -> Document:
    """Put heading, addressees, signature and recipients otherwise; what isn't named in `details` stays."""
    locked = lock_document(document)
    require_revision(locked, revision)
    if is_frozen(locked.state):
        raise Refusal("Văn bản đã được thông qua hoặc ban hành nên không đổi phần đầu, phần ký được nữa.")
    new = locked.details | dict(details)
    if new == locked.details:
        return locked
    changed = sorted(name for name in new if new[name] != locked.details.get(name))
    locked.details = new
    locked.revision += 1
    locked.save(update_fields=["details", "revision"])
    record("document.details", locked, by=by, unit=locked.unit, changed=changed)
    return locked


def key_of(title: str, type: DocumentType | None) -> str:  # noqa: A002 -- as the model calls it
    """What a document is searched by: its title and the name of its type."""
    return search_key(f"{title} {type.label if type else ''}")[:600]


def _begin(document: Document, chosen: DocumentType, *, by: Account) -> None:
    beginning = chosen.beginning()
    rows = [
        DraftSection(
            document=document,
            key=section.key,
            position=number * STEP,
            style=section.style,
            heading=section.heading,
            guide=guide,
            blocks=[block.as_dict() for block in section.blocks],
            changed_by=by,
        )
        for number, (section, guide) in enumerate(beginning, start=1)
    ]
    SectionText.objects.bulk_create(
        [
            SectionText(
                section=row,
                revision=row.revision,
                style=row.style,
                heading=row.heading,
                blocks=row.blocks,
                cause="theo đề cương mẫu",
                written_by=by,
            )
            for row in DraftSection.objects.bulk_create(rows)
        ]
    )
    take_missing(document=document, text=Text(tuple(section for section, _guide in beginning)), by=by)


def _known_type(code: str) -> DocumentType | None:
    try:
        return type_named(code)
    except KeyError:
        return None


def _type(code: str, unit: Unit) -> DocumentType:
    chosen = _known_type(code)
    if chosen is None or level_of(unit) not in chosen.levels:
        raise Refusal("Hãy chọn một loại văn bản mà cấp của đơn vị ban hành.", field="type")
    if chosen.of_personnel:
        raise Refusal(f"{chosen.name} có tên nhân sự nên lập ở phần Nhân sự của đại hội, không lập ở đây.", field="type")
    return chosen


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise Refusal("Hãy ghi trích yếu của văn bản.", field="title")
    if len(title) > LONGEST_TITLE:
        raise Refusal(f"Trích yếu dài {len(title)} ký tự, quá {LONGEST_TITLE}. Hãy ghi ngắn hơn.", field="title")
    return title


def _require_writers(accounts: Iterable[Account], unit: Unit) -> None:
    for account in accounts:
        if not has(account, Permission.DOCUMENT_WRITE, unit):
            raise Refusal(
                f"{account.full_name} chưa có quyền soạn văn kiện của {unit.name}. Hãy chọn người khác hoặc cấp vai trò trước.",
                field="team",
            )


def _require_congress(congress: Congress | None, unit: Unit) -> None:
    if congress is not None and not unit.path.startswith(congress.unit.path):
        raise Refusal("Hãy chọn đại hội của đơn vị này hoặc của cấp trên.", field="congress")


@transaction.atomic
def note_export(*, count: int, by: Account) -> None:
    """The list left as a file."""
    record("document.export", None, by=by, count=count)
