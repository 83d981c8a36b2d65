"""Which process a congress takes, and its steps fitted to it before the first one begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db import transaction

from congress.personnel.models import Method, Process, ProcessStep, VoteBase
from congress.personnel.queries.steps import plain
from congress.personnel.rules.processes import PURPOSES, branches
from congress.personnel.rules.steps import why_not_adapt
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record

CODE_LENGTH = 10
THRESHOLD = re.compile(r"\d{1,4}/[1-9]\d{0,3}", re.ASCII)


@dataclass(frozen=True)
class StepLine:
    """A step as it is typed in the table; `pk` None: a new one. `purpose` says whether it takes names."""

    pk: int | None
    code: str
    name: str
    meeting: str
    product: str
    method: str
    threshold: str
    base: str
    most: int | None
    purpose: str


@transaction.atomic
def choose_process(*, congress: Congress, branch: str, by: Account) -> Process:
    """Take a branch: its steps are made, thresholds from the rule set. Another one may be taken until the first step begins."""
    template = branches().get(branch)
    if template is None:
        raise Refusal("Hãy chọn một quy trình trong danh sách.", field="branch")
    locked = lock_congress(congress)
    require_not_over(locked)
    process = Process.objects.select_for_update(of=("self",)).filter(congress=locked).first()
    if process is not None:
        if process.branch == branch:
            return process
        if why := why_not_adapt(plain(list(process.steps.all()))):
            raise Refusal(why, field="branch")
        process.steps.all().delete()
        process.branch, process.adapted_because, process.chosen_by = branch, "", by
        process.revision += 1
        process.save()
    else:
        process = Process.objects.create(congress=locked, branch=branch, chosen_by=by)
    rules = rule_set_of(locked)
    ProcessStep.objects.bulk_create(
        ProcessStep(
            process=process,
            position=position,
            code=step.code,
            name=step.name,
            meeting=step.meeting,
            product=step.product,
            method=step.method,
            threshold=(str(rules.fraction(step.threshold_rule)) if step.threshold_rule else step.threshold)
            if step.method != Method.NONE or step.base
            else "",
            base=step.base,
            purpose=step.purpose,
        )
        for position, step in enumerate(template.steps, start=1)
    )
    record("personnel.process_choose", locked, by=by, unit=locked.unit, branch=branch)
    return process


@transaction.atomic
def adapt_process(*, process: Process, lines: Sequence[StepLine], reason: str, revision: int, by: Account) -> Process:
    """Steps as in `lines`, in their order; those that aren't there any more are removed. Needs a reason.

    Raises `Refusal` once a step has begun, and `Changed` when somebody else adapted it in the meantime.
    """
    lock_congress(process.congress)
    locked = Process.objects.select_for_update(of=("self",)).select_related("congress__unit").get(pk=process.pk)
    require_not_over(locked.congress)
    standing = {step.pk: step for step in locked.steps.all()}
    if why := why_not_adapt(plain(list(standing.values()))):
        raise Refusal(why)
    if locked.revision != revision:
        raise Changed("Quy trình vừa được người khác sửa. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa.")
    if not reason.strip():
        raise Refusal("Hãy ghi lý do điều chỉnh quy trình.", field="reason")
    if not lines:
        raise Refusal("Quy trình phải còn ít nhất một bước.")
    codes = [line.code for line in lines]
    for line in lines:
        _check(line, codes)
    kept = {line.pk for line in lines if line.pk in standing}
    locked.steps.exclude(pk__in=kept).delete()
    # positions and codes are unique in a process: out of the way first, then each to its place
    for pk in kept:
        ProcessStep.objects.filter(pk=pk).update(position=1000 + pk % 30000, code=f"~{pk}"[:CODE_LENGTH])
    for position, line in enumerate(lines, start=1):
        step = standing.get(line.pk or 0) if line.pk in kept else None
        step = step or ProcessStep(process=locked)
        for name in ("code", "name", "meeting", "product", "method", "threshold", "base", "most", "purpose"):
            setattr(step, name, getattr(line, name))
        step.position = position
        step.revision = (step.revision or 0) + 1
        step.save()
    locked.adapted_because = reason.strip()
    locked.revision += 1
    locked.save()
    record("personnel.process_adapt", locked.congress, by=by, unit=locked.congress.unit, steps=len(lines))
    return locked


def _check(line: StepLine, codes: Sequence[str]) -> None:
    where = line.code or "mới"
    if not line.code or len(line.code) > CODE_LENGTH or line.code.startswith("~"):
        raise Refusal(f"Bước {where}: hãy ghi mã bước, nhiều nhất {CODE_LENGTH} ký tự, ví dụ B3.")
    if codes.count(line.code) > 1:
        raise Refusal(f"Có hai bước cùng mã {line.code}: hãy đổi mã của một bước.")
    if not line.name:
        raise Refusal(f"Bước {where}: hãy ghi nội dung của bước.")
    if line.method not in Method.values or line.purpose not in PURPOSES:
        raise Refusal(f"Bước {where}: hãy chọn cách biểu quyết và loại bước trong danh sách.")
    if line.method == Method.NONE:
        return
    if line.base not in VoteBase.values:
        raise Refusal(f"Bước {where}: hãy chọn phiếu được tính trên số nào.")
    # nothing else that a fraction can be written as: 1e-9999999 has ten million digits
    if not THRESHOLD.fullmatch(line.threshold):
        raise Refusal(f"Bước {where}: ngưỡng “{line.threshold}” không phải phân số, hãy ghi như 1/2 hoặc 2/3.")
    if not 0 < Fraction(line.threshold) < 1:
        raise Refusal(f"Bước {where}: ngưỡng phải lớn hơn 0 và nhỏ hơn 1, ví dụ 1/2.")
    if line.most is not None and line.most < 1:
        raise Refusal(f"Bước {where}: số người lấy nhiều nhất phải từ 1 trở lên.")
