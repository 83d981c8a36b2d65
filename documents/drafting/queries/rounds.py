"""What is asked of comment rounds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from congress.delegates.models import ElectingUnit
from documents.drafting.models import Comment, CommentState, Document, Participation, Round
from documents.drafting.queries.comments import SAID
from documents.drafting.rules.participation import Share, Standing, shares, standing_of
from members.access.models import Account
from members.access.queries import covered, grants_of
from members.access.roles import ROLES, Permission
from members.units.models import Unit, UnitKind, UnitQuerySet

# so many units are offered for ticking one by one; in a larger tree they are found by searching
UNITS_OFFERED = 300
ASKED_KINDS = [kind for kind in UnitKind if kind != UnitKind.CENTRAL_BOARD]


def participations_for(account: Account) -> QuerySet[Participation]:
    """The rounds in which units of this account are asked, the newest first."""
    mine = covered(account, Permission.DOCUMENT_COMMENT, path="unit__path")
    return (
        Participation.objects.filter(mine)
        .select_related("unit", "round__document__unit", "round__version")
        .order_by("-round__opened_at", "unit__sort_key", "id")
    )


def own_unit_ids(account: Account) -> set[int]:
    """The units for which she herself answers: those of her grants, not those below."""
    return {grant.unit_id for grant in grants_of(account) if Permission.DOCUMENT_COMMENT in ROLES[grant.role].permissions}


def rounds_for(account: Account, permission: Permission = Permission.DOCUMENT_VIEW) -> QuerySet[Round]:
    """Rounds of documents whose unit gives this account the permission."""
    mine = covered(account, permission, path="document__unit__path")
    return Round.objects.filter(mine).select_related("document__unit", "document__congress", "version", "opened_by", "closed_by")


def with_counts(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """`sent`, `late`: how many comments the unit has sent, and how many of them came late."""
    return participations.annotate(
        sent=Count("comments", filter=Q(comments__state__in=SAID)),
        late=Count("comments", filter=Q(comments__state=CommentState.LATE)),
    )


def in_standing(participations: QuerySet[Participation], standing: str) -> QuerySet[Participation]:
    """Those that have answered, have opened, or have done nothing yet; all for any other word."""
    wrote = Exists(Comment.objects.filter(participation=OuterRef("pk"), state__in=SAID))
    touched = Q(first_seen_at__isnull=False) | Q(wrote)
    if standing == Standing.ANSWERED:
        return participations.filter(answered_at__isnull=False)
    if standing == Standing.OPENED:
        return participations.filter(touched, answered_at=None)
    if standing == Standing.NOTHING:
        return participations.filter(answered_at=None).exclude(touched)
    return participations


def standings_of(round: Round) -> dict[Standing, int]:  # noqa: A002 -- the statute's word
    """How many units have answered, have opened, have done nothing."""
    asked = round.participations.order_by()
    found = {standing: in_standing(asked, standing).count() for standing in (Standing.ANSWERED, Standing.OPENED)}
    return found | {Standing.NOTHING: asked.count() - sum(found.values())}


def shares_of(round: Round) -> list[Share]:  # noqa: A002
    """By kind of unit: how many of those asked have answered."""
    rows = round.participations.order_by().values_list("unit__kind", "answered_at")
    return shares(
        ((kind, answered is not None) for kind, answered in rows), [(kind.value, str(kind.label)) for kind in ASKED_KINDS]
    )


def standing_word(participation: Participation) -> Standing:
    """Of a participation that `with_counts` gave."""
    return standing_of(
        answered=participation.answered_at is not None,
        seen=participation.first_seen_at is not None,
        comments=getattr(participation, "sent", 0),
    )


# ---- whom to ask ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Group:
    """Units that are ticked together: all of a kind, or of an electing group."""

    code: str
    label: str
    count: int


def units_below(document: Document, *, today: date) -> UnitQuerySet:
    """The units that can be asked: those below the document's own that are there today."""
    return Unit.objects.in_force(on=today).below(document.unit).exclude(pk=document.unit_id).order_by("sort_key", "id")


def kinds_below(units: QuerySet[Unit]) -> list[Group]:
    counted = dict(units.order_by().values_list("kind").annotate(number=Count("id")))
    return [Group(kind.value, str(kind.label), counted[kind.value]) for kind in ASKED_KINDS if kind.value in counted]


def clusters_of(document: Document) -> list[Group]:
    """The electing groups (cụm) of the document's congress."""
    if document.congress_id is None:
        return []
    groups = ElectingUnit.objects.filter(congress=document.congress_id, is_group=True).order_by("position", "id")
    counted = groups.annotate(number=Count("unit_links")).values_list("pk", "name", "number")
    return [Group(str(pk), name, number) for pk, name, number in counted]


def chosen_units(
    document: Document, units: QuerySet[Unit], *, kinds: list[str], clusters: list[str], ticked: list[int]
) -> list[Unit]:
    """Everything that she ticked, each unit once, in the order of the names."""
    of_clusters = Q(pk__in=[])
    if clusters and document.congress_id is not None:
        links = ElectingUnit.objects.filter(congress=document.congress_id, pk__in=clusters).values("unit_links__unit")
        of_clusters = Q(pk__in=links)
    return list(units.filter(Q(kind__in=kinds) | Q(pk__in=ticked) | of_clusters))
