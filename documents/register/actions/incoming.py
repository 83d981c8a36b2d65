"""What comes in: an arrival number, who deals with it, that it is done. Papers stamped Mật never come here."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from congress.terms.models import Congress
from documents.register.actions.series import locked_series, require_keeper, take_number
from documents.register.models import Book, IncomingFile, IncomingPaper, Urgency
from documents.register.queries import same_arrival
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import hold_chain, record
from members.files.actions import SCANS, store_file
from members.files.models import StoredFile
from members.units.models import Unit
from vietnamese.search import search_key


@transaction.atomic
def enter_incoming(
    *,
    unit: Unit,
    arrived_on: date,
    sender: str,
    symbol: str,
    dated_on: date | None,
    kind_name: str,
    abstract: str,
    by: Account,
    urgency: str = Urgency.ORDINARY,
    handled_by: str = "",
    due_on: date | None = None,
    congress: Congress | None = None,
    note: str = "",
    uploads: "Sequence[File[Any]]" = (),
    again: bool = False,
    token: str = "",
) -> IncomingPaper:
    """Enter a paper under the next arrival number of the unit's year, with its scans.

    again: she knows that the same paper is in the book and enters it once more. Raises Refusal for another keeper's register, a
    day to come, a paper dated after its arrival, one that is there already, a file that is no scan.
    """
    require_keeper(by, unit)
    if arrived_on > timezone.localdate():
        raise Refusal(f"Ngày đến {arrived_on:%d/%m/%Y} chưa tới. Hãy sửa ngày đến.", field="arrived_on")
    _require_days(arrived_on=arrived_on, dated_on=dated_on, due_on=due_on)
    stored = _stored(uploads, by=by)
    series = locked_series(book=Book.INCOMING, unit=unit, year=arrived_on.year)
    if token and (found := IncomingPaper.objects.filter(token=token).first()):
        if found.series_id != series.pk:
            raise Refusal("Trang này đã dùng để vào sổ một văn bản khác. Hãy mở lại trang vào sổ.")
        _forget(stored)
        return found
    known = same_arrival(unit, sender_key=search_key(sender), symbol=symbol.strip(), dated_on=dated_on)
    if known is not None and symbol.strip() and not again:
        raise Refusal(
            f"Văn bản này đã vào sổ: số đến {known.number:02} ngày {known.arrived_on:%d/%m/%Y}. Nếu vẫn muốn vào sổ lần nữa, "
            "hãy đánh dấu ô “Vẫn vào sổ”.",
            field="again",
        )
    paper = IncomingPaper(
        series=series,
        unit=unit,
        number=take_number(series),
        arrived_on=arrived_on,
        sender=sender.strip(),
        symbol=symbol.strip(),
        dated_on=dated_on,
        kind_name=kind_name,
        abstract=abstract.strip(),
        urgency=urgency,
        handled_by=handled_by.strip(),
        due_on=due_on,
        congress=congress,
        note=note.strip(),
        entered_by=by,
        token=token or None,
    )
    _set_search_key(paper)
    paper.save()
    record("incoming.enter", paper, by=by, unit=unit, number=paper.number, sender=paper.sender, symbol=paper.symbol)
    _attach(paper, stored, by=by)
    return paper


# what may be put right, or said later: the number and the day of arrival never
FACTS = ("sender", "symbol", "dated_on", "kind_name", "abstract", "urgency", "handled_by", "due_on", "congress", "note")


@transaction.atomic
def change_incoming(*, paper: IncomingPaper, facts: Mapping[str, Any], revision: int, by: Account) -> IncomingPaper:
    """Put facts right, or say who deals with it until when; the trace keeps what was there before.

    facts: some of FACTS. Raises Changed when somebody else changed it since `revision`, Refusal for days that can't be.
    """
    require_keeper(by, paper.unit)
    hold_chain()
    locked = IncomingPaper.objects.select_for_update(of=("self",)).select_related("unit", "congress").get(pk=paper.pk)
    changed = {name: value for name, value in facts.items() if name in FACTS and getattr(locked, name) != value}
    if not changed:
        return locked
    if locked.revision != revision:
        raise Changed("Người khác vừa sửa văn bản này. Hãy xem lại những chỗ khác nhau bên dưới rồi lưu lần nữa.")
    before = {name: str(getattr(locked, name) or "") for name in changed}
    for name, value in changed.items():
        setattr(locked, name, value)
    _require_days(arrived_on=locked.arrived_on, dated_on=locked.dated_on, due_on=locked.due_on)
    locked.revision += 1
    _set_search_key(locked)
    locked.save(update_fields=[*changed, "revision", "search_key"])
    after = {name: str(value or "") for name, value in changed.items()}
    record("incoming.change", locked, by=by, unit=locked.unit, before=before, after=after)
    return locked


def _require_days(*, arrived_on: date, dated_on: date | None, due_on: date | None) -> None:
    if dated_on is not None and dated_on > arrived_on:
        raise Refusal("Ngày văn bản không thể sau ngày đến. Hãy sửa một trong hai ngày.", field="dated_on")
    if due_on is not None and due_on < arrived_on:
        raise Refusal("Hạn xử lý không thể trước ngày đến. Hãy sửa hạn.", field="due_on")


def _set_search_key(paper: IncomingPaper) -> None:
    said = (paper.sender, paper.symbol, paper.kind_name, paper.abstract, paper.handled_by, paper.note)
    paper.search_key = search_key(" ".join(said))


@transaction.atomic
def add_incoming_files(*, paper: IncomingPaper, uploads: "Sequence[File[Any]]", by: Account) -> int:
    """Add scans to a paper that is in the book; how many were new. Raises Refusal as `enter_incoming` does."""
    require_keeper(by, paper.unit)
    stored = _stored(uploads, by=by)
    hold_chain()
    locked = IncomingPaper.objects.select_for_update(of=("self",)).select_related("unit").get(pk=paper.pk)
    return _attach(locked, stored, by=by)


def _stored(uploads: "Sequence[File[Any]]", *, by: Account) -> list[StoredFile]:
    """The files taken in before anything is locked: that may take a while."""
    return [store_file(upload=upload, by=by, allowed=SCANS, limit=settings.SCAN_LIMIT) for upload in uploads]


def _forget(stored: Sequence[StoredFile]) -> None:
    for one in stored:
        one.delete()


def _attach(paper: IncomingPaper, stored: Sequence[StoredFile], *, by: Account) -> int:
    added = 0
    for one in stored:
        if paper.files.filter(file__sha256=one.sha256).exists():
            one.delete()
            continue
        IncomingFile.objects.create(paper=paper, file=one, attached_by=by)
        record("incoming.attach", paper, by=by, unit=paper.unit, file=one.name, size=one.size)
        added += 1
    return added


@transaction.atomic
def finish_incoming(*, paper: IncomingPaper, done_on: date, outcome: str, by: Account) -> IncomingPaper:
    """Say that it is dealt with, when and how. Twice, the first stands. Raises Refusal for a day before it came or to come."""
    require_keeper(by, paper.unit)
    hold_chain()
    locked = IncomingPaper.objects.select_for_update(of=("self",)).select_related("unit").get(pk=paper.pk)
    if locked.done_on is not None:
        return locked
    if not locked.arrived_on <= done_on <= timezone.localdate():
        raise Refusal("Ngày xong phải từ ngày đến cho tới hôm nay. Hãy sửa ngày.", field="done_on")
    locked.done_on, locked.outcome = done_on, outcome.strip()
    locked.finished_by, locked.finished_at = by, timezone.now()
    locked.save(update_fields=["done_on", "outcome", "finished_by", "finished_at"])
    record("incoming.finish", locked, by=by, unit=locked.unit, reason=locked.outcome, done_on=done_on)
    return locked
