"""From a file on her desk to people: upload, preview, correction, confirmation, undo. One set of pages for every purpose."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from config.request import Request
from members.access.access import has
from members.access.queries import roots_of
from members.access.refusal import Changed, Refusal
from members.access.roles import Permission
from members.access.trace import record
from members.people.models import Member
from members.sheets.access import may_correct, may_see_sensitive, may_upload_roster
from members.sheets.actions.confirming import confirm_sheet, saved_rows, undo_sheet
from members.sheets.actions.correcting import acknowledge_target, choose, keep_all
from members.sheets.actions.uploading import discard_sheet
from members.sheets.forms import ACCEPT, ChoiceForm, ConfirmForm, RowForm, UploadForm, word_lists
from members.sheets.models import Sheet, SheetPurpose, SheetState
from members.sheets.purposes import purpose_of
from members.sheets.queries import (
    CHANGE,
    FIX,
    NEW,
    SAME,
    SKIPPED,
    WAITING,
    Preview,
    PreviewRow,
    is_sensitive,
    last_confirmed,
    open_sheet_for,
    preview_of,
    sheets_for,
)
from members.sheets.reading.limits import MEGABYTE, Limits
from members.sheets.rules import FIELDS
from members.sheets.showing import filtered, first_tab, shown_columns, shown_rows, tabs_of, to_correct, wrong_first
from members.sheets.writing import MEDIA_TYPE, TEMPLATE_COLUMNS, error_workbook, people_template
from members.units.models import Unit
from members.units.queries import units_for

ROWS_A_PAGE = 100
DELEGATE_COLUMNS = frozenset({"category", "alternate", "times_attended"})
# a worker takes a second or two; longer means that nobody works
LONG_SECONDS = 8


def _sheet(request: Request, sheet_id: int, *, whole: bool = True) -> Sheet:
    sheets = sheets_for(request.user)
    return get_object_or_404(sheets if whole else sheets.defer("file__content", "reading", "corrections"), pk=sheet_id)


def _correctable(request: Request, sheet_id: int, *, whole: bool = True) -> Sheet:
    sheet = _sheet(request, sheet_id, whole=whole)
    if not may_correct(request.user, sheet):
        raise PermissionDenied
    return sheet


# ---- upload ----------------------------------------------------------------------------------------------------------


def upload(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(units_for(request.user), pk=unit_id)
    if not may_upload_roster(request.user, unit):
        raise PermissionDenied
    return upload_page(
        request,
        unit=unit,
        purpose=SheetPurpose.ROSTER,
        heading="Nhập hội viên từ tệp Excel",
        lead=f"{unit.name}. Dùng luôn tệp đang có: chương trình tự tìm dòng tiêu đề và các cột.",
        template_url=reverse("sheets:template", args=[unit.pk]),
        crumbs=[(unit.name, _address("units:unit-detail", unit.pk))],
    )


def upload_page(
    request: Request,
    *,
    unit: Unit,
    purpose: str,
    heading: str,
    lead: str,
    template_url: str,
    crumbs: list[tuple[str, str]],
    target_id: int | None = None,
) -> HttpResponse:
    """Choose a file; the same page for every purpose."""
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if form.is_valid() and (sheet := form.save(purpose=purpose, unit=unit, by=request.user, target_id=target_id)):
        return redirect("sheets:preview", sheet.pk)
    context = {
        "form": form,
        "heading": heading,
        "lead": lead,
        "template_url": template_url,
        "crumbs": crumbs,
        "accept": ACCEPT,
        "limit": Limits().file_bytes // MEGABYTE,
        "waiting": open_sheet_for(purpose=purpose, unit_id=unit.pk, target_id=target_id),
        "confirmed": last_confirmed(purpose=purpose, unit_id=unit.pk, target_id=target_id),
    }
    return render(request, "sheets/upload.html", context)


def _address(name: str, *args: Any) -> str:
    return reverse(name, args=args)


@require_safe
def template(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(units_for(request.user), pk=unit_id)
    if not may_upload_roster(request.user, unit):
        raise PermissionDenied
    people = Member.objects.present().filter(unit=unit).order_by("sort_key", "birth_date", "id").values(*FIELDS)
    columns = [key for key in TEMPLATE_COLUMNS if key not in DELEGATE_COLUMNS]
    if not has(request.user, Permission.MEMBER_SENSITIVE, unit):
        columns = [key for key in columns if not is_sensitive(key)]
    record("sheet.template", unit, by=request.user, unit=unit)
    return workbook_response(people_template(people, columns=columns), f"hoi-vien-{unit.code}.xlsx")


def workbook_response(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


# ---- waiting and preview ---------------------------------------------------------------------------------------------


@require_safe
def state(request: Request, sheet_id: int) -> HttpResponse:
    """Asked again and again by the page that waits; once there is something to see, the browser is sent there."""
    sheet = _sheet(request, sheet_id, whole=False)
    if sheet.state in WAITING:
        return render(request, "sheets/_waiting.html", _waiting_context(sheet))
    address = reverse("sheets:preview", args=[sheet.pk])
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)


def _waiting_context(sheet: Sheet) -> dict[str, Any]:
    waited = (timezone.now() - sheet.uploaded_at).total_seconds()
    return {"sheet": sheet, "is_long": waited > LONG_SECONDS, "every": "3s" if waited > LONG_SECONDS else "700ms"}


@require_safe
@vary_on_headers("HX-Request")
def preview(request: Request, sheet_id: int) -> HttpResponse:
    sheet = _sheet(request, sheet_id)
    purpose = purpose_of(sheet)
    context: dict[str, Any] = {
        "sheet": sheet,
        "title": purpose.title(sheet),
        "home_url": purpose.home_url(sheet),
        "upload_url": purpose.upload_url(sheet),
        "may_correct": may_correct(request.user, sheet),
    }
    if sheet.state in WAITING:
        return render(request, "sheets/waiting.html", context | _waiting_context(sheet))
    if sheet.state == SheetState.REFUSED:
        return render(request, "sheets/refused.html", context)
    if sheet.state != SheetState.READ:
        return render(request, "sheets/outcome.html", context)
    part = "_panel" if request.htmx and not request.htmx.boosted else "preview"
    return render(request, f"sheets/{part}.html", context | _panel(request, sheet))


def _panel(request: Request, sheet: Sheet) -> dict[str, Any]:
    purpose = purpose_of(sheet)
    sensitive = may_see_sensitive(request.user, sheet)
    found = preview_of(sheet, request.user)
    columns = shown_columns(found, sensitive=sensitive)
    asked = request.GET
    show = asked.get("show") or first_tab(found)
    text = asked.get("q", "")
    page = Paginator(filtered(found, show=show, text=text), ROWS_A_PAGE).get_page(asked.get("page"))
    counts = found.counts
    usable = len(found.usable)
    saved = saved_rows(purpose, found)
    target_revision = purpose.target_revision(sheet)
    row_columns = wrong_first(columns, page.object_list) if show == FIX else columns
    return {
        "sheet": sheet,
        "preview": found,
        "reading": found.reading,
        "notices": [one for one in found.reading.notices if not one.startswith("Các cột không đọc")],
        "columns": columns,
        "words": word_lists(columns),
        "page": page,
        "row_columns": row_columns,
        "rows": shown_rows(
            list(page.object_list),
            row_columns,
            sensitive=sensitive,
            roots=roots_of(request.user, Permission.MEMBER_SENSITIVE),
        ),
        "show": show,
        "text": text,
        "tabs": [
            {
                "label": label,
                "count": number,
                "url": f"?{urlencode({'show': key} | ({'q': text} if text else {}))}",
                "active": key == show,
            }
            for key, label, number in tabs_of(found)
        ],
        "query": request.GET.urlencode(),
        "total": len(found.rows),
        "usable": usable,
        "fix": counts[FIX],
        "new": counts[NEW],
        "changed": counts[CHANGE],
        "same": counts[SAME],
        "skipped": counts[SKIPPED],
        "keeps": bool(sheet.corrections.get("keep")),
        "places": purpose.places,
        "counters": purpose.counters(sheet, found),
        "obstacles": purpose.obstacles(sheet, found),
        "saved": len(saved),
        "may_correct": may_correct(request.user, sheet),
        "is_stale": target_revision != sheet.target_revision,
        "target_revision": target_revision,
    }


# ---- correction --------------------------------------------------------------------------------------------------------


def _read_row(sheet: Sheet, request: Request, number: int) -> tuple[Preview, PreviewRow]:
    if sheet.state != SheetState.READ:
        raise Http404
    found = preview_of(sheet, request.user)
    one = found.row(number)
    if one is None:
        raise Http404
    return found, one


def _back(request: Request, sheet: Sheet, number: int | None = None) -> HttpResponse:
    """After a change: the same part of the list, as a fresh page or as the part that htmx swaps."""
    if request.htmx:
        fresh = get_object_or_404(sheets_for(request.user), pk=sheet.pk)
        return render(request, "sheets/_panel.html", _panel(request, fresh))
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    anchor = f"#row-{number}" if number else ""
    return HttpResponseRedirect(f"{reverse('sheets:preview', args=[sheet.pk])}{query}{anchor}")


def row(request: Request, sheet_id: int, number: int) -> HttpResponse:
    """Correct the cells of one row: in its place with htmx, on a page of its own without."""
    sheet = _correctable(request, sheet_id)
    found, one = _read_row(sheet, request, number)
    columns = shown_columns(found, sensitive=may_see_sensitive(request.user, sheet))
    form = RowForm(one, columns, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.save(sheet=sheet, by=request.user):
        return _back(request, sheet, number)
    context = {
        "sheet": sheet,
        "form": form,
        "row": one,
        "query": request.GET.urlencode(),
        "words": word_lists(columns),
        "span": len(columns) + 3,
        "title": purpose_of(sheet).title(sheet),
    }
    if form.errors:
        # the stale count would be refused for ever
        form.data = {name: form.data[name] for name in form.data} | {form.add_prefix("revision"): str(one.revision)}
    if not request.htmx:
        return render(request, "sheets/row.html", context)
    response = render(request, "sheets/_row_form.html", context)
    return reswap(retarget(response, f"#row-{number}"), "outerHTML")


@require_POST
def row_choose(request: Request, sheet_id: int, number: int) -> HttpResponse:
    sheet = _correctable(request, sheet_id, whole=False)
    form = ChoiceForm(request.POST)
    decision = form.decision() if form.is_valid() else None
    if decision is None:
        raise Http404
    try:
        choose(
            sheet=sheet,
            number=number,
            name=decision[0],
            value=decision[1],
            revision=form.cleaned_data["revision"],
            by=request.user,
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return _back(request, sheet, number)


@require_POST
def keep(request: Request, sheet_id: int) -> HttpResponse:
    sheet = _correctable(request, sheet_id, whole=False)
    try:
        keep_all(sheet=sheet, keep=request.POST.get("keep") == "1", by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return _back(request, sheet)


@require_POST
def acknowledge(request: Request, sheet_id: int) -> HttpResponse:
    sheet = _correctable(request, sheet_id, whole=False)
    try:
        acknowledge_target(sheet=sheet, target_revision=_number(request.POST.get("target_revision", "")), by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return _back(request, sheet)


def _number(text: str) -> int:
    """What a button of ours posts; 0, which is no revision, for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@require_safe
def errors(request: Request, sheet_id: int) -> HttpResponse:
    sheet = _sheet(request, sheet_id)
    if not sheet.reading:
        raise Http404
    found = preview_of(sheet, request.user)
    columns = shown_columns(found, sensitive=may_see_sensitive(request.user, sheet))
    return workbook_response(error_workbook(to_correct(found, columns)), f"dong-can-sua-{sheet.pk}.xlsx")


# ---- the end ---------------------------------------------------------------------------------------------------------


def confirm(request: Request, sheet_id: int) -> HttpResponse:
    """Say what will happen, to how many; then do it, once."""
    sheet = _sheet(request, sheet_id)
    purpose = purpose_of(sheet)
    if sheet.state in (SheetState.CONFIRMED, SheetState.UNDONE):
        return redirect("sheets:preview", sheet.pk)
    if sheet.state != SheetState.READ:
        raise Http404
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_sheet(sheet=sheet, revision=form.cleaned_data["revision"], by=request.user)
        except Changed as changed:
            messages.warning(request, str(changed))
            return redirect("sheets:preview", sheet.pk)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("sheets:preview", sheet.pk)
        return redirect("sheets:preview", sheet.pk)
    found = preview_of(sheet, request.user)
    saved = saved_rows(purpose, found)
    counts = found.counts
    context = {
        "sheet": sheet,
        "title": purpose.title(sheet),
        "saved": len(saved),
        "added": sum(one.kind == NEW for one in saved),
        "changed": sum(one.kind == CHANGE and one.accepts for one in saved),
        "same": sum(one.kind == SAME or (one.kind == CHANGE and not one.accepts) for one in saved),
        "fix": counts[FIX],
        "skipped": counts[SKIPPED],
        "others": len(found.usable) - len(saved),
        "consequences": purpose.consequences(sheet, found),
        "obstacles": purpose.obstacles(sheet, found),
        "kept_days": settings.SHEETS_KEPT_DAYS,
    }
    return render(request, "sheets/confirm.html", context)


@require_POST
def discard(request: Request, sheet_id: int) -> HttpResponse:
    sheet = _correctable(request, sheet_id, whole=False)
    address = purpose_of(sheet).upload_url(sheet)
    discard_sheet(sheet=sheet, by=request.user)
    messages.success(request, f"Đã bỏ tệp {sheet.file.name}; chưa có gì được lưu từ tệp này.")
    return redirect(address)


def undo(request: Request, sheet_id: int) -> HttpResponse:
    """Take a confirmed import back; asked once."""
    sheet = _sheet(request, sheet_id, whole=False)
    if sheet.state not in (SheetState.CONFIRMED, SheetState.UNDONE):
        raise Http404
    if request.method == "POST":
        try:
            done = undo_sheet(sheet=sheet, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            if stayed := done.outcome.get("stayed"):
                messages.warning(request, f"{stayed} người đã được sửa sau khi nhập nên giữ thông tin mới hơn.")
        return redirect("sheets:preview", sheet.pk)
    return render(request, "sheets/undo.html", {"sheet": sheet, "title": purpose_of(sheet).title(sheet)})
