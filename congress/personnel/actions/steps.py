"""A step of the process: opened, recorded, closed by the rules, reopened with a reason (R11, R19)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from congress.personnel.models import (
    Candidate,
    Direction,
    FinalList,
    Introduction,
    Method,
    NameResult,
    Place,
    Process,
    ProcessStep,
    Reopening,
    SealedFile,
    StepName,
    StepState,
    VoteBase,
)
from congress.personnel.queries.direction import require_adopted
from congress.personnel.queries.steps import (
    FIGURES,
    base_of,
    doubts_of,
    figures_of,
    judged,
    may_be_put_forward,
    names_of,
    place_of,
    plain,
    snapshot_of,
    votes_of,
)
from congress.personnel.rules import votes as rules
from congress.personnel.rules.left_out import sentences, why_left_out
from congress.personnel.rules.processes import takes_names
from congress.personnel.rules.steps import why_not_open, why_not_reopen
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.queries import rule_set_of
from congress.terms.rules.majorities import at_least, is_quorate
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record

# what a person may make of a name where nobody voted or the votes are equal
DECISIONS = {"": NameResult.PENDING, "passed": NameResult.PASSED, "failed": NameResult.FAILED}
# whose answer is a paper
ANSWERED_ON_PAPER = {"committee", "upper", "decision"}


@dataclass(frozen=True)
class NameEntry:
    """What was typed for a name: votes; or a person's decision ("passed", "failed") with its reason."""

    votes: int | None = None
    decision: str = ""
    because: str = ""


@dataclass(frozen=True)
class StepEntry:
    """What was typed on the page of a step. `figures` by their names; a file None: as it was."""

    held_on: date | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    figures: Mapping[str, int | None] = field(default_factory=dict)
    conclusion: str = ""
    paper: str = ""
    names: Mapping[int, NameEntry] = field(default_factory=dict)
    minutes: SealedFile | None = None
    tally: SealedFile | None = None


class FiguresProblem(Refusal):
    """Figures that contradict each other or are missing: all of them, none saved."""

    def __init__(self, sentence: str, problems: Sequence[rules.Problem]) -> None:
        super().__init__(sentence)
        self.problems = list(problems)


def _lock(step: ProcessStep) -> tuple[Process, list[ProcessStep], ProcessStep]:
    """Congress, process and step, in this order: two people who close a step wait for each other here."""
    congress = lock_congress(step.process.congress)
    require_not_over(congress)
    process = Process.objects.select_for_update(of=("self",)).get(pk=step.process_id)
    process.congress = congress
    steps = list(process.steps.select_for_update(of=("self",)).order_by("position"))
    found = next((one for one in steps if one.pk == step.pk), None)
    if found is None:
        raise Refusal("Bước này vừa bị bỏ khỏi quy trình. Hãy mở lại trang quy trình.")
    found.process = process
    return process, steps, found


def _where(step: ProcessStep) -> str:
    return "đã kết thúc" if step.state == StepState.CLOSED else "chưa bắt đầu"


def _record(action: str, process: Process, step: ProcessStep, by: Account) -> None:
    record(action, process.congress, by=by, unit=process.congress.unit, step=step.code)


@transaction.atomic
def open_step(*, step: ProcessStep, by: Account) -> ProcessStep:
    """Begin the step; those who passed the step before are put forward in it. Twice is the same as once (R11)."""
    process, steps, locked = _lock(step)
    if locked.state == StepState.OPEN:
        return locked
    if why := why_not_open(plain(steps), place_of(steps, locked)):
        raise Refusal(why)
    if takes_names(locked.purpose):
        require_adopted(process.congress)
    locked.state, locked.opened_by, locked.opened_at = StepState.OPEN, by, timezone.now()
    locked.revision += 1
    locked.save()
    if takes_names(locked.purpose):
        standing = set(locked.names.values_list("candidate_id", flat=True))
        StepName.objects.bulk_create(
            StepName(step=locked, candidate=candidate) for candidate in may_be_put_forward(locked) if candidate.pk not in standing
        )
    _record("personnel.step_open", process, locked, by)
    return locked


@transaction.atomic
def put_forward(*, step: ProcessStep, candidate_ids: Collection[int], by: Account) -> int:
    """These, and no others, are put forward in the step; what was recorded for those who stay, stays.

    Only those who passed the step before (the pool, in the first one) can be; others are refused. Returns how many.
    """
    process, _, locked = _lock(step)
    if locked.state != StepState.OPEN:
        raise Refusal(f"Bước {locked.code} {_where(locked)} nên không đổi người được.")
    if not takes_names(locked.purpose):
        raise Refusal(f"Bước {locked.code} không có danh sách người.")
    allowed = set(may_be_put_forward(locked).values_list("pk", flat=True))
    wanted = set(candidate_ids)
    if wanted - allowed:
        raise Refusal("Có người chưa đạt ở bước trước hoặc đã xin rút. Hãy tải lại trang rồi chọn lại.")
    standing = set(locked.names.values_list("candidate_id", flat=True))
    if standing == wanted:
        return len(wanted)
    locked.names.exclude(candidate_id__in=wanted).delete()
    StepName.objects.bulk_create(StepName(step=locked, candidate_id=pk) for pk in sorted(wanted - standing))
    locked.revision += 1
    locked.save(update_fields=["revision"])
    _judge(locked, names_of(locked))
    _record("personnel.step_names", process, locked, by)
    return len(wanted)


@transaction.atomic
def record_step(*, step: ProcessStep, entry: StepEntry, revision: int, today: date, by: Account) -> ProcessStep:
    """Write down what happened in the step; may be done many times until it is closed.

    Figures that contradict each other are all named at once and nothing is saved (`FiguresProblem`). Results follow from the
    votes as soon as all are there; a person's decision counts only where nobody voted, or among those with equal votes.
    """
    process, steps, locked = _lock(step)
    if locked.state != StepState.OPEN:
        raise Refusal(f"Bước {locked.code} {_where(locked)} nên không ghi được.")
    if locked.revision != revision:
        raise Changed("Bước này vừa được người khác ghi. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa.")
    if entry.held_on is not None and entry.held_on > today:
        raise Refusal("Ngày họp không thể ở tương lai.", field="held_on")
    if entry.held_on is not None:
        _refuse_before_the_last(steps, locked, entry.held_on)
    for column in ("held_on", "place", "chair", "secretary", "conclusion", "paper"):
        setattr(locked, column, getattr(entry, column))
    for figure in FIGURES:
        setattr(locked, figure, entry.figures.get(figure))
    locked.minutes = entry.minutes or locked.minutes
    locked.tally = entry.tally or locked.tally
    names = names_of(locked)
    for name in names:
        typed = entry.names.get(name.pk)
        if typed is None:
            continue
        name.votes = typed.votes if locked.method != Method.NONE else name.votes
        _decide(locked, name, typed, by)
    if found := rules.problems(figures_of(locked), votes_of(names)):
        raise FiguresProblem("Chưa lưu được: có số không khớp nhau.", found)
    locked.revision += 1
    locked.save()
    _judge(locked, names)
    _record("personnel.step_record", process, locked, by)
    return locked


def _refuse_before_the_last(steps: Sequence[ProcessStep], step: ProcessStep, day: date) -> None:
    """A step begins when the one before is closed (R11): its meeting can't be older than theirs."""
    before = [one for one in steps if one.position < step.position and one.held_on is not None]
    last = max(before, key=lambda one: (one.held_on, one.position), default=None)
    if last is not None and last.held_on is not None and day < last.held_on:
        raise Refusal(
            f"Bước {last.code} họp ngày {last.held_on:%d/%m/%Y}, bước {step.code} không thể họp trước ngày đó. "
            "Hãy xem lại ngày họp của hai bước.",
            field="held_on",
        )


def _decide(step: ProcessStep, name: StepName, typed: NameEntry, by: Account) -> None:
    if typed.decision not in DECISIONS:
        raise Refusal("Hãy chọn kết quả trong danh sách.", field=f"name-{name.pk}")
    result = DECISIONS[typed.decision]
    if result == NameResult.PENDING:
        name.decided_because, name.decided_by, name.result = "", None, NameResult.PENDING
        return
    needs_reason = step.method != Method.NONE or result == NameResult.FAILED
    if needs_reason and not typed.because.strip():
        raise FiguresProblem(
            "Chưa lưu được: còn thiếu lý do.",
            [rules.Problem("because", f"Hãy ghi lý do quyết định đối với {name.candidate.member.full_name}.", name.pk)],
        )
    if (name.result, name.decided_because) != (result, typed.because.strip()) or name.decided_by_id is None:
        name.decided_by = by
    name.result, name.decided_because = result, typed.because.strip()


def _judge(step: ProcessStep, names: list[StepName]) -> None:
    """Results by the votes; equal ones at the limit wait for a person, whose decision stands as long as they are equal."""
    if step.method != Method.NONE:
        found = judged(step, names)
        for name in names:
            if found is None:
                name.result = NameResult.PENDING
            elif name.pk in found.tied:
                is_decided = name.decided_by_id is not None and name.result in (NameResult.PASSED, NameResult.FAILED)
                name.result = NameResult(name.result) if is_decided else NameResult.TIED
                continue
            else:
                name.result = NameResult.PASSED if name.pk in found.passed else NameResult.FAILED
            name.decided_by, name.decided_because = None, ""
    StepName.objects.bulk_update(names, ["votes", "result", "decided_because", "decided_by"])


@transaction.atomic
def close_step(*, step: ProcessStep, revision: int, by: Account) -> ProcessStep:
    """End the step: figures are complete, there was a quorum, every name has a result. Twice is the same as once.

    Raises `FiguresProblem` with everything that is missing, `Changed` when somebody recorded in the meantime.
    """
    process, _, locked = _lock(step)
    if locked.state == StepState.CLOSED:
        return locked
    if locked.state != StepState.OPEN:
        raise Refusal(f"Bước {locked.code} chưa bắt đầu nên không kết thúc được.")
    if locked.revision != revision:
        raise Changed("Bước này vừa được người khác ghi. Hãy xem lại rồi kết thúc lần nữa.")
    names = names_of(locked)
    if found := [*_lacking(process, locked, names), *rules.problems(figures_of(locked), votes_of(names))]:
        raise FiguresProblem(f"Chưa kết thúc được bước {locked.code}.", found)
    if locked.method == Method.NONE:
        _let_pass(names)
    locked.state, locked.closed_by, locked.closed_at = StepState.CLOSED, by, timezone.now()
    locked.revision += 1
    locked.save()
    if takes_names(locked.purpose):
        _take_off_list(locked, names)
    _record("personnel.step_close", process, locked, by)
    return locked


def _take_off_list(step: ProcessStep, names: list[StepName]) -> None:
    """The list that is proposed are those who passed; reserves are a person's matter and stay."""
    forward = {name.candidate_id for name in names}
    passed = {name.candidate_id for name in names if name.result == NameResult.PASSED}
    proposed = Candidate.objects.filter(congress=step.process.congress_id, place=Place.PROPOSED)
    for was_put_forward, group in ((True, forward - passed), (False, set(proposed.values_list("pk", flat=True)) - forward)):
        why = why_left_out(step.code, purpose=step.purpose, was_put_forward=was_put_forward, is_voted=step.method != Method.NONE)
        proposed.filter(pk__in=group).update(place=Place.NOT, dropped_because=why, revision=F("revision") + 1)


def _put_back_on_list(step: ProcessStep) -> None:
    dropped = Candidate.objects.filter(
        congress=step.process.congress_id,
        place=Place.NOT,
        dropped_because__in=sentences(step.code, step.purpose),
        withdrawn_on=None,
    )
    dropped.update(place=Place.PROPOSED, dropped_because="", revision=F("revision") + 1)


def _let_pass(names: list[StepName]) -> None:
    """Where nobody votes here, those whom nobody stopped go on; of an introduction the unit's own votes are told."""
    for name in names:
        if name.result == NameResult.PENDING:
            name.result = NameResult.PASSED
    StepName.objects.bulk_update(names, ["result"])


def _lacking(process: Process, step: ProcessStep, names: list[StepName]) -> list[rules.Problem]:
    found = _direction(process, step) if step.purpose == "direction" else []
    if step.purpose in ANSWERED_ON_PAPER and not step.paper:
        found.append(rules.Problem("paper", "Chưa ghi văn bản trả lời (số, ngày, cơ quan)."))
    if takes_names(step.purpose) and not names:
        found.append(rules.Problem("names", "Chưa có ai được đưa ra ở bước này: hãy chọn người trước."))
    if step.method == Method.NONE:
        return found + _undecided(step, names)
    if step.held_on is None:
        found.append(rules.Problem("held_on", "Chưa ghi ngày họp."))
    figures = figures_of(step)
    found += rules.missing(figures, votes_of(names)) if names else _missing_without_names(step)
    if figures.summoned is not None and figures.present is not None:
        found += _quorum(process, figures.summoned, figures.present)
    return found + _ties(step, names)


def _direction(process: Process, step: ProcessStep) -> list[rules.Problem]:
    """The direction is adopted, and by as many as this step asks for: of the members, where its base is those summoned."""
    direction = Direction.objects.filter(congress=process.congress, adopted_at__isnull=False).first()
    if direction is None:
        return [rules.Problem("direction", "Chưa ghi việc thông qua phương hướng nhân sự: hãy ghi ở trang Phương hướng trước.")]
    base = base_of(step)
    if step.method == Method.NONE or not step.threshold or base is None or direction.in_favour is None:
        return []
    needed = rules.needed_votes(Fraction(step.threshold), base)
    if direction.in_favour >= needed:
        return []
    return [
        rules.Problem(
            "direction",
            f"Phương hướng được {direction.in_favour} người đồng ý; bước {step.code} cần quá {step.threshold} "
            f"{VoteBase(step.base).label}: ít nhất {needed}/{base}. Hãy xem lại số triệu tập, hoặc thông qua lại phương hướng.",
        )
    ]


def _undecided(step: ProcessStep, names: list[StepName]) -> list[rules.Problem]:
    """Nobody goes on by default against whom something stands: a person says so of each."""
    found = doubts_of(step, names)
    return [
        rules.Problem(
            f"decision-{name.pk}",
            f"{name.candidate.member.full_name}: {' '.join(found[name.pk])} Hãy chọn đi tiếp hay không đi tiếp.",
            name.pk,
        )
        for name in names
        if name.pk in found and name.result == NameResult.PENDING
    ]


def _missing_without_names(step: ProcessStep) -> list[rules.Problem]:
    """A meeting that put nobody forward had no ballots on people: who was there is all that is needed."""
    return [one for one in rules.missing(figures_of(step)) if one.field in ("summoned", "present")]


def _quorum(process: Process, summoned: int, present: int) -> list[rules.Problem]:
    values = rule_set_of(process.congress)
    fraction = values.fraction("ty_le_trieu_tap_toi_thieu")
    if is_quorate(present=present, convened=summoned, fraction=fraction):
        return []
    return [
        rules.Problem(
            "present",
            f"Có mặt {present}/{summoned}, chưa đủ {values.display('ty_le_trieu_tap_toi_thieu')} số triệu tập "
            f"(cần ít nhất {at_least(fraction, summoned)}): hội nghị chưa đủ điều kiện, kết quả không được công nhận.",
        )
    ]


def _ties(step: ProcessStep, names: list[StepName]) -> list[rules.Problem]:
    found = judged(step, names)
    if found is None or not found.tied:
        return []
    tied = [name for name in names if name.pk in found.tied]
    passed = [name for name in tied if name.result == NameResult.PASSED]
    if any(name.result == NameResult.TIED for name in tied):
        who = ", ".join(name.candidate.member.full_name for name in tied)
        return [
            rules.Problem(
                "tied",
                f"{who} cùng {tied[0].votes} phiếu ở chỗ cuối cùng, chỉ lấy thêm {found.places:02} người: "
                "người chủ trì quyết định, ghi kết quả và lý do cho từng người.",
            )
        ]
    if len(passed) > found.places:
        return [
            rules.Problem(
                "tied", f"Trong những người bằng phiếu chỉ lấy thêm {found.places:02} người, đang chọn {len(passed):02}."
            )
        ]
    return []


@transaction.atomic
def reopen_step(*, step: ProcessStep, reason: str, by: Account) -> ProcessStep:
    """Open a closed step again, with a reason; figures and names as they stood are kept with it (R11, R19)."""
    process, steps, locked = _lock(step)
    if not reason.strip():
        raise Refusal("Hãy ghi lý do mở lại.", field="reason")
    if why := why_not_reopen(plain(steps), place_of(steps, locked)):
        raise Refusal(why)
    if FinalList.objects.filter(congress=process.congress).exists():
        raise Refusal("Danh sách chính thức đã khoá theo kết quả của bước này. Hãy mở khoá danh sách trước khi mở lại bước.")
    before: dict[str, Any] = snapshot_of(locked, names_of(locked))
    Reopening.objects.create(step=locked, reason=reason.strip(), before=before, reopened_by=by)
    locked.state, locked.closed_by, locked.closed_at = StepState.OPEN, None, None
    locked.revision += 1
    locked.save()
    _put_back_on_list(locked)
    _record("personnel.step_reopen", process, locked, by)
    return locked


def unit_votes(introductions: Collection[Introduction]) -> str:
    """What the units' meetings said of her: "28/38 phiếu, Hội phụ nữ Phòng 3"."""
    said = []
    for one in introductions:
        base = one.call.present or one.call.valid
        votes = f"{rules.ratio(one.votes, base)}, " if one.votes is not None and base else ""
        said.append(f"{votes}{one.call.unit.label}")
    return "; ".join(said)
