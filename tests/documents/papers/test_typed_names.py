"""Invitations and certificates: one page or card for every line typed or pasted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.layout.details import Details
from documents.papers.actions import request_paper
from documents.papers.guests import Named, people_in
from documents.papers.paper import Paper
from documents.printing.forms import REGISTRY
from documents.printing.models import Rendering
from members.access.refusal import Refusal
from tests.documents.papers.measuring import MM, face, middle, pages_of
from tests.factories import make_account

Printed = Callable[[Rendering], bytes]
GUESTS = "1. Công Tằng Tôn Nữ Hoàng Nguyệt Ánh - Phó Chủ tịch hội cơ sở, Phòng PX01\nTrần Thị Hoa\tChủ tịch hội cơ sở"


def ask(province: Any, code: str, *, size: str, **texts: str) -> Rendering:
    paper = REGISTRY[code]
    assert isinstance(paper, Paper)
    proposed = {text.name: text.proposal for text in paper.texts(province.congress)}
    signed = {"dated_on": "2026-02-05", "signer": "Thượng tá Nguyễn Thị Thuỷ"}
    return request_paper(
        paper=paper,
        congress=province.congress,
        details=Details.of(paper.proposed(province.congress).as_dict() | signed),
        texts=proposed | texts,
        by=province.head,
        size=size,
    )


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Trần Thị Hoa", Named("Trần Thị Hoa")),
        ("12. Trần Thị Hoa – Chủ tịch;", Named("Trần Thị Hoa", "Chủ tịch")),
        ("3\tTrần Thị Hoa\tChủ tịch, PX01\tCó thành tích", Named("Trần Thị Hoa", "Chủ tịch, PX01", "Có thành tích")),
        ("Hội cơ sở PX01 - Công an tỉnh - Nhiệm kỳ 2025-2030", Named("Hội cơ sở PX01", "Công an tỉnh", "Nhiệm kỳ 2025-2030")),
    ],
)
def test_line_is_parted_into_name_post_and_words(line: str, person: Named) -> None:
    assert people_in(f"\n{line}\n\n", field="text_guests") == [person]


def test_nobody_and_too_many_are_refused() -> None:
    with pytest.raises(Refusal, match="Chưa có tên ai"):
        people_in(" \n - \n", field="text_guests")
    with pytest.raises(Refusal, match="501 dòng"):
        people_in("Trần Thị Hoa\n" * 501, field="text_guests")


def test_every_guest_gets_a_page_with_number_and_signature(province: Any, printed: Printed) -> None:
    with pages_of(printed(ask(province, "giay-moi", size="a4", guests=GUESTS))) as pages:
        texts = [" ".join(page.extract_text().split()) for page in pages]

    assert len(texts) == 2
    assert all("/GM-BPN" in text and "GIẤY MỜI" in text and "TM. BAN PHỤ NỮ" in text for text in texts)
    assert "trân trọng kính mời: Trần Thị Hoa" in texts[1]
    assert all(text.count("./.") == 1 for text in texts)


def test_card_is_half_a_sheet_with_a_red_title(province: Any, printed: Printed) -> None:
    with pages_of(printed(ask(province, "giay-moi", size="a5", guests=GUESTS))) as pages:
        assert {(round(page.width / MM), round(page.height / MM)) for page in pages} == {(210, 148)}
        page = pages[0]
        assert face(page, "GIẤY MỜI") == (24, "Bold")
        title = next(letter for letter in page.chars if round(letter["size"]) == 24)
        assert title["non_stroking_color"][0] > 0.7
        assert "Số:" not in page.extract_text()
        assert middle(page, "Công Tằng Tôn Nữ Hoàng Nguyệt Ánh") == pytest.approx(105, abs=0.5)


@pytest.mark.parametrize(("kind", "title"), [("giay-khen", "GIẤY KHEN"), ("giay-chung-nhan", "GIẤY CHỨNG NHẬN")])
def test_certificate_is_a_landscape_sheet_in_a_frame(kind: str, title: str, province: Any, printed: Printed) -> None:
    decision = "Quyết định số 12/QĐ-BPN ngày 05 tháng 02 năm 2026"
    pdf = printed(ask(province, "giay-khen", size=kind, people=GUESTS, decision=decision))

    with pages_of(pdf) as pages:
        assert len(pages) == 2
        page = pages[0]
        assert (round(page.width / MM), round(page.height / MM)) == (297, 210)
        frame = max(page.rects + page.curves, key=lambda box: box["width"])
        assert frame["x0"] / MM == pytest.approx(10, abs=1)
        assert frame["x1"] / MM == pytest.approx(287, abs=1)
        assert middle(page, title) == pytest.approx(148.5, abs=0.5)
        assert middle(page, "Công Tằng Tôn Nữ Hoàng Nguyệt Ánh") == pytest.approx(148.5, abs=0.5)
        assert decision in page.extract_text()
        assert "TRƯỞNG BAN PHỤ NỮ CÔNG AN TỈNH HÀ SƠN" in page.extract_text()
        assert "Hà Sơn, ngày 05 tháng 02 năm 2026" in page.extract_text()


def test_bang_khen_is_refused(province: Any) -> None:
    with pytest.raises(Refusal, match="Bằng khen"):
        ask(province, "giay-khen", size="giay-khen", people=GUESTS, awarding="Tặng Bằng khen")


@pytest.mark.parametrize("code", ["giay-moi", "giay-khen"])
def test_page_asks_for_names_and_says_when_there_are_none(code: str, province: Any, client: Client) -> None:
    client.force_login(province.head)
    address = reverse("papers:request", args=[code, province.congress.pk])

    page = client.get(address)
    answer = client.post(address, {"profile": "hoi", "separator": "ke", "issuer": "BAN PHỤ NỮ", "authority": "TM. BAN PHỤ NỮ"})

    assert page.status_code == 200
    assert answer.status_code == 200
    assert Rendering.objects.count() == 0


def test_union_does_not_get_the_partys_heading(province: Any, client: Client) -> None:
    client.force_login(province.head)
    address = reverse("papers:request", args=["giay-moi", province.congress.pk])
    given = {"size": "a4", "profile": "dang", "separator": "ke", "issuer": "BAN PHỤ NỮ", "authority": "X", "text_guests": "Hoa"}

    answer = client.post(address, given)

    assert "Văn bản của Hội không mang tiêu đề" in answer.content.decode()
    assert Rendering.objects.count() == 0


@pytest.mark.parametrize("code", ["giay-moi", "giay-khen"])
def test_chapter_head_does_not_find_the_page(code: str, province: Any, client: Client) -> None:
    client.force_login(make_account("chapter_head", province.units[0]))

    assert client.get(reverse("papers:request", args=[code, province.congress.pk])).status_code == 404
