"""Values of a congress's rule set as lists need them. A value nobody entered is never guessed."""

from datetime import date, timedelta
from typing import Any

from congress.terms.models import Congress
from congress.terms.queries import rules_of
from members.access.refusal import Refusal

DUE_DAYS = "han_nop_danh_sach"
YOUNG_BELOW = "co_cau.tuoi_tre_duoi"
SOON_DAYS = "bao_sap_den_han_ngay_lam_viec"


def whole(value: Any) -> int | None:
    """A whole number, however the rule set keeps it (20, "20", "T-20"); None when it is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value)
    digits = "".join(sign for sign in str(value) if sign.isdigit())
    return int(digits) if digits else None


def due_day(congress: Congress) -> date:
    """Hạn nộp danh sách: so many days before the congress (`han_nop_danh_sach`)."""
    days = whole(rules_of(congress).get(DUE_DAYS))
    if days is None:
        raise Refusal("Bộ quy tắc của đại hội chưa có hạn nộp danh sách. Hãy điền “Hạn nộp danh sách” rồi mở danh sách.")
    return congress.held_on - timedelta(days=abs(days))
