"""The staff's board: every electing unit, where its list is, how late, whom to call."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from congress.delegates.access import may_approve_list, may_lock_list
from congress.delegates.models import DelegateList, ListState
from congress.delegates.queries.findings import Report, reports_on
from congress.delegates.queries.lists import TAKES_A_PLACE, lists_for
from congress.delegates.queries.rule_values import soon_days
from congress.delegates.queries.snapshots import ACTIVE
from congress.delegates.rules.lateness import Lateness, lateness
from congress.delegates.rules.reminder import LateList
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of
from congress.terms.rules.rule_set import RuleSet
from members.access.models import Account
from vietnamese.names import text_sort_key
from vietnamese.search import search_key

NOT_SENT = {ListState.NOT_OPEN, ListState.ENTERING, ListState.RETURNED}
KINDS = {
    ListState.NOT_OPEN: "neutral",
    ListState.ENTERING: "due",
    ListState.SENT: "accent",
    ListState.RETURNED: "late",
    ListState.APPROVED: "done",
    ListState.LOCKED: "done",
}
LATE = "late"


@dataclass
class BoardRow:
    """One electing unit. `report` is made for the rows of the page that is shown."""

    delegate_list: DelegateList
    people: int
    reserve: int
    lateness: Lateness
    report: Report | None = None
    may_approve: bool = False
    may_lock: bool = False

    @property
    def unit(self) -> str:
        return self.delegate_list.electing_unit.name

    @property
    def kind(self) -> str:
        return KINDS[ListState(self.delegate_list.state)]

    @property
    def state_label(self) -> str:
        return "Chưa nhập" if self.is_untouched else self.delegate_list.get_state_display()

    @property
    def is_untouched(self) -> bool:
        return self.delegate_list.state == ListState.ENTERING and self.people + self.reserve == 0

    @property
    def is_late(self) -> bool:
        return self.delegate_list.state in NOT_SENT and self.lateness.is_late

    @property
    def contact_name(self) -> str:
        return self.delegate_list.electing_unit.lead_unit.contact_name

    @property
    def contact_phone(self) -> str:
        return self.delegate_list.electing_unit.lead_unit.contact_phone

    @property
    def targets_reached(self) -> int:
        return sum(one.is_reached for one in self.report.targets) if self.report else 0

    def as_late(self) -> LateList:
        return LateList(
            unit=self.unit,
            contact=self.contact_name,
            due_on=self.delegate_list.due_on,
            state=self.state_label,
            people=self.people,
            seats=self.delegate_list.seats,
        )


def board_rows(account: Account, congress: Congress, *, on: date) -> list[BoardRow]:
    """All lists of the congress that the account may read, in the order of the units; two queries and the rule set."""
    rules = rule_set_of(congress)
    active = Q(delegates__state__in=ACTIVE)
    lists = lists_for(account).filter(congress=congress).order_by("electing_unit__position", "id")
    counted = lists.annotate(
        people=Count("delegates", filter=active & Q(delegates__is_alternate=False, delegates__category__in=TAKES_A_PLACE)),
        reserve=Count("delegates", filter=active & Q(delegates__is_alternate=True)),
    )
    return [_row(delegate_list, rules, on) for delegate_list in counted]


def _row(delegate_list: DelegateList, rules: RuleSet, on: date) -> BoardRow:
    return BoardRow(
        delegate_list,
        people=delegate_list.people,  # type: ignore[attr-defined]
        reserve=delegate_list.reserve,  # type: ignore[attr-defined]
        lateness=lateness(delegate_list.due_on, today=on, soon_working_days=soon_days(rules), done_on=sent_on(delegate_list)),
    )


def sent_on(delegate_list: DelegateList) -> date | None:
    """The day on which it was sent, while it is not back with its unit."""
    if delegate_list.state in NOT_SENT or delegate_list.sent_at is None:
        return None
    return timezone.localtime(delegate_list.sent_at).date()


def counts_of(rows: list[BoardRow]) -> dict[str, int]:
    """How many lists are in each state, and how many are late."""
    counts = Counter(row.delegate_list.state for row in rows)
    counts[LATE] = sum(row.is_late for row in rows)
    return dict(counts)


def chosen_rows(rows: list[BoardRow], *, text: str = "", state: str = "", sort: str = "") -> list[BoardRow]:
    """Those that fit what is looked for (without accents, in the unit's name and in who leads it), in the order asked for."""
    words = search_key(text).split()
    found = [
        row
        for row in rows
        if (not state or row.delegate_list.state == state or (state == LATE and row.is_late))
        and all(word in search_key(f"{row.unit} {row.delegate_list.electing_unit.code} {row.contact_name}") for word in words)
    ]
    if sort == "name":
        found.sort(key=lambda row: text_sort_key(row.unit))
    elif sort == "late":
        found.sort(key=lambda row: (not row.is_late, row.delegate_list.due_on, row.delegate_list.pk))
    elif sort == "state":
        order = list(ListState)
        found.sort(key=lambda row: order.index(ListState(row.delegate_list.state)))
    return found


def with_reports(rows: list[BoardRow], congress: Congress, account: Account, *, on: date) -> list[BoardRow]:
    """The same rows with what the checks say and with what the account may do; a constant number of queries."""
    reports = reports_on(congress, [row.delegate_list for row in rows], account=account, on=on)
    for row in rows:
        row.report = reports[row.delegate_list.pk]
        row.may_approve = may_approve_list(account, row.delegate_list) and not row.report.is_blocked
        row.may_lock = may_lock_list(account, row.delegate_list)
    return rows
