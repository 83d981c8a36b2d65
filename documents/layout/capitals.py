"""Capital letters and dates as Decree 30/2020/NĐ-CP, appendix II, writes them: hints for a person, who decides."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """What stands in a text, where (its first letter counted from 0), what the decree would write, and why."""

    start: int
    found: str
    proposed: str
    sentence: str


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    propose: Callable[[re.Match[str]], str]
    sentence: str


UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
# a word that follows another one in the same sentence: not the first of a sentence, an item or a heading
INSIDE = r"(?<=[^\s.!?:;)\-–\"“”'‘(]\s)"
SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đào|Đoàn|Vương|Trịnh|Trương|Lương|Lưu|Mai|Tô|"
    "Tạ|Hà|Cao|Châu|Chu|Công|Tôn|Tống|Thái|Quách|Nông|Lò|Vi|Hứa|La|Lâm|Kiều|Khuất|Nghiêm|Phùng|Quan|Tăng|Từ|Ung|Văn|Viên"
)
POSTS = "phó chủ tịch|chủ tịch|phó trưởng ban|trưởng ban|phó giám đốc|giám đốc|phó bí thư|bí thư|tổng bí thư|bộ trưởng|thứ trưởng"
WEEKDAYS = {
    "hai": "Hai", "ba": "Ba", "tư": "Tư", "năm": "Năm", "sáu": "Sáu", "bảy": "Bảy",
    "2": "Hai", "3": "Ba", "4": "Tư", "5": "Năm", "6": "Sáu", "7": "Bảy",
}  # fmt: skip
MONTHS = {"giêng": "Giêng", "tư": "Tư", "tám": "Tám", "chín": "Chín", "mười": "Mười", "chạp": "Chạp"}
PARTS_CITED = {"điều": "Điều", "chương": "Chương", "mục": "Mục", "phần": "Phần"}


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first_down(text: str) -> str:
    return text[:1].lower() + text[1:]


def _rule(pattern: str, propose: Callable[[re.Match[str]], str], sentence: str, *, ignore_case: bool = False) -> _Rule:
    return _Rule(re.compile(pattern, re.IGNORECASE if ignore_case else 0), propose, sentence)


def _day(match: re.Match[str]) -> str:
    day, month = int(match["day"]), int(match["month"])
    return (
        f"ngày {day:02} tháng {month:02} năm {match['year']}"
        if month <= 2
        else f"ngày {day:02} tháng {month} năm {match['year']}"
    )


RULES = (
    _rule(
        r"(?<!Công an )(?<!Quân đội )(?<!Ủy ban )(?<!Uỷ ban )(?<!Hội đồng )(?<!Tòa án )(?<!Toà án )(?<!Viện kiểm sát )"
        r"(?<!Viện Kiểm sát )(?<!an ninh )(?<!An ninh )(?<!công an )(?<!quân đội )(?<!hội đồng )(?<!tòa án )(?<!toà án )"
        r"(?<!ủy ban )(?<!uỷ ban )(?<!chiến tranh )\bnhân dân\b",
        lambda _match: "Nhân dân",
        "“Nhân dân” viết hoa (Phụ lục II, mục V.1)",
    ),
    _rule(
        r"(?<!quản lý )(?<!Quản lý )(?<!cơ quan )(?<!Cơ quan )(?<!doanh nghiệp )(?<!ngân sách )(?<!bí mật )\bnhà nước\b",
        lambda _match: "Nhà nước",
        "“Nhà nước” viết hoa (Phụ lục II, mục V.1)",
    ),
    _rule(
        r"\b(?P<part>điều|chương|mục|phần) (?P<number>\d+|[IVXLC]+)\b",
        lambda match: f"{PARTS_CITED[match['part']]} {match['number']}",
        "Phần, Chương, Mục, Điều được viện dẫn thì viết hoa (Phụ lục II, mục V.7)",
    ),
    _rule(
        INSIDE + r"(?P<part>Khoản|Điểm) (?P<number>\d+|[a-zđ])\b(?!\))",
        lambda match: _first_down(match[0]),
        "Khoản, điểm được viện dẫn thì không viết hoa (Phụ lục II, mục V.7)",
    ),
    _rule(r"\bthủ đô Hà Nội\b", lambda _match: "Thủ đô Hà Nội", "“Thủ đô Hà Nội” viết hoa (Phụ lục II, mục III.1.c)"),
    _rule(
        r"\bthành phố Hồ Chí Minh\b",
        lambda _match: "Thành phố Hồ Chí Minh",
        "“Thành phố Hồ Chí Minh” viết hoa (Phụ lục II, mục III.1.c)",
    ),
    _rule(
        INSIDE + rf"(?:Tỉnh|Xã|Thành phố|Thị xã|Đặc khu) (?!Hồ Chí Minh)(?=[{UPPER}])(?![IVXLC]+\b)[^\s,.;:)]+",
        lambda match: _first_down(match[0]),
        "Danh từ chung chỉ đơn vị hành chính trước tên riêng không viết hoa: tỉnh, thành phố, xã (Phụ lục II, mục III.1.a)",
    ),
    _rule(
        r"\b(?:phường|quận) \d+\b",
        lambda match: _first_up(match[0]),
        "Đơn vị hành chính đặt tên theo chữ số thì viết hoa cả danh từ chung: Phường 1 (Phụ lục II, mục III.1.b)",
    ),
    _rule(
        r"\b(?P<word>[Nn]gày) (?P<international>[Qq]uốc tế )?[Pp]hụ nữ(?P<vietnam> Việt Nam)? "
        r"(?P<day>\d{1,2})\s?[-–/.]\s?(?P<month>\d{1,2})\b",
        lambda match: (
            f"{match['word']} {'Quốc tế ' if match['international'] else ''}Phụ nữ{match['vietnam'] or ''} "
            f"{int(match['day'])}-{int(match['month'])}"
        ),
        "Tên ngày lễ viết hoa, ngày và tháng nối bằng gạch: ngày Phụ nữ Việt Nam 20-10 (Phụ lục II, mục V.5)",
    ),
    _rule(
        INSIDE + r"Ngày (?=(?:Quốc tế )?Phụ nữ\b)",
        lambda _match: "ngày ",
        "“ngày” trong tên ngày lễ không viết hoa: ngày Phụ nữ Việt Nam 20-10 (Phụ lục II, mục V.5)",
    ),
    _rule(
        r"(?:(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=\())thứ (?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])\b"
        r"|\bthứ (?P<later>hai|ba|tư|năm|sáu|bảy|[2-7])(?=,? ngày \d|,? \(?ngày \d|\))",
        lambda match: f"thứ {WEEKDAYS[match['day'] or match['later']]}",
        "Tên ngày trong tuần viết hoa: thứ Hai, thứ Tư (Phụ lục II, mục V.8)",
    ),
    _rule(
        r"\btháng (?P<month>giêng|tám|chín|mười|chạp)\b(?! (?:năm|ngày|tháng))",
        lambda match: f"tháng {MONTHS[match['month']]}",
        "Tên tháng viết bằng chữ thì viết hoa: tháng Tám (Phụ lục II, mục V.8)",
    ),
    _rule(
        INSIDE + r"Tết [Nn]guyên đán\b|\btết nguyên đán\b",
        lambda _match: "tết Nguyên đán",
        "“tết Nguyên đán” viết hoa chữ “Nguyên” (Phụ lục II, mục V.8)",
    ),
    _rule(
        rf"\b(?:{POSTS})(?= (?:{SURNAMES}) [{UPPER}])",
        lambda match: _first_up(match[0]),
        "Chức vụ đi liền tên người thì viết hoa: Chủ tịch Nguyễn … (Phụ lục II, mục V.3)",
    ),
    _rule(
        r"\bđảng [Cc]ộng sản Việt Nam\b|\bĐảng cộng sản Việt Nam\b",
        lambda _match: "Đảng Cộng sản Việt Nam",
        "“Đảng Cộng sản Việt Nam” viết hoa cả chữ “Cộng” (Phụ lục II, mục IV.1.b)",
    ),
    _rule(
        r"\bngày (?P<day>\d{1,2}) tháng (?P<month>0?[1-9]|1[0-2]) năm (?P<year>\d{4})\b",
        _day,
        "Ngày nhỏ hơn 10 và tháng 1, 2 viết thêm số 0 phía trước; các tháng khác thì không (Phụ lục I, mục II.4)",
    ),
)


def wordings(text: str) -> list[Wording]:
    """Everything in a text that the decree would write otherwise, in the order in which it stands there.

    These are hints: "thứ hai" may be a number, a name may be written as its owner wants it.
    """
    return sorted(_wordings(text), key=lambda one: (one.start, one.proposed))


def _wordings(text: str) -> Iterator[Wording]:
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            proposed = rule.propose(match)
            if proposed != match[0]:
                yield Wording(match.start(), match[0].strip(), proposed.strip(), rule.sentence)
