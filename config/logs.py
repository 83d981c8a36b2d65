"""What goes into the logs of the program: faults with their way through the code, never the values of a row.

When PostgreSQL refuses a row, its DETAIL quotes the whole row, and names and remarks of people stand there.
"""

import logging
import re
from types import TracebackType
from typing import Any

from celery.signals import after_setup_logger, after_setup_task_logger

# from DETAIL up to what the traceback goes on with
DETAIL = re.compile(
    r"^DETAIL:.*?(?=^(?:HINT|CONTEXT|QUERY|Traceback|The above exception|During handling)|\Z)", re.MULTILINE | re.DOTALL
)
LEFT_OUT = "DETAIL: (left out)\n"

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def without_values(text: str) -> str:
    return DETAIL.sub(LEFT_OUT, text).rstrip("\n")


class WithoutValues(logging.Formatter):
    """Any other formatter's words, without the values of a row in a traceback."""

    def __init__(self, words: logging.Formatter | None = None) -> None:
        super().__init__()
        self.words = words or logging.Formatter()

    def format(self, record: logging.LogRecord) -> str:
        return without_values(self.words.format(record))


def quieten(logger: logging.Logger | None = None, **_arguments: Any) -> None:
    """The handlers that a worker has made for itself."""
    for handler in logger.handlers if logger is not None else []:
        if not isinstance(handler.formatter, WithoutValues):
            handler.setFormatter(WithoutValues(handler.formatter))


after_setup_logger.connect(quieten)
after_setup_task_logger.connect(quieten)
