"""The types of documents (procedure.md §6.3) and the outline that each begins with (§6.4), read from data.

`data/types.toml` says of every type what it is called, who approves it and how it is laid out; `data/outlines/<code>.toml` holds
what a new document of it begins with, in our own wording. A new type is a table there and an outline, and no code.
"""

import html
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from congress.terms.rules.catalogue import Level
from congress.terms.rules.rule_set import RuleSet
from documents.drafting.rules.text import Block, Kind, Section, Style, new_key
from documents.layout.structures import Structure

DATA = Path(__file__).resolve().parent.parent / "data"
ITEM_MARK, HEADING_MARK = "- ", "## "


class Group(StrEnum):
    """When in the life of a congress such a paper is written."""

    BEFORE = "truoc"
    CONGRESS_TEXT = "van_kien"
    RUNNING = "dieu_hanh"
    AFTER = "sau"
    GENERAL = "chung"

    @property
    def label(self) -> str:
        return GROUP_LABELS[self]


GROUP_LABELS = {
    Group.BEFORE: "Chuẩn bị đại hội",
    Group.CONGRESS_TEXT: "Văn kiện đại hội",
    Group.RUNNING: "Điều hành đại hội",
    Group.AFTER: "Sau đại hội",
    Group.GENERAL: "Văn bản thường dùng",
}


class Profile(StrEnum):
    """Whose heading the paper has (formats.md §2.3)."""

    STATE = "nd30"
    UNION = "hoi"
    UNION_PLAIN = "hoi_gon"
    CONGRESS = "dai_hoi"
    PARTY = "dang"


class StepKind(StrEnum):
    """What somebody does in the chain of approval (procedure.md §1.4)."""

    WRITE = "soan"
    ASSESS = "tham_dinh"
    CONSULT = "xin_y_kien"
    APPROVE = "duyet"
    PUT_TO_CONGRESS = "trinh_dai_hoi"
    ADOPT = "thong_qua"


DECIDES = frozenset({StepKind.APPROVE, StepKind.ADOPT})


@dataclass(frozen=True)
class Step:
    """One step of the chain: what is done and by which body; `role` is the code of whose account may do it here, "" for none."""

    kind: StepKind
    body: str
    role: str = ""
    required: bool = True


@dataclass(frozen=True)
class OutlineTable:
    """A table to begin with. A row of one cell goes across the whole width, as a group's title."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class OutlineSection:
    """A section of an outline: `guide` says what to write and is never printed, `lines` are the words to begin with."""

    style: Style
    heading: str = ""
    guide: str = ""
    lines: tuple[str, ...] = ()
    table: OutlineTable | None = None

    def section(self) -> Section:
        """The section as a new document has it, with keys of its own."""
        blocks = [_block(line) for line in self.lines]
        if self.table is not None:
            blocks.append(Block(new_key(), Kind.TABLE, _table_html(self.table)))
        return Section(new_key(), self.style, self.heading, tuple(blocks))

    def words(self) -> Iterator[str]:
        """Everything in it that a person reads."""
        yield from (self.heading, self.guide, *self.lines)
        if self.table is not None:
            yield from self.table.columns
            for row in self.table.rows:
                yield from row


@dataclass(frozen=True)
class DocumentType:
    """What is the same for all documents of a type."""

    code: str
    sign: str
    name: str
    group: Group
    levels: tuple[Level, ...]
    abbreviation: str
    structure: Structure
    profile: Profile
    numbered: bool
    drafts: int
    rounds: int
    # the congress votes on it
    adopted: bool
    # trích yếu to begin with, with tokens of figures
    subject: str
    # "Kính gửi" and "Nơi nhận", a line each
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    # whom the signature stands for when it isn't the unit's head: "TM. ĐOÀN CHỦ TỊCH"
    authority: str
    chain: Mapping[Level, tuple[Step, ...]]
    # it names people who are considered: it is made in the personnel room, whose rights are given person by person (§4.7)
    of_personnel: bool
    # copies are counted and taken back after the congress (§6.6)
    collected_back: bool
    note: str
    # pages, as a warning: a number of this type, or the key of the congress's rule set that says it
    page_limit: int | None
    page_limit_rule: str
    outline: tuple[OutlineSection, ...]

    @property
    def label(self) -> str:
        """ "Báo cáo chính trị (V01)"; general papers have no sign."""
        return f"{self.name} ({self.sign})" if self.sign else self.name

    def chain_at(self, level: str) -> tuple[Step, ...]:
        """The chain of approval of a unit of this level; `KeyError` where such a unit doesn't write this paper."""
        return self.chain[Level(level)]

    def pages_allowed(self, rules: RuleSet | None) -> int | None:
        """How many pages it should not exceed, None without a limit. A range of the rule set gives its upper end."""
        if not self.page_limit_rule or rules is None:
            return self.page_limit
        value = rules.value(self.page_limit_rule)
        return None if value is None else int(value[1]) if isinstance(value, list | tuple) else int(value)

    def beginning(self) -> list[tuple[Section, str]]:
        """The sections of a new document, each with its guide."""
        return [(section.section(), section.guide) for section in self.outline]


@cache
def types() -> Mapping[str, DocumentType]:
    """All types by code, in the order in which they are offered."""
    with (DATA / "types.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {table["code"]: _type(table, tables["chain"]) for table in tables["type"]}


def type_named(code: str) -> DocumentType:
    """The type with this code; raises `KeyError` naming those that exist."""
    try:
        return types()[code]
    except KeyError:
        raise KeyError(f"There is no document type {code!r}; there are {', '.join(types())}.") from None


def type_or_plain(code: str) -> DocumentType:
    """The type with this code; for one that was taken out of the data a plain paper without a number, so that what was written
    and issued under it can still be read and printed."""
    return types().get(code) or DocumentType(
        code=code, sign="", name="Văn bản", group=Group.GENERAL, levels=(), abbreviation="", structure=Structure.NAMED,
        profile=Profile.UNION, numbered=False, drafts=1, rounds=0, adopted=False, subject="", addressees=(), recipients=(),
        authority="", chain={}, collected_back=False, note="", page_limit=None, page_limit_rule="", outline=(),
        of_personnel=False,
    )  # fmt: skip


def types_for(level: str) -> list[DocumentType]:
    """Those that a unit of this level writes here, in their order: all but those of the personnel room."""
    return [one for one in types().values() if Level(level) in one.levels and not one.of_personnel]


# ---- reading --------------------------------------------------------------------------------------------------------


def _type(table: Mapping[str, Any], chains: Mapping[str, Any]) -> DocumentType:
    levels = tuple(Level(level) for level in table["levels"])
    steps = chains[table["chain"]]
    return DocumentType(
        code=table["code"],
        sign=table.get("sign", ""),
        name=table["name"],
        group=Group(table["group"]),
        levels=levels,
        abbreviation=table.get("abbreviation", ""),
        structure=Structure(table["structure"]),
        profile=Profile(table["profile"]),
        numbered=table["numbered"],
        drafts=table.get("drafts", 1),
        rounds=table.get("rounds", 0),
        adopted=table.get("adopted", False),
        subject=table.get("subject", ""),
        addressees=tuple(table.get("addressees", ())),
        recipients=tuple(table.get("recipients", ())),
        authority=table.get("authority", ""),
        chain={level: tuple(_step(step) for step in steps[level]) for level in levels},
        of_personnel=table.get("of_personnel", False),
        collected_back=table.get("collected_back", False),
        note=table.get("note", ""),
        page_limit=table.get("page_limit"),
        page_limit_rule=table.get("page_limit_rule", ""),
        outline=_outline(table.get("outline", table["code"])),
    )


def _step(table: Mapping[str, Any]) -> Step:
    return Step(StepKind(table["kind"]), table["body"], table.get("role", ""), table.get("required", True))


def _outline(name: str) -> tuple[OutlineSection, ...]:
    with (DATA / "outlines" / f"{name}.toml").open("rb") as file:
        return tuple(_section(table) for table in tomllib.load(file)["section"])


def _section(table: Mapping[str, Any]) -> OutlineSection:
    return OutlineSection(
        style=Style(table["style"]),
        heading=table.get("heading", ""),
        guide=table.get("guide", "").strip(),
        lines=tuple(line.strip() for line in table.get("text", "").splitlines() if line.strip()),
        table=_outline_table(table["table"]) if "table" in table else None,
    )


def _outline_table(table: Mapping[str, Any]) -> OutlineTable:
    return OutlineTable(tuple(table["columns"]), tuple(tuple(row) for row in table["rows"]))


# ---- as blocks ------------------------------------------------------------------------------------------------------


def _block(line: str) -> Block:
    if line.startswith(HEADING_MARK):
        return Block(new_key(), Kind.HEADING, _inline(line.removeprefix(HEADING_MARK)))
    if line.startswith(ITEM_MARK):
        return Block(new_key(), Kind.ITEM, _inline(line.removeprefix(ITEM_MARK)))
    return Block(new_key(), Kind.PARAGRAPH, _inline(line))


def _table_html(table: OutlineTable) -> str:
    """As the editor gives a table back, so that saving a section unchanged changes nothing."""
    head = "".join(f"<th>{_inline(column)}</th>" for column in table.columns)
    body = "".join(_row_html(row, len(table.columns)) for row in table.rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _row_html(row: Sequence[str], width: int) -> str:
    if len(row) == 1 < width:
        return f'<tr><td colspan="{width}"><strong>{_inline(row[0])}</strong></td></tr>'
    return f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>"


def _inline(words: str) -> str:
    return html.escape(words, quote=False).replace("\n", "<br>")
