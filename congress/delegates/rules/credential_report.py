"""How the credential report (§3.6, F13) names and folds the stored codes of the reference lists."""

from collections.abc import Mapping, Sequence
from datetime import date

from congress.delegates.rules.statistics import Question
from congress.terms.rules.age_bands import AgeBand
from members.people import reference

# The folded rows stand where their first code stands in the reference list.
GROUPS: Mapping[str, Mapping[str, str]] = {
    "party_stage": {"full": "party", "probationary": "party", "youth_union": "outside", "none": "outside"},
    "political_theory": {"bachelor": "advanced"},
    "position_group": {"commune_leader": "team_leader", "worker": "officer", "other": "officer"},
}
FOLDED: Mapping[str, Mapping[str, str]] = {
    "party_stage": {"party": "Đảng viên", "outside": "Đoàn viên, quần chúng"},
    "political_theory": {"advanced": "Cao cấp, cử nhân"},
    "position_group": {"team_leader": "Lãnh đạo cấp đội, Công an xã", "officer": "Cán bộ, chiến sĩ, công nhân"},
}
LISTS = {
    "union_level": reference.UNION_POSITION_GROUPS,
    "party_stage": reference.PARTY_STAGES,
    "ethnicity": reference.ETHNIC_GROUPS,
    "religion": reference.RELIGIONS,
    "education": reference.EDUCATION_LEVELS,
    "political_theory": reference.POLITICAL_THEORY,
    "rank": reference.RANKS,
    "position_group": reference.POLICE_POSITION_GROUPS,
    "awards": reference.AWARD_KINDS,
}
BLOCKS = {"department": "Khối phòng, đơn vị", "commune": "Khối Công an xã, phường"}


def credential_question(*, on: date, base_label: str, bands: Sequence[AgeBand], places: int, must_sum: bool = False) -> Question:
    """Everything that `credential_tables` asks for, over the stored codes.

    `base_label` is "triệu tập" or "có mặt"; `bands`, `places` and `must_sum` are `nhom_tuoi`, `so_chu_so_ty_le_thong_ke`
    and `lam_tron_cot_ty_le` (DU_100) of the rule set.
    """
    return Question(
        on=on,
        base_label=base_label,
        bands=bands,
        places=places,
        labels={**{code: _labels(code) for code in LISTS}, "block": BLOCKS},
        groups=GROUPS,
        majority_ethnicity="kinh",
        no_religion="none",
        must_sum=must_sum,
    )


def _labels(code: str) -> dict[str, str]:
    groups, folded = GROUPS.get(code, {}), FOLDED.get(code, {})
    labels = {}
    for item in LISTS[code].items:
        row = groups.get(item.code, item.code)
        labels[row] = folded.get(row) or LISTS[code].label(row)
    return labels
