from collections.abc import Callable
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from members.access.models import Account


@pytest.fixture
def owner(db: None) -> Account:
    return Account.objects.create(username="huong", full_name="Nguyễn Thị Hương")


@pytest.fixture
def stranger(db: None) -> Account:
    return Account.objects.create(username="la", full_name="Trần Thị Lạ")


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """Pieces to a PDF, without rows and workers."""
    from documents.printing import actions, engine, joining, planning

    def make(*pieces: Any, watermark: str = "", note: str = "", title: str = "Giấy triệu tập", fields: bool = False) -> bytes:
        marks = planning.Marks(watermark, note)
        fragments = [engine.render(**source) for source in planning.parts_of(pieces, marks=marks, fields=fields)]
        stored = [joining.Fragment.from_bytes(fragment.to_bytes()) for fragment in fragments]
        places = actions.places_to_sign(joining.anchors_in(stored)) if fields else []
        return joining.join(stored, title=title, profile=engine.colour_profile(), signatures=places)

    return make


@pytest.fixture
def open_pdf() -> Callable[[bytes], Any]:
    return lambda data: pdfplumber.open(BytesIO(data))
