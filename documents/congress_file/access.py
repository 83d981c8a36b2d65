"""Who may bind the file of a congress: it holds what the whole of the preparation holds."""

from congress.terms.models import Congress
from members.access.access import has
from members.access.models import Account
from members.access.roles import Permission


def may_bind(account: Account, congress: Congress) -> bool:
    return has(account, Permission.CONGRESS_FILE, congress.unit)
