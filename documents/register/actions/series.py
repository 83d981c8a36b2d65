"""Taking a number: one row is locked, counted up and written in one transaction."""

from datetime import date

from congress.terms.models import Term
from documents.register.access import may_keep_register
from documents.register.models import Book, OutgoingPaper, Series
from documents.register.queries import Period, period_of
from documents.register.rules import body_in, known_kind
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import hold_chain
from members.units.models import Unit
from vietnamese.search import search_key

NOT_HERS = "Bạn không giữ sổ văn bản của đơn vị này. Hãy nhờ người giữ sổ của đơn vị cấp số."
NO_TERM = (
    "Đơn vị chưa có nhiệm kỳ nào bao gồm ngày {day:%d/%m/%Y}, nên chưa đánh số văn bản của Đảng được. Hãy lập nhiệm kỳ trước."
)


def require_keeper(by: Account, unit: Unit) -> None:
    if not may_keep_register(by, unit):
        raise Refusal(NOT_HERS)


def locked_series(
    *, book: str, unit: Unit, body: str = "", kind: str = "", year: int | None = None, term: Term | None = None
) -> Series:
    """The series, made when it is its first number, locked to the end of the transaction.

    The chain of the trace is taken first: whoever issues as the end of a longer deed has recorded before she comes here.
    """
    hold_chain()
    made, _ = Series.objects.get_or_create(book=book, unit=unit, body=body, kind=kind, year=year, term=term)
    return Series.objects.select_for_update(of=("self",)).get(pk=made.pk)


def outgoing_series(*, unit: Unit, kind: str, symbol: str, profile: str, day: date) -> Series:
    """The locked series of this symbol. Raises Refusal for a symbol that is none, and for a day in no term."""
    known = known_kind(kind, profile=profile)
    body = body_in(symbol, known, profile=profile)
    if body is None:
        shown = f"{known}{'/ĐU' if profile == 'dang' else '-BPN'}" if known else "BPN-PX03"
        raise Refusal(f"Ký hiệu “{symbol}” không đúng với loại văn bản. Hãy ghi như ví dụ: {shown}.", field="symbol")
    period = require_period(unit, profile, day)
    return locked_series(book=Book.OUTGOING, unit=unit, body=body, kind=known, year=period.year, term=period.term)


def require_period(unit: Unit, profile: str, day: date) -> Period:
    period = period_of(unit, profile, day)
    if period is None:
        raise Refusal(NO_TERM.format(day=day), field="dated_on")
    return period


def take_number(series: Series) -> int:
    """The next number of a locked series."""
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return series.last_number


def set_search_key(paper: OutgoingPaper) -> None:
    said = (
        paper.symbol, paper.kind_name, paper.abstract, paper.signer, paper.authority, paper.recipients, paper.reserved_for,
        paper.reserved_reason, paper.note,
    )  # fmt: skip
    paper.search_key = search_key(" ".join(said))
