import itertools
from collections.abc import Mapping
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.delegates.rules.alternates import AlternateRule, alternates_for, alternates_of
from congress.delegates.rules.feasibility import Verdict, appointed_ceiling, check_feasibility
from congress.delegates.rules.seats import (
    Allocation,
    Method,
    NotPossible,
    Tie,
    base_plus_largest_remainder,
    by_fixed_ratio,
    by_hand,
    by_steps,
    difference_sentence,
    larger_membership,
    largest_remainder,
    list_order,
    losers_when_the_hall_grows,
    preview_of_all_methods,
    problems_of,
    with_priority,
)
from congress.terms.rules.step_table import Step

# Keys 1-30 are CS01-CS30 of the invented province, 101-120 its CUM01-CUM20.
CS = [88, 72, 64, 60, 54, 50, 46, 44, 42, 40, 36, 34, 32, 30, 28, 27, 25, 24, 22, 20, 18, 17, 15, 14, 13, 12, 11, 9, 8, 5]
CUM = [42, 39, 36, 35, 33, 32, 30, 29, 28, 27, 26, 26, 25, 24, 23, 21, 19, 17, 15, 13]
HA_SON = dict(enumerate(CS, start=1)) | {100 + n: m for n, m in enumerate(CUM, start=1)}
CS14, CUM07 = 14, 107
STEPS = [Step(15, 1), Step(30, 2), Step(50, 3), Step(75, 4), Step(None, 5)]


def numbered(*members: int) -> dict[int, int]:
    return dict(enumerate(members))


def seats_of(allocation: Allocation) -> list[int]:
    return list(allocation.seats.values())


def cs_and_cum(seats: Mapping[int, int]) -> tuple[int, int]:
    return sum(n for unit, n in seats.items() if unit < 100), sum(n for unit, n in seats.items() if unit > 100)


@pytest.mark.parametrize(
    ("members", "seats", "expected"),
    [
        ((14, 28, 7, 35), 12, [2, 4, 1, 5]),
        ((9061, 7179, 5259, 3319, 1182), 26, [9, 7, 5, 4, 1]),
        ((0, 14, 28, 0, 0), 6, [0, 2, 4, 0, 0]),
        ((12, 12, 11, 12), 3, [1, 1, 0, 1]),
        ((6, 6, 2), 10, [4, 4, 2]),
        ((6, 6, 2), 11, [5, 5, 1]),
    ],
)
def test_largest_remainder_gives_the_seats_of_the_table(members: tuple[int, ...], seats: int, expected: list[int]) -> None:
    allocation = largest_remainder(numbered(*members), seats)
    assert seats_of(allocation) == expected
    assert allocation.tie is None


def test_three_equal_units_and_four_seats_are_a_tie_that_is_named() -> None:
    allocation = largest_remainder(numbered(11, 11, 11), 4)
    assert allocation.tie == Tie(candidates=(0, 1, 2), places=1)
    assert seats_of(allocation) == [1, 1, 1]
    assert not allocation.is_complete
    assert "3 đơn vị có phần lẻ bằng nhau mà chỉ còn 1 chỗ" in difference_sentence(allocation)


def test_a_tie_is_resolved_by_who_was_chosen_and_by_nothing_else() -> None:
    assert seats_of(largest_remainder(numbered(11, 11, 11), 4, chosen=[1])) == [1, 2, 1]
    assert largest_remainder(numbered(11, 11, 11), 4, chosen=[0, 1]).open_tie is not None
    assert largest_remainder(numbered(11, 11, 11), 4, chosen=[7]).open_tie is not None


def test_a_choice_made_elsewhere_changes_nothing_where_no_tie_is() -> None:
    assert seats_of(largest_remainder(numbered(14, 28, 7, 35), 12, chosen=[2])) == [2, 4, 1, 5]


def test_unit_that_loses_a_seat_when_the_hall_grows_is_named() -> None:
    losses = losers_when_the_hall_grows(partial(largest_remainder, numbered(6, 6, 2)), 10)
    assert [(loss.unit, loss.before, loss.after) for loss in losses] == [(2, 2, 1)]
    assert losers_when_the_hall_grows(partial(largest_remainder, numbered(6, 6, 2)), 11) == ()


def test_two_rules_at_least_one_each_and_one_each_then_the_rest_differ() -> None:
    members = numbered(90, 9, 1)
    assert seats_of(largest_remainder(members, 10, minimum=1)) == [8, 1, 1]
    assert seats_of(base_plus_largest_remainder(members, 10, base=1)) == [7, 2, 1]


def test_minimum_fixes_everybody_whom_only_a_tie_would_lift() -> None:
    allocation = largest_remainder(numbered(80, 5, 5), 9, minimum=1)
    assert seats_of(allocation) == [7, 1, 1]
    assert allocation.tie is None


def test_unit_without_members_gets_no_seat_even_with_a_minimum() -> None:
    members = numbered(0, 14, 28)
    assert seats_of(largest_remainder(members, 6, minimum=1)) == [0, 2, 4]
    assert seats_of(base_plus_largest_remainder(members, 6, base=1))[0] == 0
    assert seats_of(by_steps(members, 6, steps=STEPS))[0] == 0
    assert seats_of(by_fixed_ratio(members, 6, members_per_seat=10, minimum=1))[0] == 0


@pytest.mark.parametrize(
    ("members", "seats", "words"),
    [(numbered(1, 1, 1), 2, "Hãy ghép đơn vị"), (numbered(0, 0), 2, "chốt số hội viên"), (numbered(5), -1, "tăng tổng số")],
)
def test_impossible_figures_are_refused_with_what_to_do(members: dict[int, int], seats: int, words: str) -> None:
    with pytest.raises(NotPossible, match=words):
        largest_remainder(members, seats, minimum=1)
    with pytest.raises(NotPossible, match=words):
        base_plus_largest_remainder(members, seats, base=1)


# ---- the worked example ---------------------------------------------------------------------------------------------


def test_worked_example_has_its_tie_between_cs14_and_cum07() -> None:
    allocation = base_plus_largest_remainder(HA_SON, 124, base=1)
    assert allocation.tie == Tie(candidates=(CS14, CUM07), places=1)
    assert allocation.difference == -1
    assert larger_membership(allocation.tie, HA_SON) is None
    assert list_order(allocation.tie, list(HA_SON)) == (CS14,)


def test_worked_example_gives_78_and_46_once_cs14_is_chosen() -> None:
    allocation = base_plus_largest_remainder(HA_SON, 124, base=1, chosen=[CS14])
    assert cs_and_cum(allocation.seats) == (78, 46)
    assert allocation.is_complete
    assert (allocation.of(CS14).seats, allocation.of(CUM07).seats) == (3, 2)
    assert [allocation.seats[n] for n in range(1, 31)] == [5, 5, 4, 4, 4, *[3] * 9, *[2] * 13, 1, 1, 1]
    assert [allocation.seats[n] for n in range(101, 121)] == [3] * 6 + [2] * 14


def test_worked_example_shows_the_figures_behind_a_unit() -> None:
    cs01 = base_plus_largest_remainder(HA_SON, 124, base=1, chosen=[CS14]).of(1)
    assert cs01.quota == Fraction(74 * 88, 1500)
    assert round(float(cs01.quota), 3) == 4.341
    assert (cs01.base, cs01.seats, cs01.by_remainder) == (1, 5, False)
    assert cs01.members_per_seat == Fraction(88, 5)
    assert cs01.deviation == 5 - Fraction(124 * 88, 1500)


def test_worked_example_by_pure_proportion_gives_80_and_44() -> None:
    assert cs_and_cum(largest_remainder(HA_SON, 124, minimum=1).seats) == (80, 44)
    assert largest_remainder(HA_SON, 124).of(30).seats == 0


def test_worked_example_by_steps_is_nine_short() -> None:
    allocation = by_steps(HA_SON, 124, steps=STEPS)
    assert cs_and_cum(allocation.seats) == (71, 44)
    assert (allocation.total, allocation.difference) == (115, -9)
    assert difference_sentence(allocation) == ("Tổng là 115, còn thiếu 9 so với 124 đại biểu: cần đặt thêm 9 chỗ bằng tay.")


def test_worked_example_has_twenty_alternates_and_thirteen_under_a_cap() -> None:
    allocation = base_plus_largest_remainder(HA_SON, 124, base=1, chosen=[CS14])
    free = alternates_for(allocation, AlternateRule(from_seats=3, percent=Fraction(10)))
    assert (free.total, *cs_and_cum(free.by_unit)) == (20, 14, 6)
    capped = alternates_for(allocation, AlternateRule(3, Fraction(10), cap_percent=Fraction(10)))
    assert (capped.wanted, capped.cap) == (20, 13)
    assert capped.tie == Tie(candidates=(11, 103), places=1)
    decided = alternates_for(allocation, AlternateRule(3, Fraction(10), cap_percent=Fraction(10)), chosen=[11])
    assert decided.total == 13


def test_worked_example_is_feasible_only_with_groups() -> None:
    alone = check_feasibility(
        total=150, ex_officio=19, appointed=7, units=150, minimum=1, groupable=120, appointed_max_percent=Fraction(5)
    )
    assert (alone.verdict, alone.to_elect, alone.short) == (Verdict.TOO_FEW_SEATS, 124, 26)
    assert "nhiều nhất 94 cụm" in alone.proposal
    assert check_feasibility(total=150, ex_officio=19, appointed=7, units=50, minimum=1).is_feasible


# ---- feasibility and alternates -------------------------------------------------------------------------------------


def test_appointed_ceiling_is_rounded_down() -> None:
    assert appointed_ceiling(150, Fraction(5)) == 7


@pytest.mark.parametrize(
    ("figures", "verdict"),
    [
        ({"total": 150, "ex_officio": 19, "appointed": 8, "units": 50}, Verdict.TOO_MANY_APPOINTED),
        ({"total": 20, "ex_officio": 19, "appointed": 1, "units": 5}, Verdict.NOTHING_TO_ELECT),
        ({"total": 150, "ex_officio": 19, "appointed": 7, "units": 0}, Verdict.NO_UNITS),
        ({"total": 150, "ex_officio": 19, "appointed": 7, "units": 124}, Verdict.FEASIBLE),
        ({"total": 150, "ex_officio": 19, "appointed": 7, "units": 125}, Verdict.TOO_FEW_SEATS),
    ],
)
def test_feasibility_names_what_is_wrong(figures: dict[str, int], verdict: Verdict) -> None:
    found = check_feasibility(**figures, minimum=1, appointed_max_percent=Fraction(5))
    assert found.verdict is verdict
    assert bool(found.proposal) is not found.is_feasible


@pytest.mark.parametrize(("seats", "alternates"), [(0, 0), (2, 0), (3, 1), (10, 1), (11, 2)])
def test_alternates_are_a_tenth_rounded_up_from_three_seats(seats: int, alternates: int) -> None:
    assert alternates_of(seats, AlternateRule(from_seats=3, percent=Fraction(10))) == alternates


def test_under_a_cap_nobody_has_two_alternates_before_everyone_has_one() -> None:
    allocation = by_hand(numbered(200, 30, 29), 26, table=numbered(20, 3, 3))
    capped = alternates_for(allocation, AlternateRule(3, Fraction(10), cap_percent=Fraction(10)))
    assert capped.by_unit == numbered(1, 1, 1)


# ---- other methods --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("members", "seats"), [(4, 0), (5, 1), (14, 1), (15, 2), (25, 3)])
def test_fixed_ratio_rounds_half_up(members: int, seats: int) -> None:
    assert seats_of(by_fixed_ratio({1: members}, 1, members_per_seat=10)) == [seats]


@pytest.mark.parametrize(
    "steps",
    [[], [Step(15, 1)], [Step(15, 1), Step(15, 2), Step(None, 3)], [Step(15, 2), Step(None, 1)], [Step(None, 1), Step(None, 2)]],
)
def test_step_table_with_a_gap_or_without_an_end_is_refused(steps: list[Step]) -> None:
    with pytest.raises(NotPossible):
        by_steps({1: 10}, 1, steps=steps)


def test_seats_by_hand_are_kept_and_checked() -> None:
    allocation = by_hand(numbered(10, 2, 5), 6, table={0: 3, 1: 3})
    messages = [problem.message for problem in problems_of(allocation, minimum=1)]
    assert "Có 3 đại biểu nhưng chỉ có 2 hội viên." in messages
    assert "Có 0 đại biểu, ít hơn mức tối thiểu 1." in messages
    assert len(messages) == 2
    assert "cần bớt 1 chỗ" in problems_of(by_hand(numbered(10), 2, table={0: 3}), minimum=1)[0].message


def test_priority_adds_within_the_cap_and_keeps_the_total() -> None:
    allocation = with_priority(numbered(50, 30, 20), 12, base=1, additions={2: 2}, cap=2)
    assert allocation.total == 12
    plain = base_plus_largest_remainder(numbered(50, 30, 20), 10, base=1)
    assert allocation.of(2).seats == plain.of(2).seats + 2
    with pytest.raises(NotPossible, match="Hãy bớt 1"):
        with_priority(numbered(50, 30), 12, base=1, additions={1: 3}, cap=2)


def test_preview_shows_a_method_that_is_not_possible_with_its_reason() -> None:
    preview = preview_of_all_methods(numbered(3, 2, 1), 2, minimum=1, base=1, steps=STEPS, members_per_seat=2)
    assert isinstance(preview[Method.BASE_PLUS_LR], NotPossible)
    assert isinstance(preview[Method.STEP_TABLE], Allocation)
    assert next(iter(preview)) is Method.BASE_PLUS_LR


# ---- what holds for all figures -------------------------------------------------------------------------------------

halls = st.dictionaries(st.integers(1, 10_000), st.integers(0, 500), min_size=1, max_size=25).filter(
    lambda members: any(members.values())
)


def shared(members: dict[int, int], extra: int, minimum: int) -> list[Allocation]:
    seats = extra + minimum * len(members)
    return [
        largest_remainder(members, seats, minimum=minimum),
        base_plus_largest_remainder(members, seats, base=minimum),
    ]


@given(halls, st.integers(0, 300), st.integers(0, 3))
def test_seats_and_open_places_sum_to_the_total(members: dict[int, int], extra: int, minimum: int) -> None:
    for allocation in shared(members, extra, minimum):
        places = allocation.open_tie.places if allocation.open_tie else 0
        assert allocation.total + places == allocation.to_share
        assert places == 0 or 0 < places < len(allocation.tie.candidates)  # type: ignore[union-attr]


@given(halls, st.integers(0, 300), st.integers(0, 3), st.randoms())
def test_order_of_the_units_does_not_matter(members: dict[int, int], extra: int, minimum: int, shuffle: object) -> None:
    mixed = list(members.items())
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    for one, other in zip(shared(members, extra, minimum), shared(dict(mixed), extra, minimum), strict=True):
        assert (one.seats, one.tie) == (other.seats, other.tie)


@given(halls, st.integers(0, 300), st.integers(0, 3))
def test_more_members_never_mean_fewer_seats(members: dict[int, int], extra: int, minimum: int) -> None:
    for allocation in shared(members, extra, minimum):
        if allocation.tie:
            chosen = allocation.tie.candidates[-allocation.tie.places :]
            allocation = {
                Method.LARGEST_REMAINDER: partial(largest_remainder, minimum=minimum),
                Method.BASE_PLUS_LR: partial(base_plus_largest_remainder, base=minimum),
            }[allocation.method](members, allocation.to_share, chosen=chosen)
            assert allocation.is_complete
        rows = sorted(allocation.units, key=lambda row: row.members)
        for smaller, larger in itertools.pairwise(rows):
            assert larger.seats >= smaller.seats or larger.members == smaller.members


@given(halls, st.integers(0, 300), st.integers(1, 3))
def test_every_unit_with_members_has_the_minimum(members: dict[int, int], extra: int, minimum: int) -> None:
    for allocation in shared(members, extra, minimum):
        assert all(row.seats >= minimum for row in allocation.units if row.members)


@given(halls, st.integers(0, 300))
def test_without_a_minimum_nobody_is_a_whole_seat_away_from_the_share(members: dict[int, int], seats: int) -> None:
    allocation = largest_remainder(members, seats)
    assert all(abs(row.deviation) < 1 for row in allocation.units)


@given(halls, st.integers(0, 300), st.fractions(0, 30), st.integers(0, 5))
def test_capped_alternates_never_exceed_the_cap(members: dict[int, int], seats: int, percent: Fraction, from_seats: int) -> None:
    allocation = largest_remainder(members, seats)
    found = alternates_for(allocation, AlternateRule(from_seats, percent, cap_percent=Fraction(5)))
    open_places = found.tie.places if found.tie else 0
    assert found.cap is not None
    assert found.total + open_places == min(found.wanted, found.cap)
