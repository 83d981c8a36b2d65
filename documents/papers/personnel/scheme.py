"""F3: đề án nhân sự, with the list (F4) as an annex across the sheet (formats.md §3)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from congress.personnel.models import Candidate, Direction, Method, ProcessStep
from congress.personnel.queries.direction import direction_of
from congress.personnel.queries.final_list import rows_of
from congress.personnel.queries.papers import (
    figures_of,
    has_listed,
    held_steps,
    leaving_of,
    listed,
    review_counts,
    targets_of,
)
from congress.personnel.queries.reviews import turnover_of
from congress.personnel.queries.rule_values import required_months
from congress.personnel.queries.steps import rule_sentence
from congress.personnel.queries.structure import Basis, basis_of
from congress.terms.models import Congress
from documents.layout.details import Details, lines_of_text, with_end_mark
from documents.layout.heading import head_of, reference_to, signature_of, spoken_issuer, subject_of
from documents.papers.paper import NUMBERED, Missing, Text, paper_html
from documents.papers.personnel.nominee_list import nominee_subject, nominee_summary, nominee_table
from documents.papers.personnel.paper import NOBODY, PersonnelPaper
from documents.papers.personnel.wording import (
    PEOPLE,
    STYLE,
    ballots_words,
    body_of,
    committee_of,
    in_one,
    lines_with_semicolons,
    list_sentence,
    presence_words,
    structure_table,
    turnover_sentence,
    upper_of,
    verb_of,
    with_total,
)
from documents.papers.queries import police_name
from documents.printing.forms import Parameters, Piece, register
from documents.printing.tables import Column, Row, Table
from vietnamese.dates import long_date
from vietnamese.numbers import count_phrase, two_digits

STEP_COLUMNS = (
    Column("Bước", 13, "center"),
    Column("Nội dung, thành phần", 66),
    Column("Ngày", 24, "center"),
    Column("Có mặt/ triệu tập", 22, "center"),
    Column("Kết quả", 40),
)


@register
class PersonnelScheme(PersonnelPaper):
    code = "de-an-nhan-su"
    title = "Đề án nhân sự"
    description = "Kết quả khoá trước, phương hướng, quy trình đã làm, cơ cấu; danh sách trích ngang là phụ lục khổ ngang."
    asks = NUMBERED
    symbol = "ĐA"

    def missing(self, congress: Congress) -> list[Missing]:
        found = []
        if not has_listed(congress):
            found.append(Missing(NOBODY, "personnel:board", (congress.pk,)))
        direction = direction_of(congress)
        if direction is None or direction.seats is None:
            found.append(Missing("Phương hướng nhân sự chưa có số lượng.", "personnel:direction", (congress.pk,)))
        return found

    def draft_reason(self, congress: Congress, parameters: Parameters) -> str:
        direction = direction_of(congress)
        return "" if direction is not None and direction.is_adopted else "Phương hướng nhân sự chưa được thông qua"

    def proposed(self, congress: Congress) -> Details:
        recipients = f"{committee_of(congress)}\n{upper_of(congress)}\nLưu: VT, hồ sơ nhân sự"
        return Details.of(super().proposed(congress).as_dict() | {"recipients": recipients})

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text(
                "basis",
                "Căn cứ",
                "Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam\n"
                f"Căn cứ hướng dẫn của {upper_of(congress)} về công tác nhân sự đại hội phụ nữ các cấp\n"
                f"Căn cứ chủ trương của {committee_of(congress)} về tổ chức {congress.name}",
                "Mỗi dòng một căn cứ; thêm số, ngày của văn bản",
                rows=4,
            ),
            Text(
                "results",
                "Kết quả hoạt động của khoá đương nhiệm",
                "",
                "Mỗi dòng một đoạn. Số đầu nhiệm kỳ, bổ sung, thôi tham gia, hiện có do chương trình ghi sẵn.",
                rows=5,
                limit=6000,
            ),
            Text(
                "closing",
                "Câu kết",
                f"Trên đây là Đề án nhân sự {body_of(congress)}, nhiệm kỳ {congress.term}; kính trình xem xét, cho ý kiến",
                rows=2,
            ),
        )

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        basis, people = basis_of(congress), listed(congress)
        figures = figures_of(basis, people)
        steps = held_steps(congress)
        # the annex is F4: of a locked list it says what F4 says
        rows = rows_of(congress)
        annex = {
            "annex_title": subject_of(f"DANH SÁCH TRÍCH NGANG\n{nominee_subject(congress)}", style="landscape"),
            "annex_reference": f"({_reference(congress, details)})",
            "annex_end": nominee_summary(congress, rows),
            "table": nominee_table(rows),
        }
        return {
            "head": head_of(details),
            "type": "ĐỀ ÁN",
            "subject": subject_of(f"Nhân sự {body_of(congress)}, nhiệm kỳ {congress.term}"),
            "basis": lines_with_semicolons(texts.get("basis", "")),
            "body_name": congress.body_name.upper(),
            "outgoing": [
                turnover_sentence(congress, turnover_of(congress, on=timezone.localdate())),
                *_reviewed(congress),
                *(f"{line.rstrip('.')}." for line in lines_of_text(texts.get("results", ""))),
            ],
            "direction": direction_points(congress, basis),
            "targets": [_target(row.label, row.wanted, row.count) for row in targets_of(basis, people) if row.wanted],
            "steps": step_table(steps) if steps else None,
            "rules": list(dict.fromkeys(filter(None, (_rule(step) for step in steps)))),
            "listed": f"Danh sách giới thiệu có {list_sentence(congress, figures, basis.judge(figures.size))} "
            "(danh sách trích ngang kèm theo).",
            "structure": with_total(structure_table(figures.rows, figures.size, name="co-cau"), figures),
            "exceptions": exceptions_of(people),
            "closing": with_end_mark(texts.get("closing", "") or "Kính trình xem xét, cho ý kiến"),
            "signature": signature_of(details),
            "annex": annex,
        }

    def pieces(self, content: Any) -> list[Piece]:
        annex = content["annex"]
        return [
            Piece(html=paper_html("personnel_scheme", content), style=STYLE),
            Piece(
                html=paper_html("personnel_annex", annex),
                table=annex["table"],
                after=paper_html("annex_end", annex),
                style="landscape",
            ),
        ]


def _reference(congress: Congress, details: Details) -> str:
    signed = date.fromisoformat(details.dated_on) if details.dated_on else None
    return reference_to("Đề án", details, day=signed, issuer=spoken_issuer(details, congress.body_name, police_name(congress)))


def _reviewed(congress: Congress) -> Iterable[str]:
    number, again = review_counts(congress)
    if not number:
        return
    leaving = "; ".join(f"{one.reason[:1].lower()}{one.reason[1:]}: {two_digits(one.count)}" for one in leaving_of(congress))
    goes = f"; không tái cử {count_phrase(number - again, PEOPLE)}" if number > again else ""
    yield (
        f"Rà soát {count_phrase(number, PEOPLE)} đương nhiệm: dự kiến tái cử {count_phrase(again, PEOPLE)}{goes}"
        f"{f' ({leaving})' if leaving else ''}."
    )


def direction_points(congress: Congress, basis: Basis) -> list[tuple[str, list[str]]]:
    """Yêu cầu, tiêu chuẩn, số lượng, độ tuổi: a heading and its paragraphs each."""
    direction = basis.direction
    points = [
        ("Yêu cầu", _paragraphs(direction.requirements if direction else "")),
        ("Tiêu chuẩn", _paragraphs(direction.standards if direction else "")),
        ("Số lượng", _number(congress, direction)),
        ("Độ tuổi", _ages(congress, basis)),
    ]
    return [(f"{number}. {label}", said) for number, (label, said) in enumerate(((a, b) for a, b in points if b), start=1)]


def _paragraphs(text: str) -> list[str]:
    return [line if line.endswith((".", ";", ":")) else f"{line}." for line in lines_of_text(text)]


def _number(congress: Congress, direction: Direction | None) -> list[str]:
    if direction is None or direction.seats is None:
        return []
    said = f"{verb_of(congress).capitalize()} {count_phrase(direction.seats, PEOPLE)} vào {body_of(congress)}."
    if not direction.is_adopted or direction.adopted_on is None:
        return [said]
    votes = (
        f", {direction.in_favour}/{direction.present} người có mặt đồng ý" if direction.in_favour and direction.present else ""
    )
    where = direction.adopted_by_meeting or "Hội nghị"
    return [said, f"Phương hướng nhân sự được {where} thông qua {long_date(direction.adopted_on)}{votes}."]


def _ages(congress: Congress, basis: Basis) -> list[str]:
    first, again = required_months(basis.rules, again=False), required_months(basis.rules, again=True)
    said = []
    if first is not None:
        said.append(f"Người tham gia lần đầu còn ít nhất {first} tháng công tác")
    if again is not None:
        said.append(f"người tái cử còn ít nhất {again} tháng công tác")
    if not said:
        return []
    sentence = "; ".join(said)
    return [f"{sentence[:1].upper()}{sentence[1:]}, tính đến {long_date(congress.held_on)}."]


def _target(label: str, wanted: str, count: int) -> str:
    return f"{label}: {wanted} (danh sách có {two_digits(count)})"


def _rule(step: ProcessStep) -> str:
    said = rule_sentence(step, None)
    return f"Bước {step.code}: {said[:1].lower()}{said[1:]}" if said else ""


def step_table(steps: Sequence[ProcessStep]) -> Table:
    """The steps that were held: who met, when, how many came, what came out."""
    rows = [
        Row(
            (
                step.code,
                in_one((step.name, step.meeting)),
                f"{step.held_on:%d/%m/%Y}" if step.held_on else "",
                presence_words(step),
                _result(step),
            )
        )
        for step in steps
    ]
    return Table(STEP_COLUMNS, tuple(rows), size=12, name="quy-trinh", caption="Quy trình đã thực hiện")


def _result(step: ProcessStep) -> str:
    put, went = getattr(step, "put_forward", 0), getattr(step, "went_on", 0)
    method = Method(step.method)
    said = [
        f"đưa ra {two_digits(put)}, đạt {two_digits(went)}" if put else "",
        "biểu quyết" if method == Method.SHOW else ballots_words(step),
        f"văn bản {step.paper}" if step.paper else "",
    ]
    sentence = in_one(said)
    return f"{sentence[:1].upper()}{sentence[1:]}" if sentence else "Đã thực hiện"


def exceptions_of(people: Iterable[Candidate]) -> list[str]:
    """Those who are on the list by a reasoned decision although something isn't in order, by name."""
    return [
        f"Đồng chí {one.member.full_name}: {one.exception_reason.rstrip('.')}"
        + (f" (quyết định ngày {timezone.localtime(one.exception_at):%d/%m/%Y})." if one.exception_at else ".")
        for one in people
        if one.exception_reason
    ]
