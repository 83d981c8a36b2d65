"""Who may do what with a sheet."""

from members.access.access import has
from members.access.models import Account
from members.access.roles import Permission
from members.sheets.models import Sheet
from members.sheets.purposes import purpose_of
from members.units.models import Unit


def may_upload_roster(account: Account, unit: Unit) -> bool:
    return has(account, Permission.MEMBER_MANAGE, unit)


def may_correct(account: Account, sheet: Sheet) -> bool:
    """Correct rows, confirm, discard and undo."""
    return purpose_of(sheet).may_correct(account, sheet)


def may_see_sensitive(account: Account, sheet: Sheet) -> bool:
    """Ethnicity, religion, Party matters, numbers (§3.9)."""
    return has(account, Permission.MEMBER_SENSITIVE, sheet.unit)
