"""The lines above a signature (formats.md §1.6, §2.1)."""

import pytest

from documents.layout.authority import Authority, Signing, authority_lines, choices_of, is_prefixed

BOARD = Signing(body="Ban Phụ nữ", head="Trưởng ban", post="Phó Trưởng ban")
COMMITTEE = Signing(body="Ban Thường vụ", head="Bí thư", post="Phó Bí thư")


@pytest.mark.parametrize(
    ("authority", "lines"),
    [
        (Authority.HEAD, ["TRƯỞNG BAN"]),
        (Authority.COLLECTIVE, ["TM. BAN PHỤ NỮ", "TRƯỞNG BAN"]),
        (Authority.DEPUTY, ["TM. BAN PHỤ NỮ", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
        (Authority.ORDER, ["TL. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
        (Authority.DELEGATED, ["TUQ. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
        (Authority.ACTING, ["TM. BAN PHỤ NỮ", "Q. TRƯỞNG BAN"]),
    ],
)
def test_lines_say_in_whose_name_she_signs(authority: Authority, lines: list[str]) -> None:
    assert authority_lines(authority, BOARD) == lines


@pytest.mark.parametrize(
    ("authority", "lines"),
    [
        (Authority.COLLECTIVE, ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]),
        (Authority.DEPUTY, ["T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ"]),
        (Authority.ORDER, ["T/L BÍ THƯ", "PHÓ BÍ THƯ"]),
    ],
)
def test_party_writes_them_with_a_slash(authority: Authority, lines: list[str]) -> None:
    assert authority_lines(authority, COMMITTEE, profile="dang") == lines


def test_deputy_of_a_head_who_signs_alone_names_no_collective() -> None:
    chief = Signing(body="Công an tỉnh", head="Giám đốc", post="Phó Giám đốc", collective=False)

    assert authority_lines(Authority.DEPUTY, chief) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def test_deputy_may_sign_for_whom_the_order_goes_to() -> None:
    office = Signing(head="Giám đốc", post="Phó Chánh Văn phòng", deputy_of="Chánh Văn phòng")

    assert authority_lines(Authority.ORDER, office) == ["TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]


def test_party_knows_no_delegation() -> None:
    assert "delegated" not in dict(choices_of("dang"))
    assert "delegated" in dict(choices_of("hoi"))
    with pytest.raises(ValueError, match="TUQ"):
        authority_lines(Authority.DELEGATED, COMMITTEE, profile="dang")


def test_post_is_told_from_the_line_of_authority() -> None:
    assert [is_prefixed(line) for line in ("T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ", "TRƯỞNG BAN")] == [
        True, True, False, False,
    ]  # fmt: skip
