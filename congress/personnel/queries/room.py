"""Congresses whose personnel work an account may see."""

from django.db.models import QuerySet

from congress.terms.models import Congress
from congress.terms.queries import congresses_for
from members.access.models import Account
from members.access.roles import Permission


def rooms_for(account: Account) -> QuerySet[Congress]:
    """Those on whose unit she holds PERSONNEL_VIEW; everything of the room is fetched through this, so that for all others
    nothing of it exists."""
    return congresses_for(account, Permission.PERSONNEL_VIEW)
