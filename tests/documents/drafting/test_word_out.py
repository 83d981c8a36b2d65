"""Word out: the layout of the file, and that it is read back as it was."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from documents.drafting.rules.text import Block, Kind, Section, Style, Text, new_key
from documents.drafting.rules.types import DocumentType, types
from documents.drafting.word.layout import layout_of_type
from documents.drafting.word.reading import read_word
from documents.drafting.word.writing import WordLayout, word_of
from documents.layout.details import Details, DocumentDetails
from documents.layout.heading import head_of, signature_of
from documents.layout.structures import Structure

TABLE = (
    '<table><tr><th>STT</th><th colspan="2">Chỉ tiêu</th></tr><tr><td rowspan="2">1</td><td>Hội viên</td><td>98,5%</td></tr>'
    "<tr><td>Công trình, phần việc <strong>phụ nữ</strong></td><td>&lt;5 &amp; tốt<br>hơn</td></tr></table>"
)
LONG = "Trong nhiệm kỳ qua, các cấp Hội đã chủ động tham mưu cấp uỷ, bám sát nhiệm vụ chính trị của lực lượng."


def paragraph(html: str) -> Block:
    return Block(new_key(), Kind.PARAGRAPH, html)


def item(html: str, *, level: int = 0, ordered: bool = False) -> Block:
    return Block(new_key(), Kind.ITEM, html, level, ordered)


def section(style: Style, heading: str, *blocks: Block) -> Section:
    return Section(new_key(), style, heading, blocks)


@pytest.fixture
def text() -> Text:
    return Text(
        (
            section(Style.BASIS, "", paragraph("Căn cứ Điều lệ Hội;"), paragraph("Căn cứ Kế hoạch số 05/KH-BPN.")),
            section(Style.LEAD, "", paragraph("Ban Phụ nữ báo cáo như sau:")),
            section(Style.PART, "ĐÁNH GIÁ TÌNH HÌNH"),
            section(Style.ROMAN, "ĐẶC ĐIỂM", paragraph(f"{LONG} <strong>Chú ý:</strong> <em>số liệu</em> &lt; 5.<br>Dòng hai.")),
            section(
                Style.ARABIC,
                "Thuận lợi",
                item("Một là"),
                item("Chi tiết", level=1),
                item("Sâu hơn", level=2),
                paragraph("Giữa."),
                item("Điểm thứ nhất", ordered=True),
                item("Điểm thứ hai", ordered=True),
                item("Khoản trong điểm", level=1, ordered=True),
            ),
            section(Style.ARABIC, "Khó khăn", Block(new_key(), Kind.HEADING, "Về tổ chức"), Block(new_key(), Kind.TABLE, TABLE)),
            section(Style.PART, "PHƯƠNG HƯỚNG", paragraph(LONG)),
            section(Style.CHAPTER, "QUY ĐỊNH CHUNG"),
            section(Style.ARTICLE, "Phạm vi áp dụng", paragraph(LONG)),
            section(Style.ARTICLE, "", paragraph("Ban Phụ nữ chịu trách nhiệm thi hành.")),
            section(Style.UNNUMBERED, "LỜI CẢM ƠN", paragraph(LONG)),
            section(Style.UNNUMBERED, "Lời kết", paragraph(LONG)),
            section(Style.ANNEX, "BIỂU TỔNG HỢP", paragraph(LONG), Block(new_key(), Kind.TABLE, TABLE)),
            section(Style.ROMAN, "MỤC TRONG PHỤ LỤC", paragraph(LONG)),
            section(Style.ANNEX_LANDSCAPE, "BIỂU NGANG", Block(new_key(), Kind.TABLE, TABLE)),
        )
    )


def layout_of(profile: str = "hoi", **more: Any) -> WordLayout:
    details = Details(
        profile=profile,
        superior="CÔNG AN TỈNH HÀ SƠN",
        issuer="BAN PHỤ NỮ",
        number="5",
        symbol="BC-BPN",
        place="Hà Sơn",
        dated_on="2026-02-05",
        authority="TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
        signer="Thiếu tá Nguyễn Thị Minh Hồng",
        recipients="Như trên\nLưu: VT, BPN",
    )
    return WordLayout(
        head=head_of(details),
        title="BÁO CÁO",
        subject=("Kết quả công tác Hội và phong trào phụ nữ", "nhiệm kỳ 2021-2026"),
        addressees=("Ban Phụ nữ Công an nhân dân", "Đảng uỷ Công an tỉnh Hà Sơn"),
        signature=signature_of(details),
        annex_reference="Kèm theo Báo cáo số 05/BC-BPN ngày 05 tháng 02 năm 2026 của Ban Phụ nữ",
        end_mark=True,
        label="Dự thảo 2",
        **more,
    )


def shape(text: Text) -> list[Any]:
    return [
        (str(one.style), one.heading, [(str(block.kind), block.html, block.level, block.ordered) for block in one.blocks])
        for one in text.sections
    ]


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def lines(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


@pytest.mark.parametrize("profile", ["nd30", "hoi", "hoi_gon", "dai_hoi", "dang"])
def test_a_text_that_went_out_comes_back_as_it_was(text: Text, profile: str):
    assert shape(read_word(word_of(text, layout=layout_of(profile)), tracked="accept").text) == shape(text)


def test_a_text_without_anything_around_it_comes_back_as_it_was(text: Text):
    word = read_word(word_of(text), tracked="accept")

    assert shape(word.text) == shape(text)
    assert word.dropped == ()


def test_what_stands_around_the_text_is_found_again(text: Text):
    found = read_word(word_of(text, layout=layout_of()), tracked="accept").found

    assert (found.superior, found.issuer, found.number, found.symbol) == ("CÔNG AN TỈNH HÀ SƠN", "BAN PHỤ NỮ", "05", "BC-BPN")
    assert (found.type_name, found.subject) == ("BÁO CÁO", "Kết quả công tác Hội và phong trào phụ nữ nhiệm kỳ 2021-2026")
    assert found.addressees == ["Ban Phụ nữ Công an nhân dân", "Đảng uỷ Công an tỉnh Hà Sơn"]
    assert (found.recipients, found.signer) == (["Như trên", "Lưu: VT, BPN"], "Thiếu tá Nguyễn Thị Minh Hồng")


def test_the_page_is_that_of_the_decree(text: Text):
    first = opened(word_of(text, layout=layout_of())).sections[0]

    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    margins = (first.top_margin, first.right_margin, first.bottom_margin, first.left_margin)
    assert [round(margin.mm) for margin in margins] == [20, 15, 20, 30]
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert "PAGE" not in first.first_page_header._element.xml
    assert first.footer.paragraphs[0].text == first.first_page_footer.paragraphs[0].text == "Dự thảo 2"


def test_each_annex_has_pages_and_numbers_of_its_own(text: Text):
    document = opened(word_of(text, layout=layout_of()))

    sections = document.sections
    assert [one.orientation for one in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert [round(one.page_width.mm) for one in sections] == [210, 210, 297]
    assert [one._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for one in sections] == ["1", "1", "1"]
    assert all(one.different_first_page_header_footer for one in sections)


def test_paragraphs_look_as_the_decree_says(text: Text):
    styles = opened(word_of(text, layout=layout_of())).styles

    normal, body = styles["Normal"], styles["VB Đoạn"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    assert (round(body.paragraph_format.first_line_indent.mm, 1), body.paragraph_format.space_after.pt) == (12.7, 6)
    assert styles["VB Căn cứ"].font.italic
    assert styles["Heading 2"].font.bold
    assert opened(word_of(text, layout=layout_of("dang"))).styles["VB Đoạn"].paragraph_format.line_spacing.pt == 18


def test_numbers_are_typed_and_the_end_mark_stands_once(text: Text):
    written = lines(opened(word_of(text, layout=layout_of())))

    for line in ("Phần I", "Phần II", "I. ĐẶC ĐIỂM", "1. Thuận lợi", "- Một là", "+ Chi tiết", "• Sâu hơn", "a) Điểm thứ nhất"):
        assert line in written
    assert "Điều 2. Ban Phụ nữ chịu trách nhiệm thi hành." in written
    # the text, the first annex, and the second one, which ends with a table
    assert [line[-10:] for line in written if line.endswith("./.")] == ["c lượng./.", "c lượng./.", "./."]


def test_end_mark_stands_alone_below_a_table():
    text = Text((section(Style.LEAD, "", paragraph("Các việc:"), Block(new_key(), Kind.TABLE, TABLE)),))

    file = word_of(text, layout=WordLayout(end_mark=True))

    assert lines(opened(file))[-1] == "./."
    assert shape(read_word(file, tracked="accept").text) == shape(text)


def test_the_partys_papers_count_with_a_hyphen(text: Text):
    document = opened(word_of(text, layout=layout_of("dang")))

    assert {"I- ĐẶC ĐIỂM", "1- Thuận lợi", "- Căn cứ Điều lệ Hội;", "-----"} <= set(lines(document))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in document.tables[0].cell(0, 1).text


def test_the_heading_is_a_grid_of_68_and_97_mm(text: Text):
    head = opened(word_of(text, layout=layout_of())).tables[0]

    assert [round(column.width.mm) for column in head.columns] == [68, 97]
    assert head.cell(0, 0).text.split("\n")[:2] == ["CÔNG AN TỈNH HÀ SƠN", "BAN PHỤ NỮ"]
    assert head.cell(0, 1).text.strip() == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert [head.cell(1, n).text for n in (0, 1)] == ["Số: 05/BC-BPN", "Hà Sơn, ngày 05 tháng 02 năm 2026"]


def test_a_table_repeats_its_heading_row_and_has_fixed_widths(text: Text):
    table = opened(word_of(text)).tables[0]

    xml = table._tbl.xml
    assert 'w:tblLayout w:type="fixed"' in xml
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml
    assert round(sum(column.width.mm for column in table.columns)) == 165


DETAILS = DocumentDetails(
    superior="CÔNG AN TỈNH HÀ SƠN",
    issuer="BAN PHỤ NỮ",
    number="7",
    symbol="QĐ-BPN",
    place="Hà Sơn",
    dated_on="2026-03-09",
    authority="TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
    signer="Thiếu tá Nguyễn Thị Minh Hồng",
    preparer="Đại uý Trần Thị Lan",
    recipients="Như trên",
    addressees="Các Hội cơ sở",
    issuing_authority="Ban Phụ nữ Công an tỉnh Hà Sơn",
)


def type_of(structure: Structure) -> DocumentType:
    return next(one for one in types().values() if one.structure == structure)


@pytest.mark.parametrize("structure", list(Structure))
def test_every_structure_goes_out_and_its_text_comes_back(text: Text, structure: Structure):
    layout = layout_of_type(type_of(structure), DETAILS, title="Công nhận Ban Chấp hành")

    assert shape(read_word(word_of(text, layout=layout), tracked="accept").text) == shape(text)


def test_a_decision_says_who_decides_and_that_it_is_decided(text: Text):
    layout = layout_of_type(type_of(Structure.DECISION), DETAILS, title="Công nhận Ban Chấp hành")

    written = lines(opened(word_of(text, layout=layout)))

    order = [
        "QUYẾT ĐỊNH",
        "Công nhận Ban Chấp hành",
        "BAN PHỤ NỮ CÔNG AN TỈNH HÀ SƠN",
        "Căn cứ Điều lệ Hội;",
        "QUYẾT ĐỊNH:",
        "Phần I",
    ]
    assert [line for line in written if line in order] == order


def test_a_letter_has_its_subject_under_the_number_and_no_type(text: Text):
    layout = layout_of_type(type_of(Structure.LETTER), DETAILS, title="Góp ý dự thảo báo cáo")

    document = opened(word_of(text, layout=layout))

    assert document.tables[0].cell(2, 0).text == "V/v góp ý dự thảo báo cáo"
    assert lines(document)[0].startswith("Kính gửi: Các Hội cơ sở")


def test_urgency_circulation_and_address_stand_where_they_do_on_the_print(text: Text):
    details = replace(
        DETAILS, urgency="Hỏa tốc", circulation="Lưu hành nội bộ", typist="PL.(300)", address="Số 1, đường Điện Biên"
    )
    file = word_of(text, layout=layout_of_type(type_of(Structure.LETTER), details, title="Góp ý dự thảo báo cáo"))

    document = opened(file)

    page = document.sections[0]
    assert document.tables[0].cell(2, 0).text.strip() == "HỎA TỐC"
    assert page.first_page_header.paragraphs[0].text.strip() == "LƯU HÀNH NỘI BỘ"
    assert page.first_page_footer.paragraphs[-1].text == "Số 1, đường Điện Biên"
    assert any(table.cell(0, 0).text == "Nơi nhận:\n- Như trên.\nPL.(300)" for table in document.tables)
    read = read_word(file, tracked="accept")
    assert shape(read.text) == shape(text)
    assert (read.found.issuer, read.found.recipients) == (DETAILS.issuer, ["Như trên"])


def test_minutes_are_signed_on_both_sides_and_have_no_place_and_date(text: Text):
    document = opened(word_of(text, layout=layout_of_type(type_of(Structure.MINUTES), DETAILS, title="Họp Ban Phụ nữ")))

    signed = document.tables[2]
    assert document.tables[0].cell(1, 1).text == ""
    assert [signed.cell(row, 0).text for row in (0, 1)] == ["THƯ KÝ", "Đại uý Trần Thị Lan"]
    assert signed.cell(1, 1).text == "Thiếu tá Nguyễn Thị Minh Hồng"
    assert signed.cell(2, 0).text == "Nơi nhận:\n- Như trên."


def test_figures_are_printed_as_their_values():
    text = Text((section(Style.LEAD, "", paragraph("Có {{Số hội viên}} hội viên, {{Chưa rõ}}.")),))

    written = lines(opened(word_of(text, layout=WordLayout(figures={"Số hội viên": "1.245 <"}))))

    assert written == ["Có 1.245 < hội viên, {{Chưa rõ}}."]


def test_letters_that_no_xml_holds_are_left_out():
    text = Text((section(Style.LEAD, "", paragraph("Một\x0b hai\x00 ba")),))

    assert lines(opened(word_of(text))) == ["Một hai ba"]


def test_a_table_that_reaches_out_of_itself_is_still_a_table():
    html = '<table><tr><td rowspan="9" colspan="3">a</td></tr><tr><td>b</td><td rowspan="2">c</td></tr><tr></tr></table>'
    text = Text((section(Style.LEAD, "", Block(new_key(), Kind.TABLE, html), Block(new_key(), Kind.TABLE, "<table></table>")),))

    assert len(opened(word_of(text)).tables) == 1


def test_every_element_stands_where_the_schema_wants_it(text: Text):
    """Word is strict about the order of what a paragraph or a page says of itself; LibreOffice isn't."""
    with zipfile.ZipFile(io.BytesIO(word_of(text, layout=layout_of()))) as archive:
        document = archive.read("word/document.xml").decode()
        settings = archive.read("word/settings.xml").decode()
    order = ["pStyle", "keepNext", "keepLines", "pBdr", "spacing", "ind", "jc", "rPr", "sectPr"]
    for properties in re.findall(r"<w:pPr>(.*?)</w:pPr>", document, re.DOTALL):
        outside = re.sub(r"<w:sectPr.*?</w:sectPr>", "<w:sectPr/>", re.sub(r"<w:pBdr>.*?</w:pBdr>", "<w:pBdr/>", properties))
        names = [name for name in re.findall(r"<w:(\w+)", outside) if name in order]
        assert names == sorted(names, key=order.index)
    for properties in re.findall(r"<w:sectPr.*?</w:sectPr>", document, re.DOTALL):
        order_of_page = ["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid"]
        names = [name for name in re.findall(r"<w:(\w+)", properties) if name in order_of_page[2:]]
        assert names == sorted(names, key=order_of_page.index)
    assert 'w:name="compatibilityMode"' in settings
