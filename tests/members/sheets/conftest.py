"""Spreadsheets made for a test."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from members.sheets.reading import Parameters, Reading, read_people

TODAY = date(2026, 11, 21)
SAMPLES = Path(__file__).parents[2] / "data" / "delegate-lists"
HEADER = ("STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Cấp bậc", "Chức vụ", "Ngày vào Đảng")


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    def make(*rows: Sequence[Any], title: str = "Sheet", merged: Sequence[str] = (), **sheets: Sequence[Sequence[Any]]) -> bytes:
        book = Workbook()
        first = book.active
        assert first is not None
        first.title = title
        for row in rows:
            first.append(list(row))
        for area in merged:
            first.merge_cells(area)
        for name, others in sheets.items():
            other = book.create_sheet(name)
            for row in others:
                other.append(list(row))
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()

    return make


@pytest.fixture
def people(workbook: Callable[..., bytes]) -> Callable[..., bytes]:
    """A workbook with the usual header over these rows."""
    return lambda *rows: workbook(HEADER, *rows)


@pytest.fixture
def read() -> Callable[..., Reading]:
    def read_bytes(content: bytes, parameters: Parameters | None = None) -> Reading:
        return read_people(content, file_name="danh sách.xlsx", today=TODAY, parameters=parameters)

    return read_bytes


@pytest.fixture
def with_sheet_xml(workbook: Callable[..., bytes]) -> Callable[[bytes], bytes]:
    """A workbook whose only sheet is this XML."""

    def make(rows: bytes, dimension: bytes = b"A1:J20") -> bytes:
        xml = (
            b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<dimension ref="' + dimension + b'"/><sheetData>' + rows + b"</sheetData></worksheet>"
        )
        return replace_part(workbook(("x",)), "xl/worksheets/sheet1.xml", xml)

    return make


def replace_part(archive: bytes, name: str, content: bytes) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            target.writestr(part, content if part == name else source.read(part))
    return written.getvalue()
