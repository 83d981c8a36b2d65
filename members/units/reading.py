"""Reading an uploaded sheet of units: the room that reads spreadsheets stands above and registers its reader here.

A reader takes the bytes and gives the rows of the first sheet that has any, or raises a Refusal. Without one there is no import
page.
"""

from collections.abc import Callable, Sequence

Reader = Callable[[bytes], Sequence[Sequence[object]]]

_readers: list[Reader] = []


def register_reader(reader: Reader) -> None:
    _readers[:] = [reader]


def reader() -> Reader | None:
    return _readers[0] if _readers else None
