"""The staff's board of questions, what lies with a body, and who may come to the final list."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from congress.personnel.models import Candidate, Place, Vetting, VettingState
from congress.personnel.rules.vetting import NOT_ASKED, Answer, Question, in_short, lacking, questions
from congress.terms.actions.locks import OVER
from congress.terms.models import Congress
from congress.terms.queries import level_of
from members.access.models import Account, Grant
from members.access.queries import covered
from members.access.roles import ROLES, Permission
from vietnamese.search import search_key

PILLS = {"passed": "done", "not_needed": "done", "more": "due", "failed": "late", "asked": "accent", "not_asked": "neutral"}


@dataclass(frozen=True)
class Cell:
    """One question about one person."""

    question: Question
    state: str
    said: str
    pill: str
    is_late: bool
    vetting: Vetting | None


@dataclass(frozen=True)
class VettingRow:
    candidate: Candidate
    cells: tuple[Cell, ...]
    lacking: tuple[str, ...]

    @property
    def may_come(self) -> bool:
        return not self.lacking or self.candidate.exception_at is not None


@dataclass(frozen=True)
class EarlierAnswer:
    said: str
    paper: str
    paper_on: date | None
    note: str
    answered_at: datetime


@dataclass(frozen=True)
class Asked:
    """Somebody (a body) who still owes answers, with the text that reminds her."""

    body: str
    account: Account | None
    vettings: tuple[Vetting, ...]
    late: int
    text: str
    # of this page: what the button copies
    id: str

    @property
    def reminded_at(self) -> datetime | None:
        return max((one.reminded_at for one in self.vettings if one.reminded_at is not None), default=None)


def answers_of(vettings: Iterable[Vetting]) -> dict[str, Answer]:
    return {one.kind: Answer(one.state, _paper(one)) for one in vettings}


def _paper(vetting: Vetting) -> str:
    if not vetting.paper:
        return ""
    return f"{vetting.paper} ngày {vetting.paper_on:%d/%m/%Y}" if vetting.paper_on else vetting.paper


def considered(congress: Congress) -> QuerySet[Candidate]:
    """Everybody who is, or may still come, on the list; with the answers about her."""
    found = Candidate.objects.filter(congress=congress, withdrawn_on=None).exclude(place=Place.NOT)
    return (
        found.select_related("member__unit", "exception_by")
        .defer("biography")
        .prefetch_related(Prefetch("vettings", Vetting.objects.select_related("asked_of")))
        .order_by("sort_key", "id")
    )


def board(congress: Congress, *, today: date) -> list[VettingRow]:
    """Everybody considered with each question about her; two questions to the database."""
    level = level_of(congress.unit)
    return [_row(candidate, level, today) for candidate in considered(congress)]


def narrowed(rows: Sequence[VettingRow], *, text: str = "", kind: str = "", state: str = "") -> list[VettingRow]:
    """The rows that fit the filter. `state` without `kind`: at least one question stands so; "late": an answer is overdue;
    "lacking": she can't come to the list yet."""
    found = list(rows)
    for word in search_key(text).split():
        found = [row for row in found if word in row.candidate.member.search_key or word in row.candidate.member.unit.search_key]
    if state == "lacking":
        return [row for row in found if row.lacking]
    if state:
        return [row for row in found if any(_fits(cell, kind, state) for cell in row.cells)]
    if kind:
        return [row for row in found if any(cell.question.code == kind and cell.vetting is not None for cell in row.cells)]
    return found


def _fits(cell: Cell, kind: str, state: str) -> bool:
    if kind and cell.question.code != kind:
        return False
    return cell.is_late if state == "late" else cell.state == state


def _row(candidate: Candidate, level: str, today: date) -> VettingRow:
    by_kind = {one.kind: one for one in candidate.vettings.all()}
    cells = tuple(_cell(question, by_kind.get(code), today) for code, question in questions().items())
    return VettingRow(candidate, cells, tuple(lacking(answers_of(by_kind.values()), level)))


def _cell(question: Question, vetting: Vetting | None, today: date) -> Cell:
    state = vetting.state if vetting else NOT_ASKED
    late = vetting is not None and state == VettingState.ASKED and vetting.due_on is not None and vetting.due_on < today
    return Cell(question, state, question.said(state), "late" if late else PILLS[state], late, vetting)


def lacking_of(candidates: Sequence[Candidate], level: str) -> dict[int, list[str]]:
    """By candidate, what keeps her from the final list; those whom nothing keeps are not in it. One question."""
    found = {pk: lacking(one, level) for pk, one in _answers_by_candidate(candidates).items()}
    return {pk: sentences for pk, sentences in found.items() if sentences}


def lacking_in_short(candidates: Sequence[Candidate], level: str) -> dict[int, str]:
    """As `lacking_of`, a line each. One question."""
    found = {pk: in_short(one, level) for pk, one in _answers_by_candidate(candidates).items()}
    return {pk: line for pk, line in found.items() if line}


def _answers_by_candidate(candidates: Sequence[Candidate]) -> dict[int, dict[str, Answer]]:
    answers: dict[int, dict[str, Answer]] = {one.pk: {} for one in candidates}
    for vetting in Vetting.objects.filter(candidate__in=list(answers)):
        answers[vetting.candidate_id][vetting.kind] = Answer(vetting.state, _paper(vetting))
    return answers


def answering_accounts(congress: Congress, *, on: date) -> list[Account]:
    """Accounts that may be asked: those who hold VETTING_ANSWER on the congress's unit or above it. One question."""
    roles = [role.code for role in ROLES.values() if Permission.VETTING_ANSWER in role.permissions]
    grants = Grant.objects.in_force(on=on).filter(role__in=roles, account__is_active=True).select_related("account", "unit")
    found = {grant.account_id: grant.account for grant in grants if congress.unit.path.startswith(grant.unit.path)}
    return sorted(found.values(), key=lambda account: (account.sort_key, account.pk))


def asked_of(account: Account) -> QuerySet[Vetting]:
    """What was asked of this account by name, while it holds the right on the congress's unit; nothing else exists for her.

    Of a person the name, birth date, unit and post; never who else is considered.
    """
    return (
        Vetting.objects.filter(covered(account, Permission.VETTING_ANSWER, path="candidate__congress__unit__path"))
        .filter(asked_of=account)
        .exclude(state=VettingState.NOT_ASKED)
        .exclude(Q(candidate__congress__state__in=OVER) | Q(candidate__withdrawn_on__isnull=False))
        .select_related("candidate__member__unit", "candidate__congress__unit")
        .order_by("due_on", "id")
    )


def waiting_for(account: Account) -> QuerySet[Vetting]:
    """What she still has to answer."""
    return asked_of(account).filter(state=VettingState.ASKED)


def unanswered(congress: Congress) -> QuerySet[Vetting]:
    return (
        Vetting.objects.filter(candidate__congress=congress, candidate__withdrawn_on=None, state=VettingState.ASKED)
        .select_related("candidate__member__unit", "asked_of")
        .order_by("body", "due_on", "candidate__sort_key")
    )


def owing(congress: Congress, *, today: date) -> list[Asked]:
    """Who still owes answers, each with a text to send; the text names no candidate, for it leaves the room."""
    groups: dict[tuple[str, int | None], list[Vetting]] = {}
    for vetting in unanswered(congress):
        groups.setdefault((vetting.body, vetting.asked_of_id), []).append(vetting)
    return [_asked(vettings, today) for vettings in groups.values()]


def _asked(vettings: Sequence[Vetting], today: date) -> Asked:
    first = vettings[0]
    late = sum(one.due_on is not None and one.due_on < today for one in vettings)
    days = sorted({one.due_on for one in vettings if one.due_on is not None})
    when = f" Hạn trả lời: {days[0]:%d/%m/%Y}." if days else ""
    where = (
        "Xin mời đồng chí đăng nhập phần mềm Đại hội Phụ nữ, mục “Ý kiến thẩm định”, để trả lời."
        if first.asked_of
        else "Xin gửi văn bản trả lời trực tiếp (không gửi qua thư điện tử)."
    )
    overdue = f", trong đó {late:02} đã quá hạn" if late else ""
    text = (
        f"Kính gửi {first.body or 'đồng chí'}: còn {len(vettings):02} đề nghị thẩm định nhân sự chưa có trả lời{overdue}."
        f"{when} {where}"
    )
    return Asked(first.body, first.asked_of, tuple(vettings), late, text, id=f"reminder-{first.pk}")


def earlier_answers(vetting: Vetting, question: Question) -> list[EarlierAnswer]:
    """What was answered before the question was put or written down anew; the newest first."""
    return [
        EarlierAnswer(
            question.said(one["state"]),
            one["paper"],
            date.fromisoformat(one["paper_on"]) if one["paper_on"] else None,
            one["note"],
            datetime.fromisoformat(one["answered_at"]),
        )
        for one in reversed(vetting.earlier)
    ]


def question_of(vetting: Vetting) -> Question | None:
    return questions().get(vetting.kind)


def chosen_candidates(congress: Congress, ids: Collection[int]) -> list[Candidate]:
    return list(considered(congress).filter(pk__in=ids))


def counts(rows: Iterable[VettingRow]) -> Mapping[str, int]:
    """How many people: all, who may come to the list, with an overdue answer, with something to supply, refused."""
    found = list(rows)
    return {
        "all": len(found),
        "in_order": sum(not row.lacking for row in found),
        "late": sum(any(cell.is_late for cell in row.cells) for row in found),
        "more": sum(any(cell.state == VettingState.MORE for cell in row.cells) for row in found),
        "failed": sum(any(cell.state == VettingState.FAILED for cell in row.cells) for row in found),
    }
