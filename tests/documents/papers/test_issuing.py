"""Papers made from data take a number of the register: in one step, with the text as it was, and never otherwise."""

import re
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pdfplumber
import pikepdf
import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from congress.delegates.models import Allocation, Delegate, DelegateList, ListState
from documents.drafting.models import Answer
from documents.layout.details import Details
from documents.papers.comment_report import CommentReport
from documents.papers.issuing.actions import issue_comment_report, issue_congress_paper
from documents.papers.issuing.content import kept_pieces, pieces_to_keep, why_not
from documents.papers.models import IssuedContent, PaperDetails
from documents.papers.paper import Paper
from documents.printing.actions import perform_rendering, retry_rendering
from documents.printing.forms import REGISTRY, Piece
from documents.printing.models import Rendering, RenderingState
from documents.register.actions import freeze_printed, void_paper
from documents.register.models import OutgoingPaper, OutgoingState
from documents.register.rules import verification_address
from members.access.models import Account, Entry
from members.access.refusal import Refusal
from tests.conftest import Worker
from tests.documents.drafting.synthesised import fill, make_work
from tests.documents.papers.conftest import Province
from tests.documents.register.made import ADDRESS, Office, days_ago, reserve
from tests.factories import make_account, make_province

NUMBERED = {
    "thong-bao-phan-bo": ("01/TB-BPN", "Thông báo"),
    "giay-trieu-tap": ("01/GTT-BPN", "Giấy triệu tập"),
    "bao-cao-tham-tra": ("01/BC-BTT", "Báo cáo"),
    "giay-moi": ("01/GM-BPN", "Giấy mời"),
}
NEEDED = {
    "presence": "Đại biểu có mặt: 15 đại biểu, đạt 100% số đại biểu được triệu tập",
    "guests": "Trần Thị Hoa - Chủ tịch hội cơ sở, Phòng PX01\nLê Thị Mai - Phó Trưởng phòng, Phòng PX03",
    "time": "08 giờ 00 phút, ngày 14 tháng 11 năm 2026 (thứ Bảy)",
}
Printed = Callable[[Rendering], bytes]


def issue(province: Any, code: str = "thong-bao-phan-bo", *, by: Any = None, **more: Any) -> OutgoingPaper:
    paper = REGISTRY[code]
    assert isinstance(paper, Paper)
    texts = {text.name: text.proposal for text in paper.texts(province.congress)} | NEEDED | more.pop("texts", {})
    changes = more.pop("details", {})
    details = Details.of(paper.proposed(province.congress).as_dict() | {"signer": "Thượng tá Nguyễn Thị Thuỷ"} | changes)
    given = {"dated_on": timezone.localdate(), "address": ADDRESS, "by": by or province.head} | more
    return issue_congress_paper(paper=paper, congress=province.congress, details=details, texts=texts, **given)


def read(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as document:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in document.pages)


def kept(paper: OutgoingPaper) -> bytes:
    paper.refresh_from_db()
    assert paper.pdf is not None
    return bytes(paper.pdf.content)


def do(paper: OutgoingPaper) -> bytes:
    assert paper.rendering_id is not None
    perform_rendering(paper.rendering_id)
    rendering = Rendering.objects.get(pk=paper.rendering_id)
    assert rendering.state == RenderingState.DONE, rendering.error
    return kept(paper)


@pytest.mark.parametrize("code", NUMBERED)
def test_each_numbered_form_bears_what_the_register_gave_it(code: str, province: Any) -> None:
    paper = issue(province, code)

    text, today = read(do(paper)), timezone.localdate()

    assert (paper.symbol, paper.kind_name) == NUMBERED[code]
    assert f"Số: {paper.symbol}" in text
    assert re.search(rf"ngày {today.day:02} tháng 0?{today.month} năm {today.year}", text)
    assert "DỰ THẢO" not in text
    assert len(paper.sha256) == 64
    assert (paper.congress, paper.unit, paper.source_form) == (province.congress, province.unit, code)


def test_notice_has_its_code_its_signature_fields_and_its_annex_names_it(province: Any) -> None:
    pdf = do(paper := issue(province))

    with pikepdf.open(BytesIO(pdf)) as document:
        fields = {str(field.T) for field in document.Root.AcroForm.Fields}
        assert str(document.Root.Lang) == "vi"
    assert fields == {"NguoiKy", "CoQuan"}
    piece = IssuedContent.objects.get(paper=paper).pieces[0]
    assert 'alt="Mã QR để xác minh văn bản"' in piece["html"]
    assert "Kèm theo Thông báo số 01/TB-BPN ngày" in read(pdf)
    assert verification_address(paper.address, paper.code or "").startswith(f"{ADDRESS}/v/")


def test_letters_of_a_batch_share_one_number_and_have_no_signature_field(province: Any) -> None:
    pdf = do(issue(province, "giay-trieu-tap"))

    people = Delegate.objects.filter(state="approved", is_alternate=False).count()
    assert read(pdf).count("Số: 01/GTT-BPN") == people
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == people
        assert "/AcroForm" not in document.Root


def test_what_was_issued_is_printed_whatever_became_of_the_data(province: Any) -> None:
    paper = issue(province)
    Allocation.objects.update(total=999)
    DelegateList.objects.update(state=ListState.ENTERING)

    text = read(first := do(paper))
    assert "999" not in text
    assert "15 đại biểu" in text
    # cleared away and printed again it is the same paper, and the file in the register isn't touched
    Rendering.objects.filter(pk=paper.rendering_id).update(state=RenderingState.FAILED, error="thử", output=None)
    retry_rendering(rendering=Rendering.objects.get(pk=paper.rendering_id), by=province.head)
    assert do(paper) == first


def test_a_voided_paper_printed_again_says_that_it_is_no_longer_in_force(province: Any) -> None:
    paper = issue(province)
    void_paper(paper=paper, reason="Ghi sai số đại biểu", by=province.head)

    perform_rendering(paper.rendering_id or 0)

    account = Account.objects.get(pk=province.head.pk)
    assert REGISTRY["ban-phat-hanh"].watermark({"outgoing": paper.pk}, account) == "HẾT HIỆU LỰC"
    paper.refresh_from_db()
    assert (Rendering.objects.get().state, paper.pdf) == (RenderingState.DONE, None)


def test_data_that_are_a_draft_get_no_number(make_hall: Any) -> None:
    province = make_hall(approved=False)

    with pytest.raises(Refusal, match="Bản phân bổ chưa chốt, nên chưa ban hành được"):
        issue(province)
    with pytest.raises(Refusal, match="Còn 03 danh sách chưa duyệt"):
        issue(province, "bao-cao-tham-tra")
    with pytest.raises(Refusal, match="Chưa có đại biểu nào được duyệt"):
        issue(province, "giay-trieu-tap")
    assert not OutgoingPaper.objects.exists()
    assert not IssuedContent.objects.exists()


@pytest.mark.parametrize("code", ["danh-sach-theo-doan", "danh-sach-dai-bieu-day-du", "the-dai-bieu", "giay-khen"])
def test_forms_without_a_number_stay_out_of_the_register(code: str, province: Any) -> None:
    with pytest.raises(Refusal, match="Mẫu này không có số"):
        issue(province, code)


def test_no_personnel_paper_can_be_entered() -> None:
    assert not [form.code for form in REGISTRY.values() if form.confidential and getattr(form, "kind_name", "")]


def test_a_card_bears_no_number(province: Any) -> None:
    with pytest.raises(Refusal, match="Thiệp mời A5 không có số"):
        issue(province, "giay-moi", size="a5")


@pytest.mark.parametrize(
    ("code", "changes", "sentence"),
    [
        ("thong-bao-phan-bo", {"details": {"signer": ""}}, "Chưa ghi họ tên người ký"),
        ("thong-bao-phan-bo", {"details": {"symbol": "KH-BPN"}}, "không đúng với loại văn bản"),
        ("thong-bao-phan-bo", {"details": {"recipients": "Các hội cơ sở"}}, "phải ghi nơi lưu"),
        ("thong-bao-phan-bo", {"texts": {"request": "Gửi về 漢"}}, "không có ký tự “漢”"),
        ("bao-cao-tham-tra", {"texts": {"presence": "Có mặt: …… đại biểu"}}, "còn chỗ để trống: “.*Có mặt: …… đại biểu"),
        ("thong-bao-phan-bo", {"dated_on": timezone.localdate() + timedelta(days=1)}, "chưa tới"),
    ],
)  # fmt: skip
def test_what_lacks_is_named_and_no_number_is_lost(code: str, changes: dict[str, Any], sentence: str, province: Any) -> None:
    with pytest.raises(Refusal, match=sentence):
        issue(province, code, **changes)

    assert issue(province, code).number == 1


def test_only_who_prints_it_and_keeps_the_register_issues_it(province: Any) -> None:
    for role in ("credentials_board", "leadership", "administrator", "content_committee"):
        account = make_account(role, province.unit)
        with pytest.raises(Refusal, match="không in được văn bản này"):
            issue(province, by=account)
    stranger = make_account("head", make_province(name="Hội Phụ nữ Công an tỉnh Bình Giang"))
    with pytest.raises(Refusal, match="không in được văn bản này"):
        issue(province, by=stranger)
    assert issue(province, by=make_account("standing", province.unit)).is_issued


def test_a_second_one_is_issued_only_by_whoever_knows_of_the_first(province: Any) -> None:
    first = issue(province)

    with pytest.raises(Refusal, match=f"đã ban hành: số {first.symbol}") as refused:
        issue(province)
    again = issue(province, again=True)

    assert refused.value.field == "again"
    assert (again.symbol, first.source_parameters["turn"], again.source_parameters["turn"]) == ("02/TB-BPN", 1, 2)
    void_paper(paper=first, reason="Đã thay bằng bản điều chỉnh", by=province.head)
    assert issue(province, again=True).symbol == "03/TB-BPN"


def test_letters_to_others_are_another_paper(province: Any) -> None:
    people = list(Delegate.objects.filter(state="approved", is_alternate=False).values_list("pk", flat=True))

    first = issue(province, "giay-trieu-tap", delegates=people[:2])
    second = issue(province, "giay-trieu-tap", delegates=people[2:4])

    assert (first.number, second.number) == (1, 2)
    with pytest.raises(Refusal, match="đã ban hành"):
        issue(province, "giay-trieu-tap", delegates=people[:2])


def test_pressed_twice_it_is_one_paper(province: Any) -> None:
    first = issue(province, token="mot-trang")

    assert issue(province, token="mot-trang") == first
    assert OutgoingPaper.objects.count() == 1
    assert Entry.objects.filter(action="outgoing.issue").count() == 1


def test_a_kept_number_can_be_taken(province: Any) -> None:
    number = reserve(Office(province.unit, province.head, province.head), kind="TB", kind_name="Thông báo", symbol="TB-BPN")

    paper = issue(province, reserved=number)

    assert (paper.pk, paper.state) == (number.pk, OutgoingState.ISSUED)


def test_the_next_print_does_not_begin_with_the_number_of_this_one(province: Any) -> None:
    issue(province, details={"number": "77", "dated_on": "2026-02-05"})

    remembered = PaperDetails.objects.get()
    assert (remembered.number, remembered.dated_on, remembered.signer) == ("", None, "Thượng tá Nguyễn Thị Thuỷ")


def test_a_number_typed_by_hand_is_not_what_is_issued(province: Any) -> None:
    text = read(do(issue(province, details={"number": "77", "dated_on": "2026-02-05"})))

    assert "77/TB" not in text
    assert "05 tháng 02 năm 2026" not in text


def test_an_earlier_day_than_the_number_before_is_refused(province: Any) -> None:
    issue(province)

    with pytest.raises(Refusal, match="Số phải theo thứ tự ngày"):
        issue(province, again=True, dated_on=days_ago(1))


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_the_same_at_once_make_one_paper() -> None:
    province = Province(each=1)
    staff = make_account("standing", province.unit)
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def press(account: Any) -> None:
        start.wait()
        try:
            outcomes.append(issue(province, by=account).symbol)
        except Refusal as refusal:
            outcomes.append(str(refusal)[:25])
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=press, args=[account]) for account in (province.head, staff)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["01/TB-BPN", "Văn bản này đã ban hành: "]
    assert OutgoingPaper.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_number_and_text_wait_for_a_worker_that_was_killed(worker: Worker) -> None:
    worker.kill()
    province = Province(each=1)
    paper = issue(province)
    Allocation.objects.update(total=999)
    assert (paper.symbol, paper.pdf_id) == ("01/TB-BPN", None)

    worker.start()
    deadline = time.monotonic() + 90
    while Rendering.objects.get().is_open and time.monotonic() < deadline:
        time.sleep(0.1)
    freeze_printed()

    text = read(kept(paper))
    assert "Số: 01/TB-BPN" in text
    assert "999" not in text


# ---- the report on comments ------------------------------------------------------------------------------------------------


def report(work: Any, **more: Any) -> OutgoingPaper:
    given = {"dated_on": timezone.localdate(), "address": ADDRESS, "by": work.staff} | more
    details = {"signer": "Thượng tá Nguyễn Thị Thuỷ", "place": "Hà Sơn"} | given.pop("details", {})
    return issue_comment_report(document=work.document, details=details, **given)


@pytest.mark.django_db
def test_the_report_on_comments_is_issued_once_all_are_answered() -> None:
    work = make_work()
    fill(work, {"full": 2, None: 1})
    with pytest.raises(Refusal, match="Còn ý kiến chưa trả lời, nên chưa ban hành được"):
        report(work)
    waiting = work.round.comments.filter(answer=None)
    Answer.objects.bulk_create(Answer(comment=one, kind="full", answered_by=work.staff) for one in waiting)

    paper = report(work)

    text = read(do(paper))
    assert (paper.symbol, paper.source_form) == ("01/BC-BPN", CommentReport.code)
    assert "Số: 01/BC-BPN" in text
    assert "Tổng số 3 ý kiến" in text or "Tổng số 03 ý kiến" in text
    assert "Kèm theo Báo cáo số 01/BC-BPN ngày" in text
    with pytest.raises(Refusal, match="đã ban hành: số 01/BC-BPN"):
        report(work)


@pytest.mark.django_db
def test_readers_of_a_document_do_not_issue_its_report() -> None:
    work = make_work()
    fill(work, {"full": 1})
    for role in ("leadership", "content_committee"):
        account = make_account(role, work.province)
        with pytest.raises(Refusal, match="không in được văn bản này"):
            report(work, by=account)


# ---- what is kept ----------------------------------------------------------------------------------------------------------


def test_pieces_come_back_as_they_were_kept(province: Any) -> None:
    form = REGISTRY["thong-bao-phan-bo"]
    details = Details(symbol="TB-BPN", number="5").as_dict()
    pieces = form.pieces(form.collect({"congress": province.congress.pk, "details": details}, province.head))

    again = kept_pieces(pieces_to_keep(pieces))

    assert [piece.table for piece in again] == [piece.table for piece in pieces]
    assert [(piece.html, piece.after, piece.style, piece.numbered) for piece in again] == [
        (piece.html, piece.after, piece.style, piece.numbered) for piece in pieces
    ]


def test_blanks_are_looked_for_everywhere() -> None:
    assert why_not([Piece(html="<p>Đủ.</p>")]) == ""
    assert "còn chỗ để trống: “ngày ……”" in why_not([Piece(html="<p>Đủ.</p>"), Piece(after="<p>ngày ……</p>")])
    assert "còn chỗ để trống" in why_not([Piece(html="<p>Có mặt: ....... đại biểu</p>")])
    assert why_not([Piece(html="<p>Và những việc khác... Hết./.</p>")]) == ""
