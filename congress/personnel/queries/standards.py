"""How a candidate stands against the standards, and what the program knows of that itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from congress.personnel.models import Candidate, CandidateStandard, StandardAnswer, Vetting, VettingState
from congress.personnel.queries.rule_values import limits_of, required_months, service_left_of
from congress.personnel.rules.service_age import Standing, judgement, standing
from congress.personnel.rules.standards import MET, NOT_APPLICABLE, UNMET, Checklist, checklist, standards_for
from congress.personnel.rules.vetting import questions
from congress.terms.rules.rule_set import RuleSet
from members.people.models import Discipline

ANSWER_OF = {VettingState.PASSED: MET, VettingState.FAILED: UNMET, VettingState.NOT_NEEDED: NOT_APPLICABLE}


@dataclass(frozen=True)
class Known:
    """What the program knows of one standard: beside the row, never the answer. `answer` "": it only shows the facts."""

    answer: str
    words: str


def is_police(rules: RuleSet) -> bool:
    """Whether the congress is one of the police force: the rule set then goes by the ages of its law."""
    return limits_of(rules).by_police_law


def checklist_of(rows: Iterable[CandidateStandard], rules: RuleSet) -> Checklist:
    return checklist({one.code: (one.answer, one.evidence) for one in rows}, police=is_police(rules))


def unmet_of(candidates: Sequence[Candidate], rules: RuleSet) -> dict[int, list[str]]:
    """By candidate the names of the standards that she doesn't meet; who has none is not in it. One question."""
    rows = CandidateStandard.objects.filter(candidate__in=[one.pk for one in candidates], answer=StandardAnswer.UNMET)
    codes: dict[int, set[str]] = {}
    for pk, code in rows.values_list("candidate", "code"):
        codes.setdefault(pk, set()).add(code)
    asked = standards_for(police=is_police(rules))
    named = {pk: [one.name for one in asked if one.code in own] for pk, own in codes.items()}
    return {pk: names for pk, names in named.items() if names}


def known_of(
    candidate: Candidate, rules: RuleSet, *, vettings: Iterable[Vetting], disciplines: Iterable[Discipline]
) -> dict[str, Known]:
    """By code of the standard what is known from her record, the rule set and the vetting."""
    member, by_kind = candidate.member, {one.kind: one for one in vettings}
    found: dict[str, Known] = {
        "hoi_vien": Known(MET, f"hội viên của {member.unit.label}"),
        "trinh_do": Known("", _joined(member.education_label, member.education_field, member.political_theory_label)),
        "cap_bac_chuc_vu": Known("", _joined(member.rank_label, member.police_position)),
        "do_tuoi": _age(candidate, rules),
        "ky_luat": _vetted(by_kind, "ky_luat") or _disciplined(disciplines, candidate.congress.held_on),
    }
    if planned := _vetted(by_kind, "quy_hoach"):
        found["quy_hoach"] = planned
    return {code: one for code, one in found.items() if one.words}


def _joined(*words: str) -> str:
    return ", ".join([one for one in words if one])


def _age(candidate: Candidate, rules: RuleSet) -> Known:
    left = service_left_of(candidate.member, on=candidate.congress.held_on, limits=limits_of(rules))
    required = required_months(rules, again=candidate.is_incumbent)
    if required is None:
        return Known("", left.sentence)
    answer = {Standing.ENOUGH: MET, Standing.SHORT: UNMET}.get(standing(left, required=required), "")
    return Known(answer, judgement(left, required=required, again=candidate.is_incumbent))


def _vetted(by_kind: Mapping[str, Vetting], kind: str) -> Known | None:
    """What a body answered; a question that waits or wants more says nothing yet."""
    vetting = by_kind.get(kind)
    if vetting is None or vetting.state not in ANSWER_OF:
        return None
    said = questions()[kind].said(vetting.state)
    paper = f" (văn bản {vetting.paper})" if vetting.paper else ""
    return Known(ANSWER_OF[VettingState(vetting.state)], f"thẩm định trả lời: {said[:1].lower()}{said[1:]}{paper}")


def _disciplined(disciplines: Iterable[Discipline], on: date) -> Known:
    said = []
    for one in disciplines:
        ended = f", hết hiệu lực {one.ended_on:%d/%m/%Y}" if one.ended_on else ", chưa ghi ngày hết hiệu lực"
        said.append(f"{one.form}{ended}")
    return Known("", f"hồ sơ hội viên ghi: {'; '.join(said)}" if said else "hồ sơ hội viên không ghi kỷ luật nào")
