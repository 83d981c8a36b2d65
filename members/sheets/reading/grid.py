"""Bytes → sheets of cells, with bounded memory and time."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeAlias

from members.sheets.reading import archives
from members.sheets.reading.formats import Kind, recognise_format
from members.sheets.reading.limits import Limits
from members.sheets.reading.refused import Refused
from members.sheets.reading.text import read_text
from vietnamese.legacy import Encoding, detect, repair

ROWS_SAMPLED = 300
ISOLATED = Path(__file__).with_name("isolated.py")

Cell: TypeAlias = str | int | float | bool | date


@dataclass(slots=True)
class Sheet:
    """One sheet; `rows[0]` is row 1. `formulas` holds (row, column), both from 1."""

    name: str
    rows: list[list[Cell]]
    visible: bool = True
    formulas: frozenset[tuple[int, int]] = frozenset()
    more_rows: bool = False


@dataclass(slots=True)
class Grid:
    kind: Kind
    sheets: list[Sheet]
    notices: list[str] = field(default_factory=list)
    legacy_font_named: bool = False


def read_grid(content: bytes, limits: Limits | None = None) -> Grid:
    """All sheets of a spreadsheet as values; raises Refused.

    Formulas come as their last computed value; for .xlsx the cells they stand in are told as well.
    """
    limits = limits or Limits()
    recognised = recognise_format(content, limits)
    if recognised.kind is Kind.TEXT:
        rows: list[list[Cell]] = [[*row] for row in read_text(content, limits)]
        return Grid(recognised.kind, [Sheet("CSV", rows)], list(recognised.notices))
    grid = Grid(recognised.kind, [], list(recognised.notices))
    surveys = _survey(content, grid, limits)
    for raw in _read_isolated(content, grid.kind, limits):
        formulas = surveys.get(raw["name"], frozenset())
        grid.sheets.append(Sheet(raw["name"], raw["rows"], raw["visible"], formulas, raw["more"]))
    return grid


def _survey(content: bytes, grid: Grid, limits: Limits) -> dict[str, frozenset[tuple[int, int]]]:
    if grid.kind is Kind.XLS:
        grid.legacy_font_named = b".Vn" in content or b"VNI-" in content
        return {}
    archive = archives.open_archive(content, limits)
    grid.legacy_font_named = archives.names_legacy_font(content, archive)
    if grid.kind is not Kind.XLSX:
        return {}
    surveys = {}
    for name, path in list(archives.sheet_paths(content, archive).items())[: limits.sheets]:
        formulas, far_cell = archives.survey_sheet(content, archive, path)
        if far_cell:
            raise Refused("far_cell", sheet=name, cell=far_cell)
        surveys[name] = formulas
    return surveys


def _read_isolated(content: bytes, kind: Kind, limits: Limits) -> list[dict[str, Any]]:
    asked = {
        "rows": limits.rows,
        "columns": limits.columns,
        "sheets": limits.sheets,
        "cell_characters": limits.cell_characters,
        "characters": limits.characters,
        "seconds": limits.seconds,
        "memory": limits.child_memory_bytes,
    }
    # the name is ours: nothing of what she named the file reaches a path or an argument
    with NamedTemporaryFile(prefix="sheet-", suffix=f".{kind.value}") as file:
        file.write(content)
        file.flush()
        finished = _run_isolated([json.dumps(asked), file.name], seconds=limits.seconds * 2)
    if finished.returncode != 0 or not finished.stdout:
        raise Refused("too_complicated")
    answer = json.loads(finished.stdout, object_hook=_decode_date)
    if "refused" in answer:
        raise Refused(answer["refused"])
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets


def _run_isolated(arguments: list[str], *, seconds: int) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [sys.executable, "-I", str(ISOLATED), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"RUST_BACKTRACE": "0", "MALLOC_ARENA_MAX": "1", "PATH": os.defpath},
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("too_complicated") from error


def repair_legacy_text(sheet: Sheet) -> Encoding:
    """Turn the cells of a sheet typed in a TCVN3 or VNI font into Unicode, in place; say what they were."""
    sample = (cell for row in sheet.rows[:ROWS_SAMPLED] for cell in row if isinstance(cell, str))
    encoding = detect(cell for cell in sample if not cell.isascii())
    if encoding == "unicode":
        return encoding
    repaired: dict[str, str] = {}
    for row in sheet.rows:
        for index, cell in enumerate(row):
            if isinstance(cell, str) and cell and not cell.isascii():
                if cell not in repaired:
                    repaired[cell] = repair(cell, encoding=encoding).text
                row[index] = repaired[cell]
    return encoding


def _decode_date(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found["d"]) if found.keys() == {"d"} else found
