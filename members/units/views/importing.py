"""Units from a spreadsheet: read, every problem told at once, nothing founded before she confirms."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from members.access.refusal import Refusal
from members.files.workbooks import XLSX, table_workbook
from members.units.access import may_manage_some_unit
from members.units.actions import import_units
from members.units.forms import UploadForm
from members.units.models import Unit, UnitKind
from members.units.queries import units_managed_by
from members.units.reading import reader
from members.units.rules import COLUMNS, RowProblem, UnitRow, read_unit_rows

LARGEST = 5 * 1024 * 1024
SALT = "members.units.import"
GOOD_FOR = 24 * 3600


def check(rows: list[list[str]], request: Request) -> tuple[list[UnitRow], list[RowProblem]]:
    return read_unit_rows(
        rows,
        kinds={label: code for code, label in UnitKind.choices},
        taken=set(Unit.objects.values_list("code", flat=True)),
        parents=set(units_managed_by(request.user).filter(ends_on=None).values_list("code", flat=True)),
    )


def unit_import(request: Request) -> HttpResponse:
    """The upload, and the preview of what was read. What is confirmed is what was previewed: the page carries it, signed."""
    if not may_manage_some_unit(request.user):
        raise PermissionDenied
    read_sheet = reader()
    if read_sheet is None:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload.size > LARGEST:
                raise Refusal("Tệp lớn hơn 5 MB. Hãy bỏ các sheet và hình không cần, rồi tải lại.")
            rows = [[str(cell) for cell in row] for row in read_sheet(upload.read())]
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            units, problems = check(rows, request)
            context |= {"units": units, "problems": problems, "name": upload.name}
            if units and not problems:
                context["signed"] = signing.dumps([request.user.pk, rows], salt=SALT, compress=True)
    return render(request, "units/unit_import.html", context)


@require_POST
def unit_import_confirm(request: Request) -> HttpResponse:
    if not may_manage_some_unit(request.user):
        raise PermissionDenied
    try:
        account_id, rows = signing.loads(request.POST.get("signed", ""), salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        messages.error(request, "Bản xem trước đã cũ. Hãy tải tệp lên lại.")
        return redirect("units:unit-import")
    if account_id != request.user.pk:
        raise PermissionDenied
    units, problems = check(rows, request)
    if problems:
        messages.error(request, "Dữ liệu đơn vị vừa thay đổi nên tệp không còn khớp. Hãy tải tệp lên lại để xem lỗi.")
        return redirect("units:unit-import")
    try:
        made = import_units(rows=units, on=timezone.localdate(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("units:unit-import")
    messages.success(request, f"Đã lập {len(made)} đơn vị.")
    return redirect("units:unit-list")


@require_GET
def unit_import_template(request: Request) -> HttpResponse:
    if not may_manage_some_unit(request.user):
        raise PermissionDenied
    content = table_workbook("DANH SÁCH ĐƠN VỊ", [(heading, 26) for heading, _ in COLUMNS], [])
    return HttpResponse(content, headers={"Content-Type": XLSX, "Content-Disposition": 'attachment; filename="mau-don-vi.xlsx"'})
