"""What a row of a sheet means for a member: is it she, and what would change. Plain values in, plain values out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from members.sheets.reading.cells import shown
from vietnamese.search import tone_key

# columns of Member that a sheet can fill, in the order in which they are shown
FIELDS: Mapping[str, str] = {
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo",
    "home_town": "Quê quán",
    "residence": "Nơi ở hiện nay",
    "rank": "Cấp bậc hàm",
    "police_position": "Chức vụ chính quyền",
    "party_position": "Chức vụ trong Đảng",
    "union_position": "Chức vụ trong Hội",
    "workplace": "Đơn vị công tác",
    "union_joined": "Ngày vào Hội",
    "party_stage": "Đảng, Đoàn",
    "party_joined": "Ngày vào Đảng",
    "party_official": "Ngày chính thức",
    "general_education": "Giáo dục phổ thông",
    "education": "Trình độ chuyên môn",
    "education_field": "Ngành, trường",
    "degree": "Học hàm, học vị",
    "political_theory": "Lý luận chính trị",
    "languages": "Ngoại ngữ, tin học",
    "family_background": "Thành phần gia đình",
    "phone": "Điện thoại",
    "email": "Thư công vụ",
    "note": "Ghi chú",
}
DATE_FIELDS = frozenset({"birth_date", "union_joined", "party_joined", "party_official"})
# what a column of the sheet may say of a member
FIELDS_OF_COLUMN: Mapping[str, tuple[str, ...]] = {
    "education": ("education", "education_field"),
    "party_joined": ("party_joined", "party_official"),
    "position": ("union_position", "police_position", "rank", "workplace"),
}
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class Change:
    """What the sheet says otherwise than we do: as it is kept, and as a person reads it."""

    field: str
    old: str
    new: str
    # she may not see what is kept of this person
    is_old_hidden: bool = False

    @property
    def label(self) -> str:
        return FIELDS[self.field]

    @property
    def old_shown(self) -> str:
        if self.is_old_hidden:
            return "(theo hồ sơ)"
        return shown(self.field, self.old) if self.old else ""

    @property
    def new_shown(self) -> str:
        return shown(self.field, self.new)


def fields_of(values: Mapping[str, str]) -> dict[str, str]:
    """The columns of Member that this row fills."""
    return {field: values[field] for field in FIELDS if values.get(field)}


def births_fit(one: str, other: str) -> bool:
    """Whether two partial dates may be the same day: "1988" fits "1988-05-03"."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def changes_of(known: Mapping[str, str], values: Mapping[str, str]) -> list[Change]:
    """What the row would change on the member. An empty cell takes nothing away, a bare year takes no day away."""
    return [
        Change(field, known[field], values[field])
        for field in FIELDS
        if values.get(field) and known[field] != values[field] and _differs(field, known[field], values[field])
    ]


def _differs(field: str, old: str, new: str) -> bool:
    if not old:
        return True
    if field in DATE_FIELDS:
        return not old.startswith(new)
    # capitals and the place of the tone mark are spelling, not news
    return tone_key(old) != tone_key(new)


def fields_shown_in(column: str, columns: Iterable[str]) -> tuple[str, ...]:
    """Fields whose values are shown under this column, given which other columns the sheet has."""
    others = set(columns) - {column}
    return tuple(field for field in FIELDS_OF_COLUMN.get(column, (column,)) if field == column or field not in others)


def titled_years(text: str) -> list[tuple[str, int | None]]:
    """Awards or disciplines as they are listed in one cell: title and year, where one is said."""
    found = []
    for part in re.split(r"[;\n]", text):
        title = " ".join(part.split()).strip(" ,.-")
        if title:
            year = YEAR.search(title)
            found.append((title[:LONGEST_TITLE], int(year.group()) if year else None))
    return found
