"""What pages of units and of members show of delegate lists."""

from collections import Counter
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from congress.delegates.models import Delegate, ElectingUnitMember, ListState
from congress.delegates.queries.lists import lists_for
from congress.delegates.queries.snapshots import category_of
from congress.terms.actions.locks import OVER
from members.access.access import has
from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission
from members.people.models import Member
from members.units.models import Unit
from members.units.panels import Panel

LISTS_SHOWN = 3
DELEGATIONS_SHOWN = 10
WITH_THE_UNIT = (ListState.ENTERING, ListState.RETURNED)
PILLS = {
    ListState.NOT_OPEN: "neutral",
    ListState.ENTERING: "due",
    ListState.SENT: "accent",
    ListState.RETURNED: "due",
    ListState.APPROVED: "done",
    ListState.LOCKED: "done",
}


def lists_panel(account: Account, unit: Unit) -> Panel | None:
    """The lists in which the unit elects or which it writes, the latest congress first, as far as the account may read them.

    Of a congress that the unit holds itself: how many of the lists are approved, for those who run them.
    """
    links = ElectingUnitMember.objects.filter(electing_unit=OuterRef("electing_unit"), unit=unit)
    lists = list(
        lists_for(account)
        .filter(Q(electing_unit__lead_unit=unit) | Exists(links))
        .order_by("-congress__held_on", "id")[:LISTS_SHOWN]
    )
    own = _own_congress(account, unit)
    if not lists and own is None:
        return None
    today = timezone.localdate()
    shown = [(one, PILLS[ListState(one.state)], one.state in WITH_THE_UNIT and one.due_on < today) for one in lists]
    return Panel("Danh sách đại biểu", "delegates/_unit_lists.html", {"lists": shown, "own": own})


def _own_congress(account: Account, unit: Unit) -> dict[str, Any] | None:
    if not has(account, Permission.LIST_REVIEW, unit):
        return None
    congress = unit.congresses.exclude(state__in=OVER).order_by("held_on", "id").first()
    states = congress.delegate_lists.order_by().values_list("state", flat=True) if congress else []
    counted = Counter(states)
    if congress is None or not counted:
        return None
    done = counted[ListState.APPROVED] + counted[ListState.LOCKED]
    return {"congress": congress, "done": done, "total": counted.total(), "sent": counted[ListState.SENT]}


def delegations_panel(account: Account, member: Member) -> Panel | None:
    """The congresses she is or was at, as far as the account may see the lists she stands on."""
    named = Q(delegate_list=None) & covered(account, Permission.LIST_VIEW, path="congress__unit__path")
    rows = (
        Delegate.objects.filter(member=member)
        .filter(Q(delegate_list__in=lists_for(account).order_by().values("pk")) | named)
        .select_related("congress", "delegate_list__electing_unit")
        .order_by("-congress__held_on", "-id")[:DELEGATIONS_SHOWN]
    )
    found = [(row, category_of(row).label) for row in rows]
    return Panel("Đại biểu dự đại hội", "delegates/_member_delegations.html", {"rows": found}) if found else None
