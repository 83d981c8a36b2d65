"""Comments: sent, changed, withdrawn, kept while they are typed; and the unit's answer."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from documents.drafting.actions.comments import (
    Words,
    agree,
    change_comment,
    finish_answer,
    keep_typing,
    put_back_comment,
    send_comment,
    take_answer_back,
    withdraw_comment,
)
from documents.drafting.actions.rounds import close_round
from documents.drafting.models import Channel, Comment, Participation, Round, TypedComment
from members.access.refusal import Changed, Refusal
from tests.documents.drafting.rounds_made import make_round

pytestmark = pytest.mark.django_db
ON_A_PARAGRAPH = {"section_key": "muc-kq", "block_key": "doan-mot"}


def test_send_comment_numbers_it_and_keeps_what_stood_there():
    made = make_round()

    first, second = made.say(**ON_A_PARAGRAPH), made.say("chapter", section_key="muc-ct")
    whole = made.say()

    assert [one.number for one in (first, second, whole)] == [1, 2, 3]
    assert [one.quoted for one in (first, second, whole)] == ["Toàn tỉnh có 2.145 hội viên.", "Chỉ tiêu", ""]
    assert first.state == "sent"
    assert Participation.objects.filter(first_seen_at=None).count() == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"body": " ", "proposal": "\n"}, "Hãy ghi nội dung góp ý hoặc đề xuất sửa"),
        ({"section_key": "khong-co"}, "Không tìm thấy chỗ này"),
        ({"section_key": "muc-ct", "block_key": "doan-mot"}, "Không tìm thấy chỗ này"),
        ({"block_key": "doan-mot"}, "Không tìm thấy chỗ này"),
        ({"body": "a" * 10_001}, "dài quá"),
        ({"kind": "khác"}, "chọn loại"),
    ],
)
def test_send_comment_refuses_what_says_nothing_or_is_nowhere(fields, words):
    made = make_round()

    with pytest.raises(Refusal, match=words):
        made.say(**fields)
    assert not Comment.objects.exists()
    assert Round.objects.get().last_comment == 0


def test_nul_bytes_and_windows_line_ends_are_taken_out():
    assert make_round().say(body="Một\x00\r\nhai").body == "Một\nhai"


def test_typing_is_kept_for_her_alone_and_gone_once_it_is_sent():
    made = make_round()
    keep_typing(participation=made.asked("branch"), words=Words(body="Đang viết", **ON_A_PARAGRAPH), by=made.heads["branch"])
    keep_typing(participation=made.asked("branch"), words=Words(body="Đang viết nữa", **ON_A_PARAGRAPH), by=made.heads["branch"])

    assert [one.body for one in TypedComment.objects.all()] == ["Đang viết nữa"]
    made.say(**ON_A_PARAGRAPH)
    assert not TypedComment.objects.exists()


def test_emptied_typing_is_forgotten():
    made = make_round()
    keep_typing(participation=made.asked("branch"), words=Words(body="Đang viết"), by=made.heads["branch"])
    keep_typing(participation=made.asked("branch"), words=Words(body=""), by=made.heads["branch"])

    assert not TypedComment.objects.exists()


def test_sent_after_the_end_is_kept_as_late():
    made = make_round()
    close_round(round=made.round, by=made.staff)

    late = made.say(**ON_A_PARAGRAPH)

    assert (late.state, late.is_late) == ("late", True)


def test_finishing_what_was_kept_at_the_end_makes_no_second_comment():
    made = make_round()
    keep_typing(participation=made.asked("branch"), words=Words(body="Mới một nửa", **ON_A_PARAGRAPH), by=made.heads["branch"])
    close_round(round=made.round, by=made.staff)

    made.say(body="Mới một nửa, nay đủ", **ON_A_PARAGRAPH)

    assert [(one.body, one.state) for one in Comment.objects.all()] == [("Mới một nửa, nay đủ", "late")]


def test_typing_after_the_end_is_kept_as_the_same_late_comment():
    made = make_round()
    close_round(round=made.round, by=made.staff)

    for body in ("Câu", "Câu chữ", "Câu chữ còn dài"):
        keep_typing(participation=made.asked("branch"), words=Words(body=body), by=made.heads["branch"])

    assert [one.body for one in Comment.objects.all()] == ["Câu chữ còn dài"]


def test_change_comment_refuses_a_stale_form_and_after_the_end():
    made = make_round()
    comment = made.say()
    by = made.heads["branch"]

    changed = change_comment(comment=comment, words=Words(body="Sửa lại"), revision=1, by=by)

    assert (changed.body, changed.revision, changed.number) == ("Sửa lại", 2, 1)
    with pytest.raises(Changed):
        change_comment(comment=comment, words=Words(body="Cũ"), revision=1, by=by)
    close_round(round=made.round, by=made.staff)
    with pytest.raises(Refusal, match="đã kết thúc"):
        change_comment(comment=comment, words=Words(body="Muộn"), revision=2, by=by)


def test_withdraw_keeps_the_number_and_can_be_turned_back():
    made = make_round()
    comment = made.say()
    withdraw_comment(comment=comment, by=made.heads["branch"])

    assert made.say().number == 2
    assert put_back_comment(comment=comment, by=made.heads["branch"]).state == "sent"


def test_agree_answers_in_one_step_and_refuses_beside_comments():
    made = make_round()
    agree(participation=made.asked("chapter"), by=made.heads["chapter"])
    made.say()

    assert made.asked("chapter").agrees
    with pytest.raises(Refusal, match="đã gửi 1 ý kiến"):
        agree(participation=made.asked("branch"), by=made.heads["branch"])


def test_finish_answer_keeps_the_figures_and_the_minutes():
    made = make_round()
    made.say()
    scan = SimpleUploadedFile("bien-ban.png", b"\x89PNG\r\n\x1a\n")

    with pytest.raises(Refusal, match="bị hỏng"):
        finish_answer(participation=made.asked("branch"), by=made.heads["branch"], upload=scan)
    done = finish_answer(participation=made.asked("branch"), by=made.heads["branch"], meetings=2, people=15, spoken=4)

    assert (done.meetings, done.people, done.spoken, done.agrees) == (2, 15, 4, False)
    assert done.answered_by == made.heads["branch"]


@pytest.mark.parametrize(
    ("figures", "words"),
    [((0, 5, 0), "ít nhất 1 hội nghị"), ((1, 5, 6), "nhiều hơn số lượt người"), ((-1, 0, 0), "không hợp lý")],
)
def test_finish_answer_refuses_figures_that_cannot_be(figures, words):
    made = make_round()
    meetings, people, spoken = figures

    with pytest.raises(Refusal, match=words):
        finish_answer(
            participation=made.asked("branch"), by=made.heads["branch"], meetings=meetings, people=people, spoken=spoken
        )


def test_after_the_answer_nothing_is_sent_until_it_is_taken_back():
    made = make_round()
    agree(participation=made.asked("branch"), by=made.heads["branch"])

    with pytest.raises(Refusal, match="Góp ý tiếp"):
        made.say()
    take_answer_back(participation=made.asked("branch"), by=made.heads["branch"])
    assert made.say().state == "sent"
    assert not made.asked("branch").agrees


def test_staff_enter_what_came_on_paper_also_after_the_unit_has_answered():
    made = make_round()
    agree(participation=made.asked("branch"), by=made.heads["branch"])

    entered = send_comment(
        participation=made.asked("branch"), words=Words(body="Trên giấy"), by=made.staff, channel=Channel.WRITTEN
    )

    assert (entered.channel, entered.state) == ("written", "sent")


def in_threads(*deeds):
    """Run each deed in a thread of its own, all let go at once; the errors that came out."""
    gate, errors = threading.Barrier(len(deeds)), []

    def run(deed):
        try:
            gate.wait(10)
            deed()
        except Exception as error:  # noqa: BLE001 -- looked at by the test
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return errors


@pytest.mark.django_db(transaction=True)
def test_many_send_at_once_and_the_numbers_have_no_gap_and_no_double():
    made = make_round(asked=("branch", "other", "chapter"))

    errors = in_threads(*[lambda name=name: made.say(name) for name in ("branch", "other", "chapter") * 4])

    assert errors == []
    assert list(Comment.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 13))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(4))
def test_text_sent_while_the_round_is_closed_is_always_there_as_sent_or_as_late(turn):
    made = make_round()
    words = Words(body="Phải còn đây", **ON_A_PARAGRAPH)
    by, participation = made.heads["branch"], made.asked("branch")
    keep_typing(participation=participation, words=words, by=by)

    errors = in_threads(
        lambda: close_round(round=made.round, by=made.staff),
        lambda: send_comment(participation=participation, words=words, by=by),
        lambda: keep_typing(participation=made.asked("chapter"), words=Words(body="Và đây"), by=made.heads["chapter"]),
    )

    assert errors == []
    assert Round.objects.get().state == "closed"
    assert not TypedComment.objects.exists()
    said = sorted((one.body, one.state in {"sent", "late"}) for one in Comment.objects.all())
    assert said == [("Phải còn đây", True), ("Và đây", True)]
    assert sorted(Comment.objects.values_list("number", flat=True)) == [1, 2]
