"""Rounds: opened, moved, closed by a person or by the day, opened again; late comments taken or left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.drafting.actions.comments import Words, agree, keep_typing, send_comment
from documents.drafting.actions.rounds import (
    ask_more_units,
    close_past_rounds,
    close_round,
    decide_late,
    extend_round,
    note_reminder,
    open_round,
    reopen_round,
    stop_document,
)
from documents.drafting.actions.versions import make_version
from documents.drafting.models import (
    Comment,
    CommentState,
    Document,
    DocumentState,
    Participation,
    Round,
    RoundState,
    TypedComment,
    VersionKind,
)
from documents.drafting.queries.rounds import shares_of, standings_of
from documents.drafting.rules.participation import Standing
from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from tests.documents.drafting.rounds_made import make_round, sample_text
from tests.factories import make_document, make_province, make_unit

pytestmark = pytest.mark.django_db


def test_open_round_freezes_the_text_asks_the_units_and_moves_the_document():
    made = make_round()

    assert made.round.version.name == "Dự thảo 1"
    assert made.round.version.is_current
    assert {one.unit.name for one in made.round.participations.all()} == {"Hội phụ nữ Phòng Một", "Chi hội phụ nữ xã Hoà An"}
    assert Document.objects.get().state == DocumentState.COMMENTING
    assert Entry.objects.filter(action="round.open", account=made.staff).count() == 1


def test_open_round_takes_the_current_version_without_making_another():
    province = make_province()
    document, branch, today = make_document(province, text=sample_text()), make_unit(parent=province), timezone.localdate()
    version = make_version(document=document, kind=VersionKind.DRAFT, by=document.lead)

    opened = open_round(document=document, units=[branch], closes_on=today, version=version, by=document.lead, today=today)

    assert opened.version == version
    assert document.versions.count() == 1


@pytest.mark.parametrize(
    ("days", "below", "words"),
    [(-1, True, "từ hôm nay trở đi"), (3, False, "không thuộc phạm vi"), (3, None, "ít nhất một đơn vị")],
)
def test_open_round_refuses_a_past_day_a_foreign_unit_and_no_unit(days, below, words):
    province, today = make_province(), timezone.localdate()
    document = make_document(province, text=sample_text())
    units = [] if below is None else [make_unit(parent=province if below else make_province())]

    with pytest.raises(Refusal, match=words):
        open_round(document=document, units=units, closes_on=today + timedelta(days=days), by=document.lead, today=today)
    assert not Round.objects.exists()


def test_second_round_waits_for_the_end_of_the_first():
    made = make_round()

    with pytest.raises(Refusal, match="chưa kết thúc"):
        open_round(
            document=made.document,
            units=[made.units["branch"]],
            closes_on=timezone.localdate(),
            by=made.staff,
            today=timezone.localdate(),
        )


def test_round_on_a_draft_of_the_level_above_is_opened_the_same_way():
    province, today = make_province(), timezone.localdate()
    branch = make_unit(parent=province)
    document = make_document(province, text=sample_text(), origin="from_above", sender="Ban Phụ nữ Công an nhân dân")

    opened = open_round(document=document, units=[branch], closes_on=today, by=document.lead, today=today)

    assert opened.document.origin == "from_above"
    assert Document.objects.get().state == DocumentState.COMMENTING


def test_ask_more_units_leaves_those_asked_already():
    made = make_round()

    number = ask_more_units(
        round=made.round, units=[made.units["branch"], made.units["other"]], by=made.staff, today=timezone.localdate()
    )

    assert number == 1
    assert made.round.participations.count() == 3


def test_extend_round_moves_the_day_for_all_and_refuses_a_stale_form():
    made = make_round()
    later = made.round.closes_on + timedelta(days=5)

    moved = extend_round(round=made.round, closes_on=later, by=made.staff, today=timezone.localdate(), revision=1)

    assert moved.closes_on == later
    with pytest.raises(Changed):
        extend_round(round=made.round, closes_on=later, by=made.staff, today=timezone.localdate(), revision=1)


def test_close_round_moves_the_document_to_the_synthesis_and_twice_is_once():
    made = make_round()

    close_round(round=made.round, by=made.staff)
    close_round(round=made.round, by=made.staff)

    assert Round.objects.get().state == RoundState.CLOSED
    assert Document.objects.get().state == DocumentState.SYNTHESIS
    assert Entry.objects.filter(action="round.close").count() == 1


def test_what_is_being_typed_when_the_round_closes_is_kept_as_a_late_comment():
    made = make_round()
    words = Words(section_key="muc-kq", block_key="doan-mot", body="Số hội viên chưa khớp", kind="figures")
    keep_typing(participation=made.asked("branch"), words=words, by=made.heads["branch"])

    close_round(round=made.round, by=None)

    late = Comment.objects.get()
    assert (late.state, late.is_late, late.number, late.body) == ("late", True, 1, "Số hội viên chưa khớp")
    assert late.quoted == "Toàn tỉnh có 2.145 hội viên."
    assert not TypedComment.objects.exists()


def test_what_was_sent_already_is_not_kept_once_more_by_a_slow_autosave():
    made = make_round()
    words = Words(section_key="muc-kq", body="Nên thêm số liệu")
    send_comment(participation=made.asked("branch"), words=words, by=made.heads["branch"])
    keep_typing(participation=made.asked("branch"), words=words, by=made.heads["branch"])

    close_round(round=made.round, by=None)

    assert Comment.objects.count() == 1


def test_round_closes_when_its_last_day_is_over_and_not_on_it():
    today = timezone.localdate()
    made = make_round(closes_on=today)

    assert close_past_rounds(today=today) == 0
    assert close_past_rounds(today=today + timedelta(days=1)) == 1
    assert Round.objects.get().state == RoundState.CLOSED
    assert Round.objects.get().closed_by is None
    assert close_past_rounds(today=today + timedelta(days=2)) == 0
    assert made.round.participations.count() == 2


def test_reopen_round_takes_answers_again():
    made = make_round()
    close_round(round=made.round, by=made.staff)

    reopen_round(round=made.round, closes_on=timezone.localdate(), by=made.staff, today=timezone.localdate())

    assert Round.objects.get().state == RoundState.OPEN
    assert Document.objects.get().state == DocumentState.COMMENTING
    assert made.say().state == "sent"


def test_reopen_round_refuses_once_there_is_a_newer_version():
    made = make_round()
    close_round(round=made.round, by=made.staff)
    make_version(document=made.document, kind=VersionKind.DRAFT, name="Dự thảo mới", by=made.staff)
    made.document.refresh_from_db()
    version = make_version(document=made.document, kind=VersionKind.SUBMISSION, by=made.staff)

    assert version.is_current
    with pytest.raises(Refusal, match="bản mới hơn"):
        reopen_round(round=made.round, closes_on=timezone.localdate(), by=made.staff, today=timezone.localdate())


def test_a_late_comment_is_not_taken_once_the_answers_are_published():
    made = make_round()
    close_round(round=made.round, by=made.staff)
    late = made.say()
    Round.objects.filter(pk=made.round.pk).update(published_at=timezone.now(), published_by=made.staff)

    with pytest.raises(Refusal, match="Đã công bố trả lời"):
        decide_late(comment=late, take=True, by=made.staff)
    assert decide_late(comment=late, take=False, by=made.staff).state == "left"


def test_decide_late_takes_leaves_and_turns_round():
    made = make_round()
    close_round(round=made.round, by=made.staff)
    late = made.say()
    assert late.state == "late"

    assert decide_late(comment=late, take=True, by=made.staff).state == "sent"
    assert decide_late(comment=late, take=False, by=made.staff).state == "left"

    reopen_round(round=made.round, closes_on=timezone.localdate(), by=made.staff, today=timezone.localdate())
    in_time = made.say("chapter")
    with pytest.raises(Refusal, match="không phải ý kiến gửi muộn"):
        decide_late(comment=in_time, take=True, by=made.staff)


def test_note_reminder_counts_those_who_have_not_answered():
    made = make_round()
    agree(participation=made.asked("chapter"), by=made.heads["chapter"])

    assert note_reminder(round=made.round, participations=made.round.participations.all(), by=made.staff) == 1
    assert list(Participation.objects.order_by("reminders").values_list("reminders", flat=True)) == [0, 1]


def test_standings_and_shares_count_units_once():
    made = make_round(asked=("branch", "other", "chapter"))
    agree(participation=made.asked("chapter"), by=made.heads["chapter"])
    made.say()

    assert standings_of(made.round) == {Standing.ANSWERED: 1, Standing.OPENED: 1, Standing.NOTHING: 1}
    assert [share.words for share in shares_of(made.round)] == ["0/2 hội phụ nữ cơ sở", "1/1 chi hội Công an xã, phường"]


def test_stopping_a_document_ends_its_round_and_keeps_what_is_being_typed():
    made = make_round()
    keep_typing(participation=made.asked("branch"), words=Words(body="Đang gõ dở"), by=made.heads["branch"])
    with pytest.raises(Refusal, match="Hãy ghi lý do dừng"):
        stop_document(document=made.document, reason=" ", by=made.staff)
    made.round.refresh_from_db()
    assert made.round.state == RoundState.OPEN

    stop_document(document=made.document, reason="Gộp vào báo cáo khác", by=made.staff)

    made.round.refresh_from_db()
    made.document.refresh_from_db()
    assert (made.round.state, made.round.closed_by) == (RoundState.CLOSED, made.staff)
    assert made.document.state == DocumentState.STOPPED
    assert made.round.comments.get().state == CommentState.LATE


def test_unit_that_sent_comments_has_answered_when_the_round_closes_though_nobody_said_so():
    made = make_round()
    asked = made.round.participations.select_related("unit", "round__document", "round__version").get(unit=made.units["branch"])
    comment = send_comment(participation=asked, words=Words(body="Bổ sung số liệu"), by=made.heads["branch"])

    close_round(round=made.round, by=made.staff)

    answered = dict(made.round.participations.values_list("unit", "answered_at"))
    assert answered.pop(made.units["branch"].pk) == comment.written_at
    assert set(answered.values()) == {None}
