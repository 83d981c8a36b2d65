"""Word in: a report of 40 pages as people send it, with its heading, lists, tables, tracked changes and comments."""

import io
import statistics
import time
from typing import Any

from benchmarks.registry import bench
from benchmarks.stage import Stage

SENTENCE = (
    "Trong nhiệm kỳ qua, các cấp Hội Phụ nữ Công an tỉnh đã chủ động tham mưu cấp uỷ, lãnh đạo Công an các đơn vị triển khai "
    "đồng bộ các mặt công tác, bám sát nhiệm vụ chính trị, góp phần xây dựng lực lượng trong sạch, vững mạnh. "
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:author="Lan" w:date="2026-01-01T00:00:00Z"'
# a page of 14 points holds some 2,700 letters
PAGES, LETTERS_OF_A_PAGE = 40, 2_700


def report() -> bytes:
    """A .docx of about 40 pages: 40 sections, 440 paragraphs and items, 8 tables of 20 rows, 40 tracked changes, 40 comments."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    for number in range(PAGES):
        _line(document, f"{number % 9 + 1}. Công tác tuyên truyền, giáo dục", bold=True)
        for _ in range(4):
            paragraph = _line(document, SENTENCE * 3)
        paragraph._p.append(parse_xml(f'<w:ins {W} w:id="{number}"><w:r><w:t>Thêm một câu.</w:t></w:r></w:ins>'))
        document.add_comment(runs=paragraph.runs[0], text="Cần số liệu năm 2025.", author="Mai", initials="M")
        for name in ("Một là", "Hai là", "Ba là"):
            _line(document, f"- {name}, {SENTENCE[:120].lower()}")
        if number % 5 == 0:
            table = document.add_table(rows=20, cols=5)
            for cell in table._cells:
                cell.text = "Nội dung chỉ tiêu"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _line(document: Any, text: str, *, bold: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    return paragraph


@bench("docx_in_40_pages", unit="s", goal=4)
def docx_in_40_pages(stage: Stage) -> float:
    from documents.drafting.word.reading import inspect_word, read_word

    content = report()
    seconds = []
    for _ in range(4):
        started = time.perf_counter()
        look = inspect_word(content)
        word = read_word(content, tracked="comments")
        seconds.append(time.perf_counter() - started)
        letters = sum(len(block.plain) for _section, block in word.text.blocks())
        assert look.insertions == PAGES
        assert letters > PAGES * LETTERS_OF_A_PAGE * 0.9, letters
        assert len(word.text.sections) == PAGES
        assert len(word.comments) == 2 * PAGES
    # the first one also finds pandoc
    return statistics.median(seconds[1:])
