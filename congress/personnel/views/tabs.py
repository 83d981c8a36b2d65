"""The parts of the room, as far as their pages are there."""

from django.urls import NoReverseMatch, reverse

from congress.terms.models import Congress
from congress.terms.views.tabs import Tab

PARTS = [
    ("room", "Tổng quan"),
    ("direction", "Phương hướng"),
    ("reviews", "Rà soát"),
    ("process", "Quy trình"),
    ("introductions", "Giới thiệu"),
    ("candidates", "Hồ sơ"),
    ("vetting", "Thẩm định"),
    ("board", "Cơ cấu"),
    ("outcome", "Danh sách, trình duyệt"),
    ("exports", "Xuất danh sách"),
    ("papers:personnel", "Văn bản in"),
    ("body-changes", "Biến động"),
]


def tabs_of(congress: Congress, active: str) -> list[Tab]:
    """`active`: the URL name of the part without its namespace; of a page above this room with its own."""
    found = []
    for name, label in PARTS:
        try:
            found.append(Tab(label, reverse(name if ":" in name else f"personnel:{name}", args=[congress.pk]), name == active))
        except NoReverseMatch:
            continue
    return found
