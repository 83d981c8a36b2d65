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
    from documents.printing import engine, joining, planning

    def make(*pieces: Any, draft: bool = False, title: str = "Giấy triệu tập") -> bytes:
        fragments = [engine.render(**source) for source in planning.parts_of(pieces, draft=draft)]
        stored = [joining.Fragment.from_bytes(fragment.to_bytes()) for fragment in fragments]
        return joining.join(stored, title=title, profile=engine.colour_profile())

    return make


@pytest.fixture
def open_pdf() -> Callable[[bytes], Any]:
    return lambda data: pdfplumber.open(BytesIO(data))
