"""What is inside a zipped workbook, found without trusting anything the archive says of itself."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from members.sheets.reading.limits import MEGABYTE, Limits
from members.sheets.reading.refused import Refused

CHUNK = 256 * 1024
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
# an address is matched over a chunk's edge, so each chunk carries the tail of the one before
OVERLAP = 512
FORMULA_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]{0,200}?\br=\"([A-Z]{1,3})(\d{1,7})\"[^<>]{0,200}><(?:\w+:)?f\b")
# begins only where a name begins: a long run of letters would otherwise be tried from each of them
ATTRIBUTE = re.compile(r"(?<![\w:])([\w:]{1,60})\s*=\s*\"([^\"]*)\"")
# three letters are past column ZZ, six digits past row 99.999; an empty styled cell is self-closing or closed at once
FAR_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]{0,200}?\br=\"([A-Z]{3}\d{1,7}|[A-Z]{1,2}\d{6,7})\"[^<>]{0,200}(?<!/)>(?!</)")


def open_archive(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, after its directory was found sane; raises Refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError, UnicodeError) as error:
        raise Refused("corrupt") from error
    if len(entries) > limits.archive_entries:
        raise Refused("too_many_entries", count=len(entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Refused("bomb", limit=limits.unpacked_bytes // MEGABYTE)
    return archive


def inflate(content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry in bounded pieces, to the true end of its stream.

    `zipfile` stops at the size the directory claims; other readers go on, so the claim is no protection.
    """
    header = content[entry.header_offset : entry.header_offset + LOCAL_HEADER.size]
    if len(header) < LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise Refused("corrupt")
    fields = LOCAL_HEADER.unpack(header)
    start = entry.header_offset + LOCAL_HEADER.size + fields[9] + fields[10]
    packed = memoryview(content)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Refused("corrupt")
    try:
        yield from _inflate(packed)
    except zlib.error as error:
        raise Refused("corrupt") from error


def _inflate(packed: memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), CHUNK):
        waiting = bytes(packed[at : at + CHUNK])
        while waiting and not stream.eof:
            yield stream.decompress(waiting, CHUNK)
            waiting = stream.unconsumed_tail
    while not stream.eof:
        rest = stream.decompress(b"", CHUNK)
        if not rest:
            raise Refused("corrupt")
        yield rest


def check_sizes(content: bytes, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Unpack everything once, keeping nothing, and refuse what grows past the limit or isn't as long as it says."""
    total = 0
    for entry in archive.infolist():
        size = 0
        for piece in inflate(content, entry):
            size += len(piece)
            if total + size > limits.unpacked_bytes:
                raise Refused("bomb", limit=limits.unpacked_bytes // MEGABYTE)
        if size != entry.file_size:
            raise Refused("corrupt")
        total += size


def read_entry(content: bytes, archive: zipfile.ZipFile, name: str, *, at_most: int = 4 * MEGABYTE) -> bytes:
    """One small part of the archive, cut at `at_most`; nothing when there is no such part."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return b""
    parts = bytearray()
    for piece in inflate(content, entry):
        parts += piece
        if len(parts) > at_most:
            break
    return bytes(parts[:at_most])


def sheet_paths(content: bytes, archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet → path of its XML in the archive."""
    workbook = read_entry(content, archive, "xl/workbook.xml").decode("utf-8", "replace")
    relations = read_entry(content, archive, "xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", relations):
        attributes = _attributes(tag)
        target = attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        targets[attributes.get("Id", "")] = path
    sheets = (_attributes(tag) for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", workbook))
    return {sheet.get("name", ""): targets.get(sheet.get("r:id", ""), "") for sheet in sheets}


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)}


def survey_sheet(content: bytes, archive: zipfile.ZipFile, path: str) -> tuple[frozenset[tuple[int, int]], str]:
    """The cells (row, column from 1) that hold a formula, and the first filled cell far outside any list ("" if none)."""
    try:
        entry = archive.getinfo(path)
    except KeyError:
        return frozenset(), ""
    formulas: set[tuple[int, int]] = set()
    far = ""
    tail = b""
    for piece in inflate(content, entry):
        window = tail + piece
        if b"f" in window:
            formulas.update((int(row), column_number(column)) for column, row in FORMULA_CELL.findall(window))
        if not far and (match := FAR_CELL.search(window)):
            far = match[1].decode("ascii")
        tail = window[-OVERLAP:]
    return frozenset(formulas), far


def column_number(letters: bytes) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def names_legacy_font(content: bytes, archive: zipfile.ZipFile) -> bool:
    """Whether the workbook's styles name a TCVN3 or VNI font: a hint, the text itself decides."""
    styles = read_entry(content, archive, "xl/styles.xml") or read_entry(content, archive, "styles.xml")
    return re.search(rb"\"\.?Vn[A-Z]|\"VNI-", styles) is not None
