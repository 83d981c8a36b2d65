"""The checklist of standards: what is asked, what is written down, what the page shows of it, and where it warns."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congress.personnel.actions.candidates import is_bare
from congress.personnel.actions.keeping import agree_to_destroy
from congress.personnel.actions.standards import StandardProblems, TypedAnswer, answer_standards
from congress.personnel.models import Candidate, CandidateStandard, Direction, SealedFile, Vetting, VettingState
from congress.personnel.queries.outcome import gate_of
from congress.personnel.rules.standards import MET, NOT_APPLICABLE, OPEN, UNMET, checklist, standards, standards_for
from congress.terms.models import Congress, CongressState
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.congress.personnel.people import TODAY, Room, adopt, candidates, make_room
from tests.pages import faults_in


@pytest.fixture
def room(db: None) -> Room:
    made = make_room()
    adopt(made)
    return made


@pytest.fixture
def candidate(room: Room) -> Candidate:
    return candidates(room, 1)[0]


def write(room: Room, candidate: Candidate, *, revision: int = 0, **answers: tuple[str, str]) -> int:
    typed = {code: TypedAnswer(answer, evidence, revision) for code, (answer, evidence) in answers.items()}
    return answer_standards(candidate=candidate, answers=typed, by=room.committee)


def page_of(candidate: Candidate, name: str = "candidate-standards") -> str:
    return reverse(f"personnel:{name}", args=[candidate.pk])


def everything(**changed: str) -> dict[str, str]:
    """A whole page as the browser sends it: everything met, seen for the first time."""
    data = {f"{part}-{code}": value for code in standards() for part, value in (("answer", MET), ("revision", "0"))}
    return data | changed


# ---- rules -----------------------------------------------------------------------------------------------------------


def test_rank_and_planning_are_asked_only_of_the_police() -> None:
    asked, others = standards_for(police=True), standards_for(police=False)

    assert {one.code for one in asked} - {one.code for one in others} == {"cap_bac_chuc_vu", "quy_hoach"}
    assert len(others) == 10
    assert all(one.name and one.help and one.basis and one.mark for one in asked)


def test_what_does_not_apply_is_not_counted_and_what_nobody_looked_at_is() -> None:
    found = checklist({"suc_khoe": (MET, ""), "quy_hoach": (NOT_APPLICABLE, "x"), "uy_tin": (UNMET, "y")}, police=True)

    assert (len(found.met), found.counted, len(found.unmet), len(found.open)) == (1, 11, 1, 9)
    assert not found.is_met
    assert checklist(dict.fromkeys(standards(), (MET, "")), police=False).is_met


# ---- the action ------------------------------------------------------------------------------------------------------


def test_answers_are_kept_with_their_ground_and_the_trace_has_neither(room: Room, candidate: Candidate) -> None:
    assert write(room, candidate, suc_khoe=(MET, "Giấy số 12"), uy_tin=(UNMET, "Phiếu giới thiệu 30%"), dao_duc=(OPEN, "")) == 2

    row = CandidateStandard.objects.get(candidate=candidate, code="uy_tin")
    assert (row.answer, row.evidence, row.answered_by, row.revision) == (UNMET, "Phiếu giới thiệu 30%", room.committee, 1)
    entry = Entry.objects.get(action="personnel.standards_answer")
    assert entry.details == {"candidate": candidate.pk, "rows": 2}
    assert candidate.member.full_name not in f"{entry.object_label}{entry.reason}"
    assert not is_bare(candidate)


def test_the_same_again_writes_nothing(room: Room, candidate: Candidate) -> None:
    write(room, candidate, suc_khoe=(MET, "Giấy số 12"))

    assert write(room, candidate, revision=1, suc_khoe=(MET, "Giấy số 12")) == 0
    assert Entry.objects.filter(action="personnel.standards_answer").count() == 1


def test_no_without_a_ground_and_a_ground_without_an_answer_are_refused_and_nothing_is_saved(
    room: Room, candidate: Candidate
) -> None:
    with pytest.raises(StandardProblems) as refused:
        write(room, candidate, suc_khoe=(MET, ""), uy_tin=(UNMET, ""), quy_hoach=(NOT_APPLICABLE, ""), dao_duc=(OPEN, "abc"))

    assert set(refused.value.rows) == {"uy_tin", "quy_hoach", "dao_duc"}
    assert not CandidateStandard.objects.exists()
    with pytest.raises(StandardProblems):
        write(room, candidate, suc_khoe=("nonsense", ""))


def test_what_somebody_else_answered_since_is_told_and_not_written_over(room: Room, candidate: Candidate) -> None:
    write(room, candidate, suc_khoe=(UNMET, "Giấy số 12"))

    with pytest.raises(StandardProblems) as refused:
        write(room, candidate, suc_khoe=(MET, ""))

    assert "Người khác vừa ghi “Chưa đạt”, căn cứ “Giấy số 12”" in refused.value.rows["suc_khoe"]
    assert CandidateStandard.objects.get().answer == UNMET


def test_a_standard_that_is_not_asked_is_left_aside_and_a_congress_that_is_over_closed(room: Room, candidate: Candidate) -> None:
    assert write(room, candidate, no_such_thing=(MET, "")) == 0
    Congress.objects.update(state=CongressState.CLOSED)
    with pytest.raises(Refusal):
        write(room, candidate, suc_khoe=(MET, ""))


def test_the_grounds_go_with_the_files_and_the_answers_stay(room: Room, candidate: Candidate) -> None:
    write(room, candidate, suc_khoe=(UNMET, "Giấy số 12"))
    Direction.objects.update(keep_until=date(2026, 1, 1))
    Congress.objects.update(held_on=date(2025, 12, 1))

    agree_to_destroy(direction=Direction.objects.get(), today=TODAY, by=room.leader)

    row = CandidateStandard.objects.get()
    assert (row.answer, row.evidence) == (UNMET, "")
    assert not SealedFile.objects.filter(destroyed_at=None).exists()


# ---- pages -----------------------------------------------------------------------------------------------------------


def test_the_whole_page_is_saved_at_once_and_counted_on_hers(room: Room, candidate: Candidate) -> None:
    client = room.sign_in(room.committee)
    data = everything(**{"answer-suc_khoe": UNMET, "evidence-suc_khoe": "Giấy số 12", "answer-uy_tin": OPEN})
    data |= {"answer-quy_hoach": NOT_APPLICABLE, "evidence-quy_hoach": "Không yêu cầu"}

    answer = client.post(page_of(candidate), data)

    assert answer["Location"] == page_of(candidate, "candidate")
    text = client.get(page_of(candidate, "candidate")).content.decode()
    assert "Tiêu chuẩn: đạt 9/11" in text
    assert "<strong>Chưa đạt:</strong> Sức khoẻ (Giấy số 12)" in text
    assert "<strong>Chưa xem xét:</strong> Uy tín với hội viên, phụ nữ</li>" in text


def test_a_page_with_a_mistake_keeps_what_was_typed_and_says_where(room: Room, candidate: Candidate) -> None:
    data = everything(**{"answer-uy_tin": UNMET, "evidence-dao_duc": "Nhận xét ngày 3/9"})

    answer = room.sign_in(room.committee).post(page_of(candidate), data)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert faults_in(answer) == []
    assert '<a href="#evidence-uy_tin">Uy tín với hội viên, phụ nữ</a>: Hãy ghi lý do, căn cứ.' in text
    assert 'value="Nhận xét ngày 3/9"' in text
    assert 'value="unmet" id="answer-uy_tin-unmet" checked' in text
    assert not CandidateStandard.objects.exists()


def test_after_a_stale_page_saving_again_saves(room: Room, candidate: Candidate) -> None:
    client = room.sign_in(room.committee)
    write(room, candidate, suc_khoe=(UNMET, "Giấy số 12"))

    stale = client.post(page_of(candidate), everything())

    assert "Người khác vừa ghi “Chưa đạt”" in stale.content.decode()
    assert 'name="revision-suc_khoe" value="1"' in stale.content.decode()
    assert client.post(page_of(candidate), everything(**{"revision-suc_khoe": "1"})).status_code == 302
    assert CandidateStandard.objects.get(code="suc_khoe").answer == MET


def test_what_the_program_knows_stands_beside_and_decides_nothing(room: Room, candidate: Candidate) -> None:
    Vetting.objects.create(
        candidate=candidate, kind="quy_hoach", state=VettingState.FAILED, paper="45/PX01", paper_on=date(2026, 9, 1)
    )

    answer = room.sign_in(room.committee).get(page_of(candidate))

    rows = {row["standard"].code: row for row in answer.context["rows"]}
    assert faults_in(answer) == []
    assert rows["hoi_vien"]["proposed"] == "Đạt"
    assert (rows["quy_hoach"]["proposed"], rows["quy_hoach"]["known"].words) == (
        "Chưa đạt", "thẩm định trả lời: không trong quy hoạch (văn bản 45/PX01)",
    )  # fmt: skip
    assert rows["ky_luat"]["known"].words == "hồ sơ hội viên không ghi kỷ luật nào"
    assert rows["do_tuoi"]["known"] is not None
    assert {row["typed"].answer for row in rows.values()} == {OPEN}
    assert answer.content.decode().count(' value="open" id=') == len(rows)


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["candidate", "candidate-standards"])
def test_a_page_takes_as_many_queries_with_all_answers_as_with_one(room: Room, candidate: Candidate, name: str) -> None:
    client = room.sign_in(room.committee)
    write(room, candidate, suc_khoe=(MET, ""))
    one = queries_of(client, page_of(candidate, name))

    write(room, candidate, **{code: (MET, "căn cứ") for code in standards() if code != "suc_khoe"})

    assert queries_of(client, page_of(candidate, name)) == one


def asked_for_standards(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return sum('FROM "personnel_candidatestandard"' in one["sql"].split("WHERE")[0] for one in queries.captured_queries)


def test_standards_cost_one_query_on_her_page_and_none_on_lists(room: Room, candidate: Candidate) -> None:
    client = room.sign_in(room.committee)

    assert asked_for_standards(client, page_of(candidate, "candidate")) == 1
    for name in ("candidates", "board", "vetting"):
        assert asked_for_standards(client, reverse(f"personnel:{name}", args=[room.congress.pk])) == 0


# ---- the final list --------------------------------------------------------------------------------------------------


def test_what_is_not_met_warns_before_the_list_is_locked_and_blocks_nothing(room: Room, candidate: Candidate) -> None:
    before = gate_of(room.congress)
    write(room, candidate, suc_khoe=(UNMET, "Giấy số 12"), uy_tin=(UNMET, "x"), dao_duc=(MET, ""))

    gate = gate_of(room.congress)

    new = [one for one in gate.warnings if one not in before.warnings]
    assert [one.sentence for one in new] == [
        f"{candidate.member.full_name}: chưa đạt tiêu chuẩn Uy tín với hội viên, phụ nữ, Sức khoẻ."
    ]
    assert gate.blocks == before.blocks
    assert gate.hash == before.hash


def test_the_gate_takes_as_many_queries_with_answers_as_without(room: Room, candidate: Candidate) -> None:
    with CaptureQueriesContext(connection) as nothing:
        gate_of(room.congress)
    write(room, candidate, suc_khoe=(UNMET, "Giấy số 12"), uy_tin=(UNMET, "x"))
    with CaptureQueriesContext(connection) as some:
        gate_of(room.congress)

    assert len(some) == len(nothing)
