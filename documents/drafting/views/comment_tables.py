"""A unit's table of comments: sent up, looked at, set right, confirmed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from config.request import Request
from documents.drafting.access import may_comment
from documents.drafting.actions.comment_tables import confirm_table, correct_table, discard_table
from documents.drafting.forms.comment_tables import RowForm, TableForm
from documents.drafting.models import CommentKind, CommentTable, RoundState, UploadState
from documents.drafting.queries.comment_tables import Preview, preview_of, tables_for, waiting_table
from documents.drafting.rules.comment_columns import HEADINGS, Column
from documents.drafting.rules.places import map_of
from documents.drafting.views.comments import fetch_participation
from documents.drafting.views.fetching import download, require
from members.access.refusal import Refusal
from members.sheets.writing import SheetColumn, write_table

ROWS_A_PAGE = 100
GUIDE = (
    "Mỗi ý kiến một dòng, từ dòng 2 của sheet “Góp ý”. Cột bắt buộc: “Nội dung góp ý” hoặc “Đề xuất sửa”.",
    "Mục, trang của dự thảo: bấm vào ô để chọn mục, hoặc ghi như “Phần I, mục 2”, “II.3”, “trang 5”.",
    "Góp ý chung thì để mục là “Toàn bộ dự thảo”.",
    "Loại ý kiến: nội dung, số liệu, câu chữ, bố cục hoặc chỉ tiêu.",
    "Đề xuất sửa: ghi nguyên văn câu sau khi sửa.",
    "Người góp ý: chỉ ghi khi người góp ý đồng ý.",
    "Xong thì lưu lại và tải tệp lên; phần mềm cho xem từng dòng trước khi gửi.",
)


def fetch_table(request: Request, table_id: int) -> CommentTable:
    table = get_object_or_404(tables_for(request.user).defer("file__content"), pk=table_id)
    require(may_comment(request.user, table.participation))
    return table


def table_upload(request: Request, participation_id: int) -> HttpResponse:
    participation = fetch_participation(request, participation_id)
    require(may_comment(request.user, participation))
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if form.is_valid() and (table := form.upload(participation=participation, by=request.user)):
        return redirect("drafting:comment-table", table.pk)
    context = {
        "participation": participation,
        "round": participation.round,
        "form": form,
        "waiting": waiting_table(participation),
        "is_open": participation.round.state == RoundState.OPEN,
    }
    return render(request, "drafting/comment_table_upload.html", context)


def table_sample(request: Request, participation_id: int) -> HttpResponse:
    """An empty table with the sections of this very draft to choose from."""
    participation = fetch_participation(request, participation_id)
    within = map_of(participation.round.version.text)
    places = ("Toàn bộ dự thảo", *(words for _, words in within.choices))
    choices = {Column.PLACE: places, Column.KIND: tuple(str(label) for label in CommentKind.labels)}
    widths = {Column.ORDINAL: 6, Column.PLACE: 40, Column.KIND: 14, Column.PERSON: 26}
    columns = [
        SheetColumn(heading, widths.get(column, 48), choices=choices.get(column, ())) for column, heading in HEADINGS.items()
    ]
    content = write_table(columns, [], sheet_name="Góp ý", guide=GUIDE, blank_rows=200)
    return download(content, f"bang-gop-y-{participation.unit.code}.xlsx")


@vary_on_headers("HX-Request")
def table_preview(request: Request, table_id: int) -> HttpResponse:
    table = fetch_table(request, table_id)
    if table.state == UploadState.CONFIRMED:
        return redirect("drafting:asked-comments", table.participation_id)
    if table.state == UploadState.DISCARDED:
        return redirect("drafting:comment-table-upload", table.participation_id)
    part = "_comment_table" if request.htmx else "comment_table"
    return render(request, f"drafting/{part}.html", _context(request, table))


def _context(request: Request, table: CommentTable) -> dict[str, Any]:
    context: dict[str, Any] = {
        "table": table,
        "participation": table.participation,
        "round": table.participation.round,
        "is_waiting": table.state in {UploadState.QUEUED, UploadState.READING},
        "is_read": table.state == UploadState.READ,
        "is_closed": table.participation.round.state == RoundState.CLOSED,
    }
    if table.state == UploadState.READ:
        preview: Preview = preview_of(table, table.participation.round.version)
        only_doubts = request.GET.get("show") == "doubts"
        rows = preview.doubtful if only_doubts else preview.rows
        context |= {
            "preview": preview,
            "rows": rows,
            "only_doubts": only_doubts,
            "editing": request.GET.get("row", ""),
            "total": len(preview.rows),
            "kept": len(preview.kept),
            "out": len(preview.rows) - len(preview.kept),
            "doubts": len(preview.doubtful),
        }
    return context


@vary_on_headers("HX-Request")
def table_row(request: Request, table_id: int, row: int) -> HttpResponse:
    """One row of the preview set right."""
    table = fetch_table(request, table_id)
    if table.state != UploadState.READ:
        return redirect("drafting:comment-table", table.pk)
    preview = preview_of(table, table.participation.round.version)
    found = next((one for one in preview.rows if one.id == row), None)
    if found is None:
        return redirect("drafting:comment-table", table.pk)
    names = ("section_key", "kind", "body", "proposal", "reason", "person")
    initial = {name: getattr(found.comment, name) for name in names}
    form = RowForm(request.POST or None, within=preview.within, initial=initial)
    if form.is_valid() and form.save(table=table, row=row, by=request.user):
        return redirect(f"{reverse('drafting:comment-table', args=[table.pk])}#dong-{row}")
    context = {
        "table": table,
        "participation": table.participation,
        "round": table.participation.round,
        "form": form,
        "row": found,
    }
    return render(request, "drafting/comment_table_row.html", context)


@require_POST
def table_row_out(request: Request, table_id: int, row: int) -> HttpResponse:
    table = fetch_table(request, table_id)
    try:
        correct_table(table=table, row=row, values={"out": "1" if request.POST.get("out") == "yes" else ""}, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('drafting:comment-table', args=[table.pk])}#dong-{row}")


@require_POST
def table_confirm(request: Request, table_id: int) -> HttpResponse:
    table = fetch_table(request, table_id)
    try:
        confirmed, number = confirm_table(table=table, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:comment-table", table.pk)
    late = confirmed.comments.filter(is_late=True).exists()
    if late:
        messages.warning(request, f"Vòng góp ý đã kết thúc: {number} ý kiến trong bảng được giữ là ý kiến gửi muộn, chờ xem xét.")
    else:
        messages.success(request, f"Đã gửi {number} ý kiến từ bảng. Xong hết thì bấm “Đã góp ý xong”.")
    return redirect("drafting:asked-comments", table.participation_id)


@require_POST
def table_discard(request: Request, table_id: int) -> HttpResponse:
    table = fetch_table(request, table_id)
    discard_table(table=table, by=request.user)
    messages.success(request, "Đã bỏ bảng. Chưa có ý kiến nào trong bảng được gửi.")
    return redirect("drafting:comment-table-upload", table.participation_id)
