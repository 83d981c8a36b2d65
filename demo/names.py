"""Invented people: names drawn from common family, middle and given names. Any likeness to a living person is chance."""

import random

FAMILY = (
    ("Nguyễn", 30), ("Trần", 12), ("Lê", 11), ("Phạm", 8), ("Hoàng", 6), ("Vũ", 5), ("Đặng", 4), ("Bùi", 4), ("Đỗ", 4),
    ("Hồ", 2), ("Ngô", 3), ("Dương", 3), ("Lý", 2), ("Đinh", 2), ("Đoàn", 2), ("Lương", 2), ("Phan", 3), ("Trịnh", 2),
    ("Mai", 1), ("Tô", 1), ("Hà", 2), ("Cao", 1), ("Quách", 1), ("Tạ", 1), ("Chu", 1),
)  # fmt: skip
MIDDLE = (
    ("Thị", 26), ("Thị Thu", 6), ("Thị Thanh", 6), ("Thị Minh", 5), ("Thị Ngọc", 5), ("Thị Hồng", 5), ("Thị Kim", 4),
    ("Thị Bích", 4), ("Thị Mai", 3), ("Thị Phương", 3), ("Thu", 3), ("Thanh", 3), ("Minh", 3), ("Ngọc", 3), ("Khánh", 2),
    ("Thuý", 3), ("Hải", 2), ("Hoàng", 2), ("Bảo", 1), ("Diệu", 2), ("Quỳnh", 2), ("Thị Diệu", 1), ("Thị Quỳnh", 2),
)  # fmt: skip
GIVEN = (
    "An", "Anh", "Ánh", "Bình", "Chi", "Châu", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hiếu", "Hoa",
    "Hoà", "Hồng", "Huệ", "Hương", "Hường", "Huyền", "Khuyên", "Lan", "Liên", "Linh", "Loan", "Ly", "Mai", "Minh", "My",
    "Nga", "Ngân", "Ngọc", "Nguyệt", "Nhàn", "Nhung", "Oanh", "Phương", "Phượng", "Quyên", "Quỳnh", "Sen", "Tâm", "Thảo",
    "Thắm", "Thanh", "Thoa", "Thơm", "Thu", "Thuỷ", "Thuý", "Thư", "Trang", "Trinh", "Tuyết", "Uyên", "Vân", "Xuân", "Yến",
)  # fmt: skip


class Names:
    """Names that don't come twice, from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.given_out: set[str] = set()

    def next(self) -> str:
        while True:
            family = self._weighted(FAMILY)
            name = f"{family} {self._weighted(MIDDLE)} {self.chance.choice(GIVEN)}"
            words = name.split()
            if name not in self.given_out and len(set(words)) == len(words):
                self.given_out.add(name)
                return name

    def _weighted(self, choices: tuple[tuple[str, int], ...]) -> str:
        return self.chance.choices([word for word, _ in choices], [weight for _, weight in choices])[0]
