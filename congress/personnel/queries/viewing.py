"""Which pages with names an account has been written down for."""

from datetime import datetime

from congress.terms.models import Congress
from members.access.models import Account, Entry


def was_noted(account: Account, congress: Congress, page: str, *, since: datetime) -> bool:
    """The page of the list of this congress was opened by her since then, and that is in the trace."""
    return Entry.objects.filter(
        account=account,
        action="personnel.list_view",
        object_type=congress._meta.label_lower,
        object_id=str(congress.pk),
        details__page=page,
        at__gte=since,
    ).exists()
