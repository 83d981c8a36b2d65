"""The pool of a congress: the list with how complete each file is, and one person's page; the same few questions for all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from congress.personnel.models import (
    Candidate,
    CandidateDocument,
    DocumentFile,
    DocumentState,
    Place,
    SealedFile,
    StepName,
    StepState,
    Vetting,
    VettingState,
)
from congress.personnel.queries.room import rooms_for
from congress.personnel.rules.completeness import Completeness, Judged, Paper, completeness, document_kinds
from congress.terms.models import Congress
from congress.terms.queries import level_of
from members.access.models import Account
from members.people.models import DifferentPeople, Member, MemberQuerySet
from members.people.queries import looks_like, members_under
from vietnamese.search import search_key

COMPLETE, INCOMPLETE, EXPIRED, TO_CHECK = "complete", "incomplete", "expired", "to_check"
FILE_STATES = {
    COMPLETE: "Hồ sơ đủ",
    INCOMPLETE: "Hồ sơ còn thiếu",
    TO_CHECK: "Có giấy tờ chờ kiểm tra",
    EXPIRED: "Có giấy tờ hết hạn",
}
VETTED, MORE, FAILED, WAITING, NOT_BEGUN = "passed", "more", "failed", "asked", "none"
VETTING_STATES = {
    VETTED: "Thẩm định xong",
    WAITING: "Chờ trả lời",
    MORE: "Cần bổ sung",
    FAILED: "Có nội dung không đạt",
    NOT_BEGUN: "Chưa gửi thẩm định",
}
WITHDRAWN = "withdrawn"
PLACES = {**dict(Place.choices), WITHDRAWN: "Đã xin rút"}


@dataclass(frozen=True)
class CandidateRow:
    """One line of the list."""

    candidate: Candidate
    file: Completeness
    vetting: str
    vetted: int
    asked: int

    @property
    def vetting_words(self) -> str:
        return VETTING_STATES[self.vetting]


def candidates_for(account: Account) -> QuerySet[Candidate]:
    """Those she may know of; for everybody else there is none."""
    return Candidate.objects.filter(congress__in=rooms_for(account)).select_related(
        "congress__unit", "congress__term", "member__unit", "exception_by", "added_by"
    )


def files_for(account: Account) -> QuerySet[SealedFile]:
    return SealedFile.objects.filter(congress__in=rooms_for(account)).select_related("congress__unit", "congress__term")


def people_for(congress: Congress) -> MemberQuerySet:
    """Whom the room may take in: members of the congress's organisation and of all below it."""
    return members_under([congress.unit.path]).present()


def alike_candidates(congress: Congress, member: Member) -> list[Candidate]:
    """Candidates that look like this member under another record: same name and birth date, or the same number, and nobody has
    said that they are two women."""
    found = (
        Candidate.objects.filter(looks_like(member, through="member__"), congress=congress)
        .exclude(member=member)
        .select_related("member__unit")
    )
    apart = DifferentPeople.objects.filter(Q(first=member) | Q(second=member)).values_list("first", "second")
    different = {pk for pair in apart for pk in pair}
    return [one for one in found if one.member_id not in different]


def candidate_rows(congress: Congress) -> list[CandidateRow]:
    """Everybody in the pool in Vietnamese order, with her file and her vetting; four questions however many they are."""
    people = list(
        Candidate.objects.filter(congress=congress)
        .select_related("member__unit")
        .prefetch_related("documents", "vettings")
        .order_by("sort_key", "id")
    )
    minutes = minutes_of(people)
    return [_row(congress, one, minutes.get(one.pk, (0, 0))) for one in people]


def _row(congress: Congress, candidate: Candidate, minutes: tuple[int, int]) -> CandidateRow:
    vettings = list(candidate.vettings.all())
    return CandidateRow(
        candidate,
        file_of(congress, candidate, list(candidate.documents.all()), minutes),
        overall(vettings),
        sum(one.state == VettingState.PASSED for one in vettings),
        sum(one.state != VettingState.NOT_NEEDED for one in vettings),
    )


def overall(vettings: Sequence[Vetting]) -> str:
    """One word for all that was asked about her: the worst of it."""
    states = {one.state for one in vettings} - {VettingState.NOT_NEEDED}
    for state, word in (
        (VettingState.FAILED, FAILED), (VettingState.MORE, MORE), (VettingState.ASKED, WAITING),
    ):  # fmt: skip
        if state in states:
            return word
    return VETTED if states == {VettingState.PASSED} else (WAITING if VettingState.PASSED in states else NOT_BEGUN)


def file_of(
    congress: Congress, candidate: Candidate, documents: Sequence[CandidateDocument], minutes: tuple[int, int]
) -> Completeness:
    """Her file, judged for the day of the congress. `minutes`: of how many steps there are minutes, of how many closed ones."""
    papers = [Paper(one.kind, one.state, one.expires_on, one.note) for one in documents]
    papers += [Paper(code, there=minutes[0], of=minutes[1]) for code, kind in document_kinds().items() if kind.automatic]
    return completeness(papers, level=level_of(congress.unit), incumbent=candidate.is_incumbent, held_on=congress.held_on)


def minutes_of(people: Sequence[Candidate]) -> dict[int, tuple[int, int]]:
    """By candidate: closed steps in which she was put forward that have their minutes, and how many such steps there are."""
    names = StepName.objects.filter(candidate__in=people, step__state=StepState.CLOSED).order_by()
    rows = names.values_list("candidate", "step__minutes")
    there, of = Counter[int](), Counter[int]()
    for candidate, minutes in rows:
        of[candidate] += 1
        there[candidate] += minutes is not None
    return {pk: (there[pk], number) for pk, number in of.items()}


def filtered(
    rows: Sequence[CandidateRow], *, text: str = "", file: str = "", vetting: str = "", place: str = ""
) -> list[CandidateRow]:
    """Those that pass every filter; words are found with or without accents, in the name, the unit and the post."""
    words = search_key(text).split()
    return [
        row
        for row in rows
        if (not words or _says(row.candidate, words))
        and (not file or _has_file_state(row.file, file))
        and (not vetting or row.vetting == vetting)
        and (not place or _stands(row.candidate, place))
    ]


def _says(candidate: Candidate, words: Sequence[str]) -> bool:
    member = candidate.member
    said = search_key(f"{member.full_name} {member.unit.name} {candidate.post} {candidate.block}").split()
    return all(any(one.startswith(word) for one in said) for word in words)


def _has_file_state(file: Completeness, state: str) -> bool:
    if state == COMPLETE:
        return file.is_complete
    if state == EXPIRED:
        return file.has_expired
    if state == TO_CHECK:
        return any(one.paper.state == DocumentState.RECEIVED for one in file.papers)
    return state == INCOMPLETE and not file.is_complete


def _stands(candidate: Candidate, place: str) -> bool:
    if place == WITHDRAWN:
        return candidate.withdrawn_on is not None
    return candidate.place == place and candidate.withdrawn_on is None


# ---- one person -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PaperRow:
    """One of the papers on her page: what it is, how it stands, its scans."""

    judged: Judged
    document: CandidateDocument | None
    scans: tuple[DocumentFile, ...]

    @property
    def state(self) -> str:
        return self.document.state if self.document else DocumentState.MISSING

    @property
    def state_words(self) -> str:
        if self.judged.kind.automatic:
            return f"{self.judged.paper.there}/{self.judged.paper.of} biên bản" if self.judged.paper.of else "Chưa có bước nào"
        return "Hết hạn trước đại hội" if self.judged.expired else DocumentState(self.state).label

    @property
    def pill(self) -> str:
        if self.judged.expired or self.state == DocumentState.RETURNED:
            return "late"
        if self.judged.in_order:
            nothing = self.state == DocumentState.NOT_NEEDED or (self.judged.kind.automatic and not self.judged.paper.of)
            return "neutral" if nothing else "done"
        return "due" if self.judged.required or self.state == DocumentState.RECEIVED else "neutral"

    @property
    def revision(self) -> int:
        return self.document.revision if self.document else 0


def documents_of(candidate: Candidate) -> list[CandidateDocument]:
    scans = DocumentFile.objects.filter(removed_at=None).select_related("file__uploaded_by").order_by("id")
    return list(candidate.documents.select_related("reviewed_by").prefetch_related(Prefetch("files", queryset=scans)))


def paper_rows(file: Completeness, documents: Sequence[CandidateDocument]) -> list[PaperRow]:
    by_kind = {one.kind: one for one in documents}
    return [
        PaperRow(judged, found, tuple(found.files.all()) if found else ())
        for judged in file.papers
        for found in [by_kind.get(judged.kind.code)]
    ]


def steps_through(candidate: Candidate) -> list[StepName]:
    """The steps she was put forward in, in their order, with votes and result."""
    return list(candidate.step_names.select_related("step__minutes", "decided_by").order_by("step__position"))


def vettings_of(candidate: Candidate) -> list[Vetting]:
    return list(candidate.vettings.order_by("id"))
