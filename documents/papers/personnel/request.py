"""F2: tờ trình xin ý kiến về nhân sự, to the party committee or to the upper level (formats.md §3). It names nobody."""

from collections.abc import Mapping, Sequence
from typing import Any

from congress.personnel.models import SubmittedTo
from congress.personnel.queries.direction import direction_of
from congress.personnel.queries.outcome import agreed_by
from congress.personnel.queries.papers import figures_of, has_listed, held_steps, listed
from congress.personnel.queries.structure import basis_of
from congress.terms.models import Congress
from documents.layout.details import Details, lines_of_text, with_end_mark
from documents.layout.heading import addressees_of, head_of, signature_of, subject_of
from documents.papers.paper import NUMBERED, Missing, Text, paper_html
from documents.papers.personnel.paper import NOBODY, PersonnelPaper
from documents.papers.personnel.wording import (
    PEOPLE,
    STYLE,
    body_of,
    committee_of,
    lines_with_semicolons,
    list_sentence,
    upper_of,
    verb_of,
)
from documents.printing.forms import Parameters, Piece, register
from vietnamese.dates import long_date
from vietnamese.numbers import count_phrase, two_digits


@register
class PersonnelRequest(PersonnelPaper):
    code = "to-trinh-nhan-su"
    title = "Tờ trình xin ý kiến nhân sự"
    description = "Trình cấp uỷ hoặc Hội cấp trên: số lượng, cơ cấu, quy trình, hồ sơ kèm theo. Không có tên người."
    asks = NUMBERED
    symbol = "TTr"
    has_names = False
    sizes = tuple((value, str(label)) for value, label in SubmittedTo.choices)
    size_label = "Trình"

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
        return Details.of(super().proposed(congress).as_dict() | {"recipients": "Như trên\nLưu: VT, hồ sơ nhân sự"})

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text(
                "addressees",
                "Kính gửi",
                "",
                f"Mỗi dòng một nơi. Bỏ trống: {committee_of(congress)} hoặc {upper_of(congress)}, theo nơi trình đã chọn.",
                first=True,
            ),
            Text(
                "basis",
                "Căn cứ",
                "Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam\n"
                f"Căn cứ hướng dẫn của {upper_of(congress)} về công tác nhân sự đại hội phụ nữ các cấp",
                "Mỗi dòng một căn cứ; thêm số, ngày của văn bản",
                rows=3,
            ),
            Text(
                "need",
                "Sự cần thiết",
                f"Để chuẩn bị nhân sự trình {congress.name}, {congress.body_name} đã thực hiện quy trình nhân sự "
                "theo hướng dẫn của cấp trên",
                rows=3,
            ),
            Text(
                "enclosed", "Hồ sơ kèm theo (thêm)", "", "Mỗi dòng một văn bản, sau đề án, danh sách và biên bản các bước", rows=3
            ),
        )

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        to_upper = inside.get("size") == SubmittedTo.UPPER
        basis = basis_of(congress)
        figures = figures_of(basis, listed(congress))
        steps = held_steps(congress)
        to = upper_of(congress) if to_upper else committee_of(congress)
        asked = [
            f"Số lượng {body_of(congress)}, nhiệm kỳ {congress.term}: {count_phrase(basis.seats or 0, PEOPLE)}.",
            f"Danh sách nhân sự giới thiệu {verb_of(congress)}: {list_sentence(congress, figures, basis.judge(figures.size))}.",
        ]
        if steps:
            said = ", ".join(f"{step.code} ({step.held_on:%d/%m/%Y})" if step.held_on else step.code for step in steps)
            asked.append(f"Quy trình đã thực hiện {two_digits(len(steps))} bước: {said}.")
        committee = agreed_by(congress).get(SubmittedTo.COMMITTEE) if to_upper else None
        if committee is not None and committee.answered_on:
            asked.append(
                f"{committee.body} đã có ý kiến {committee.get_answer_display().lower()} tại văn bản {committee.answer_paper}, "
                f"{long_date(committee.answered_on)}."
            )
        enclosed = [
            f"Đề án nhân sự {body_of(congress)}",
            "Danh sách trích ngang nhân sự",
            "Biên bản, biên bản kiểm phiếu các bước" if steps else "",
            f"Hồ sơ cá nhân: {two_digits(figures.size)} bộ",
            *lines_of_text(texts.get("enclosed", "")),
        ]
        enclosed = [one.rstrip(";.") for one in enclosed if one]
        return {
            "head": head_of(details),
            "type": "TỜ TRÌNH",
            "subject": subject_of(f"Về việc xin ý kiến về nhân sự {body_of(congress)}, nhiệm kỳ {congress.term}"),
            "addressees": addressees_of(texts.get("addressees", "").strip() or to),
            "basis": lines_with_semicolons(texts.get("basis", "")),
            "need": [f"{line.rstrip('.')}." for line in lines_of_text(texts.get("need", ""))],
            "lead": f"{congress.body_name} kính trình {to} xem xét, cho ý kiến các nội dung sau:",
            "asked": asked,
            "enclosed": enclosed,
            "closing": with_end_mark(f"{congress.body_name} kính đề nghị {to} xem xét, cho ý kiến"),
            "signature": signature_of(details),
        }

    def pieces(self, content: Any) -> list[Piece]:
        return [Piece(html=paper_html("personnel_request", content), style=STYLE)]
