"""Numbers of sections, points and annexes (Decree 30/2020/NĐ-CP, appendix I, II.6; the Party's way: formats.md §2.1)."""

from documents.layout.details import PARTY
from vietnamese.numbers import roman

# points go by the Vietnamese alphabet: đ has a place of its own, f, j, w and z have none
POINTS = "abcdđeghiklmnopqrstuvxy"


def point_letter(number: int) -> str:
    """Return "a" for 1, "đ" for 5, "aa" after "y"."""
    number -= 1
    letters = ""
    while number >= 0:
        number, place = divmod(number, len(POINTS))
        letters = POINTS[place] + letters
        number -= 1
    return letters


def heading_label(style: str, number: int, *, profile: str = "hoi") -> str:
    """What stands before the heading of a section: "Phần I", "Chương I", "I. ", "1. ", "Điều 1. ", "Phụ lục I"; "" where none.

    style: a value of documents.drafting.rules.text.Style. The Party writes "I- " and "1- ".
    """
    is_party = profile == PARTY
    labels = {
        "part": f"Phần {roman(number)}",
        "chapter": f"Chương {roman(number)}",
        "roman": f"{roman(number)}{'- ' if is_party else '. '}",
        "arabic": f"{number}{'- ' if is_party else '. '}",
        "article": f"Điều {number}. ",
        "annex": f"Phụ lục {roman(number)}",
        "annex_landscape": f"Phụ lục {roman(number)}",
    }
    return labels.get(style, "")


def item_label(number: int, *, level: int, ordered: bool) -> str:
    """What stands before an item of a list: "1. ", one level down "a) "; "- " and "+ " where nothing is counted."""
    if not ordered:
        return "- " if level == 0 else "+ "
    return f"{number}. " if level == 0 else f"{point_letter(number)}) "
