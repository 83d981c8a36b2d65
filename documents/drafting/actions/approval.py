"""A document goes up the chain of its type (procedure.md §1.4); each decision keeps who, when and what was said (R19)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from congress.terms.queries import level_of
from documents.drafting.access import may_decide
from documents.drafting.actions.locks import lock_document, require_revision
from documents.drafting.actions.states import is_from_above, is_voted_on, move_document
from documents.drafting.actions.synthesis import require_answered
from documents.drafting.actions.versions import make_version
from documents.drafting.models import (
    ApprovalStep,
    Decision,
    Document,
    DocumentState,
    Outcome,
    RoundState,
    StepKind,
    StepState,
    Version,
    VersionKind,
)
from documents.drafting.queries.approval import decides_herself, holders_of, last_submission, rounds_words
from documents.drafting.rules import approval as rules
from documents.drafting.rules.types import StepKind as PlannedKind
from documents.drafting.rules.types import type_named
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record
from members.files.actions import SCANS, store_file

LONGEST_OPINION = 10_000
NO_CHAIN = "Loại văn bản này không còn chuỗi duyệt trong dữ liệu. Hãy liên hệ người quản trị."


@transaction.atomic
def send_for_approval(
    *,
    document: Document,
    by: Account,
    today: date,
    skipped: Mapping[int, str] | None = None,
    from_start: bool = True,
    summary: str = "",
    revision: int | None = None,
) -> Version:
    """Freeze the text as "Bản trình duyệt" and give the turn to the first step of the chain.

    skipped: position of a step → why it doesn't apply. from_start: False goes on where the chain was left after a return.
    Raises Refusal while comments lack an answer, for a step that may not be left out, and where the sender herself would be
    the only one who may decide (procedure.md §1.3: nobody approves what she submitted).
    """
    locked = lock_document(document)
    if locked.state == DocumentState.APPROVAL and (sent := last_submission(locked)) is not None:
        return sent
    require_revision(locked, revision)
    if is_from_above(locked):
        raise Refusal("Dự thảo của cấp trên không trình duyệt ở đây; hãy gửi bản tổng hợp ý kiến lên cấp trên.")
    if locked.rounds.filter(state=RoundState.OPEN).exists():
        raise Refusal("Còn một vòng góp ý chưa kết thúc. Hãy kết thúc vòng góp ý trước.")
    require_answered(locked)
    steps = _steps(locked)
    reasons = {position: " ".join(words.split())[:300] for position, words in (skipped or {}).items() if words.strip()}
    kinds, required = [step.kind for step in steps], [step.is_required for step in steps]
    for place, step in enumerate(steps):
        if step.position in reasons and not rules.may_be_skipped(kinds, required, place):
            raise Refusal(f"Bước “{step}” không bỏ qua được.")
    planned = [
        rules.PlannedStep(PlannedKind(step.kind), rules.StepState(step.state), _skipped(locked, step, reasons)) for step in steps
    ]
    states = rules.begun(planned, from_start=from_start)
    _require_another(locked, steps, states, by)
    version = make_version(document=locked, kind=VersionKind.SUBMISSION, by=by, summary=summary)
    for step, plan, state in zip(steps, planned, states, strict=True):
        step.state, step.skip_reason = state.value, plan.skip_reason
        step.save(update_fields=["state", "skip_reason"])
        if step.kind == StepKind.WRITE:
            Decision.objects.create(
                step=step, version=version, outcome=Outcome.AGREED, opinion=summary, decided_by=by.full_name, decided_on=today,
                recorded_by=by,
            )  # fmt: skip
    _asked_the_units(locked, steps, version, by=by, today=today)
    if locked.state == DocumentState.OUTLINE:
        move_document(document=locked, to=DocumentState.DRAFTING, by=by)
    move_document(document=locked, to=DocumentState.APPROVAL, by=by)
    record("approval.send", version, by=by, unit=locked.unit, document=locked.pk, version=version.name, skipped=len(reasons))
    return version


def _steps(document: Document) -> list[ApprovalStep]:
    """The chain of the document; made of its type's when it goes up for the first time."""
    steps = list(document.steps.order_by("position"))
    if steps:
        return steps
    try:
        chain = type_named(document.type).chain_at(level_of(document.unit))
    except KeyError:
        raise Refusal(NO_CHAIN) from None
    return ApprovalStep.objects.bulk_create(
        ApprovalStep(
            document=document, position=place, kind=step.kind.value, body=step.body, role=step.role, is_required=step.required
        )
        for place, step in enumerate(chain, start=1)
    )


def _skipped(document: Document, step: ApprovalStep, reasons: Mapping[int, str]) -> str:
    if step.position in reasons:
        return reasons[step.position]
    if step.kind == StepKind.CONSULT and not document.rounds.exists() and not step.is_required:
        return "Không lấy ý kiến các đơn vị."
    return ""


def _require_another(document: Document, steps: list[ApprovalStep], states: list[rules.StepState], by: Account) -> None:
    """A step that is decided by an account needs one that isn't the sender's."""
    for step, state in zip(steps, states, strict=True):
        if state in rules.SETTLED or not decides_herself(step):
            continue
        holders = holders_of(step.role, document.unit)
        if holders and all(one.pk == by.pk for one in holders):
            raise Refusal(
                f"Ở bước “{step.body}” chỉ có bạn duyệt được, mà người trình không tự duyệt. Hãy nhờ người khác trong Ban trình."
            )


def _asked_the_units(document: Document, steps: list[ApprovalStep], version: Version, *, by: Account, today: date) -> None:
    """The units were asked in rounds: the step is done, with what came of it as its opinion."""
    consulted = next((one for one in steps if one.kind == StepKind.CONSULT and one.state != StepState.SKIPPED), None)
    if consulted is None or not document.rounds.exists():
        return
    said = rounds_words(document)
    # sent up once more without another round in between: it was said already
    if not consulted.decisions.filter(opinion=said).exists():
        Decision.objects.create(
            step=consulted, version=version, outcome=Outcome.AGREED, opinion=said, decided_by=consulted.body,
            decided_on=today, recorded_by=by,
        )  # fmt: skip
    consulted.state = StepState.DONE
    consulted.save(update_fields=["state"])
    give_turn(steps)


@transaction.atomic
def decide_step(
    *,
    step: ApprovalStep,
    outcome: str,
    opinion: str,
    by: Account,
    today: date,
    decided_by: str = "",
    decided_on: date | None = None,
    paper: str = "",
    upload: File | None = None,  # type: ignore[type-arg]
) -> Decision:
    """Decide the step whose turn it is, or record how its body decided.

    A step of a role is decided by whoever holds it, never by the submitter; the staff record the others, with who decided and
    when. Returned: back to the draft. Agreed: the next step, and after the last one the document is approved, or waits to be
    put to the congress. Raises Changed where the step is no longer the current one.
    """
    document = lock_document(step.document)
    locked = ApprovalStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    locked.document = document
    version = last_submission(document)
    if document.state != DocumentState.APPROVAL or locked.state != StepState.CURRENT or version is None:
        raise Changed("Bước này vừa được người khác ghi, hoặc chưa đến lượt. Hãy xem lại chuỗi duyệt.")
    if locked.kind in {StepKind.PUT_TO_CONGRESS, StepKind.ADOPT}:
        raise Refusal("Bước này ghi ở trang trình đại hội và trang thông qua.")
    herself = decides_herself(locked) and bool(holders_of(locked.role, document.unit))
    if herself:
        if not may_decide(by, locked):
            raise Refusal(f"Bước này do {locked.body} duyệt bằng tài khoản của mình.")
        if version.made_by_id == by.pk:
            raise Refusal("Bạn là người trình nên không tự duyệt. Hãy nhờ người khác có quyền duyệt.")
    opinion = opinion.strip()
    if outcome not in Outcome.values:
        raise Refusal("Hãy chọn kết quả.", field="outcome")
    if outcome != Outcome.AGREED and not opinion:
        said = "Hãy ghi lý do trả lại." if outcome == Outcome.RETURNED else "Hãy ghi ý kiến bổ sung."
        raise Refusal(said, field="opinion")
    if len(opinion) > LONGEST_OPINION:
        raise Refusal(f"Ý kiến dài quá {LONGEST_OPINION // 1000} nghìn ký tự. Hãy ghi ngắn hơn.", field="opinion")
    who = by.full_name if herself else " ".join(decided_by.split())
    day = today if herself else decided_on
    if not who:
        raise Refusal("Hãy ghi người hoặc cơ quan cho ý kiến.", field="decided_by")
    if day is None or day > today:
        raise Refusal("Hãy ghi ngày cho ý kiến, không sau hôm nay.", field="decided_on")
    scan = store_file(upload=upload, by=by, allowed=SCANS, limit=settings.SCAN_LIMIT) if upload is not None else None
    decision = Decision.objects.create(
        step=locked, version=version, outcome=outcome, opinion=opinion, decided_by=who[:200], decided_on=day,
        paper=" ".join(paper.split())[:150], scan=scan, recorded_by=by,
    )  # fmt: skip
    record(
        "approval.decide", decision, by=by, unit=document.unit, reason=opinion[:300], document=document.pk, step=str(locked),
        outcome=outcome,
    )  # fmt: skip
    if outcome == Outcome.RETURNED:
        locked.state = StepState.RETURNED
        locked.save(update_fields=["state"])
        move_document(document=document, to=DocumentState.DRAFTING, by=by, reason=opinion[:300])
        return decision
    locked.state = StepState.DONE
    locked.save(update_fields=["state"])
    steps = list(document.steps.order_by("position"))
    give_turn(steps)
    if not is_voted_on(document) and all(one.state in rules.SETTLED for one in steps):
        move_document(document=document, to=DocumentState.APPROVED, by=by)
    return decision


@transaction.atomic
def skip_step(*, step: ApprovalStep, reason: str, by: Account) -> ApprovalStep:
    """ "Không áp dụng": the step whose turn it is doesn't apply after all, and why."""
    document = lock_document(step.document)
    locked = ApprovalStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if locked.state == StepState.SKIPPED:
        return locked
    if document.state != DocumentState.APPROVAL or locked.state != StepState.CURRENT:
        raise Changed("Bước này vừa được người khác ghi, hoặc chưa đến lượt. Hãy xem lại chuỗi duyệt.")
    steps = list(document.steps.order_by("position"))
    place = next(number for number, one in enumerate(steps) if one.pk == locked.pk)
    if not rules.may_be_skipped([one.kind for one in steps], [one.is_required for one in steps], place):
        raise Refusal("Bước này không bỏ qua được.")
    reason = " ".join(reason.split())
    if not reason:
        raise Refusal("Hãy ghi lý do không áp dụng bước này.", field="reason")
    steps[place].state, steps[place].skip_reason = StepState.SKIPPED, reason[:300]
    steps[place].save(update_fields=["state", "skip_reason"])
    record("approval.skip", locked, by=by, unit=document.unit, reason=reason, document=document.pk, step=str(locked))
    give_turn(steps)
    if not is_voted_on(document) and all(one.state in rules.SETTLED for one in steps):
        move_document(document=document, to=DocumentState.APPROVED, by=by)
    return steps[place]


def give_turn(steps: list[ApprovalStep]) -> None:
    """The first step that isn't settled has its turn; the document is locked."""
    states = rules.with_turn([rules.StepState(one.state) for one in steps])
    for step, state in zip(steps, states, strict=True):
        if step.state != state.value:
            step.state = state.value
            step.save(update_fields=["state"])


def finish_step(
    document: Document, kind: str, *, version: Version, opinion: str, decided_by: str, by: Account, on: date, **more: Any
) -> None:
    """A step of the congress was made by a deed of its own: it is done, and the next has its turn. The document is locked."""
    steps = list(document.steps.order_by("position"))
    mine = next((one for one in steps if one.kind == kind), None)
    if mine is None:
        return
    Decision.objects.create(
        step=mine, version=version, outcome=Outcome.AGREED, opinion=opinion, decided_by=decided_by[:200], decided_on=on,
        recorded_by=by, **more,
    )  # fmt: skip
    mine.state = StepState.DONE
    mine.save(update_fields=["state"])
    give_turn(steps)
