import time
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.drafting.rules.alignment import common_sequence, heaviest_rising, longest_rising, pair_up
from documents.drafting.rules.differences import (
    Change,
    Differences,
    Segment,
    Totals,
    compare,
    difference_of_tables,
    difference_of_words,
    html_of_segments,
)
from documents.drafting.rules.text import Block, Kind, Section, Style, Text

SENTENCES = (
    "Tập trung nâng cao chất lượng hoạt động của các cấp Hội trong Công an tỉnh",
    "Vận động hội viên tham gia phong trào thi đua và các cuộc vận động lớn",
    "Bồi dưỡng cán bộ nữ, giới thiệu phụ nữ ưu tú cho Đảng xem xét, kết nạp",
    "Chăm lo đời sống vật chất, tinh thần cho hội viên có hoàn cảnh khó khăn",
)


def old_text(segments: Iterable[Segment]) -> str:
    """The older text that segments were made of."""
    return " ".join(one.before or one.text for one in segments if one.change is not Change.ADDED)


def new_text(segments: Iterable[Segment]) -> str:
    """The newer text that segments were made of."""
    return " ".join(one.text for one in segments if one.change is not Change.REMOVED)


def paragraphs(*texts: str, first: str = "k") -> tuple[Block, ...]:
    return tuple(Block(f"{first}{number}", Kind.PARAGRAPH, text) for number, text in enumerate(texts))


def text(*blocks: Block) -> Text:
    return Text((Section("s", Style.ROMAN, "Nội dung", blocks),))


def changes(differences: Differences) -> list[tuple[str, str]]:
    return [(block.key, str(block.change)) for section in differences.sections for block in section.blocks]


def words(old: str, new: str) -> str:
    return html_of_segments(difference_of_words(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hội viên hòa nhập", "Hội viên hoà nhập"),
        ("ỦY VIÊN HÒA BÌNH Thủy", "UỶ VIÊN HOÀ BÌNH Thuỷ"),
        ("phụ nữ", unicodedata.normalize("NFD", "phụ nữ")),
        ("phụ\u00a0nữ  Công an", "phụ nữ Công an"),
        ("“Phụ nữ” và ‘gia đình’", "\"Phụ nữ\" và 'gia đình'"),
    ],
)
def test_ways_to_write_the_same_are_the_same(old: str, new: str):
    assert {segment.change for segment in difference_of_words(old, new)} == {Change.SAME}
    assert compare(text(*paragraphs(old)), text(*paragraphs(new))).totals == Totals(same=1)


@pytest.mark.parametrize(("old", "new"), [("mùa", "mua"), ("Hội", "hội"), ("10%", "15%")])
def test_tones_capitals_and_figures_are_a_difference(old: str, new: str):
    assert words(old, new) == f"<del>{old}</del> <ins>{new}</ins>"


def test_changed_words_are_shown_in_their_sentence():
    assert words("Phấn đấu 90% hội viên đạt <chuẩn>", "Phấn đấu trên 95% hội viên đạt <chuẩn>") == (
        "Phấn đấu <del>90%</del> <ins>trên 95%</ins> hội viên đạt &lt;chuẩn&gt;"
    )


def test_another_sentence_is_shown_whole():
    assert words("Một hai ba bốn năm", "Sáu bảy tám chín ba mười") == (
        "<del>Một hai ba bốn năm</del> <ins>Sáu bảy tám chín ba mười</ins>"
    )


def test_blocks_are_changed_added_removed_and_moved():
    old = paragraphs(*SENTENCES)
    new = (old[3], old[0], Block("n", Kind.PARAGRAPH, "Nội dung mới"), Block("k2", Kind.PARAGRAPH, SENTENCES[2] + " Đảng"))

    differences = compare(text(*old), text(*new))

    assert changes(differences) == [("k3", "moved"), ("k0", "same"), ("k1", "removed"), ("n", "added"), ("k2", "changed")]
    assert differences.totals == Totals(same=1, changed=1, added=1, removed=1, moved=1)


def test_blocks_without_their_keys_are_known_by_their_words():
    reworded = SENTENCES[1].replace("Vận động", "Tích cực vận động")
    differences = compare(
        text(*paragraphs(*SENTENCES)), text(*paragraphs(SENTENCES[3], SENTENCES[0], reworded, SENTENCES[2], first="x"))
    )

    assert changes(differences) == [("x0", "moved"), ("x1", "same"), ("x2", "changed"), ("x3", "same")]


def test_a_moved_and_changed_block_is_both():
    old = paragraphs(*SENTENCES)
    new = (*old[1:], Block("k0", Kind.PARAGRAPH, SENTENCES[0] + " năm 2027"))

    differences = compare(text(*old), text(*new))

    assert changes(differences)[-1] == ("k0", "moved_and_changed")
    assert (differences.totals.moved, differences.totals.changed) == (1, 1)


def test_a_block_that_went_to_another_section_says_where_from():
    first = Section("a", Style.ROMAN, "Một", paragraphs(*SENTENCES[:2], first="a"))
    second = Section("b", Style.ROMAN, "Hai", paragraphs(*SENTENCES[2:], first="b"))
    new = Text((first.with_blocks(first.blocks[1:]), second.with_blocks((*second.blocks, first.blocks[0]))))

    differences = compare(Text((first, second)), new)

    moved = differences.sections[1].blocks[-1]
    assert (moved.change, moved.moved_from) == (Change.MOVED, "Một")


def test_bold_alone_is_no_change_of_words_but_is_told():
    (block,) = compare(text(*paragraphs("a b")), text(*paragraphs("a <strong>b</strong>"))).sections[0].blocks

    assert (block.change, block.restyled) == (Change.SAME, True)


def test_a_section_moves_with_its_blocks_as_one():
    first = Section("a", Style.ROMAN, "Một", paragraphs(*SENTENCES[:3], first="a"))
    second = Section("b", Style.ROMAN, "Hai", paragraphs(SENTENCES[3], first="b"))

    differences = compare(Text((first, second)), Text((second, first)))

    assert [section.change for section in differences.sections] == [Change.MOVED, Change.SAME]
    assert differences.totals.moved == 0


def test_a_section_that_is_split_moves_nothing():
    whole = Section("a", Style.ROMAN, "Một", paragraphs(*SENTENCES))
    parts = (whole.with_blocks(whole.blocks[:2]), Section("n", Style.ROMAN, "Hai", whole.blocks[2:]))

    differences = compare(Text((whole,)), Text(parts))

    assert [section.change for section in differences.sections] == [Change.SAME, Change.ADDED]
    assert differences.totals == Totals(same=4, headings=1)


def test_a_renamed_section_without_its_key_is_known_by_its_blocks():
    old = Section("a", Style.ROMAN, "Mục tiêu chung", paragraphs(*SENTENCES))
    new = Section("x", Style.ROMAN, "Phương hướng, nhiệm vụ", paragraphs(*SENTENCES, first="x"))

    (section,) = compare(Text((old,)), Text((new,))).sections

    assert section.change is Change.CHANGED
    assert html_of_segments(section.heading) == "<del>Mục tiêu chung</del> <ins>Phương hướng, nhiệm vụ</ins>"


def test_a_removed_section_stands_after_what_it_stood_after():
    sections = tuple(
        Section(key, Style.ROMAN, key * 3, paragraphs(SENTENCES[number], first=key)) for number, key in enumerate("abc")
    )

    differences = compare(Text(sections), Text((sections[0], sections[2])))

    assert [(section.change, len(section.blocks)) for section in differences.sections] == [
        (Change.SAME, 1),
        (Change.REMOVED, 1),
        (Change.SAME, 1),
    ]


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows) + "</table>"


def shown(old: str, new: str) -> list[tuple[str, str]]:
    return [
        (str(row.change), "|".join(html_of_segments(cell.segments) for cell in row.cells))
        for row in difference_of_tables(old, new)
    ]


def test_tables_of_one_shape_are_compared_cell_by_cell():
    assert shown(table("Chỉ tiêu|Đạt", "Kết nạp|<strong>10</strong>"), table("Chỉ tiêu|Đạt", "Kết nạp|12")) == [
        ("same", "Chỉ tiêu|Đạt"),
        ("changed", "Kết nạp|<del>10</del> <ins>12</ins>"),
    ]


def test_tables_of_other_shapes_are_compared_by_rows():
    assert shown(table("a|1", "b|2", "c|3"), table("b|2", "c|3", "d|4", "e|5|6")) == [
        ("removed", "<del>a</del>|<del>1</del>"),
        ("same", "b|2"),
        ("same", "c|3"),
        ("added", "<ins>d</ins>|<ins>4</ins>"),
        ("added", "<ins>e</ins>|<ins>5</ins>|<ins>6</ins>"),
    ]


def test_a_table_that_only_slid_is_not_changed_in_every_row():
    assert [change for change, _cells in shown(table("a|1", "b|2", "c|3"), table("b|2", "c|3", "d|4"))] == [
        "removed", "same", "same", "added",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chữ dài " * 12_500, "chữ ngắn " * 12_500),
        (" ".join(f"từ{n % 997}" for n in range(20_000)), " ".join(f"từ{n % 991}" for n in range(20_000))),
        (" ".join(f"từ{n % 97}{'.' * (n % 20 == 0)}" for n in range(20_000)), " ".join(f"từ{n % 89}." for n in range(20_000))),
        ("a" * 100_000, "b" * 100_000),
    ],
)
def test_monstrous_paragraphs_are_compared_in_bounded_time(old: str, new: str):
    began = time.perf_counter()
    segments = difference_of_words(old, new)

    assert time.perf_counter() - began < 5
    assert (old_text(segments), new_text(segments)) == (" ".join(old.split()), " ".join(new.split()))


def test_a_long_text_is_still_compared_sentence_by_sentence():
    sentences = [f"Câu số {number} nói về phụ nữ và phong trào thi đua." for number in range(2_000)]
    changed = [*sentences]
    changed[1_000] = "Câu số 1000 nói về trẻ em và phong trào thi đua."

    assert [segment.text for segment in difference_of_words(" ".join(sentences), " ".join(changed))][1:3] == ["phụ nữ", "trẻ em"]


LINES = st.lists(st.sampled_from(["hoà", "hòa", "a", "b", "c", "d.", "Đ", "x", "\u200b", "“q”"]), max_size=40).map(" ".join)


@given(LINES, LINES)
def test_segments_give_back_both_texts(old: str, new: str):
    segments = difference_of_words(old, new)

    assert (old_text(segments), new_text(segments)) == (old, new)


@given(st.lists(st.integers(0, 5), max_size=40), st.lists(st.integers(0, 5), max_size=40))
def test_a_common_sequence_rises_and_pairs_the_same(old: list[int], new: list[int]):
    pairs = common_sequence(old, new)

    assert all(old[left] == new[right] for left, right in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


def test_much_that_repeats_itself_is_aligned_at_what_is_unique():
    old = [*"xy" * 300, "ONE", *"xz" * 300]
    new = [*"xz" * 300, "ONE", *"xy" * 300]
    pairs = common_sequence(old, new)

    assert (600, 600) in pairs
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


@given(st.permutations(range(9)))
def test_the_heaviest_rising_sequence_of_equal_weights_is_a_longest_one(values: list[int]):
    kept = longest_rising(values)
    rising = [values[place] for place in sorted(kept)]

    assert rising == sorted(rising)
    assert len(heaviest_rising(values, [1] * 9)) == len(kept)


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=8))
def test_pieces_are_paired_once_at_most(old: list[str], new: list[str]):
    pairs = pair_up(old, new, at_least=0.5)

    assert len(set(pairs.values())) == len(pairs)


KEYS = st.sampled_from("abcdefgh")
BLOCKS = st.lists(st.builds(Block, KEYS, st.just(Kind.PARAGRAPH), LINES.filter(bool)), max_size=6).map(tuple)
TEXTS = st.lists(st.builds(Section, KEYS, st.just(Style.ROMAN), LINES, BLOCKS), max_size=4).map(lambda all_: Text(tuple(all_)))


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_a_comparison_holds_every_section_and_block_of_both_once(old: Text, new: Text):
    differences = compare(old, new)

    assert [section.after for section in differences.sections if section.after] == list(new.sections)
    assert Counter(id(section.before) for section in differences.sections if section.before) == Counter(map(id, old.sections))
    blocks = [block for section in differences.sections for block in section.blocks]
    assert [id(block.after) for block in blocks if block.after] == [id(block) for _section, block in new.blocks()]
    assert Counter(id(block.before) for block in blocks if block.before) == Counter(id(block) for _section, block in old.blocks())


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(one: Text):
    totals = compare(one, one).totals

    assert (totals.changed, totals.added, totals.removed, totals.restyled) == (0, 0, 0, 0)


def test_last_paragraph_of_a_section_that_begins_the_next_one_has_moved():
    one, two, three = paragraphs(*SENTENCES[:3])
    before = Text((Section("a", Style.ROMAN, "Một", (one, two)), Section("b", Style.ROMAN, "Hai", (three,))))
    after = Text((Section("a", Style.ROMAN, "Một", (one,)), Section("b", Style.ROMAN, "Hai", (two, three))))

    found = compare(before, after)

    assert [(block.key, block.change, block.moved_from) for section in found.sections for block in section.blocks] == [
        ("k0", Change.SAME, ""),
        ("k1", Change.MOVED, "Một"),
        ("k2", Change.SAME, ""),
    ]
    assert found.totals.moved == 1


def test_heading_put_between_paragraphs_moves_none_of_them():
    one, two = paragraphs(*SENTENCES[:2])
    before = Text((Section("a", Style.ROMAN, "Một", (one, two)),))
    after = Text((Section("a", Style.ROMAN, "Một", (one,)), Section("n", Style.ROMAN, "Mới", (two,))))

    assert compare(before, after).totals.moved == 0
    assert compare(after, before).totals.moved == 0
