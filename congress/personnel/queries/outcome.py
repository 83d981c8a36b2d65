"""What goes on the ballot or into the decision: who, what stands against it, what was submitted and answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from congress.personnel.models import (
    AppointmentDecision,
    Candidate,
    Direction,
    FinalList,
    FloorNomination,
    NameResult,
    Origin,
    Place,
    Process,
    ProcessStep,
    StepState,
    Submission,
    SubmissionAnswer,
    SubmittedTo,
)
from congress.personnel.queries.candidates import candidate_rows
from congress.personnel.queries.final_list import content_of, locked_content_of, proposed_of
from congress.personnel.queries.rule_values import age_blocks, limits_of, required_months, service_left_of
from congress.personnel.queries.standards import unmet_of
from congress.personnel.queries.structure import Basis, basis_of, facts_of
from congress.personnel.queries.vetting import lacking_of
from congress.personnel.rules.agreement import Said, agrees
from congress.personnel.rules.ballot import hash_of
from congress.personnel.rules.service_age import Standing, judgement, standing
from congress.personnel.rules.structure import add_up, lines_of
from congress.personnel.rules.surplus import Verdict
from congress.terms.models import Congress, PersonnelMode
from congress.terms.queries import level_of
from members.access.models import Account
from members.people.models import Member, MemberQuerySet

AGREED = [SubmissionAnswer.AGREED, SubmissionAnswer.AGREED_IN_PART]
BEFORE_ANSWERS = 0
# the step in which the same body says the same
STEP_OF = {SubmittedTo.COMMITTEE: "committee", SubmittedTo.UPPER: "upper"}
# these steps come after everything that the final list waits for
AT_THE_END = {"list", "decision"}


@dataclass(frozen=True)
class Warned:
    """Something to be seen and accepted by whoever locks; `code` stays the same while it stays true."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Gate:
    """What keeps the list from being locked, and what must be accepted by name."""

    blocks: tuple[str, ...]
    warnings: tuple[Warned, ...]
    people: tuple[dict[str, Any], ...]
    hash: str
    # those of `blocks` that say whose vetting lacks what, a person each
    of_vetting: tuple[str, ...] = ()

    @property
    def of_work(self) -> list[str]:
        """The other blocks: what remains to be done with the list as a whole."""
        return [one for one in self.blocks if one not in self.of_vetting]

    @property
    def is_open(self) -> bool:
        return not self.blocks


def submissions_of(congress: Congress) -> QuerySet[Submission]:
    return Submission.objects.filter(congress=congress).select_related("sent_by", "recorded_by", "scan").order_by("id")


def put_now(congress: Congress) -> dict[str, Any]:
    """What a submission puts: those proposed and those in reserve, as they are now, by tên."""
    found = (
        Candidate.objects.filter(congress=congress, withdrawn_on=None)
        .exclude(place=Place.NOT)
        .select_related("member__unit")
        .order_by("sort_key", "id")
    )
    people = list(found)
    return {
        "proposed": content_of([one for one in people if one.place == Place.PROPOSED]),
        "reserve": content_of([one for one in people if one.place == Place.RESERVE]),
    }


def latest_answers(submissions: Iterable[Submission]) -> dict[str, Submission]:
    """The latest answer of the committee and of the upper level: what each said before does not count any more."""
    answered = [
        (one.answered_on, one.pk, one) for one in submissions if one.answered_on and one.answer != SubmissionAnswer.WAITING
    ]
    return {one.to: one for _, _, one in sorted(answered)}


def agreed_by(congress: Congress) -> dict[str, Submission]:
    """Of the committee and of the upper level the latest answer, where it is an agreement."""
    return {to: one for to, one in latest_answers(submissions_of(congress)).items() if one.answer in AGREED}


def words_of(to: str, submissions: Iterable[Submission], steps: Iterable[ProcessStep]) -> list[Said]:
    """What the body said: answers to what was put, and the closed step with its paper, which says the same. Of one day the
    answer counts."""
    said = [
        Said(one.answered_on, one.pk, one.answer in AGREED)
        for one in submissions
        if one.to == to and one.answer != SubmissionAnswer.WAITING and one.answered_on is not None
    ]
    for step in steps:
        if step.purpose == STEP_OF[SubmittedTo(to)] and step.state == StepState.CLOSED and step.closed_at is not None:
            said.append(Said(step.held_on or timezone.localdate(step.closed_at), BEFORE_ANSWERS, agreed=True))
    return said


def has_agreed(congress: Congress, to: str) -> bool:
    return agrees(words_of(to, submissions_of(congress), ProcessStep.objects.filter(process__congress=congress)))


def decision_of(congress: Congress) -> AppointmentDecision | None:
    return AppointmentDecision.objects.filter(congress=congress).select_related("recorded_by", "scan").first()


def floor_of(congress: Congress) -> QuerySet[FloorNomination]:
    return FloorNomination.objects.filter(congress=congress).select_related("member__unit", "recorded_by").order_by("id")


def is_outside(nomination: FloorNomination) -> bool:
    """She isn't on the prepared list."""
    return not Candidate.objects.filter(
        congress=nomination.congress_id, member=nomination.member_id, place=Place.PROPOSED
    ).exists()


def may_be_nominated(congress: Congress) -> MemberQuerySet:
    """Members of the congress's unit and those below it who are not on the list and not on the register of nominations."""
    on_list = Candidate.objects.filter(congress=congress, place=Place.PROPOSED).values("member")
    registered = FloorNomination.objects.filter(congress=congress).values("member")
    return (
        Member.objects.present()
        .filter(unit__path__startswith=congress.unit.path)
        .exclude(Q(pk__in=on_list) | Q(pk__in=registered))
        .select_related("unit")
    )


def announced_list_for(account: Account, congress_id: int) -> FinalList | None:
    """The list for a delegate of the congress, once it is announced; None: for her there is nothing yet."""
    return announced_lists_for(account).filter(congress=congress_id).first()


def announced_lists_for(account: Account) -> QuerySet[FinalList]:
    """Those of the congresses that she is an approved delegate of."""
    if account.member_id is None:
        return FinalList.objects.none()
    return FinalList.objects.filter(
        announced_at__isnull=False,
        congress__delegates__member=account.member_id,
        congress__delegates__state="approved",
    ).select_related("congress__unit", "congress__term")


# ---- what stands against it -----------------------------------------------------------------------------------------


def gate_of(congress: Congress) -> Gate:
    """Everything that must be in order before the list is locked or the decision recorded (R09, R11)."""
    basis, people = basis_of(congress), proposed_of(congress)
    content = locked_content_of(people)
    submissions, steps = list(submissions_of(congress)), list(ProcessStep.objects.filter(process__congress=congress))
    blocks = [*_direction(basis.direction), *_steps(congress, steps)]
    warnings: list[Warned] = []
    if not people:
        blocks.append("Chưa có ai ở cột “Đề nghị” của bảng cơ cấu.")
    surplus = basis.judge(len(people))
    if surplus.verdict == Verdict.BLOCK:
        blocks.append(surplus.sentence)
    elif surplus.verdict == Verdict.WARN:
        warnings.append(Warned("surplus", surplus.sentence))
    found, accepted = _vetting(congress, people)
    blocks += found
    warnings += accepted
    blocks += _agreements(submissions, steps)
    warnings += [
        *_unvoted(congress, people),
        *_waiting(submissions, steps),
        *_changed(submissions, people),
        *_structure(basis, people),
        *_files(congress, people),
        *_standards(basis, people),
    ]
    ages = _ages(basis, people)
    if age_blocks(basis.rules):
        blocks += [one.sentence for one in ages]
    else:
        warnings += ages
    return Gate(tuple(blocks), tuple(warnings), tuple(content), hash_of(content), tuple(found))


def _direction(direction: Direction | None) -> list[str]:
    if direction is None or not direction.is_adopted:
        return ["Phương hướng nhân sự chưa được thông qua."]
    return []


def _steps(congress: Congress, steps: Sequence[ProcessStep]) -> list[str]:
    if not steps and not Process.objects.filter(congress=congress).exists():
        return ["Chưa chọn quy trình nhân sự."]
    return [
        f"Bước {step.code} ({step.name}) chưa kết thúc."
        for step in sorted(steps, key=lambda step: step.position)
        if step.state != StepState.CLOSED and step.purpose not in AT_THE_END
    ]


def _vetting(congress: Congress, people: Sequence[Candidate]) -> tuple[list[str], list[Warned]]:
    lacking = lacking_of(people, level_of(congress.unit))
    blocks, warnings = [], []
    for one in people:
        if one.pk not in lacking:
            continue
        said = " ".join(lacking[one.pk])
        if one.exception_at is None:
            blocks.append(f"{one.member.full_name}: {said}")
        else:
            warnings.append(
                Warned(f"exception:{one.pk}", f"{one.member.full_name} vào danh sách theo quyết định ngoại lệ: {said}")
            )
    return blocks, warnings


def _agreements(submissions: Sequence[Submission], steps: Sequence[ProcessStep]) -> list[str]:
    """Cấp uỷ cùng cấp first, then Hội cấp trên; a closed step with its paper says the same as a submission with its answer."""
    latest = latest_answers(submissions)
    missing = []
    for to, body in ((SubmittedTo.COMMITTEE, "cấp uỷ cùng cấp"), (SubmittedTo.UPPER, "Hội cấp trên")):
        if agrees(words_of(to, submissions, steps)):
            continue
        if to in latest and latest[to].answered_on:
            day = f"{latest[to].answered_on:%d/%m/%Y}"
            missing.append(f"{to.label} yêu cầu bổ sung ngày {day}: hãy bổ sung, trình lại rồi ghi ý kiến đồng ý.")
        else:
            missing.append(f"Chưa ghi ý kiến đồng ý của {body}.")
    return missing


def _waiting(submissions: Sequence[Submission], steps: Sequence[ProcessStep]) -> list[Warned]:
    """The list was put again after a body had agreed, and it has not answered yet."""
    last = {one.to: one for one in submissions}
    return [
        Warned(
            f"waiting:{to}:{one.pk}",
            f"Bản trình {SubmittedTo(to).label} ngày {one.sent_on:%d/%m/%Y} còn chờ ý kiến; đang dựa vào lần đồng ý trước.",
        )
        for to, one in last.items()
        if one.answer == SubmissionAnswer.WAITING and agrees(words_of(to, submissions, steps))
    ]


def _changed(submissions: Sequence[Submission], people: Sequence[Candidate]) -> list[Warned]:
    """Who came or went since the committee or the upper level agreed."""
    warnings = []
    names = {one.pk: one.member.full_name for one in people}
    for to, submission in latest_answers(submissions).items():
        if submission.answer not in AGREED:
            continue
        agreed = {row["candidate"]: row["name"] for row in submission.content.get("proposed", [])}
        came = [name for pk, name in names.items() if pk not in agreed]
        went = [name for pk, name in agreed.items() if pk not in names]
        said = [f"thêm {', '.join(came)}"] if came else []
        said += [f"bớt {', '.join(went)}"] if went else []
        if said:
            body = SubmittedTo(to).label
            # another change is another warning: what was accepted was this one
            code = f"changed:{to}:{hash_of([sorted(came), sorted(went)])[:8]}"
            warnings.append(Warned(code, f"Danh sách khác bản {body} đã đồng ý: {'; '.join(said)}."))
    return warnings


def _unvoted(congress: Congress, people: Sequence[Candidate]) -> list[Warned]:
    """Who stands on the list without having passed the last step that names were put forward in; those whom the congress itself
    took up are its own matter (R11)."""
    closed = ProcessStep.objects.filter(process__congress=congress, state=StepState.CLOSED, names__isnull=False)
    last = closed.order_by("-position").first()
    if last is None:
        return []
    passed = set(last.names.filter(result=NameResult.PASSED).values_list("candidate", flat=True))
    return [
        Warned(f"step:{last.code}:{one.pk}", f"{one.member.full_name} chưa được thông qua ở bước {last.code} ({last.name}).")
        for one in people
        if one.pk not in passed and one.origin != Origin.FLOOR
    ]


def _structure(basis: Basis, people: Sequence[Candidate]) -> list[Warned]:
    total = add_up((facts_of(one) for one in people), basis.measure)
    lines = lines_of(total, basis.measure)
    return [Warned(f"target:{place}", line.sentence) for place, line in enumerate(lines) if line.has_target and not line.is_met]


def _files(congress: Congress, people: Sequence[Candidate]) -> list[Warned]:
    wanted = {one.pk for one in people}
    return [
        Warned(f"file:{row.candidate.pk}", f"{row.candidate.member.full_name}: hồ sơ còn thiếu. {row.file.missing_in_words}.")
        for row in candidate_rows(congress)
        if row.candidate.pk in wanted and not row.file.is_complete
    ]


def _standards(basis: Basis, people: Sequence[Candidate]) -> list[Warned]:
    """What somebody looked at and found unmet; another standard is another warning."""
    found = unmet_of(people, basis.rules)
    return [
        Warned(f"standards:{one.pk}:{hash_of(names)[:8]}", f"{one.member.full_name}: chưa đạt tiêu chuẩn {', '.join(names)}.")
        for one in people
        if (names := found.get(one.pk))
    ]


def _ages(basis: Basis, people: Sequence[Candidate]) -> list[Warned]:
    limits = limits_of(basis.rules)
    found = []
    for one in people:
        required = required_months(basis.rules, again=one.is_incumbent)
        if required is None:
            continue
        left = service_left_of(one.member, on=basis.congress.held_on, limits=limits)
        if standing(left, required=required) in (Standing.SHORT, Standing.UNSURE):
            sentence = judgement(left, required=required, again=one.is_incumbent)
            found.append(Warned(f"age:{one.pk}", f"{one.member.full_name}: {sentence}"))
    return found


def is_appointed(congress: Congress) -> bool:
    return congress.personnel_mode == PersonnelMode.APPOINTED
