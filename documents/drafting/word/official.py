"""What stands around the text of an official paper: heading, type and subject, addressees, signature.

The program prints all of it from the document's details (Decree 30/2020/NĐ-CP, appendix I), so it is taken off and told.
"""

import re
from dataclasses import dataclass, field, replace

from documents.drafting.word.headings import ANNEX, heading_of
from documents.drafting.word.lines import Line
from documents.drafting.word.pieces import is_capital
from documents.layout.details import URGENCIES

TYPES = (
    "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO", "THÔNG BÁO", "HƯỚNG DẪN", "CHƯƠNG TRÌNH",
    "KẾ HOẠCH",
    "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO", "BIÊN BẢN", "TỜ TRÌNH", "GIẤY MỜI", "CÔNG ĐIỆN", "ĐỀ CƯƠNG", "DIỄN VĂN", "NỘI QUY",
    "THỂ LỆ", "KỊCH BẢN", "THAM LUẬN", "KẾT LUẬN", "LỜI KÊU GỌI", "TÀI LIỆU", "ĐIỀU LỆ", "THƯ NGỎ",
)  # fmt: skip
MOTTO = re.compile(r"cộng\s+h[oò][àa]\s+xã\s+hội|độc\s+lập\s*[-–]\s*tự\s+do|đảng\s+cộng\s+sản\s+việt\s+nam", re.IGNORECASE)
NUMBER = re.compile(r"số\s*:?\s*(\d*)\s*[./…_\s-]*\s*((?:/|-)\s*[A-ZĐ][\wĐđ./\s()-]*)?$", re.IGNORECASE)
DATE = re.compile(r"ngày\s*[\d.…_\s]*\s*tháng\s*[\d.…_\s]*\s*năm", re.IGNORECASE)
RULE = re.compile(r"[\s*_=–—.…~o0-]*")
DRAFT = re.compile(r"\(?\s*(?:bản\s+)?(?:dự\s*thảo|bản\s+nháp|đề\s+cương\s+dự\s+thảo)\b.{0,40}\)?", re.IGNORECASE)
ABOUT = re.compile(r"v/v\b|về\s+việc\b|trích\s+yếu", re.IGNORECASE)
ATTACHED = re.compile(r"\(\s*(?:ban hành )?kèm theo\b.*", re.IGNORECASE)
GREETING = re.compile(r"(?:kính\s+(?:gửi|trình)\s*:?|[^:]{3,120}trân\s+trọng\s+kính\s+mời\s*:)\s*", re.IGNORECASE)
RECIPIENTS = re.compile(r"nơi\s+nhận\s*:?", re.IGNORECASE)
AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*\.\s*\S|(?:T/M|K/T|T/L)\s*\.?\s*\S", re.IGNORECASE)
POSTS = (
    "TRƯỞNG BAN",
    "CHỦ TỊCH",
    "GIÁM ĐỐC",
    "TRƯỞNG PHÒNG",
    "CHI HỘI TRƯỞNG",
    "BÍ THƯ",
    "THƯ KÝ",
    "CHỦ TỌA",
    "CHỦ TOẠ",
    "ĐOÀN CHỦ TỊCH",
)
SIGNED_AND_SEALED = re.compile(r"\(?(?:đã\s+ký|ký\s*,\s*(?:ghi rõ|đóng dấu)|ký,? ghi rõ).{0,60}\)?", re.IGNORECASE)
HEAD_LINES = 12
TITLE_LINES = 8
TAIL_LINES = 30
ENACTING = re.compile(r"(?:QUYẾT\s+ĐỊNH|QUYẾT\s+NGHỊ)\s*:")
# the căn cứ of a decision are some ten lines
ENACTED_WITHIN = 40
END_MARK = re.compile(r"\s*\./\.\s*$")
# who typed it and how many copies there are, under the recipients: "PL.(300)"
TYPIST = re.compile(r"[A-ZĐ]{1,6}\.?\s*\(\d+\)\.?")


@dataclass
class Found:
    """What was found around the text; "" where it wasn't. recipients, addressees: a line each."""

    superior: str = ""
    issuer: str = ""
    number: str = ""
    symbol: str = ""
    place_and_date: str = ""
    type_name: str = ""
    subject: str = ""
    issuing_authority: str = ""
    enacting: str = ""
    addressees: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    authority: str = ""
    signer: str = ""


@dataclass
class Frame:
    """lines: of the text alone. dropped: what was taken off, as sentences. remarks: comments that stood on it."""

    found: Found = field(default_factory=Found)
    lines: list[Line] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)


def take_apart(lines: list[Line]) -> Frame:
    """The text of a paper without what stands around it. A mere piece of text, without any heading, stays whole."""
    frame = Frame(lines=list(lines))
    head = _take_head(frame)
    title = _take_title(frame, sure=head)
    _take_greeting(frame)
    _take_authority_line(frame)
    sign = _take_signature(frame)
    enacting = _take_enacting(frame)
    references, marks = _take_references(frame), _take_end_marks(frame)
    taken = (
        (head, "Đã bỏ phần đầu văn bản (quốc hiệu, cơ quan ban hành, số, ngày)"),
        (title, "Đã tách tên loại và trích yếu ra khỏi nội dung"),
        (frame.found.addressees, "Đã tách phần Kính gửi ra khỏi nội dung"),
        (frame.found.issuing_authority, "Đã tách dòng thẩm quyền ban hành (trên phần căn cứ) ra khỏi nội dung"),
        (enacting, f"Đã bỏ dòng “{frame.found.enacting}”"),
        (sign, "Đã tách Nơi nhận và phần ký ra khỏi nội dung"),
        (references, "Đã bỏ dòng “(Kèm theo …)”"),
        (marks, "Đã bỏ dấu kết thúc “./.”"),
    )
    frame.dropped = [f"{sentence}: chương trình tự in." for found, sentence in taken if found]
    return frame


def _drop(frame: Frame, count: int = 1, *, at: int = 0) -> None:
    for line in frame.lines[at : at + count]:
        frame.remarks += line.remarks
    del frame.lines[at : at + count]


def _cells(line: Line) -> list[str]:
    return [cell for row in line.rows for cell in row if cell.strip()]


def _take_head(frame: Frame) -> bool:
    """The two columns at the top, as a table or typed with spaces and tabs."""
    taken = False
    while frame.lines and (line := frame.lines[0]).is_table and len(line.rows) <= 6 and _is_head(_cells(line)):
        _read_head(frame.found, line)
        _drop(frame)
        taken = True
    for position, line in enumerate(frame.lines[:3]):
        # a mark such as "DỰ THẢO" may stand above it
        if not taken and line.is_table and len(line.rows) <= 6 and _is_head(_cells(line)):
            _read_head(frame.found, line)
            _drop(frame, position + 1)
            taken = True
    if not taken:
        taken = _take_typed_head(frame)
    return taken


def _is_head(cells: list[str]) -> bool:
    return any(MOTTO.search(cell) or (DATE.search(cell) and len(cell) < 120) for cell in cells) and len(cells) <= 12


def _read_head(found: Found, line: Line) -> None:
    for row in line.rows:
        left = [text.strip() for text in row[0].split("\n") if text.strip() and not RULE.fullmatch(text)]
        right = [text.strip() for cell in row[1:] for text in cell.split("\n") if text.strip()]
        for text in right:
            if DATE.search(text):
                found.place_and_date = text
        names = [text for text in left if not _read_number(found, text) and not ABOUT.match(text) and not DRAFT.fullmatch(text)]
        names = [text for text in names if text.upper() not in URGENCIES]
        about = (
            " ".join(left[next(n for n, text in enumerate(left) if ABOUT.match(text)) :]) if any(map(ABOUT.match, left)) else ""
        )
        if about:
            found.subject = found.subject or about
            names = [text for text in names if text not in about]
        names = [text for text in names if not MOTTO.search(text)]
        if names and not found.issuer:
            found.superior, found.issuer = (" ".join(names[:-1]), names[-1]) if len(names) > 1 else ("", names[0])


def _read_number(found: Found, text: str) -> bool:
    if not text.lower().startswith("số"):
        return False
    match = NUMBER.match(text)
    if match:
        found.number = match[1]
        found.symbol = re.sub(r"\s", "", match[2] or "").lstrip("/-")
    return match is not None


def _take_typed_head(frame: Frame) -> bool:
    """A heading typed as lines: everything down to the last of motto, number and date."""
    last = -1
    for number, line in enumerate(frame.lines[:HEAD_LINES]):
        if line.is_table or len(line.plain) > 160:
            break
        is_head = (
            MOTTO.search(line.plain) or DATE.search(line.plain) or re.match(r"số\s*:?\s*[\d.…]*\s*/", line.plain, re.IGNORECASE)
        )
        if is_head:
            last = number
    if last < 0 or not any(MOTTO.search(line.plain) for line in frame.lines[: last + 1]):
        return False
    for line in frame.lines[: last + 1]:
        if DATE.search(line.plain):
            found = re.search(r"(\S+(?:\s\S+){0,4}),?\s*ngày.*", line.plain)
            frame.found.place_and_date = found[0].strip() if found else line.plain
        if number_found := re.search(r"Số\s*:?\s*(\d*)\s*[.…\s]*/\s*([A-ZĐ][\wĐđ-]*)", line.plain):
            frame.found.number, frame.found.symbol = number_found[1], number_found[2]
    _drop(frame, last + 1)
    return True


def _take_title(frame: Frame, *, sure: bool) -> bool:
    """Type and subject; `sure`: there was a heading, so that the bold lines in the middle are the title."""
    while frame.lines and not frame.lines[0].is_table and _is_between(frame.lines[0]):
        _drop(frame)
    if not frame.lines or frame.lines[0].is_table:
        return False
    first = frame.lines[0]
    kind = next((one for one in TYPES if first.plain.upper().startswith(one)), "")
    looks = first.is_bold or first.is_centred or first.level > 0
    if not (kind and first.is_capital and looks) and not (sure and first.is_bold and first.is_centred):
        return False
    frame.found.type_name = first.plain if len(first.plain) > len(kind) or not kind else kind
    _drop(frame)
    subject: list[str] = []
    while frame.lines and len(subject) < TITLE_LINES:
        line = frame.lines[0]
        if line.is_table:
            break
        if _is_between(line) or ATTACHED.fullmatch(line.plain):
            _drop(frame)
            continue
        if not ((line.is_centred and (line.is_bold or line.is_italic)) or (line.is_bold and not line.level and not subject)):
            break
        heading = heading_of(line)
        if (
            is_basis(line)
            or GREETING.match(line.plain)
            or (heading and heading.style and not line.is_centred)
            or _is_authority(frame, line)
        ):
            break
        if heading and heading.style and (heading.takes_title or heading.text != line.plain):
            break
        subject.append(line.plain)
        _drop(frame)
    frame.found.subject = " ".join(subject) or frame.found.subject
    return True


def _is_between(line: Line) -> bool:
    return RULE.fullmatch(line.plain) is not None or DRAFT.fullmatch(line.plain) is not None


def _is_authority(frame: Frame, line: Line) -> bool:
    """Whether this line in capitals names who decides: below it stand the căn cứ."""
    position = frame.lines.index(line)
    below = frame.lines[position + 1] if position + 1 < len(frame.lines) else None
    return line.is_capital and below is not None and is_basis(below)


def _take_authority_line(frame: Frame) -> None:
    if frame.lines and not frame.lines[0].is_table and len(frame.lines[0].plain) < 200 and _is_authority(frame, frame.lines[0]):
        frame.found.issuing_authority = frame.lines[0].plain
        _drop(frame)


def is_basis(line: Line) -> bool:
    """Whether this line is one of the căn cứ."""
    text = line.plain.lstrip("-– ")
    if line.is_table or not re.match(
        r"(?:căn cứ|thực hiện|thi hành|xét|theo đề nghị|trên cơ sở|triển khai)\b", text, re.IGNORECASE
    ):
        return False
    if text.lower().startswith("căn cứ"):
        return text.endswith((";", ".", ",")) and (line.is_italic or text.endswith((";", ",")) or len(text) < 250)
    return line.is_italic and text.endswith((";", ".", ","))


def _take_enacting(frame: Frame) -> bool:
    """The line alone between the căn cứ and what is decided."""
    for position, line in enumerate(frame.lines[:ENACTED_WITHIN]):
        if line.is_table:
            continue
        if ENACTING.fullmatch(line.plain):
            frame.found.enacting = line.plain
            _drop(frame, at=position)
            return True
        heading = heading_of(line)
        if heading is not None and heading.style is not None:
            break
    return False


def _take_greeting(frame: Frame) -> None:
    for position, line in enumerate(frame.lines[:3]):
        text = "\n".join(_cells(line)) if line.is_table else line.plain
        if not GREETING.match(text) or (line.is_table and len(line.rows) > 8):
            continue
        names = [name.strip(" -–;.") for name in GREETING.sub("", text, count=1).split("\n") if name.strip(" -–;.")]
        count = 1
        if not names and not line.is_table:
            for below in frame.lines[position + 1 :]:
                if not (below.item or below.plain.startswith(("-", "–"))) or len(below.plain) > 200 or is_basis(below):
                    break
                names.append(below.plain.strip(" -–;."))
                count += 1
                if below.plain.endswith("."):
                    break
        frame.found.addressees = names
        _drop(frame, count, at=position)
        return


def _take_references(frame: Frame) -> bool:
    """The lines "(Kèm theo …)" under the titles of annexes."""
    positions = [
        number
        for number, line in enumerate(frame.lines)
        if not line.is_table and line.is_centred and len(line.plain) < 300 and ATTACHED.fullmatch(line.plain)
    ]
    for position in reversed(positions):
        _drop(frame, at=position)
    return bool(positions)


def _take_end_marks(frame: Frame) -> bool:
    """ "./." at the end of the text and of an annex is the program's; a full stop stays."""
    marked = False
    for number, line in enumerate(frame.lines):
        if line.is_table or not line.pieces or not END_MARK.search(line.pieces[-1].text):
            continue
        last = replace(line.pieces[-1], text=END_MARK.sub(".", line.pieces[-1].text))
        pieces = (*line.pieces[:-1], last) if last.text != "." or len(line.pieces) > 1 else ()
        frame.lines[number] = replace(line, pieces=pieces)
        marked = True
    frame.lines = [line for line in frame.lines if line.is_table or line.pieces or line.remarks]
    return marked


def _take_signature(frame: Frame) -> bool:
    """Nơi nhận and the signature, at the end of the text or above its first annex."""
    end = next((number for number, line in enumerate(frame.lines) if number and _begins_annex(line)), len(frame.lines))
    first = max(0, end - TAIL_LINES)
    for position in range(first, end):
        line = frame.lines[position]
        if line.is_table and len(line.rows) <= 8 and _signs(_cells(line)):
            _read_signature(frame.found, line)
            _drop(frame, _tail(frame.lines[position + 1 : end]) + 1, at=position)
            return True
        if (
            not line.is_table
            and (RECIPIENTS.match(line.plain) or _is_typed_authority(line))
            and _is_short(frame.lines[position:end])
        ):
            _read_typed_signature(frame.found, frame.lines[position:end])
            _drop(frame, end - position, at=position)
            return True
    return False


def _begins_annex(line: Line) -> bool:
    heading = None if line.is_table else heading_of(line)
    return (
        heading is not None
        and heading.style is not None
        and heading.style.value.startswith("annex")
        and bool(ANNEX.match(line.plain))
    )


def _signs(cells: list[str]) -> bool:
    if not cells or len(cells) > 16:
        return False
    if any(RECIPIENTS.match(cell.strip()) for cell in cells):
        return True
    tops = [cell.strip().split("\n")[0].strip() for cell in cells]
    return any(AUTHORITY.match(top) and is_capital(top) for top in tops) or all(
        is_capital(top) and top.startswith(POSTS) for top in tops[:2]
    )


def _is_typed_authority(line: Line) -> bool:
    return line.is_capital and AUTHORITY.match(line.plain) is not None and len(line.plain) < 120


def _is_short(lines: list[Line]) -> bool:
    return all(not line.is_table and len(line.plain) < 200 for line in lines)


def _tail(lines: list[Line]) -> int:
    """How many lines right below a signature still belong to it: a name, a post, a rule."""
    count = 0
    for line in lines:
        if line.is_table or len(line.plain) > 80 or (heading_of(line) is not None and not line.is_bold):
            break
        count += 1
    return count


def _read_signature(found: Found, line: Line) -> None:
    signing: list[str] = []
    for cell in _cells(line):
        texts = [text.strip() for text in cell.split("\n") if text.strip()]
        if RECIPIENTS.match(texts[0]):
            found.recipients = _names([RECIPIENTS.sub("", texts[0], count=1), *texts[1:]])
        else:
            signing += texts
    _read_signer(found, signing)


def _read_typed_signature(found: Found, lines: list[Line]) -> None:
    signing: list[str] = []
    names: list[str] = []
    inside = False
    for line in lines:
        if RECIPIENTS.match(line.plain):
            inside = True
            names.append(RECIPIENTS.sub("", line.plain, count=1))
        elif inside and (line.item or line.plain.startswith(("-", "–"))):
            names.append(line.plain)
        else:
            inside = False
            signing.append(line.plain)
    found.recipients = _names(names)
    _read_signer(found, signing)


def _names(texts: list[str]) -> list[str]:
    return [name for text in texts if (name := text.strip(" -–;.,")) and not TYPIST.fullmatch(text.strip())]


def _read_signer(found: Found, texts: list[str]) -> None:
    texts = [text for text in texts if not SIGNED_AND_SEALED.fullmatch(text) and not RULE.fullmatch(text)]
    posts = [text for text in texts if is_capital(text)]
    names = [text for text in texts if not is_capital(text)]
    found.authority = "\n".join(posts)
    found.signer = names[-1] if names else ""
