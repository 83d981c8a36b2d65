"""The pages of a table of comments."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from documents.drafting.actions.comment_tables import perform_reading
from documents.drafting.models import Comment, CommentTable
from tests.documents.drafting.rounds_made import Made, make_round, workbook
from tests.documents.drafting.test_comment_table_actions import good, read
from tests.factories import make_account
from tests.pages import faults_in

pytestmark = pytest.mark.django_db


def address(name: str, table: CommentTable, *more: int) -> str:
    return reverse(f"drafting:{name}", args=[table.pk, *more])


def upload_url(made: Made) -> str:
    return reverse("drafting:comment-table-upload", args=[made.asked("branch").pk])


def test_upload_preview_correct_leave_out_and_confirm(client):
    made = make_round()
    client.force_login(made.heads["branch"])
    content = workbook(("Mục", "Nội dung góp ý"), ("Phần I, mục 1", "Một"), ("Chỗ lạ", "Hai"), ("Phần II", "Ba"))

    response = client.post(upload_url(made), {"file": SimpleUploadedFile("gop-y.xlsx", content)})
    table = CommentTable.objects.get()
    assert response["Location"] == address("comment-table", table)
    assert "Đang đọc bảng" in client.get(address("comment-table", table)).content.decode()
    perform_reading(table.pk)
    page = client.get(address("comment-table", table))
    assert faults_in(page) == []
    assert "3 ý kiến sẽ gửi" in page.content.decode()
    assert "1 dòng nên xem lại" in page.content.decode()
    assert faults_in(client.get(address("comment-table-row", table, 2))) == []
    client.post(
        address("comment-table-row", table, 2), {"section_key": "muc-ct", "kind": "targets", "body": "Hai", "proposal": ""}
    )
    client.post(address("comment-table-row-out", table, 3), {"out": "yes"})
    assert not Comment.objects.exists()
    client.post(address("comment-table-confirm", table))
    client.post(address("comment-table-confirm", table))

    assert [(one.section_key, one.body) for one in Comment.objects.order_by("number")] == [("muc-kq", "Một"), ("muc-ct", "Hai")]


def test_a_refused_file_shows_its_sentence(client):
    made = make_round()
    table = read(made, b"%PDF-1.4", "gop-y.xlsx")
    client.force_login(made.heads["branch"])

    assert "Đây là tệp PDF" in client.get(address("comment-table", table)).content.decode()


def test_no_file_and_an_empty_file_are_told_beside_the_field(client):
    made = make_round()
    client.force_login(made.heads["branch"])

    assert "Hãy chọn tệp." in client.post(upload_url(made)).content.decode()
    page = client.post(upload_url(made), {"file": SimpleUploadedFile("a.xlsx", b"")}).content.decode()
    assert "Tệp rỗng" in page


def test_other_units_and_the_staff_find_no_table(client):
    made = make_round()
    table = good(made)
    for stranger in (made.heads["chapter"], made.staff, make_account("administrator", made.province)):
        client.force_login(stranger)
        for place in (address("comment-table", table), address("comment-table-row", table, 1), upload_url(made)):
            assert client.get(place).status_code == 404
        for name in ("comment-table-confirm", "comment-table-discard"):
            assert client.post(address(name, table)).status_code == 404
    assert not Comment.objects.exists()


def test_preview_takes_as_many_queries_for_many_rows_as_for_one(client, django_assert_num_queries):
    for rows in (1, 30):
        made = make_round()
        table = read(made, workbook(("Mục", "Nội dung góp ý"), *[("Phần II", f"Ý {number}") for number in range(rows)]))
        client.force_login(made.heads["branch"])
        place = address("comment-table", table)
        with django_assert_num_queries(4):
            client.get(place)


def test_sample_has_the_sections_of_the_draft_to_choose_from_and_is_read_back(client):
    made = make_round()
    client.force_login(made.heads["branch"])
    content = client.get(reverse("drafting:comment-table-sample", args=[made.asked("branch").pk])).content
    book = load_workbook(io.BytesIO(content))
    choices = [cell.value for cell in book["Danh mục"]["A"]]
    assert "Phần I. TỔNG KẾT NHIỆM KỲ › I. KẾT QUẢ THỰC HIỆN" in choices

    book["Góp ý"].append([1, choices[-1], "Số liệu", "Ghi vào mẫu"])
    stream = io.BytesIO()
    book.save(stream)
    table = read(made, stream.getvalue())

    assert [(row["section_key"], row["doubts"]) for row in table.reading["rows"]] == [("muc-ct", [])]
