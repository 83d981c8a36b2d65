"""A section as simple lines: what is read back is what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drafting.rules.plain import blocks_of_plain, plain_of_blocks
from documents.drafting.rules.text import Block, Kind

TABLE = "<table><tr><td>1</td></tr></table>"
WORDS = st.text(alphabet="aăđ \\-#1.⏎&<[]", min_size=1, max_size=20)


def block(html: str, kind: Kind = Kind.PARAGRAPH, key: str = "k1", **more) -> Block:
    return Block(key, kind, html, **more)


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (block("Một đoạn văn."), "Một đoạn văn."),
        (block("Dòng đậm", Kind.HEADING), "# Dòng đậm"),
        (block("Gạch đầu dòng", Kind.ITEM), "- Gạch đầu dòng"),
        (block("Cấp dưới", Kind.ITEM, level=1, ordered=True), "  1. Cấp dưới"),
        (block("<strong>Đậm</strong> và <em>nghiêng</em>"), "**Đậm** và *nghiêng*"),
        (block("Trên<br>dưới"), "Trên ⏎ dưới"),
        (block("- không phải gạch đầu dòng"), "\\- không phải gạch đầu dòng"),
        (block("2*3 &amp; 4 &lt; 5"), "2\\*3 & 4 < 5"),
        (block(TABLE, Kind.TABLE), "[[Bảng 1]]"),
    ],
)
def test_each_kind_of_block_is_a_line_and_comes_back_with_its_key(one, line):
    assert plain_of_blocks([one]) == line
    assert blocks_of_plain(line, before=[one]) == (one,)


def test_a_line_taken_out_takes_out_its_table_and_nothing_else():
    before = (block("Một", key="a"), block(TABLE, Kind.TABLE, key="t"), block("Hai", key="b"))
    assert blocks_of_plain("Một\nHai", before=before) == (before[0], before[2])


def test_a_table_that_never_was_stays_words():
    assert blocks_of_plain("[[Bảng 9]]", before=())[0].kind is Kind.PARAGRAPH


def test_stars_that_cross_are_words():
    assert blocks_of_plain("**a *b** c*", before=())[0].html == "**a *b** c*"


def test_no_tag_is_typed():
    assert "<script" not in blocks_of_plain("<script>alert(1)</script>", before=())[0].html


@given(st.lists(WORDS, max_size=4))
def test_what_was_read_once_is_read_the_same_again(lines):
    once = blocks_of_plain("\n".join(lines), before=())
    again = blocks_of_plain(plain_of_blocks(once), before=once)
    assert [(one.kind, one.plain, one.level) for one in again] == [(one.kind, one.plain, one.level) for one in once]
