"""A report as it comes from Word: laid out as Decree 30 has it, with changes that nobody has accepted yet and a remark."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STAMP = 'w:author="Lan" w:date="2026-01-05T08:00:00Z"'
LONG = (
    "Các cấp Hội đã bám sát nhiệm vụ chính trị của đơn vị, cụ thể hoá phong trào thi đua thành phần việc của từng tổ, từng hội "
    "viên; mỗi quý có kiểm tra, mỗi năm có sơ kết, kịp thời biểu dương tập thể, cá nhân làm tốt và chỉ rõ nơi làm chưa tốt."
)
HEAD = [
    ("HỘI PHỤ NỮ CÔNG AN TỈNH HÀ SƠN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bc"),
    ("ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XI\tĐộc lập - Tự do - Hạnh phúc", "bc"),
    ("Hà Sơn, ngày      tháng 01 năm 2026", "ic"),
    ("BÁO CÁO CHÍNH TRỊ", "bc"),
    ("Tổng kết công tác Hội và phong trào phụ nữ", "bc"),
]
BODY = [
    ("Báo cáo đánh giá kết quả công tác Hội nhiệm kỳ qua và đề ra phương hướng nhiệm kỳ tới.", ""),
    ("PHẦN THỨ NHẤT", "bc"),
    ("TỔNG KẾT CÔNG TÁC HỘI", "bc"),
    ("I. ĐẶC ĐIỂM TÌNH HÌNH", "b"),
    ("Phụ nữ Công an tỉnh sinh hoạt tại các hội cơ sở và chi hội trực thuộc.", ""),
    (LONG, ""),
    ("II. KẾT QUẢ THỰC HIỆN", "b"),
    (LONG, ""),
    (LONG, ""),
    ("Phong trào thi đua được duy trì thường xuyên ở tất cả các đơn vị.", ""),
    (LONG, ""),
    ("PHẦN THỨ HAI", "bc"),
    ("PHƯƠNG HƯỚNG NHIỆM KỲ TỚI", "bc"),
    ("I. CHỈ TIÊU", "b"),
    (LONG, ""),
    (LONG, ""),
]
CHANGED = ("Hằng năm, có từ ", "90%", "95%", " hội viên trở lên hoàn thành tốt nhiệm vụ.")
END = "Đại hội giao Ban Chấp hành khoá mới cụ thể hoá báo cáo này thành chương trình hành động./."


def report() -> bytes:
    """Two parts, three sections, a table, one figure changed from 90% to 95% under "Track Changes", one remark."""
    made = docx.Document()
    for text, look in [*HEAD, *BODY]:
        _line(made, text, look)
    paragraph = _line(made, CHANGED[0], "")
    paragraph._p.append(parse_xml(f'<w:del {WORD} w:id="1" {STAMP}><w:r><w:delText>{CHANGED[1]}</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {WORD} w:id="2" {STAMP}><w:r><w:t>{CHANGED[2]}</w:t></w:r></w:ins>'))
    end = paragraph.add_run(CHANGED[3])
    made.add_comment(runs=end, text="Lấy số liệu năm nào?", author="Mai", initials="M")
    table = made.add_table(rows=2, cols=3)
    for place, text in enumerate(("STT", "Chỉ tiêu", "Mức phấn đấu", "1", "Chi hội hoàn thành tốt nhiệm vụ", "90%")):
        table.cell(place // 3, place % 3).text = text
    _line(made, END, "")
    return saved(made)


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _line(made: Any, text: str, look: str) -> Any:
    """look: b bold, i italic, c centred."""
    paragraph = made.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.name, run.font.size = "b" in look, "i" in look, "Times New Roman", Pt(14)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if "c" in look else WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph
