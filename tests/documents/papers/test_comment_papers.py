"""F19, its report and a unit's outcome, printed and read back."""

from io import BytesIO

import pdfplumber
import pytest

from documents.drafting.actions.synthesis import join_comments
from documents.drafting.models import Answer
from documents.papers.comment_report import CommentReport
from documents.papers.comment_synthesis import CommentSynthesis
from documents.printing.actions import request_rendering
from members.access.refusal import Refusal
from tests.documents.drafting.synthesised import answered, fill, make_work, say
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def read(pdf):
    with pdfplumber.open(BytesIO(pdf)) as document:
        return " ".join(" ".join(page.extract_text().split()) for page in document.pages)


def ask(work, form, **parameters):
    return request_rendering(
        form=form, parameters=parameters or {"document": work.document.pk}, by=work.staff, unit=work.province
    )


def test_the_table_has_each_comment_once_with_its_head_figures(printed):
    work = make_work()
    first, second = say(work, "Bổ sung số liệu."), say(work, "Bổ sung số liệu.", unit=1)
    join_comments(document=work.document, into=first, comments=[second], by=work.staff)
    answered(work, first, "partly", "Lấy số liệu đến tháng chín.")
    text = read(printed(ask(work, "tong-hop-gop-y")))
    assert "Số hội nghị: 2; số lượt người dự: 40" in text
    assert "số ý kiến góp ý: 2; số ý kiến tiếp thu toàn bộ hoặc một phần: 1" in text
    assert text.count("Bổ sung số liệu.") == 1
    assert "Tiếp thu một phần. Lấy số liệu đến tháng" in text
    assert "BAN PHỤ NỮ" in text
    assert "DỰ THẢO" not in text


def test_as_long_as_answers_lack_it_is_a_draft():
    work = make_work()
    fill(work, {"full": 1, None: 1})
    assert CommentSynthesis().is_draft({"document": work.document.pk}, work.staff)
    assert CommentReport().is_draft({"document": work.document.pk}, work.staff)
    fill_up = work.round.comments.filter(answer=None)
    Answer.objects.bulk_create(Answer(comment=one, kind="full", answered_by=work.staff) for one in fill_up)
    assert not CommentSynthesis().is_draft({"document": work.document.pk}, work.staff)


def test_the_report_says_the_counts_of_the_example(printed):
    work = make_work(units=3)
    fill(work, {"full": 268, "partly": 61, "explained": 83}, rounds=3)
    text = read(printed(ask(work, "bao-cao-tong-hop-gop-y")))
    assert "Tổng số 412 ý kiến: tiếp thu toàn bộ 268 ý kiến (65,0%), tiếp thu một phần 61 ý kiến (14,8%)" in text
    assert "giải trình 83 ý kiến (20,1%)" in text
    assert "Tổng số 412 268 61 83 0 0" in text


def test_a_unit_prints_its_own_outcome_and_no_other(printed):
    work = make_work()
    answered(work, say(work, "Lời của đơn vị một."), "explained", "Giải trình cho một.")
    answered(work, say(work, "Lời của đơn vị hai.", unit=1))
    text = read(printed(ask(work, "ket-qua-gop-y", participation=work.asked[0].pk)))
    assert "Giải trình cho một." in text
    assert "đơn vị hai" not in text
    below = make_account("chapter_head", work.units[0])
    for parameters in ({"participation": work.asked[0].pk}, {"participation": work.asked[1].pk}):
        with pytest.raises(Refusal, match="không in được"):
            request_rendering(form="ket-qua-gop-y", parameters=parameters, by=below)
