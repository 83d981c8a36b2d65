import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.drafting.rules.blocks import blocks_of_html, html_of_blocks
from documents.drafting.rules.dropped import MOST_COLUMNS
from documents.drafting.rules.text import Block, Kind

WORD_PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><title>Báo cáo</title><style>p {mso-style: x}</style>
</head>
<body lang=VI><!--StartFragment-->
<h1><span lang=EN-US>Đặc&nbsp;điểm <o:p></o:p></span></h1>
<p class=MsoNormal style='text-align:justify'>
<b style='mso-bidi-font-weight:normal'><span>Công  tác</span></b> <font face=Arial>Hội
<i>và</i> phong trào</font><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Một</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level2 lfo2'>
<span style='mso-list:Ignore'>a)<span>&nbsp; </span></span>Hai</p>
<p class=MsoListParagraph>·&nbsp; Ba</p>
</body></html>"""


def read(html: str) -> tuple[Block, ...]:
    return blocks_of_html(html, before=())[0]


def said(html: str) -> list[tuple[str, str, int, bool]]:
    return [(str(block.kind), block.html, block.level, block.ordered) for block in read(html)]


def notes(html: str) -> list[str]:
    return blocks_of_html(html, before=())[1]


def test_a_page_pasted_from_word_comes_in_clean():
    assert said(WORD_PAGE) == [
        ("heading", "Đặc điểm", 0, False),
        ("paragraph", "<strong>Công tác</strong> Hội <em>và</em> phong trào", 0, False),
        ("item", "Một", 0, False),
        ("item", "Hai", 1, True),
        ("item", "Ba", 0, False),
    ]
    assert notes(WORD_PAGE) == []


def test_text_comes_in_nfc_and_without_what_cannot_be_seen():
    assert said(f"<p>{unicodedata.normalize('NFD', 'Nguyễn Thị Hường')}\u200b  \u00a0và</p>") == [
        ("paragraph", "Nguyễn Thị Hường và", 0, False)
    ]


def test_spaces_between_styles_are_kept_once():
    assert said("<p> a <b> b </b><i>c</i> . </p>") == [("paragraph", "a <strong>b</strong> <em>c</em> .", 0, False)]


def test_styles_of_a_span_are_bold_and_italics_too():
    html = '<p><span style="font-weight:700">đậm</span> <b style="font-weight:normal">thường</b></p>'

    assert said(html) == [("paragraph", "<strong>đậm</strong> thường", 0, False)]


def test_lists_in_lists_become_items_with_their_level():
    html = "<ul><li>một<ol><li><p>hai</p></li><li>ba<ul><li>bốn</li></ul></li></ol></li><li><p>năm</p><p>sáu</p></li></ul>"

    assert said(html) == [
        ("item", "một", 0, False),
        ("item", "hai", 1, True),
        ("item", "ba", 1, True),
        ("item", "bốn", 2, False),
        ("item", "năm<br>sáu", 0, False),
    ]


def test_two_breaks_end_a_paragraph_and_one_is_a_line():
    assert said("a<br>b<br><br><br>c") == [("paragraph", "a<br>b", 0, False), ("paragraph", "c", 0, False)]


def test_a_table_keeps_cells_spans_and_lines():
    html = (
        "<table border=1 onclick='x()'><colgroup><col><col></colgroup>"
        "<thead><tr><th style='x' colspan=2>Chỉ tiêu</th></tr></thead>"
        "<tbody><tr><td rowspan=2 class=y><p><b>1</b></p><p>2</p></td><td><ul><li>a</li><li>b</li></ul></td></tr>"
        "<tr><td></td></tr></tbody></table>"
    )

    (table,) = read(html)

    assert table.html == (
        '<table><tr><th colspan="2">Chỉ tiêu</th></tr>'
        '<tr><td rowspan="2"><strong>1</strong><br>2</td><td>- a<br>- b</td></tr><tr><td></td></tr></table>'
    )


def test_a_table_in_a_table_keeps_its_words_and_is_told():
    html = "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr><tr><td>d</td></tr></table></td></tr></table>"

    (table,) = read(html)

    assert table.plain == "a b c d"
    assert "Có 1 bảng nằm trong ô của bảng khác" in notes(html)[0]


def test_a_table_of_60_columns_is_kept_whole_and_told():
    html = f"<table><tr>{'<td>1</td>' * 58}<td colspan=2>x</td></tr></table>"
    blocks, sentences = blocks_of_html(html, before=())

    assert len(blocks[0].plain.split()) == 59
    assert sentences == [
        f"Có bảng 60 cột, mà khổ A4 nằm ngang chỉ vừa {MOST_COLUMNS} cột (mỗi cột 12 mm): bảng được giữ nguyên, "
        "hãy chia thành nhiều bảng trước khi in."
    ]


def test_a_table_of_21_columns_is_not_told():
    assert notes(f"<table><tr>{'<td>1</td>' * 21}</tr></table>") == []


def test_scripts_and_handlers_leave_nothing_but_a_sentence():
    html = '<p onclick="steal()">Chữ<script>alert(1)</script></p><svg onload=x()><text>v</text></svg><iframe src="//x"></iframe>'
    blocks, sentences = blocks_of_html(html, before=())

    assert "".join(block.html for block in blocks) in {"Chữ", "Chữv"}
    assert any("đoạn mã lệnh" in sentence for sentence in sentences)
    assert any("đối tượng nhúng" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<p>a <img alt="Sơ đồ" src="x.png"> b</p>', "Đã bỏ 1 hình ảnh (Sơ đồ)"),
        ('<p><a href="https://vi.du/">đây</a></p>', "Đã bỏ địa chỉ của 1 liên kết, chữ vẫn giữ (https://vi.du/)."),
        ("<p><u>a</u></p>", "Đã bỏ gạch chân ở 1 chỗ"),
        ("<p><s>a</s></p>", "Có 1 chỗ chữ bị gạch ngang được giữ lại"),
        ("<ol start=4><li>a</li></ol>", "Có 1 danh sách bắt đầu từ số khác 1 (4)"),
        ('<p>a<span style="display:none">ẩn</span></p>', "Đã bỏ 1 đoạn chữ ẩn (ẩn)"),
    ],
)
def test_what_is_dropped_is_told(html: str, words: str):
    assert any(words in sentence for sentence in notes(html))


def test_text_in_an_old_font_becomes_unicode_and_is_told():
    html = "<p><span style='font-family:\".VnTime\"'>Héi Phô n÷ ­u tó</span> và <font face=VNI-Times>Thò xaõ</font></p>"

    assert said(html) == [("paragraph", "Hội Phụ nữ ưu tú và Thị xã", 0, False)]
    assert notes(html) == ["Đã chuyển 2 đoạn chữ từ phông chữ cũ (TCVN3 hoặc VNI) sang Unicode: hãy đọc lại."]


def test_a_page_in_an_old_encoding_is_known_by_its_letters():
    assert said("<p>Héi Liªn hiÖp Phô n÷ C«ng an tØnh, b¸o c¸o chÝnh trÞ</p>") == [
        ("paragraph", "Hội Liên hiệp Phụ nữ Công an tỉnh, báo cáo chính trị", 0, False)
    ]


def test_words_in_a_font_of_today_are_left_alone_among_others():
    html = "<font face='.VnTime'>Héi Phô n÷ <span style='font-family: Arial, sans-serif'>có</span> ­u tó</font>"

    assert said(html) == [("paragraph", "Hội Phụ nữ có ưu tú", 0, False)]


def test_a_box_in_a_heading_leaves_it_a_heading():
    assert said("<h2><div>Mục tiêu</div></h2><p>a</p>") == [("heading", "Mục tiêu", 0, False), ("paragraph", "a", 0, False)]


def test_small_raised_figures_stay_what_they_mean():
    assert said("<p>5 m<sup>2</sup>, CO<sub>2</sub></p>") == [("paragraph", "5 m², CO₂", 0, False)]


def test_a_number_typed_in_a_paragraph_of_word_stays():
    assert said('<p class="MsoListParagraph">3. Nội dung</p>') == [("paragraph", "3. Nội dung", 0, False)]


def test_nothing_gives_nothing():
    assert blocks_of_html(" ", before=()) == ((), [])
    assert blocks_of_html("<p>&nbsp;</p><p><br></p><ul><li></li></ul>", before=()) == ((), [])


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "chữ dài " * 12_500 + "</p>",
        "<div>" * 100_000 + "chữ",
        "<ul><li>" * 20_000 + "chữ",
        "<b><p>" * 3_000 + "chữ",
        "<table><tr><td>" * 2_000 + "chữ",
        "chữ" + "<" * 50_000,
        "chữ " + "<a " * 50_000,
        "<p>chữ</p>" * 5_000,
    ],
)
def test_monstrous_pages_are_read_in_bounded_time(html: str):
    began = time.perf_counter()
    blocks = read(html)

    assert "chữ" in blocks[0].plain
    assert time.perf_counter() - began < 10


# Keys


def keyed(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(f"k{number}", Kind.PARAGRAPH, text) for number, text in enumerate(texts))


def keys_after(html: str, before: tuple[Block, ...]) -> list[str]:
    return [block.key if block.key in {one.key for one in before} else "new" for block in blocks_of_html(html, before=before)[0]]


FIRST = "Tập trung nâng cao chất lượng hoạt động của các cấp Hội trong Công an tỉnh"
SECOND = "Vận động hội viên tham gia phong trào thi đua và các cuộc vận động lớn"
THIRD = "Bồi dưỡng cán bộ nữ, giới thiệu phụ nữ ưu tú cho Đảng xem xét, kết nạp"


def test_moved_and_reworded_blocks_keep_their_keys():
    html = f"<p>{THIRD}</p><p>Mới hoàn toàn, chưa từng có</p><p>{FIRST.replace('Tập trung', 'Tiếp tục')}</p><p>{SECOND}</p>"

    assert keys_after(html, keyed(FIRST, SECOND, THIRD)) == ["k2", "new", "k0", "k1"]


def test_the_larger_part_of_a_split_paragraph_keeps_the_key():
    long, short = f"{FIRST} {SECOND}", THIRD

    assert keys_after(f"<p>{short}</p><p>{long}</p>", keyed(f"{short} {long}")) == ["new", "k0"]


def test_a_paragraph_made_a_heading_keeps_its_key():
    assert keys_after(f"<h2>{FIRST}</h2>", keyed(FIRST)) == ["k0"]


def test_twins_keep_their_keys_in_their_order():
    assert keys_after("<p>a</p><p>a</p><p>a</p>", keyed("a", "a")) == ["k0", "k1", "new"]


PIECES = st.sampled_from(
    [
        *("a", " b", "ê ", "hoà", "&lt;x&gt;", "&amp;", "\u00a0", "\u200b", "{{Số hội viên}}", "1. ", "· ", "<br>"),
        *("<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<div>", "</div>", "<h2>", "</h2>", "<a href=x>", "</a>"),
        *("<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<script>", "</script>", "<sup>2</sup>"),
        *("<table>", "</table>", "<tr>", "<td colspan=2>", "</td>", "<th>", "<td rowspan=3>"),
        *("<span style='font-weight:bold'>", "</span>", "<span style='mso-list:Ignore'>a)</span>"),
        *("<p class=MsoListParagraph>", "<p style='mso-list:l0 level2 lfo1'>"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_what_the_editor_is_given_is_read_back_as_it_was(html: str):
    blocks = read(html)

    again, sentences = blocks_of_html(html_of_blocks(blocks), before=blocks)

    assert again == blocks
    assert [sentence for sentence in sentences if "Đã bỏ" in sentence] == []


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map("".join))
def test_no_key_is_given_twice_and_no_block_is_empty(html: str, other: str):
    blocks, _ = blocks_of_html(other, before=read(html))

    assert len({block.key for block in blocks}) == len(blocks)
    assert all(block.html for block in blocks)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES.filter(lambda piece: "script" not in piece), max_size=40).map("".join))
def test_no_word_is_lost_wherever_it_stands(html: str):
    assert "".join(block.plain for block in read(html)).count("hoà") == html.count("hoà")
