"""The pages of versions: made, read, taken away, compared."""

import io
import time

import docx
import pytest
from django.urls import reverse

from documents.drafting.actions.sections import replace_text
from documents.drafting.rules.text import Text
from members.access.models import Entry
from tests.factories import make_account, make_document, make_province, make_text, make_unit, make_version
from tests.pages import faults_in

pytestmark = pytest.mark.django_db
OLD = ("Đoạn một giữ nguyên từng chữ.", "Toàn tỉnh có một nghìn hội viên.", "Đoạn này sẽ bị bỏ đi hẳn.", "Đoạn cuối cùng.")


@pytest.fixture
def document():
    made = make_document(text=make_text(*OLD))
    make_version(made)
    first, second, _gone, last = make_text(*OLD).sections[0].blocks
    changed = second.__class__(second.key, second.kind, "Toàn tỉnh có hai nghìn hội viên.")
    section = make_text(*OLD).sections[0].with_blocks([last, first, changed])
    replace_text(document=made, text=Text((section,)), cause="sửa", by=made.created_by)
    make_version(made, summary="Cập nhật số hội viên")
    return made


@pytest.fixture
def staff(client, document):
    client.force_login(document.created_by)
    return client


def compare(document, **query) -> str:
    return reverse("drafting:version-compare", args=[document.pk]) + "?" + "&".join(f"{k}={v}" for k, v in query.items())


def test_pages_are_sound(staff, document):
    old, new = document.versions.order_by("number")
    for address in (
        reverse("drafting:version-list", args=[document.pk]),
        reverse("drafting:version-detail", args=[old.pk]),
        compare(document, old=old.pk, new=new.pk),
        compare(document, old=old.pk, new="now", only="changes"),
        compare(document),
    ):
        response = staff.get(address)
        assert response.status_code == 200, address
        assert faults_in(response) == [], address


def test_strangers_find_no_version(client, document):
    version = document.versions.first()
    for stranger in (
        make_account("standing", make_province(code="B")),
        make_account("chapter_head", make_unit(parent=document.unit)),
    ):
        client.force_login(stranger)
        for address in (
            reverse("drafting:version-detail", args=[version.pk]),
            reverse("drafting:version-word", args=[version.pk]),
            compare(document),
        ):
            assert client.get(address).status_code == 404, address


def test_an_older_version_says_that_it_is_no_longer_in_force(staff, document):
    old, new = document.versions.order_by("number")
    page = staff.get(reverse("drafting:version-detail", args=[old.pk])).content.decode()
    assert "Hết hiệu lực" in page
    assert new.name in page
    assert "Hết hiệu lực" not in staff.get(reverse("drafting:version-detail", args=[new.pk])).content.decode()


def test_words_are_marked_and_what_moved_is_told(staff, document):
    old, new = document.versions.order_by("number")
    response = staff.get(compare(document, old=old.pk, new=new.pk))
    page = response.content.decode()
    assert "<del>một</del> <ins>hai</ins> nghìn hội viên." in page
    assert "<del>Đoạn này sẽ bị bỏ đi hẳn.</del>" in page
    totals = response.context["totals"]
    assert (totals.changed, totals.removed, totals.moved) == (1, 1, 1)
    assert 'href="#d2"' in page


def test_only_the_changes_leave_out_what_stayed(staff, document):
    old, new = document.versions.order_by("number")
    assert "Đoạn một giữ nguyên" not in staff.get(compare(document, old=old.pk, new=new.pk, only="changes")).content.decode()


def test_a_version_of_another_document_is_not_compared(staff, document):
    other = make_version()
    assert staff.get(compare(document, old=other.pk, new="now")).status_code == 404
    assert staff.get(compare(document, old="x" * 30, new="now")).status_code == 404


def test_a_version_is_made_and_the_same_text_is_told(staff, document):
    make = reverse("drafting:version-make", args=[document.pk])
    answer = staff.post(make, {"kind": "draft"}, follow=True)
    assert "không lập bản mới" in answer.content.decode()
    replace_text(document=document, text=make_text("Khác hẳn."), cause="sửa", by=document.created_by)
    staff.post(make, {"kind": "draft", "name": "Bản gửi tổ", "summary": "Viết lại"})
    assert document.versions.get(is_current=True).name == "Bản gửi tổ"


def test_a_name_that_is_taken_comes_back_with_what_was_typed(staff, document):
    replace_text(document=document, text=make_text("Khác hẳn."), cause="sửa", by=document.created_by)
    values = {"kind": "draft", "name": "Dự thảo 1", "summary": "Tóm tắt của tôi"}
    page = staff.post(reverse("drafting:version-make", args=[document.pk]), values).content.decode()
    assert "Hãy đặt tên khác" in page
    assert "Tóm tắt của tôi" in page


def test_a_version_leaves_as_word_with_a_trace(staff, document):
    old, _new = document.versions.order_by("number")
    answer = staff.get(reverse("drafting:version-word", args=[old.pk]))
    words = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "Toàn tỉnh có một nghìn hội viên." in words
    assert Entry.objects.filter(action="version.download").count() == 1


def test_forty_pages_are_compared_in_a_second(staff):
    words = "Các cấp Hội đã bám sát chủ trương, chủ động đề ra nhiều giải pháp sáng tạo, thiết thực trong công tác. " * 4
    document = make_document(text=make_text(*(f"Đoạn số {n}. {words}" for n in range(220)), headings=20))
    make_version(document)
    changed = make_text(*(f"Đoạn số {n}{' mới' if n % 7 == 0 else ''}. {words}" for n in range(220)), headings=20)
    replace_text(document=document, text=changed, cause="sửa", by=document.created_by)
    staff.force_login(document.created_by)
    began = time.monotonic()
    assert staff.get(compare(document)).status_code == 200
    assert time.monotonic() - began < 4, "slow machines included; the bench says how long it takes"
