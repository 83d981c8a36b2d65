"""Real PDFs of every form, read back."""

from collections.abc import Callable
from typing import Any

import pytest

from documents.papers.actions import request_paper
from documents.papers.paper import Paper
from documents.printing.forms import REGISTRY
from documents.printing.models import Rendering

CODES = (
    "thong-bao-phan-bo", "danh-sach-dai-bieu-day-du", "danh-sach-dai-bieu-rut-gon", "danh-sach-theo-doan", "danh-sach-du-khuyet",
    "giay-trieu-tap", "the-dai-bieu", "bao-cao-tham-tra",
)  # fmt: skip


def ask(province: Any, code: str, **chosen: Any) -> Rendering:
    from documents.papers.rules import Details

    paper = REGISTRY[code]
    assert isinstance(paper, Paper)
    proposed = paper.proposed(province.congress).as_dict()
    signed = {"number": "5", "dated_on": "2026-02-05", "signer": "Thượng tá Nguyễn Thị Thuỷ", "preparer": "Đại uý Lê Thị Hoa"}
    texts = {text.name: text.proposal for text in paper.texts(province.congress)}
    return request_paper(
        paper=paper, congress=province.congress, details=Details.of(proposed | signed), texts=texts, by=province.head, **chosen
    )


@pytest.mark.parametrize("code", CODES)
def test_every_form_is_printed(code: str, province: Any, printed: Callable[[Rendering], bytes]) -> None:
    from documents.papers.actions import number_cards

    number_cards(congress=province.congress, by=province.head)

    assert printed(ask(province, code)).startswith(b"%PDF-1.7")
