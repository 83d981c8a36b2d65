from datetime import date

import pytest

from congress.delegates.rules.categories import Category, read_category
from congress.delegates.rules.checks import (
    CHECK_LABELS,
    DELEGATE_CHECKS,
    LIST_CHECKS,
    CheckRules,
    DelegateFacts,
    ListFacts,
    Photo,
    Severity,
    check_delegate,
    check_list,
    is_blocked,
)
from congress.delegates.rules.columns import COLUMNS, LABELS, REQUIRED
from congress.delegates.rules.completeness import completeness, missing_fields
from congress.terms.rules.catalogue import catalogue
from vietnamese.dates import PartialDate

DAY = date(2025, 11, 14)
RULES = CheckRules(
    congress_day=DAY, required=("full_name", "ethnicity"), photo_width=300, photo_height=400, youngest=18, oldest=65
)


def facts(**changes: object) -> DelegateFacts:
    given: dict[str, object] = {
        "key": "1",
        "full_name": "Trần Thị Mai",
        "birth": PartialDate(1990, 5, 3),
        "values": {"full_name": "Trần Thị Mai", "ethnicity": "Kinh"},
        "photo": Photo(300, 400),
        "was_member_on_freeze": True,
    }
    return DelegateFacts(**(given | changes))  # type: ignore[arg-type]


def whole(*delegates: DelegateFacts, **changes: object) -> ListFacts:
    given: dict[str, object] = {
        "seats": len(delegates),
        "alternates": 0,
        "delegates": delegates,
        "has_minutes": True,
        "has_signed_list": True,
    }
    return ListFacts(**(given | changes))  # type: ignore[arg-type]


def test_delegate_who_is_in_order_has_no_findings() -> None:
    assert check_delegate(facts(), RULES) == []
    assert check_list(whole(facts()), RULES) == []


@pytest.mark.parametrize(
    ("changes", "code", "severity", "field"),
    [
        ({"was_member_on_freeze": False}, "not_a_member", Severity.BLOCK, "full_name"),
        ({"counted_without_her_on": date(2025, 9, 30)}, "not_on_roll", Severity.WARN, "union_joined"),
        ({"also_listed_at": "Chi hội xã Bình An"}, "listed_elsewhere", Severity.BLOCK, "full_name"),
        ({"is_ex_officio": True}, "by_right_and_elected", Severity.WARN, "category"),
        ({"category": Category.EX_OFFICIO}, "claims_by_right", Severity.WARN, "category"),
        ({"under_discipline": True}, "under_discipline", Severity.BLOCK, "discipline"),
        ({"values": {"full_name": "Mai", "ethnicity": " "}}, "required_missing", Severity.BLOCK, "ethnicity"),
        ({"photo": None}, "photo_missing", Severity.WARN, "photo"),
        ({"photo": Photo(299, 400)}, "photo_too_small", Severity.WARN, "photo"),
        ({"gone_since": date(2025, 11, 1), "gone_why": "nghỉ hưu"}, "gone", Severity.WARN, "workplace"),
        ({"on_leave": "nghỉ thai sản"}, "on_leave", Severity.INFO, ""),
        ({"birth": PartialDate(2009, 1, 1)}, "age_unlikely", Severity.WARN, "birth_date"),
        ({"birth": PartialDate(1990)}, "birth_not_exact", Severity.INFO, "birth_date"),
    ],
)
def test_each_check_of_a_person_says_where_what_and_what_to_do(
    changes: dict[str, object], code: str, severity: Severity, field: str
) -> None:
    (finding,) = check_delegate(facts(**changes), RULES)
    assert (finding.code, finding.severity, finding.field, finding.key) == (code, severity, field, "1")
    assert finding.message.endswith(".")
    assert finding.what_to_do.endswith(".")


@pytest.mark.parametrize(
    "changes",
    [
        {"was_member_on_freeze": None},
        {"is_ex_officio": True, "category": Category.EX_OFFICIO},
        {"is_ex_officio": True, "replacement_place_settled": True},
        {"under_discipline": True, "discipline_cleared": True},
        {"gone_since": date(2025, 11, 15)},
        {"birth": None},
        {"birth": PartialDate(2007, 11, 14)},
    ],
)
def test_nothing_is_concluded_from_what_is_unknown_settled_or_later(changes: dict[str, object]) -> None:
    assert check_delegate(facts(**changes), RULES) == []


def test_other_list_is_named_only_where_she_may_know_it() -> None:
    (known,) = check_delegate(facts(also_listed_at="Chi hội xã Bình An"), RULES)
    (hidden,) = check_delegate(facts(also_listed_at=""), RULES)
    assert "Chi hội xã Bình An" in known.message
    assert hidden.message == "Đã có trong danh sách đại biểu của đơn vị khác."


def test_every_required_column_that_is_empty_is_named_at_once() -> None:
    found = check_delegate(facts(values={}), RULES)
    assert [finding.message for finding in found] == ["Thiếu “Họ và tên”.", "Thiếu “Dân tộc”."]


def test_rule_set_decides_how_much_a_finding_weighs() -> None:
    strict = CheckRules(congress_day=DAY, required=(), photo_width=300, severities={"photo_missing": "block"})
    (finding,) = check_delegate(facts(photo=None), strict)
    assert finding.blocks
    assert is_blocked([finding])
    assert finding.severity.label == "Phải sửa"


def test_photo_is_not_asked_for_where_the_rule_set_wants_none() -> None:
    assert check_delegate(facts(photo=None), CheckRules(congress_day=DAY, required=())) == []


# ---- of a list ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"seats": 0}, "too_many", Severity.BLOCK),
        ({"seats": 2}, "too_few", Severity.WARN),
        ({"alternates": 1}, "too_few_alternates", Severity.INFO),
        ({"has_minutes": False}, "minutes_missing", Severity.BLOCK),
        ({"has_signed_list": False}, "signed_list_missing", Severity.BLOCK),
        ({"is_late": True}, "late_without_reason", Severity.BLOCK),
        (
            {"unreached_targets": ["Đại biểu dưới 35 tuổi: có 0, định hướng ít nhất 1; còn thiếu 1."]},
            "target_unreached",
            Severity.INFO,
        ),
    ],
)
def test_each_check_of_a_list_weighs_what_the_procedure_says(changes: dict[str, object], code: str, severity: Severity) -> None:
    (finding,) = check_list(whole(facts(), **changes), RULES)
    assert (finding.code, finding.severity, finding.key) == (code, severity, "")


def test_empty_list_says_only_that_it_is_empty() -> None:
    assert [finding.code for finding in check_list(whole(seats=3, alternates=1), RULES)] == ["empty"]


def test_late_list_with_a_reason_may_be_sent() -> None:
    assert check_list(whole(facts(), is_late=True, late_reason="Hội nghị lùi một tuần"), RULES) == []


def test_too_many_alternates_block() -> None:
    found = check_list(whole(facts(), facts(key="2", full_name="Lê Thị Nga", category=Category.ALTERNATE), seats=1), RULES)
    assert [finding.code for finding in found] == ["too_many_alternates"]


def test_appointed_delegates_need_no_minutes() -> None:
    rules = CheckRules(congress_day=DAY, required=(), needs_minutes=False)
    assert check_list(whole(facts(), has_minutes=False), rules) == []


def test_same_person_twice_names_both_rows_on_both() -> None:
    twice = check_list(whole(facts(row=3), facts(key="2", row=9, full_name="TRAN THI MAI")), RULES)
    assert [(finding.code, finding.key, finding.rows) for finding in twice] == [
        ("listed_twice", "1", (3, 9)),
        ("listed_twice", "2", (3, 9)),
    ]
    assert "ở các dòng 3, 9" in twice[0].message


def test_names_that_differ_in_a_tone_are_two_people() -> None:
    two = whole(facts(full_name="Trần Thị Hương", row=3), facts(key="2", row=9, full_name="Trần Thị Hường"))
    assert check_list(two, RULES) == []


def test_same_name_and_birth_are_one_person_where_only_one_row_has_the_number() -> None:
    twice = check_list(whole(facts(row=3, same_person="h"), facts(key="2", row=9)), RULES)
    assert {finding.code for finding in twice} == {"listed_twice"}


def test_same_name_and_year_say_how_to_tell_two_people_apart() -> None:
    year = PartialDate.parse_iso("1988")
    (first, _) = (
        one
        for one in check_list(whole(facts(row=3, birth=year), facts(key="2", row=9, birth=year)), RULES)
        if one.code == "listed_twice"
    )
    assert "nếu là hai người, hãy ghi đủ ngày, tháng, năm sinh" in first.what_to_do


def test_two_people_of_one_name_and_different_births_are_two() -> None:
    assert check_list(whole(facts(), facts(key="2", birth=PartialDate(1991, 5, 3))), RULES) == []


def test_same_number_is_the_same_person_whatever_the_name() -> None:
    found = check_list(whole(facts(same_person="h"), facts(key="2", full_name="Lê Thị Nga", same_person="h")), RULES)
    assert {finding.code for finding in found} == {"listed_twice"}


def test_findings_that_block_come_first() -> None:
    found = check_list(whole(facts(photo=None, under_discipline=True), has_minutes=False, alternates=1), RULES)
    assert [finding.severity for finding in found] == sorted((f.severity for f in found), key=list(Severity).index)
    assert found[0].blocks


def test_fifteen_officers_by_right_on_their_units_lists_give_fifteen_warnings() -> None:
    people = [facts(key=str(n), full_name=f"Trần Thị {n}", is_ex_officio=n < 15) for n in range(40)]
    found = check_list(whole(*people), RULES)
    assert [finding.code for finding in found] == ["by_right_and_elected"] * 15


def test_catalogue_knows_exactly_the_checks_and_columns_that_there_are() -> None:
    severities = catalogue()["muc_do_kiem_tra"]
    assert severities.choices == CHECK_LABELS
    assert severities.default("tinh") == {check.code: check.severity for check in (*DELEGATE_CHECKS, *LIST_CHECKS)}
    columns = catalogue()["cot_bat_buoc"]
    assert columns.choices == LABELS
    assert columns.default("tinh") == list(REQUIRED)
    assert [column.number for column in COLUMNS] == sorted(column.number for column in COLUMNS)


# ---- categories and completeness ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("ĐN", Category.EX_OFFICIO),
        ("Đại biểu được bầu", Category.ELECTED),
        ("dự khuyết", Category.ALTERNATE),
        ("CHỈ ĐỊNH", Category.APPOINTED),
        ("BAU", Category.ELECTED),
        ("khách", None),
        ("", None),
    ],
)
def test_category_is_read_as_people_write_it(text: str, category: Category | None) -> None:
    assert read_category(text) is category


def test_only_an_alternate_is_not_convened() -> None:
    assert [category.is_convened for category in Category] == [True, True, True, False]
    assert [category.short for category in Category] == ["DN", "BAU", "CD", "DK"]


def test_completeness_counts_fields_and_names_what_is_missing_most() -> None:
    rows: list[dict[str, object]] = [
        {"ethnicity": "Kinh", "rank": ""},
        {"ethnicity": None},
        {"ethnicity": "Tày", "rank": "Đại úy"},
    ]
    found = completeness(rows, ("ethnicity", "rank"))
    assert (found.percent, found.complete_records, dict(found.missing)) == (50, 1, {"rank": 2, "ethnicity": 1})
    assert found.sentence == "Đủ 50%; thiếu Cấp bậc hàm (2), Dân tộc (1)."


def test_one_blank_among_many_is_never_a_hundred_percent() -> None:
    rows = [{"rank": "Đại úy"}] * 999 + [{"rank": ""}]
    assert completeness(rows, ("rank",)).percent == 99


def test_completeness_without_records_or_without_gaps_says_so() -> None:
    assert completeness([], ("rank",)).sentence == "Chưa có dữ liệu."
    assert completeness([{"rank": "Đại úy"}], ("rank",)).sentence == "Đủ dữ liệu bắt buộc."


def test_no_is_an_answer_and_blank_is_none() -> None:
    assert missing_fields({"is_alternate": False, "note": "  "}, ("is_alternate", "note")) == ["note"]
