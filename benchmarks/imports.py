"""From a 5,000-row .xlsx to a preview in the browser, and from her confirmation to people in the database."""

import io
import time
from datetime import date

from benchmarks.registry import bench
from benchmarks.stage import Stage

ROWS = 5_000
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi")
MIDDLES = ("Thị", "Thị Thu", "Thị Thanh", "Thuý", "Thị Ngọc", "Khánh", "Thị Bích", "Thị Kim")
GIVEN = ("An", "Ánh", "Bình", "Chi", "Dung", "Giang", "Hà", "Hạnh", "Hoa", "Hường", "Lan", "Linh", "Mai", "Nga", "Yến")
HEADER = (
    "STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Tôn giáo", "Quê quán", "Cấp bậc hàm", "Chức vụ chính quyền", "Chức vụ Hội",
    "Đơn vị công tác", "Ngày vào Đảng", "Trình độ chuyên môn", "LLCT",
)  # fmt: skip


def five_thousand() -> bytes:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(HEADER)
    for number in range(ROWS):
        name = f"{FAMILIES[number % 10]} {MIDDLES[number // 10 % 8]} {GIVEN[number // 80 % 15]}"
        born = f"{number % 28 + 1:02}/{number // 28 % 12 + 1:02}/{1968 + number // 336 % 36}"
        sheet.append(
            (number + 1, name, born, ("Kinh", "Tày", "Nùng")[number % 3], "Không", f"Xã Sơn {number % 90}, Hà Sơn",
             ("Đại uý", "Thiếu tá", "Trung tá")[number % 3], f"Cán bộ Đội {number % 12}", "Hội viên",
             f"Công an xã Sơn {number % 120}", f"03/02/{2005 + number % 20}", ("Đại học", "Cao đẳng")[number % 2], "Sơ cấp")
        )  # fmt: skip
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


class Desk:
    """A staff member signed in before the upload page of her unit; the same for both benches."""

    content = b""

    def __init__(self) -> None:
        from django.test import Client, override_settings

        from members.access.actions import give_grant, open_account
        from members.units.actions import found_unit
        from members.units.models import UnitKind

        plain_static_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        override_settings(STORAGES={"default": plain_static_files, "staticfiles": plain_static_files}).enable()
        mark = f"{time.monotonic_ns()}"
        unit = found_unit(
            parent=None, kind=UnitKind.PROVINCE, by=None, code=f"N{mark}"[-20:], name=f"Hội {mark}", starts_on=date(2020, 1, 1)
        )
        account = open_account(by=None, username=f"nhap-{mark}", full_name="Nguyễn Thị Nhập")
        give_grant(account=account, role="standing", unit=unit, starts_on=date(2020, 1, 1), by=None)
        self.unit = unit
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(account)
        Desk.content = Desk.content or five_thousand()

    def upload(self, content: bytes) -> str:
        """Gives the address of the preview."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        answer = self.client.post(f"/sheets/units/{self.unit.pk}/", {"file": SimpleUploadedFile("ds.xlsx", content)})
        assert answer.status_code == 302, answer.content[:500]
        return str(answer.headers["Location"])

    def wait_for_preview(self, address: str) -> None:
        """What the page does: ask for the state until it sends the browser to the preview."""
        for _ in range(1_000):
            if self.client.get(f"{address}state/").status_code == 302:
                assert b"row-" in self.client.get(address).content
                return
            time.sleep(0.05)
        raise RuntimeError("The sheet was not read.")


def warm_desk(stage: Stage) -> Desk:
    from openpyxl import Workbook

    stage.start_workers()
    desk = Desk()
    small = Workbook()
    for row in (HEADER, (1, "Lê Thị Hoa", "1990", *[""] * 10)):
        small.active.append(row)  # type: ignore[arg-type, union-attr]
    stream = io.BytesIO()
    small.save(stream)
    # twice, so that each of the two workers is warm
    for _ in range(2):
        desk.wait_for_preview(desk.upload(stream.getvalue()))
    return desk


@bench("import_preview_5000_rows", unit="s", goal=3)
def import_preview_5000_rows(stage: Stage) -> float:
    desk = warm_desk(stage)
    began = time.perf_counter()
    desk.wait_for_preview(desk.upload(desk.content))
    return time.perf_counter() - began


@bench("import_commit_5000_rows", unit="s", goal=3)
def import_commit_5000_rows(stage: Stage) -> float:
    from members.people.models import Member
    from members.sheets.models import Sheet

    desk = warm_desk(stage)
    address = desk.upload(desk.content)
    desk.wait_for_preview(address)
    revision = Sheet.objects.values_list("revision", flat=True).get(unit=desk.unit, state="read")
    began = time.perf_counter()
    answer = desk.client.post(f"{address}confirm/", {"revision": revision})
    taken = time.perf_counter() - began
    assert answer.status_code == 302, answer.content[:500]
    saved = Member.objects.filter(unit=desk.unit).count()
    assert saved == ROWS, f"{saved} people were saved"
    return taken
