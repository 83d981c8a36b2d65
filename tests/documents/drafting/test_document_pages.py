"""The pages of documents: who sees them, what they say, what they cost."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from documents.drafting.actions.states import move_document
from documents.drafting.models import Document, DocumentState, Editor
from documents.drafting.panels import NextStep, Panel, register_panel
from documents.drafting.queries.details import proposed_details
from documents.drafting.rules.types import type_named
from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from tests.factories import make_account, make_congress, make_document, make_province, make_text, make_unit, make_version
from tests.pages import faults_in

pytestmark = pytest.mark.django_db
NEW = reverse("drafting:document-new")
LIST = reverse("drafting:document-list")
OF_DOCUMENT = (
    "document-detail", "document-edit", "document-details", "document-stop", "figure-list", "version-list", "version-make",
    "section-add", "section-removed", "word-upload",
)  # fmt: skip


def url(name: str, document: Document) -> str:
    return reverse(f"drafting:{name}", args=[document.pk])


def facts(document: Document, **more) -> dict:
    return {
        "title": document.title,
        "lead": document.lead_id,
        "team": [],
        "due_on": "",
        "congress": "",
        "revision": document.revision,
    } | more


def test_every_page_of_a_document_is_sound(client):
    document = make_document()
    make_version(document)
    client.force_login(document.created_by)
    for name in (*OF_DOCUMENT, "version-compare"):
        response = client.get(url(name, document))
        assert response.status_code == 200, name
        assert faults_in(response) == [], name


def test_other_provinces_and_who_only_comments_find_nothing(client):
    document = make_document(text=make_text("a"))
    for stranger in (
        make_account("standing", make_province(code="TINH-B")),
        make_account("chapter_head", make_unit(parent=document.unit)),
        make_account("administrator", document.unit),
    ):
        client.force_login(stranger)
        for name in OF_DOCUMENT:
            assert client.get(url(name, document)).status_code == 404, (stranger, name)
        assert client.post(url("document-move", document), {"to": "drafting"}).status_code == 404


def test_who_is_not_of_the_team_reads_and_does_not_write(client):
    document = make_document(text=make_text("a"))
    client.force_login(make_account("content_committee", document.unit))
    assert client.get(url("document-detail", document)).status_code == 200
    assert client.get(url("section-add", document)).status_code == 403
    assert client.get(url("document-edit", document)).status_code == 403


def test_the_team_writes_and_does_not_manage(client):
    document = make_document(text=make_text("a"))
    editor = make_account("content_committee", document.unit)
    Editor.objects.create(document=document, account=editor, added_by=document.created_by)
    client.force_login(editor)
    assert client.get(url("section-add", document)).status_code == 200
    assert client.get(url("version-make", document)).status_code == 403


def test_leadership_sees_the_text_without_a_button_to_write(client):
    document = make_document(text=make_text("Một đoạn văn."))
    client.force_login(make_account("leadership", document.unit))
    page = client.get(url("document-detail", document)).content.decode()
    assert "Một đoạn văn." in page
    assert "Sửa<span" not in page


# ---- the list -------------------------------------------------------------------------------------------------------


def test_the_list_has_hers_alone_and_says_what_is_late(client):
    mine = make_document(title="Kế hoạch mở đầu", due_on=timezone.localdate() - timedelta(days=1))
    make_document(make_province(code="TINH-B"), title="Của tỉnh khác")
    client.force_login(mine.created_by)
    page = client.get(LIST).content.decode()
    assert "Kế hoạch mở đầu" in page
    assert "Quá hạn" in page
    assert "Của tỉnh khác" not in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"q": "chinh tri"}, {"Báo cáo một"}),
        ({"q": "MỘT bao"}, {"Báo cáo một"}),
        ({"group": "truoc"}, {"Kế hoạch hai"}),
        ({"state": "drafting"}, {"Kế hoạch hai"}),
        ({"mine": "on"}, {"Báo cáo một"}),
        ({"congress": "khong-phai-so"}, {"Báo cáo một", "Kế hoạch hai"}),
    ],
)
def test_the_list_is_searched_without_accents_and_filtered(client, query, titles):
    province = make_province()
    me, other = make_account("standing", province), make_account("head", province)
    make_document(province, by=me, title="Báo cáo một")
    second = make_document(province, by=other, type="ke-hoach-dai-hoi", title="Kế hoạch hai")
    move_document(document=second, to=DocumentState.DRAFTING, by=other)
    client.force_login(me)
    assert {row.title for row in client.get(LIST, query).context["rows"]} == titles


def test_the_list_costs_the_same_for_one_and_for_three(client, django_assert_num_queries, django_assert_max_num_queries):
    province = make_province()
    staff = make_account("standing", province)
    client.force_login(staff)
    make_version(make_document(province, by=staff, title="Một"))
    with django_assert_max_num_queries(12) as one:
        client.get(LIST)
    for title in ("Hai", "Ba"):
        make_version(make_document(province, by=staff, title=title))
    with django_assert_num_queries(len(one)):
        client.get(LIST)


def test_the_list_leaves_as_a_table_with_a_trace(client):
    document = make_document(title="=HYPERLINK(1)")
    client.force_login(document.created_by)
    sheet = load_workbook(BytesIO(client.get(LIST, {"export": 1}).content)).active
    assert sheet["A3"].value == "'=HYPERLINK(1)"
    assert Entry.objects.filter(action="document.export").count() == 1


def test_who_only_comments_is_led_to_her_own_list(client):
    client.force_login(make_account("chapter_head", make_unit(parent=make_province())))
    assert client.get(LIST).status_code in {200, 302}


def test_an_empty_list_says_what_to_do(client):
    client.force_login(make_account("standing", make_province()))
    assert "Lập văn kiện đầu tiên" in client.get(LIST).content.decode()


# ---- beginning ------------------------------------------------------------------------------------------------------


def test_a_document_begins_with_its_outline_its_details_and_its_figures(client):
    province = make_province(place="Hà Sơn")
    congress, staff = make_congress(province), make_account("standing", province)
    client.force_login(staff)
    address = f"{NEW}?type=bao-cao-chinh-tri"
    title = client.get(address).context["form"].initial["title"]
    answer = client.post(address, {"title": title, "congress": congress.pk, "lead": staff.pk, "due_on": "15/8/2026"})
    document = Document.objects.get()
    assert answer.url == url("document-detail", document)
    assert "{{" not in document.title
    assert f"{document.due_on:%d/%m/%Y}" == "15/08/2026"
    assert document.sections.count() > 5
    assert document.sections.exclude(guide="").exists()
    assert document.details["place"] == "Hà Sơn"
    assert "ĐẠI HỘI" in document.details["issuer"]
    assert document.figures.exists()


def test_who_decides_is_proposed_where_a_paper_says_so():
    province = make_province(place="Hà Sơn", name="Hội Phụ nữ Công an tỉnh Hà Sơn")
    branch = make_unit(parent=province, name="Hội phụ nữ Phòng Tham mưu")
    congress = make_congress(province)

    def proposed(code, unit=province, of=congress):
        return proposed_details(unit=unit, congress=of, type=type_named(code)).issuing_authority

    assert proposed("quyet-dinh") == "BAN PHỤ NỮ CÔNG AN TỈNH HÀ SƠN"
    assert proposed("quyet-dinh", branch, None) == "BAN CHẤP HÀNH HỘI PHỤ NỮ PHÒNG THAM MƯU"
    assert proposed("nghi-quyet-dai-hoi") == congress.name.split(",")[0].upper()
    assert proposed("ke-hoach") == ""


def test_a_draft_from_above_names_its_sender_and_waits_for_its_file(client):
    staff = make_account("standing", make_province())
    client.force_login(staff)
    address = f"{NEW}?type=bao-cao-chinh-tri&origin=from_above"
    values = {"title": "Dự thảo báo cáo của trung ương", "lead": staff.pk}
    assert client.post(address, values).status_code == 200
    answer = client.post(address, values | {"sender": "Ban Phụ nữ Công an nhân dân"})
    document = Document.objects.get()
    assert answer.url == url("word-upload", document)
    assert not document.sections.exists()


def test_types_are_those_of_her_level_and_no_other_is_taken(client):
    staff = make_account("branch_committee", make_unit(parent=make_province()))
    client.force_login(staff)
    assert "Báo cáo chính trị" in client.get(NEW).content.decode()
    assert "groups" in client.get(f"{NEW}?type=khong-co").context


def test_who_may_not_manage_begins_nothing(client):
    client.force_login(make_account("leadership", make_province()))
    assert client.get(NEW).status_code == 403


def test_a_unit_of_another_province_is_no_choice(client):
    client.force_login(make_account("standing", make_province()))
    assert client.get(NEW, {"unit": make_province(code="TINH-B").pk}).status_code == 404


# ---- one of them ----------------------------------------------------------------------------------------------------


def test_the_workspace_costs_the_same_for_one_section_and_for_thirty(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    small = make_document(text=make_text("a"))
    large = make_document(small.unit, by=small.created_by, text=make_text(*(f"Đoạn {n}" for n in range(60)), headings=30))
    client.force_login(small.created_by)
    client.get(url("document-detail", small))
    with django_assert_max_num_queries(30) as one:
        client.get(url("document-detail", small))
    with django_assert_num_queries(len(one)):
        client.get(url("document-detail", large))


def test_a_figure_stands_as_its_value_with_its_source(client):
    document = make_document(text=make_text("Có {{Số hội viên}} hội viên."))
    document.figures.update(value="1.250", source="Sổ hội viên")
    client.force_login(document.created_by)
    page = client.get(url("document-detail", document)).content.decode()
    assert '<span class="figure" tabindex="0" data-tip="Số hội viên · Sổ hội viên">1.250</span>' in page


def test_what_is_written_is_never_run(client):
    document = make_document(title='<img src=x onerror="alert(1)">', text=make_text("&lt;script&gt;"))
    client.force_login(document.created_by)
    page = client.get(url("document-detail", document)).content.decode()
    assert "<img src=x" not in page
    assert "<script>" not in page.replace("<script src", "").replace("<script type", "")


def test_the_next_step_is_one_and_follows_the_state(client):
    document = make_document(text=make_text("Một đoạn."))
    client.force_login(document.created_by)
    assert "Chuyển sang soạn thảo" in client.get(url("document-detail", document)).content.decode()
    client.post(url("document-move", document), {"to": "drafting"})
    document.refresh_from_db()
    assert document.state == DocumentState.DRAFTING
    assert "Lập Dự thảo 1" in client.get(url("document-detail", document)).content.decode()


def test_panels_of_other_nouns_stand_beside_and_may_say_the_next_step(client, monkeypatch):
    monkeypatch.setattr("documents.drafting.panels._makers", {})
    step = NextStep("Bản này xin ý kiến được rồi.", "Mở vòng góp ý", "/x/")
    register_panel("thu", lambda account, document: Panel("Vòng góp ý thử", "components/_pill.html", {}, next_step=step))
    document = make_document(text=make_text("a"))
    move_document(document=document, to=DocumentState.DRAFTING, by=document.created_by)
    make_version(document)
    client.force_login(document.created_by)
    page = client.get(url("document-detail", document)).content.decode()
    assert "Vòng góp ý thử" in page
    assert "Mở vòng góp ý" in page


def test_no_state_is_reached_by_hand_that_another_deed_makes(client):
    document = make_document(text=make_text("a"))
    client.force_login(document.created_by)
    assert client.post(url("document-move", document), {"to": "adopted"}).status_code == 404


def test_stopping_needs_a_reason_and_can_be_taken_up_again(client):
    document = make_document(text=make_text("a"))
    client.force_login(document.created_by)
    assert "Hãy ghi lý do" in client.post(url("document-stop", document), {"reason": " "}).content.decode()
    client.post(url("document-stop", document), {"reason": "Gộp vào báo cáo khác"})
    assert "Gộp vào báo cáo khác" in client.get(url("document-detail", document)).content.decode()
    client.post(url("document-move", document), {"to": "drafting"})
    document.refresh_from_db()
    assert (document.state, document.stop_reason) == (DocumentState.DRAFTING, "")


def test_a_move_that_may_not_follow_is_refused():
    document = make_document(text=make_text("a"))
    with pytest.raises(Refusal, match="không chuyển sang"):
        move_document(document=document, to=DocumentState.ADOPTED, by=document.created_by)


def test_a_stale_move_is_told():
    document = make_document(text=make_text("a"))
    with pytest.raises(Changed):
        move_document(document=document, to=DocumentState.DRAFTING, by=document.created_by, revision=99)


def test_facts_and_team_change_and_a_stale_form_loses_nothing(client):
    document = make_document(text=make_text("a"))
    editor = make_account("content_committee", document.unit)
    client.force_login(document.created_by)
    client.post(url("document-edit", document), facts(document, title="Tên mới", team=[editor.pk]))
    document.refresh_from_db()
    assert document.title == "Tên mới"
    assert document.editors.get().account == editor
    stale = client.post(url("document-edit", document), facts(document, title="Tên muộn", revision=1))
    page = stale.content.decode()
    assert "Tên muộn" in page
    assert "Tên mới" in page
    assert "người khác" in page.lower()
    document.refresh_from_db()
    assert document.title == "Tên mới"


def test_nobody_without_the_right_becomes_an_editor(client):
    document = make_document(text=make_text("a"))
    client.force_login(document.created_by)
    stranger = make_account("chapter_head", make_unit(parent=document.unit))
    client.post(url("document-edit", document), facts(document, team=[stranger.pk]))
    assert not document.editors.exists()


def test_the_frame_of_the_paper_changes(client):
    document = make_document(text=make_text("a"))
    client.force_login(document.created_by)
    client.post(url("document-details", document), {"profile": "hoi", "signer": "Trần Thị Ngân", "revision": document.revision})
    document.refresh_from_db()
    assert document.details["signer"] == "Trần Thị Ngân"


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("quy-che", {"reference", "circulation"}, {"symbol", "place", "addressees", "signer", "recipients", "urgency"}),
        ("cong-van", {"address", "addressees", "urgency", "typist", "symbol"}, {"reference", "issuing_authority", "left_post"}),
        ("bien-ban", {"left_post", "preparer", "recipients"}, {"place", "addressees", "address", "issuing_authority"}),
        ("quyet-dinh", {"issuing_authority", "signer", "urgency"}, {"addressees", "left_post", "reference"}),
    ],
)
def test_page_of_heading_and_end_asks_for_what_the_type_has(client, kind, asked, not_asked):
    document = make_document(type=kind)
    client.force_login(document.created_by)

    fields = set(client.get(url("document-details", document)).context["form"].fields)

    assert asked <= fields
    assert not not_asked & fields


def test_what_a_paper_is_issued_with_can_be_written_down(client):
    document = make_document(type="quy-che")
    client.force_login(document.created_by)
    reference = "Kèm theo Quyết định số 06/QĐ-BPN ngày 05 tháng 02 năm 2026"

    client.post(
        url("document-details", document),
        {"profile": "hoi", "separator": "sao1", "reference": reference, "revision": document.revision},
    )

    document.refresh_from_db()
    assert (document.details["reference"], document.details["separator"]) == (reference, "sao1")
