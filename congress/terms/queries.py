"""What is asked of terms and congresses."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from congress.terms.hooks import DayMoved, followers, gates
from congress.terms.models import (
    Congress,
    CongressKind,
    CongressState,
    DelegateMode,
    Milestone,
    PersonnelMode,
    Rule,
    Session,
    SessionKind,
)
from congress.terms.rules import calendar
from congress.terms.rules.calendar import plans
from congress.terms.rules.catalogue import Entry, Level, catalogue
from congress.terms.rules.rule_set import RuleSet
from members.access.models import Account
from members.access.queries import covered, roots_of
from members.access.roles import Permission
from members.people.models import Member
from members.units.models import Unit, UnitKind
from vietnamese.search import search_key

LEVELS: dict[str, Level] = {
    UnitKind.CENTRAL_BOARD: Level.PROVINCE,
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.BRANCH: Level.BRANCH,
    UnitKind.CHAPTER_OF_BRANCH: Level.CHAPTER,
    UnitKind.COMMUNE_CHAPTER: Level.CHAPTER,
    UnitKind.JOINT_CHAPTER: Level.CHAPTER,
    UnitKind.GROUP: Level.CHAPTER,
}


def congresses_for(account: Account, permission: Permission = Permission.CONGRESS_VIEW) -> QuerySet[Congress]:
    """Congresses of the units the account may see, and those of the units above her own: a chapter sends its list there."""
    condition = covered(account, permission, path="unit__path")
    if permission == Permission.CONGRESS_VIEW:
        above = {
            path[: end + 1] for path in roots_of(account, permission) for end, sign in enumerate(path) if sign == "/" and end
        }
        condition |= Q(unit__path__in=above)
    return Congress.objects.filter(condition).select_related("unit", "term")


def found_congresses(
    congresses: QuerySet[Congress], *, text: str = "", kind: str = "", state: str = "", level: str = ""
) -> QuerySet[Congress]:
    """Those that fit what is looked for; the text is searched without accents in the unit's name and code."""
    for word in search_key(text).split():
        congresses = congresses.filter(unit__search_key__contains=word)
    if kind:
        congresses = congresses.filter(kind=kind)
    if state:
        congresses = congresses.filter(state=state)
    if level:
        congresses = congresses.filter(unit__kind__in=[unit_kind for unit_kind, one in LEVELS.items() if one == level])
    return congresses


def level_of(unit: Unit) -> Level:
    """Which of the catalogue's defaults are for this unit."""
    return LEVELS[unit.kind]


def rules_of(congress: Congress) -> dict[str, Any]:
    """The stored values of the congress's rule set by key."""
    return dict(Rule.objects.filter(congress=congress).values_list("key", "value"))


def rule_set_of(congress: Congress) -> RuleSet:
    """All values of the congress's rule set, typed; a default of the catalogue stands for what is not stored."""
    return RuleSet(rules_of(congress), level_of(congress.unit))


def rule_value(congress: Congress, key: str) -> Any:
    """One value as it is stored, or the default of the congress's level; None: not set.

    A page that needs several asks `rule_set_of` once.
    """
    return rule_set_of(congress).value(key)


def rule_lines(congress: Congress) -> list[tuple[Entry, Any, Rule | None]]:
    """Every rule of the catalogue with the congress's value and its row (None: the default, nobody has entered it)."""
    rows = {rule.key: rule for rule in congress.rules.select_related("entered_by", "checked_by")}
    level = level_of(congress.unit)
    return [
        (entry, rows[key].value if key in rows else entry.default(level), rows.get(key)) for key, entry in catalogue().items()
    ]


def seen_rule(rule: Rule | None) -> str:
    """Names the state of a rule that a page shows, so that a form opened on an older one is told so."""
    return "new" if rule is None else rule.entered_at.isoformat()


def seen_milestone(milestone: Milestone) -> str:
    """The same for a step of the plan: its own words and days."""
    said = (milestone.name, milestone.product, milestone.responsible, milestone.late_reason)
    return "|".join([*said, str(milestone.offset_days), str(milestone.fixed_on), str(milestone.done_on)])


def unchecked_count(congress: Congress) -> int:
    """Rules that nobody has compared with the original yet."""
    return congress.rules.filter(checked_at=None).count()


def current_congress_of(unit: Unit, *, on: date) -> Congress | None:
    """The congress that is being prepared or held; when there is none, the last one that was held."""
    alive = [CongressState.PREPARING, CongressState.READY, CongressState.IN_SESSION]
    congresses = Congress.objects.filter(unit=unit).select_related("unit", "term")
    return (
        congresses.filter(state__in=alive, held_on__gte=on).order_by("held_on", "id").first()
        or congresses.filter(state__in=alive).order_by("-held_on", "-id").first()
        or congresses.filter(state=CongressState.CLOSED).order_by("-held_on", "-id").first()
    )


def proposed_count_day(congress: Congress, *, today: date) -> date | None:
    """The last day of the month before, where the rule set says so (`moc_tinh_hoi_vien`); else a day that they choose."""
    rules = rule_set_of(congress)
    if not rules.is_set("moc_tinh_hoi_vien") or rules.choice("moc_tinh_hoi_vien") != "CUOI_THANG_TRUOC":
        return None
    return today.replace(day=1) - timedelta(days=1)


def previous_congress_of(unit: Unit) -> Congress | None:
    """The last congress of the unit that was called, whose rule set and titles a new one can begin with."""
    return Congress.objects.filter(unit=unit).select_related("unit", "term").order_by("-held_on", "-id").first()


@dataclass(frozen=True)
class CallProposal:
    """What to begin a new congress's form with, and why."""

    initial: dict[str, Any]
    members: int
    threshold: int | None
    previous: Congress | None


def call_proposal(unit: Unit, *, today: date) -> CallProposal:
    """Form, count, years, switches and plan of a new congress, from the catalogue, the members and the congress before."""
    level = level_of(unit)
    rules = RuleSet({}, level)
    previous = previous_congress_of(unit)
    members = Member.objects.present().filter(unit__path__startswith=unit.path).count()
    kind = rules.choice("dai_hoi.hinh_thuc")
    threshold = rules.integer("nguong_dai_hoi_dai_bieu") if level is Level.BRANCH else None
    if threshold is not None:
        kind = CongressKind.DELEGATES if members >= threshold else CongressKind.ALL_MEMBERS
    same = [] if previous is None else list(Congress.objects.filter(unit=unit, kind=kind).values_list("ordinal", flat=True))
    starts = previous.term.ends_year if previous is not None else today.year
    fitting = [plan.code for plan in plans() if plan.for_level == level]
    initial = {
        "kind": kind,
        "ordinal": max(same, default=0) + 1,
        "starts_year": starts,
        "ends_year": starts + rules.integer("nhiem_ky_nam"),
        "personnel_mode": previous.personnel_mode if previous else PersonnelMode.ELECTED,
        "delegate_mode": previous.delegate_mode if previous else DelegateMode.ELECTED,
        "plan": fitting[0] if fitting else "",
        "reuse": previous is not None,
    }
    return CallProposal(initial, members, threshold, previous)


def plan_of(congress: Congress) -> list[Milestone]:
    """The milestones in the order of their days."""
    return sorted(congress.milestones.all(), key=lambda step: (step.due_on(congress.held_on), step.pk))


def plain_milestone(milestone: Milestone) -> calendar.Milestone:
    """The row as the rules of the calendar take it."""
    return calendar.Milestone(
        milestone.code,
        milestone.name,
        milestone.product,
        milestone.offset_days,
        milestone.fixed_on,
        milestone.done_on,
    )


def postponement_of(congress: Congress, to_day: date) -> list[DayMoved]:
    """Everything that moving the congress to this day moves, and what stays and why. Writes nothing."""
    shift = to_day - congress.held_on
    moved = [DayMoved("Ngày đại hội", congress.held_on, to_day)]
    for session in congress.sessions.all():
        day = _local_day(session)
        moved.append(DayMoved(session.get_kind_display(), day, day + shift))
    for step in calendar.postpone(
        [plain_milestone(milestone) for milestone in plan_of(congress)], old_day=congress.held_on, new_day=to_day
    ):
        why = "đã xong" if step.milestone.done_on else "ngày cố định" if step.stays else ""
        moved.append(DayMoved(step.milestone.name, step.before, step.after, why))
    if congress.member_count_on is not None:
        moved.append(DayMoved("Mốc tính hội viên", congress.member_count_on, congress.member_count_on, "số liệu theo mốc"))
    for follower in followers():
        moved += follower.preview(congress, to_day)
    return moved


def missing_before(congress: Congress, state: str, *, today: date) -> list[str]:
    """What stands against this step, as sentences; a person may go on with a reason."""
    missing = []
    if state == CongressState.READY:
        if not congress.sessions.filter(kind=SessionKind.OFFICIAL).exists():
            missing.append("Chưa ghi giờ phiên chính thức.")
        if not congress.place:
            missing.append("Chưa ghi địa điểm.")
        if unchecked := unchecked_count(congress):
            missing.append(f"{unchecked} quy tắc chưa đối chiếu văn bản gốc.")
    if state == CongressState.IN_SESSION:
        first = min([congress.held_on, *(_local_day(session) for session in congress.sessions.all())])
        if today < first:
            missing.append(f"Chưa tới ngày đại hội ({first:%d/%m/%Y}).")
    for gate in gates():
        missing += gate(congress, state)
    return missing


def _local_day(session: Session) -> date:
    return timezone.localtime(session.starts_at).date()
