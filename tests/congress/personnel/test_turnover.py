"""đầu nhiệm kỳ – chuyển – nghỉ – bổ sung – hiện có."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from congress.personnel.rules.turnover import Holding, turnover

BEGIN, END = date(2021, 1, 1), date(2025, 11, 14)


def test_a_term_with_one_of_each() -> None:
    found = turnover(
        [
            Holding("stays", date(2020, 5, 1)),
            Holding("moves", date(2020, 5, 1), date(2022, 3, 31), "moved"),
            Holding("retires", date(2020, 5, 1), date(2023, 6, 30), "age"),
            Holding("joins", date(2022, 4, 1)),
            Holding("comes and goes", date(2022, 4, 1), date(2024, 1, 1), "moved"),
            Holding("before", date(2015, 5, 1), date(2019, 1, 1), "moved"),
        ],
        from_day=BEGIN,
        to_day=END,
    )

    assert (found.start, found.joined, dict(found.left), found.now) == (3, 2, {"moved": 2, "age": 1}, 2)


def test_who_rises_from_member_to_head_has_not_left() -> None:
    found = turnover(
        [Holding("a", date(2020, 1, 1), date(2022, 12, 31), "other"), Holding("a", date(2023, 1, 1))], from_day=BEGIN, to_day=END
    )

    assert (found.start, found.joined, found.left_in_all, found.now) == (1, 0, 0, 1)


days = st.dates(date(2019, 1, 1), date(2027, 1, 1))
holdings = st.builds(
    lambda member, starts_on, length: Holding(
        member, starts_on, None if length is None else starts_on + timedelta(days=length), "moved"
    ),
    st.integers(1, 6), days, st.one_of(st.none(), st.integers(0, 1500)),
)  # fmt: skip


@given(st.lists(holdings, max_size=20))
def test_start_and_joined_without_those_who_left_are_those_now(rows: list[Holding]) -> None:
    found = turnover(rows, from_day=BEGIN, to_day=END)

    assert found.start + found.joined - found.left_in_all == found.now
    assert found.now == len({row.member for row in rows if row.starts_on <= END and (row.ends_on is None or row.ends_on >= END)})
