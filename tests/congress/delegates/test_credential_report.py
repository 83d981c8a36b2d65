from datetime import date

import pytest

from congress.delegates.rules.categories import Category
from congress.delegates.rules.credential_report import FOLDED, GROUPS, LISTS, credential_question
from congress.delegates.rules.statistics import DelegateRecord, credential_tables
from congress.terms.rules.rule_set import RuleSet

RULES = RuleSet({}, "tinh")
QUESTION = credential_question(
    on=date(2025, 11, 14),
    base_label="triệu tập",
    bands=RULES.bands("nhom_tuoi"),
    places=RULES.integer("so_chu_so_ty_le_thong_ke"),
)


def labels(code: str, *records: DelegateRecord) -> list[tuple[str, int]]:
    table = next(table for table in credential_tables(records, QUESTION) if table.code == code)
    return [(row.label, row.count) for row in table.rows]


def test_party_members_are_one_row_and_the_others_another() -> None:
    people = [
        DelegateRecord(number, "Mai", Category.ELECTED, party_stage=stage)
        for number, stage in enumerate(["none", "full", "probationary", "youth_union"])
    ]
    assert labels("party_stage", *people) == [("Đảng viên", 2), ("Đoàn viên, quần chúng", 2)]


def test_theory_and_positions_are_folded_as_the_report_has_them() -> None:
    people = [
        DelegateRecord(1, "Mai", Category.ELECTED, political_theory="bachelor", position_group="commune_leader"),
        DelegateRecord(2, "Nga", Category.ELECTED, political_theory="advanced", position_group="team_leader"),
        DelegateRecord(3, "Hoa", Category.ELECTED, political_theory="none", position_group="worker"),
        DelegateRecord(4, "Lan", Category.ELECTED, political_theory="none", position_group="department_leader"),
    ]
    assert labels("political_theory", *people) == [("Cao cấp, cử nhân", 2), ("Chưa có", 2)]
    assert labels("position_group", *people) == [
        ("Lãnh đạo cấp phòng", 1),
        ("Lãnh đạo cấp đội, Công an xã", 2),
        ("Cán bộ, chiến sĩ, công nhân", 1),
    ]


def test_ranks_come_from_the_highest_down() -> None:
    people = [DelegateRecord(n, "Mai", Category.ELECTED, rank=rank) for n, rank in enumerate(["thieu_uy", "dai_ta"])]
    assert labels("rank", *people) == [("Đại tá", 1), ("Thiếu uý", 1)]


@pytest.mark.parametrize("code", list(GROUPS))
def test_folded_codes_are_codes_of_the_reference_list_and_every_row_has_a_name(code: str) -> None:
    assert all(LISTS[code].get(item) for item in GROUPS[code])
    assert all(row in FOLDED[code] or LISTS[code].get(row) for row in GROUPS[code].values())


def test_no_row_is_named_by_its_code() -> None:
    assert all(
        row != label for names in QUESTION.labels.values() for row, label in names.items() if row.isascii() and "/" not in row
    )
