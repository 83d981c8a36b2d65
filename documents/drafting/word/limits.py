"""How much of a Word file we are willing to read."""

from dataclasses import dataclass

from documents.drafting.rules.dropped import MOST_COLUMNS

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost.

    file_bytes to answer_bytes: above them the file is refused with a sentence. part_bytes, small_part_bytes: of the text and of
    a smaller part, unpacked; pictures and embedded files are never unpacked, so they may be of any size. columns: a wider table
    isn't taken in. paragraph: letters of one paragraph; a longer one is parted at the end of a sentence.
    """

    file_bytes: int = 30 * MEGABYTE
    part_bytes: int = 64 * MEGABYTE
    small_part_bytes: int = 16 * MEGABYTE
    archive_entries: int = 5_000
    characters: int = 3_000_000
    blocks: int = 20_000
    seconds: int = 30
    child_memory_bytes: int = 1024 * MEGABYTE
    answer_bytes: int = 256 * MEGABYTE
    columns: int = MOST_COLUMNS
    paragraph: int = 20_000
