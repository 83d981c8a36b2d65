"""Numbers before their papers: reserving one, saying where a series begins."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from documents.register.access import may_correct_register
from documents.register.actions.series import (
    locked_series,
    outgoing_series,
    require_keeper,
    require_period,
    set_search_key,
    take_number,
)
from documents.register.models import Book, OutgoingPaper, OutgoingState, Series
from documents.register.rules import body_in, known_kind, whole_symbol
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.models import Unit

LARGEST_FIRST = 100_000


@transaction.atomic
def reserve_number(
    *,
    unit: Unit,
    kind: str,
    kind_name: str,
    symbol: str,
    profile: str,
    reserved_for: str,
    reason: str,
    until: date,
    by: Account,
    token: str = "",
) -> OutgoingPaper:
    """Keep the next number for a paper to come: for whom, why and until when.

    It is used by `issue_paper(reserved=…)` or voided with a reason; it never goes back into the series. Raises Refusal for
    another keeper's register, an empty reason, a day gone by, a symbol of another type.
    """
    require_keeper(by, unit)
    today = timezone.localdate()
    if not reserved_for.strip():
        raise Refusal("Hãy ghi giữ số cho ai.", field="reserved_for")
    if not reason.strip():
        raise Refusal("Hãy ghi vì sao giữ số.", field="reason")
    if until < today:
        raise Refusal(f"Ngày {until:%d/%m/%Y} đã qua. Hãy chọn ngày giữ số từ hôm nay trở đi.", field="until")
    series = outgoing_series(unit=unit, kind=kind, symbol=symbol, profile=profile, day=today)
    if token and (found := OutgoingPaper.objects.filter(token=token).first()):
        # only the same page asked twice gets what it made; whatever else came under its token is not its own
        if (found.series_id, found.reserved_for) != (series.pk, reserved_for.strip()):
            raise Refusal("Trang này đã dùng để cấp một số khác. Hãy mở lại trang giữ số.")
        return found
    number = take_number(series)
    paper = OutgoingPaper(
        series=series,
        unit=unit,
        number=number,
        symbol=whole_symbol(number, symbol, profile=profile),
        kind=known_kind(kind, profile=profile),
        kind_name=kind_name,
        profile=profile,
        state=OutgoingState.RESERVED,
        listed_on=today,
        reserved_for=reserved_for.strip(),
        reserved_reason=reason.strip(),
        reserved_until=until,
        reserved_by=by,
        reserved_at=timezone.now(),
        token=token or None,
    )
    set_search_key(paper)
    paper.save()
    record("outgoing.reserve", paper, by=by, unit=unit, reason=paper.reserved_reason, symbol=paper.symbol, until=until)
    return paper


@transaction.atomic
def set_first_number(
    *,
    unit: Unit,
    book: str,
    first_number: int,
    reason: str,
    by: Account,
    kind: str = "",
    symbol: str = "",
    profile: str = "hoi",
    on: date | None = None,
) -> Series:
    """Let a series begin elsewhere than at 01: an office that begins in mid-year goes on from its paper book.

    Only as long as no number of the series was given. `on`: a day of the year (of the term, in the Party profile); today if
    it isn't said. Raises Refusal without the right to correct, without a reason, for a series that has numbers.
    """
    if not may_correct_register(by, unit):
        raise Refusal("Bạn không có quyền đặt số đầu tiên của sổ này. Hãy nhờ Trưởng ban.")
    if not 1 <= first_number <= LARGEST_FIRST:
        raise Refusal("Số đầu tiên phải từ 1 đến 100.000.", field="first_number")
    if not reason.strip():
        raise Refusal("Hãy ghi lý do, ví dụ: sổ giấy đã cấp đến số 112.", field="reason")
    day = on or timezone.localdate()
    if book == Book.INCOMING:
        series = locked_series(book=Book.INCOMING, unit=unit, year=day.year)
    else:
        require_period(unit, profile, day)
        if body_in(symbol, known_kind(kind, profile=profile), profile=profile) is None:
            raise Refusal("Ký hiệu không đúng với loại văn bản. Hãy ghi như ví dụ: KH-BPN.", field="symbol")
        series = outgoing_series(unit=unit, kind=kind, symbol=symbol, profile=profile, day=day)
    if series.papers.exists() or series.arrivals.exists():
        raise Refusal(f"Dãy này đã cấp đến số {series.last_number:02}, không đặt lại số đầu tiên được nữa.", field="first_number")
    series.first_number, series.last_number = first_number, first_number - 1
    series.first_reason, series.first_set_by, series.first_set_at = reason.strip(), by, timezone.now()
    series.save()
    record("series.begin", series, by=by, unit=unit, reason=series.first_reason, first_number=first_number)
    return series
