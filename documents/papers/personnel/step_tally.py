"""Biên bản kiểm phiếu of a step: the figures in their order, votes by name over the named denominator (formats.md F15)."""

from collections.abc import Mapping, Sequence
from typing import Any

from congress.personnel.models import Method, NameResult, ProcessStep, StepName, VoteBase
from congress.personnel.queries.papers import names_by_votes, step_named
from congress.personnel.queries.steps import base_of, judged, rule_sentence
from congress.terms.models import Congress
from documents.layout.details import GAP, Details, lines_of_text, with_end_mark
from documents.layout.heading import head_of, signature_of, subject_of
from documents.papers.paper import Missing, Text, paper_html
from documents.papers.personnel.step_minutes import StepPaper, step_of
from documents.papers.personnel.wording import DOTS, PEOPLE, STYLE, blank_or
from documents.printing.forms import Piece, register
from documents.printing.tables import Column, Row, Table
from vietnamese.dates import long_date
from vietnamese.numbers import count_phrase, percent, two_digits

NOT_BY_BALLOT = "Bước này không bỏ phiếu kín nên không có biên bản kiểm phiếu."


@register
class StepTally(StepPaper):
    code = "bien-ban-kiem-phieu-nhan-su"
    title = "Biên bản kiểm phiếu bước nhân sự"
    description = "Số phiếu phát ra, thu về, hợp lệ; phiếu đồng ý của từng người và mẫu số; tổ kiểm phiếu ký."

    def missing_about(self, congress: Congress, about: int | None) -> list[Missing]:
        found = super().missing_about(congress, about)
        step = step_named(congress, about)
        if step is not None and step.method != Method.BALLOT:
            return [Missing(NOT_BY_BALLOT, "personnel:step", (step.pk,))]
        return found

    def proposed(self, congress: Congress) -> Details:
        return Details.of(super().proposed(congress).as_dict() | {"authority": "TM. TỔ KIỂM PHIẾU\nTỔ TRƯỞNG"})

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text(
                "counters",
                "Tổ kiểm phiếu",
                "",
                "Mỗi dòng một người: họ tên, vai trò. Ví dụ: Lê Thị Hoa, Tổ trưởng. Bỏ trống: bản in chừa chỗ để ghi",
                rows=4,
            ),
            Text("starts", "Bắt đầu lúc", "", "Ví dụ: 08 giờ 00 phút; bỏ trống: bản in chừa chỗ để ghi", rows=1, limit=60),
            Text("ends", "Kết thúc lúc", "", "Ví dụ: 10 giờ 30 phút", rows=1, limit=60),
            Text("copies", "Số bản", "02", "Biên bản lập thành mấy bản", rows=1, limit=10),
        )

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        step = step_of(congress, inside)
        names = names_by_votes(step)
        found = judged(step, names)
        counters = lines_of_text(texts.get("counters", ""))
        head = next((_name(line) for line in counters if _is_head(line)), "")
        signed = Details.of(details.as_dict() | {"preparer": details.preparer or step.chair, "signer": details.signer or head})
        when = long_date(step.held_on) if step.held_on else ""
        passed = [one for one in names if one.result == NameResult.PASSED]
        return {
            "head": head_of(details) | {"place_and_date": ""},
            "type": "BIÊN BẢN KIỂM PHIẾU",
            "subject": subject_of(f"{step.meeting or 'Hội nghị'}\n{step.name}"),
            "opening": f"Hồi {texts.get('starts', '').strip() or f'{GAP}giờ{GAP}phút'}, {when}, tại {blank_or(step.place)}, "
            "Tổ kiểm phiếu tiến hành kiểm phiếu.",
            "counters": counters or [f"{DOTS}{DOTS}, Tổ trưởng", f"{DOTS}{DOTS}, Thư ký", f"{DOTS}{DOTS}, Uỷ viên"],
            "figures": figures_lines(step, len(names)),
            "table": tally_table(step, names),
            "rule": rule_sentence(step, found),
            "passed": [f"{one.candidate.member.full_name} ({_votes(one)} phiếu)" for one in passed],
            "verdict": f"Kết quả: {count_phrase(len(passed), PEOPLE)} đạt, theo số phiếu từ cao xuống:",
            "closing": with_end_mark(
                f"Việc kiểm phiếu kết thúc hồi {texts.get('ends', '').strip() or f'{GAP}giờ{GAP}phút'}, {when}. Biên bản lập "
                f"thành {texts.get('copies', '').strip() or DOTS} bản; phiếu đã được niêm phong, giao bộ phận nhân sự lưu giữ"
            ),
            "members": [_name(line) for line in counters if not _is_head(line)],
            "signature": signature_of(signed, left="CHỦ TRÌ HỘI NGHỊ"),
        }

    def pieces(self, content: Any) -> list[Piece]:
        return [Piece(html=paper_html("personnel_tally", content), style=STYLE)]


def _name(line: str) -> str:
    return line.split(",")[0].strip()


def _is_head(line: str) -> bool:
    return "tổ trưởng" in line.lower() or "trưởng ban" in line.lower()


def _votes(name: StepName) -> str:
    return DOTS if name.votes is None else str(name.votes)


def _figure(label: str, number: int | None, noun: str) -> str:
    return f"{label}: {DOTS if number is None else two_digits(number)} {noun}"


def figures_lines(step: ProcessStep, names: int) -> list[str]:
    """In the order of the form: summoned, present, names, ballots issued, collected, valid, invalid."""
    return [
        _figure("Số người được triệu tập", step.summoned, "người"),
        _figure("Số người có mặt", step.present, "người"),
        f"Danh sách lấy phiếu: {count_phrase(names, PEOPLE)}",
        _figure("Số phiếu phát ra", step.issued, "phiếu"),
        _figure("Số phiếu thu về", step.collected, "phiếu"),
        _figure("Số phiếu hợp lệ", step.valid, "phiếu"),
        _figure("Số phiếu không hợp lệ", step.invalid, "phiếu"),
    ]


def tally_table(step: ProcessStep, names: Sequence[StepName]) -> Table:
    base = base_of(step)
    over = str(VoteBase(step.base).label) if step.base else "số phiếu"
    columns = (
        Column("STT", 10, "center"),
        Column("Họ và tên", 55),
        Column("Số phiếu đồng ý", 28, "center"),
        Column("Số phiếu không đồng ý", 28, "center"),
        Column(f"Tỷ lệ (%) trên {over}", 22, "center"),
        Column("Ghi chú", 22),
    )
    rows = [
        Row(
            (
                str(number),
                one.candidate.member.full_name,
                "" if one.votes is None else str(one.votes),
                str(step.valid - one.votes) if one.votes is not None and step.valid is not None else "",
                percent(one.votes, base) if one.votes is not None and base else "",
                one.get_result_display() if one.result != NameResult.PENDING else "",
            )
        )
        for number, one in enumerate(names, start=1)
    ]
    return Table(columns, tuple(rows), size=12, name="kiem-phieu", caption="Kết quả kiểm phiếu")
