import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from documents.drafting.actions.sections import replace_text, write_section
from documents.drafting.actions.states import move_document
from documents.drafting.actions.versions import make_version as freeze
from documents.drafting.models import DocumentState, FigureValue, Version, VersionKind
from documents.drafting.rules.text import Block, Kind
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.factories import make_document, make_text, make_version

pytestmark = pytest.mark.django_db


def rewrite(document, *paragraphs):
    replace_text(document=document, text=make_text(*paragraphs), cause="sửa", by=document.created_by)


def test_a_version_keeps_the_text_whatever_is_written_later():
    version = make_version(make_document(text=make_text("Một đoạn văn.")))
    rewrite(version.document, "Khác hẳn.")
    version.refresh_from_db()
    assert [block.plain for _section, block in version.text.blocks()] == ["Một đoạn văn."]


def test_drafts_are_counted_and_exactly_one_version_is_current():
    document = make_document(text=make_text("Lần một."))
    first = make_version(document)
    rewrite(document, "Lần hai.")
    second = make_version(document)
    assert [first.name, second.name] == ["Dự thảo 1", "Dự thảo 2"]
    assert list(document.versions.filter(is_current=True)) == [second]


def test_the_same_text_twice_is_one_version_and_one_trace():
    document = make_document(text=make_text("Một đoạn văn."))
    assert make_version(document) == make_version(document)
    assert Entry.objects.filter(action="version.make").count() == 1


def test_the_same_text_as_another_kind_is_a_version_of_its_own_with_the_same_hash():
    document = make_document(text=make_text("Một đoạn văn."))
    draft, submission = make_version(document), make_version(document, kind=VersionKind.SUBMISSION)
    assert submission.name == "Bản trình duyệt"
    assert draft.hash == submission.hash


def test_a_version_keeps_the_values_of_its_figures_and_only_of_those_it_names():
    document = make_document(text=make_text("Toàn tỉnh có {{Số hội viên}} hội viên."))
    FigureValue.objects.create(document=document, name="Số đại biểu", value="300")
    document.figures.filter(name="Số hội viên").update(value="1.250", source="Sổ hội viên")
    version = make_version(document)
    assert version.content["figures"] == {"Số hội viên": {"value": "1.250", "source": "Sổ hội viên"}}


def test_another_value_of_a_figure_is_another_hash():
    document = make_document(text=make_text("Có {{Số hội viên}} hội viên."))
    first = make_version(document)
    document.figures.filter(name="Số hội viên").update(value="1.251")
    assert make_version(document).hash != first.hash


def test_what_is_submitted_has_a_value_for_every_figure():
    document = make_document(text=make_text("Có {{Số hội vien}} hội viên."))
    with pytest.raises(Refusal, match="Số hội vien"):
        make_version(document, kind=VersionKind.SUBMISSION)


def test_a_name_that_is_taken_is_refused_also_in_other_letters():
    document = make_document(text=make_text("Một."))
    make_version(document, name="Bản gửi tổ")
    rewrite(document, "Hai.")
    with pytest.raises(Refusal, match="Hãy đặt tên khác"):
        make_version(document, name="BẢN GỬI TỔ")


def test_an_empty_text_is_no_version():
    document = make_document(text=make_text(headings=0))
    with pytest.raises(Refusal, match="chưa có mục"):
        make_version(document)


def test_after_adoption_no_draft_is_made_any_more():
    document = make_document(text=make_text("Một."))
    document.__class__.objects.filter(pk=document.pk).update(state=DocumentState.ADOPTED)
    with pytest.raises(Refusal, match="bản chính thức"):
        make_version(document)


@pytest.mark.django_db(transaction=True)
def test_two_versions_at_once_are_two_numbers_and_one_current():
    document = make_document(text=make_text("Một."))
    barrier = threading.Barrier(2)

    def freeze_one(kind):
        barrier.wait()
        try:
            return freeze(document=document, kind=kind, by=document.created_by)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(freeze_one, (VersionKind.DRAFT, VersionKind.SUBMISSION)))
    assert sorted(Version.objects.filter(document=document).values_list("number", flat=True)) == [1, 2]
    assert document.versions.filter(is_current=True).count() == 1


def test_writing_waits_while_the_units_are_asked():
    document = make_document(text=make_text("Một."))
    for state in (DocumentState.DRAFTING, DocumentState.COMMENTING):
        move_document(document=document, to=state, by=document.created_by)
    section = document.sections.get(removed_at=None)
    with pytest.raises(Refusal, match="xin ý kiến"):
        write_section(
            section=section, heading="A", style=None, blocks=[Block("x", Kind.PARAGRAPH, "b")], based_on=1, cause="sửa", by=None
        )
