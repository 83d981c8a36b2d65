"""Word in: files as people have them, and files that are none. All of them are made here."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from PIL import Image

from documents.drafting.rules.blocks import blocks_of_html, html_of_blocks
from documents.drafting.rules.text import Kind, Style
from documents.drafting.word.limits import Limits
from documents.drafting.word.reading import WordText, inspect_word, read_word, tables_of_word
from documents.drafting.word.refused import Refused

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class File:
    """A Word file as it is typed: a line after the other."""

    def __init__(self) -> None:
        self.document = docx.Document()

    def line(self, text: str, look: str = "") -> Any:
        """look: b bold, i italic, c centred."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic = "b" in look, "i" in look
        if "c" in look:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def table(self, *rows: tuple[str, ...]) -> Any:
        made = self.document.add_table(rows=len(rows), cols=len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                made.cell(number, column).text = text
        return made

    @property
    def content(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def read(self, tracked: Any = "accept") -> WordText:
        return read_word(self.content, tracked=tracked)


@pytest.fixture
def file() -> File:
    return File()


def headings(word: WordText) -> list[tuple[str, str]]:
    return [(str(section.style), section.heading) for section in word.text.sections]


def blocks(word: WordText) -> list[tuple[str, str]]:
    return [(str(block.kind), block.html) for _section, block in word.text.blocks()]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The file with one more part, or another instead of the one of this name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return stream.getvalue()


# sections


def test_headings_that_are_typed_as_bold_lines_become_sections_without_their_numbers(file: File):
    file.line("PHẦN THỨ NHẤT", "bc")
    file.line("ĐÁNH GIÁ TÌNH HÌNH", "bc")
    file.line("NHIỆM KỲ 2021-2026", "bc")
    file.line("I. ĐẶC ĐIỂM TÌNH HÌNH", "b")
    file.line("1. Thuận lợi", "b")
    file.line("Được sự quan tâm của Đảng uỷ.")
    file.line("2/ Khó khăn", "b")
    file.line("II- KẾT QUẢ")
    file.line("Chương I\nQUY ĐỊNH CHUNG", "bc")
    file.line("Điều 1. Phạm vi điều chỉnh", "b")
    file.line("Phụ lục II: BIỂU SỐ LIỆU", "bc")

    assert headings(file.read()) == [
        ("part", "ĐÁNH GIÁ TÌNH HÌNH NHIỆM KỲ 2021-2026"),
        ("roman", "ĐẶC ĐIỂM TÌNH HÌNH"),
        ("arabic", "Thuận lợi"),
        ("arabic", "Khó khăn"),
        ("roman", "KẾT QUẢ"),
        ("chapter", "QUY ĐỊNH CHUNG"),
        ("article", "Phạm vi điều chỉnh"),
        ("annex", "BIỂU SỐ LIỆU"),
    ]


def test_words_own_heading_styles_and_its_own_numbers_become_sections(file: File):
    file.document.add_heading("Đánh giá", 1)
    file.document.add_heading("1. Kết quả", 2)
    file.document.add_heading("Chi tiết", 4)
    file.line("Nội dung.")

    word = file.read()

    assert headings(word) == [("unnumbered", "Đánh giá"), ("arabic", "Kết quả")]
    assert blocks(word) == [("heading", "Chi tiết"), ("paragraph", "Nội dung.")]


def test_a_number_that_word_counts_itself_makes_a_bold_line_a_heading(file: File):
    numbering = file.document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {W} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
            '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for title in ("ĐẶC ĐIỂM", "KẾT QUẢ"):
        paragraph = file.line(title, "b")
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="91"/></w:numPr>'))

    assert headings(file.read()) == [("roman", "ĐẶC ĐIỂM"), ("roman", "KẾT QUẢ")]


def test_what_only_looks_like_a_heading_stays_a_paragraph(file: File):
    file.line("1. Đây là một khoản viết liền, không in đậm.")
    file.line("Toàn Hội quyết tâm thực hiện thắng lợi nghị quyết.", "b")
    mixed = file.line("Về cán bộ:", "b")
    mixed.add_run(" đã kiện toàn.")
    file.line("Điều 12. Không phải điều đầu nên là lời dẫn.")

    word = file.read()

    assert headings(word) == [("lead", "")]
    assert blocks(word) == [
        ("paragraph", "1. Đây là một khoản viết liền, không in đậm."),
        ("paragraph", "<strong>Toàn Hội quyết tâm thực hiện thắng lợi nghị quyết.</strong>"),
        ("paragraph", "<strong>Về cán bộ:</strong> đã kiện toàn."),
        ("paragraph", "Điều 12. Không phải điều đầu nên là lời dẫn."),
    ]


def test_an_article_without_a_title_keeps_its_words_as_a_paragraph(file: File):
    file.line("Điều 1.", "b").add_run(" Công nhận Ban Chấp hành gồm 15 đồng chí.")

    word = file.read()

    assert headings(word) == [("article", "")]
    assert blocks(word) == [("paragraph", "Công nhận Ban Chấp hành gồm 15 đồng chí.")]


def test_the_basis_becomes_a_section_of_its_own(file: File):
    file.line("Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam;", "i")
    file.line("- Căn cứ Kế hoạch số 05/KH-BPN;", "i")
    file.line("Theo đề nghị của Trưởng ban.", "i")
    file.line("Căn cứ tình hình thực tế, Ban Phụ nữ xây dựng kế hoạch như sau:")

    word = file.read()

    assert headings(word) == [("basis", ""), ("lead", "")]
    assert [block.html for block in word.text.sections[0].blocks] == [
        "Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam;",
        "Căn cứ Kế hoạch số 05/KH-BPN;",
        "Theo đề nghị của Trưởng ban.",
    ]


def test_an_annex_on_a_page_on_its_side_is_a_landscape_annex(file: File):
    file.line("Nội dung.")
    section = file.document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    file.line("PHỤ LỤC", "bc")
    file.line("BIỂU TỔNG HỢP", "bc")

    assert headings(file.read()) == [("lead", ""), ("annex_landscape", "BIỂU TỔNG HỢP")]


# blocks


def test_lists_typed_with_dashes_and_lists_of_word_become_items(file: File):
    file.line("- Một là, đoàn kết;")
    file.line("+ Chi tiết;")
    file.line("Giữa hai danh sách.")
    file.document.add_paragraph("Hai là", style="List Bullet")
    file.document.add_paragraph("Ba là", style="List Number")

    items = [(block.kind, block.plain, block.level, block.ordered) for _section, block in file.read().text.blocks()]

    assert items == [
        (Kind.ITEM, "Một là, đoàn kết;", 0, False),
        (Kind.ITEM, "Chi tiết;", 1, False),
        (Kind.PARAGRAPH, "Giữa hai danh sách.", 0, False),
        (Kind.ITEM, "Hai là", 0, False),
        (Kind.ITEM, "Ba là", 0, True),
    ]


def test_a_table_keeps_its_merged_cells_and_its_heading_row(file: File):
    table = file.table(("", "", ""), ("1", "Hội viên", "98,5%"), ("", "Công trình\nphần việc", "<5 & tốt"))
    for column, text in enumerate(("STT", "Chỉ tiêu", "")):
        table.cell(0, column).paragraphs[0].add_run(text).bold = True
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))

    assert blocks(file.read()) == [
        (
            "table",
            '<table><tr><th>STT</th><th colspan="2">Chỉ tiêu</th></tr>'
            '<tr><td rowspan="2">1</td><td>Hội viên</td><td>98,5%</td></tr>'
            "<tr><td>Công trình<br>phần việc</td><td>&lt;5 &amp; tốt</td></tr></table>",
        )
    ]


def test_blocks_are_written_as_the_editor_writes_them(file: File):
    paragraph = file.line("Đậm ", "b")
    paragraph.add_run("và nghiêng").italic = True
    paragraph.add_run(" rồi thường\nxuống dòng <script>alert(1)</script>")
    file.line("- Một")
    file.table(("a", "b"), ("c", "d"))

    read = [block for _section, block in file.read().text.blocks()]
    again, dropped = blocks_of_html(html_of_blocks(read), before=read)

    assert list(again) == read
    assert dropped == []
    assert read[0].html.startswith("<strong>Đậm</strong> <em>và nghiêng</em> rồi thường<br>xuống dòng &lt;script&gt;")


def test_text_comes_in_nfc_and_in_unicode_from_old_fonts(file: File):
    file.line("Hội Phụ nữ tiếng Việt")
    old = file.document.add_paragraph().add_run("NguyÔn ThÞ H­¬ng")
    old.font.name = ".VnTime"
    capital = file.document.add_paragraph().add_run("céng an")
    capital.font.name = ".VnTimeH"
    vni = file.document.add_paragraph().add_run("Ñaïi hoäi")
    vni.font.name = "VNI-Times"

    word = file.read()

    assert [html for _kind, html in blocks(word)] == ["Hội Phụ nữ tiếng Việt", "Nguyễn Thị Hương", "CỘNG AN", "Đại hội"]
    assert "Có chữ gõ bằng phông cũ (TCVN3 hoặc VNI) đã chuyển sang Unicode; hãy xem kỹ dấu." in word.dropped


# heading, title, signature


@pytest.fixture
def official(file: File) -> File:
    file.table(
        ("CÔNG AN TỈNH HÀ SƠN\nBAN PHỤ NỮ\n-------", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc"),
        ("Số: 05/BC-BPN", "Hà Sơn, ngày 05 tháng 02 năm 2026"),
    )
    file.line("DỰ THẢO LẦN 2", "b")
    file.line("BÁO CÁO CHÍNH TRỊ", "bc")
    file.line("trình Đại hội đại biểu Phụ nữ Công an tỉnh lần thứ XI,", "bc")
    file.line("nhiệm kỳ 2026-2031", "bc")
    file.line("________", "c")
    file.line("Kính gửi:")
    file.line("- Ban Phụ nữ Công an nhân dân;")
    file.line("- Đảng uỷ Công an tỉnh.")
    file.line("Ban Phụ nữ báo cáo như sau:")
    file.line("I. KẾT QUẢ", "b")
    file.line("Trên đây là báo cáo./.")
    file.table(
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT, BPN.", "TM. BAN PHỤ NỮ\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n\n\nTrung tá Lê Thị Hà")
    )
    file.line("Phụ lục I", "bc")
    file.line("BIỂU SỐ LIỆU", "bc")
    file.line("(Kèm theo Báo cáo số 05/BC-BPN ngày 05 tháng 02 năm 2026)", "ic")
    file.line("Nội dung phụ lục.")
    return file


def test_what_the_program_prints_itself_is_no_part_of_the_text(official: File):
    word = official.read()

    assert headings(word) == [("lead", ""), ("roman", "KẾT QUẢ"), ("annex", "BIỂU SỐ LIỆU")]
    assert [html for _kind, html in blocks(word)] == ["Ban Phụ nữ báo cáo như sau:", "Trên đây là báo cáo.", "Nội dung phụ lục."]
    assert word.dropped == (
        "Đã bỏ phần đầu văn bản (quốc hiệu, cơ quan ban hành, số, ngày): chương trình tự in.",
        "Đã tách tên loại và trích yếu ra khỏi nội dung: chương trình tự in.",
        "Đã tách phần Kính gửi ra khỏi nội dung: chương trình tự in.",
        "Đã tách Nơi nhận và phần ký ra khỏi nội dung: chương trình tự in.",
        "Đã bỏ dòng “(Kèm theo …)”: chương trình tự in.",
        "Đã bỏ dấu kết thúc “./.”: chương trình tự in.",
    )


def test_what_was_taken_off_is_given_back(official: File):
    found = official.read().found

    assert (found.superior, found.issuer) == ("CÔNG AN TỈNH HÀ SƠN", "BAN PHỤ NỮ")
    assert (found.number, found.symbol, found.place_and_date) == ("05", "BC-BPN", "Hà Sơn, ngày 05 tháng 02 năm 2026")
    assert found.type_name == "BÁO CÁO CHÍNH TRỊ"
    assert found.subject == "trình Đại hội đại biểu Phụ nữ Công an tỉnh lần thứ XI, nhiệm kỳ 2026-2031"
    assert found.addressees == ["Ban Phụ nữ Công an nhân dân", "Đảng uỷ Công an tỉnh"]
    assert found.recipients == ["Như trên", "Lưu: VT, BPN"]
    assert (found.authority, found.signer) == ("TM. BAN PHỤ NỮ\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN", "Trung tá Lê Thị Hà")


def test_a_heading_typed_as_lines_is_recognised_too(file: File):
    file.line("CÔNG AN TỈNH HÀ SƠN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b")
    file.line("BAN PHỤ NỮ\tĐộc lập - Tự do - Hạnh phúc", "b")
    file.line("Số: 12/KH-BPN\tHà Sơn, ngày 09 tháng 3 năm 2026")
    file.line("KẾ HOẠCH", "bc")
    file.line("Tổ chức Đại hội", "bc")
    file.line("Nội dung.")
    file.line("Nơi nhận:", "bi")
    file.line("- Như trên;")
    file.line("- Lưu: VT.")
    file.line("TM. BAN PHỤ NỮ", "b")
    file.line("Thiếu tá Nguyễn Thị Hoa", "b")

    word = file.read()

    assert blocks(word) == [("paragraph", "Nội dung.")]
    assert (word.found.number, word.found.symbol, word.found.subject) == ("12", "KH-BPN", "Tổ chức Đại hội")
    assert (word.found.recipients, word.found.signer) == (["Như trên", "Lưu: VT"], "Thiếu tá Nguyễn Thị Hoa")


def test_a_letter_has_its_subject_under_the_number(file: File):
    file.table(
        ("CÔNG AN TỈNH HÀ SƠN\nBAN PHỤ NỮ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        ("Số: 12/BPN\nV/v góp ý dự thảo\nbáo cáo chính trị", "Hà Sơn, ngày 09 tháng 3 năm 2026"),
    )
    file.line("Kính gửi: Các Hội cơ sở", "c")
    file.line("Ban Phụ nữ đề nghị các đồng chí góp ý.")

    word = file.read()

    assert blocks(word) == [("paragraph", "Ban Phụ nữ đề nghị các đồng chí góp ý.")]
    assert (word.found.type_name, word.found.subject) == ("", "V/v góp ý dự thảo báo cáo chính trị")
    assert word.found.addressees == ["Các Hội cơ sở"]


def test_a_decision_is_read_without_the_lines_that_are_printed_by_themselves(file: File):
    file.line("QUYẾT ĐỊNH", "bc")
    file.line("Về việc công nhận Ban Chấp hành", "bc")
    file.line("BAN PHỤ NỮ CÔNG AN TỈNH HÀ SƠN", "bc")
    file.line("Căn cứ Điều lệ Hội;", "i")
    file.line("Theo đề nghị của Trưởng ban.", "i")
    file.line("QUYẾT ĐỊNH:", "bc")
    file.line("Điều 1. Công nhận Ban Chấp hành gồm 15 đồng chí.")
    file.line("Điều 2. Quyết định có hiệu lực từ ngày ký./.")

    word = file.read()

    assert headings(word) == [("basis", ""), ("article", ""), ("article", "")]
    assert (word.found.issuing_authority, word.found.enacting) == ("BAN PHỤ NỮ CÔNG AN TỈNH HÀ SƠN", "QUYẾT ĐỊNH:")
    assert [html for _kind, html in blocks(word)][2:] == [
        "Công nhận Ban Chấp hành gồm 15 đồng chí.",
        "Quyết định có hiệu lực từ ngày ký.",
    ]


def test_a_piece_of_text_without_any_heading_stays_whole(file: File):
    file.line("I. KẾT QUẢ", "b")
    file.line("Nội dung.")
    file.table(("Số người", "12"), ("Ngày", "05/02/2026"))

    word = file.read()

    assert word.dropped == ()
    assert [kind for kind, _html in blocks(word)] == ["paragraph", "table"]


# tracked changes and comments


@pytest.fixture
def tracked(file: File) -> File:
    paragraph = file.line("Phấn đấu đạt ")
    stamp = 'w:author="Lan" w:date="2026-01-01T00:00:00Z"'
    paragraph._p.append(parse_xml(f'<w:del {W} w:id="1" {stamp}><w:r><w:delText>90%</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {W} w:id="2" {stamp}><w:r><w:t>95%</w:t></w:r></w:ins>'))
    end = paragraph.add_run(" hội viên.")
    file.document.add_comment(runs=end, text="Lấy số liệu ở đâu?", author="Mai", initials="M")
    return file


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("accept", "Phấn đấu đạt 95% hội viên."),
        ("reject", "Phấn đấu đạt 90% hội viên."),
        ("comments", "Phấn đấu đạt 90% hội viên."),
    ],
)
def test_tracked_changes_are_taken_as_the_person_says(tracked: File, choice: str, text: str):
    word = tracked.read(choice)

    assert blocks(word) == [("paragraph", text)]
    assert (word.tracked_changes, word.comment_count, word.words) == ((1, 1), 1, 6)


def test_tracked_changes_kept_as_comments_are_proposals_on_their_paragraph(tracked: File):
    word = tracked.read("comments")

    section = word.text.sections[0]
    assert [(one.section, one.block, one.author, one.text) for one in word.comments] == [
        (section.key, section.blocks[0].key, "Mai", "Lấy số liệu ở đâu?"),
        (section.key, section.blocks[0].key, "Lan", "Đề nghị sửa “90%” thành “95%”."),
    ]


def test_inspect_word_tells_what_must_be_asked(tracked: File, file: File):
    look = inspect_word(tracked.content)

    assert (look.insertions, look.deletions, look.comments, look.must_ask) == (1, 1, 1, True)
    assert not inspect_word(File().content).must_ask


def test_a_paragraph_whose_end_was_deleted_is_joined_with_the_next_one(file: File):
    first = file.line("Một câu ")
    file.line("viết liền.")
    mark = f'<w:rPr {W}><w:del w:id="5" w:author="Lan" w:date="2026-01-01T00:00:00Z"/></w:rPr>'
    first._p.get_or_add_pPr().append(parse_xml(mark))

    assert blocks(file.read("accept")) == [("paragraph", "Một câu viết liền.")]
    assert len(blocks(file.read("reject"))) == 2


# what is left out


def test_pictures_text_boxes_headers_and_links_are_said(file: File):
    picture = io.BytesIO()
    Image.new("RGB", (10, 10)).save(picture, "PNG")
    picture.seek(0)
    file.document.add_picture(picture)
    box = file.line("Có ô chữ.")
    box._p.append(
        parse_xml(
            f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>'
            "<w:t>Chữ trong ô</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    file.document.sections[0].header.paragraphs[0].text = "Tài liệu nội bộ"

    word = file.read()

    assert "1 ảnh không đưa vào; tệp gốc vẫn giữ ảnh." in word.dropped
    assert "Ô chữ (text box) không đưa vào: “Chữ trong ô”." in word.dropped
    assert "Đã bỏ đầu trang và chân trang: “Tài liệu nội bộ”." in word.dropped


def test_a_footnote_stands_in_brackets_where_its_mark_was(file: File):
    paragraph = file.line("Theo Điều lệ Hội")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Sửa đổi năm 2022.</w:t></w:r></w:p></w:footnote></w:footnotes>'

    word = read_word(with_part(file.content, "word/footnotes.xml", notes.encode()), tracked="accept")

    assert blocks(word) == [("paragraph", "Theo Điều lệ Hội (Chú thích: Sửa đổi năm 2022.)")]
    assert "1 chú thích chân trang được đưa vào trong ngoặc, ngay chỗ đánh số." in word.dropped


def test_a_table_of_60_columns_is_left_out_with_its_place(file: File):
    file.line("II. BIỂU SỐ LIỆU", "b")
    file.table(("STT", *["x"] * 59))
    file.line("Sau bảng.")

    word = file.read()

    assert blocks(word) == [("paragraph", "Sau bảng.")]
    assert any(
        sentence.startswith("Bảng 60 cột không đưa vào (dưới dòng “II. BIỂU SỐ LIỆU”, bắt đầu bằng “STTxx")
        and sentence.endswith("tệp gốc vẫn giữ bảng này.")
        for sentence in word.dropped
    )


def test_a_paragraph_of_100_000_letters_is_parted_and_nothing_is_lost(file: File):
    sentence = "Chị em hội viên tích cực tham gia các phong trào thi đua. "
    file.line(sentence * 1800)

    word = file.read()

    assert [len(block.plain) <= 20_000 for _section, block in word.text.blocks()] == [True] * 6
    assert word.words == 1800 * len(sentence.split())
    assert "1 đoạn dài quá 20.000 chữ cái được chia nhỏ; không mất chữ nào." in word.dropped


def test_macros_are_never_run_and_that_is_said(file: File):
    file.line("Nội dung.")
    content = with_part(file.content, "word/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")

    word = read_word(content, tracked="accept")

    assert blocks(word) == [("paragraph", "Nội dung.")]
    assert "Tệp có macro: chương trình chỉ đọc chữ, không chạy macro." in word.dropped


def test_a_picture_of_200_megabytes_and_an_embedded_workbook_are_never_opened(file: File):
    file.line("Nội dung.")
    content = with_part(file.content, "word/media/image9.bmp", bytes(200 * 1024 * 1024))
    content = with_part(content, "word/embeddings/sheet1.xlsx", b"not a workbook at all")

    word = read_word(content, tracked="accept")

    assert blocks(word) == [("paragraph", "Nội dung.")]
    assert word.dropped == ("1 bảng tính hoặc tệp nhúng không đưa vào. Nếu cần số liệu, hãy chép thành bảng của Word.",)


def test_a_file_of_300_pages_is_read(file: File):
    for number in range(150):
        file.line(f"{number % 90 + 1}. Công tác tuyên truyền", "b")
        for _ in range(8):
            file.line("Trong nhiệm kỳ qua, các cấp Hội Phụ nữ Công an tỉnh đã chủ động tham mưu cấp uỷ. " * 8)

    word = file.read()

    assert len(word.text.sections) == 150
    assert sum(len(section.blocks) for section in word.text.sections) == 1200


# files that are no Word file, or no harmless one


def renamed_old_word() -> bytes:
    return OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le") + b"\x00" * 600


def encrypted() -> bytes:
    return OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (4, 4)).save(stream, "PNG")
    return stream.getvalue()


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name.replace("__", "/"), part)
    return stream.getvalue()


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty_file", lambda: b"", "Tệp rỗng"),
    ("old_word", renamed_old_word, "Word kiểu cũ (.doc)"),
    ("encrypted", encrypted, "Tệp có mật khẩu"),
    ("picture", picture, "Đây là ảnh (PNG)"),
    ("pdf", lambda: b"%PDF-1.7 ...", "Đây là tệp PDF"),
    ("rich_text", lambda: b"{\\rtf1 x}", "Đây là tệp RTF"),
    ("html", lambda: b"<html><body>x</body></html>", "Đây là trang web"),
    ("spreadsheet", lambda: archive(**{"xl/workbook.xml": b"<x/>"}), "Đây là bảng tính"),
    ("presentation", lambda: archive(**{"ppt/presentation.xml": b"<x/>"}), "Đây là tệp trình chiếu"),
    ("archive", lambda: archive(**{"a.txt": b"x"}), "Đây là tệp nén (ZIP)"),
    ("unknown", lambda: b"chi la chu", "Không nhận ra"),
    ("corrupt", lambda: b"PK\x03\x04 broken", "Tệp bị hỏng"),
    ("corrupt", lambda: archive(**{"word/document.xml": b"<w:document>"}), "Tệp bị hỏng"),
    ("bomb", lambda: archive(**{"word/document.xml": bytes(70 * 1024 * 1024)}), "nở ra quá lớn"),
    ("no_words", lambda: File().content, "không có chữ nào"),
]


@pytest.mark.parametrize(("code", "made", "says"), REFUSED, ids=[f"{number}-{one[0]}" for number, one in enumerate(REFUSED)])
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(code: str, made: Callable[[], bytes], says: str):
    with pytest.raises(Refused) as refused:
        read_word(made(), tracked="accept")

    assert refused.value.code == code
    assert says in refused.value.message
    assert "Hãy" in refused.value.message


def test_a_file_above_the_limit_is_refused(file: File, settings: Any):
    settings.WORD_LIMIT = 10_000

    with pytest.raises(Refused, match="quá mức 0 MB"):
        inspect_word(file.content)


def test_entities_are_not_expanded(file: File):
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r>'
        b"</w:p></w:body></w:document>"
    )

    with pytest.raises(Refused) as refused:
        read_word(with_part(file.content, "word/document.xml", bomb), tracked="accept")

    assert refused.value.code == "corrupt"


def test_a_reading_that_asks_for_too_much_memory_or_time_ends_in_a_sentence(file: File):
    file.line("Nội dung.")

    with pytest.raises(Refused) as refused:
        read_word(file.content, tracked="accept", limits=Limits(child_memory_bytes=60 * 1024 * 1024))

    assert refused.value.code == "too_complicated"


def test_runs_nested_without_end_are_refused_or_read_but_never_an_error(file: File):
    inside = "<w:r><w:t>chữ</w:t></w:r>"
    for number in range(3000):
        inside = f'<w:ins w:id="{number}" w:author="x">{inside}</w:ins>'
    document = f"<w:document {W}><w:body><w:p>{inside}</w:p></w:body></w:document>"

    with pytest.raises(Refused):
        read_word(with_part(file.content, "word/document.xml", document.encode()), tracked="accept")


def cut_short(content: bytes) -> Iterator[bytes]:
    for number in range(1, 12):
        yield content[: len(content) * number // 12]
        broken = bytearray(content)
        at = len(content) * number // 12
        broken[at : at + 40] = bytes(40)
        yield bytes(broken)


def test_a_damaged_file_is_read_or_refused_but_never_an_error(official: File):
    for content in cut_short(official.content):
        try:
            inspect_word(content)
            read_word(content, tracked="accept")
        except Refused as refused:
            assert "Hãy" in refused.message  # noqa: PT017 -- either is fine, anything else is not


# comment tables


def test_tables_of_word_gives_rows_of_cells(file: File):
    file.line("Bảng góp ý")
    table = file.table(("Mục", "Nội dung góp ý", "Đơn vị"), ("I.1", "Sửa số liệu\nnăm 2025", "PX01"), ("", "Bỏ câu cuối", ""))
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(0, 0)._tc.get_or_add_tcPr()
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))

    assert tables_of_word(file.content) == [
        [
            ["Mục", "Nội dung góp ý", "Đơn vị"],
            ["I.1", "Sửa số liệu\nnăm 2025", "PX01"],
            ["", "Bỏ câu cuối", "PX01"],
        ]
    ]


def test_the_first_style_of_a_text_without_headings_is_the_lead(file: File):
    file.line("Một đoạn.")

    assert file.read().text.sections[0].style is Style.LEAD
    assert file.document.element.body.find(qn("w:sectPr")) is not None
