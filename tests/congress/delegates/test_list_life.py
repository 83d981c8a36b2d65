from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.delegates.rules.diff import FieldChange, RowChange, difference
from congress.delegates.rules.lateness import Due, lateness
from congress.delegates.rules.states import FOLLOWS, ListState, may_follow
from congress.delegates.rules.structure import (
    CRITERIA,
    StructureFacts,
    StructureRules,
    Target,
    criterion_label,
    reached,
    unreached_sentences,
)
from vietnamese.dates import PartialDate

DAY = date(2025, 11, 14)
RULES = StructureRules(congress_day=DAY, young_below=35)


# ---- states -------------------------------------------------------------------------------------------------------


def test_list_goes_from_opening_to_lock_and_back_only_by_being_returned() -> None:
    for state, target in [
        ("not_open", "entering"),
        ("entering", "sent"),
        ("sent", "returned"),
        ("returned", "sent"),
        ("sent", "approved"),
        ("approved", "locked"),
        ("approved", "returned"),
        ("sent", "entering"),
    ]:
        assert may_follow(state, target)
    for state, target in [("entering", "approved"), ("returned", "approved"), ("approved", "entering"), ("sent", "locked")]:
        assert not may_follow(state, target)
    assert FOLLOWS[ListState.LOCKED] == frozenset()


def test_everything_can_be_reached_and_every_state_has_a_label() -> None:
    assert frozenset().union(*FOLLOWS.values()) == set(ListState) - {ListState.NOT_OPEN}
    assert all(state.label for state in ListState)


# ---- difference -----------------------------------------------------------------------------------------------------


def test_difference_names_added_removed_and_changed_fields() -> None:
    old = {1: {"name": "Mai", "rank": "Trung úy"}, 2: {"name": "Nga"}, 4: {"name": "Hoa"}}
    new = {1: {"name": "Mai", "rank": "Thượng úy"}, 3: {"name": "Lan"}, 4: {"name": "Hoa"}}
    found = difference(old, new)
    assert (found.added, found.removed) == ((3,), (2,))
    assert found.changed == (RowChange(1, (FieldChange("rank", "Trung úy", "Thượng úy"),)),)
    assert found.sentence("đồng chí") == "Thêm 1 đồng chí, bớt 1 đồng chí, sửa 1 đồng chí."
    assert found.affected == (3, 1, 2)


def test_difference_of_two_allocations_lists_the_units_concerned() -> None:
    found = difference({14: {"seats": 3}, 107: {"seats": 2}}, {14: {"seats": 2}, 107: {"seats": 3}}, fields=["seats"])
    assert found.affected == (14, 107)


def test_fields_not_asked_for_are_not_compared() -> None:
    assert not difference({1: {"note": "a"}}, {1: {"note": "b"}}, fields=["seats"])


def test_no_difference_says_so() -> None:
    assert difference({1: {"a": 1}}, {1: {"a": 1}}).sentence("đồng chí") == "Không có thay đổi."


rows = st.dictionaries(st.integers(0, 9), st.dictionaries(st.sampled_from("abc"), st.integers(1, 3)))


@given(rows, rows)
def test_difference_leads_from_the_old_to_the_new(old: dict[int, dict[str, object]], new: dict[int, dict[str, object]]) -> None:
    found = difference(old, new)
    assert set(old) - set(found.removed) | set(found.added) == set(new)
    changed = {row.key: {change.field: change.new for change in row.fields} for row in found.changed}
    for key in set(old) & set(new):
        merged = old[key] | changed.get(key, {})
        assert {field: value for field, value in merged.items() if value != ""} == new[key]
    assert not difference(new, new)


# ---- lateness -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "due", "days", "phrase"),
    [
        (date(2025, 11, 7), Due.LATER, -7, "còn 7 ngày"),
        (date(2025, 11, 11), Due.SOON, -3, "sắp đến hạn, còn 3 ngày"),
        (date(2025, 11, 14), Due.SOON, 0, "hạn hôm nay"),
        (date(2025, 11, 16), Due.OVERDUE, 2, "quá hạn 2 ngày"),
    ],
)
def test_lateness_before_on_and_after_the_day(today: date, due: Due, days: int, phrase: str) -> None:
    found = lateness(date(2025, 11, 14), today=today, soon_working_days=3)
    assert (found.due, found.days, found.phrase) == (due, days, phrase)


def test_soon_is_counted_in_working_days() -> None:
    monday = date(2025, 11, 17)
    assert lateness(monday, today=date(2025, 11, 12), soon_working_days=3).due is Due.SOON
    assert lateness(monday, today=date(2025, 11, 11), soon_working_days=3).due is Due.LATER
    holiday = lateness(monday, today=date(2025, 11, 11), soon_working_days=3, holidays=[date(2025, 11, 13)])
    assert holiday.due is Due.SOON


@pytest.mark.parametrize(
    ("done", "is_late", "phrase"),
    [
        (date(2025, 11, 12), False, "xong trước hạn 2 ngày"),
        (date(2025, 11, 14), False, "xong đúng hạn"),
        (date(2025, 11, 17), True, "xong, chậm 3 ngày"),
    ],
)
def test_what_is_done_is_measured_by_the_day_it_was_done(done: date, is_late: bool, phrase: str) -> None:
    found = lateness(date(2025, 11, 14), today=date(2026, 1, 1), soon_working_days=3, done_on=done)
    assert (found.is_late, found.phrase) == (is_late, phrase)


def test_without_a_due_date_nothing_is_late() -> None:
    assert lateness(None, today=DAY, soon_working_days=3).phrase == "chưa đặt hạn"


# ---- structure ------------------------------------------------------------------------------------------------------


def test_targets_stand_beside_what_was_reached() -> None:
    delegates = [
        StructureFacts(birth=PartialDate(1990, 11, 15), is_party_member=True),
        StructureFacts(birth=PartialDate(1990, 11, 14), is_party_member=True),
        StructureFacts(is_party_member=False),
    ]
    young, party = reached([Target("young", at_least=2), Target("party_member", at_most=1)], delegates, RULES)
    assert young.sentence == ("Đại biểu dưới 35 tuổi: có 1, định hướng ít nhất 2; còn thiếu 1 (1 đồng chí chưa khai).")
    assert (young.count, young.unknown, young.is_reached) == (1, 1, False)
    assert party.sentence == "Đại biểu là đảng viên: có 2, định hướng nhiều nhất 1; vượt 1."
    assert len(unreached_sentences([young, party])) == 2


def test_reached_target_says_so() -> None:
    (found,) = reached([Target("from_commune", 1, 2)], [StructureFacts(is_from_commune=True)], RULES)
    assert found.is_reached
    assert found.sentence.endswith("có 1, định hướng từ 1 đến 2; đạt.")
    assert unreached_sentences([found]) == []


def test_rank_and_file_and_first_time_are_the_opposites_of_what_is_known() -> None:
    people = [StructureFacts(is_leader=False, attended_before=False), StructureFacts(is_leader=True), StructureFacts()]
    found = reached([Target("rank_and_file", 1), Target("first_time", 1)], people, RULES)
    assert [(one.count, one.unknown) for one in found] == [(1, 1), (1, 2)]


def test_every_criterion_has_a_label() -> None:
    assert all(criterion_label(code, RULES).startswith("Đại biểu ") for code in CRITERIA)
