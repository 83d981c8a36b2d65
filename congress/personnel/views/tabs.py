"""The parts of the room, as far as their pages are there: one word or two each, so that the row fits a laptop."""

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
    ("outcome", "Trình duyệt"),
    ("papers:personnel", "Văn bản"),
]
# pages that belong to a part and have no place of their own in the row
WITHIN = {"body-changes": "reviews", "exports": "papers:personnel"}


def tabs_of(congress: Congress, active: str) -> list[Tab]:
    """`active`: the URL name of the part without its namespace; of a page above this room with its own."""
    active = WITHIN.get(active, active)
    found = []
    for name, label in PARTS:
        try:
            found.append(Tab(label, reverse(name if ":" in name else f"personnel:{name}", args=[congress.pk]), name == active))
        except NoReverseMatch:
            continue
    return found
