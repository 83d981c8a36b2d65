"""Who may do what with delegate lists. Rights on a list stand on its lead unit, the staff's on the congress's unit."""

from congress.delegates.models import DelegateList, ListState
from congress.terms.models import Congress
from members.access.access import has
from members.access.models import Account
from members.access.roles import Permission
from members.units.models import Unit

WITH_THE_UNIT = (ListState.ENTERING, ListState.RETURNED)


def _lead(delegate_list: DelegateList) -> Unit:
    return delegate_list.electing_unit.lead_unit


def may_see_list(account: Account, delegate_list: DelegateList) -> bool:
    """Her own list, that of a group her unit elects in, or any below a unit on which she may view lists."""
    units = [_lead(delegate_list), *(link.unit for link in delegate_list.electing_unit.unit_links.all())]
    return any(has(account, Permission.LIST_VIEW, unit) for unit in units)


def enters_for(account: Account, delegate_list: DelegateList) -> bool:
    """She writes for the unit that leads the list, whatever its state: what the state forbids, the actions say."""
    return has(account, Permission.LIST_ENTER, _lead(delegate_list))


def reviews(account: Account, delegate_list: DelegateList) -> bool:
    return has(account, Permission.LIST_REVIEW, delegate_list.congress.unit)


def approves(account: Account, delegate_list: DelegateList) -> bool:
    return has(account, Permission.LIST_APPROVE, delegate_list.congress.unit)


def locks(account: Account, delegate_list: DelegateList) -> bool:
    return has(account, Permission.LIST_LOCK, delegate_list.congress.unit)


def comments_on(account: Account, delegate_list: DelegateList) -> bool:
    return has(account, Permission.LIST_COMMENT, _lead(delegate_list))


def may_see_full(account: Account, delegate_list: DelegateList) -> bool:
    """Ethnicity, religion, party matters, discipline (§3.9)."""
    return has(account, Permission.MEMBER_SENSITIVE, _lead(delegate_list))


def may_enter_list(account: Account, delegate_list: DelegateList) -> bool:
    """Change rows now: the list is with its unit, and she enters for the unit that leads it."""
    return delegate_list.state in WITH_THE_UNIT and enters_for(account, delegate_list)


def may_withdraw_list(account: Account, delegate_list: DelegateList) -> bool:
    """Take a sent list back; whether the staff have opened it meanwhile, the action asks.

    The unit's own people may, and whoever sent it; the staff, who may enter for a unit, return a list instead.
    """
    if delegate_list.state != ListState.SENT or not has(account, Permission.LIST_ENTER, _lead(delegate_list)):
        return False
    return delegate_list.sent_by_id == account.pk or not has(account, Permission.LIST_REVIEW, delegate_list.congress.unit)


def may_comment_list(account: Account, delegate_list: DelegateList) -> bool:
    """Write a remark on a row of a sent list: also those who follow the unit and may not return it."""
    return delegate_list.state == ListState.SENT and comments_on(account, delegate_list)


def may_review_list(account: Account, delegate_list: DelegateList) -> bool:
    """Return a sent list."""
    return delegate_list.state == ListState.SENT and reviews(account, delegate_list)


def may_approve_list(account: Account, delegate_list: DelegateList) -> bool:
    """Approve a sent list, but never one that she sent herself (§1.3: "cannot approve own submission")."""
    return delegate_list.state == ListState.SENT and delegate_list.sent_by_id != account.pk and approves(account, delegate_list)


def may_lock_list(account: Account, delegate_list: DelegateList) -> bool:
    return delegate_list.state == ListState.APPROVED and locks(account, delegate_list)


def may_reopen_list(account: Account, delegate_list: DelegateList) -> bool:
    """Send an approved list back to be mended: Trưởng ban alone, with a reason. A locked list never."""
    return may_lock_list(account, delegate_list)


def may_run_lists(account: Account, congress: Congress) -> bool:
    """Open lists, see the staff's board, remind units."""
    return has(account, Permission.LIST_REVIEW, congress.unit)


def may_set_targets(account: Account, congress: Congress) -> bool:
    return has(account, Permission.ALLOCATION_PREPARE, congress.unit)


def may_name_delegates(account: Account, congress: Congress) -> bool:
    """Delegates by right and appointed delegates, who come in no unit's list."""
    return has(account, Permission.ALLOCATION_PREPARE, congress.unit)


def may_approve_named(account: Account, congress: Congress) -> bool:
    """Approve delegates by right and appointed: Trưởng ban, for the staff who name them don't approve their own (§1.3, §1.4)."""
    return has(account, Permission.LIST_LOCK, congress.unit)


def may_clear_named(account: Account, congress: Congress) -> bool:
    """Confirm that one by right or appointed, who is under review, may be a delegate: whoever approves lists, as in a list."""
    return has(account, Permission.LIST_APPROVE, congress.unit)


def may_change_delegates(account: Account, congress: Congress) -> bool:
    """Biến động: withdraw an approved delegate, let an alternate step in."""
    return has(account, Permission.DELEGATE_CHANGE, congress.unit)


def may_export_full(account: Account, congress: Congress) -> bool:
    return has(account, Permission.FULL_LIST_EXPORT, congress.unit)


def knows_unit_of(account: Account, delegate_list: DelegateList) -> bool:
    """Whether a refusal may name the other unit on whose list a person stands."""
    return may_see_list(account, delegate_list)


def may_prepare_allocation(account: Account, congress: Congress) -> bool:
    """Electing units, member counts, the draft."""
    return has(account, Permission.ALLOCATION_PREPARE, congress.unit)


def may_freeze_allocation(account: Account, congress: Congress) -> bool:
    """Issue a version."""
    return has(account, Permission.ALLOCATION_FREEZE, congress.unit)
