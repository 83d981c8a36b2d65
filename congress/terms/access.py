"""Who may do what with congresses, their rule sets and plans."""

from congress.terms.models import Congress
from congress.terms.rules.states import may_postpone
from members.access.access import has, has_anywhere
from members.access.models import Account
from members.access.roles import Permission


def may_call_congress(account: Account) -> bool:
    return has_anywhere(account, Permission.CONGRESS_MANAGE)


def may_see_inside(account: Account, congress: Congress) -> bool:
    """The plan and the rule set: for those on the unit or above it. A chapter below sees when and where, and its list."""
    return has(account, Permission.CONGRESS_VIEW, congress.unit)


def may_manage_congress(account: Account, congress: Congress) -> bool:
    return has(account, Permission.CONGRESS_MANAGE, congress.unit)


def may_postpone_congress(account: Account, congress: Congress) -> bool:
    return may_manage_congress(account, congress) and may_postpone(congress.state)


def may_manage_rules(account: Account, congress: Congress) -> bool:
    return has(account, Permission.RULES_MANAGE, congress.unit)


def may_check_rules(account: Account, congress: Congress) -> bool:
    return has(account, Permission.RULES_CHECK, congress.unit)
