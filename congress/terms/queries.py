"""What is asked of terms and congresses."""

from typing import Any

from django.db.models import Q, QuerySet

from congress.terms.models import Congress, Rule
from members.access.models import Account
from members.access.queries import covered, roots_of
from members.access.roles import Permission


def congresses_for(account: Account, permission: Permission = Permission.CONGRESS_VIEW) -> QuerySet[Congress]:
    """Congresses of the units the account may see, and those of the units above her own: a chapter sends its list there."""
    condition = covered(account, permission, path="unit__path")
    if permission == Permission.CONGRESS_VIEW:
        above = {
            path[: end + 1] for path in roots_of(account, permission) for end, sign in enumerate(path) if sign == "/" and end
        }
        condition |= Q(unit__path__in=above)
    return Congress.objects.filter(condition).select_related("unit", "term")


def rules_of(congress: Congress) -> dict[str, Any]:
    """The stored values of the congress's rule set by key."""
    return dict(Rule.objects.filter(congress=congress).values_list("key", "value"))
