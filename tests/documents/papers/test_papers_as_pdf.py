"""Real PDFs of every form, read back."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from documents.layout.details import Details
from documents.papers.actions import number_cards, print_account_slips, request_paper, request_unit_list
from documents.papers.paper import Paper
from documents.papers.unit_list import UnitDelegateList
from documents.printing.forms import REGISTRY
from documents.printing.models import Rendering
from members.access.actions import first_password_of, give_grant, open_account
from members.access.models import Account
from tests.factories import make_account

CODES = (
    "thong-bao-phan-bo", "danh-sach-dai-bieu-day-du", "danh-sach-dai-bieu-rut-gon", "danh-sach-theo-doan", "danh-sach-du-khuyet",
    "giay-trieu-tap", "the-dai-bieu", "bao-cao-tham-tra",
)  # fmt: skip


def ask(province: Any, code: str, **chosen: Any) -> Rendering:
    paper = REGISTRY[code]
    assert isinstance(paper, Paper)
    proposed = paper.proposed(province.congress).as_dict()
    signed = {"number": "5", "dated_on": "2026-02-05", "signer": "Thượng tá Nguyễn Thị Thuỷ", "preparer": "Đại uý Lê Thị Hoa"}
    texts = {text.name: text.proposal for text in paper.texts(province.congress)}
    return request_paper(
        paper=paper, congress=province.congress, details=Details.of(proposed | signed), texts=texts, by=province.head, **chosen
    )


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def upright(page: Any) -> str:
    """The letters of a page in the order in which they were written, however they are turned."""
    return "".join(letter["text"] for letter in page.chars)


@pytest.mark.parametrize("code", CODES)
def test_every_form_is_printed(code: str, province: Any, printed: Callable[[Rendering], bytes]) -> None:
    number_cards(congress=province.congress, by=province.head)

    assert printed(ask(province, code)).startswith(b"%PDF-1.7")


def test_a_draft_says_so_on_every_page(make_hall: Callable[..., Any], printed: Callable[[Rendering], bytes]) -> None:
    province = make_hall(each=9, approved=False)

    pdf = printed(ask(province, "danh-sach-dai-bieu-day-du"))

    with pdfplumber.open(BytesIO(pdf)) as document:
        assert len(document.pages) > 2
        assert all("DỰ THẢO" in upright(page) for page in document.pages)


def test_unit_list_is_printed_for_signing(province: Any, printed: Callable[[Rendering], bytes]) -> None:
    chief = make_account("chapter_head", province.units[1])
    paper = REGISTRY["danh-sach-don-vi"]
    assert isinstance(paper, UnitDelegateList)

    rendering = request_unit_list(
        paper=paper, delegate_list=province.lists[1], full=True, details=paper.proposed_for(province.lists[1]), by=chief
    )

    text = text_of(printed(rendering))
    assert "DANH SÁCH TRÍCH NGANG" in text
    assert "Tổng số: 05 người" in text


def test_large_badges_stand_four_on_a_sheet(province: Any, printed: Callable[[Rendering], bytes]) -> None:
    number_cards(congress=province.congress, by=province.head)

    with pdfplumber.open(BytesIO(printed(ask(province, "the-dai-bieu", size="95x135")))) as document:
        assert len(document.pages) == 4


def test_account_slips_are_printed_four_on_a_sheet(province: Any, printed: Callable[[Rendering], bytes]) -> None:
    clerk = make_account("standing", province.unit)
    accounts = [
        open_account(username=f"dv{number:03}", full_name="Công Tằng Tôn Nữ Hoàng Nguyệt Ánh", by=None) for number in range(5)
    ]
    for account in accounts:
        give_grant(account=account, role="chapter_head", unit=province.units[1], starts_on=date(2020, 1, 1), by=None)

    rendering = print_account_slips(accounts=accounts, address="https://daihoi.hason.example/", by=clerk)

    text = text_of(printed(rendering))
    assert all(first_password_of(Account.objects.get(pk=account.pk)) in text for account in accounts)
    assert rendering.pages == 2
