"""Terms are opened, congresses called, changed, and moved from state to state."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.actions.rule_set import stored
from congress.terms.models import Congress, CongressKind, CongressState, Milestone, Rule, Session, Term
from congress.terms.queries import level_of, missing_before
from congress.terms.rules.calendar import plan_called
from congress.terms.rules.catalogue import catalogue, defaults
from congress.terms.rules.names import congress_name
from congress.terms.rules.states import may_follow
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.models import Unit

# columns of a congress that an edit may change; its day moves by `postpone_congress` alone
CHANGEABLE = {
    "kind", "ordinal", "name", "personnel_mode", "delegate_mode", "body_name", "head_title", "place", "dress", "contact",
    "member_count_on",
}  # fmt: skip
NEEDS_REASON = {CongressState.CANCELLED, CongressState.PREPARING}


@transaction.atomic
def open_term(*, unit: Unit, ordinal: int, starts_year: int, ends_year: int, by: Account | None) -> Term:
    """A term of this unit; the same term twice is one. Terms of a unit neither overlap nor share a number."""
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    same = Term.objects.filter(unit=unit, ordinal=ordinal, starts_year=starts_year, ends_year=ends_year).first()
    if same is not None:
        return same
    if ends_year <= starts_year:
        raise Refusal("Năm kết thúc nhiệm kỳ phải sau năm bắt đầu.", field="ends_year")
    if Term.objects.filter(unit=unit, ordinal=ordinal).exists():
        raise Refusal(f"Đơn vị này đã có nhiệm kỳ thứ {ordinal}. Hãy ghi số khác.", field="ordinal")
    other = Term.objects.filter(unit=unit, starts_year__lt=ends_year, ends_year__gt=starts_year).first()
    if other is not None:
        raise Refusal(f"Nhiệm kỳ này trùng năm với nhiệm kỳ {other}. Hãy sửa lại các năm.", field="starts_year")
    term = Term.objects.create(unit=unit, ordinal=ordinal, starts_year=starts_year, ends_year=ends_year)
    record("term.open", term, by=by, unit=unit, ordinal=ordinal)
    return term


@transaction.atomic
def call_congress(
    *,
    unit: Unit,
    term: Term,
    kind: str,
    ordinal: int,
    held_on: date,
    personnel_mode: str,
    delegate_mode: str,
    by: Account | None,
    name: str = "",
    plan: str = "",
    previous: Congress | None = None,
    sessions: Iterable[Session] = (),
    **fields: Any,
) -> Congress:
    """A congress of the unit with its rule set, its plan and its sessions.

    The rule set begins with the catalogue's defaults for the unit's level, over which the values of `previous` are laid
    (with their basis; what was checked then has to be checked again). `plan` is the code of a template, empty: no plan; a
    rule that says the same as one of its steps takes the plan's days. An empty `name` is proposed from the rest. `sessions`
    are unsaved rows. `fields` are further columns: body_name, head_title, place, dress, contact, member_count_on.
    """
    if term.unit_id != unit.pk:
        raise ValueError("The term is of another unit.")
    if Congress.objects.filter(unit=unit, kind=kind, ordinal=ordinal).exists():
        raise Refusal(f"Đơn vị này đã có đại hội cùng hình thức, lần thứ {ordinal}. Hãy ghi số khác.", field="ordinal")
    values = {
        "name": name
        or congress_name(kind=kind, unit_name=unit.name, ordinal=ordinal, starts=term.starts_year, ends=term.ends_year),
        "personnel_mode": personnel_mode,
        "delegate_mode": delegate_mode,
        "created_by": by,
    }
    try:
        with transaction.atomic():
            congress = Congress.objects.create(
                unit=unit, term=term, kind=kind, ordinal=ordinal, held_on=held_on, **values, **fields
            )
    except IntegrityError as error:
        raise Refusal("Đơn vị này vừa có đại hội cùng số thứ tự. Hãy xem lại danh sách đại hội.", field="ordinal") from error
    _begin_rules(congress, previous)
    if plan:
        _begin_plan(congress, plan)
    for session in sessions:
        session.congress = congress
        session.save()
    record("congress.call", congress, by=by, unit=unit, kind=kind, held_on=held_on, plan=plan, previous=previous and previous.pk)
    return congress


def _begin_rules(congress: Congress, previous: Congress | None) -> None:
    known = catalogue()
    rules = {
        key: Rule(congress=congress, key=key, value=stored(value), basis=known[key].basis)
        for key, value in defaults(level_of(congress.unit)).items()
    }
    for old in previous.rules.all() if previous else ():
        # a key that the catalogue no longer knows stays with the old congress
        if old.key in known:
            rules[old.key] = Rule(congress=congress, key=old.key, value=stored(old.value), basis=old.basis)
    Rule.objects.bulk_create(rules.values())


def _begin_plan(congress: Congress, code: str) -> None:
    plan = plan_called(code)
    Milestone.objects.bulk_create(
        Milestone(congress=congress, code=step.code, name=step.name, product=step.product, offset_days=step.offset_days)
        for step in plan.milestones
    )
    # a day that is a rule too must not be another one there: a short plan collects lists later than the default says
    for step in plan.milestones:
        if step.sets_rule and step.offset_days is not None:
            congress.rules.filter(key=step.sets_rule).update(value=-step.offset_days, basis=f"Kế hoạch mẫu “{plan.name}”")


@transaction.atomic
def change_congress(*, congress: Congress, revision: int, changes: dict[str, Any], by: Account) -> Congress:
    """Change what a congress is called, where it is, and its two switches, if nobody else has since `revision`.

    `changes` are columns of `CHANGEABLE`; another one is a mistake of the program.
    """
    if unknown := changes.keys() - CHANGEABLE:
        raise ValueError(f"{sorted(unknown)} can't be changed; these can: {sorted(CHANGEABLE)}.")
    locked = lock_congress(congress, revision=revision)
    require_not_over(locked)
    before = {name: getattr(locked, name) for name in changes}
    changed = sorted(name for name, value in changes.items() if before[name] != value)
    if not changed:
        return locked
    ordinal, kind = changes.get("ordinal", locked.ordinal), changes.get("kind", locked.kind)
    if Congress.objects.filter(unit=locked.unit, kind=kind, ordinal=ordinal).exclude(pk=locked.pk).exists():
        raise Refusal(f"Đơn vị này đã có đại hội cùng hình thức, lần thứ {ordinal}. Hãy ghi số khác.", field="ordinal")
    if "kind" in changed and kind != CongressKind.DELEGATES and locked.state != CongressState.PREPARING:
        raise Refusal("Chỉ đổi hình thức đại hội khi đang chuẩn bị.", field="kind")
    for name in changed:
        setattr(locked, name, changes[name])
    locked.revision += 1
    locked.save(update_fields=["revision", *changed])
    record(
        "congress.change",
        locked,
        by=by,
        unit=locked.unit,
        changes={name: [before[name], changes[name]] for name in changed},
    )
    return locked


@transaction.atomic
def move_state(*, congress: Congress, state: str, by: Account, reason: str = "", today: date | None = None) -> Congress:
    """Take the congress to a state that may follow its own; what is still missing is passed over only with a reason.

    Called off, or taken back to preparation, it needs a reason in any case. The same state twice is the same as once.
    """
    locked = lock_congress(congress)
    if locked.state == state:
        return locked
    if not may_follow(locked.state, state):
        raise Refusal(f"Đại hội đang ở bước “{locked.get_state_display()}”, không chuyển được sang bước này.")
    missing = missing_before(locked, state, today=today or timezone.localdate())
    if (missing or state in NEEDS_REASON) and not reason.strip():
        raise Refusal(" ".join([*missing, "Nếu vẫn chuyển bước, hãy ghi lý do."]), field="reason")
    before = locked.state
    locked.state = state
    locked.revision += 1
    locked.save(update_fields=["state", "revision"])
    record(
        "congress.move",
        locked,
        by=by,
        unit=locked.unit,
        reason=reason.strip(),
        before=before,
        after=state,
        passed_over=missing,
    )
    return locked
