from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.terms.rules.calendar import (
    Milestone,
    deadline,
    frozen,
    is_working_day,
    plan_called,
    plans,
    postpone,
    working_days_between,
)

FRIDAY = date(2025, 11, 14)


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("G0", date(2025, 9, 5)),
        ("G1", date(2025, 9, 12)),
        ("G1B", date(2025, 9, 15)),
        ("G2", date(2025, 9, 30)),
        ("G4", date(2025, 10, 3)),
        ("G6", date(2025, 10, 10)),
        ("G6B", date(2025, 10, 13)),
        ("G5", date(2025, 10, 15)),
        ("G7", date(2025, 10, 31)),
        ("G12", date(2025, 10, 24)),
        ("CHOT", date(2025, 11, 4)),
        ("G12B", date(2025, 11, 7)),
        ("G14", date(2025, 11, 10)),
        ("G15", date(2025, 11, 13)),
        ("G18", date(2025, 11, 15)),
        ("G19", date(2025, 11, 21)),
        ("G19B", date(2025, 12, 5)),
        ("G20", date(2025, 12, 19)),
    ],
)
def test_short_plan_gives_the_days_of_the_worked_example(code: str, day: date) -> None:
    milestone = next(one for one in plan_called("rut_gon").milestones if one.code == code)
    assert deadline(milestone, FRIDAY) == day


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.code)
def test_plan_is_in_order_and_each_code_stands_once(plan: object) -> None:
    milestones = plan.milestones  # type: ignore[attr-defined]
    offsets = [one.offset_days for one in milestones]
    assert offsets == sorted(offsets)
    assert len({one.code for one in milestones}) == len(milestones)
    assert all(one.name and one.product and len(one.code) <= 20 for one in milestones)


def test_plan_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(KeyError, match="rut_gon"):
        plan_called("dai")


def test_postponing_moves_what_is_relative_and_leaves_fixed_and_done() -> None:
    new_day = date(2025, 11, 28)
    relative = Milestone("a", "Nộp danh sách", offset_days=-20)
    fixed = Milestone("b", "Chốt hội viên", fixed_on=date(2025, 9, 30))
    done = Milestone("c", "Tập huấn", offset_days=-45, done_on=date(2025, 9, 29))
    moved = postpone([relative, fixed, done], old_day=FRIDAY, new_day=new_day)
    assert [one.after for one in moved] == [date(2025, 11, 8), date(2025, 9, 30), date(2025, 9, 30)]
    assert [one.stays for one in moved] == [False, True, True]


def test_frozen_milestone_keeps_its_day_when_the_congress_moves() -> None:
    milestone = frozen(Milestone("a", "Chốt hội viên", offset_days=-45), FRIDAY)
    assert deadline(milestone, date(2026, 1, 1)) == date(2025, 9, 30)


def test_milestone_needs_exactly_one_way_to_count_its_day() -> None:
    with pytest.raises(ValueError, match="offset_days or fixed_on"):
        Milestone("a", "Việc")
    with pytest.raises(ValueError, match="offset_days or fixed_on"):
        Milestone("a", "Việc", offset_days=1, fixed_on=FRIDAY)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert working_days_between(FRIDAY, date(2025, 11, 17)) == 1
    assert working_days_between(FRIDAY, date(2025, 11, 18), holidays=[date(2025, 11, 17)]) == 1
    assert working_days_between(date(2025, 11, 17), FRIDAY) == -1
    assert not is_working_day(date(2025, 11, 15))


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(-400, 400), st.integers(-200, 200))
def test_relative_milestone_moves_by_as_many_days_as_the_congress(day: date, offset: int, by: int) -> None:
    (moved,) = postpone([Milestone("a", "A", offset_days=offset)], old_day=day, new_day=day + timedelta(days=by))
    assert (moved.after - moved.before).days == by
