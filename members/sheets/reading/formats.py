"""What a file is, by what is in it: its name proves nothing."""

import ntpath
import posixpath
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from members.sheets.reading import archives
from members.sheets.reading.limits import MEGABYTE, Limits
from members.sheets.reading.refused import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (
    (re.compile(rb"\x89PNG\r\n"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"BM.{4}\x00\x00\x00\x00", re.DOTALL), "BMP"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "TIFF"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WEBP"),
    (re.compile(rb".{4}ftyp(?:hei[cfmsx]|hev[cmx]|mif1|msf1|avif)", re.DOTALL), "HEIC"),
)
PACKED = ((b"Rar!\x1a", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "GZ"), (b"\xfd7zXZ", "XZ"), (b"BZh", "BZ2"))
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
CONTROL_BYTES = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MACROS_IGNORED = "Tệp có macro: phần mềm chỉ đọc nội dung các ô, không chạy macro."


class Kind(StrEnum):
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A kind we read, and what she should know of the file beside that."""

    kind: Kind
    notices: tuple[str, ...] = ()


def bare_name(file_name: str) -> str:
    """The name without any path in it, without control characters: for showing only, never for opening."""
    name = posixpath.basename(ntpath.basename(file_name.replace("\x00", "")))
    return "".join(letter for letter in name if letter.isprintable()).strip(" .")[:150] or "danh-sach"


def recognise_format(content: bytes, limits: Limits | None = None) -> Recognised:
    """The kind of this file by its content; raises Refused for everything that isn't a readable spreadsheet."""
    limits = limits or Limits()
    if not content:
        raise Refused("empty_file")
    if len(content) > limits.file_bytes:
        size = f"{len(content) / MEGABYTE:.1f}".replace(".", ",")
        raise Refused("too_large", size=size, limit=limits.file_bytes // MEGABYTE)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _recognise_archive(content, limits)
    if content.startswith(OLE):
        return _recognise_ole(content)
    _refuse_known_others(content)
    return _recognise_text(content)


def _refuse_known_others(content: bytes) -> None:
    for pattern, what in PICTURES:
        if pattern.match(content):
            raise Refused("picture", what=what)
    for magic, what in PACKED:
        if content.startswith(magic):
            raise Refused("archive", what=what)
    if b"%PDF-" in content[:1024]:
        raise Refused("pdf")
    if content.lstrip()[:5] == b"{\\rtf":
        raise Refused("word")


def _recognise_archive(content: bytes, limits: Limits) -> Recognised:
    archive = archives.open_archive(content, limits)
    names = set(archive.namelist())
    kind = _kind_of_archive(content, archive, names)
    archives.check_sizes(content, archive, limits)
    macros = any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names)
    return Recognised(kind, (MACROS_IGNORED,) if macros else ())


def _kind_of_archive(content: bytes, archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if any(name.startswith("word/") for name in names):
        raise Refused("word")
    if any(name.startswith("ppt/") for name in names):
        raise Refused("presentation")
    if "Index/Document.iwa" in names or "Index.zip" in names:
        raise Refused("numbers")
    if "mimetype" in names and "content.xml" in names:
        return _kind_of_open_document(content, archive)
    # a workbook that Excel writes under another part name is still found by its content types
    if b"spreadsheetml" in archives.read_entry(content, archive, "[Content_Types].xml"):
        return Kind.XLSX
    raise Refused("archive", what="ZIP") if names else Refused("corrupt")


def _kind_of_open_document(content: bytes, archive: zipfile.ZipFile) -> Kind:
    media_type = archives.read_entry(content, archive, "mimetype", at_most=200)
    if b"opendocument.text" in media_type:
        raise Refused("word")
    if b"opendocument.presentation" in media_type:
        raise Refused("presentation")
    if b"opendocument.spreadsheet" not in media_type:
        raise Refused("archive", what="ZIP")
    if b"encryption-data" in archives.read_entry(content, archive, "META-INF/manifest.xml"):
        raise Refused("encrypted")
    return Kind.ODS


def _recognise_ole(content: bytes) -> Recognised:
    # names in an OLE directory are UTF-16; the directory may lie anywhere in the file
    def has_stream(name: str) -> bool:
        return name.encode("utf-16-le") + b"\x00\x00" in content

    if has_stream("EncryptedPackage"):
        raise Refused("encrypted")
    if has_stream("Workbook") or has_stream("Book"):
        return Recognised(Kind.XLS, (MACROS_IGNORED,) if has_stream("_VBA_PROJECT_CUR") else ())
    if has_stream("WordDocument"):
        raise Refused("word")
    if has_stream("PowerPoint Document"):
        raise Refused("presentation")
    raise Refused("corrupt")


def _recognise_text(content: bytes) -> Recognised:
    head = content[:65536]
    opening = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if opening.startswith(b"<"):
        raise Refused("xml" if b"schemas-microsoft-com:office:spreadsheet" in opening else "html")
    if b"\x00" in content and not looks_like_utf16(content):
        raise Refused("nul_bytes")
    if not content.startswith(BYTE_ORDER_MARKS) and b"\x00" not in head:
        controls = len(CONTROL_BYTES.findall(head))
        if controls > max(2, len(head) // 200):
            raise Refused("binary")
    return Recognised(Kind.TEXT)


def looks_like_utf16(content: bytes) -> bool:
    """A byte-order mark, or the zero bytes of Latin letters all standing on one side."""
    if content.startswith(BYTE_ORDER_MARKS[1:]):
        return True
    head = content[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return min(even, odd) == 0 and max(even, odd) > len(head) // 6
