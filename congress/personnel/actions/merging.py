"""What follows for the room when two records turn out to be one woman. Nothing it says tells those who may not know (§4.7)."""

from django.db import IntegrityError, transaction
from django.db.models import Model, Q

from congress.personnel.access import may_see
from congress.personnel.actions.candidates import is_bare
from congress.personnel.models import BodyChange, Candidate, FloorNomination, FloorWithdrawal, Introduction, OfficeReview
from congress.terms.actions.locks import OVER
from members.access.models import Account
from members.access.refusal import Refusal
from members.people.models import Member

# says only that something is in the way: who may merge records need not know what
NOT_YET = "Hai hồ sơ này đang được dùng ở một việc chưa xong nên chưa gộp được. Hãy báo Trưởng ban, rồi gộp lại sau."


def follow_merge_of_candidates(kept: Member, merged: Member, by: Account) -> None:
    """Her places in the pools go over to the kept record.

    In one pool she stands once. Where both records stand in the pool of a congress that isn't over, one of which nothing is
    known yet gives way; else a person of the room decides first, and the merge is refused. At a congress that is over both
    stay: that is history.
    """
    rows = list(Candidate.objects.filter(member__in=[kept, merged]).select_related("congress__unit").order_by("pk"))
    own = {row.congress_id: row for row in rows if row.member_id == kept.pk}
    stays_behind = []
    for theirs in (row for row in rows if row.member_id == merged.pk and row.congress_id in own):
        if theirs.congress.state in OVER:
            stays_behind.append(theirs.pk)
        else:
            _settle(own[theirs.congress_id], theirs, by)
    _carry(Candidate, kept, merged, ~Q(pk__in=stays_behind))
    Candidate.objects.filter(member=kept).exclude(congress__state__in=OVER).update(sort_key=kept.sort_key)


def _settle(first: Candidate, second: Candidate, by: Account) -> None:
    """Leave one of two entries in one pool: the one about which something is known."""
    bare = next((row for row in (second, first) if is_bare(row)), None)
    if bare is None:
        place = f"danh sách nhân sự của {first.congress}" if may_see(by, first.congress) else ""
        raise Refusal(
            f"Cả hai hồ sơ đều có trong {place} và đều đã có giấy tờ, phiếu hoặc thẩm định. Hãy bỏ giấy tờ, thẩm định của một "
            "người ở đó rồi gộp lại."
            if place
            else NOT_YET
        )
    stays = first if bare is second else second
    Introduction.objects.filter(candidate=bare).update(candidate=stays)
    if bare.is_incumbent and not stays.is_incumbent:
        stays.is_incumbent, stays.origin = True, bare.origin
        stays.save(update_fields=["is_incumbent", "origin"])
    bare.delete()


def follow_merge_of_reviews(kept: Member, merged: Member, by: Account) -> None:
    """A review of an outgoing body moves; where both records were reviewed, the kept one's stands and the other stays aside."""
    theirs = OfficeReview.objects.filter(member=merged).values("congress")
    standing = OfficeReview.objects.filter(member=kept, congress__in=theirs).values_list("congress", flat=True)
    _carry(OfficeReview, kept, merged, ~Q(congress__in=list(standing)))


def follow_merge_of_introductions(kept: Member, merged: Member, by: Account) -> None:
    """What units said of her moves; where one unit introduced both records, the second row stays where it is."""
    standing = Introduction.objects.filter(member=kept).values_list("call", flat=True)
    _carry(Introduction, kept, merged, ~Q(call__in=list(standing)))


def follow_merge_of_nominations(kept: Member, merged: Member, by: Account) -> None:
    standing = FloorNomination.objects.filter(member=kept).values_list("congress", flat=True)
    _carry(FloorNomination, kept, merged, ~Q(congress__in=list(standing)))


def follow_merge_of_withdrawals(kept: Member, merged: Member, by: Account) -> None:
    """Hers at a congress moves; where both records asked to withdraw, the kept one's stands."""
    standing = FloorWithdrawal.objects.filter(member=kept).values_list("congress", flat=True)
    _carry(FloorWithdrawal, kept, merged, ~Q(congress__in=list(standing)))


def follow_merge_of_changes(kept: Member, merged: Member, by: Account) -> None:
    """Changes in mid-term move; the same change written down on both records stays once."""
    theirs = BodyChange.objects.filter(member=merged)
    own = set(BodyChange.objects.filter(member=kept).values_list("congress", "kind", "on"))
    twice = [row.pk for row in theirs if (row.congress_id, row.kind, row.on) in own]
    _carry(BodyChange, kept, merged, ~Q(pk__in=twice))


def _carry(model: type[Model], kept: Member, merged: Member, which: Q) -> None:
    try:
        with transaction.atomic():
            model._default_manager.filter(which, member=merged).update(member=kept)
    except IntegrityError as error:
        raise Refusal(NOT_YET) from error
