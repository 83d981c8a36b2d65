"""Biên bản of a step: who met, what was said, what came out (Decree 30 form 1.9; formats.md F16)."""

from collections.abc import Mapping, Sequence
from typing import Any

from congress.personnel.models import Method, NameResult, ProcessStep, StepName, StepState
from congress.personnel.queries.papers import names_by_votes, step_named
from congress.personnel.queries.steps import base_of, judged, rule_sentence
from congress.personnel.rules.votes import ratio
from congress.terms.models import Congress
from documents.layout.details import GAP, Details, lines_of_text, with_end_mark
from documents.layout.heading import head_of, signature_of, subject_of
from documents.papers.paper import Missing, Text, paper_html
from documents.papers.personnel.paper import ABOUT_STEP, PersonnelPaper
from documents.papers.personnel.wording import DOTS, PEOPLE, STYLE, ballots_words, blank_or
from documents.printing.forms import Piece, register
from vietnamese.dates import long_date
from vietnamese.numbers import count_phrase, two_digits

ASKS = ("profile", "separator", "superior", "issuer", "number", "symbol", "authority", "signer", "preparer", "recipients")
NO_STEP = "Hãy chọn một bước của quy trình."
NOT_HELD = "Bước này chưa ghi ngày họp. Hãy ghi kết quả của bước trước khi in biên bản."


def lacking_step(congress: Congress, step_id: int | None) -> list[Missing]:
    step = step_named(congress, step_id)
    if step is None:
        return [Missing(NO_STEP, "personnel:process", (congress.pk,))]
    return [] if step.held_on else [Missing(NOT_HELD, "personnel:step", (step.pk,))]


def step_of(congress: Congress, inside: Mapping[str, Any]) -> ProcessStep:
    found = step_named(congress, inside["about"])
    if found is None:  # asked before in `missing_about`
        raise LookupError(inside["about"])
    return found


class StepPaper(PersonnelPaper):
    """A paper about one step of the process."""

    about = ABOUT_STEP
    asks = ASKS
    symbol = "BB"
    recipients = "Lưu: VT, hồ sơ nhân sự"

    def missing_about(self, congress: Congress, about: int | None) -> list[Missing]:
        return lacking_step(congress, about)

    def title_about(self, congress: Congress, about: int | None) -> str:
        step = step_named(congress, about)
        return f"{self.title} {step.code}" if step else self.title

    def draft_of(self, step: ProcessStep) -> str:
        return "" if step.state == StepState.CLOSED else f"Bước {step.code} chưa kết thúc"

    def is_draft(self, parameters: Mapping[str, Any], account: Any) -> bool:
        congress = self.congress_of(parameters, account)
        step = step_named(congress, self.opened(parameters)["about"])
        return step is not None and bool(self.draft_of(step))


@register
class StepMinutes(StepPaper):
    code = "bien-ban-buoc-nhan-su"
    title = "Biên bản bước nhân sự"
    description = "Biên bản hội nghị của một bước: thành phần, diễn biến, kết quả; thư ký và chủ toạ ký."

    def proposed(self, congress: Congress) -> Details:
        return Details.of(super().proposed(congress).as_dict() | {"authority": "CHỦ TOẠ"})

    def texts(self, congress: Congress) -> Sequence[Text]:
        return (
            Text("starts", "Bắt đầu lúc", "", "Ví dụ: 08 giờ 00 phút; bỏ trống: bản in chừa chỗ để ghi", rows=1, limit=60),
            Text("ends", "Kết thúc lúc", "", "Ví dụ: 10 giờ 30 phút", rows=1, limit=60),
            Text("discussion", "Diễn biến, ý kiến", "", "Mỗi dòng một đoạn; không ghi nội dung có dấu Mật", rows=6, limit=8000),
        )

    def content(self, congress: Congress, details: Details, texts: Mapping[str, str], inside: Mapping[str, Any]) -> Any:
        step = step_of(congress, inside)
        names = names_by_votes(step)
        head = head_of(details) | {"place_and_date": ""}
        when = long_date(step.held_on) if step.held_on else ""
        left = step.summoned - step.present if step.summoned is not None and step.present is not None else None
        signed = Details.of(
            details.as_dict() | {"preparer": details.preparer or step.secretary, "signer": details.signer or step.chair}
        )
        return {
            "head": head,
            "type": "BIÊN BẢN",
            "subject": subject_of(f"{step.meeting or 'Hội nghị'}\n{step.name}"),
            "facts": [
                ("Thời gian bắt đầu", f"{texts.get('starts', '').strip() or f'{GAP}giờ{GAP}phút'}, {when}."),
                ("Địa điểm", f"{blank_or(step.place)}."),
                (
                    "Thành phần tham dự",
                    f"{step.meeting or 'Hội nghị'}; triệu tập {_count(step.summoned)}, có mặt {_count(step.present)}"
                    f"{f', vắng mặt {two_digits(left)}' if left is not None else ''}.",
                ),
                ("Chủ trì (chủ toạ)", f"{blank_or(step.chair)}."),
                ("Thư ký (người ghi biên bản)", f"{blank_or(step.secretary)}."),
            ],
            "discussion": [f"{line.rstrip('.')}." for line in lines_of_text(texts.get("discussion", ""))],
            "results": results_of(step, names),
            "people": [_line(step, one) for one in names if one.result == NameResult.PASSED],
            "closing": with_end_mark(
                f"Hội nghị kết thúc vào {texts.get('ends', '').strip() or f'{GAP}giờ{GAP}phút'}, {when}; biên bản đã được đọc "
                "cho hội nghị nghe và nhất trí thông qua"
            ),
            "signature": signature_of(signed, left="THƯ KÝ"),
            "recipients": signature_of(details)["recipients"],
        }

    def pieces(self, content: Any) -> list[Piece]:
        return [Piece(html=paper_html("personnel_minutes", content), style=STYLE)]


def _count(number: int | None) -> str:
    return DOTS if number is None else count_phrase(number, "người")


def results_of(step: ProcessStep, names: Sequence[StepName]) -> list[str]:
    """What was decided, sentence by sentence."""
    said = []
    if names:
        passed = sum(one.result == NameResult.PASSED for one in names)
        failed = sum(one.result == NameResult.FAILED for one in names)
        sentence = f"Hội nghị xem xét {count_phrase(len(names), PEOPLE)}"
        if step.method == Method.BALLOT:
            sentence += f" bằng phiếu kín ({ballots_words(step)}; có biên bản kiểm phiếu kèm theo)"
        elif step.method == Method.SHOW:
            sentence += " bằng biểu quyết"
        said.append(f"{sentence}: {two_digits(passed)} đạt, {two_digits(failed)} không đạt.")
        if rule := rule_sentence(step, judged(step, names)):
            said.append(rule)
    if step.conclusion:
        said += [f"{line.rstrip('.')}." for line in lines_of_text(step.conclusion)]
    if step.paper:
        said.append(f"Văn bản: {step.paper}.")
    return said or ["Hội nghị nhất trí với các nội dung đã thảo luận."]


def _line(step: ProcessStep, name: StepName) -> str:
    base = base_of(step)
    votes = f": {ratio(name.votes, base)}" if name.votes is not None and base else ""
    reason = f"; {name.decided_because.rstrip('.')}" if name.decided_because else ""
    return f"{name.candidate.member.full_name}, {name.candidate.member.unit.label}{votes}{reason}"
