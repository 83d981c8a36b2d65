"""Seats for electing units: six methods, exact arithmetic, and no tie that is broken silently.

Source: the catalogue's `cach_lam_tron`, `dai_bieu_toi_thieu_moi_don_vi` and `bac_phan_bo`. Units are named by their
keys; a unit without members elects nobody and gets no seat under any method.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import floor

from congress.terms.rules.step_table import Step, StepProblem, check_steps, seats_by_step


class Method(StrEnum):
    """The ways to share out seats that an operator chooses from (procedure F1 to F6)."""

    LARGEST_REMAINDER = "F1"
    BASE_PLUS_LR = "F2"
    STEP_TABLE = "F3"
    FIXED_RATIO = "F4"
    BY_HAND = "F5"
    PRIORITY = "F6"

    @property
    def label(self) -> str:
        return METHOD_LABELS[self]

    @property
    def explanation(self) -> str:
        """A sentence for the person who chooses and for the paper that explains the choice."""
        return METHOD_EXPLANATIONS[self]


METHOD_LABELS = {
    Method.LARGEST_REMAINDER: "Theo tỷ lệ hội viên (số dư lớn nhất)",
    Method.BASE_PLUS_LR: "Mỗi đơn vị một số chỗ, còn lại theo tỷ lệ",
    Method.STEP_TABLE: "Theo bậc số hội viên",
    Method.FIXED_RATIO: "Cứ một số hội viên được một đại biểu",
    Method.BY_HAND: "Nhập tay",
    Method.PRIORITY: "Ưu tiên đơn vị đặc thù",
}
METHOD_EXPLANATIONS = {
    Method.LARGEST_REMAINDER: (
        "Chia theo đúng tỷ lệ hội viên; phần lẻ lớn hơn được thêm chỗ trước; đơn vị chưa đủ mức tối thiểu được nâng "
        "lên mức tối thiểu rồi chia lại phần còn lại."
    ),
    Method.BASE_PLUS_LR: (
        "Mỗi đơn vị được một số chỗ như nhau, số chỗ còn lại chia theo tỷ lệ hội viên, phần lẻ lớn hơn được trước."
    ),
    Method.STEP_TABLE: "Tra bảng: số hội viên ở bậc nào thì được số đại biểu của bậc ấy.",
    Method.FIXED_RATIO: "Lấy số hội viên chia cho một số cố định, làm tròn từ 0,5 trở lên thành 1.",
    Method.BY_HAND: "Nhập số đại biểu cho từng đơn vị; phần mềm chỉ kiểm tra.",
    Method.PRIORITY: (
        "Cộng thêm chỗ cho đơn vị đặc thù trong mức trần, phần còn lại chia như “mỗi đơn vị một số chỗ, còn lại theo tỷ lệ”."
    ),
}


class NotPossible(ValueError):
    """These figures allow no allocation; the message is a Vietnamese sentence that says what to change."""


@dataclass(frozen=True)
class Tie:
    """Units with the same claim to the last places; a person chooses, with a reason."""

    candidates: tuple[int, ...]
    places: int
    chosen: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        return not self.chosen

    def fits(self, chosen: Collection[int]) -> bool:
        """Whether `chosen` is a decision of this tie: as many different candidates as there are places."""
        return len(chosen) == len(set(chosen)) == self.places and set(chosen) <= set(self.candidates)

    def decided(self, chosen: Collection[int]) -> "Tie":
        """This tie with the decision in it; a decision that was made for other candidates leaves it open."""
        picked = set(chosen) & set(self.candidates)
        return replace(self, chosen=tuple(sorted(picked)) if self.fits(picked) else ())


@dataclass(frozen=True)
class UnitSeats:
    """What one electing unit gets, and every figure that leads there."""

    unit: int
    members: int
    quota: Fraction
    base: int
    seats: int
    by_remainder: bool = False
    proportion: Fraction = Fraction(0)
    alternates: int = 0

    @property
    def remainder(self) -> Fraction:
        """The part of the quota behind the decimal comma."""
        return self.quota - floor(self.quota)

    @property
    def members_per_seat(self) -> Fraction | None:
        return Fraction(self.members, self.seats) if self.seats else None

    @property
    def seats_per_hundred_members(self) -> Fraction | None:
        return Fraction(100 * self.seats, self.members) if self.members else None

    @property
    def deviation(self) -> Fraction:
        """Seats above (+) or below (−) the unit's pure share of all seats."""
        return self.seats - self.proportion


@dataclass(frozen=True)
class Allocation:
    """The seats of all units by one method. While a tie is open its places are given to nobody."""

    method: Method
    to_share: int
    units: tuple[UnitSeats, ...]
    tie: Tie | None = None

    @property
    def seats(self) -> dict[int, int]:
        return {row.unit: row.seats for row in self.units}

    @property
    def total(self) -> int:
        return sum(row.seats for row in self.units)

    @property
    def members(self) -> int:
        return sum(row.members for row in self.units)

    @property
    def difference(self) -> int:
        """Seats given out minus seats to give out: −9 means that nine are still to be placed."""
        return self.total - self.to_share

    @property
    def open_tie(self) -> Tie | None:
        return self.tie if self.tie is not None and self.tie.is_open else None

    @property
    def is_complete(self) -> bool:
        return self.difference == 0 and self.open_tie is None

    def of(self, unit: int) -> UnitSeats:
        return next(row for row in self.units if row.unit == unit)


@dataclass(frozen=True)
class HallLoss:
    """A unit that would have fewer seats in a larger hall."""

    unit: int
    before: int
    after: int


@dataclass(frozen=True)
class Problem:
    """Something that a table of seats filled by hand must not have; `unit` is None for the whole table."""

    unit: int | None
    message: str


# ---- the methods -------------------------------------------------------------------------------------------------


def largest_remainder(members: Mapping[int, int], seats: int, *, minimum: int = 0, chosen: Collection[int] = ()) -> Allocation:
    """F1: seats × members ÷ all members; the whole part first, the rest to the largest fractions.

    A unit that would stay below `minimum` is fixed at it and the others share what remains, until nobody is below.
    Where a tie decides who is below, all of its candidates are fixed: that asks nobody for a needless decision.
    `chosen` are the units that a person chose in a tie; a choice that doesn't fit the tie is not used.
    Raises `NotPossible` when the minimum takes more seats than there are, or nobody has members.
    """
    _check(members, seats)
    sharing = {unit: count for unit, count in members.items() if count}
    if len(sharing) * minimum > seats:
        raise NotPossible(
            f"{len(sharing)} đơn vị, mỗi đơn vị ít nhất {minimum} đại biểu, cần {len(sharing) * minimum} đại biểu, "
            f"nhưng chỉ có {seats}. Hãy ghép đơn vị thành cụm hoặc tăng tổng số đại biểu."
        )
    fixed: dict[int, int] = {}
    while True:
        shares = _shares(sharing, seats - sum(fixed.values()), chosen=chosen)
        below = [row.unit for row in shares.rows if row.certain < minimum]
        if not below:
            break
        fixed |= dict.fromkeys(below, minimum)
        for unit in below:
            del sharing[unit]
    rows = {row.unit: UnitSeats(row.unit, members[row.unit], row.quota, 0, row.seats, row.extra) for row in shares.rows}
    all_members = sum(members.values())
    for unit, count in members.items():
        if unit not in rows:
            own = Fraction(seats * count, all_members) if all_members else Fraction(0)
            rows[unit] = UnitSeats(unit, count, own, 0, fixed.get(unit, 0))
    return _allocation(Method.LARGEST_REMAINDER, members, seats, rows, shares.tie)


def base_plus_largest_remainder(members: Mapping[int, int], seats: int, *, base: int, chosen: Collection[int] = ()) -> Allocation:
    """F2, the default: every unit with members gets `base` seats, the rest is shared by members.

    The quota of a unit is its share of that rest. Raises `NotPossible` when the bases alone take too many seats.
    """
    _check(members, seats)
    sharing = {unit: count for unit, count in members.items() if count}
    rest = seats - base * len(sharing)
    if rest < 0:
        raise NotPossible(
            f"{len(sharing)} đơn vị, mỗi đơn vị {base} đại biểu, cần {base * len(sharing)} đại biểu, "
            f"nhưng chỉ có {seats}. Hãy ghép đơn vị thành cụm hoặc tăng tổng số đại biểu."
        )
    shares = _shares(sharing, rest, chosen=chosen)
    rows = {row.unit: UnitSeats(row.unit, members[row.unit], row.quota, base, base + row.seats, row.extra) for row in shares.rows}
    rows |= {unit: UnitSeats(unit, 0, Fraction(0), 0, 0) for unit in members if unit not in rows}
    return _allocation(Method.BASE_PLUS_LR, members, seats, rows, shares.tie)


def by_steps(members: Mapping[int, int], seats: int, *, steps: Sequence[Step]) -> Allocation:
    """F3: the seats of the step that the members fall in. `difference` says how far the sum is from `seats`."""
    _check(members, seats, need_members=False)
    try:
        check_steps(steps)
    except StepProblem as problem:
        raise NotPossible(str(problem)) from problem
    table = {unit: seats_by_step(count, steps) if count else 0 for unit, count in members.items()}
    return _given(Method.STEP_TABLE, members, seats, table)


def by_fixed_ratio(members: Mapping[int, int], seats: int, *, members_per_seat: int, minimum: int = 0) -> Allocation:
    """F4: one seat for every `members_per_seat` members, half rounded up, but never below `minimum`."""
    _check(members, seats, need_members=False)
    if members_per_seat < 1:
        raise NotPossible("Số hội viên ứng với một đại biểu phải từ 1 trở lên.")
    table = {
        unit: max(minimum, (2 * count + members_per_seat) // (2 * members_per_seat)) if count else 0
        for unit, count in members.items()
    }
    quotas = {unit: Fraction(count, members_per_seat) for unit, count in members.items()}
    return _given(Method.FIXED_RATIO, members, seats, table, quotas)


def by_hand(members: Mapping[int, int], seats: int, *, table: Mapping[int, int]) -> Allocation:
    """F5: the seats that a person wrote, unit by unit; what is wrong with them is said by `problems_of`."""
    _check(members, seats, need_members=False)
    return _given(Method.BY_HAND, members, seats, {unit: table.get(unit, 0) for unit in members})


def with_priority(
    members: Mapping[int, int],
    seats: int,
    *,
    base: int,
    additions: Mapping[int, int],
    cap: int,
    chosen: Collection[int] = (),
) -> Allocation:
    """F6: seats added for particular units, at most `cap` in all; the rest shared as F2 does.

    The additions come out of `seats`, so the total stays what was decided. Raises `NotPossible` over the cap.
    """
    added = sum(additions.values())
    if added > cap:
        raise NotPossible(f"Cộng ưu tiên {added} đại biểu, vượt mức trần {cap}. Hãy bớt {added - cap} đại biểu.")
    if any(count < 0 for count in additions.values()) or not additions.keys() <= members.keys():
        raise NotPossible("Số đại biểu cộng thêm phải từ 0 trở lên và chỉ cho đơn vị có trong bảng.")
    shared = base_plus_largest_remainder(members, seats - added, base=base, chosen=chosen)
    rows = {
        row.unit: replace(row, base=row.base + additions.get(row.unit, 0), seats=row.seats + additions.get(row.unit, 0))
        for row in shared.units
    }
    return _allocation(Method.PRIORITY, members, seats, rows, shared.tie)


# ---- what to say about an allocation ------------------------------------------------------------------------------


def difference_sentence(allocation: Allocation) -> str:
    """What is still to be done before the seats sum to what was decided; empty when they do."""
    tie = allocation.open_tie
    if tie is not None:
        return f"{len(tie.candidates)} đơn vị có phần lẻ bằng nhau mà chỉ còn {tie.places} chỗ: Ban Tổ chức chọn và ghi lý do."
    if allocation.difference < 0:
        return (
            f"Tổng là {allocation.total}, còn thiếu {-allocation.difference} so với {allocation.to_share} đại biểu: "
            f"cần đặt thêm {-allocation.difference} chỗ bằng tay."
        )
    if allocation.difference > 0:
        return (
            f"Tổng là {allocation.total}, vượt {allocation.difference} so với {allocation.to_share} đại biểu: "
            f"cần bớt {allocation.difference} chỗ bằng tay."
        )
    return ""


def problems_of(allocation: Allocation, *, minimum: int) -> list[Problem]:
    """What stands against freezing this allocation (R02): the sum, each unit's minimum, an open tie, negatives."""
    problems = [
        Problem(row.unit, f"Có {row.seats} đại biểu, ít hơn mức tối thiểu {minimum}.")
        for row in allocation.units
        if row.members and 0 <= row.seats < minimum
    ]
    problems += [Problem(row.unit, "Số đại biểu không thể là số âm.") for row in allocation.units if row.seats < 0]
    problems += [
        Problem(row.unit, f"Có {row.seats} đại biểu nhưng chỉ có {row.members} hội viên.")
        for row in allocation.units
        if row.seats > row.members
    ]
    if sentence := difference_sentence(allocation):
        problems.append(Problem(None, sentence))
    return problems


def losers_when_the_hall_grows(allocate: Callable[[int], Allocation], seats: int) -> tuple[HallLoss, ...]:
    """The units that have fewer seats of `seats` + 1 than of `seats`: the largest remainder can do that.

    `allocate` is a method with everything but the number of seats filled in. Units whose loss depends on an open
    tie are not named.
    """
    now, larger = allocate(seats), allocate(seats + 1)
    reachable = larger.seats
    for unit in larger.open_tie.candidates if larger.open_tie else ():
        reachable[unit] += 1
    return tuple(HallLoss(row.unit, row.seats, larger.of(row.unit).seats) for row in now.units if reachable[row.unit] < row.seats)


def larger_membership(tie: Tie, members: Mapping[int, int]) -> tuple[int, ...] | None:
    """The choice that "the larger membership first" makes in a tie, or None where it decides nothing.

    A proposal to show, never applied by itself.
    """
    ordered = sorted(tie.candidates, key=lambda unit: -members[unit])
    if len({members[unit] for unit in ordered[tie.places - 1 : tie.places + 1]}) == 1:
        return None
    return tuple(sorted(ordered[: tie.places]))


def list_order(tie: Tie, order: Sequence[int]) -> tuple[int, ...]:
    """The choice that the order of the list of units makes in a tie. A proposal to show, never applied by itself."""
    return tuple(sorted(sorted(tie.candidates, key=order.index)[: tie.places]))


def preview_of_all_methods(
    members: Mapping[int, int],
    seats: int,
    *,
    minimum: int,
    base: int,
    steps: Sequence[Step],
    members_per_seat: int,
    chosen: Collection[int] = (),
) -> dict[Method, Allocation | NotPossible]:
    """F1 to F4 side by side; a method that is not possible with these figures stands there with its reason."""
    attempts: dict[Method, Callable[[], Allocation]] = {
        Method.BASE_PLUS_LR: lambda: base_plus_largest_remainder(members, seats, base=base, chosen=chosen),
        Method.LARGEST_REMAINDER: lambda: largest_remainder(members, seats, minimum=minimum, chosen=chosen),
        Method.STEP_TABLE: lambda: by_steps(members, seats, steps=steps),
        Method.FIXED_RATIO: lambda: by_fixed_ratio(members, seats, members_per_seat=members_per_seat, minimum=minimum),
    }
    preview: dict[Method, Allocation | NotPossible] = {}
    for method, attempt in attempts.items():
        try:
            preview[method] = attempt()
        except NotPossible as reason:
            preview[method] = reason
    return preview


# ---- sharing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Share:
    unit: int
    quota: Fraction
    certain: int
    extra: bool

    @property
    def seats(self) -> int:
        return floor(self.quota) + self.extra


@dataclass(frozen=True)
class _Shares:
    rows: tuple[_Share, ...]
    tie: Tie | None


def _shares(members: Mapping[int, int], seats: int, *, chosen: Collection[int]) -> _Shares:
    """Largest remainder without any minimum; `certain` leaves out what only a choice in a tie gives."""
    everybody = sum(members.values())
    quotas = {unit: Fraction(seats * count, everybody) for unit, count in members.items()}
    left = seats - sum(floor(quota) for quota in quotas.values())
    certain, tied = _last_places({unit: quota - floor(quota) for unit, quota in quotas.items()}, left)
    tie = Tie(tied, left - len(certain)).decided(chosen) if tied else None
    extra = certain | set(tie.chosen if tie else ())
    rows = tuple(_Share(unit, quota, floor(quota) + (unit in certain), unit in extra) for unit, quota in quotas.items())
    return _Shares(rows, tie)


def _last_places(remainders: Mapping[int, Fraction], places: int) -> tuple[set[int], tuple[int, ...]]:
    """Who has a last place for certain, and who is tied for what then remains (empty when nothing remains)."""
    certain: set[int] = set()
    for size in sorted(set(remainders.values()), reverse=True):
        equal = sorted(unit for unit, remainder in remainders.items() if remainder == size)
        if len(certain) + len(equal) > places:
            return certain, tuple(equal) if len(certain) < places else ()
        certain |= set(equal)
    return certain, ()


def _given(
    method: Method,
    members: Mapping[int, int],
    seats: int,
    table: Mapping[int, int],
    quotas: Mapping[int, Fraction] | None = None,
) -> Allocation:
    everybody = sum(members.values())
    own = quotas or {unit: Fraction(seats * count, everybody) if everybody else Fraction(0) for unit, count in members.items()}
    rows = {unit: UnitSeats(unit, count, own[unit], 0, table[unit]) for unit, count in members.items()}
    return _allocation(method, members, seats, rows, None)


def _allocation(
    method: Method, members: Mapping[int, int], seats: int, rows: Mapping[int, UnitSeats], tie: Tie | None
) -> Allocation:
    everybody = sum(members.values())
    return Allocation(
        method=method,
        to_share=seats,
        units=tuple(
            replace(rows[unit], proportion=Fraction(seats * count, everybody) if everybody else Fraction(0))
            for unit, count in members.items()
        ),
        tie=tie,
    )


def _check(members: Mapping[int, int], seats: int, *, need_members: bool = True) -> None:
    if seats < 0:
        raise NotPossible(
            f"Số đại biểu được bầu là {seats}: đại biểu đương nhiên và chỉ định đã vượt tổng số. Hãy tăng tổng số đại biểu."
        )
    if any(count < 0 for count in members.values()):
        raise NotPossible("Số hội viên của một đơn vị không thể là số âm.")
    if need_members and seats and not any(members.values()):
        raise NotPossible("Chưa đơn vị nào có hội viên. Hãy chốt số hội viên trước khi phân bổ.")
