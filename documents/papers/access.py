"""Who may print which paper of a congress. The staff's rights stand on the congress's unit, a unit's on its own list."""

from congress.delegates.access import may_see_full, may_see_list
from congress.delegates.models import DelegateList
from congress.terms.models import Congress
from members.access.access import has
from members.access.models import Account
from members.access.roles import Permission


def has_all(account: Account, congress: Congress, *permissions: Permission) -> bool:
    return all(has(account, permission, congress.unit) for permission in permissions)


def may_print_full_list(account: Account, congress: Congress) -> bool:
    """Ethnic group, religion and party matters of everybody (procedure.md §3.9)."""
    return has_all(account, congress, Permission.PAPER_PRINT, Permission.MEMBER_SENSITIVE, Permission.FULL_LIST_EXPORT)


def may_print_lists(account: Account, congress: Congress) -> bool:
    """Lists without sensitive facts, letters, badges."""
    return has_all(account, congress, Permission.PAPER_PRINT, Permission.LIST_VIEW)


def may_print_allocation(account: Account, congress: Congress) -> bool:
    return has_all(account, congress, Permission.PAPER_PRINT, Permission.ALLOCATION_VIEW)


def may_print_report(account: Account, congress: Congress) -> bool:
    return has_all(account, congress, Permission.PAPER_PRINT, Permission.CREDENTIALS_REPORT)


def may_print_papers(account: Account, congress: Congress) -> bool:
    """Papers that say nothing of anybody but what is typed in: invitations, certificates."""
    return has_all(account, congress, Permission.PAPER_PRINT)


def may_number_cards(account: Account, congress: Congress) -> bool:
    return has_all(account, congress, Permission.PAPER_PRINT, Permission.LIST_REVIEW)


def may_print_unit_list(account: Account, delegate_list: DelegateList, *, full: bool) -> bool:
    """Whoever may see the list; with its sensitive columns only whoever may see those."""
    return may_see_list(account, delegate_list) and (not full or may_see_full(account, delegate_list))
