"""Capital letters of appendix II of Decree 30, as hints (formats.md §1.9)."""

import pytest

from documents.layout.capitals import wordings


@pytest.mark.parametrize(
    ("text", "found", "proposed"),
    [
        ("gắn bó với nhân dân trên địa bàn", "nhân dân", "Nhân dân"),
        ("chính sách của nhà nước", "nhà nước", "Nhà nước"),
        ("theo điều 5 Điều lệ Hội", "điều 5", "Điều 5"),
        ("quy định tại Khoản 1 Điều 5", "Khoản 1", "khoản 1"),
        ("theo Điểm a khoản 1", "Điểm a", "điểm a"),
        ("tại chương II của Quy chế", "chương II", "Chương II"),
        ("các đơn vị của Tỉnh Hưng Yên", "Tỉnh Hưng", "tỉnh Hưng"),
        ("về thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("tại thủ đô Hà Nội", "thủ đô Hà Nội", "Thủ đô Hà Nội"),
        ("Công an phường 1", "phường 1", "Phường 1"),
        ("kỷ niệm ngày phụ nữ Việt Nam 20/10", "ngày phụ nữ Việt Nam 20/10", "ngày Phụ nữ Việt Nam 20-10"),
        ("chào mừng Ngày Phụ nữ Việt Nam 20-10", "Ngày", "ngày"),
        ("chào mừng ngày quốc tế phụ nữ 8-3", "ngày quốc tế phụ nữ 8-3", "ngày Quốc tế Phụ nữ 8-3"),
        ("08 giờ 00 phút, sáng thứ hai", "thứ hai", "thứ Hai"),
        ("ngày 10 tháng 11 năm 2025 (thứ 2)", "thứ 2", "thứ Hai"),
        ("Cách mạng tháng tám thành công", "tháng tám", "tháng Tám"),
        ("trong dịp tết nguyên đán", "tết nguyên đán", "tết Nguyên đán"),
        ("do chủ tịch Nguyễn Thị Thuỷ chủ trì", "chủ tịch", "Chủ tịch"),
        ("dưới cờ đảng Cộng sản Việt Nam", "đảng Cộng sản Việt Nam", "Đảng Cộng sản Việt Nam"),
        ("ngày 5 tháng 2 năm 2026", "ngày 5 tháng 2 năm 2026", "ngày 05 tháng 02 năm 2026"),
        ("ngày 09 tháng 03 năm 2026", "ngày 09 tháng 03 năm 2026", "ngày 09 tháng 3 năm 2026"),
    ],
)
def test_other_writing_is_pointed_out_with_the_decrees(text: str, found: str, proposed: str) -> None:
    (wording,) = wordings(text)

    assert (wording.found, wording.proposed) == (found, proposed)
    assert text[wording.start :].startswith(found)
    assert "Phụ lục" in wording.sentence


@pytest.mark.parametrize(
    "text",
    [
        "Nhân dân và Nhà nước",
        "lực lượng Công an nhân dân, Uỷ ban nhân dân xã, Hội đồng nhân dân tỉnh",
        "công tác quản lý nhà nước về an ninh",
        "theo điểm a khoản 1 Điều 5 Chương II",
        "Tỉnh Hưng Yên có 104 xã, phường. Xã Tân Hoà là đơn vị điểm.",
        "Phường Điện Biên Phủ, tỉnh Hưng Yên, Thành phố Hồ Chí Minh",
        "ngày Phụ nữ Việt Nam 20-10, ngày Quốc tế Phụ nữ 8-3",
        "lần thứ hai, mục tiêu thứ ba",
        "Ngày, tháng, năm sinh",
        "chủ tịch hội cơ sở, trưởng ban",
        "ngày 05 tháng 02 năm 2026, ngày 29 tháng 6 năm 2019",
        "tết Nguyên đán, thứ Hai",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert wordings(text) == []


def test_hints_come_in_the_order_of_the_text() -> None:
    found = [one.found for one in wordings("theo điều 5, phục vụ nhân dân và nhà nước")]

    assert found == ["điều 5", "nhân dân", "nhà nước"]
