"""Comparisons show bold and italics, and where only they changed."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drafting.rules.differences import Change, compare, difference_of_words
from documents.drafting.rules.lettering import html_with_looks
from documents.drafting.rules.marking import marked_block, note_of, state_of
from documents.drafting.rules.text import Block, Kind, Section, Style, Text

TAG = re.compile(r"<[^>]*>")


def block(markup: str, key: str = "k", kind: Kind = Kind.PARAGRAPH) -> Block:
    return Block(key, kind, markup)


def shown(before: str, after: str) -> str:
    old, new = block(before).plain, block(after).plain
    return html_with_looks(difference_of_words(old, new), before, after)


def text(*blocks: Block) -> Text:
    return Text((Section("s", Style.ROMAN, "Nội dung", blocks),))


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ("Đạt 98% trở lên", "Đạt <strong>98%</strong> trở lên", 'Đạt <span class="restyled"><strong>98%</strong></span> trở lên'),
        ("Đạt <strong>98%</strong>", "Đạt 98%", 'Đạt <span class="restyled">98%</span>'),
        ("<strong>Đạt 97%</strong>", "<strong>Đạt 98%</strong>", "<strong>Đạt</strong> <del><strong>97%</strong></del> "
         "<ins><strong>98%</strong></ins>"),
        ("<em>Căn cứ</em> Điều lệ", "<em>Căn cứ</em> Điều lệ", "<em>Căn cứ</em> Điều lệ"),
        ("hoà &amp; <strong>bình</strong>", "hòa &amp; <em>bình</em>", 'hòa &amp; <span class="restyled"><em>bình</em></span>'),
        ("một<br>hai", "một <strong>h</strong>ai", 'một <span class="restyled"><strong>h</strong>ai</span>'),
        ("", "<strong>mới</strong>", "<ins><strong>mới</strong></ins>"),
        ("{{Số hội viên}} người", "<strong>{{Số hội viên}}</strong> người",
         '<span class="restyled"><strong>{{Số hội viên}}</strong></span> người'),
    ],
)  # fmt: skip
def test_words_look_as_they_do_and_are_marked_where_only_that_changed(before: str, after: str, seen: str) -> None:
    assert shown(before, after) == seen


PIECES = st.lists(
    st.tuples(st.sampled_from(["", "strong", "em"]), st.sampled_from(["Hội ", "phụ nữ", " ", "a<b", "&", "x y z "]))
)


def markup(pieces: list[tuple[str, str]]) -> str:
    return "".join(f"<{tag}>{html.escape(words)}</{tag}>" if tag else html.escape(words) for tag, words in pieces)


@given(PIECES, PIECES)
def test_no_word_is_lost_or_made_up(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    old, new = markup(before), markup(after)

    seen = shown(old, new)

    kept = re.sub(r"<del>.*?</del>", " ", seen)
    gone = re.sub(r"<ins>.*?</ins>", " ", seen)
    assert html.unescape(TAG.sub("", kept)).split() == block(new).plain.split()
    assert html.unescape(TAG.sub("", gone)).split() == block(old).plain.split()


def test_bold_in_a_cell_is_seen() -> None:
    table = "<table><tr><td>Chỉ tiêu</td><td>{}</td></tr></table>"
    before = text(block(table.format("98%"), kind=Kind.TABLE))
    after = text(block(table.format("<strong>98%</strong>"), kind=Kind.TABLE))

    (found,) = compare(before, after).sections[0].blocks

    assert (found.change, found.restyled, state_of(found)) == (Change.SAME, True, "restyled")
    assert '<td><span class="restyled"><strong>98%</strong></span></td>' in marked_block(found)


def test_paragraph_that_moved_says_from_which_section() -> None:
    one, two = "Một đoạn nói về phong trào thi đua của hội viên", "Một đoạn khác, nói về công tác xã hội"
    before = Text(
        (Section("a", Style.ROMAN, "Kết quả {{Nhiệm kỳ}}", (block(one, "x"), block(two, "y"))), Section("b", Style.ROMAN, "Hai"))
    )
    after = Text(
        (
            Section("a", Style.ROMAN, "Kết quả {{Nhiệm kỳ}}", (block(two, "y"),)),
            Section("b", Style.ROMAN, "Hai", (block(one, "x"),)),
        )
    )

    (moved,) = compare(before, after).sections[1].blocks

    assert note_of(moved, {"Nhiệm kỳ": {"value": "2025-2030"}}) == "Chuyển chỗ từ mục “Kết quả 2025-2030”"
