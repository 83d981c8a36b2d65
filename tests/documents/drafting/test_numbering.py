import pytest

from documents.drafting.rules.numbering import item_labels, numbers_of, point
from documents.drafting.rules.text import Block, Kind, Section, Style


def lines(*sections: tuple[Style, str]) -> list[str]:
    return [one.line for one in numbers_of(Section(f"s{number}", *section) for number, section in enumerate(sections))]


def test_parts_go_through_and_what_is_below_begins_anew():
    assert lines(
        (Style.LEAD, ""),
        (Style.PART, "Tổng kết"),
        (Style.ROMAN, "Kết quả"),
        (Style.ARABIC, "Đặc điểm"),
        (Style.ARABIC, "Phong trào"),
        (Style.ROMAN, "Hạn chế"),
        (Style.ARABIC, "Nguyên nhân"),
        (Style.PART, "Phương hướng"),
        (Style.ROMAN, "Mục tiêu"),
        (Style.UNNUMBERED, "Kết luận"),
    ) == [
        "",
        "Phần I. TỔNG KẾT",
        "I. KẾT QUẢ",
        "1. Đặc điểm",
        "2. Phong trào",
        "II. HẠN CHẾ",
        "1. Nguyên nhân",
        "Phần II. PHƯƠNG HƯỚNG",
        "I. MỤC TIÊU",
        "Kết luận",
    ]


def test_articles_are_counted_through_chapters():
    assert lines(
        (Style.CHAPTER, "Quy định chung"), (Style.ARTICLE, "Phạm vi"), (Style.CHAPTER, "Bầu cử"), (Style.ARTICLE, "Nguyên tắc")
    ) == ["Chương I. QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Chương II. BẦU CỬ", "Điều 2. Nguyên tắc"]


def test_a_single_annex_has_no_number():
    assert lines((Style.ROMAN, "Nội dung"), (Style.ANNEX, "Danh sách")) == ["I. NỘI DUNG", "Phụ lục. DANH SÁCH"]


def test_annexes_are_counted_together_and_each_begins_its_own_numbers():
    assert lines(
        (Style.ARTICLE, "Ban hành"),
        (Style.ANNEX, "Quy chế"),
        (Style.ARTICLE, "Phạm vi"),
        (Style.ANNEX_LANDSCAPE, "Bảng"),
        (Style.ROMAN, "a"),
    ) == ["Điều 1. Ban hành", "Phụ lục I. QUY CHẾ", "Điều 1. Phạm vi", "Phụ lục II. BẢNG", "I. A"]


def test_label_and_title_of_a_part_stand_on_two_lines():
    (part,) = numbers_of([Section("p", Style.PART, "Tổng kết {{Số hội viên}} hội viên")])

    assert part.lines == ("Phần I", "TỔNG KẾT {{Số hội viên}} HỘI VIÊN")


def test_a_section_without_number_and_heading_has_no_line():
    (lead,) = numbers_of([Section("l", Style.LEAD, "")])

    assert lead.lines == ()


def test_points_are_counted_in_vietnamese_letters():
    assert [point(number) for number in range(1, 25)] == [*"abcdđeghiklmnopqrstuvxy", "aa"]


def test_there_is_no_point_zero():
    with pytest.raises(ValueError, match="no point number 0"):
        point(0)


def items(*levels: tuple[int, bool]) -> tuple[Block, ...]:
    return tuple(Block(f"i{number}", Kind.ITEM, "x", level, ordered) for number, (level, ordered) in enumerate(levels))


def labels(style: Style, blocks: tuple[Block, ...]) -> list[str]:
    return list(item_labels(Section("s", style, "", blocks)).values())


def test_items_of_an_article_are_clauses_and_points():
    blocks = items((0, True), (1, True), (1, True), (0, True), (1, True), (2, True), (2, False))

    assert labels(Style.ARTICLE, blocks) == ["1.", "a)", "b)", "2.", "a)", "1)", "•"]


def test_items_below_an_arabic_number_are_points():
    assert labels(Style.ARABIC, items(*[(0, True)] * 6)) == ["a)", "b)", "c)", "d)", "đ)", "e)"]


def test_a_paragraph_and_another_kind_of_list_begin_anew():
    blocks = (*items((0, True), (0, False), (0, True)), Block("p", Kind.PARAGRAPH, "x"), Block("l", Kind.ITEM, "x", 0, True))

    assert labels(Style.ROMAN, blocks) == ["1.", "-", "1.", "1."]
