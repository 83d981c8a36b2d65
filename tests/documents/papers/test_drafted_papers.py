"""Which text of a document is printed, what stands behind it, who may, and what an issued paper has beside."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.drafting.models import Document, DocumentState, VersionKind
from documents.drafting.rules.text import Style
from documents.papers.actions import print_drafted
from documents.papers.drafted import DraftedPaper
from documents.papers.sources import source_of, title_of_source
from documents.printing.access import may_print
from documents.printing.models import Rendering, RenderingState
from documents.printing.queries import visible_renderings
from documents.register.actions import issue_paper
from documents.register.models import OutgoingPaper
from members.access.models import Account
from members.access.refusal import Refusal
from tests.documents.papers.measuring import MM, bottom, left, pages_of, said, turned
from tests.documents.papers.written import freeze, paragraph, plan, section, write
from tests.factories import make_account

Printed = Callable[[Rendering], bytes]
TEXT = [section(Style.LEAD, "", paragraph("Toàn tỉnh có {{Số hội viên}} hội viên./."))]


def fresh(account: Account) -> Account:
    """The account as another request has it, with nothing remembered."""
    return Account.objects.get(pk=account.pk)


def issue(province: Any, document: Document, **changes: Any) -> OutgoingPaper:
    values: dict[str, Any] = {
        "unit": province.unit,
        "kind": "KH",
        "kind_name": "Kế hoạch",
        "abstract": document.title,
        "symbol": "KH-BPN",
        "dated_on": timezone.localdate(),
        "profile": "hoi",
        "authority": "TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
        "signer": "Thượng tá Nguyễn Thị Thuỷ",
        "recipients": "Các hội cơ sở\nLưu: VT, BPN",
        "congress": province.congress,
        "source_form": "van-ban",
        "source_parameters": {"document": document.pk},
        "address": "https://hoi.example",
        "by": province.head,
    }
    return issue_paper(**(values | changes))


def test_working_text_is_a_draft_with_the_time_of_its_last_change(province: Any, printed: Printed) -> None:
    document = write(province, "ke-hoach", plan())

    with pages_of(printed(print_drafted(document=document, by=province.head))) as pages:
        assert turned(pages[0]) == "DỰ THẢO"
        assert "Bản đang soạn, sửa lần cuối" in said(pages[0])


def test_year_is_printed_before_the_day_is_known(province: Any) -> None:
    document = write(province, "ke-hoach", TEXT, year=0)
    version = freeze(document, TEXT)

    for parameters in ({"document": document.pk}, {"version": version.pk}):
        source = source_of(parameters, fresh(province.head))
        assert source is not None
        assert (source.details.dated_on, source.details.year) == ("", timezone.localdate().year)


def test_version_has_its_figures_and_says_which_one_it_is(province: Any, printed: Printed) -> None:
    version = freeze(write(province, "ke-hoach", TEXT), TEXT, number=2)

    with pages_of(printed(print_drafted(document=version.document, version=version, by=province.head))) as pages:
        text = said(pages[0])
        assert "Toàn tỉnh có 1.250 hội viên" in text
        assert "Dự thảo 2, " in text
        assert turned(pages[0]) == "DỰ THẢO"


def test_figure_without_a_value_is_seen(province: Any, printed: Printed) -> None:
    document = write(province, "ke-hoach", TEXT)

    with pages_of(printed(print_drafted(document=document, by=province.head))) as pages:
        assert "[Số hội viên]" in said(pages[0])


def test_older_version_is_no_longer_in_force(province: Any, printed: Printed) -> None:
    document = write(province, "ke-hoach", TEXT)
    old = freeze(document, TEXT, number=1, is_current=False)
    freeze(document, TEXT, number=2)

    with pages_of(printed(print_drafted(document=document, version=old, by=province.head))) as pages:
        assert turned(pages[0]) == "HẾT HIỆU LỰC"


@pytest.mark.parametrize(
    ("kind", "state", "behind"),
    [
        ("ke-hoach", DocumentState.APPROVAL, "DỰ THẢO"),
        ("ke-hoach", DocumentState.APPROVED, ""),
        ("bao-cao-chinh-tri", DocumentState.APPROVED, "DỰ THẢO"),
        ("bao-cao-chinh-tri", DocumentState.TO_CONGRESS, "DỰ THẢO"),
        ("bao-cao-chinh-tri", DocumentState.ADOPTED, ""),
    ],
)
def test_current_version_is_a_draft_until_it_is_approved_or_where_it_is_voted_on_adopted(
    kind: str, state: str, behind: str, province: Any
) -> None:
    document = write(province, kind, TEXT)
    version = freeze(document, TEXT, kind=VersionKind.SUBMISSION)
    Document.objects.filter(pk=document.pk).update(state=state)

    source = source_of({"version": version.pk}, fresh(province.head))

    assert source is not None
    assert source.watermark == behind


def test_issued_paper_has_number_day_and_code_and_nothing_behind_it(province: Any, printed: Printed) -> None:
    paper = issue(province, write(province, "ke-hoach", plan(), title="Tổ chức Đại hội"))
    assert paper.rendering is not None

    pdf = printed(paper.rendering)

    with pages_of(pdf) as pages:
        last = pages[-1]
        assert turned(pages[0]) == ""
        assert "Số: 01/KH-BPN" in said(pages[0])
        assert "Bản đang soạn" not in said(pages[0])
        # 20 × 20 mm under Nơi nhận, flush left
        below = bottom(last, "- Lưu")
        code = [line for line in last.lines if line["top"] / MM > below]
        assert code
        assert min(box["x0"] for box in code) / MM >= 30
        assert max(box["x1"] for box in code) / MM <= 50.5
        assert left(last, "- Lưu") == pytest.approx(30, abs=0.5)
    with pikepdf.open(BytesIO(pdf)) as document:
        names = [str(field.T) for field in document.Root.AcroForm.Fields]
        assert sorted(names) == ["CoQuan", "NguoiKy"]


def test_issued_paper_is_kept_as_it_was_printed(province: Any, printed: Printed) -> None:
    paper = issue(province, write(province, "ke-hoach", plan()))
    assert paper.rendering is not None

    pdf = printed(paper.rendering)

    paper.refresh_from_db()
    assert paper.pdf is not None
    assert bytes(paper.pdf.content) == pdf
    assert len(paper.sha256) == 64


def test_drafts_have_no_places_for_signatures(province: Any, printed: Printed) -> None:
    pdf = printed(print_drafted(document=write(province, "ke-hoach", plan()), by=province.head))

    with pikepdf.open(BytesIO(pdf)) as document:
        assert "/AcroForm" not in document.Root


def test_print_is_called_by_its_number_its_version_or_its_title(province: Any) -> None:
    document = write(province, "ke-hoach", TEXT, title="Tổ chức Đại hội")
    version = freeze(document, TEXT)
    paper = issue(province, document)

    assert title_of_source({"document": document.pk}) == "Tổ chức Đại hội"
    assert title_of_source({"version": version.pk}) == "Tổ chức Đại hội (Dự thảo 1)"
    assert title_of_source({"document": document.pk, "outgoing": paper.pk}) == "01/KH-BPN Tổ chức Đại hội"


def test_text_without_words_is_refused(province: Any) -> None:
    document = write(province, "ke-hoach", [section(Style.ROMAN, "Mục đích")])

    with pytest.raises(Refusal, match="chưa có nội dung"):
        DraftedPaper().collect({"document": document.pk}, province.head)


def test_only_those_who_see_the_document_print_it(province: Any) -> None:
    document = write(province, "ke-hoach", TEXT)
    version = freeze(document, TEXT)
    chief = make_account("chapter_head", province.units[0])

    for parameters in ({"document": document.pk}, {"version": version.pk}):
        assert may_print(province.head, "van-ban", parameters)
        assert not may_print(chief, "van-ban", parameters)


@pytest.mark.parametrize(
    "parameters", [{}, {"document": 0}, {"document": "1"}, {"version": None}, {"outgoing": 5}, {"document": True}]
)
def test_parameters_that_name_nothing_print_nothing(parameters: dict[str, Any], province: Any) -> None:
    assert not may_print(province.head, "van-ban", parameters)


def test_number_of_one_paper_is_not_put_on_another_text(province: Any) -> None:
    document, other = write(province, "ke-hoach", TEXT), write(province, "ke-hoach", TEXT)
    paper = issue(province, document)

    assert may_print(fresh(province.head), "van-ban", {"document": document.pk, "outgoing": paper.pk})
    assert not may_print(fresh(province.head), "van-ban", {"document": other.pk, "outgoing": paper.pk})


def test_list_of_prints_takes_as_many_queries_for_three_documents_as_for_one(
    province: Any, django_assert_num_queries: Callable[..., Any]
) -> None:
    for rows in (1, 3):
        while Rendering.objects.count() < rows:
            print_drafted(document=write(province, "ke-hoach", TEXT), by=fresh(province.head))
        account = fresh(province.head)
        with django_assert_num_queries(4):
            assert len(visible_renderings(account)) == rows


def test_button_asks_for_the_text_as_it_stands(province: Any, client: Client) -> None:
    document = write(province, "ke-hoach", TEXT)
    client.force_login(province.head)

    answer = client.post(reverse("papers:document-print", args=[document.pk]))

    asked = Rendering.objects.get()
    assert asked.parameters == {"document": document.pk}
    assert asked.state == RenderingState.QUEUED
    assert answer["Location"] == reverse("printing:rendering", args=[asked.pk])


def test_stranger_finds_no_button(province: Any, client: Client) -> None:
    address = reverse("papers:document-print", args=[write(province, "ke-hoach", TEXT).pk])
    client.force_login(make_account("chapter_head", province.units[0]))

    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405
