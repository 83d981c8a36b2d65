"""The types of documents and their outlines: data that must hold together."""

import re
import unicodedata
from collections.abc import Iterator

import pytest

from congress.terms.rules.catalogue import Kind as RuleKind
from congress.terms.rules.catalogue import Level, catalogue
from congress.terms.rules.rule_set import RuleSet
from documents.drafting.figures import REGISTRY
from documents.drafting.models import StepKind
from documents.drafting.rules.blocks import blocks_of_html, html_of_blocks
from documents.drafting.rules.text import Kind, Style, Text
from documents.drafting.rules.types import (
    DATA,
    DECIDES,
    DocumentType,
    Group,
    OutlineSection,
    OutlineTable,
    type_named,
    types,
    types_for,
)
from documents.drafting.rules.types import StepKind as Step
from documents.layout.columns import table_layout
from documents.layout.structures import Structure
from members.access.roles import ROLES

SIGNS = {
    *(f"D{n:02}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16)),
    *(f"V{n:02}" for n in (1, 2, 3, 4, 5, 7, 8, 9)),
    *(f"R{n:02}" for n in (1, 2, 3, 4, 5, 9, 11, 12, 13)),
    *(f"A{n:02}" for n in (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16)),
}
GENERAL = {
    "cong-van", "thong-bao", "to-trinh", "bao-cao", "ke-hoach", "huong-dan", "quyet-dinh", "nghi-quyet", "bien-ban",
    "giay-moi", "chuong-trinh", "quy-che", "de-an", "the-le-bau-cu", "dien-van", "kich-ban",
}  # fmt: skip
# Decree 30/2020/NĐ-CP, appendix III, I
ABBREVIATIONS = {
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "GM", "GGT", "GUQ", "",
}  # fmt: skip
TOKEN = re.compile(r"\{\{(.*?)\}\}")
# the older placing of tones and the newer one are two spellings: the program writes "uỷ", "khoá", "hoà"
OLDER_TONES = re.compile(r"ủy|úy|ùy|ụy|óa|òa|ọa|ỏa|õa|óe|òe|ọe", re.IGNORECASE)

ALL = pytest.mark.parametrize("one", types().values(), ids=list(types()))


def first_text(one: DocumentType) -> Text:
    """What a new document of this type begins with."""
    return Text(tuple(section for section, _guide in one.beginning()))


def words_of(one: DocumentType) -> Iterator[str]:
    yield from (one.name, one.subject, one.note, one.authority, *one.addressees, *one.recipients)
    for steps in one.chain.values():
        yield from (step.body for step in steps)
    for section in one.outline:
        yield from section.words()


def test_every_type_of_the_workflow_table_is_there_once() -> None:
    assert {one.sign for one in types().values() if one.sign} == SIGNS
    assert len([one for one in types().values() if one.sign]) == len(SIGNS)
    assert {one.code for one in types().values() if not one.sign} == GENERAL
    assert {one.code for one in types().values() if one.group is Group.GENERAL} == GENERAL


def test_codes_are_told_apart_in_the_file_itself() -> None:
    codes = re.findall(r'^code = "(.*)"$', (DATA / "types.toml").read_text(encoding="utf-8"), re.MULTILINE)

    assert len(codes) == len(set(codes)) == len(types())
    assert all(re.fullmatch(r"[a-z][a-z-]*", code) for code in codes)


def test_every_outline_that_is_there_is_used() -> None:
    table = (DATA / "types.toml").read_text(encoding="utf-8")
    named = set(re.findall(r'^outline = "(.*)"$', table, re.MULTILINE)) | set(types())

    assert {path.stem for path in (DATA / "outlines").glob("*.toml")} - named == set()


def test_the_kinds_of_steps_are_those_that_are_stored() -> None:
    assert {kind.value for kind in Step} == set(StepKind.values)


@ALL
def test_each_level_has_a_chain_that_begins_with_writing_and_ends_in_a_decision(one: DocumentType) -> None:
    assert set(one.chain) == set(one.levels) != set()
    for level in one.levels:
        steps = one.chain_at(level)
        assert steps[0].kind is Step.WRITE
        assert steps[-1].kind in DECIDES
        assert steps[-1].required
        assert all(step.role in {"", *ROLES} for step in steps)
        assert all(0 < len(step.body) <= 200 for step in steps)


@ALL
def test_what_the_congress_votes_on_ends_with_its_vote_and_nothing_else_does(one: DocumentType) -> None:
    assert {steps[-1].kind is Step.ADOPT for steps in one.chain.values()} == {one.adopted}
    if one.adopted:
        assert all(any(step.kind is Step.APPROVE for step in steps) for steps in one.chain.values())


@ALL
def test_the_abbreviation_is_one_of_the_decree_and_what_is_numbered_has_one(one: DocumentType) -> None:
    assert one.abbreviation in ABBREVIATIONS
    if one.numbered and one.structure is not Structure.LETTER:
        assert one.abbreviation


@ALL
def test_every_figure_that_a_type_names_is_known(one: DocumentType) -> None:
    named = {name for words in words_of(one) for name in TOKEN.findall(words)}

    assert named - set(REGISTRY) == set()


@ALL
def test_its_words_are_normal_vietnamese_in_one_spelling(one: DocumentType) -> None:
    for words in words_of(one):
        assert unicodedata.is_normalized("NFC", words)
        assert OLDER_TONES.findall(words) == []
        assert words == words.strip()


@ALL
def test_it_fits_where_it_is_kept(one: DocumentType) -> None:
    assert len(one.code) <= 60
    assert len(one.subject) <= 400
    assert all(len(section.heading) <= 400 for section in one.outline)


@ALL
def test_its_outline_becomes_a_text_whose_tables_are_whole(one: DocumentType) -> None:
    text = first_text(one)
    keys = [block.key for _section, block in text.blocks()] + [section.key for section in text.sections]

    assert len(text.sections) == len(one.outline) > 0
    assert len(keys) == len(set(keys))
    for section in one.outline:
        if section.table is not None:
            width = len(section.table.columns)
            assert all(len(row) in (1, width) for row in section.table.rows)
    assert all(section.heading for section in one.outline if section.style not in (Style.LEAD, Style.BASIS, Style.ARTICLE))


@ALL
def test_every_place_to_write_in_has_words_to_begin_with_or_says_what_to_write(one: DocumentType) -> None:
    silent = []
    for place, section in enumerate(one.outline):
        below = one.outline[place + 1].style if place + 1 < len(one.outline) else None
        holds_others = section.style in (Style.PART, Style.CHAPTER) or (section.style, below) == (Style.ROMAN, Style.ARABIC)
        if not (holds_others or section.guide or section.lines or section.table):
            silent.append(section.heading)

    assert silent == []


@pytest.mark.parametrize(
    ("code", "sections", "styles"),
    [
        ("bao-cao-chinh-tri", 15, {Style.PART, Style.ROMAN, Style.ARABIC}),
        ("bao-cao-kiem-diem", 8, {Style.ROMAN}),
        ("nghi-quyet-dai-hoi", 6, {Style.BASIS, Style.ROMAN}),
        ("bien-ban-dai-hoi", 3, {Style.ROMAN}),
        ("ke-hoach-dai-hoi", 8, {Style.ROMAN, Style.ANNEX_LANDSCAPE}),
        ("the-le-bau-cu-dai-hoi", 8, {Style.ARTICLE}),
    ],
)
def test_the_texts_of_a_congress_have_their_skeleton(code: str, sections: int, styles: set[Style]) -> None:
    one = type_named(code)

    assert len(one.outline) >= sections
    assert styles <= {section.style for section in one.outline}


def test_the_working_rules_have_eight_articles() -> None:
    headings = [section.heading for section in type_named("quy-che-lam-viec").outline if section.style is Style.ARTICLE]

    assert len(headings) == 8
    assert headings[0] == "Nguyên tắc làm việc"
    assert headings[-1] == "Hiệu lực"


def test_the_political_report_asks_for_its_targets_in_a_table() -> None:
    tables = [section.table for section in type_named("bao-cao-chinh-tri").outline if section.table is not None]

    assert ("STT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu") in {table.columns for table in tables}


def test_the_programme_of_the_congress_has_the_columns_of_its_form() -> None:
    tables = [section.table for section in type_named("chuong-trinh-dai-hoi").outline if section.table is not None]

    assert {table.columns for table in tables} == {("STT", "Thời gian", "Nội dung", "Người thực hiện")}


def test_no_number_of_the_statute_stands_in_the_election_rules() -> None:
    text = first_text(type_named("the-le-bau-cu-dai-hoi"))
    plain = " ".join(TOKEN.sub("", block.plain) for _section, block in text.blocks())

    assert re.findall(r"\d+\s*/\s*\d+|\d+\s*%", plain) == []


def test_a_line_becomes_a_paragraph_an_item_or_a_heading_and_its_signs_stay_text() -> None:
    section = OutlineSection(Style.LEAD, lines=("Một <b>", "- Hai", "## Ba")).section()

    assert [(block.kind, block.html) for block in section.blocks] == [
        (Kind.PARAGRAPH, "Một &lt;b&gt;"),
        (Kind.ITEM, "Hai"),
        (Kind.HEADING, "Ba"),
    ]


def test_a_row_of_one_cell_goes_across_the_table() -> None:
    section = OutlineSection(Style.LEAD, table=OutlineTable(("STT", "Việc"), (("Ngày đầu",), ("1", "Chào cờ")))).section()

    assert section.blocks[0].html == (
        "<table><tr><th>STT</th><th>Việc</th></tr>"
        '<tr><td colspan="2"><strong>Ngày đầu</strong></td></tr><tr><td>1</td><td>Chào cờ</td></tr></table>'
    )


@ALL
def test_a_section_that_is_opened_in_the_editor_and_saved_unchanged_stays_the_same(one: DocumentType) -> None:
    for section in first_text(one).sections:
        again, dropped = blocks_of_html(html_of_blocks(section.blocks), before=section.blocks)

        assert again == section.blocks
        assert dropped == []


def test_two_documents_of_a_type_share_no_key() -> None:
    one = type_named("bao-cao-chinh-tri")

    assert not {section.key for section in first_text(one).sections} & {section.key for section in first_text(one).sections}


def test_the_page_limit_is_the_congress_s_own_where_the_rule_set_has_one() -> None:
    report, review = type_named("bao-cao-chinh-tri"), type_named("bao-cao-kiem-diem")
    rules = RuleSet({"do_dai_bao_cao_chinh_tri": 12}, Level.PROVINCE)

    assert report.pages_allowed(rules) == 12
    assert review.pages_allowed(rules) == catalogue()["do_dai_kiem_diem"].default(Level.PROVINCE)[1]
    assert report.pages_allowed(None) is None
    assert type_named("tham-luan").pages_allowed(rules) == 4


@ALL
def test_the_rule_that_limits_its_pages_is_in_the_catalogue_and_is_read_now(one: DocumentType) -> None:
    if one.page_limit_rule:
        entry = catalogue()[one.page_limit_rule]
        assert entry.kind in (RuleKind.INTEGER, RuleKind.RANGE)
        assert not entry.later


def test_a_chapter_writes_its_report_and_its_minutes_and_no_personnel_plan() -> None:
    codes = {one.code for one in types_for("ch")}

    assert {"bao-cao-chinh-tri", "bien-ban-dai-hoi", "cong-van"} <= codes
    assert "de-an-nhan-su" not in codes


def test_papers_that_name_candidates_are_not_written_among_the_documents() -> None:
    codes = {one.code for one in types_for("tinh")}

    assert {one.code for one in types().values() if one.of_personnel} == {"phuong-huong-nhan-su", "de-an-nhan-su"}
    assert not codes & {"phuong-huong-nhan-su", "de-an-nhan-su"}


def test_an_unknown_type_is_a_mistake_of_the_program_that_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="bao-cao-chinh-tri"):
        type_named("tho")


@pytest.mark.parametrize(
    ("code", "widths"),
    [
        ("ke-hoach-dai-hoi", [10, 65, 30, 25, 20, 15]),
        ("chuong-trinh-dai-hoi", [10, 28, 85, 42]),
        ("chuong-trinh", [10, 28, 85, 42]),
        ("kich-ban", [10, 22, 30, 78, 25]),
    ],
)
def test_tables_of_the_forms_begin_with_the_widths_of_the_forms(code: str, widths: list[int]) -> None:
    tables = [section.table for section in type_named(code).outline if section.table is not None]

    assert [round(width) for width in table_layout(tables[0].columns, [], room=165)[0]] == widths
