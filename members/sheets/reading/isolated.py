"""Run alone, as a process of its own: limits and the path of a workbook in, its cells as JSON on standard output.

A table library asks for memory by the address of the last cell, and a file of one kilobyte may claim the last cell
of the largest sheet: the allocation fails and ends the process. So it is this process that ends, not the worker.
It imports nothing of ours, so that it starts in a few hundredths of a second.
"""

import datetime
import json
import math
import resource
import sys
from typing import Any

import python_calamine

# rows walked at most, empty ones counted: the last row of the largest sheet is always a mistake
WALKED_ROWS = 200_000
VISIBLE = python_calamine.SheetVisibleEnum.Visible


class Budget:
    """How many characters may still be handed over, all sheets together; a cell costs a little even when it is short."""

    def __init__(self, characters: int) -> None:
        self.characters = characters

    def spend(self, cells: list[Any]) -> None:
        self.characters -= sum(8 + len(cell) if isinstance(cell, str) else 8 for cell in cells if cell != "")
        if self.characters < 0:
            raise MemoryError


def encode_cell(cell: Any, characters: int) -> Any:
    if isinstance(cell, str):
        return cell[:characters]
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)
    if isinstance(cell, bool | int | float):
        return cell
    if isinstance(cell, datetime.datetime):
        return {"d": cell.date().isoformat()}
    if isinstance(cell, datetime.date):
        return {"d": cell.isoformat()}
    return str(cell)


def read_sheet(workbook: Any, position: int, limits: dict[str, int], budget: Budget) -> dict[str, Any]:
    meta = workbook.sheets_metadata[position]
    sheet: dict[str, Any] = {"name": meta.name, "visible": meta.visible == VISIBLE, "rows": [], "more": False}
    rows, filled = sheet["rows"], 0
    if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
        return sheet
    for number, row in enumerate(workbook.get_sheet_by_index(position).iter_rows()):
        cells = [encode_cell(cell, limits["cell_characters"]) for cell in row[: limits["columns"]]]
        while cells and (cells[-1] == "" or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        filled += bool(cells)
        budget.spend(cells)
        if filled > limits["rows"]:
            sheet["more"] = True
            break
        if number >= WALKED_ROWS:
            break
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return sheet


def main() -> None:
    limits = json.loads(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: dict[str, Any]
    try:
        # by path, whose ending says the kind: given bytes the library tries every kind and hides why the right one failed
        workbook = python_calamine.CalamineWorkbook.from_path(sys.argv[2])
        budget = Budget(limits["characters"])
        count = min(len(workbook.sheets_metadata), limits["sheets"])
        answer = {"sheets": [read_sheet(workbook, position, limits, budget) for position in range(count)]}
    except python_calamine.PasswordError:
        answer = {"refused": "encrypted"}
    except python_calamine.CalamineError as error:
        # the library refuses some giants by itself: "Cell limit exceeded (…)"
        answer = {"refused": "too_complicated" if "limit" in str(error).lower() else "corrupt"}
    except MemoryError:
        answer = {"refused": "too_complicated"}
    except Exception:  # noqa: BLE001 -- whatever a broken workbook raises, it is a broken workbook
        answer = {"refused": "corrupt"}
    # a lone surrogate in a cell must not break the answer
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, default=str).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
