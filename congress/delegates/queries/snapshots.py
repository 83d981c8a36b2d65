"""What papers and statistics see of a delegate: the frozen copy if there is one, else how she stands today."""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from congress.delegates.models import Category as StoredCategory
from congress.delegates.models import Delegate, DelegateState
from congress.delegates.rules.categories import Category
from congress.delegates.rules.statistics import DelegateRecord
from congress.terms.models import Congress, Term
from members.people import reference
from members.units.models import Unit, UnitKind
from vietnamese.dates import PartialDate

ACTIVE = (DelegateState.LISTED, DelegateState.APPROVED)
# khối: units of the province's own departments, and the commune police
BLOCK_LABELS = {"department": "Khối phòng, đơn vị", "commune": "Khối Công an xã, phường"}
COMMUNE_KINDS = frozenset({UnitKind.COMMUNE_CHAPTER, UnitKind.JOINT_CHAPTER})

Snapshot = dict[str, Any]
# what a snapshot needs of a row that is frozen
FROZEN_COLUMNS = (
    "frozen", "category", "is_alternate", "alternate_order", "card_number", "badge_code", "state", "congress_id",
    "electing_unit_id", "delegate_list_id", "member_id", "replaces_id",
)  # fmt: skip


def with_people(delegates: QuerySet[Delegate]) -> QuerySet[Delegate]:
    """The same delegates with all that a snapshot reads, in a constant number of queries."""
    earlier = Term.objects.filter(unit=OuterRef("congress__term__unit"), starts_year__lt=OuterRef("congress__term__starts_year"))
    with_term = delegates.annotate(ending_term_starts=Subquery(earlier.order_by("-starts_year").values("starts_year")[:1]))
    return with_term.select_related(
        "member__unit__parent",
        "electing_unit",
        "congress__term",
        "replaces__member",
        "replaced_by__member",
    ).prefetch_related("member__awards", "member__disciplines")


def convened(congress: Congress, *, approved_only: bool = False) -> QuerySet[Delegate]:
    """Those whom the congress calls (triệu tập): an alternate only once she has stepped in for somebody."""
    states = (DelegateState.APPROVED,) if approved_only else ACTIVE
    chosen = congress.delegates.filter(Q(is_alternate=False) | Q(replaces__isnull=False), state__in=states)
    return with_people(chosen).order_by("member__sort_key", "member__birth_date", "id")


def alternates(congress: Congress) -> QuerySet[Delegate]:
    """Dự khuyết who have not stepped in for anybody."""
    waiting = congress.delegates.filter(is_alternate=True, replaces=None, state__in=ACTIVE)
    return with_people(waiting).order_by("electing_unit__position", F("alternate_order").asc(nulls_last=True), "position")


def as_printed(delegates: QuerySet[Delegate]) -> list[Delegate]:
    """The same delegates in their order, read for snapshots: of those who are frozen their own row alone.

    Seven tables are joined for somebody who isn't; a printed list of 600 has hardly any. Takes a constant number of queries.
    """
    order = list(delegates.values_list("pk", flat=True))
    frozen = (
        Delegate.objects.filter(pk__in=order)
        .exclude(frozen={})
        .select_related("member__unit", "replaces__member")
        .only(*FROZEN_COLUMNS, "member__unit__path", "replaces__frozen", "replaces__member__full_name")
    )
    found = {delegate.pk: delegate for delegate in frozen}
    found |= {delegate.pk: delegate for delegate in with_people(delegates.filter(frozen={}))}
    return [found[pk] for pk in order if pk in found]


def snapshot_of(delegate: Delegate) -> Snapshot:
    """Everything that a paper prints of her, codes and labels.

    What is frozen stays as it was at approval. What may change later by a change of its own (category, stepping in for
    somebody) always comes from the row.
    """
    return {**(delegate.frozen or live_snapshot(delegate)), **_standing(delegate)}


def live_snapshot(delegate: Delegate) -> Snapshot:
    """How she stands today: what approval freezes. Dates as "1988-05-03", lists as lists, so that JSON keeps it whole."""
    member = delegate.member
    position_group = member.position_group or _group_of_position(member.police_position)
    block = block_of(member.unit)
    since = _ending_term_starts(delegate)
    return {
        "member": member.pk,
        "full_name": member.full_name,
        "sort_key": member.sort_key,
        "birth_date": member.birth_date,
        "ethnicity": member.ethnicity,
        "ethnicity_label": member.ethnicity_label,
        "religion": member.religion,
        "religion_label": member.religion_label,
        "home_town": member.home_town,
        "residence": member.residence,
        "rank": member.rank,
        "rank_label": member.rank_label,
        "police_position": member.police_position,
        "position_group": position_group,
        "position_group_label": reference.POLICE_POSITION_GROUPS.label(position_group),
        "party_position": member.party_position,
        "union_position": member.union_position,
        "union_position_label": member.union_position_label,
        "union_level": reference.UNION_POSITIONS.group(member.union_position),
        "workplace": member.workplace,
        "unit": member.unit.name,
        "unit_short": member.unit.label,
        "unit_id": member.unit_id,
        "unit_kind": member.unit.kind,
        "block": block,
        "block_label": BLOCK_LABELS[block],
        # đoàn
        "electing_unit": delegate.electing_unit.name if delegate.electing_unit else "",
        "electing_unit_id": delegate.electing_unit_id,
        "union_joined": member.union_joined,
        "party_stage": member.party_stage,
        "party_stage_label": member.party_stage_label,
        "party_joined": member.party_joined,
        "party_official": member.party_official,
        "general_education": member.general_education,
        "education": member.education,
        "education_label": member.education_label,
        "education_field": member.education_field,
        "degree": member.degree,
        "political_theory": member.political_theory,
        "political_theory_label": member.political_theory_label,
        "languages": member.languages,
        "family_background": member.family_background,
        # in the term that ends with this congress
        "awards": [
            [award.title, award.kind, award.year] for award in member.awards.all() if not award.year or award.year >= since
        ],
        "disciplines": [[found.form, found.year] for found in member.disciplines.all() if not found.year or found.year >= since],
        "photo": member.photo_id,
        "attended_before": delegate.attended_before,
        "note": delegate.note,
    }


def delegate_record(delegate: Delegate) -> DelegateRecord:
    """What the statistics count: `DelegateRecord` of rules/statistics, with the stored codes."""
    seen = snapshot_of(delegate)
    return DelegateRecord(
        key=delegate.pk,
        name=seen["full_name"],
        category=category_of(delegate),
        unit=seen["electing_unit"] or seen["unit"],
        union_level=seen["union_level"],
        block=seen["block"],
        birth=PartialDate.parse_iso(seen["birth_date"]) if seen["birth_date"] else None,
        party_stage=seen["party_stage"],
        ethnicity=seen["ethnicity"],
        religion=seen["religion"],
        education=seen["education"],
        political_theory=seen["political_theory"],
        rank=seen["rank"],
        position_group=seen["position_group"],
        awards=frozenset(kind or "other" for _, kind, _ in seen["awards"]),
        discipline="; ".join(form for form, _ in seen["disciplines"]),
        attended_before=seen["attended_before"],
    )


def delegate_records(delegates: QuerySet[Delegate]) -> list[DelegateRecord]:
    """Records of many, in their order."""
    return [delegate_record(delegate) for delegate in as_printed(delegates)]


def category_of(delegate: Delegate) -> Category:
    """What she is at the congress: an alternate only as long as she replaces nobody."""
    if delegate.is_alternate and delegate.replaces_id is None:
        return Category.ALTERNATE
    return Category(delegate.category)


def category_words(delegate: Delegate) -> str:
    """ "Được bầu", "Dự khuyết", "Được bầu (thay đ/c Nguyễn Thị Hường)"."""
    label = category_of(delegate).label
    if delegate.replaces is not None:
        replaced = delegate.replaces
        return f"{label} (thay đ/c {replaced.frozen.get('full_name') or replaced.member.full_name})"
    return label


def block_of(unit: Unit) -> str:
    """Khối of a unit; a tổ phụ nữ is where its chi hội is."""
    place = unit.parent if unit.kind == UnitKind.GROUP and unit.parent else unit
    return "commune" if place.kind in COMMUNE_KINDS else "department"


def _ending_term_starts(delegate: Delegate) -> int:
    """The year in which the term began that ends with this congress; taken as long as the new one when it isn't kept here."""
    term = delegate.congress.term
    if "ending_term_starts" in delegate.__dict__:
        found: int | None = delegate.__dict__["ending_term_starts"]
    else:
        earlier = Term.objects.filter(unit=term.unit_id, starts_year__lt=term.starts_year)
        found = earlier.order_by("-starts_year").values_list("starts_year", flat=True).first()
    return term.starts_year - (term.ends_year - term.starts_year) if found is None else found


def _standing(delegate: Delegate) -> Snapshot:
    return {
        "category": category_of(delegate).value,
        "category_label": category_words(delegate),
        "is_alternate": category_of(delegate) is Category.ALTERNATE,
        "alternate_order": delegate.alternate_order,
        "by_right": delegate.category == StoredCategory.EX_OFFICIO,
        "card_number": delegate.card_number,
        "badge_code": delegate.badge_code,
        "is_frozen": bool(delegate.frozen),
    }


def _group_of_position(position: str) -> str:
    code = reference.POLICE_POSITIONS.recognise(position)
    return reference.POLICE_POSITIONS.group(code) if code else ""
