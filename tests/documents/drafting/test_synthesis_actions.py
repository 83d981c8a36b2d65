import pytest

from documents.drafting.actions.answers import answer_comment
from documents.drafting.actions.states import move_document
from documents.drafting.actions.synthesis import close_synthesis, join_comments, publish_answers, separate_comment
from documents.drafting.models import Answer, Comment, CommentState, DocumentState, Origin, RoundState
from documents.drafting.queries.synthesis import (
    Filters,
    Places,
    found,
    groups_alike,
    head_of,
    outcomes_of,
    progress,
    report_of,
    rounds_of,
    shown_groups,
    synthesis_rows,
)
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.documents.drafting.synthesised import answered, ask, close_directly, fill, make_work, say

pytestmark = pytest.mark.django_db


def places(work):
    return Places.of(rounds_of(work.document))


def test_joined_comments_are_answered_as_duplicates_of_the_number_at_once():
    work = make_work()
    main = say(work, "Đề nghị bổ sung số liệu hội viên mới kết nạp.")
    other = say(work, "Đề nghị bổ sung số liệu hội viên mới được kết nạp.", unit=1)
    assert join_comments(document=work.document, into=main, comments=[main, other], by=work.staff) == 1
    other.refresh_from_db()
    assert other.joined_to == main
    assert 0.6 < other.similarity < 1
    answer = Answer.objects.get(comment=other)
    assert (answer.kind, answer.wording) == ("duplicate", "Trùng với ý kiến số 1, đã được tổng hợp và trả lời chung.")
    assert not Answer.objects.filter(comment=main).exists()


def test_joining_names_the_round_where_there_were_several():
    work = make_work()
    second = close_directly(work.document, number=2, by=work.staff)
    main = say(work, "Bổ sung số liệu.")
    other = say(work, "Bổ sung số liệu.", round=second)
    join_comments(document=work.document, into=main, comments=[other], by=work.staff)
    assert Answer.objects.get(comment=other).wording.startswith("Trùng với ý kiến số 1 (vòng 1)")


def test_joining_twice_is_the_same_as_once():
    work = make_work()
    main, other = say(work, "Như nhau."), say(work, "Như nhau.")
    join_comments(document=work.document, into=main, comments=[other], by=work.staff)
    assert join_comments(document=work.document, into=main, comments=[other], by=work.staff) == 0
    assert Answer.objects.filter(comment=other).count() == 1


def test_what_was_joined_to_a_joined_one_goes_along():
    work = make_work()
    first, second, third = (say(work, "Như nhau cả.") for _ in range(3))
    join_comments(document=work.document, into=second, comments=[third], by=work.staff)
    join_comments(document=work.document, into=first, comments=[second], by=work.staff)
    assert set(first.joined.all()) == {second, third}
    assert set(Answer.objects.values_list("wording", flat=True)) == {"Trùng với ý kiến số 1, đã được tổng hợp và trả lời chung."}


def test_a_comment_with_an_answer_of_its_own_is_not_joined_to_another():
    work = make_work()
    main, other = say(work), say(work)
    answered(work, other, "explained", "Đã có.")
    with pytest.raises(Refusal, match="Ý kiến số 2 đã có câu trả lời riêng"):
        join_comments(document=work.document, into=main, comments=[other], by=work.staff)


def test_a_separated_comment_waits_for_an_answer_of_its_own():
    work = make_work()
    main, other = say(work), say(work)
    join_comments(document=work.document, into=main, comments=[other], by=work.staff)
    separate_comment(comment=Comment.objects.get(pk=other.pk), by=work.staff)
    other.refresh_from_db()
    assert (other.joined_to, other.similarity) == (None, None)
    assert not Answer.objects.exists()
    assert Entry.objects.filter(action="comment.separate").count() == 1


def test_a_joined_comment_takes_no_answer_by_hand():
    work = make_work()
    main, other = say(work), say(work)
    join_comments(document=work.document, into=main, comments=[other], by=work.staff)
    with pytest.raises(Refusal, match="đã gộp vào ý kiến khác"):
        answer_comment(comment=Comment.objects.get(pk=other.pk), kind="full", wording="", revision=1, by=work.staff)


def test_near_identical_comments_are_proposed_with_their_measure_and_nothing_is_joined_silently():
    work = make_work()
    first = say(work, "Đề nghị bổ sung số liệu hội viên mới kết nạp trong nhiệm kỳ.")
    second = say(work, "Đề nghị bổ sung thêm số liệu hội viên mới kết nạp trong nhiệm kỳ.", unit=1)
    say(work, "Sửa lỗi chính tả ở đoạn hai.")
    (group,) = groups_alike(work.document)
    assert group.ids == (first.pk, second.pk)
    (shown,) = shown_groups([group])
    assert shown.main == first
    assert [one for one, _measure in shown.others] == [second]
    assert 70 < shown.per_cent < 100
    assert not Comment.objects.exclude(joined_to=None).exists()


def test_the_synthesis_does_not_end_while_comments_lack_an_answer_and_says_how_many():
    work = make_work()
    fill(work, {"full": 3, None: 2})
    with pytest.raises(Refusal, match="Còn 2 ý kiến chưa có câu trả lời"):
        close_synthesis(document=work.document, by=work.staff)


def test_the_synthesis_does_not_end_while_late_comments_wait_for_a_decision():
    work = make_work()
    answered(work, say(work))
    say(work, state=CommentState.LATE, is_late=True)
    with pytest.raises(Refusal, match="Còn 1 ý kiến gửi muộn"):
        close_synthesis(document=work.document, by=work.staff)


def test_the_end_of_the_synthesis_goes_back_to_the_draft_and_publishes_the_answers():
    work = make_work()
    answered(work, say(work))
    document = close_synthesis(document=work.document, by=work.staff)
    work.round.refresh_from_db()
    assert document.state == DocumentState.DRAFTING
    assert work.round.published_by == work.staff
    assert close_synthesis(document=work.document, by=work.staff).state == DocumentState.DRAFTING


def test_a_draft_from_above_is_closed_when_its_synthesis_was_sent():
    work = make_work(origin=Origin.FROM_ABOVE, sender="Ban Phụ nữ Công an nhân dân")
    answered(work, say(work))
    with pytest.raises(Refusal, match="số, ngày văn bản"):
        close_synthesis(document=work.document, by=work.staff)
    document = close_synthesis(document=work.document, by=work.staff, sent_as="35/BC-BPN ngày 12/10/2026")
    assert document.state == DocumentState.CLOSED
    assert Entry.objects.filter(action="document.move", reason="35/BC-BPN ngày 12/10/2026").exists()


def test_answers_are_published_only_of_a_closed_round_with_all_its_answers():
    work = make_work()
    comment = say(work)
    with pytest.raises(Refusal, match="Còn 1 ý kiến của vòng 1"):
        publish_answers(round=work.round, by=work.staff)
    answered(work, comment)
    publish_answers(round=work.round, by=work.staff)
    publish_answers(round=work.round, by=work.head)
    work.round.refresh_from_db()
    assert work.round.published_by == work.staff
    work.round.state, work.round.closed_at, work.round.published_at, work.round.published_by = RoundState.OPEN, None, None, None
    work.round.save()
    with pytest.raises(Refusal, match="chưa kết thúc"):
        publish_answers(round=work.round, by=work.staff)


def test_the_province_of_the_example_counts_as_its_papers_do():
    work = make_work(units=4)
    fill(work, {"full": 268, "partly": 61, "explained": 83}, rounds=3)
    silent = ask(work.round, work.province, answered_by=None)
    counts = progress(work.document)
    assert (counts.total, counts.answered, counts.missing, counts.taken) == (412, 412, 0, 329)
    assert dict(counts.by_kind) == {"full": 268, "partly": 61, "explained": 83}
    report = report_of(work.document, places(work))
    assert [said for *_rest, said in report.rounds] == [138, 137, 137]
    for lines in (report.by_kind, report.by_section, report.by_unit):
        assert sum(line.progress.total for line in lines) == 412
        assert sum(line.progress.by_kind.get("explained", 0) for line in lines) == 83
    assert report.silent == [silent.unit.name]
    assert len(report.by_unit) == 4
    head = head_of(work.document)
    assert (head.meetings, head.people, head.spoken) == (13, 260, 39)
    assert sum(row.count for row in synthesis_rows(work.document, places(work))) == 412


def test_comments_stand_in_the_order_of_the_text_and_joined_ones_with_theirs():
    work = make_work()
    late_place = say(work, "Về chỉ tiêu.", section_key="m2", block_key="k4")
    whole = say(work, "Bố cục hợp lý.", section_key="", block_key="")
    early = say(work, "Về số hội viên.")
    joined = say(work, "Về số hội viên.", unit=1)
    join_comments(document=work.document, into=early, comments=[joined], by=work.staff)
    assert found(work.document, places(work), Filters()).ids == [whole.pk, early.pk, late_place.pk]
    rows = synthesis_rows(work.document, places(work))
    assert [(row.place, row.count) for row in rows] == [("Toàn bộ dự thảo", 1), ("I. MỤC 1, đoạn 1", 2), ("II. MỤC 2, đoạn 2", 1)]
    assert rows[1].units == (work.units[0].name, work.units[1].name)


def test_search_and_filters_take_no_heed_of_accents():
    work = make_work()
    first = say(work, "Bổ sung số liệu hội viên.")
    second = say(work, "Sửa câu chữ.", unit=1, kind="wording", section_key="m2", block_key="k3")
    answered(work, second)
    within = places(work)
    assert found(work.document, within, Filters(text="hoi vien")).ids == [first.pk]
    assert found(work.document, within, Filters(kind="wording")).ids == [second.pk]
    assert found(work.document, within, Filters(answer="none")).ids == [first.pk]
    assert found(work.document, within, Filters(answer="full")).ids == [second.pk]
    assert found(work.document, within, Filters(unit=work.units[1].pk)).ids == [second.pk]
    narrowed = found(work.document, within, Filters(section="m2"))
    assert narrowed.ids == [second.pk]
    assert dict(narrowed.by_section) == {"m1": 1, "m2": 1}


def test_a_unit_is_told_the_answer_of_the_comment_that_hers_was_joined_to_and_no_other_words():
    work = make_work()
    main, other = say(work, "Lời riêng của đơn vị một."), say(work, "Lời của đơn vị hai.", unit=1)
    join_comments(document=work.document, into=main, comments=[other], by=work.staff)
    answer_comment(comment=main, kind="explained", wording="Đã có ở mục II.", revision=0, by=work.staff)
    (outcome,) = outcomes_of(work.asked[1])
    assert outcome.comment == other
    assert outcome.answer.kind == "duplicate"
    assert outcome.shared.wording == "Đã có ở mục II."


def test_nothing_is_answered_or_joined_once_the_document_is_before_its_bodies():
    work = make_work()
    main, other = say(work), say(work)
    move_document(document=work.document, to=DocumentState.APPROVAL, by=work.staff)
    with pytest.raises(Refusal, match="không đổi được nữa"):
        join_comments(document=work.document, into=main, comments=[other], by=work.staff)
