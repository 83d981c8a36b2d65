"""Bytes become cells with bounded memory and time, whatever the file claims."""

import io
import struct
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from members.sheets.reading import Limits, Reading
from members.sheets.reading.grid import read_grid
from members.sheets.reading.refused import Refused

Workbook = Callable[..., bytes]
Read = Callable[[bytes], Reading]
CSV = "STT,Họ và tên,Ngày sinh,Chức vụ\r\n1,Nguyễn Thị Hường,1/2/1980,Chi hội trưởng\r\n2,Đặng Thị Ước,2/3/1981,Hội viên\r\n"
# records of an Excel 97 file: id and length
LABEL_SST = b"\xfd\x00\x0a\x00"
BEGINNING_OF_FILE = b"\x09\x08\x10\x00"
FILE_PASSWORD = b"\x2f\x00"


def open_document(rows: str) -> bytes:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Danh sách">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return written.getvalue()


def open_row(*cells: str, repeated: int = 1, wide: int = 1) -> str:
    opening = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{wide}">'
    filled = "".join(f"{opening}<text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{filled}</table:table-row>'


def windows_1258(text: str) -> bytes:
    """As Windows wrote it: the letter with its hat in one byte, the tone in the next."""
    written = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts[1:] if mark not in "\u0302\u0306\u031b")
        hatted = unicodedata.normalize("NFC", parts[0] + "".join(mark for mark in parts[1:] if mark not in tones))
        written += hatted.encode("cp1258") + tones.encode("cp1258")
    return written


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(),
        CSV.replace("\r\n", "\n").encode("utf-8-sig"),
        CSV.replace(",", ";").encode("utf-8-sig"),
        CSV.replace(",", "\t").encode(),
        CSV.replace("\r\n", "\r").encode(),
        ("sep=;\r\n" + CSV.replace(",", ";")).encode(),
        CSV.encode("utf-16"),
        CSV.replace(",", "\t").encode("utf-16-le"),
        CSV.encode("utf-16-be"),
        unicodedata.normalize("NFD", CSV).encode(),
        windows_1258(CSV),
    ],
    ids=["comma", "BOM", "semicolon", "tab", "old-mac-lines", "sep-line", "utf-16", "utf-16-le", "utf-16-be", "nfd", "1258"],
)
def test_text_is_read_in_every_encoding_and_with_every_separator(content: bytes, read: Read) -> None:
    people = [(row.number, row.values["full_name"], row.values["union_position"]) for row in read(content).accepted]

    assert people == [(2, "Nguyễn Thị Hường", "branch_head"), (3, "Đặng Thị Ước", "member")]


def test_text_in_tcvn3_is_repaired(read: Read) -> None:
    content = "STT;Hä vµ tªn;Ngµy sinh;CÊp bËc\n1;NguyÔn ThÞ H\u00ad¬ng;1/2/1980;ThiÕu t¸\n".encode("cp1252")

    assert read(content).accepted[0].shown["full_name"] == "Nguyễn Thị Hương"


def test_text_in_vni_is_repaired(workbook: Workbook, read: Read) -> None:
    content = workbook(("STT", "Hoï vaø teân", "Ngaøy sinh", "Caáp baäc"), (1, "Nguyeãn Thò Höông", "1980", "Thieáu taù"))

    reading = read(content)

    assert reading.encoding == "vni"
    assert reading.accepted[0].shown == {"full_name": "Nguyễn Thị Hương", "birth_date": "1980", "rank": "Thiếu tá"}


def test_quotation_mark_that_never_closes_costs_one_mark_and_no_row(read: Read) -> None:
    content = 'STT;Họ và tên;Ngày sinh\n1;"Nguyễn Thị Hương;1980\n2;Trần Thị Lan;1981\n'.encode()

    assert [row.values["full_name"] for row in read(content).accepted] == ["Nguyễn Thị Hương", "Trần Thị Lan"]


def test_open_document_is_read(read: Read) -> None:
    content = open_document(open_row("Họ và tên", "Ngày sinh") + open_row("Nguyễn Thị Hương", "03/05/1980"))

    assert read(content).accepted[0].values == {"full_name": "Nguyễn Thị Hương", "birth_date": "1980-05-03"}


def test_open_document_that_repeats_a_cell_without_end_is_refused(read: Read) -> None:
    started = time.monotonic()
    refusal = read(open_document(open_row("x", repeated=1_000_000, wide=16_000))).refusal

    assert refusal is not None
    assert refusal.code == "too_complicated"
    assert time.monotonic() - started < 30


def test_cell_in_the_last_corner_is_named(with_sheet_xml: Workbook, read: Read) -> None:
    refusal = read(with_sheet_xml(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')).refusal

    assert refusal is not None
    assert refusal.message.startswith("Sheet “Sheet” có nội dung ở ô XFD1048576, rất xa bảng danh sách.")


def test_cells_without_addresses_can_not_take_the_memory(with_sheet_xml: Workbook, read: Read) -> None:
    wide = b'<row r="99999">' + b"<c/>" * 16_000 + b"<c><v>1</v></c></row>"
    refusal = read(with_sheet_xml(b'<row r="1"><c><v>1</v></c></row>' + wide)).refusal

    assert refusal is not None
    assert refusal.code == "too_complicated"


def test_last_corner_of_an_old_workbook_can_not_take_the_memory(samples: Path, read: Read) -> None:
    content = bytearray((samples / "4-font-cu-tcvn3.xls").read_bytes())
    at = content.rindex(LABEL_SST)
    content[at + 4 : at + 8] = struct.pack("<HH", 65_535, 255)

    refusal = read(bytes(content)).refusal

    assert refusal is not None
    assert refusal.code == "too_complicated"


def test_old_workbook_with_a_password_is_refused(samples: Path, read: Read) -> None:
    content = bytearray((samples / "4-font-cu-tcvn3.xls").read_bytes())
    at = content.index(BEGINNING_OF_FILE) + 20
    content[at : at + 2] = FILE_PASSWORD

    refusal = read(bytes(content)).refusal

    assert refusal is not None
    assert refusal.code == "encrypted"


@pytest.mark.parametrize("content", [b"a;" * 1_000_000, b'"a\n";' * 500_000, b'1;"' + b"a\n" * 500_000])
def test_text_record_without_end_is_refused(content: bytes, read: Read) -> None:
    refusal = read(b"Ho va ten;Ngay sinh\n" + content).refusal

    assert refusal is not None


def test_text_over_its_own_limit_is_refused(read: Read) -> None:
    refusal = read(b"Ho va ten;Ngay sinh\n" * 500_000).refusal

    assert refusal is not None
    assert refusal.message.startswith("Tệp nặng 9,5 MB, quá mức 8 MB.")


def test_more_characters_than_any_list_has_are_refused(people: Workbook) -> None:
    with pytest.raises(Refused, match="quá lớn hoặc quá phức tạp"):
        read_grid(people(*[(number, "a" * 1000) for number in range(200)]), Limits(characters=100_000))


def test_workbook_part_made_to_be_searched_for_ever_is_read_at_once(people: Workbook, read: Read) -> None:
    content = people((1, "Nguyễn Thị Hương", "1980"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        honest = archive.read("xl/_rels/workbook.xml.rels")
    hostile = honest.replace(b"<Relationships", b"<Relationship " + b"a" * 3_000_000 + b"><Relationships")
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, hostile if name.endswith("workbook.xml.rels") else source.read(name))

    started = time.monotonic()
    read(written.getvalue())
    assert time.monotonic() - started < 20


def test_dimension_of_a_whole_sheet_is_only_a_claim(with_sheet_xml: Workbook) -> None:
    rows = b'<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c></row>'

    assert read_grid(with_sheet_xml(rows, b"A1:XFD1048576")).sheets[0].rows == [["STT"]]


def test_forty_megabytes_of_empty_rows_are_read_as_nothing(with_sheet_xml: Workbook) -> None:
    empty = b"".join(b'<row r="%d" spans="1:5" ht="15" s="1"/>' % number for number in range(2, 900_000))
    rows = b'<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c></row>' + empty

    assert read_grid(with_sheet_xml(rows)).sheets[0].rows == [["STT"]]


@pytest.mark.parametrize("kind", ["far", "styled"])
def test_worst_files_stay_under_256_megabytes(kind: str, with_sheet_xml: Workbook, tmp_path: Path) -> None:
    styled = b"".join(b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (n, n, n) for n in range(2, 500_000))
    far = b'<row r="99999"><c r="ZZ99999"><v>1</v></c></row>'
    path = tmp_path / "worst.xlsx"
    path.write_bytes(with_sheet_xml(b'<row r="1"><c r="A1"><v>1</v></c></row>' + (styled if kind == "styled" else far)))
    program = (
        "import datetime, resource, sys, pathlib\n"
        "from members.sheets.reading import read_people\n"
        "read_people(pathlib.Path(sys.argv[1]).read_bytes(), file_name='x', today=datetime.date(2026, 11, 21))\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "own = int(status.split('VmHWM:')[1].split()[0])\n"
        "print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))\n"
    )

    finished = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)

    assert int(finished.stdout) < 256 * 1024


def test_rows_over_the_limit_are_refused(people: Workbook) -> None:
    content = people(*[(number, "Nguyễn Thị Hương", "1980", "Kinh") for number in range(30)])

    assert read_grid(content, Limits(rows=20)).sheets[0].more_rows is True


def test_text_of_too_many_rows_is_refused() -> None:
    with pytest.raises(Refused, match="hơn 10 dòng"):
        read_grid(CSV.encode() * 10, Limits(rows=10))


def test_formulas_are_known_by_their_cells(people: Workbook) -> None:
    grid = read_grid(people((1, '=HYPERLINK("http://x","a")', "1980", "=1+1")))

    assert grid.sheets[0].formulas == {(2, 2), (2, 4)}


def test_dates_come_as_dates(people: Workbook) -> None:
    assert read_grid(people((1, "Nguyễn Thị Hương", date(1980, 5, 3)))).sheets[0].rows[1][2] == date(1980, 5, 3)
