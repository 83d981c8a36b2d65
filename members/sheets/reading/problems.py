"""What is wrong with a cell, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps the row out; a warning is confirmed by looking; information says what was understood."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """`column` is the key of a column; `suggestion` is what to write instead, "" where nobody can tell."""

    column: str
    code: str
    message: str
    severity: Severity = Severity.ERROR
    suggestion: str = ""


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
