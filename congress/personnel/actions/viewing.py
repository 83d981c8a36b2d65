"""Who looked at the names of a congress's personnel work, and what for (§4.7, R20)."""

from congress.terms.models import Congress
from members.access.models import Account
from members.access.trace import record


def note_list_view(*, congress: Congress, page: str, purpose: str, by: Account) -> None:
    """Write down that she opened a page with several names; `page` is the name of its address, the names are not kept."""
    record("personnel.list_view", congress, by=by, unit=congress.unit, reason=purpose, page=page)


def note_candidate_view(*, congress: Congress, candidate: int, page: str, purpose: str, by: Account) -> None:
    """Write down that she opened a page about one person; whose it is, by its number only."""
    record("personnel.candidate_view", congress, by=by, unit=congress.unit, reason=purpose, candidate=candidate, page=page)
