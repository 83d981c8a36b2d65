"""Files are known by their content; each kind that is no list gets its own sentence."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from members.sheets.reading import Limits, Reading, Refused, bare_name, read_people
from members.sheets.reading.formats import Kind, recognise_format

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
Workbook = Callable[..., bytes]
Read = Callable[[bytes], Reading]


def picture(kind: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, kind)
    return written.getvalue()


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


def stream_name(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\x00\x00"


REFUSED = {
    "an empty file": (b"", "empty_file"),
    "a PNG renamed .xlsx": (picture("PNG"), "picture"),
    "a JPEG": (picture("JPEG"), "picture"),
    "a GIF": (picture("GIF"), "picture"),
    "a BMP": (picture("BMP"), "picture"),
    "a WEBP": (picture("WEBP"), "picture"),
    "an iPhone's HEIC": (b"\x00\x00\x00\x18ftypheic\x00\x00", "picture"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
    "a Word document": (zipped(word__document_xml=b"<w/>"), "word"),
    "an old Word document": (stream_name("WordDocument"), "word"),
    "an RTF": (b"{\\rtf1\\ansi Danh s\\'e1ch}", "word"),
    "a presentation": (zipped(ppt__presentation_xml=b"<p/>"), "presentation"),
    "a web page named .xls": (b"<html><table><tr><td>STT</td></tr></table></html>", "html"),
    "a web page with a byte-order mark": ("\ufeff\n<!DOCTYPE html><table></table>".encode("utf-16"), "html"),
    "a spreadsheet of 2003 in XML": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "xml",
    ),
    "a workbook with a password": (stream_name("EncryptedPackage"), "encrypted"),
    "a ZIP of something": (zipped(photo=b"x"), "archive"),
    "a RAR": (b"Rar!\x1a\x07\x00", "archive"),
    "an empty ZIP": (b"PK\x05\x06" + b"\x00" * 18, "corrupt"),
    "half a ZIP": (zipped(xl__workbook_xml=b"<x/>" * 50)[:60], "corrupt"),
    "an OLE file with nothing known": (OLE, "corrupt"),
    "NUL bytes": (b"STT;Ho ten\x00\x00;Ngay sinh\r\n1;A\x00\x00B;1980" * 20, "nul_bytes"),
    "noise": (bytes(range(1, 32)) * 30, "binary"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_file_that_is_no_list_is_refused_by_its_content(content: bytes, code: str, read: Read) -> None:
    reading = read(content)

    assert reading.refusal is not None
    assert reading.refusal.code == code
    assert reading.rows == []


def test_every_refusal_of_a_file_has_its_own_sentence(read: Read) -> None:
    messages = {}
    for content, code in REFUSED.values():
        refusal = read(content).refusal
        assert refusal is not None
        messages[code] = refusal.message

    assert len(set(messages.values())) == len(messages)


def test_file_over_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(Refused, match="Tệp nặng 1,5 MB, quá mức 1 MB"):
        recognise_format(b"a" * (3 * 1024 * 512), Limits(file_bytes=1024 * 1024))


def test_workbook_without_people_is_refused_as_only_a_header(people: Workbook, read: Read) -> None:
    refusal = read(people()).refusal

    assert refusal is not None
    assert refusal.code == "only_header"


def test_workbook_without_a_word_is_refused(workbook: Workbook, read: Read) -> None:
    refusal = read(workbook()).refusal

    assert refusal is not None
    assert refusal.code == "no_rows"


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\Users\\Lan\\passwd", "/passwd", "a/../passwd", "pass\x00wd"])
def test_file_name_keeps_no_path(name: str) -> None:
    assert bare_name(name) == "passwd"


def test_file_name_of_dots_only_gets_a_name() -> None:
    assert bare_name("../..") == "danh-sach"


def test_wrong_extension_is_no_obstacle(people: Workbook, today: Any) -> None:
    content = people((1, "Nguyễn Thị Hương", "1980", "Kinh"))

    assert len(read_people(content, file_name="ảnh.png", today=today).accepted) == 1


def test_macros_are_left_alone_and_said(people: Workbook, read: Read) -> None:
    written = io.BytesIO(people((1, "Nguyễn Thị Hương", "1980", "Kinh")))
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")

    reading = read(written.getvalue())

    assert len(reading.accepted) == 1
    assert reading.notices == ["Tệp có macro: phần mềm chỉ đọc nội dung các ô, không chạy macro."]


def test_zip_bomb_is_refused_before_it_is_unpacked(workbook: Workbook, read: Read) -> None:
    written = io.BytesIO(workbook(("x",)))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"xl/media/{number}.bin", b"\x00" * (90 * 1024 * 1024))

    refusal = read(written.getvalue()).refusal

    assert refusal is not None
    assert refusal.code == "bomb"


def test_zip_that_lies_about_its_sizes_is_refused(workbook: Workbook, read: Read) -> None:
    honest = workbook(*[("x" * 50, number) for number in range(500)])
    lying = bytearray(honest)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    at = lying.rindex(struct.pack("<I", size))
    lying[at : at + 4] = struct.pack("<I", 10)

    refusal = read(bytes(lying)).refusal

    assert refusal is not None
    assert refusal.code == "corrupt"


def test_archive_of_thousands_of_parts_is_refused(read: Read) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(2_100):
            archive.writestr(f"xl/{number}", b"")

    refusal = read(written.getvalue()).refusal

    assert refusal is not None
    assert refusal.code == "too_many_entries"


def test_open_document_with_a_password_is_refused() -> None:
    content = zipped(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        content_xml=b"noise",
        **{"META-INF__manifest_xml": b"<manifest:encryption-data/>"},
    )

    with pytest.raises(Refused, match="mật khẩu"):
        recognise_format(content)


def test_plain_text_is_taken_for_csv() -> None:
    assert recognise_format("STT;Họ và tên\n".encode()).kind is Kind.TEXT
