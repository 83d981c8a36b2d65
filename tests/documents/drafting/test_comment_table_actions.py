"""Tables of comments: the place that was meant, the columns, files nobody can read, one import."""

import io
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordDocument

from documents.drafting.actions.comment_tables import (
    READINGS,
    confirm_table,
    correct_table,
    discard_table,
    perform_reading,
    upload_table,
)
from documents.drafting.actions.rounds import close_round
from documents.drafting.models import Comment, CommentTable, Round
from documents.drafting.queries.comment_tables import preview_of
from documents.drafting.rules.places import map_of, recognise
from members.access.refusal import Refusal
from tests.documents.drafting.rounds_made import Made, make_round, sample_text, workbook
from tests.documents.drafting.test_comment_actions import in_threads

pytestmark = pytest.mark.django_db
HEADER = ("STT", "Mục, trang của dự thảo", "Nội dung góp ý", "Đề xuất sửa", "Lý do", "Người góp ý", "Loại ý kiến")


def read(made: Made, content: bytes, name: str = "gop-y.xlsx") -> CommentTable:
    upload = SimpleUploadedFile(name, content)
    table = upload_table(participation=made.asked("branch"), upload=upload, by=made.heads["branch"])
    perform_reading(table.pk)
    return CommentTable.objects.select_related("participation__round__version", "participation__unit").get(pk=table.pk)


def word_table(*rows: tuple[str, ...]) -> bytes:
    document = WordDocument()
    document.add_paragraph("BIÊN BẢN HỘI NGHỊ")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("words", "section", "block"),
    [
        ("Phần I, mục 1", "muc-kq", ""),
        ("I.1", "muc-kq", ""),
        ("phần i mục I điểm 2", "muc-kq", "doan-ba"),
        ("PHẦN II", "phan-hai", ""),
        ("Phần II, mục I", "muc-ct", ""),
        ("Mục I. Chỉ tiêu", "muc-ct", ""),
        ("hạn chế, nguyên nhân", "muc-hc", ""),
        ("Phần hạn chế", "muc-hc", ""),
        ("Mục II, đoạn 1", "muc-hc", "doan-bon"),
        ("toàn văn", "", ""),
        ("", "", ""),
    ],
)
def test_place_is_recognised(words, section, block):
    place = recognise(words, map_of(sample_text()))

    assert (place.section_key, place.block_key, place.doubt) == (section, block, "")


@pytest.mark.parametrize(
    ("words", "section", "doubt"),
    [
        ("trang 1", "muc-ct", "Dự thảo không dài tới trang 1"),
        ("Mục I", "muc-kq", "Có 2 mục cùng số"),
        ("Chỉ têu", "muc-ct", "Có phải"),
        ("chỗ nào đó", "", "Không nhận ra"),
    ],
)
def test_what_is_not_sure_is_told_and_never_guessed_silently(words, section, doubt):
    place = recognise(words, map_of(sample_text()))

    assert place.section_key == section
    assert doubt in place.doubt


def test_a_table_with_titles_above_and_signatures_below_is_read():
    made = make_round()
    table = read(
        made,
        workbook(
            ("HỘI PHỤ NỮ PHÒNG MỘT",),
            ("TỔNG HỢP Ý KIẾN",),
            (),
            HEADER,
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
            (
                "1",
                "Phần I, mục 1",
                "Thêm số liệu năm 2025",
                "Toàn tỉnh có 2.150 hội viên",
                "Vừa kết nạp",
                "Nguyễn Thị Hường",
                "Số liệu",
            ),
            ("2", "", "Nêu rõ mô hình", "", "", "", "nội dung"),
            ("3", "Chỗ lạ", "Chưa rõ", "", "", "", "Khác"),
            ("", "", "Người lập bảng", "", "", "", ""),
        ),
    )

    assert table.state == "read", table.refusal
    rows = table.reading["rows"]
    assert [(row["section_key"], row["kind"]) for row in rows] == [("muc-kq", "figures"), ("muc-kq", "content"), ("", "content")]
    assert rows[0]["proposal"] == "Toàn tỉnh có 2.150 hội viên"
    assert "lấy theo dòng trên" in rows[1]["doubts"][0]
    assert "Không nhận ra “Chỗ lạ”" in rows[2]["doubts"][0]
    assert "Không nhận ra loại “Khác”" in rows[2]["doubts"][1]
    assert not Comment.objects.exists()


def test_the_table_of_the_official_form_is_read_and_its_other_columns_are_told():
    made = make_round()
    header = ("STT", "Mục, trang của\ndự thảo", "NỘI DUNG GÓP Ý", "Đơn vị/cá nhân góp ý", "Số ý kiến", "Tiếp thu, giải trình")
    table = read(made, workbook(header, (1, "Phần II", "Chỉ tiêu cao", "Đ/c Hoa", 3, "")))

    assert table.reading["rows"][0]["person"] == "Đ/c Hoa"
    assert "“Số ý kiến”" in table.reading["notices"][-1]


def test_a_word_table_is_read():
    made = make_round()
    table = read(made, word_table(("TT", "Vị trí", "Ý kiến góp ý"), ("1", "II", "Nói rõ nguyên nhân")), "bien-ban.docx")

    assert table.state == "read", table.refusal
    assert table.reading["rows"][0]["body"] == "Nói rõ nguyên nhân"


def test_a_csv_with_semicolons_is_read():
    table = read(make_round(), "Mục;Nội dung góp ý\nPhần II;Câu chữ còn dài\n".encode("utf-8-sig"), "gop-y.csv")

    assert [row["section_key"] for row in table.reading["rows"]] == ["phan-hai"]


def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"0" * 100


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 230_000_000)
    return stream.getvalue()


def word_without_table() -> bytes:
    document = WordDocument()
    document.add_paragraph("Chỉ có chữ.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


BAD = {
    "picture": (picture, "Đây là ảnh"),
    "pdf": (lambda: b"%PDF-1.7 abc", "Đây là tệp PDF"),
    "no header": (lambda: workbook(("a", "b"), ("c", "d")), "Không tìm thấy dòng tiêu đề"),
    "only header": (lambda: workbook(HEADER), "chưa có ý kiến nào"),
    "no rows": (lambda: workbook(), "chưa có ý kiến nào"),
    "zip": (lambda: b"PK\x03\x04" + b"\x00" * 60, "."),
    "bomb": (bomb, "nở ra quá lớn"),
    "nul": (lambda: b"STT\x00abc", "NUL"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\x00" * 600, "."),
    "word without a table": (word_without_table, "không có bảng nào"),
    "rtf": (lambda: rb"{\rtf1 abc}", "."),
}


@pytest.mark.parametrize("what", BAD)
def test_each_bad_file_has_a_sentence_of_its_own(what):
    make, words = BAD[what]

    table = read(make_round(), make(), "gop-y.xlsx")

    assert table.state == "refused"
    assert words in table.refusal
    assert "Hãy" in table.refusal


def test_empty_and_too_large_files_are_refused_at_the_door():
    made = make_round()

    for content, words in ((b"", "rỗng"), (b"a" * (10 * 1024 * 1024 + 1), "quá 10 MB")):
        with pytest.raises(Refusal, match=words):
            upload_table(
                participation=made.asked("branch"), upload=SimpleUploadedFile("a.xlsx", content), by=made.heads["branch"]
            )


def good(made: Made) -> CommentTable:
    rows = [("Phần I, mục 1", f"Ý kiến {number}") for number in range(1, 4)]
    return read(made, workbook(("Mục", "Nội dung góp ý"), *rows))


def test_rows_are_set_right_left_out_and_confirmed_once():
    made = make_round()
    table = good(made)
    by = made.heads["branch"]
    correct_table(table=table, row=1, values={"section_key": "muc-ct", "kind": "targets", "body": "Đã sửa"}, by=by)
    correct_table(table=table, row=2, values={"out": "1"}, by=by)

    _, first = confirm_table(table=table, by=by)
    _, second = confirm_table(table=table, by=by)

    assert (first, second) == (2, 2)
    said = [(one.number, one.section_key, one.kind, one.body) for one in Comment.objects.order_by("number")]
    assert said == [(1, "muc-ct", "targets", "Đã sửa"), (2, "muc-kq", "content", "Ý kiến 3")]
    assert made.say().number == 3


def test_what_says_nothing_any_more_is_not_sent_and_unknown_rows_and_places_change_nothing():
    made = make_round()
    table = good(made)
    by = made.heads["branch"]
    table = correct_table(table=table, row=1, values={"body": " "}, by=by)
    table = correct_table(table=table, row=2, values={"section_key": "khong-co", "kind": "lạ"}, by=by)

    rows = preview_of(table, made.round.version).rows
    assert [row.is_out for row in rows] == [True, False, False]
    assert (rows[1].comment.section_key, rows[1].comment.kind) == ("muc-kq", "content")
    with pytest.raises(Refusal, match="Không có dòng này"):
        correct_table(table=table, row=99, values={"body": "x"}, by=by)


def test_table_confirmed_after_the_end_is_kept_as_late_comments():
    made = make_round()
    table = good(made)
    close_round(round=made.round, by=made.staff)

    confirm_table(table=table, by=made.heads["branch"])

    assert {one.state for one in Comment.objects.all()} == {"late"}


def test_discarded_and_replaced_tables_send_nothing():
    made = make_round()
    first, second = good(made), good(made)
    first.refresh_from_db()
    assert first.state == "discarded"
    discard_table(table=second, by=made.heads["branch"])

    with pytest.raises(Refusal, match="không còn chờ xác nhận"):
        confirm_table(table=second, by=made.heads["branch"])


def test_reading_that_died_too_often_is_given_up_and_read_twice_is_once():
    made = make_round()
    table = good(made)
    perform_reading(table.pk)
    assert CommentTable.objects.get().attempts == 1

    CommentTable.objects.update(state="reading", attempts=3, claimed_until="2020-01-01T00:00:00Z")
    assert READINGS.queue_again() == 0
    assert "dừng giữa chừng" in CommentTable.objects.get().refusal


@pytest.mark.django_db(transaction=True)
def test_confirm_pressed_twice_at_once_is_one_import():
    made = make_round()
    table = good(made)

    errors = in_threads(*[lambda: confirm_table(table=table, by=made.heads["branch"])] * 3)

    assert errors == []
    assert sorted(Comment.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Round.objects.get().last_comment == 3


@pytest.mark.django_db(transaction=True)
def test_a_worker_reads_what_was_uploaded(worker):
    made = make_round()
    upload = SimpleUploadedFile("a.xlsx", workbook(("Mục", "Nội dung góp ý"), ("Phần II", "Đúng")))
    table = upload_table(participation=made.asked("branch"), upload=upload, by=made.heads["branch"])

    for _ in range(150):
        table.refresh_from_db()
        if table.state == "read":
            break
        time.sleep(0.2)
    assert table.state == "read"
