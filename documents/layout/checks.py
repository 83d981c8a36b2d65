"""What a paper lacks before it is issued, by name, and what a reader of the decree would write otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.layout.capitals import wordings
from documents.layout.details import (
    END_MARK,
    PARTY,
    DocumentDetails,
    lines_of_text,
    number_line,
    recipient_lines,
)
from documents.layout.structures import Parts, Structure, parts_of
from documents.layout.symbols import is_number_line
from documents.printing.metrics import letters_we_lack

# words of a Party committee's name; whoever has none of them is asked
PARTY_WORDS = ("ĐẢNG", "CHI BỘ", "CHI ỦY", "CHI UỶ", "CẤP ỦY", "CẤP UỶ")
UNION_WORDS = ("HỘI PHỤ NỮ", "BAN PHỤ NỮ", "HỘI LIÊN HIỆP PHỤ NỮ", "HỘI LHPN", "CHI HỘI")
MAIN = 0


@dataclass(frozen=True)
class Missing:
    """Without this the paper is not issued. field: of `DocumentDetails`; "title" of the document; "text" of its text."""

    sentence: str
    field: str


@dataclass(frozen=True)
class Hint:
    """key: of the paragraph, or the name of a field. found is what stands there, proposed what would stand there instead."""

    sentence: str
    key: str
    found: str
    proposed: str


@dataclass(frozen=True)
class Paragraph:
    """A block of the text without its tags. part: 0 in the main text, 1, 2 … in the annexes."""

    key: str
    text: str
    part: int = MAIN


@dataclass(frozen=True)
class Checked:
    """A paper as it is checked. abbreviation: of its type ("TTr"; "" of a công văn); goes_up: to a body above the unit."""

    details: DocumentDetails
    title: str
    paragraphs: Sequence[Paragraph]
    structure: Structure | str = Structure.NAMED
    abbreviation: str = ""
    goes_up: bool = False

    @property
    def parts(self) -> Parts:
        return parts_of(self.structure, self.abbreviation)


def missing_before_issue(paper: Checked) -> list[Missing]:
    """Everything that keeps a paper from being issued, in the order in which it stands on the page.

    Number and date are given when it is issued: only their form is looked at here (formats.md §1.3-1.7, §2.1).
    """
    return [*_heading(paper), *_addressee(paper), *_text(paper), *_end(paper)]


def _heading(paper: Checked) -> Iterator[Missing]:
    details, parts = paper.details, paper.parts
    if not details.issuer.strip():
        yield Missing("Chưa ghi cơ quan ban hành.", "issuer")
    if details.profile == PARTY and (refusal := party_refusal(details.issuer)):
        yield Missing(refusal, "profile")
    if parts.number:
        yield from _number(paper)
    if parts.place_and_date and not details.place.strip():
        yield Missing("Chưa ghi địa danh, ví dụ: Hà Sơn.", "place")
    if not paper.title.strip():
        yield Missing("Chưa ghi trích yếu nội dung.", "title")
    if parts.issuing_authority and not details.issuing_authority.strip():
        yield Missing("Chưa ghi thẩm quyền ban hành, ví dụ: TRƯỞNG BAN PHỤ NỮ CÔNG AN TỈNH.", "issuing_authority")


def _number(paper: Checked) -> Iterator[Missing]:
    details = paper.details
    if not details.symbol.strip():
        yield Missing("Chưa có ký hiệu, ví dụ: KH-BPN.", "symbol")
        return
    line = number_line("", details.symbol, profile=details.profile)
    if not is_number_line(line, profile=details.profile, is_letter=paper.structure == Structure.LETTER):
        pattern = "NQ/ĐU" if details.profile == PARTY else "BPN-PX03" if paper.structure == Structure.LETTER else "KH-BPN"
        yield Missing(f"Ký hiệu “{details.symbol}” chưa đúng mẫu. Hãy viết như {pattern}, không có dấu cách.", "symbol")


def _addressee(paper: Checked) -> Iterator[Missing]:
    if (paper.parts.greets or paper.goes_up) and not lines_of_text(paper.details.addressees):
        word = "Kính trình" if paper.details.profile == PARTY and paper.abbreviation == "TTr" else "Kính gửi"
        yield Missing(f"Chưa ghi nơi nhận ở dòng “{word}:”.", "addressees")
    elif paper.structure == Structure.INVITATION and not lines_of_text(paper.details.addressees):
        yield Missing("Chưa ghi người được mời.", "addressees")


def _text(paper: Checked) -> Iterator[Missing]:
    said = [one for one in paper.paragraphs if one.text.strip()]
    if not any(one.part == MAIN for one in said):
        yield Missing("Văn bản chưa có nội dung.", "text")
    if letters := letters_we_lack("".join(one.text for one in said) + paper.title):
        shown = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in letters[:10])
        yield Missing(f"Phông chữ văn bản không có ký tự {shown}. Hãy sửa các ký tự này.", "text")
    if not paper.parts.end_mark:
        return
    for part in sorted({one.part for one in said}):
        if sentence := _end_mark([one.text for one in said if one.part == part], part):
            yield Missing(sentence, "text")


def _end_mark(texts: Sequence[str], part: int) -> str:
    where = "phần nội dung chính" if part == MAIN else f"phụ lục {part}"
    count = sum(text.count(END_MARK) for text in texts)
    if count == 0:
        # the print puts it there
        return ""
    if count > 1:
        return f"Dấu “./.” có {count} lần ở {where}; chỉ ghi một lần, ở cuối."
    if not texts[-1].rstrip().endswith(END_MARK):
        return f"Dấu “./.” chưa ở cuối {where}."
    return ""


def _end(paper: Checked) -> Iterator[Missing]:
    details, parts = paper.details, paper.parts
    if parts.signature:
        if not lines_of_text(details.authority):
            yield Missing("Chưa ghi quyền hạn, chức vụ người ký, ví dụ: TM. BAN PHỤ NỮ, dòng dưới TRƯỞNG BAN.", "authority")
        if not details.signer.strip():
            yield Missing("Chưa ghi họ tên người ký.", "signer")
    if parts.two_signers and not (details.left_post.strip() and details.preparer.strip()):
        yield Missing("Biên bản cần thư ký ký bên trái: chưa ghi chức danh hoặc họ tên thư ký.", "preparer")
    if parts.recipients:
        lines = recipient_lines(details.recipients)
        if not lines:
            yield Missing("Chưa ghi nơi nhận.", "recipients")
        elif not lines[-1].startswith("- Lưu"):
            yield Missing("Dòng cuối của nơi nhận phải ghi nơi lưu, ví dụ: Lưu: VT, BPN.", "recipients")


def hints(paper: Checked) -> list[Hint]:
    """What to look at again, never a reason to refuse: capitals and dates in the text, and lines that usually are otherwise."""
    return [*_party_hint(paper.details), *_recipient_hints(paper), *text_hints(paper.paragraphs)]


def text_hints(paragraphs: Iterable[Paragraph]) -> Iterator[Hint]:
    """Capital letters of appendix II and dates, by paragraph."""
    for one in paragraphs:
        for wording in wordings(one.text):
            yield Hint(wording.sentence, one.key, wording.found, wording.proposed)


def _is_party(issuer: str) -> bool:
    return any(word in issuer.upper() for word in PARTY_WORDS)


def _is_union(issuer: str) -> bool:
    return not _is_party(issuer) and any(word in " ".join(issuer.upper().split()) for word in UNION_WORDS)


def party_refusal(issuer: str) -> str:
    """Why this issuer can't have the Party's heading; "" for one that can, or of which nobody can tell."""
    if not _is_union(issuer):
        return ""
    return (
        "Văn bản của Hội không mang tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM”. Hãy chọn kiểu đầu trang của Hội, hoặc ghi cấp uỷ ban hành."
    )


def party_warning(details: DocumentDetails) -> str:
    """What to say beside the choice of the Party's heading when the issuer's name isn't a Party committee's; "" otherwise."""
    if details.profile != PARTY or _is_party(details.issuer) or details.warning_taken:
        return ""
    return "Kiểu đầu trang của Đảng chỉ dùng cho văn bản của cấp uỷ, tổ chức đảng. Hãy xem lại cơ quan ban hành."


def _party_hint(details: DocumentDetails) -> Iterator[Hint]:
    if warning := party_warning(details):
        yield Hint(warning, "issuer", " ".join(details.issuer.split()), "")


def _recipient_hints(paper: Checked) -> Iterator[Hint]:
    lines = [line.strip("-–;. ") for line in paper.details.recipients.splitlines() if line.strip()]
    if not lines or not paper.parts.recipients:
        return
    if lines_of_text(paper.details.addressees) and paper.structure != Structure.INVITATION and lines[0] != "Như trên":
        yield Hint("Văn bản có “Kính gửi” thì dòng đầu của nơi nhận là “Như trên”.", "recipients", lines[0], "Như trên")
    if paper.structure == Structure.DECISION and not lines[0].startswith("Như Điều"):
        yield Hint("Dòng đầu nơi nhận của quyết định dẫn điều giao trách nhiệm.", "recipients", lines[0], "Như Điều …")
