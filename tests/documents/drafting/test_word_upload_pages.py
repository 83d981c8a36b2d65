"""A Word file on its way into a document."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from documents.drafting.actions.sections import remove_section
from documents.drafting.actions.word_uploads import (
    READINGS,
    choose_tracked,
    confirm_word,
    perform_word_reading,
    upload_word,
)
from documents.drafting.models import Tracked, UploadState, WordUpload
from documents.drafting.queries.documents import sections_of, working_text
from members.access.refusal import Refusal
from members.files.readings import ATTEMPTS
from tests.factories import make_account, make_document, make_province, make_text, make_unit
from tests.pages import faults_in

pytestmark = pytest.mark.django_db


def word(*paragraphs: str) -> SimpleUploadedFile:
    made = docx.Document()
    made.add_paragraph("I. TÌNH HÌNH CHUNG").runs[0].bold = True
    for words in paragraphs:
        made.add_paragraph(words)
    stream = io.BytesIO()
    made.save(stream)
    return SimpleUploadedFile("bao cao lan 3 sua cuoi (2).docx", stream.getvalue())


def tracked() -> SimpleUploadedFile:
    made = docx.Document()
    paragraph = made.add_paragraph("Đoạn có ")
    run = paragraph.add_run("chữ thêm")
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    said = {f"{space}id": "7", f"{space}author": "Lan", f"{space}date": "2026-03-01T08:00:00Z"}
    insertion = paragraph._p.makeelement(f"{space}ins", said)
    run._r.addprevious(insertion)
    insertion.append(run._r)
    stream = io.BytesIO()
    made.save(stream)
    return SimpleUploadedFile("co-ban-sua.docx", stream.getvalue())


@pytest.fixture
def document():
    return make_document(text=make_text("Toàn tỉnh có một nghìn hội viên đang sinh hoạt.", "Đoạn sẽ bị thay."))


@pytest.fixture
def staff(client, document):
    client.force_login(document.created_by)
    return client


def read(document, upload: SimpleUploadedFile) -> WordUpload:
    made = upload_word(document=document, upload=upload, by=document.created_by)
    perform_word_reading(made.pk)
    made.refresh_from_db()
    return made


def address(name: str, upload: WordUpload) -> str:
    return reverse(f"drafting:word-{name}", args=[upload.pk])


def test_a_file_is_previewed_and_nothing_changes_before_it_is_confirmed(staff, document):
    made = read(document, word("Toàn tỉnh có hai nghìn hội viên đang sinh hoạt."))
    assert made.state == UploadState.READ
    response = staff.get(address("detail", made))
    assert faults_in(response) == []
    assert "hai nghìn" in response.content.decode()
    assert len(list(working_text(document).blocks())) == 2


def test_a_confirmed_file_replaces_the_text_and_alike_paragraphs_keep_their_keys(staff, document):
    made = read(document, word("Toàn tỉnh có hai nghìn hội viên đang sinh hoạt."))
    answer = staff.post(address("confirm", made), {"where": "replace"})
    assert answer.url == reverse("drafting:document-detail", args=[document.pk])
    blocks = {block.key: block.plain for _section, block in working_text(document).blocks()}
    assert blocks["k1"].startswith("Toàn tỉnh có hai nghìn")
    assert document.sections.get(key="m1").texts.filter(revision=1).exists()
    assert staff.get(address("detail", made)).status_code == 200


def test_or_it_stands_behind_the_text(staff, document):
    made = read(document, word("Đoạn mới."))
    staff.post(address("confirm", made), {"where": "append"})
    assert "Đoạn mới." in [block.plain for _section, block in working_text(document).blocks()]
    assert len(list(working_text(document).blocks())) >= 3


@pytest.mark.django_db(transaction=True)
def test_confirmed_twice_at_once_is_once():
    document = make_document(text=make_text("Một."))
    made = read(document, word("Đoạn mới."))

    def confirm(_number):
        try:
            confirm_word(upload=made, replaces=False, with_frame=False, by=document.created_by)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(confirm, range(2)))
    assert [block.plain for _section, block in working_text(document).blocks()].count("Đoạn mới.") == 1


def test_tracked_changes_are_asked_about_and_then_read(staff, document):
    made = read(document, tracked())
    assert made.state == UploadState.ASKING
    assert "bản sửa" in staff.get(address("detail", made)).content.decode()
    staff.post(address("tracked", made), {"tracked": Tracked.REJECT})
    perform_word_reading(made.pk)
    made.refresh_from_db()
    assert (made.state, made.tracked) == (UploadState.READ, Tracked.REJECT)
    assert "chữ thêm" not in str(made.reading["text"])


def kept_as_remarks(document, client) -> WordUpload:
    made = read(document, tracked())
    client.post(address("tracked", made), {"tracked": Tracked.COMMENTS})
    perform_word_reading(made.pk)
    client.post(address("confirm", made), {"where": "append"})
    return made


def test_what_was_kept_as_a_remark_stands_at_its_paragraph_until_it_is_ticked_off(staff, document):
    made = kept_as_remarks(document, staff)
    remark = made.remarks.get()
    last = working_text(document).sections[-1]
    assert (remark.section_key, remark.block_key) == (last.key, last.blocks[0].key)
    page = reverse("drafting:document-detail", args=[document.pk])
    shown = staff.get(page).content.decode()
    assert "Còn 1 ghi chú từ tệp Word" in shown
    assert f'href="#b-{remark.block_key}"' in shown
    assert not faults_in(staff.get(page))
    for _twice in range(2):
        response = staff.post(reverse("drafting:remark-settle", args=[remark.pk]))
    assert response.url == f"{page}#muc-{last.key}"
    assert "ghi chú từ tệp Word chưa xử lý" not in staff.get(page).content.decode()
    assert "đã xử lý lúc" in staff.get(address("detail", made)).content.decode()
    staff.post(reverse("drafting:remark-reopen", args=[remark.pk]))
    assert "Còn 1 ghi chú từ tệp Word" in staff.get(page).content.decode()


def test_a_remark_whose_section_was_taken_out_is_still_shown(staff, document):
    made = kept_as_remarks(document, staff)
    remove_section(section=sections_of(document).last(), by=document.created_by)
    shown = staff.get(reverse("drafting:document-detail", args=[document.pk])).content.decode()
    assert "Ghi chú không còn chỗ trong lời văn" in shown
    assert made.remarks.get().words.splitlines()[0][:20] in shown


def test_only_the_editing_team_sees_and_ticks_remarks(client, staff, document):
    remark = kept_as_remarks(document, staff).remarks.get()
    client.force_login(make_account("leadership", document.unit))
    assert "ghi chú từ tệp Word" not in client.get(reverse("drafting:document-detail", args=[document.pk])).content.decode()
    assert client.post(reverse("drafting:remark-settle", args=[remark.pk])).status_code == 403
    client.force_login(make_account())
    assert client.post(reverse("drafting:remark-settle", args=[remark.pk])).status_code == 404


def test_what_is_no_word_file_is_refused_in_a_sentence(staff, document):
    made = read(document, SimpleUploadedFile("bao-cao.docx", b"%PDF-1.7 ..."))
    assert made.state == UploadState.REFUSED
    assert "PDF" in staff.get(address("detail", made)).content.decode()


@pytest.mark.parametrize("content", [b"", b"x" * 2000])
def test_an_empty_or_too_large_file_is_told_beside_its_field(staff, document, settings, content):
    settings.WORD_LIMIT = 1000
    page = reverse("drafting:word-upload", args=[document.pk])
    response = staff.post(page, {"file": SimpleUploadedFile("a.docx", content)})
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not WordUpload.objects.exists()


def test_a_page_that_waits_asks_again_and_then_turns(staff, document):
    made = upload_word(document=document, upload=word("a"), by=document.created_by)
    assert "đang chờ" in staff.get(address("waiting", made)).content.decode()
    perform_word_reading(made.pk)
    assert staff.get(address("waiting", made))["HX-Refresh"] == "true"


def test_a_discarded_file_changes_nothing(staff, document):
    made = read(document, word("Đoạn mới."))
    staff.post(address("discard", made))
    with pytest.raises(Refusal):
        confirm_word(upload=made, replaces=True, with_frame=False, by=document.created_by)
    assert len(list(working_text(document).blocks())) == 2


def test_a_new_upload_takes_the_place_of_her_last(document):
    first = read(document, word("a"))
    read(document, word("b"))
    first.refresh_from_db()
    assert first.state == UploadState.DISCARDED


def test_others_find_no_upload_and_readers_may_not(client, document):
    made = read(document, word("a"))
    for stranger, status in (
        (make_account("standing", make_province(code="B")), 404),
        (make_account("chapter_head", make_unit(parent=document.unit)), 404),
        (make_account("leadership", document.unit), 403),
    ):
        client.force_login(stranger)
        for name in ("detail", "waiting"):
            assert client.get(address(name, made)).status_code == status
        for name in ("confirm", "discard", "tracked"):
            assert client.post(address(name, made)).status_code == status
    assert sections_of(document).count() == 1


def test_one_worker_claims_a_file_and_a_lost_one_is_read_again(document):
    made = upload_word(document=document, upload=word("a"), by=document.created_by)
    assert READINGS.claim(made.pk)
    assert not READINGS.claim(made.pk)
    WordUpload.objects.filter(pk=made.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert READINGS.queue_again() == 1
    assert READINGS.claim(made.pk)


def test_a_file_that_killed_its_readers_is_given_up(document):
    made = upload_word(document=document, upload=word("a"), by=document.created_by)
    past = timezone.now() - timedelta(seconds=1)
    WordUpload.objects.filter(pk=made.pk).update(state=UploadState.READING, attempts=ATTEMPTS, claimed_until=past)
    READINGS.queue_again()
    made.refresh_from_db()
    assert made.state == UploadState.REFUSED
    assert "dừng giữa chừng" in made.refusal


def test_only_a_file_that_asks_is_answered(document):
    made = read(document, word("a"))
    assert choose_tracked(upload=made, tracked=Tracked.REJECT, by=document.created_by).tracked == ""
