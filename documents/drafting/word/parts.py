"""What a file is, by what is in it, and the few parts of a Word file that are ever opened."""

import posixpath
import re
import zipfile
from dataclasses import dataclass

from documents.drafting.word.limits import MEGABYTE, Limits
from documents.drafting.word.refused import Refused
from members.sheets.reading import archives
from members.sheets.reading.formats import OLE, PACKED, PICTURES
from members.sheets.reading.limits import Limits as SheetLimits
from members.sheets.reading.refused import Refused as SheetRefused

MAIN_TYPE = re.compile(
    rb"<Override\b[^>]*ContentType=\"[^\"]*(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template))[^\"]*main\+xml\"[^>]*>"
)
PART_NAME = re.compile(rb"PartName=\"/?([^\"]{1,200})\"")
BESIDE = ("styles", "numbering", "comments", "footnotes", "endnotes")
AROUND = re.compile(r"(?:header|footer)\d{0,3}\.xml")
AROUND_AT_MOST = 12
# an image or an embedded file may be of any size: it is never unpacked
ANY_SIZE = 1 << 50


@dataclass(frozen=True)
class WordParts:
    """The unpacked parts by name, without "word/" and ".xml"; what is embedded is known by its name alone."""

    parts: dict[str, bytes]
    has_macros: bool
    embedded: int


def word_parts(content: bytes, limits: Limits) -> WordParts:
    """The parts of a Word file that hold words; raises Refused for everything that isn't a readable .docx."""
    _refuse_others(content, limits)
    try:
        archive = archives.open_archive(content, SheetLimits(archive_entries=limits.archive_entries, unpacked_bytes=ANY_SIZE))
        return _parts(content, archive, limits)
    except SheetRefused as refused:
        if refused.code == "too_many_entries":
            raise Refused("too_many_entries", count=f"hơn {limits.archive_entries}") from refused
        raise Refused(refused.code if refused.code == "encrypted" else "corrupt") from refused


def _refuse_others(content: bytes, limits: Limits) -> None:
    if not content:
        raise Refused("empty_file")
    if len(content) > limits.file_bytes:
        size = f"{len(content) / MEGABYTE:.1f}".replace(".", ",")
        raise Refused("too_large", size=size, limit=limits.file_bytes // MEGABYTE)
    if content.startswith(b"PK\x03\x04"):
        return
    if content.startswith(OLE):
        raise Refused(_kind_of_old_file(content))
    for pattern, what in PICTURES:
        if pattern.match(content):
            raise Refused("picture", what=what)
    for magic, what in PACKED:
        if content.startswith(magic):
            raise Refused("archive", what=what)
    if b"%PDF-" in content[:1024]:
        raise Refused("pdf")
    opening = content[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if opening.startswith(b"{\\rtf"):
        raise Refused("rich_text")
    if opening.startswith(b"<"):
        raise Refused("xml" if b"schemas.microsoft.com/office" in opening and b"<?xml" in opening else "html")
    raise Refused("unknown")


def _kind_of_old_file(content: bytes) -> str:
    # names in the directory of such a file are UTF-16; the directory may lie anywhere in it
    def has_stream(name: str) -> bool:
        return name.encode("utf-16-le") + b"\x00\x00" in content

    if has_stream("EncryptedPackage"):
        return "encrypted"
    if has_stream("WordDocument"):
        return "old_word"
    if has_stream("Workbook") or has_stream("Book"):
        return "spreadsheet"
    if has_stream("PowerPoint Document"):
        return "presentation"
    return "unknown"


def _parts(content: bytes, archive: zipfile.ZipFile, limits: Limits) -> WordParts:
    names = archive.namelist()
    main = _main_part(content, archive, names)
    folder = posixpath.dirname(main)
    parts = {"document": _part(content, archive, main, limits.part_bytes)}
    for part in BESIDE:
        path = posixpath.join(folder, f"{part}.xml")
        if path in names:
            parts[part] = _part(content, archive, path, limits.small_part_bytes)
    around = [name for name in names if posixpath.dirname(name) == folder and AROUND.fullmatch(posixpath.basename(name))]
    for number, name in enumerate(around[:AROUND_AT_MOST]):
        parts[f"around{number}"] = _part(content, archive, name, limits.small_part_bytes)
    has_macros = any(posixpath.basename(name).lower() == "vbaproject.bin" for name in names)
    return WordParts(parts, has_macros, sum("/embeddings/" in name for name in names))


def _main_part(content: bytes, archive: zipfile.ZipFile, names: list[str]) -> str:
    types = archives.read_entry(content, archive, "[Content_Types].xml")
    if (tag := MAIN_TYPE.search(types)) and (name := PART_NAME.search(tag[0])):
        path = name[1].decode("utf-8", "replace")
        if path in names:
            return path
    if "word/document.xml" in names:
        return "word/document.xml"
    if any(name.startswith("xl/") for name in names) or b"opendocument.spreadsheet" in _media_type(content, archive):
        raise Refused("spreadsheet")
    if any(name.startswith("ppt/") for name in names):
        raise Refused("presentation")
    if b"opendocument.text" in _media_type(content, archive):
        raise Refused("open_document")
    raise Refused("archive", what="ZIP") if names else Refused("corrupt")


def _media_type(content: bytes, archive: zipfile.ZipFile) -> bytes:
    return archives.read_entry(content, archive, "mimetype", at_most=200)


def _part(content: bytes, archive: zipfile.ZipFile, name: str, at_most: int) -> bytes:
    found = archives.read_entry(content, archive, name, at_most=at_most + 1)
    if len(found) > at_most:
        raise Refused("bomb", limit=at_most // MEGABYTE)
    return found
