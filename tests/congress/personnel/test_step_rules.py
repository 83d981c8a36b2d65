"""The order of steps (R11), and the templates of branches A-E."""

import pytest

from congress.personnel.rules.processes import branches, proposed_branch, takes_names
from congress.personnel.rules.steps import CLOSED, OPEN, WAITING, Step, next_step, why_not_adapt, why_not_open, why_not_reopen
from congress.personnel.rules.targets import TargetProblem, contradiction, read_bound


def steps(*states: str) -> list[Step]:
    return [Step(f"B{place}", f"Bước {place}", state) for place, state in enumerate(states)]


def test_a_step_opens_only_when_all_before_are_closed() -> None:
    assert why_not_open(steps(CLOSED, WAITING, WAITING), 1) == ""
    assert "Hãy kết thúc bước B1" in why_not_open(steps(CLOSED, OPEN, WAITING), 2)
    assert "chưa làm" in why_not_open(steps(WAITING, WAITING), 1)
    assert "đã bắt đầu rồi" in why_not_open(steps(OPEN), 0)


def test_a_step_reopens_only_while_no_later_one_has_begun() -> None:
    assert why_not_reopen(steps(CLOSED, WAITING), 0) == ""
    assert "từ bước B2" in why_not_reopen(steps(CLOSED, CLOSED, OPEN, WAITING), 0)
    assert why_not_reopen(steps(OPEN), 0)


def test_steps_change_only_before_the_first_is_opened() -> None:
    assert why_not_adapt(steps(WAITING, WAITING)) == ""
    assert "Bước B0 đã bắt đầu" in why_not_adapt(steps(CLOSED, WAITING))


def test_next_step() -> None:
    assert (next_step(steps(CLOSED, OPEN, WAITING)), next_step(steps(CLOSED))) == (1, None)


def test_branch_b_has_the_steps_of_the_procedure() -> None:
    found = branches()["B"].steps

    assert [step.code for step in found] == [f"B{number}" for number in range(9)]
    assert [step.code for step in found if step.method == "ballot"] == ["B3", "B5"]
    assert not takes_names("direction")


@pytest.mark.parametrize(
    ("level", "mode", "code"),
    [("tinh", "BAU", "B"), ("tinh", "CHI_DINH", "C"), ("cs", "BAU", "A"), ("ch", "CHI_DINH", "D"), ("cs", "BAU_MOT_PHAN", "A")],
)
def test_the_branch_that_fits_a_congress(level: str, mode: str, code: str) -> None:
    assert proposed_branch(level, mode) == code


def test_bounds_are_counts_shares_or_hundredths() -> None:
    third = read_bound("1/3")
    assert third is not None
    assert (third.at_least(22), third.at_most(22)) == (8, 7)
    assert read_bound("") is None
    fifteen = read_bound("15 %")
    assert fifteen is not None
    assert fifteen.at_least(21) == 4
    assert contradiction("9", "1/3", 21) == "Ít nhất 9 mà nhiều nhất 7 trong 21 người: hãy xem lại."
    with pytest.raises(TargetProblem, match="không phải số người"):
        read_bound("vài người")
