"""What the final list freezes of every person, and what its papers print from that (R12).

Before the lock the same papers print today's record, through the same rows.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from congress.personnel.models import Candidate, FinalList, Place
from congress.personnel.queries.papers import lives_of, with_lives
from congress.personnel.queries.structure import final_list_of
from congress.personnel.rules.ballot import ballot_order, hash_of
from congress.terms.models import Congress
from members.people.models import Member

# in every row that was locked with all columns; lists locked before that lack it
MARK = "biography_hash"


def proposed_of(congress: Congress) -> list[Candidate]:
    """Those who stand on the list, by tên, with what her papers tell of her life."""
    return with_lives(
        Candidate.objects.filter(congress=congress, place=Place.PROPOSED, withdrawn_on=None).order_by("sort_key", "id")
    )


def as_printed(candidate: Candidate) -> dict[str, Any]:
    """A person as she stands on the ballot, copied: what is printed must not change when she moves or is promoted."""
    member = candidate.member
    return {
        "candidate": candidate.pk,
        "member": member.pk,
        "name": member.full_name,
        "sort_name": member.sort_name,
        "birth": member.birth_date,
        "unit": member.unit.name,
        "rank": member.rank_label,
        "position": member.police_position,
        "workplace": member.workplace,
        "union_position": member.union_position_label,
        "post": candidate.post,
        "re_elected": candidate.is_incumbent,
        "exception": candidate.exception_reason,
    }


def as_locked(candidate: Candidate) -> dict[str, Any]:
    """The same with all that danh sách trích ngang (F4) and tiểu sử tóm tắt print of her.

    Of the biography only the hash: its text goes when the files are destroyed (procedure.md §4.7), and the hash of the list
    must hold without it.
    """
    member = candidate.member
    return as_printed(candidate) | {
        "unit_label": member.unit.label,
        "home_town": member.home_town,
        "ethnicity": member.ethnicity_label,
        "religion": member.religion_label,
        "general_education": member.general_education,
        "education": member.education_label,
        "education_field": member.education_field,
        "political_theory": member.political_theory_label,
        "party_joined": member.party_joined,
        "party_official": member.party_official,
        "career": _career(member),
        "awards": [{"title": award.title, "year": award.year} for award in member.awards.all()],
        MARK: hash_of(candidate.biography),
    }


def _career(member: Member) -> list[dict[str, str]]:
    return [
        {
            "starts": office.starts_on.isoformat(),
            "ends": office.ends_on.isoformat() if office.ends_on else "",
            "position": office.position_label,
            "unit": office.unit.name,
        }
        for office in member.offices.all()
    ]


def content_of(people: Sequence[Candidate]) -> list[dict[str, Any]]:
    """In the order of the ballot."""
    return ballot_order(as_printed(one) for one in people)


def locked_content_of(people: Sequence[Candidate]) -> list[dict[str, Any]]:
    """What the final list keeps of them, in the order of the ballot; its hash is over this."""
    return ballot_order(as_locked(one) for one in people)


def biographies_of(people: Iterable[Candidate]) -> dict[str, str]:
    """What the final list keeps beside its content: the biographies as they were written, by candidate."""
    return {str(one.pk): one.biography for one in people}


# ---- what the papers print ------------------------------------------------------------------------------------------


def rows_of(congress: Congress) -> list[dict[str, Any]]:
    """Those on the list, a row as of `as_locked` each: as they were when it was locked; before the lock as they are today."""
    found = final_list_of(congress)
    return _locked_rows(found) if found else [as_locked(one) for one in lives_of(congress, None)]


def lives_on_list(congress: Congress, candidate_id: int | None) -> list[tuple[dict[str, Any], str]]:
    """Row and biography of one candidate, or of all on the list; of who isn't on the locked list, as she is today."""
    found = final_list_of(congress)
    rows = [one for one in _locked_rows(found) if candidate_id in (None, one.get("candidate"))] if found else []
    if not found or not rows:
        return [(as_locked(one), one.biography) for one in lives_of(congress, candidate_id)]
    # of lists locked before biographies were kept, what is written today
    lacking = [one["candidate"] for one in rows if "candidate" in one and str(one["candidate"]) not in found.biographies]
    texts = biographies_of(Candidate.objects.filter(pk__in=lacking)) if lacking else {}
    texts |= found.biographies
    return [(one, texts.get(str(one.get("candidate")), "")) for one in rows]


def _locked_rows(found: FinalList) -> list[dict[str, Any]]:
    old = [row.get("candidate") for row in found.content if MARK not in row]
    if not old:
        return list(found.content)
    # lists locked before every column was kept: today's record says what they lack, and only that
    people = with_lives(Candidate.objects.filter(congress=found.congress_id, pk__in=filter(None, old)))
    today = {one.pk: as_locked(one) for one in people}
    return [today.get(row.get("candidate", 0), {}) | row for row in found.content]
