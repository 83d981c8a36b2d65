"""Writing: every text stays, and of two who write at once neither loses a word."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from documents.drafting.actions.figures import freeze_figure, refresh_figures
from documents.drafting.actions.sections import (
    SectionChanged,
    add_section,
    drop_typed,
    keep_typed,
    move_section,
    remove_section,
    replace_text,
    restore_section,
    write_section,
)
from documents.drafting.actions.states import move_document
from documents.drafting.models import Autosave, DocumentState, SectionText
from documents.drafting.queries.documents import sections_of, working_text
from documents.drafting.queries.figures import figure_rows, figures_of
from documents.drafting.rules.text import Block, Kind, Text
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.factories import make_account, make_document, make_member, make_text

pytestmark = pytest.mark.django_db


def paragraph(words: str, key: str = "k1") -> Block:
    return Block(key, Kind.PARAGRAPH, words)


def write(section, words: str, *, based_on: int | None = None, by=None, **more):
    values = {"heading": section.heading, "style": None, "cause": "sửa", "by": by or section.document.created_by} | more
    return write_section(section=section, blocks=[paragraph(words)], based_on=based_on or section.revision, **values)


def test_every_saved_text_stays():
    section = make_document(text=make_text("Lần một.")).sections.get(removed_at=None)
    write(section, "Lần hai.")
    texts = [text.blocks[0]["html"] for text in section.texts.order_by("revision")]
    assert texts == ["Lần một.", "Lần hai."]


def test_the_same_again_is_no_new_text_and_no_trace():
    section = make_document(text=make_text("Lần một.")).sections.get(removed_at=None)
    write(section, "Lần một.")
    assert section.texts.count() == 1
    assert not Entry.objects.filter(action="section.write").exists()


def test_an_edit_on_an_older_text_is_refused_with_theirs_and_the_beginning():
    section = make_document(text=make_text("Đầu.")).sections.get(removed_at=None)
    write(section, "Của chị Lan.")
    with pytest.raises(SectionChanged) as refused:
        write(section, "Của tôi.", based_on=1)
    assert refused.value.theirs.blocks[0]["html"] == "Của chị Lan."
    assert refused.value.base is not None
    assert refused.value.base.blocks[0]["html"] == "Đầu."


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told():
    document = make_document(text=make_text("Đầu."))
    section = document.sections.get(removed_at=None)
    barrier = threading.Barrier(2)

    def save(words):
        barrier.wait()
        try:
            write(section, words, based_on=1, by=document.created_by)
        except SectionChanged:
            return "told"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, ("Một.", "Hai."))) == ["saved", "told"]
    assert SectionText.objects.filter(section=section).count() == 2


def test_saving_forgets_what_she_typed_and_not_what_another_types():
    document = make_document(text=make_text("Đầu."))
    section, other = document.sections.get(removed_at=None), make_account("head", document.unit)
    for account in (document.created_by, other):
        keep_typed(section=section, heading="", html="<p>nháp</p>", based_on=1, by=account)
    write(section, "Xong.")
    assert [one.account for one in Autosave.objects.all()] == [other]
    drop_typed(section=section, by=other)
    assert not Autosave.objects.exists()


def test_what_is_typed_is_kept_once_a_person_and_never_the_text():
    document = make_document(text=make_text("Đầu."))
    section = document.sections.get(removed_at=None)
    for words in ("<p>một</p>", "<p>hai</p>"):
        keep_typed(section=section, heading="", html=words, based_on=1, by=document.created_by)
    assert Autosave.objects.get().html == "<p>hai</p>"
    assert [block.plain for _, block in working_text(document).blocks()] == ["Đầu."]


def test_a_section_is_added_behind_another():
    document = make_document(text=make_text("a", "b", headings=2))
    first = sections_of(document)[0]
    add_section(document=document, heading="Giữa", style="roman", after=first, by=document.created_by)
    assert [one.heading for one in sections_of(document)] == ["Mục 1", "Giữa", "Mục 2"]


def test_sections_change_places():
    document = make_document(text=make_text("a", "b", "c", headings=3))
    move_section(section=sections_of(document)[2], up=True, by=document.created_by)
    assert [one.heading for one in sections_of(document)] == ["Mục 1", "Mục 3", "Mục 2"]


def test_a_section_taken_out_comes_back_where_it_stood():
    document = make_document(text=make_text("a", "b", "c", headings=3))
    middle = sections_of(document)[1]
    remove_section(section=middle, by=document.created_by)
    remove_section(section=middle, by=document.created_by)
    assert len(working_text(document).sections) == 2
    restore_section(section=middle, by=document.created_by)
    assert [one.heading for one in sections_of(document)] == ["Mục 1", "Mục 2", "Mục 3"]
    assert Entry.objects.filter(action="section.remove").count() == 1


def test_nobody_writes_in_a_section_that_was_taken_out():
    document = make_document(text=make_text("a"))
    section = sections_of(document)[0]
    remove_section(section=section, by=document.created_by)
    with pytest.raises(Refusal, match="vừa được bỏ"):
        write(section, "b")


def test_another_text_keeps_the_rows_of_its_keys_and_takes_out_the_others():
    document = make_document(text=make_text("a", "b", headings=2))
    kept = sections_of(document)[0]
    text = working_text(document)
    replace_text(document=document, text=Text(text.sections[:1]), cause="nhập từ Word", by=document.created_by)
    assert list(sections_of(document)) == [kept]
    assert document.sections.get(key="m2").removed_at is not None
    replace_text(document=document, text=text, cause="lại", by=document.created_by)
    assert working_text(document) == text


def test_what_the_congress_changed_is_written_anyway():
    document = make_document(text=make_text("a"))
    section = sections_of(document)[0]
    for state in (DocumentState.DRAFTING, DocumentState.COMMENTING):
        move_document(document=document, to=state, by=document.created_by)
    with pytest.raises(Refusal):
        write(section, "b")
    write(section, "b", anyway=True)
    assert working_text(document).sections[0].blocks[0].html == "b"


def test_a_heading_that_is_too_long_is_refused_beside_its_field():
    section = make_document(text=make_text("a")).sections.get(removed_at=None)
    with pytest.raises(Refusal) as refused:
        write(section, "b", heading="x" * 401)
    assert refused.value.field == "heading"


# ---- figures --------------------------------------------------------------------------------------------------------


def test_a_figure_has_its_value_as_soon_as_it_is_written():
    document = make_document(text=make_text("Có {{Số hội viên}} hội viên."))
    assert figures_of(document)["Số hội viên"]["value"] == "00"


def test_a_figure_changes_by_a_click_alone_and_a_frozen_one_never():
    document = make_document(text=make_text("Có {{Số hội viên}} hội viên."))
    make_member(document.unit)
    assert figures_of(document)["Số hội viên"]["value"] == "00"
    assert refresh_figures(document=document, by=document.created_by) == 1
    freeze_figure(figure=document.figures.get(name="Số hội viên"), by=document.created_by)
    make_member(document.unit, birth_date="1989-05-03", full_name="Trần Thị Lan")
    assert refresh_figures(document=document, by=document.created_by) == 0
    assert figures_of(document)["Số hội viên"]["value"] == "01"


def test_a_name_that_is_no_figure_is_told_with_the_one_that_was_meant():
    document = make_document(text=make_text("Có {{Số hội vien}} hội viên."))
    (row,) = figure_rows(document, working_text(document))
    assert row.row is None
    assert "Số hội viên" in row.sentence
