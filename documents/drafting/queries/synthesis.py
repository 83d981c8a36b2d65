"""What is asked of all comments of a document: by place, by answer, by unit; and the rows that the synthesis prints."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from documents.drafting.models import (
    Answer,
    AnswerKind,
    Change,
    Comment,
    CommentKind,
    CommentState,
    Document,
    Participation,
    Round,
    RoundState,
    Version,
)
from documents.drafting.queries.comments import values_of, with_values
from documents.drafting.rules.places import Map, map_of
from documents.drafting.rules.similarity import Group, groups_of, per_cent, similar_to
from documents.drafting.rules.synthesis import ALIKE, Progress, name_of, progress_of
from documents.drafting.rules.text import Kind, Section, Text
from vietnamese.search import search_key

WHOLE = "Toàn bộ dự thảo"
NONE = "none"
ANSWER_FILTERS = [(NONE, "Chưa trả lời"), *AnswerKind.choices]
SHORTENED = 60


def rounds_of(document: Document) -> list[Round]:
    """The rounds, the first one first, each with its version."""
    return list(document.rounds.select_related("version", "published_by").order_by("number"))


def counted_in(document: Document) -> QuerySet[Comment]:
    """What counts: sent in time, or late and taken; of rounds that are closed."""
    return Comment.objects.filter(round__document=document, round__state=RoundState.CLOSED, state=CommentState.SENT)


def progress(document: Document) -> Progress:
    """How many comments of the closed rounds have which answer. One query."""
    rows = counted_in(document).order_by().values_list("answer__kind").annotate(number=Count("id"))
    by_kind = dict(rows)
    total = sum(by_kind.values())
    return Progress(total, {kind: number for kind, number in by_kind.items() if kind})


@dataclass(frozen=True)
class Filters:
    """What the page is narrowed to; empty: everything. section: a key, "-" for the whole document."""

    text: str = ""
    section: str = ""
    kind: str = ""
    unit: int | None = None
    answer: str = ""
    round: int | None = None


@dataclass(frozen=True)
class Found:
    """The ids that fit, in the order of the text, and how many stand in each section (before the section's own filter)."""

    ids: list[int]
    by_section: Mapping[str, int]
    missing_by_section: Mapping[str, int]


@dataclass
class Places:
    """Where comments stand: the sections of the newest text that was put to units, then those only older ones had."""

    rounds: list[Round]
    maps: dict[int, Map] = field(default_factory=dict)
    texts: dict[int, Text] = field(default_factory=dict)
    values: dict[int, dict[str, str]] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    block_order: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rounds: Sequence[Round]) -> "Places":
        made = cls(list(rounds))
        seen: dict[int, Version] = {}
        for one in sorted(rounds, key=lambda one: -one.number):
            seen.setdefault(one.version_id, one.version)
        for pk, version in seen.items():
            text = version.text
            made.texts[pk], made.maps[pk], made.values[pk] = text, map_of(text), values_of(version)
            for place in made.maps[pk].places:
                if place.key not in made.order:
                    made.order[place.key] = len(made.order)
                    made.words[place.key] = with_values(place.words, made.values[pk])
                    made.lines[place.key] = with_values(place.line, made.values[pk])
            for _section, block in text.blocks():
                made.block_order.setdefault(block.key, len(made.block_order))
        return made

    def position(self, section_key: str, block_key: str) -> tuple[int, int]:
        if not section_key:
            return (-1, -1)
        return (self.order.get(section_key, len(self.order)), self.block_order.get(block_key, -1) if block_key else -1)

    def words_of(self, section_key: str) -> str:
        return self.words.get(section_key, "Mục không còn trong dự thảo") if section_key else WHOLE

    def section_in(self, round: Round, section_key: str) -> Section | None:  # noqa: A002 -- the statute's word
        text = self.texts.get(round.version_id)
        return next((one for one in text.sections if one.key == section_key), None) if text else None

    def paragraph_number(self, round: Round, section_key: str, block_key: str) -> int:  # noqa: A002
        """Which paragraph of its section, counted from 1; 0 for the section as a whole."""
        section = self.section_in(round, section_key) if block_key else None
        if section is None:
            return 0
        return next((number for number, one in enumerate(section.blocks, start=1) if one.key == block_key), 0)

    def short(self, comment: Comment) -> str:
        """ "Phần I › II.1. Kết quả, đoạn 3", for a cell."""
        words = self.words_of(comment.section_key)
        number = self.paragraph_number(comment.round, comment.section_key, comment.block_key)
        return f"{words}, đoạn {number}" if number else words


def found(document: Document, places: Places, filters: Filters) -> Found:
    """The comments that fit. Accents don't matter; what was joined to another comes with that one, not by itself."""
    rows = counted_in(document).order_by().filter(joined_to=None)
    if filters.kind in CommentKind.values:
        rows = rows.filter(kind=filters.kind)
    if filters.round is not None:
        rows = rows.filter(round=filters.round)
    if filters.unit is not None:
        rows = rows.filter(Q(participation__unit=filters.unit) | Q(joined__participation__unit=filters.unit)).distinct()
    if filters.answer == NONE:
        rows = rows.filter(answer=None)
    elif filters.answer == AnswerKind.DUPLICATE:
        rows = rows.filter(joined__isnull=False).distinct()
    elif filters.answer in AnswerKind.values:
        rows = rows.filter(answer__kind=filters.answer)
    words = search_key(filters.text[:100]).split()
    names = ["pk", "section_key", "block_key", "round__number", "number", "answer__kind"]
    searched = ["body", "proposal", "reason", "person", "participation__unit__name"] if words else []
    kept: list[tuple[tuple[int, int], int, int, int]] = []
    by_section: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for row in rows.values(*names, *searched):
        if words:
            key = search_key(" ".join(str(row[name]) for name in searched))
            if not all(word in key or word == str(row["number"]) for word in words):
                continue
        section = row["section_key"] or "-"
        by_section[section] += 1
        missing[section] += row["answer__kind"] is None
        if filters.section and section != filters.section:
            continue
        place = places.position(row["section_key"], row["block_key"])
        kept.append((place, row["round__number"], row["number"], row["pk"]))
    return Found([pk for *_, pk in sorted(kept)], by_section, missing)


def with_everything(ids: Sequence[int]) -> list[Comment]:
    """These comments in this order, with unit, round, answer, what was joined to them and what they changed."""
    joined = Comment.objects.select_related("participation__unit", "round").order_by("round__number", "number")
    rows = (
        Comment.objects.filter(pk__in=ids)
        .select_related("participation__unit", "round", "answer__answered_by")
        .prefetch_related(Prefetch("joined", queryset=joined), Prefetch("changes", queryset=Change.objects.order_by("id")))
    )
    by_id = {row.pk: row for row in rows}
    return [by_id[pk] for pk in ids if pk in by_id]


def answer_of(comment: Comment) -> Answer | None:
    """The answer, None where there is none yet."""
    return getattr(comment, "answer", None)


@dataclass
class PlaceGroup:
    """A place of the draft, and the comments on it that stand on this page."""

    section_key: str
    block_key: str
    words: str
    quoted: str
    block: str
    kind: str
    comments: list[Comment] = field(default_factory=list)


def by_place(comments: Iterable[Comment], places: Places) -> list[PlaceGroup]:
    """Comments that follow each other on the same place, with what stood there in the version they are about."""
    groups: list[PlaceGroup] = []
    for one in comments:
        last = groups[-1] if groups else None
        if last is None or (last.section_key, last.block_key) != (one.section_key, one.block_key):
            section = places.section_in(one.round, one.section_key)
            block = next((row for row in section.blocks if row.key == one.block_key), None) if section else None
            values = places.values.get(one.round.version_id, {})
            groups.append(
                PlaceGroup(
                    one.section_key,
                    one.block_key,
                    places.words_of(one.section_key),
                    one.quoted,
                    with_values(block.plain, values) if block is not None and block.kind is not Kind.TABLE else "",
                    str(block.kind) if block is not None else "",
                )
            )
        groups[-1].comments.append(one)
    return groups


def units_that_commented(document: Document) -> list[tuple[int, str]]:
    rows = counted_in(document).order_by("participation__unit__sort_key")
    return list(dict.fromkeys(rows.values_list("participation__unit_id", "participation__unit__name")))


# ---- near-identical ones ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Alike:
    """Comments that are perhaps the same, with how like each is to the first, in per cent."""

    main: Comment
    others: list[tuple[Comment, int]]
    per_cent: int


def groups_alike(document: Document, *, section: str | None = None) -> list[Group]:
    """Groups of comments that nobody has joined, measured; what has answers of its own already is not proposed again."""
    rows = counted_in(document).filter(joined_to=None).order_by()
    if section is not None:
        rows = rows.filter(section_key=section)
    texts: dict[int, str] = {}
    answered = set()
    for pk, body, proposal, kind in rows.values_list("pk", "body", "proposal", "answer__kind"):
        texts[pk] = body.strip() or proposal.strip()
        if kind:
            answered.add(pk)
    groups = groups_of(texts, at_least=ALIKE)
    return [group for group in groups if sum(pk not in answered for pk in group.ids) > (0 if answered & set(group.ids) else 1)]


def shown_groups(groups: Sequence[Group]) -> list[Alike]:
    """Groups with their rows: the answered one, else the earliest, is proposed as the one that is answered for all."""
    rows = {row.pk: row for row in with_everything([pk for group in groups for pk in group.ids])}
    shown = []
    for group in groups:
        its = [rows[pk] for pk in group.ids if pk in rows]
        if len(its) < 2:
            continue
        main = next((one for one in its if answer_of(one)), its[0])
        rest = {one.pk: one.body or one.proposal for one in its if one.pk != main.pk and not answer_of(one)}
        measured = {one.id: one.measure for one in similar_to(main.body or main.proposal, rest, at_least=0.0001)}
        others = [(rows[pk], per_cent(measured.get(pk, 0.0))) for pk in rest]
        if others:
            shown.append(Alike(main, others, min(measure for _one, measure in others)))
    return shown


# ---- what is printed -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A line of F19. units: who said it, also what was joined; count: how many comments it stands for."""

    section: str
    place: str
    words: str
    units: tuple[str, ...]
    count: int
    answer: str


@dataclass(frozen=True)
class Head:
    """The head figures of F19 (formats.md §3): meetings, people who came, who spoke; comments and how many were taken over."""

    meetings: int
    people: int
    spoken: int
    progress: Progress


def head_of(document: Document) -> Head:
    sums = Participation.objects.filter(round__document=document).aggregate(
        meetings=Sum("meetings"), people=Sum("people"), spoken=Sum("spoken")
    )
    return Head(sums["meetings"] or 0, sums["people"] or 0, sums["spoken"] or 0, progress(document))


def said_words(comment: Comment) -> str:
    """What a comment says, its proposal and its reason, as one text for a cell."""
    parts = [comment.body.strip()]
    if comment.proposal.strip():
        parts.append(f"Đề xuất: {comment.proposal.strip()}")
    if comment.reason.strip():
        parts.append(f"Lý do: {comment.reason.strip()}")
    return "\n".join(part for part in parts if part)


def answer_words(comment: Comment) -> str:
    answer = answer_of(comment)
    if answer is None:
        return "(chưa trả lời)"
    label = answer.get_kind_display()
    return f"{label}. {answer.wording.strip()}" if answer.wording.strip() else f"{label}."


def synthesis_rows(document: Document, places: Places) -> list[Row]:
    """F19: every comment once, in the order of the text, what was joined in one line with its units."""
    ids = found(document, places, Filters()).ids
    rows = []
    for one in with_everything(ids):
        joined = list(one.joined.all())
        units = list(dict.fromkeys([_who(one), *(_who(other) for other in joined)]))
        rows.append(
            Row(
                places.words_of(one.section_key),
                places.short(one) if one.section_key else WHOLE,
                said_words(one),
                tuple(units),
                1 + len(joined),
                answer_words(one),
            )
        )
    return rows


def _who(comment: Comment) -> str:
    name = comment.participation.unit.name
    return f"{comment.person.strip()} ({name})" if comment.person.strip() else name


@dataclass(frozen=True)
class Counted:
    """A line of a table of counts: label, all comments, and how many have each answer."""

    label: str
    progress: Progress


@dataclass(frozen=True)
class Report:
    """The counts of the báo cáo tổng hợp. asked, answered: units by round; silent: those that never answered."""

    head: Head
    by_section: list[Counted]
    by_kind: list[Counted]
    by_unit: list[Counted]
    rounds: list[tuple[Round, int, int, int]]
    silent: list[str]


def report_of(document: Document, places: Places) -> Report:
    """All counts of a document, from the rows."""
    rows = list(
        counted_in(document)
        .order_by()
        .values_list(
            "section_key", "kind", "participation__unit__sort_key", "participation__unit__name", "answer__kind", "round_id"
        )
    )
    sections: defaultdict[str, list[str | None]] = defaultdict(list)
    kinds: defaultdict[str, list[str | None]] = defaultdict(list)
    units: defaultdict[tuple[str, str], list[str | None]] = defaultdict(list)
    in_round: Counter[int] = Counter()
    for section, kind, sort_key, unit, answer, round_id in rows:
        sections[section].append(answer)
        kinds[kind].append(answer)
        units[sort_key, unit].append(answer)
        in_round[round_id] += 1
    asked = Participation.objects.filter(round__document=document).order_by("unit__sort_key", "unit_id")
    by_round: defaultdict[int, list[bool]] = defaultdict(list)
    ever: dict[str, bool] = {}
    for round_id, unit, answered_at in asked.values_list("round_id", "unit__name", "answered_at"):
        by_round[round_id].append(answered_at is not None)
        ever[unit] = ever.get(unit, False) or answered_at is not None
    ordered = sorted(sections, key=lambda key: places.position(key, ""))
    return Report(
        head=head_of(document),
        by_section=[Counted(places.words_of(key), progress_of(sections[key])) for key in ordered],
        by_kind=[Counted(str(CommentKind(kind).label), progress_of(kinds[kind])) for kind in CommentKind.values if kind in kinds],
        by_unit=[Counted(name, progress_of(units[key, name])) for key, name in sorted(units)],
        rounds=[(one, len(by_round[one.pk]), sum(by_round[one.pk]), in_round[one.pk]) for one in places.rounds],
        silent=[unit for unit, answered in ever.items() if not answered],
    )


# ---- for one unit --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What became of one comment of a unit: the answer that counts (of the one it was joined to), and the new words."""

    comment: Comment
    place: str
    answer: Answer | None
    shared: Answer | None
    changes: list[Change]
    name: str = ""


def outcomes_of(participation: Participation) -> list[Outcome]:
    """All comments of the unit in the round, with what became of them. Nothing of another unit's words is in it."""
    places = Places.of([participation.round])
    mine = participation.comments.filter(state=CommentState.SENT).select_related(
        "round", "answer__answered_by", "joined_to__answer", "joined_to__round"
    )
    rounds = participation.round.document.rounds.count()
    changes = Prefetch("changes", queryset=Change.objects.order_by("id"))
    shared_changes = Prefetch("joined_to__changes", queryset=Change.objects.order_by("id"))
    made = []
    for one in mine.prefetch_related(changes, shared_changes).order_by("number"):
        main = one.joined_to
        source = main or one
        name = name_of(main.number, round_number=main.round.number, rounds=rounds) if main else ""
        made.append(
            Outcome(
                one, places.short(one) if one.section_key else WHOLE, answer_of(one), answer_of(main) if main else None,
                list(source.changes.all()), name,
            )
        )  # fmt: skip
    return made
