import pytest

from congress.terms.rules.names import congress_name
from congress.terms.rules.states import FOLLOWS, CongressState, may_follow, may_postpone


@pytest.mark.parametrize(
    ("kind", "unit", "ordinal", "name"),
    [
        (
            "DAI_BIEU",
            "Hội Phụ nữ Công an tỉnh Hà Sơn",
            11,
            "Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn lần thứ XI, nhiệm kỳ 2025-2030",
        ),
        (
            "TOAN_THE",
            "Hội phụ nữ cơ sở Phòng Tham mưu",
            4,
            "Đại hội toàn thể Phụ nữ Phòng Tham mưu lần thứ IV, nhiệm kỳ 2025-2030",
        ),
        ("DAI_BIEU", "Công an tỉnh Hà Sơn", 0, "Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn, nhiệm kỳ 2025-2030"),
        ("HOI_NGHI", "Chi hội Công an xã Bình An", 3, "Hội nghị Chi hội Phụ nữ Công an xã Bình An, nhiệm kỳ 2025-2030"),
        (
            "HOI_NGHI",
            "Chi hội phụ nữ Công an phường Đông Sơn",
            0,
            "Hội nghị Chi hội Phụ nữ Công an phường Đông Sơn, nhiệm kỳ 2025-2030",
        ),
    ],
)
def test_congress_is_named_as_papers_name_it(kind: str, unit: str, ordinal: int, name: str) -> None:
    assert congress_name(kind=kind, unit_name=unit, ordinal=ordinal, starts=2025, ends=2030) == name


def test_congress_goes_through_its_states_and_a_closed_one_stays_closed() -> None:
    assert may_follow("preparing", "ready")
    assert may_follow("in_session", "closed")
    assert not may_follow("preparing", "in_session")
    assert FOLLOWS[CongressState.CLOSED] == frozenset()


def test_every_state_has_a_label_and_successors() -> None:
    assert all(state.label and state in FOLLOWS for state in CongressState)


def test_congress_can_be_postponed_until_it_begins() -> None:
    assert [may_postpone(state) for state in CongressState] == [True, True, False, False, False]
