"""What is asked of comments, and of the version that they are about."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet

from documents.drafting.models import (
    Comment,
    CommentState,
    DocumentState,
    Participation,
    Round,
    RoundState,
    TypedComment,
    Version,
)
from documents.drafting.queries.figures import TOKEN
from documents.drafting.rules.text import Text
from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission

LONGEST_QUOTE = 500
# what counts as a comment of the unit: also what came late, until the staff leave it
SAID = (CommentState.SENT, CommentState.LATE)


def values_of(version: Version) -> dict[str, str]:
    """Name → value of the figures as the version froze them."""
    return {name: str(one.get("value", "")) for name, one in version.content.get("figures", {}).items()}


def with_values(words: str, values: Mapping[str, str]) -> str:
    """Plain words in which each `{{Tên số liệu}}` is its value; one that has none stays."""
    return TOKEN.sub(lambda found: values.get(" ".join(found[1].split())) or found[0], words)


def quoted_at(version: Version, text: Text, section_key: str, block_key: str) -> str | None:
    """What stands at a place of the version, shortened; "" for the whole document, None where there is no such place."""
    if not section_key:
        return None if block_key else ""
    section = next((one for one in text.sections if one.key == section_key), None)
    if section is None:
        return None
    if not block_key:
        return shortened(with_values(section.heading, values_of(version)))
    block = next((one for one in section.blocks if one.key == block_key), None)
    return None if block is None else shortened(with_values(block.plain, values_of(version)))


def shortened(words: str, length: int = LONGEST_QUOTE) -> str:
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


def comments_of(participation: Participation) -> QuerySet[Comment]:
    """Everything that the unit said in this round, in the order of the numbers."""
    return participation.comments.order_by("number")


def said_in(round: Round) -> QuerySet[Comment]:  # noqa: A002 -- the statute's word
    """What counts in the round: sent in time, or late and taken."""
    return Comment.objects.filter(round=round, state=CommentState.SENT)


def late_waiting(round: Round) -> QuerySet[Comment]:  # noqa: A002
    """Late comments about which nobody has decided."""
    return Comment.objects.filter(round=round, state=CommentState.LATE).select_related("participation__unit").order_by("number")


def typed_by(participation: Participation, account: Account) -> dict[tuple[str, str], TypedComment]:
    """What this person is typing, by place."""
    mine = participation.typed.filter(account=account).exclude(Q(body="") & Q(proposal=""))
    return {(one.section_key, one.block_key): one for one in mine}


def counted_by_place(round: Round) -> Counter[tuple[str, str]]:  # noqa: A002
    """(section's key, kind) → how many comments count."""
    return Counter(said_in(round).values_list("section_key", "kind"))


def own_counts(participation: Participation) -> dict[tuple[str, str], int]:
    """(section, block) → how many comments of the unit stand there."""
    places = participation.comments.filter(state__in=SAID).order_by().values_list("section_key", "block_key")
    return {(section, block): number for section, block, number in places.annotate(number=Count("id"))}


def takes_late(round: Round) -> bool:  # noqa: A002 -- the statute's word
    """Whether a comment may still come late: the round has closed, and the synthesis is being made."""
    is_worked_on = round.document.state in {DocumentState.COMMENTING, DocumentState.SYNTHESIS}
    return round.state == RoundState.CLOSED and round.published_at is None and is_worked_on


def own_comments(account: Account) -> QuerySet[Comment]:
    """Comments of units for which this account comments."""
    mine = covered(account, Permission.DOCUMENT_COMMENT, path="participation__unit__path")
    return Comment.objects.filter(mine).select_related("participation__unit", "round__document__unit", "round__version")
