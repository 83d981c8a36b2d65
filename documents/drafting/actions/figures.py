"""Figures of a text: their values are taken from the rows, refreshed, frozen; nothing but a person's click changes them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from documents.drafting.actions.locks import lock_document
from documents.drafting.figures import Figure, compute
from documents.drafting.models import Document, FigureValue
from documents.drafting.queries.documents import working_text
from documents.drafting.queries.figures import names_in, names_in_words
from documents.drafting.rules.states import is_frozen
from documents.drafting.rules.text import Text
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record


def take_missing(*, document: Document, text: Text, by: Account | None) -> None:
    """Take the values of names that have none yet; called where a text is written, under the document's lock."""
    names = [*names_in(text), *names_in_words(document.title)]
    if not names:
        return
    known = set(document.figures.filter(name__in=names).values_list("name", flat=True))
    missing = [name for name in dict.fromkeys(names) if name not in known]
    if missing:
        found = compute(missing, document.unit, document.congress)
        FigureValue.objects.bulk_create([_row(document, figure, by) for figure in found.values()])


@transaction.atomic
def refresh_figures(*, document: Document, by: Account, names: Iterable[str] | None = None) -> int:
    """Take the values anew (None: of all names in the text); frozen ones stay. Gives how many became another value."""
    locked = _lock(document)
    in_text = [*names_in(working_text(locked)), *names_in_words(locked.title)]
    wanted = list(dict.fromkeys(in_text if names is None else names))
    rows = {row.name: row for row in locked.figures.filter(name__in=wanted)}
    found = compute([name for name in wanted if name not in rows or rows[name].frozen_at is None], locked.unit, locked.congress)
    changed = []
    now = timezone.now()
    for name, figure in found.items():
        if name not in rows:
            _row(locked, figure, by).save(force_insert=True)
            changed.append(name)
            continue
        row = rows[name]
        if row.value != figure.value:
            changed.append(name)
        row.value, row.source, row.taken_at, row.taken_by = figure.value, figure.source[:300], now, by
        row.save(update_fields=["value", "source", "taken_at", "taken_by"])
    if names is None:
        # what the text names no longer is no figure of this document; a frozen one a person has meant to keep
        locked.figures.filter(frozen_at=None).exclude(name__in=in_text).delete()
    record("figure.refresh", locked, by=by, unit=locked.unit, changed=changed)
    return len(changed)


@transaction.atomic
def freeze_figure(*, figure: FigureValue, by: Account) -> FigureValue:
    """Keep the value as it is, whatever the rows will say. Twice is the same as once."""
    document = _lock(figure.document)
    row = document.figures.get(pk=figure.pk)
    if row.frozen_at is not None:
        return row
    row.frozen_at, row.frozen_by = timezone.now(), by
    row.save(update_fields=["frozen_at", "frozen_by"])
    record("figure.freeze", document, by=by, unit=document.unit, name=row.name, value=row.value)
    return row


@transaction.atomic
def unfreeze_figure(*, figure: FigureValue, by: Account) -> FigureValue:
    """Let it be refreshed again; its value stays until then."""
    document = _lock(figure.document)
    row = document.figures.get(pk=figure.pk)
    if row.frozen_at is None:
        return row
    row.frozen_at = row.frozen_by = None
    row.save(update_fields=["frozen_at", "frozen_by"])
    record("figure.unfreeze", document, by=by, unit=document.unit, name=row.name)
    return row


def _lock(document: Document) -> Document:
    locked = lock_document(document)
    if is_frozen(locked.state):
        raise Refusal(f"Văn bản {locked.get_state_display().lower()} nên số liệu trong đó không đổi nữa.")
    return locked


def _row(document: Document, figure: Figure, by: Account | None) -> FigureValue:
    return FigureValue(document=document, name=figure.name, value=figure.value, source=figure.source[:300], taken_by=by)
