"""The pages where a text is written."""

import pytest
from django.urls import reverse

from documents.drafting.actions.sections import keep_typed, write_section
from documents.drafting.models import Autosave
from documents.drafting.queries.documents import sections_of
from documents.drafting.rules.text import Block, Kind
from tests.factories import make_account, make_document, make_province, make_text, make_unit
from tests.pages import faults_in

pytestmark = pytest.mark.django_db
PAGES = ("section-edit", "section-history", "section-remove")
POSTS = ("section-autosave", "section-autosave-drop", "section-move", "section-restore", "section-take-back")


def url(name: str, section) -> str:
    return reverse(f"drafting:{name}", args=[section.pk])


@pytest.fixture
def section():
    return sections_of(make_document(text=make_text("Đoạn một cũ.", "Đoạn hai cũ.")))[0]


@pytest.fixture
def staff(client, section):
    client.force_login(section.document.created_by)
    return client


def typed(section, html: str, **more) -> dict:
    return {"heading": section.heading, "style": section.style, "html": html, "based_on": section.revision} | more


def plain_of(section) -> list[str]:
    section.refresh_from_db()
    return [block.plain for block in section.as_section().blocks]


def test_pages_are_sound(staff, section):
    for name in PAGES:
        response = staff.get(url(name, section))
        assert response.status_code == 200, name
        assert faults_in(response) == [], name


def test_strangers_find_no_section(client, section):
    for stranger in (
        make_account("standing", make_province(code="TINH-B")),
        make_account("chapter_head", make_unit(parent=section.document.unit)),
    ):
        client.force_login(stranger)
        for name in PAGES:
            assert client.get(url(name, section)).status_code == 404, name
        for name in POSTS:
            assert client.post(url(name, section), {"to": "up", "revision": 1}).status_code == 404, name


def test_who_reads_only_may_not_write(client, section):
    client.force_login(make_account("leadership", section.document.unit))
    assert client.get(url("section-edit", section)).status_code == 403
    assert client.post(url("section-autosave", section), {"html": "x"}).status_code == 403
    assert client.get(url("section-history", section)).status_code == 200


def test_the_rich_text_is_saved_clean_and_says_what_was_dropped(staff, section):
    answer = staff.post(
        url("section-edit", section),
        typed(section, "<p>Đoạn một mới.</p><script>alert(1)</script><p>Đoạn hai cũ.</p>"),
        follow=True,
    )
    assert plain_of(section) == ["Đoạn một mới.", "Đoạn hai cũ."]
    assert "script" not in str(section.blocks)
    assert len(list(answer.context["messages"])) > 1


def test_paragraphs_keep_their_keys_through_an_edit(staff, section):
    before = [block["key"] for block in section.blocks]
    staff.post(url("section-edit", section), typed(section, "<p>Đoạn một mới.</p><p>Đoạn hai cũ.</p>"))
    section.refresh_from_db()
    assert [block["key"] for block in section.blocks] == before


def test_without_scripts_simple_lines_do_the_same(staff, section):
    page = staff.get(url("section-edit", section)).content.decode()
    assert "Đoạn một cũ.\nĐoạn hai cũ." in page.replace("\r", "")
    values = typed(section, "") | {"plain": "Đoạn một cũ.\n- **Gạch** đầu dòng"}
    del values["html"]
    staff.post(url("section-edit", section), values)
    assert plain_of(section) == ["Đoạn một cũ.", "Gạch đầu dòng"]
    assert section.as_section().blocks[1].kind is Kind.ITEM


def test_the_form_comes_alone_into_the_page(staff, section):
    part = staff.get(url("section-edit", section), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "data-editor-form" in part


def test_what_is_typed_is_kept_and_offered_again(staff, section):
    answer = staff.post(url("section-autosave", section), {"html": "<p>Nháp dở.</p>", "heading": "x", "based_on": 1})
    assert set(answer.json()) == {"saved_at", "changed"}
    page = staff.get(url("section-edit", section)).content.decode()
    assert "Tiếp tục bản nháp" in page
    assert "Nháp dở." not in page
    assert "Nháp dở." in staff.get(url("section-edit", section), {"draft": 1}).content.decode()
    staff.post(url("section-autosave-drop", section))
    assert not Autosave.objects.exists()


def test_a_draft_is_shown_to_nobody_else(staff, section):
    other = make_account("head", section.document.unit)
    keep_typed(section=section, heading="", html="<p>Riêng của chị ấy.</p>", based_on=1, by=other)
    page = staff.get(url("section-edit", section), {"draft": 1}).content.decode()
    assert "Riêng của chị ấy." not in page
    assert "Tiếp tục bản nháp" not in page


def test_while_she_types_she_is_told_that_another_saved(staff, section):
    write_section(
        section=section,
        heading="x",
        style=None,
        blocks=[],
        based_on=1,
        cause="sửa",
        by=make_account("head", section.document.unit),
    )
    said = staff.post(url("section-autosave", section), {"html": "<p>a</p>", "heading": "", "based_on": 1}).json()["changed"]
    assert "vừa lưu mục này" in said


def test_nonsense_in_an_autosave_is_no_failure(staff, section):
    assert staff.post(url("section-autosave", section), {"based_on": "x" * 50}).status_code == 200
    assert staff.post(url("section-autosave", section), {"html": "a\x00b", "heading": "\x00"}).status_code == 200
    assert staff.post(url("section-autosave", section), {"html": "x" * 1_000_001}).status_code == 400


def test_two_who_saved_see_both_texts_and_a_proposal_of_both(staff, section):
    first, second = (Block.of(block) for block in section.blocks)
    theirs = Block(second.key, second.kind, "Đoạn hai của chị Lan.")
    other = make_account("head", section.document.unit)
    write_section(section=section, heading=section.heading, style=None, blocks=[first, theirs], based_on=1, cause="sửa", by=other)
    answer = staff.post(url("section-edit", section), typed(section, "<p>Đoạn một của tôi.</p><p>Đoạn hai cũ.</p>", based_on=1))
    assert answer.status_code == 409
    assert faults_in(answer) == []
    proposal = answer.context["form"]
    assert [block.plain for block in proposal.blocks] == ["Đoạn một của tôi.", "Đoạn hai của chị Lan."]
    assert plain_of(section)[1] == "Đoạn hai của chị Lan."
    assert "của tôi" in Autosave.objects.get().html
    again = typed(section, proposal.initial["html"], based_on=proposal.initial["based_on"])
    assert staff.post(url("section-edit", section), again).status_code == 302
    assert plain_of(section) == ["Đoạn một của tôi.", "Đoạn hai của chị Lan."]


def test_where_both_changed_one_paragraph_both_wordings_are_there(staff, section):
    first, second = (Block.of(block) for block in section.blocks)
    theirs = Block(first.key, first.kind, "Đoạn một của chị Lan.")
    write_section(section=section, heading=section.heading, style=None, blocks=[theirs, second], based_on=1, cause="sửa", by=None)
    answer = staff.post(url("section-edit", section), typed(section, "<p>Đoạn một của tôi.</p><p>Đoạn hai cũ.</p>", based_on=1))
    words = [block.plain for block in answer.context["form"].blocks]
    assert words[:2] == ["Đoạn một của chị Lan.", "Đoạn một của tôi."]


def test_a_paragraph_of_100_000_letters_is_saved(staff, section):
    long = "từ " * 33_000
    assert staff.post(url("section-edit", section), typed(section, f"<p>{long}</p>")).status_code == 302
    assert len(plain_of(section)[0]) > 90_000


def test_sections_are_added_moved_taken_out_and_put_back(staff, section):
    document = section.document
    add = reverse("drafting:section-add", args=[document.pk])
    assert "Hãy ghi tiêu đề" in staff.post(add, {"style": "roman", "heading": ""}).content.decode()
    staff.post(f"{add}?after={section.pk}", {"style": "roman", "heading": "Mục hai"})
    second = sections_of(document)[1]
    staff.post(url("section-move", second), {"to": "up"})
    assert list(sections_of(document)) == [second, section]
    staff.post(url("section-remove", second))
    assert list(sections_of(document)) == [section]
    assert "Mục hai" in staff.get(reverse("drafting:section-removed", args=[document.pk])).content.decode()
    staff.post(url("section-restore", second))
    assert sections_of(document).count() == 2


def test_the_history_marks_words_and_an_earlier_text_is_taken_back(staff, section):
    staff.post(url("section-edit", section), typed(section, "<p>Đoạn một mới.</p><p>Đoạn hai cũ.</p>"))
    page = staff.get(url("section-history", section)).content.decode()
    assert "<ins>mới.</ins>" in page
    assert "<del>cũ.</del>" in page
    staff.post(url("section-take-back", section), {"revision": 1})
    assert plain_of(section) == ["Đoạn một cũ.", "Đoạn hai cũ."]
    assert section.texts.count() == 3


def test_figures_are_refreshed_and_frozen_by_a_click(staff, section):
    staff.post(url("section-edit", section), typed(section, "<p>Có {{Số hội viên}} hội viên.</p>"))
    document = section.document
    page = reverse("drafting:figure-list", args=[document.pk])
    response = staff.get(page)
    assert faults_in(response) == []
    assert "Lấy lại tất cả" in response.content.decode()
    figure = document.figures.get(name="Số hội viên")
    staff.post(reverse("drafting:figure-freeze", args=[figure.pk]))
    figure.refresh_from_db()
    assert figure.frozen_by == document.created_by
    staff.post(reverse("drafting:figure-unfreeze", args=[figure.pk]))
    staff.post(reverse("drafting:figure-refresh", args=[document.pk]), {"name": "Số hội viên"})
    figure.refresh_from_db()
    assert figure.frozen_at is None
