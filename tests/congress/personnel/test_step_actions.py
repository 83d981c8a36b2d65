"""Steps: opened in order, recorded, judged, closed, reopened; by two people at once."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from congress.personnel.actions.processes import StepLine, adapt_process, choose_process
from congress.personnel.actions.steps import (
    FiguresProblem,
    NameEntry,
    StepEntry,
    close_step,
    open_step,
    put_forward,
    record_step,
    reopen_step,
)
from congress.personnel.models import Candidate, Direction, NameResult, Place, ProcessStep, Reopening, StepName, StepState
from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from tests.congress.personnel.funnel import pass_vetting
from tests.congress.personnel.people import TODAY, Room, adopt, candidates, finish, make_room, process, step_of, walk_to

pytestmark = pytest.mark.django_db
FIGURES: dict[str, int | None] = {"summoned": 40, "present": 38, "issued": 38, "collected": 38, "valid": 37, "invalid": 1}


def record_votes(
    room: Room, step: ProcessStep, *votes: int, decisions: dict[int, NameEntry] | None = None, **figures: Any
) -> ProcessStep:
    names = {
        name.pk: NameEntry(votes=number)
        for name, number in zip(step.names.order_by("candidate__sort_key", "id"), votes, strict=True)
    }
    entry = StepEntry(held_on=date(2026, 9, 10), figures=FIGURES | figures, names=names | (decisions or {}))
    return record_step(step=step, entry=entry, revision=step_of(room, step.code).revision, today=TODAY, by=room.committee)


def ready(number: int = 4, code: str = "B3") -> tuple[Room, ProcessStep]:
    room = make_room()
    adopt(room)
    candidates(room, number)
    process(room)
    return room, walk_to(room, code)


def test_a_meeting_cannot_be_older_than_the_one_before_it() -> None:
    room, step = ready()
    ProcessStep.objects.filter(process=step.process, code="B1").update(held_on=date(2026, 9, 11))

    with pytest.raises(Refusal, match="Bước B1 họp ngày 11/09/2026, bước B3 không thể họp trước ngày đó"):
        record_votes(room, step, 30, 25, 20, 10)

    ProcessStep.objects.filter(process=step.process, code="B1").update(held_on=date(2026, 9, 10))
    assert record_votes(room, step, 30, 25, 20, 10).held_on == date(2026, 9, 10)


def results(step: ProcessStep) -> list[str]:
    return list(step.names.order_by("candidate__sort_key", "id").values_list("result", flat=True))


def test_a_step_does_not_begin_before_the_one_before_is_closed() -> None:
    room = make_room()
    process(room)

    with pytest.raises(Refusal, match="Hãy kết thúc bước B0 trước"):
        open_step(step=step_of(room, "B1"), by=room.committee)


def test_names_are_not_put_forward_before_the_direction_is_adopted() -> None:
    room = make_room()
    process(room, "E")

    with pytest.raises(Refusal, match="Phương hướng nhân sự chưa được thông qua"):
        open_step(step=step_of(room, "E1"), by=room.committee)


def test_the_step_of_the_direction_does_not_close_without_its_adoption() -> None:
    room = make_room()
    process(room)
    walk_to(room, "B1")

    with pytest.raises(FiguresProblem) as raised:
        finish(room, "B1")

    assert [one.field for one in raised.value.problems] == ["direction"]


def test_the_step_of_the_direction_asks_for_more_than_half_of_those_summoned() -> None:
    room = make_room()
    adopt(room)
    process(room)
    walk_to(room, "B1")
    Direction.objects.update(in_favour=20)

    with pytest.raises(FiguresProblem) as raised:
        finish(room, "B1")
    assert "20 người đồng ý; bước B1 cần quá 1/2 số người được triệu tập: ít nhất 21/40" in raised.value.problems[0].sentence
    Direction.objects.update(in_favour=21)
    finish(room, "B1")


def test_votes_that_do_not_add_up_are_all_named_and_nothing_is_saved() -> None:
    room, step = ready(2)

    with pytest.raises(FiguresProblem) as raised:
        record_votes(room, step, 38, 20, present=41, valid=36)

    assert len(raised.value.problems) == 3
    assert step_of(room, "B3").present is None
    assert results(step) == [NameResult.PENDING, NameResult.PENDING]


def test_more_than_half_of_those_present_pass_and_go_on() -> None:
    room, step = ready(4)

    saved = record_votes(room, step, 37, 20, 19, 0)
    close_step(step=saved, revision=saved.revision, by=room.committee)
    open_step(step=step_of(room, "B4"), by=room.committee)

    assert results(step) == ["passed", "passed", "failed", "failed"]
    assert step_of(room, "B4").names.count() == 2


def test_a_step_does_not_close_without_a_quorum() -> None:
    room, step = ready(1)
    saved = record_votes(room, step, 20, present=26, issued=26, collected=26, valid=26, invalid=0)

    with pytest.raises(FiguresProblem) as raised:
        close_step(step=saved, revision=saved.revision, by=room.committee)

    assert "Có mặt 26/40" in raised.value.problems[0].sentence
    assert "cần ít nhất 27" in raised.value.problems[0].sentence


def test_a_step_does_not_close_while_figures_are_missing() -> None:
    room, step = ready(1)
    entry = StepEntry(figures={"summoned": 40})
    saved = record_step(step=step, entry=entry, revision=step.revision, today=TODAY, by=room.committee)

    with pytest.raises(FiguresProblem) as raised:
        close_step(step=saved, revision=saved.revision, by=room.committee)

    assert {one.field for one in raised.value.problems} == {
        "held_on",
        "present",
        "issued",
        "collected",
        "valid",
        "invalid",
        "votes",
    }


def test_equal_votes_at_the_limit_wait_for_a_decision_with_a_reason() -> None:
    room, step = ready(3)
    ProcessStep.objects.filter(pk=step.pk).update(most=2)
    saved = record_votes(room, step, 30, 25, 25)
    first, second = list(step.names.filter(votes=25).order_by("candidate__sort_key", "id"))

    assert results(step) == ["passed", "tied", "tied"]
    with pytest.raises(FiguresProblem, match="Chưa kết thúc được"):
        close_step(step=saved, revision=saved.revision, by=room.committee)
    with pytest.raises(FiguresProblem, match="thiếu lý do"):
        record_votes(room, step, 30, 25, 25, decisions={first.pk: NameEntry(25, "passed")})

    saved = record_votes(
        room, step, 30, 25, 25,
        decisions={first.pk: NameEntry(25, "passed", "Cơ cấu trẻ"), second.pk: NameEntry(25, "failed", "Nhường cơ cấu trẻ")},
    )  # fmt: skip
    close_step(step=saved, revision=saved.revision, by=room.committee)

    first.refresh_from_db()
    assert results(step) == ["passed", "passed", "failed"]
    assert (first.decided_by, first.decided_because) == (room.committee, "Cơ cấu trẻ")


def test_a_decision_counts_for_nothing_where_the_votes_decide() -> None:
    room, step = ready(1)
    name = step.names.get()

    record_votes(room, step, 3, decisions={name.pk: NameEntry(3, "passed", "Cần người")})

    assert results(step) == ["failed"]


def test_only_those_who_passed_can_be_put_forward() -> None:
    room, step = ready(2)
    saved = record_votes(room, step, 30, 3)
    close_step(step=saved, revision=saved.revision, by=room.committee)
    four = open_step(step=step_of(room, "B4"), by=room.committee)
    failed = step.names.get(votes=3).candidate_id

    with pytest.raises(Refusal, match="chưa đạt ở bước trước"):
        put_forward(step=four, candidate_ids=[failed], by=room.committee)


def test_the_answer_of_a_committee_needs_its_paper() -> None:
    room, _ = ready(1, "B6")

    with pytest.raises(FiguresProblem) as raised:
        finish(room, "B6", paper="")

    assert [one.field for one in raised.value.problems] == ["paper"]


def test_reopening_keeps_what_was_and_needs_a_reason() -> None:
    room, step = ready(2)
    saved = record_votes(room, step, 30, 3)
    close_step(step=saved, revision=saved.revision, by=room.committee)

    with pytest.raises(Refusal, match="lý do mở lại"):
        reopen_step(step=step, reason=" ", by=room.leader)
    reopen_step(step=step, reason="Ghi nhầm một phiếu", by=room.leader)

    kept = Reopening.objects.get()
    assert kept.before["valid"] == 37
    assert [one["votes"] for one in kept.before["names"]] == [30, 3]
    assert step_of(room, "B3").state == StepState.OPEN


def test_a_step_is_not_reopened_under_a_later_one() -> None:
    room, _ = ready(1, "B4")

    with pytest.raises(Refusal, match="mở lại lần lượt từ bước B4"):
        reopen_step(step=step_of(room, "B3"), reason="Xem lại", by=room.leader)


def test_recording_over_what_somebody_else_recorded_is_told() -> None:
    room, step = ready(1)
    record_votes(room, step, 30)

    with pytest.raises(Changed, match="vừa được người khác ghi"):
        record_step(step=step, entry=StepEntry(), revision=step.revision, today=TODAY, by=room.committee)


def test_the_trace_of_the_steps_names_nobody() -> None:
    room, step = ready(2)
    saved = record_votes(room, step, 30, 3)
    close_step(step=saved, revision=saved.revision, by=room.committee)

    entries = Entry.objects.filter(action__startswith="personnel.")
    said = " ".join(f"{one.object_label} {one.details} {one.reason}" for one in entries)
    assert entries.count() > 10
    assert "Nguồn" not in said
    assert "30" not in said.replace("2030", "")


def test_a_process_is_adapted_with_a_reason_before_its_first_step() -> None:
    room = make_room()
    made = process(room)
    b0, b1 = made.steps.all()[:2]
    lines = [
        StepLine(b1.pk, "B0", "Phương hướng", "Ban Phụ nữ", "", "show", "2/3", "CO_MAT", None, "direction"),
        StepLine(None, "B9", "Lấy ý kiến thêm", "Hội viên", "", "ballot", "1/2", "PHIEU_HOP_LE", 30, "naming"),
        StepLine(b0.pk, "B1", "Rà soát", "", "", "none", "", "", None, "review"),
    ]

    with pytest.raises(Refusal, match="lý do điều chỉnh"):
        adapt_process(process=made, lines=lines, reason="", revision=made.revision, by=room.committee)
    adapt_process(process=made, lines=lines, reason="Theo hướng dẫn mới", revision=made.revision, by=room.committee)

    assert [(one.code, one.name, one.threshold) for one in made.steps.all()] == [
        ("B0", "Phương hướng", "2/3"), ("B9", "Lấy ý kiến thêm", "1/2"), ("B1", "Rà soát", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": ""}, "mã bước"), ({"name": ""}, "nội dung"), ({"threshold": "5/4"}, "nhỏ hơn 1"),
        ({"threshold": "nửa"}, "không phải phân số"), ({"base": ""}, "tính trên số nào"),
    ],
)  # fmt: skip
def test_a_line_that_the_program_could_not_follow_is_refused(change: dict[str, str], sentence: str) -> None:
    room = make_room()
    made = process(room)
    values = {"code": "B1", "name": "Bước", "meeting": "", "product": "", "method": "show", "threshold": "1/2", "base": "CO_MAT"}
    line = StepLine(pk=None, most=None, purpose="naming", **values | change)

    with pytest.raises(Refusal, match=sentence):
        adapt_process(process=made, lines=[line], reason="Vì thế", revision=made.revision, by=room.committee)


def test_another_branch_is_taken_until_the_first_step_begins() -> None:
    room = make_room()
    process(room, "B")

    assert choose_process(congress=room.congress, branch="C", by=room.committee).steps.count() == 6
    open_step(step=step_of(room, "C1"), by=room.committee)
    with pytest.raises(Refusal, match="Bước C1 đã bắt đầu"):
        choose_process(congress=room.congress, branch="B", by=room.committee)


def test_the_list_are_those_who_passed_and_reopening_puts_the_others_back() -> None:
    room, step = ready(3)
    reserve = step.names.order_by("-candidate__sort_key")[0].candidate
    Candidate.objects.filter(pk=reserve.pk).update(place=Place.RESERVE)
    saved = record_votes(room, step, 30, 3, 4)
    close_step(step=saved, revision=saved.revision, by=room.committee)

    places = Candidate.objects.order_by("sort_key").values_list("place", "dropped_because")
    assert list(places) == [("proposed", ""), ("not", "Không đủ số phiếu ở bước B3."), ("reserve", "")]
    reopen_step(step=step, reason="Đếm lại", by=room.leader)
    assert [place for place, _ in places.all()] == ["proposed", "proposed", "reserve"]


def in_b4(number: int) -> tuple[Room, list[StepName]]:
    """So many names in the vetting, of whom nobody has asked anything."""
    room, step = ready(number, "B4")
    return room, list(step.names.select_related("candidate__member"))


def close_b4(room: Room, decisions: dict[int, NameEntry]) -> None:
    step = step_of(room, "B4")
    saved = record_step(step=step, entry=StepEntry(names=decisions), revision=step.revision, today=TODAY, by=room.committee)
    close_step(step=saved, revision=saved.revision, by=room.committee)


def test_nobody_goes_on_by_default_while_an_answer_of_the_vetting_is_missing() -> None:
    room, (clear, waiting, refused) = in_b4(3)
    pass_vetting([clear.candidate, refused.candidate])
    refused.candidate.vettings.filter(kind="tieu_chuan_chinh_tri").update(state="failed")

    with pytest.raises(FiguresProblem) as problem:
        close_b4(room, {})
    sentences = {one.key: one.sentence for one in problem.value.problems}
    assert set(sentences) == {waiting.pk, refused.pk}
    assert "nội dung thẩm định chưa có trả lời. Hãy chọn đi tiếp hay không đi tiếp." in sentences[waiting.pk]
    assert "Tiêu chuẩn chính trị: không đạt (theo văn bản 125/PX01" in sentences[refused.pk]

    close_b4(room, {waiting.pk: NameEntry(decision="passed"), refused.pk: NameEntry(decision="failed", because="Chưa đủ")})
    results = dict(step_of(room, "B4").names.values_list("pk", "result"))
    assert results == {clear.pk: "passed", waiting.pk: "passed", refused.pk: "failed"}


def test_who_withdrew_does_not_go_on_by_default() -> None:
    room, (gone,) = in_b4(1)
    pass_vetting([gone.candidate])
    Candidate.objects.filter(pk=gone.candidate_id).update(place=Place.NOT, withdrawn_on=date(2026, 9, 20))

    with pytest.raises(FiguresProblem) as problem:
        close_b4(room, {})
    assert "Đã xin rút ngày 20/09/2026." in problem.value.problems[0].sentence


def test_who_is_not_chosen_into_a_step_is_not_said_to_have_failed_it() -> None:
    room, (chosen, refused, left) = in_b4(3)
    put_forward(step=step_of(room, "B4"), candidate_ids={chosen.candidate_id, refused.candidate_id}, by=room.committee)
    close_b4(room, {chosen.pk: NameEntry(decision="passed"), refused.pk: NameEntry(decision="failed", because="Chưa đủ")})

    said = dict(Candidate.objects.values_list("pk", "dropped_because"))
    assert said == {
        chosen.candidate_id: "",
        refused.candidate_id: "Chưa đủ điều kiện khi thẩm định ở bước B4.",
        left.candidate_id: "Không chọn vào danh sách rút gọn để thẩm định ở bước B4.",
    }
    reopen_step(step=step_of(room, "B4"), reason="Xem lại", by=room.leader)
    assert set(Candidate.objects.values_list("place", flat=True)) == {"proposed"}


def together(*works: Callable[[], object]) -> list[object]:
    """Each in a thread of its own, begun at once; what each gave or raised."""
    found: list[object] = []
    barrier = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            found.append(work())
        except Refusal as refusal:
            found.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_two_people_who_close_a_step_at_once_close_it_once() -> None:
    room, step = ready(2)
    saved = record_votes(room, step, 30, 3)

    found = together(
        lambda: close_step(step=saved, revision=saved.revision, by=room.committee),
        lambda: close_step(step=step_of(room, "B3"), revision=saved.revision, by=room.leader),
    )

    assert not [one for one in found if isinstance(one, Refusal)]
    closings = [one for one in Entry.objects.filter(action="personnel.step_close") if one.details["step"] == "B3"]
    assert len(closings) == 1


@pytest.mark.django_db(transaction=True)
def test_one_records_while_another_closes_and_nothing_is_lost() -> None:
    room, step = ready(1)
    saved = record_votes(room, step, 30)
    name = step.names.get()
    entry = StepEntry(held_on=date(2026, 9, 10), figures=FIGURES, names={name.pk: NameEntry(votes=3)})

    found = together(
        lambda: close_step(step=saved, revision=saved.revision, by=room.committee),
        lambda: record_step(step=saved, entry=entry, revision=saved.revision, today=TODAY, by=room.leader),
    )

    refused = [one for one in found if isinstance(one, Refusal)]
    name.refresh_from_db()
    assert len(refused) == 1
    closed = step_of(room, "B3").state == StepState.CLOSED
    assert (closed, name.votes) in [(True, 30), (False, 3)]
