"""What is asked of comment rounds."""

from django.db.models import QuerySet

from documents.drafting.models import Participation
from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission


def participations_for(account: Account) -> QuerySet[Participation]:
    """The rounds in which units of this account are asked, the newest first."""
    mine = covered(account, Permission.DOCUMENT_COMMENT, path="unit__path")
    return (
        Participation.objects.filter(mine)
        .select_related("unit", "round__document__unit", "round__version")
        .order_by("-round__opened_at", "unit__sort_key", "id")
    )
