"""Two records that are one woman become one; nothing of either is thrown away."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import ForeignObjectRel, ManyToManyRel, Q
from django.utils import timezone

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.people.actions.members import set_keys
from members.people.following import merge_followers
from members.people.models import Award, DifferentPeople, Discipline, Member, Membership, MemberState, Office
from members.people.rules import filled_from

# what the kept record takes over where it says nothing itself; the name and the unit are hers already
FACTS = (
    "sort_name", "birth_date", "ethnicity", "religion", "home_town", "home_province", "residence", "rank", "police_position",
    "position_group", "party_position", "union_position", "workplace", "union_joined", "party_stage", "party_joined",
    "party_official", "general_education", "education", "education_field", "degree", "political_theory", "languages",
    "family_background", "phone", "email", "service_number_sealed", "service_number_hash", "identity_number_sealed",
    "identity_number_hash", "photo_id", "note",
)  # fmt: skip


@transaction.atomic
def merge_members(*, kept: Member, merged: Member, by: Account) -> Member:
    """Everything of `merged` goes over to `kept`, which takes what it lacks; the other record stays, empty and out of sight."""
    if kept.pk == merged.pk:
        raise Refusal("Hãy chọn hai hồ sơ khác nhau để gộp.")
    rows = {
        row.pk: row
        for row in Member.objects.select_for_update(of=("self",))
        .filter(pk__in=[kept.pk, merged.pk])
        .select_related("unit")
        .order_by("pk")
    }
    stays, goes = rows[kept.pk], rows[merged.pk]
    if goes.merged_into_id == stays.pk:
        return stays
    if goes.merged_into_id is not None or stays.merged_into_id is not None:
        raise Refusal("Một trong hai hồ sơ đã được gộp từ trước. Hãy mở lại danh sách hồ sơ trùng.")
    taken = filled_from(vars(stays), vars(goes), FACTS)
    for name, value in taken.items():
        setattr(stays, name, value)
    stays.revision += 1
    stays.updated_at = timezone.now()
    if "sort_name" in taken:
        set_keys(stays)
    stays.save()
    _carry_memberships(stays, goes)
    _carry_offices(stays, goes)
    Award.objects.filter(member=goes).update(member=stays)
    Discipline.objects.filter(member=goes).update(member=stays)
    Member.objects.filter(merged_into=goes).update(merged_into=stays)
    _carry_differences(stays, goes)
    _carry_rows_above(stays, goes, by=by)
    goes.merged_into = stays
    goes.state, goes.state_on = MemberState.LEFT, timezone.localdate()
    goes.revision += 1
    goes.save(update_fields=["merged_into", "state", "state_on", "revision"])
    record("member.merge", stays, by=by, unit=stays.unit, merged=goes.pk, merged_unit=goes.unit.name, taken=sorted(taken))
    return stays


@transaction.atomic
def mark_different(*, one: Member, other: Member, by: Account) -> DifferentPeople:
    """These two are two women, however alike their records are. Twice is the same as once."""
    if one.pk == other.pk:
        raise Refusal("Hãy chọn hai hồ sơ khác nhau.")
    first, second = sorted((one, other), key=lambda member: member.pk)
    pair, made = DifferentPeople.objects.get_or_create(first=first, second=second, defaults={"by": by})
    if made:
        record("member.different", one, by=by, unit=one.unit, other=other.pk, other_unit=other.unit.name)
    return pair


@transaction.atomic
def unmark_different(*, one: Member, other: Member, by: Account) -> None:
    """Take `mark_different` back: the two are offered for merging again."""
    first, second = sorted((one.pk, other.pk))
    gone, _ = DifferentPeople.objects.filter(first=first, second=second).delete()
    if gone:
        record("member.same_again", one, by=by, unit=one.unit, other=other.pk, other_unit=other.unit.name)


def _carry_memberships(stays: Member, goes: Member) -> None:
    """The open membership stays that of the kept record; the other one ends today, unless it never began."""
    today = timezone.localdate()
    for row in Membership.objects.filter(member=goes):
        if row.ends_on is None:
            if row.unit_id == stays.unit_id or (row.starts_on is not None and row.starts_on >= today):
                row.delete()
                continue
            row.ends_on = today - timedelta(days=1)
        row.member = stays
        row.save(update_fields=["member", "ends_on"])


def _carry_offices(stays: Member, goes: Member) -> None:
    held = set(stays.offices.filter(ends_on=None).values_list("unit_id", "position"))
    for office in Office.objects.filter(member=goes):
        if office.ends_on is None and (office.unit_id, office.position) in held:
            office.delete()  # the same office, written down on both records
        else:
            office.member = stays
            office.save(update_fields=["member"])


def _carry_differences(stays: Member, goes: Member) -> None:
    """Whoever is not the one woman is not the other, now that they are one."""
    pairs = DifferentPeople.objects.filter(Q(first=goes) | Q(second=goes))
    for pair in pairs:
        other = pair.second_id if pair.first_id == goes.pk else pair.first_id
        if other != stays.pk:
            first, second = sorted((other, stays.pk))
            DifferentPeople.objects.get_or_create(first_id=first, second_id=second, defaults={"by": pair.by, "at": pair.at})
    pairs.delete()


def _carry_rows_above(stays: Member, goes: Member, *, by: Account) -> None:
    own = {Membership, Office, Award, Discipline, DifferentPeople, Member}
    # with those that the record itself has no name for (related_name="+"): they point at it all the same
    for relation in Member._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or isinstance(relation, ManyToManyRel):
            continue
        model = relation.related_model
        if isinstance(model, str) or model in own:
            continue
        follower = merge_followers.get(model._meta.label_lower)
        if follower is not None:
            follower(stays, goes, by)
            continue
        name = relation.field.name
        try:
            with transaction.atomic():
                model._default_manager.filter(**{name: goes}).update(**{name: stays})
        except IntegrityError as error:
            raise Refusal(
                f"Hai hồ sơ cùng có trong một “{model._meta.verbose_name}”. Hãy bỏ một dòng ở đó trước, rồi gộp lại."
            ) from error
