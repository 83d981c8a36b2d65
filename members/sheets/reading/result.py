"""What was found in a file, as one value that a JSON column can keep."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from members.sheets.reading.problems import Problem, Severity
from members.sheets.reading.rows import ReadRow, Skipped


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """`key` as in the catalogue, `heading` as the file has it, `letter` as the spreadsheet shows it."""

    key: str
    heading: str
    letter: str


@dataclass(frozen=True, slots=True)
class ColumnNotRead:
    heading: str
    letter: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class FileRefusal:
    """Why nothing at all was read; `message` says what to do."""

    code: str
    message: str


@dataclass(slots=True)
class Reading:
    """One reading of one file. With a refusal there are no rows."""

    file_name: str
    refusal: FileRefusal | None = None
    kind: str = ""
    sheet: str = ""
    header_rows: tuple[int, int] = (0, 0)
    encoding: str = "unicode"
    columns: list[ColumnRead] = field(default_factory=list)
    columns_not_read: list[ColumnNotRead] = field(default_factory=list)
    rows: list[ReadRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> list[ReadRow]:
        return [row for row in self.rows if row.is_accepted]

    @property
    def refused(self) -> list[ReadRow]:
        return [row for row in self.rows if not row.is_accepted]

    def row(self, number: int) -> ReadRow | None:
        """The row of this number in the sheet."""
        return next((row for row in self.rows if row.number == number), None)

    def letter_of(self, key: str) -> str:
        """The letter of the column that this key was read from, "" where the file has none."""
        return next((column.letter for column in self.columns if column.key == key), "")

    def to_json(self) -> dict[str, Any]:
        """Plain dicts, lists, text and numbers; `from_json` gives an equal value back."""
        return {
            **{name: getattr(self, name) for name in ("file_name", "kind", "sheet", "encoding", "notices")},
            "refusal": asdict(self.refusal) if self.refusal else None,
            "header_rows": list(self.header_rows),
            "columns": [asdict(column) for column in self.columns],
            "columns_not_read": [asdict(column) for column in self.columns_not_read],
            "rows": [_row_to_json(row) for row in self.rows],
            "skipped": [asdict(row) for row in self.skipped],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        refusal = kept["refusal"]
        return cls(
            **{name: kept[name] for name in ("file_name", "kind", "sheet", "encoding")},
            refusal=FileRefusal(**refusal) if refusal else None,
            header_rows=(kept["header_rows"][0], kept["header_rows"][1]),
            columns=[ColumnRead(**column) for column in kept["columns"]],
            columns_not_read=[ColumnNotRead(**column) for column in kept["columns_not_read"]],
            rows=_rows_from_json(kept["rows"]),
            skipped=[Skipped(**row) for row in kept["skipped"]],
            notices=list(kept["notices"]),
        )


def _row_to_json(row: ReadRow) -> dict[str, Any]:
    # asdict copies every dict of every row, which for thousands of rows takes longer than writing them
    names = ("number", "texts", "values", "group", "inherited")
    return {**{name: getattr(row, name) for name in names}, "problems": [asdict(problem) for problem in row.problems]}


def _rows_from_json(kept: Sequence[Mapping[str, Any]]) -> list[ReadRow]:
    return [
        ReadRow(
            row["number"],
            dict(row["texts"]),
            dict(row["values"]),
            [problem_from_json(problem) for problem in row["problems"]],
            row["group"],
            dict(row["inherited"]),
        )
        for row in kept
    ]


def problem_from_json(kept: Mapping[str, Any]) -> Problem:
    """The problem that `asdict` made this of."""
    return Problem(kept["column"], kept["code"], kept["message"], Severity(kept["severity"]), kept["suggestion"])
