"""The table of comments that a unit writes at its meeting (formats.md F19), read from whatever columns it has."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from documents.drafting.rules.places import Map, Place, recognise
from vietnamese.normalise import clean
from vietnamese.search import search_key

ROWS_SEARCHED = 60
MOST_HEADER_ROWS = 2
LONGEST_TEXT = 10_000
LONGEST_PERSON = 150


class Column(StrEnum):
    ORDINAL = "ordinal"
    PLACE = "place"
    KIND = "kind"
    BODY = "body"
    PROPOSAL = "proposal"
    REASON = "reason"
    PERSON = "person"
    NOT_READ = "not_read"


HEADINGS: dict[Column, str] = {
    Column.ORDINAL: "STT",
    Column.PLACE: "Mục, trang của dự thảo",
    Column.KIND: "Loại ý kiến",
    Column.BODY: "Nội dung góp ý",
    Column.PROPOSAL: "Đề xuất sửa",
    Column.REASON: "Lý do",
    Column.PERSON: "Người góp ý",
}
ALSO: dict[Column, str] = {
    Column.ORDINAL: "tt|so tt|so thu tu|so",
    Column.PLACE: (
        "muc trang|muc|trang|vi tri|vi tri gop y|phan muc|muc phan|phan|dieu khoan|dieu|trang dong|dong trang|trang muc|"
        "muc du thao|muc trang du thao|noi dung du thao|noi dung trong du thao|noi dung tai du thao|vi tri trong du thao"
    ),
    Column.KIND: "loai|loai gop y|phan loai|phan loai y kien|nhom y kien",
    Column.BODY: (
        "noi dung y kien|y kien|gop y|y kien gop y|noi dung|y kien tham gia|noi dung tham gia|noi dung y kien gop y|"
        "y kien cua don vi|noi dung tham gia y kien|y kien dong gop|noi dung dong gop"
    ),
    Column.PROPOSAL: (
        "de nghi sua|de xuat|de nghi|kien nghi|noi dung de xuat|noi dung de nghi|de xuat chinh sua|de nghi chinh sua|sua thanh|"
        "de nghi sua thanh|de xuat sua thanh|noi dung sua|noi dung sua doi|noi dung sua doi bo sung|phuong an sua|"
        "de xuat sua doi|de nghi sua doi bo sung|de xuat sua doi bo sung|noi dung de nghi sua"
    ),
    Column.REASON: "ly do gop y|ly do de xuat|ly do sua|ly do de nghi|can cu|can cu ly do|ly do can cu|thuyet minh",
    Column.PERSON: (
        "nguoi y kien|nguoi phat bieu|ho va ten|ho ten|ca nhan|ca nhan gop y|don vi ca nhan gop y|don vi ca nhan|don vi gop y|"
        "ten nguoi gop y|nguoi co y kien|dong chi|hoi vien|chu the gop y|ca nhan don vi gop y|don vi"
    ),
    Column.NOT_READ: "so y kien|tiep thu giai trinh|giai trinh|tiep thu|ghi chu|noi dung tiep thu giai trinh",
}
INDEX: dict[str, Column] = {search_key(heading): column for column, heading in HEADINGS.items()} | {
    name: column for column, names in ALSO.items() for name in names.split("|")
}
KINDS: dict[str, str] = {
    "noi dung": "content", "so lieu": "figures", "con so": "figures", "so": "figures", "cau chu": "wording", "tu ngu": "wording",
    "chinh ta": "wording", "van phong": "wording", "loi chinh ta": "wording", "cau tu": "wording", "bo cuc": "structure",
    "ket cau": "structure", "the thuc": "structure", "chi tieu": "targets",
}  # fmt: skip
NO_HEADER = (
    "Không tìm thấy dòng tiêu đề của bảng góp ý. Bảng phải có cột “Nội dung góp ý” hoặc “Đề xuất sửa”; có thể thêm “Mục, trang "
    "của dự thảo”, “Loại ý kiến”, “Lý do”, “Người góp ý”. Hãy tải bảng mẫu về xem."
)
NO_ROWS = "Bảng chỉ có dòng tiêu đề, chưa có ý kiến nào. Hãy ghi ý kiến vào bảng rồi tải lên."


@dataclass(frozen=True)
class Header:
    """Where the table begins (rows as the file shows them, from 1), which column is which, and what is not read."""

    first_row: int
    last_row: int
    columns: dict[Column, int]
    not_read: tuple[str, ...] = ()


@dataclass(frozen=True)
class CommentRow:
    """A row as it was read, and as it will be saved unless she sets it right."""

    number: int
    place_words: str
    section_key: str
    block_key: str
    kind: str
    body: str
    proposal: str
    reason: str
    person: str
    # what she should look at before confirming; nothing of it holds the row up
    doubts: tuple[str, ...] = ()

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        return cls(**values | {"doubts": tuple(values.get("doubts", ()))})

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"doubts": list(self.doubts)}


def column_of(heading: str) -> Column | None:
    """Which column a heading names, whatever its capitals, accents and signs; None where nobody knows it."""
    return INDEX.get(search_key(heading))


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The rows that name the columns, wherever titles push them; None where no comment or proposal is named beside another."""
    best: Header | None = None
    for start in range(min(len(rows), ROWS_SEARCHED)):
        for height in range(1, MOST_HEADER_ROWS + 1):
            header = _read_header(rows[start : start + height], start + 1)
            if header and (best is None or len(header.columns) > len(best.columns)):
                best = header
    return best


def _read_header(rows: Sequence[Sequence[str]], first_row: int) -> Header | None:
    columns: dict[Column, int] = {}
    not_read: list[str] = []
    for place in range(max(map(len, rows), default=0)):
        # the lower of two headings says what the column is
        parts = [clean(row[place]) for row in rows if place < len(row) and clean(row[place])]
        known = next((found for part in (*reversed(parts), " ".join(parts)) if (found := column_of(part))), None)
        if known is None or known is Column.NOT_READ or known in columns:
            not_read += [" ".join(parts)[:60]] if parts else []
        else:
            columns[known] = place
    if len(columns) < 2 or not {Column.BODY, Column.PROPOSAL} & columns.keys():
        return None
    return Header(first_row, first_row + len(rows) - 1, columns, tuple(not_read))


def read_rows(rows: Sequence[Sequence[str]], header: Header, within: Map) -> list[CommentRow]:
    """The comments below the header. A row with nothing but a place names the place of the rows below it."""
    found: list[CommentRow] = []
    above = Place()
    above_words = ""
    for number, row in enumerate(rows[header.last_row :], header.last_row + 1):
        cells = {column: _cell(row, place) for column, place in header.columns.items()}
        body, proposal = cells.get(Column.BODY, ""), cells.get(Column.PROPOSAL, "")
        words = cells.get(Column.PLACE, "")
        if not body and not proposal:
            group = words or next((cell for cell in map(str.strip, row) if cell and not cell.isdecimal()), "")
            place = recognise(group, within) if group else Place()
            if place.section_key:
                above, above_words = place, group
            continue
        if _is_numbers(row) or _is_signature(body):
            continue
        inherited = not words and bool(above.section_key)
        place = above if inherited else recognise(words, within)
        doubts = [place.doubt] if place.doubt else []
        if inherited:
            doubts.append(f"Ô mục để trống: lấy theo dòng trên (“{clean(above_words)[:60]}”).")
        elif words:
            above, above_words = place, words
        found.append(_row(number, cells, words, place, doubts))
    return found


def _row(number: int, cells: dict[Column, str], words: str, place: Place, doubts: list[str]) -> CommentRow:
    said = search_key(cells.get(Column.KIND, ""))
    kind = KINDS.get(said, "content")
    if said and said not in KINDS:
        doubts.append(f"Không nhận ra loại “{clean(cells[Column.KIND])[:40]}”: tạm để “Nội dung”.")
    for column in (Column.BODY, Column.PROPOSAL, Column.REASON):
        if len(cells.get(column, "")) > LONGEST_TEXT:
            doubts.append(f"“{HEADINGS[column]}” dài quá {LONGEST_TEXT} ký tự: phần sau bị cắt.")
    person = clean(cells.get(Column.PERSON, ""))
    return CommentRow(
        number=number,
        place_words=clean(words)[:200],
        section_key=place.section_key,
        block_key=place.block_key,
        kind=kind,
        body=cells.get(Column.BODY, "")[:LONGEST_TEXT],
        proposal=cells.get(Column.PROPOSAL, "")[:LONGEST_TEXT],
        reason=cells.get(Column.REASON, "")[:LONGEST_TEXT],
        person=person[:LONGEST_PERSON],
        doubts=tuple(doubts),
    )


def _cell(row: Sequence[str], place: int) -> str:
    text = row[place] if place < len(row) else ""
    return "\n".join(line for line in map(clean, text.replace("\x00", "").splitlines()) if line)


def _is_numbers(row: Sequence[str]) -> bool:
    """ "(1) (2) (3)" under the headings: the numbers of the columns."""
    cells = [cell.strip(" ()") for cell in row if cell.strip()]
    return len(cells) > 1 and all(cell.isdecimal() for cell in cells)


def _is_signature(body: str) -> bool:
    """What stands below a table: place and date, who signs."""
    key = search_key(body)
    return key.startswith(("nguoi lap", "nguoi tong hop", "thu ky", "chu toa", "t m ", "tm ")) and len(key) < 60


def correct_row(row: CommentRow, values: dict[str, str], within: Map) -> CommentRow:
    """The row with what she set right. A place or kind that she chose is sure."""
    known = {key for key, _ in within.choices}
    changed: dict[str, Any] = {name: values[name] for name in ("kind", "body", "proposal", "reason", "person") if name in values}
    if changed.get("kind") not in set(KINDS.values()):
        changed.pop("kind", None)
    if "section_key" in values and (not values["section_key"] or values["section_key"] in known):
        section = values["section_key"]
        changed["section_key"] = section
        if section != row.section_key:
            changed["block_key"] = ""
    return replace(row, **changed, doubts=())
