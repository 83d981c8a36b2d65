"""The invented province: Công an tỉnh Hà Sơn, with the numbers of the worked example (procedure.md §10.1, §10.3)."""

import random
from dataclasses import dataclass

PROVINCE = "Hội Phụ nữ Công an tỉnh Hà Sơn"
PLACE = "Hà Sơn"
BRANCH_SIZES = (
    88, 72, 64, 60, 54, 50, 46, 44, 42, 40, 36, 34, 32, 30, 28, 27, 25, 24, 22, 20, 18, 17, 15, 14, 13, 12, 11, 9, 8, 5,
)  # fmt: skip
BRANCH_NAMES = (
    "Phòng Tham mưu", "Trại tạm giam", "Phòng Cảnh sát cơ động", "Phòng Cảnh sát giao thông", "Phòng Quản lý hành chính",
    "Phòng Công tác đảng và công tác chính trị", "Phòng Hậu cần", "Phòng Cảnh sát hình sự", "Phòng Kỹ thuật hình sự",
    "Phòng Tổ chức cán bộ", "Phòng Cảnh sát kinh tế", "Phòng Cảnh sát ma tuý", "Phòng Cảnh sát phòng cháy, chữa cháy",
    "Phòng Quản lý xuất nhập cảnh", "Phòng Hồ sơ", "Cơ quan Cảnh sát điều tra", "Phòng An ninh điều tra",
    "Phòng An ninh kinh tế", "Phòng An ninh chính trị nội bộ", "Phòng An ninh mạng", "Thanh tra Công an tỉnh",
    "Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc", "Phòng Thi hành án hình sự", "Bệnh viện Công an tỉnh",
    "Phòng Viễn thông và cơ yếu", "Phòng An ninh đối ngoại", "Phòng Tài chính", "Phòng Pháp chế", "Phòng Ngoại tuyến",
    "Phòng Kỹ thuật nghiệp vụ",
)  # fmt: skip
# size of a chi hội: how many have it
CHAPTER_SIZES = {1: 6, 2: 13, 3: 20, 4: 26, 5: 21, 6: 14, 7: 10, 8: 6, 9: 3, 10: 1}
GROUP_SIZES = (42, 39, 36, 35, 33, 32, 30, 29, 28, 27, 26, 26, 25, 24, 23, 21, 19, 17, 15, 13)
CHAPTERS_A_GROUP = 6
FIRST_WORDS = (
    "An", "Bình", "Cẩm", "Đông", "Giao", "Hoà", "Kim", "Long", "Minh", "Nam", "Phú", "Quang", "Sơn", "Tân", "Thanh", "Thuận",
    "Tiên", "Trung", "Văn", "Xuân",
)  # fmt: skip
SECOND_WORDS = ("Châu", "Dương", "Hà", "Hải", "Lâm", "Mỹ", "Phong", "Thuỷ", "Trạch", "Yên")


@dataclass(frozen=True)
class ChapterPlan:
    """A chi hội of the commune police as it will be founded."""

    code: str
    name: str
    members: int
    group: int


def chapters(chance: random.Random) -> list[ChapterPlan]:
    """120 chi hội in 20 groups of six whose members add up to GROUP_SIZES, with names that don't come twice."""
    places = [f"{first} {second}" for first in FIRST_WORDS for second in SECOND_WORDS]
    chance.shuffle(places)
    plans: list[ChapterPlan] = []
    for group, sizes in enumerate(_groups_of_sizes(chance)):
        for size in sizes:
            number = len(plans) + 1
            kind = "phường" if number % 4 == 0 else "xã"
            place = places[number]
            plans.append(ChapterPlan(f"CH{number:03}", f"Chi hội Phụ nữ Công an {kind} {place}", size, group))
    return plans


def _groups_of_sizes(chance: random.Random) -> list[list[int]]:
    """Six sizes for each group so that they add up: dealt out at chance, then swapped until every sum is right."""
    sizes = [size for size, times in CHAPTER_SIZES.items() for _ in range(times)]
    chance.shuffle(sizes)
    groups = [sizes[start : start + CHAPTERS_A_GROUP] for start in range(0, len(sizes), CHAPTERS_A_GROUP)]

    def gap(group: int) -> int:
        return sum(groups[group]) - GROUP_SIZES[group]

    while any(gap(group) for group in range(len(groups))):
        over = chance.choice([group for group in range(len(groups)) if gap(group) > 0])
        under = chance.choice([group for group in range(len(groups)) if gap(group) < 0])
        swaps = [
            (first, second)
            for first in range(CHAPTERS_A_GROUP)
            for second in range(CHAPTERS_A_GROUP)
            if 0 < groups[over][first] - groups[under][second] <= max(gap(over), -gap(under))
        ]
        if not swaps:
            # no swap helps these two: shuffle a third one in
            other = chance.randrange(len(groups))
            first, second = chance.randrange(CHAPTERS_A_GROUP), chance.randrange(CHAPTERS_A_GROUP)
            groups[over][first], groups[other][second] = groups[other][second], groups[over][first]
            continue
        first, second = chance.choice(swaps)
        groups[over][first], groups[under][second] = groups[under][second], groups[over][first]
    return groups
