"""Text files: which encoding, which separator, which cells."""

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator

from members.sheets.reading.formats import looks_like_utf16
from members.sheets.reading.limits import MEGABYTE, Limits
from members.sheets.reading.refused import Refused
from vietnamese.legacy import detect, repair
from vietnamese.syllables import is_syllable

SEPARATORS = (";", "\t", ",", "|")
LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
MOST_LINES_IN_A_CELL = 20
LONGEST_RECORD = 500_000
SAMPLE = 20_000
WORD = re.compile(r"[^\W\d_]+")


def decode(content: bytes) -> str:
    """Text of a CSV in UTF-8, UTF-16, windows-1258 or a legacy one-byte font encoding (left for the sheet to repair)."""
    if content.startswith(codecs.BOM_UTF8):
        return content[3:].decode("utf-8", "replace")
    if looks_like_utf16(content):
        return _decode_utf16(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_one_byte(content)


def _decode_utf16(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    zeros_first = content[:4096:2].count(0) > content[1:4096:2].count(0)
    return content.decode("utf-16-be" if zeros_first else "utf-16-le", "replace")


def _decode_one_byte(content: bytes) -> str:
    """Windows-1258, or cp1252 as it lies in the file (TCVN3, VNI): whichever spells more Vietnamese words."""
    vietnamese = unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
    western = content.decode("cp1252", "replace")
    encoding = detect([western[:SAMPLE]])
    repaired = repair(western[:SAMPLE], encoding=encoding).text
    return western if _share_of_syllables(repaired) > _share_of_syllables(vietnamese[:SAMPLE]) else vietnamese


def _share_of_syllables(text: str) -> float:
    words = [word for word in WORD.findall(text) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def read_text(content: bytes, limits: Limits) -> list[list[str]]:
    """The cells of a CSV; row 1 is the first record, as a spreadsheet program numbers it."""
    if len(content) > limits.text_bytes:
        size = f"{len(content) / MEGABYTE:.1f}".replace(".", ",")
        raise Refused("too_large", size=size, limit=limits.text_bytes // MEGABYTE)
    text = decode(content).replace("\x00", "")
    separator, text = _declared_separator(text)
    separator = separator or _guess_separator(text)
    rows = _parse(text, separator, csv.QUOTE_MINIMAL, limits)
    if rows is None:
        # a quotation mark that never closes has eaten the rest of the file: read the marks as letters
        rows = _parse(text, separator, csv.QUOTE_NONE, limits)
    if rows is None:
        raise Refused("corrupt")
    return rows


def _declared_separator(text: str) -> tuple[str, str]:
    match = re.match(r"\"?sep=(.)\"?[^\n\r]*(?:\r\n|\r|\n)", text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _guess_separator(text: str) -> str:
    sample = text[:20000]
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(_Lines(sample), delimiter=separator) if any(row)][:50]
        except csv.Error:
            continue
        if not widths:
            continue
        widest = max(widths)
        score = widest - 1 + sum(width == widest for width in widths) / len(widths)
        if widest > 1 and score > best_score:
            best, best_score = separator, score
    return best


class _Lines:
    """The lines of a text; a record that never ends is stopped before it fills the memory."""

    def __init__(self, text: str) -> None:
        self.matches = LINES.finditer(text)
        self.since_record = 0

    def __iter__(self) -> Iterator[str]:
        for match in self.matches:
            line = match.group()
            self.since_record += len(line)
            if self.since_record > LONGEST_RECORD:
                raise csv.Error("record too long")
            yield line


def _swallowed_rows(cell: str, separator: str, width: int) -> bool:
    lines = cell.split("\n")
    return len(lines) > MOST_LINES_IN_A_CELL or any(line.count(separator) >= max(width - 1, 2) for line in lines[1:])


def _parse(text: str, separator: str, quoting: int, limits: Limits) -> list[list[str]] | None:
    rows: list[list[str]] = []
    filled = 0
    try:
        lines = _Lines(text)
        for row in csv.reader(lines, delimiter=separator, quoting=quoting):  # type: ignore[arg-type]
            lines.since_record = 0
            cells = [cell[: limits.cell_characters] for cell in row[: limits.columns]]
            if quoting == csv.QUOTE_NONE:
                cells = [cell.strip('"') for cell in cells]
            elif any("\n" in cell and _swallowed_rows(cell, separator, len(rows[0]) if rows else 3) for cell in cells):
                return None
            while cells and not cells[-1].strip():
                cells.pop()
            filled += bool(cells)
            if filled > limits.rows:
                raise Refused("too_many_rows", sheet="CSV", limit=limits.rows)
            rows.append(cells)
    except csv.Error:
        return None
    while rows and not rows[-1]:
        rows.pop()
    return rows
