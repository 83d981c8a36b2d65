"""The kinds of delegate (§3.1), as they are stored, shortened in lists and read from what people write."""

from enum import StrEnum

from vietnamese.search import search_key


class Category(StrEnum):
    """What a person is at one congress. An alternate becomes a delegate only by stepping in for one."""

    EX_OFFICIO = "ex_officio"
    ELECTED = "elected"
    APPOINTED = "appointed"
    ALTERNATE = "alternate"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def short(self) -> str:
        """DN, BAU, CD or DK: the code in spreadsheets and in the statute's tables."""
        return SHORT[self]

    @property
    def is_convened(self) -> bool:
        """Whether such a person counts among those convened (triệu tập)."""
        return self is not Category.ALTERNATE


LABELS = {
    Category.EX_OFFICIO: "Đương nhiên",
    Category.ELECTED: "Được bầu",
    Category.APPOINTED: "Chỉ định",
    Category.ALTERNATE: "Dự khuyết",
}
SHORT = {Category.EX_OFFICIO: "DN", Category.ELECTED: "BAU", Category.APPOINTED: "CD", Category.ALTERNATE: "DK"}
ALSO_WRITTEN = {
    "dn": Category.EX_OFFICIO,
    "bau": Category.ELECTED,
    "bau cu": Category.ELECTED,
    "duoc bau cu": Category.ELECTED,
    "chinh thuc": Category.ELECTED,
    "cd": Category.APPOINTED,
    "duoc chi dinh": Category.APPOINTED,
    "dk": Category.ALTERNATE,
} | {search_key(label): category for category, label in LABELS.items()}


def read_category(text: str) -> Category | None:
    """The category somebody wrote ("ĐN", "đại biểu được bầu", "Dự khuyết"), or None when nobody can tell."""
    return ALSO_WRITTEN.get(search_key(text).removeprefix("dai bieu").strip())
