from datetime import timedelta

import pytest

from documents.drafting.actions.answers import answer_comment
from documents.drafting.actions.approval import decide_step, send_for_approval, skip_step
from documents.drafting.actions.sections import replace_text
from documents.drafting.actions.states import move_document
from documents.drafting.models import Decision, DocumentState, Outcome, StepState, VersionKind
from documents.drafting.queries.approval import chain_of, returned_decision
from documents.drafting.rules.approval import PlannedStep, begun, may_be_skipped
from documents.drafting.rules.approval import StepState as Planned
from documents.drafting.rules.types import StepKind, type_named
from members.access.refusal import Changed, Refusal
from tests.documents.drafting.synthesised import TODAY, make_work, say
from tests.documents.register.made import pdf
from tests.factories import make_account, make_document, make_province, make_text

pytestmark = pytest.mark.django_db


def send(work, **more):
    return send_for_approval(**{"document": work.document, "by": work.staff, "today": TODAY} | more)


def current(work):
    return work.document.steps.get(state=StepState.CURRENT)


def decide(step, by, outcome="agreed", opinion="", **more):
    values = {"decided_by": "Đại tá Trần Văn Minh", "decided_on": TODAY} | more
    return decide_step(step=step, outcome=outcome, opinion=opinion, by=by, today=TODAY, **values)


def states(work):
    return list(work.document.steps.values_list("state", flat=True))


def test_sending_up_fixes_the_version_and_gives_the_turn_to_the_first_body():
    work = make_work()
    version = send(work)
    work.document.refresh_from_db()
    assert (version.kind, version.is_current, work.document.state) == (VersionKind.SUBMISSION, True, DocumentState.APPROVAL)
    assert states(work) == ["done", "done", "current", "waiting", "waiting", "waiting", "waiting"]
    assert current(work).role == "head"
    said = Decision.objects.get(step__kind="xin_y_kien")
    assert said.opinion == "Đã lấy ý kiến 1 vòng: 0 ý kiến, tiếp thu toàn bộ hoặc một phần 0."


def test_nothing_goes_up_while_comments_lack_an_answer():
    work = make_work()
    comment = say(work)
    with pytest.raises(Refusal, match="Còn 1 ý kiến chưa có câu trả lời"):
        send(work)
    answer_comment(comment=comment, kind="full", wording="", revision=0, by=work.staff)
    assert send(work)


def test_sending_twice_is_the_same_as_once():
    work = make_work()
    assert send(work) == send(work)
    assert work.document.steps.count() == 7


def test_the_trưởng_ban_decides_with_her_own_account_and_the_next_body_follows():
    work = make_work()
    send(work)
    decision = decide(current(work), work.head, opinion="Nhất trí.")
    assert (decision.decided_by, decision.decided_on, decision.recorded_by) == (work.head.full_name, TODAY, work.head)
    assert current(work).role == "leadership"


def test_whoever_submitted_never_decides_her_own_submission():
    work = make_work()
    other_head = make_account("head", work.province)
    send(work, by=work.head)
    with pytest.raises(Refusal, match="Bạn là người trình nên không tự duyệt"):
        decide(current(work), work.head)
    assert decide(current(work), other_head)


def test_the_only_one_who_could_decide_is_told_before_she_submits():
    work = make_work()
    with pytest.raises(Refusal, match="chỉ có bạn duyệt được"):
        send(work, by=work.head)
    assert not work.document.steps.exists()


def test_the_staff_do_not_decide_for_a_body_that_has_an_account():
    work = make_work()
    send(work)
    with pytest.raises(Refusal, match="duyệt bằng tài khoản của mình"):
        decide(current(work), work.staff)
    with pytest.raises(Refusal, match="duyệt bằng tài khoản của mình"):
        decide(current(work), work.leader)


def test_the_staff_record_a_body_without_an_account_with_its_paper_and_scan():
    work = make_work()
    send(work)
    decide(current(work), work.head)
    decide(current(work), work.leader)
    step = current(work)
    assert step.body == "Ban Phụ nữ Công an nhân dân"
    decision = decide(step, work.staff, decided_by="Ban Phụ nữ CAND", paper="Công văn số 12/BPN", upload=pdf())
    assert (decision.decided_by, decision.paper) == ("Ban Phụ nữ CAND", "Công văn số 12/BPN")
    assert decision.scan.content_type == "application/pdf"
    assert states(work) == ["done", "done", "done", "done", "done", "current", "waiting"]
    work.document.refresh_from_db()
    assert work.document.state == DocumentState.APPROVAL


@pytest.mark.parametrize("outcome", ["returned", "agreed_with_changes"])
def test_a_return_and_an_opinion_must_say_why(outcome):
    work = make_work()
    send(work)
    with pytest.raises(Refusal, match="Hãy ghi"):
        decide(current(work), work.head, outcome=outcome)


def test_a_returned_document_is_drafted_again_and_everything_said_stays():
    work = make_work()
    first = send(work)
    decide(current(work), work.head, outcome="returned", opinion="Viết lại mục tiêu.")
    work.document.refresh_from_db()
    assert work.document.state == DocumentState.DRAFTING
    lines = chain_of(work.document)
    assert returned_decision(lines).opinion == "Viết lại mục tiêu."
    replace_text(document=work.document, text=make_text("Lời văn đã viết lại."), cause="sửa", by=work.staff)
    second = send(work)
    assert second.pk != first.pk
    decide(current(work), work.head)
    decisions = Decision.objects.filter(step__role="head").values_list("outcome", "version")
    assert list(decisions) == [(Outcome.RETURNED, first.pk), (Outcome.AGREED, second.pk)]


def test_after_a_return_it_may_go_on_where_it_was_left():
    work = make_work()
    send(work)
    decide(current(work), work.head)
    decide(current(work), work.leader, outcome="returned", opinion="Bổ sung chỉ tiêu.")
    replace_text(document=work.document, text=make_text("Đã bổ sung."), cause="sửa", by=work.staff)
    send(work, from_start=False)
    assert current(work).role == "leadership"


def test_a_step_that_does_not_apply_is_skipped_with_a_reason_and_the_order_stays():
    work = make_work()
    send(work)
    with pytest.raises(Changed, match="chưa đến lượt"):
        decide(work.document.steps.get(position=4), work.leader)
    skip_step(step=current(work), reason="Trưởng ban đi công tác, đã có ý kiến miệng.", by=work.staff)
    assert work.document.steps.get(position=3).state == StepState.SKIPPED
    assert current(work).position == 4


def test_an_approval_that_the_type_requires_is_never_skipped():
    work = make_work()
    with pytest.raises(Refusal, match="không bỏ qua được"):
        send(work, skipped={5: "Cấp trên đã uỷ quyền."})
    send(work, skipped={3: "Đã thống nhất ở cuộc họp Ban."})
    with pytest.raises(Refusal, match="không bỏ qua được"):
        skip_step(step=current(work), reason="Gấp.", by=work.staff)
    assert current(work).role == "leadership"


def test_the_congress_and_the_writing_cannot_be_skipped():
    with pytest.raises(Refusal, match="không bỏ qua được"):
        send(make_work(), skipped={7: "Không họp."})


def test_a_paper_without_a_vote_is_approved_by_its_last_body():
    province = make_province()
    staff, leader = make_account("standing", province), make_account("leadership", province)
    make_account("head", province)
    document = make_document(province, by=staff, type="ke-hoach-dai-hoi", text=make_text("Nội dung./."))
    document = move_document(document=document, to=DocumentState.DRAFTING, by=staff)
    asked = {
        place: "Không lấy ý kiến."
        for place, step in enumerate(type_named(document.type).chain_at("tinh"), start=1)
        if step.kind == StepKind.CONSULT
    }
    send_for_approval(document=document, by=staff, today=TODAY, skipped=asked)
    while (step := document.steps.filter(state=StepState.CURRENT).first()) is not None:
        by = leader if step.role == "leadership" else staff
        if step.role == "head":
            skip_step(step=step, reason="Đã thống nhất.", by=staff)
        else:
            decide(step, by)
    document.refresh_from_db()
    assert document.state == DocumentState.APPROVED


def test_a_decision_of_a_day_to_come_is_refused():
    work = make_work()
    send(work)
    decide(current(work), work.head)
    decide(current(work), work.leader)
    with pytest.raises(Refusal, match="không sau hôm nay"):
        decide(current(work), work.staff, decided_on=TODAY + timedelta(days=1))


def test_the_same_step_is_decided_once():
    work = make_work()
    send(work)
    step = current(work)
    decide(step, work.head)
    with pytest.raises(Changed):
        decide(step, work.head)


def test_rules_of_the_chain():
    kinds = ["soan", "tham_dinh", "duyet"]
    assert [may_be_skipped(kinds, [True] * 3, place) for place in range(3)] == [False, True, False]
    assert not may_be_skipped(kinds, [True, True, False], 2), "somebody has to approve it"
    voted = ["soan", "duyet", "trinh_dai_hoi", "thong_qua"]
    assert [may_be_skipped(voted, [True] * 4, place) for place in range(4)] == [False] * 4
    assert may_be_skipped(voted, [True, False, True, True], 1)
    steps = [
        PlannedStep(StepKind.WRITE),
        PlannedStep(StepKind.ASSESS, Planned.DONE),
        PlannedStep(StepKind.APPROVE, Planned.RETURNED),
    ]
    assert begun(steps, from_start=False) == [Planned.DONE, Planned.DONE, Planned.CURRENT]
    assert begun(steps, from_start=True) == [Planned.DONE, Planned.CURRENT, Planned.WAITING]
