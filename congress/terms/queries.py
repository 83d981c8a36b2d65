"""What is asked of terms and congresses."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from congress.terms.hooks import DayMoved, followers, gates
from congress.terms.models import Congress, CongressState, Milestone, Rule, Session, SessionKind
from congress.terms.rules import calendar
from congress.terms.rules.catalogue import Level
from congress.terms.rules.rule_set import RuleSet
from members.access.models import Account
from members.access.queries import covered, roots_of
from members.access.roles import Permission
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


def previous_congress_of(unit: Unit) -> Congress | None:
    """The last congress of the unit that was called, whose rule set and titles a new one can begin with."""
    return Congress.objects.filter(unit=unit).select_related("unit", "term").order_by("-held_on", "-id").first()


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
