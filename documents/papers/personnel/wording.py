"""Sentences that several personnel papers share."""

from collections.abc import Iterable, Sequence

from congress.personnel.models import BodyChangeKind, GoesBecause, Method, ProcessStep
from congress.personnel.queries.papers import Figures, StructureRow
from congress.personnel.rules.surplus import Surplus
from congress.personnel.rules.turnover import Turnover
from congress.terms.models import Congress, PersonnelMode
from documents.layout.details import lines_of_text
from documents.papers.queries import police_name
from documents.printing.tables import Column, Row, Table
from members.access.refusal import Refusal
from members.units.models import UnitKind
from vietnamese.dates import PartialDate
from vietnamese.numbers import count_phrase, percent, two_digits

PEOPLE = "đồng chí"
STYLE = "personnel"
DOTS = "……………"
STRUCTURE_COLUMNS = (
    Column("STT", 10, "center"),
    Column("Cơ cấu", 65),
    Column("Số lượng", 22, "center"),
    Column("Tỷ lệ %", 22, "center"),
    Column("Tái cử", 22, "center"),
    Column("Tham gia lần đầu", 24, "center"),
)


def is_province(congress: Congress) -> bool:
    return congress.unit.kind in {UnitKind.PROVINCE, UnitKind.CENTRAL_BOARD}


def body_of(congress: Congress) -> str:
    """ "Ban Phụ nữ Công an tỉnh Hà Sơn", "Ban Chấp hành Hội phụ nữ Phòng Tham mưu"."""
    return f"{congress.body_name} {police_name(congress) if is_province(congress) else congress.unit.name}"


def verb_of(congress: Congress) -> str:
    return "chỉ định" if congress.personnel_mode == PersonnelMode.APPOINTED else "bầu"


def committee_of(congress: Congress) -> str:
    return f"Đảng uỷ {police_name(congress)}" if is_province(congress) else "Cấp uỷ cùng cấp"


def upper_of(congress: Congress) -> str:
    """Who agrees above: of a province the women's board of the people's police."""
    if congress.unit.parent is not None:
        return congress.unit.parent.name
    return "Ban Phụ nữ Công an nhân dân"


def day(text: str) -> str:
    """ "03/05/1988" of "1988-05-03"."""
    return PartialDate.parse_iso(text).display() if text else ""


def turnover_sentence(congress: Congress, found: Turnover) -> str:
    """Đầu nhiệm kỳ – bổ sung – thôi tham gia – hiện có."""
    left = ", ".join(f"{_reason(why)} {two_digits(number)}" for why, number in found.left.items())
    gone = f"{two_digits(found.left_in_all)} ({left})" if left else "không có"
    return (
        f"Số lượng {congress.body_name} đầu nhiệm kỳ: {count_phrase(found.start, PEOPLE)}; "
        f"trong nhiệm kỳ bổ sung: {two_digits(found.joined) if found.joined else 'không có'}; thôi tham gia: {gone}; "
        f"hiện có: {count_phrase(found.now, PEOPLE)}."
    )


def _reason(code: str) -> str:
    if code in GoesBecause.values:
        label = str(GoesBecause(code).label)
    else:
        label = str(BodyChangeKind(code).label) if code in BodyChangeKind.values else "lý do khác"
    return label[:1].lower() + label[1:]


def surplus_words(surplus: Surplus) -> str:
    """ "số dư 03 đồng chí (14,3%)"; "" where there is none."""
    if surplus.seats and surplus.number > 0:
        return f"số dư {count_phrase(surplus.number, PEOPLE)} ({percent(surplus.number, surplus.seats)}%)"
    return ""


def list_sentence(congress: Congress, figures: Figures, surplus: Surplus) -> str:
    """ "24 đồng chí để bầu 21 (số dư …): tái cử 13 (54,2%), tham gia lần đầu 11 (45,8%); tuổi trung bình 41,2"."""
    seats = f" để {verb_of(congress)} {count_phrase(surplus.seats, PEOPLE)}" if surplus.seats else ""
    more = surplus_words(surplus)
    sentence = (
        f"{count_phrase(figures.size, PEOPLE)}{seats}{f', {more}' if more else ''}; trong đó tái cử {two_digits(figures.again)} "
        f"({percent(figures.again, figures.size)}%), tham gia lần đầu {two_digits(figures.new)} "
        f"({percent(figures.new, figures.size)}%)"
    )
    return f"{sentence}; tuổi trung bình {figures.mean_age}" if figures.mean_age else sentence


def structure_table(rows: Iterable[StructureRow], size: int, *, name: str) -> Table:
    """STT | Cơ cấu | Số lượng | Tỷ lệ % | Tái cử | Tham gia lần đầu (formats.md F3)."""
    printed: list[Row] = []
    number = 0
    for row in rows:
        if row.is_heading:
            printed.append(Row((row.label,), "group"))
            number = 0
            continue
        number += 1
        printed.append(Row((str(number), row.label, str(row.count), percent(row.count, size), str(row.again), str(row.new))))
    return Table(STRUCTURE_COLUMNS, tuple(printed), size=12, name=name, caption="Cơ cấu nhân sự")


def with_total(table: Table, figures: Figures) -> Table:
    """The same table with the sum above it all."""
    total = Row(
        ("", "Tổng số", str(figures.size), percent(figures.size, figures.size), str(figures.again), str(figures.new)), "sum"
    )
    return Table(table.columns, (total, *table.rows), size=table.size, name=table.name, caption=table.caption)


def presence_words(step: ProcessStep) -> str:
    """ "38/40"."""
    if step.present is None:
        return ""
    return f"{step.present}/{step.summoned}" if step.summoned is not None else str(step.present)


def ballots_words(step: ProcessStep) -> str:
    if step.method != Method.BALLOT or step.collected is None:
        return ""
    valid = f", hợp lệ {step.valid}" if step.valid is not None else ""
    return f"phiếu phát ra {step.issued if step.issued is not None else DOTS}, thu về {step.collected}{valid}"


def lines_with_semicolons(text: str) -> list[str]:
    """Căn cứ: each line ends with a semicolon, the last one with a full stop."""
    lines = [line.rstrip(";., ") for line in lines_of_text(text)]
    return [f"{line}{'.' if n == len(lines) else ';'}" for n, line in enumerate(lines, start=1)]


def numbers_in(text: str, most: int, *, field: str) -> list[int]:
    """ "1-3, 7" → [1, 2, 3, 7]; raises Refusal for what is no number up to `most`."""
    found: list[int] = []
    for part in text.replace(";", ",").replace("\n", ",").split(","):
        first, _, last = (piece.strip() for piece in part.replace("–", "-").partition("-"))
        if not first:
            continue
        if not first.isdecimal() or not (last.isdecimal() or not last):
            raise Refusal(f"“{part.strip()}” không phải số thứ tự. Hãy ghi như 1-5, 7.", field=field)
        begin, end = int(first), int(last or first)
        if not 1 <= begin <= end <= most:
            raise Refusal(f"“{part.strip()}” không có trong danh sách, chỉ có số từ 1 đến {most}.", field=field)
        found += [number for number in range(begin, end + 1) if number not in found]
    return sorted(found)


def blank_or(text: str) -> str:
    return text.strip() or DOTS


def in_one(parts: Sequence[str]) -> str:
    return "; ".join(filter(None, parts))
