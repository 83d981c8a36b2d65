import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from documents.drafting.actions.answers import (
    AnswerChanged,
    NewWords,
    PlaceChanged,
    answer_comment,
    answer_many,
    take_answer_away,
    take_over,
)
from documents.drafting.actions.sections import write_section
from documents.drafting.actions.synthesis import publish_answers
from documents.drafting.models import Answer, AnswerKind, Change, Comment, CommentState, RoundState
from documents.drafting.rules.text import Block, Kind
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.documents.drafting.synthesised import PARAGRAPHS, answered, make_work, say

pytestmark = pytest.mark.django_db


def give(comment, kind="full", wording="", revision=0, by=None):
    return answer_comment(comment=comment, kind=kind, wording=wording, revision=revision, by=by or comment.written_by)


def words(text, before=PARAGRAPHS[0]):
    new = Block("moi", Kind.PARAGRAPH, text)
    return NewWords((new,), block_key="k1", before=Block("k1", Kind.PARAGRAPH, before))


def test_an_answer_keeps_kind_wording_who_and_when():
    work = make_work()
    answer = give(say(work), kind="explained", wording="  Số liệu đã đúng.  ", by=work.head)
    assert (answer.kind, answer.wording, answer.answered_by, answer.revision) == ("explained", "Số liệu đã đúng.", work.head, 1)
    entry = Entry.objects.get(action="answer.give")
    assert entry.account == work.head


def test_a_second_answer_replaces_the_first_and_a_comment_never_has_two():
    comment = say(make_work())
    give(comment)
    give(comment, kind="partly", wording="Chỉ phần đầu.", revision=1)
    assert Answer.objects.get(comment=comment).kind == "partly"
    assert Answer.objects.get(comment=comment).revision == 2


def test_the_same_answer_again_changes_nothing():
    comment = say(make_work())
    give(comment)
    give(comment)
    assert Answer.objects.get(comment=comment).revision == 1
    assert Entry.objects.filter(action="answer.give").count() == 1


def test_whoever_answers_on_an_old_form_is_told_who_answered_and_nothing_is_overwritten():
    work = make_work()
    comment = say(work)
    give(comment, by=work.head)
    with pytest.raises(AnswerChanged, match="Nguyễn Thị Trưởng Ban vừa trả lời ý kiến số 1: Tiếp thu toàn bộ") as raised:
        give(comment, kind="explained", wording="Không.", revision=0)
    assert raised.value.theirs.answered_by == work.head
    assert Answer.objects.get(comment=comment).kind == "full"


@pytest.mark.parametrize("kind", ["partly", "explained", "out_of_scope"])
def test_what_is_not_taken_over_wholly_must_be_explained(kind):
    with pytest.raises(Refusal, match="giải trình"):
        give(say(make_work()), kind=kind, wording="  ")


@pytest.mark.parametrize("kind", ["duplicate", "", "khong-co"])
def test_nobody_answers_duplicate_by_hand(kind):
    with pytest.raises(Refusal, match="cách trả lời"):
        give(say(make_work()), kind=kind, wording="Trùng.")


def test_no_answer_while_the_round_is_open():
    work = make_work()
    comment = say(work)
    work.round.state, work.round.closed_at = RoundState.OPEN, None
    work.round.save()
    with pytest.raises(Refusal, match="Vòng góp ý chưa kết thúc"):
        give(comment)


@pytest.mark.parametrize("state", [CommentState.WITHDRAWN, CommentState.LATE, CommentState.LEFT])
def test_only_what_counts_is_answered(state):
    with pytest.raises(Refusal, match="không trả lời"):
        give(say(make_work(), state=state))


def test_many_are_answered_at_once_or_none():
    work = make_work()
    first, second, third = (say(work, f"Ý kiến {number}.") for number in range(3))
    answered(work, second)
    with pytest.raises(AnswerChanged):
        answer_many(
            document=work.document,
            comments={one.pk: 0 for one in (first, second, third)},
            kind="explained",
            wording="Đã có.",
            by=work.staff,
        )
    assert Answer.objects.count() == 1
    revisions = {first.pk: 0, second.pk: 1, third.pk: 0}
    assert answer_many(document=work.document, comments=revisions, kind="explained", wording="Đã có.", by=work.staff) == 3
    assert set(Answer.objects.values_list("kind", "wording")) == {("explained", "Đã có.")}
    assert Entry.objects.filter(action="answer.give").count() == 3


def test_comments_of_another_document_are_not_answered_with_these():
    work, other = make_work(), make_work()
    with pytest.raises(Refusal, match="không còn trong văn kiện này"):
        answer_many(document=work.document, comments={say(other).pk: 0}, kind="full", wording="", by=work.staff)


def test_an_answer_can_be_taken_away_until_it_is_published():
    work = make_work()
    comment = say(work)
    give(comment)
    take_answer_away(comment=comment, revision=1, by=work.staff)
    assert not Answer.objects.exists()
    give(comment)
    publish_answers(round=work.round, by=work.staff)
    with pytest.raises(Refusal, match="đã công bố"):
        take_answer_away(comment=comment, revision=1, by=work.staff)


def test_taking_over_writes_the_text_links_the_change_and_answers_in_one():
    work = make_work()
    first, second = say(work, "Ghi số hội viên bằng chữ số."), say(work, "Nêu rõ số hội viên.", unit=1)
    section = work.document.sections.get(key="m1")
    change = take_over(
        section=section, comments={first.pk: 0, second.pk: 0}, words=words("Toàn tỉnh có 1.500 hội viên."), kind="full",
        wording="Đã sửa.", by=work.staff,
    )  # fmt: skip
    section.refresh_from_db()
    assert [block["html"] for block in section.blocks] == ["Toàn tỉnh có 1.500 hội viên.", PARAGRAPHS[1]]
    assert section.blocks[0]["key"] == "k1"
    assert set(change.comments.all()) == {first, second}
    assert (change.before, change.after) == (PARAGRAPHS[0], "Toàn tỉnh có 1.500 hội viên.")
    assert section.texts.first().cause == "tiếp thu ý kiến số 1, 2"
    assert set(Answer.objects.values_list("kind", flat=True)) == {AnswerKind.FULL}


def test_taking_over_keeps_what_another_wrote_elsewhere_in_the_section():
    work = make_work()
    comment = say(work)
    section = work.document.sections.get(key="m1")
    blocks = section.as_section().blocks
    write_section(
        section=section, heading=section.heading, style=None, blocks=(blocks[0], Block("k2", Kind.PARAGRAPH, "Người khác sửa.")),
        based_on=section.revision, cause="sửa", by=work.head,
    )  # fmt: skip
    take_over(section=section, comments={comment.pk: 0}, words=words("Lời văn mới."), kind="full", wording="", by=work.staff)
    section.refresh_from_db()
    assert [block["html"] for block in section.blocks] == ["Lời văn mới.", "Người khác sửa."]


def test_taking_over_into_a_paragraph_that_was_rewritten_meanwhile_is_told():
    work = make_work()
    comment = say(work)
    section = work.document.sections.get(key="m1")
    with pytest.raises(PlaceChanged, match="vừa được người khác sửa") as raised:
        take_over(
            section=section,
            comments={comment.pk: 0},
            words=words("Mới.", before="Lời văn cũ hơn."),
            kind="full",
            wording="",
            by=work.staff,
        )
    assert raised.value.now.html == PARAGRAPHS[0]
    assert not Change.objects.exists()
    assert not Answer.objects.exists()


def test_taking_over_without_a_change_of_the_text_is_refused():
    work = make_work()
    comment = say(work)
    section = work.document.sections.get(key="m1")
    with pytest.raises(Refusal, match="Lời văn chưa thay đổi"):
        take_over(section=section, comments={comment.pk: 0}, words=words(PARAGRAPHS[0]), kind="full", wording="", by=work.staff)
    assert not Answer.objects.exists()


def test_an_answer_given_meanwhile_takes_the_new_words_back_too():
    work = make_work()
    comment = say(work)
    answered(work, comment, "explained", "Đã rõ.")
    section = work.document.sections.get(key="m1")
    with pytest.raises(AnswerChanged):
        take_over(section=section, comments={comment.pk: 0}, words=words("Mới."), kind="full", wording="", by=work.staff)
    section.refresh_from_db()
    assert section.blocks[0]["html"] == PARAGRAPHS[0]


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_the_same_comment_at_once_leave_one_answer_and_the_second_is_told():
    work = make_work()
    comment = say(work)
    start = threading.Barrier(2)

    def answer(person):
        start.wait()
        try:
            answer_comment(
                comment=Comment.objects.select_related("round__document").get(pk=comment.pk),
                kind="explained", wording=f"Theo {person.full_name}.", revision=0, by=person,
            )  # fmt: skip
        except AnswerChanged as changed:
            return changed.theirs.answered_by
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(answer, (work.staff, work.head)))
    assert sorted(one is None for one in told) == [False, True]
    answer_now = Answer.objects.get(comment=comment)
    assert answer_now.answered_by in told
