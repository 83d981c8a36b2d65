"""Issuing: number and day in one step, and never changed again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from congress.terms.models import Congress
from documents.printing.actions import request_rendering
from documents.printing.forms import form_of
from documents.register.actions.freezing import supply_pdf
from documents.register.actions.series import outgoing_series, require_keeper, set_search_key, take_number
from documents.register.models import OutgoingPaper, OutgoingState, Series, new_code
from documents.register.queries import neighbours_of
from documents.register.rules import is_in_order, known_kind, whole_symbol
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.models import Unit

CONFIDENTIAL = (
    "Văn bản nhân sự không phát hành qua sổ văn bản. Cần số thì giữ số trong sổ, rồi ghi số vào văn bản ở trang in nhân sự."
)


@transaction.atomic
def issue_paper(
    *,
    unit: Unit,
    kind: str,
    kind_name: str,
    abstract: str,
    symbol: str,
    dated_on: date,
    profile: str,
    authority: str,
    signer: str,
    recipients: str,
    congress: Congress | None,
    source_form: str,
    source_parameters: Mapping[str, Any],
    address: str,
    by: Account,
    reserved: OutgoingPaper | None = None,
    token: str = "",
    note: str = "",
    print_form: str = "",
) -> OutgoingPaper:
    """Give the paper its number and day, and have it printed; from here on neither changes (R14, Decree 30 art. 15).

    symbol: what follows the number ("KH-BPN", "NQ/ĐU"). source_form, source_parameters: the registered form that prints it; the
    print gets `outgoing` (the id) with them. print_form: the form that prints what was kept of it, by `outgoing` alone, where
    that isn't source_form. address: where the program stands, for the QR code. reserved: a number that was
    kept for it. token: names the page it was asked from; asked twice with one token, or for one source of one day, it is the
    first paper that is given back.

    Raises Refusal for a keeper of another register, for a form of the personnel work, for a symbol of another type, for a day
    to come, for a day before that of the number before (docs/decisions/numbers-follow-days.md), for a reserved number of another
    series, and what the form itself refuses.
    """
    require_keeper(by, unit)
    _require_open(source_form, print_form)
    _require_facts(abstract=abstract, dated_on=dated_on)
    series = outgoing_series(unit=unit, kind=kind, symbol=symbol, profile=profile, day=dated_on)
    again = _asked_before(token, series, abstract=abstract, form=source_form, parameters=source_parameters, day=dated_on)
    if again is not None:
        return again
    paper = _with_number(series, reserved, symbol=symbol, profile=profile)
    _require_order(series, paper.number, dated_on)
    paper.state = OutgoingState.ISSUED
    paper.unit, paper.congress, paper.kind_name = unit, congress, kind_name
    paper.kind = known_kind(kind, profile=profile)
    paper.abstract, paper.dated_on, paper.listed_on = abstract.strip(), dated_on, dated_on
    paper.signer, paper.authority, paper.recipients = signer.strip(), authority.strip(), recipients.strip()
    paper.source_form, paper.source_parameters = source_form, dict(source_parameters)
    paper.code, paper.address = new_code(), address.rstrip("/")
    paper.issued_by, paper.issued_at = by, timezone.now()
    paper.token, paper.note = token or None, note.strip()
    set_search_key(paper)
    paper.save()
    if source_form:
        paper.rendering = request_rendering(
            form=print_form or source_form,
            parameters={"outgoing": paper.pk} if print_form else {**source_parameters, "outgoing": paper.pk},
            by=by,
            unit=unit,
            congress=congress.pk if congress else None,
        )
        paper.save(update_fields=["rendering"])
    record("outgoing.issue", paper, by=by, unit=unit, symbol=paper.symbol, dated_on=dated_on, reserved=reserved is not None)
    return paper


@transaction.atomic
def issue_outside(
    *,
    unit: Unit,
    kind: str,
    kind_name: str,
    abstract: str,
    symbol: str,
    dated_on: date,
    profile: str,
    authority: str,
    signer: str,
    recipients: str,
    congress: Congress | None,
    address: str,
    by: Account,
    upload: "File[Any] | None" = None,
    reserved: OutgoingPaper | None = None,
    token: str = "",
    note: str = "",
) -> OutgoingPaper:
    """Give a number to a paper that was made elsewhere; its PDF is kept at once, or later (`supply_pdf`), for a number is
    often wanted before there is anything to scan. Refuses as `issue_paper` does, and a file that is no PDF."""
    paper = issue_paper(
        unit=unit,
        kind=kind,
        kind_name=kind_name,
        abstract=abstract,
        symbol=symbol,
        dated_on=dated_on,
        profile=profile,
        authority=authority,
        signer=signer,
        recipients=recipients,
        congress=congress,
        source_form="",
        source_parameters={},
        address=address,
        by=by,
        reserved=reserved,
        token=token,
        note=note,
    )
    if upload is not None and paper.pdf_id is None:
        return supply_pdf(paper=paper, upload=upload, by=by)
    return paper


def _require_open(*forms: str) -> None:
    """No paper of the personnel work: the register, what finds things in it, the file of the congress and the page behind the
    QR code are read by those who must not know of it (procedure.md §4.7)."""
    if any((known := form_of(code)) is not None and known.confidential for code in forms):
        raise Refusal(CONFIDENTIAL)


def _require_facts(*, abstract: str, dated_on: date) -> None:
    if not abstract.strip():
        raise Refusal("Hãy ghi trích yếu nội dung của văn bản.", field="abstract")
    if dated_on > timezone.localdate():
        raise Refusal(
            f"Ngày {dated_on:%d/%m/%Y} chưa tới. Số và ngày được cấp khi phát hành; muốn có số trước, hãy giữ số.",
            field="dated_on",
        )


def _asked_before(
    token: str, series: Series, *, abstract: str, form: str, parameters: Mapping[str, Any], day: date
) -> OutgoingPaper | None:
    """The paper that this very request made already: the button was pressed twice."""
    if token:
        found = OutgoingPaper.objects.select_related("unit").filter(token=token).first()
        if found is not None and (found.series_id, found.abstract) != (series.pk, abstract.strip()):
            raise Refusal(f"Trang này đã dùng để cấp số {found.symbol}. Hãy mở lại trang cấp số cho văn bản khác.")
        if found is not None:
            return found
    if not form:
        return None
    same = series.papers.filter(
        state=OutgoingState.ISSUED, source_form=form, source_parameters=dict(parameters), dated_on=day, abstract=abstract.strip()
    )
    return same.select_related("unit").first()


def _with_number(series: Series, reserved: OutgoingPaper | None, *, symbol: str, profile: str) -> OutgoingPaper:
    """A new row with the next number, or the row that kept one."""
    if reserved is None:
        number = take_number(series)
        return OutgoingPaper(series=series, number=number, symbol=whole_symbol(number, symbol, profile=profile), profile=profile)
    kept = OutgoingPaper.objects.select_for_update(of=("self",)).get(pk=reserved.pk)
    if not kept.is_reserved:
        raise Refusal(
            f"Số {kept.symbol} không còn được giữ ({kept.get_state_display().lower()}). Hãy lấy số mới.", field="reserved"
        )
    if kept.series_id != series.pk:
        raise Refusal(
            f"Số {kept.symbol} giữ trong dãy {kept.series}; văn bản này thuộc dãy {series}. Hãy sửa loại, ngày hoặc lấy số mới.",
            field="reserved",
        )
    kept.symbol, kept.profile = whole_symbol(kept.number, symbol, profile=profile), profile
    return kept


def _require_order(series: Series, number: int, day: date) -> None:
    near = neighbours_of(series, number)
    if is_in_order(day, before=near.before, after=near.after):
        return
    if near.before is not None and day < near.before:
        limit = f"trước số {number:02} đã có văn bản ngày {near.before:%d/%m/%Y}, ngày không thể sớm hơn"
    else:
        limit = f"sau số {number:02} đã có văn bản ngày {near.after:%d/%m/%Y}, ngày không thể muộn hơn"
    raise Refusal(f"Số phải theo thứ tự ngày: {limit}. Hãy sửa ngày, hoặc dùng số đã giữ vào ngày đó.", field="dated_on")
