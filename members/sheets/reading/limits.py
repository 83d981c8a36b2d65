"""How much of a file we are willing to read."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost; everything above is refused with a sentence."""

    file_bytes: int = 20 * MEGABYTE
    text_bytes: int = 8 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    archive_entries: int = 2_000
    rows: int = 10_000
    columns: int = 100
    sheets: int = 30
    cell_characters: int = 2_000
    characters: int = 12_000_000
    seconds: int = 20
    child_memory_bytes: int = 224 * MEGABYTE
