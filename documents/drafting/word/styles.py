"""The page and the paragraph styles of a Word file (Decree 30/2020/NĐ-CP, appendix I; the Party's: formats.md §2.1)."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from documents.drafting.word.xml import FONT, element

LEVELS = 9
INDENT = 12.7
ITEM_STEP = 8.0


@dataclass(frozen=True)
class Page:
    """Lengths in mm."""

    width: float
    height: float
    top: float = 20
    right: float = 15
    bottom: float = 20
    left: float = 30
    landscape: bool = False

    @property
    def measure(self) -> float:
        return self.width - self.left - self.right


UPRIGHT = Page(210, 297)
# as the landscape section of the decree's own annex
SIDEWAYS = Page(297, 210, bottom=15, landscape=True)
HEADER_DISTANCE = 7.5

PARAGRAPH, BASIS, TITLE, CENTRED, SMALL = "VBDoan", "VBCanCu", "VBTen", "VBGiua", "VBBang"
HEADINGS = {1: "Heading1", 2: "Heading2", 3: "Heading3", 4: "Heading4"}


def item_style(level: int, *, ordered: bool) -> str:
    return f"VB{'So' if ordered else 'Muc'}{min(level, LEVELS - 1)}"


def set_styles(document: WordDocument, *, is_party: bool) -> None:
    """Give the document its styles. Ours are told from others by their names, so that our own file is read back as it was."""
    _set_defaults(document)
    normal = document.styles["Normal"]
    _look(normal, size=14)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = True
    body = _made(document, "VB Đoạn", PARAGRAPH)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(INDENT)
    body.paragraph_format.space_after = Pt(6)
    if is_party:
        body.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        body.paragraph_format.line_spacing = Pt(18)
    else:
        body.paragraph_format.line_spacing = 1.1
    basis = _made(document, "VB Căn cứ", BASIS, based_on=body)
    basis.font.italic = True
    for level in range(LEVELS):
        for ordered, name in ((False, f"VB mục {level}"), (True, f"VB số {level}")):
            made = _made(document, name, item_style(level, ordered=ordered), based_on=body)
            made.paragraph_format.left_indent = Mm(level * ITEM_STEP)
    centred = _made(document, "VB Giữa", CENTRED)
    centred.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = _made(document, "VB Tên", TITLE, based_on=centred)
    title.font.bold = True
    _made(document, "VB Bảng", SMALL).font.size = Pt(12)
    for level in HEADINGS:
        _heading(document, level)


def _heading(document: WordDocument, level: int) -> None:
    style = document.styles[f"Heading {level}"]
    _look(style, size=14)
    style.font.bold, style.font.italic = True, False
    form = style.paragraph_format
    form.keep_with_next = True
    form.space_before, form.space_after = Pt(6), Pt(6)
    if level == 1:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.space_after = Pt(0)
    else:
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form.first_line_indent = Mm(INDENT)


def _made(document: WordDocument, name: str, key: str, *, based_on: Any = None) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), key)
    style.base_style = based_on or document.styles["Normal"]
    style.quick_style = True
    return style


def _look(style: Any, *, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    for name in ("themeColor", "themeShade", "themeTint"):
        color = style.element.rPr.find(qn("w:color"))
        color.attrib.pop(qn(f"w:{name}"), None)


def _set_defaults(document: WordDocument) -> None:
    """The language is Vietnamese, and Word opens the file in no compatibility mode."""
    language = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "vi-VN")
        language.set(qn("w:eastAsia"), "vi-VN")
    settings = document.settings.element
    compatible = settings.find(qn("w:compat"))
    if compatible is None:
        compatible = element("compat")
        settings.append(compatible)
    for one in list(compatible):
        compatible.remove(one)
    compatible.append(
        element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
    )


def set_page(section: Any, page: Page) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance, section.gutter = Mm(HEADER_DISTANCE), Mm(8), Mm(0)
