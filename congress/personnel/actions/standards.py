"""Whether a candidate meets the standards: one answer and what it rests on for each of them, all of a page at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from congress.personnel.actions.candidates import lock_candidate
from congress.personnel.models import Candidate, CandidateStandard, StandardAnswer
from congress.personnel.queries.standards import is_police
from congress.personnel.rules.standards import NEED_EVIDENCE, Standard, standards_for
from congress.terms.queries import rule_set_of
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record


@dataclass(frozen=True)
class TypedAnswer:
    """What was typed about one standard; `revision` 0: the page showed that nothing was there yet."""

    answer: str
    evidence: str
    revision: int


class StandardProblems(Refusal):
    """Some answers can't be saved; none was. `rows`: sentence by code of the standard."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        super().__init__(f"Chưa lưu được: {len(rows):02} tiêu chuẩn cần xem lại. Những gì bạn nhập vẫn còn trong trang.")
        self.rows = rows


@transaction.atomic
def answer_standards(*, candidate: Candidate, answers: Mapping[str, TypedAnswer], by: Account) -> int:
    """Write down the answers of a page, all of them or none. Returns how many changed.

    Codes that the congress doesn't ask for are left aside. Raises `StandardProblems` for an answer that somebody else changed
    since the page was opened, for "chưa đạt" and "không áp dụng" without a reason, for evidence without an answer; `Refusal`
    when the congress is over.
    """
    locked = lock_candidate(candidate)
    asked = standards_for(police=is_police(rule_set_of(locked.congress)))
    standing = {one.code: one for one in CandidateStandard.objects.filter(candidate=locked)}
    problems: dict[str, str] = {}
    changed: list[CandidateStandard] = []
    for standard in asked:
        typed = answers.get(standard.code)
        row = standing.get(standard.code) or CandidateStandard(candidate=locked, code=standard.code, revision=0)
        if typed is None or (row.answer, row.evidence) == (typed.answer, typed.evidence):
            continue
        if problem := _problem(standard, row, typed):
            problems[standard.code] = problem
            continue
        row.answer, row.evidence = typed.answer, typed.evidence
        row.answered_by, row.answered_at = by, timezone.now()
        row.revision += 1
        changed.append(row)
    if problems:
        raise StandardProblems(problems)
    for row in changed:
        row.save()
    if changed:
        congress = locked.congress
        record("personnel.standards_answer", congress, by=by, unit=congress.unit, candidate=locked.pk, rows=len(changed))
    return len(changed)


def _problem(standard: Standard, row: CandidateStandard, typed: TypedAnswer) -> str:
    if row.revision != typed.revision:
        evidence = f", căn cứ “{row.evidence}”" if row.evidence else ""
        return f"Người khác vừa ghi “{row.get_answer_display()}”{evidence}. Hãy xem lại rồi lưu lần nữa."
    if typed.answer not in StandardAnswer.values:
        return f"{standard.name}: hãy chọn một câu trả lời."
    if typed.answer in NEED_EVIDENCE and not typed.evidence:
        return "Hãy ghi lý do, căn cứ."
    if typed.answer == StandardAnswer.OPEN and typed.evidence:
        return "Đã ghi căn cứ thì hãy chọn câu trả lời."
    return ""
