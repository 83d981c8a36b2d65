"""What of a paste or a Word file could not be taken over, and how that is said."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vietnamese.numbers import format_number

# A4 on its side is 297 mm, 252 mm between the margins of Decree 30/2020/NĐ-CP; a column of figures needs 12 mm to be read.
WIDEST_LINE_MM = 252
NARROWEST_COLUMN_MM = 12
MOST_COLUMNS = WIDEST_LINE_MM // NARROWEST_COLUMN_MM


@dataclass
class Dropped:
    """What could not be taken over, counted while reading."""

    pictures: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    embedded: int = 0
    scripts: int = 0
    handlers: int = 0
    underlined: int = 0
    struck: int = 0
    raised: int = 0
    hidden: list[str] = field(default_factory=list)
    wide_tables: list[int] = field(default_factory=list)
    inner_tables: int = 0
    restarted: list[str] = field(default_factory=list)
    repaired: int = 0
    flattened: bool = False

    def sentences(self) -> list[str]:
        """Say it to the person who pasted."""
        said = [
            (len(self.pictures), "Đã bỏ {n} hình ảnh{names}: hãy đính kèm hình thành tệp riêng.", self.pictures),
            (self.embedded, "Đã bỏ {n} đối tượng nhúng (tệp, phim, hình vẽ, ô nhập): hãy đính kèm thành tệp riêng.", []),
            (self.scripts, "Đã bỏ {n} đoạn mã lệnh: văn bản không chạy mã lệnh.", []),
            (self.handlers, "Đã bỏ {n} lệnh gắn vào chữ: văn bản không chạy mã lệnh.", []),
            (len(self.links), "Đã bỏ địa chỉ của {n} liên kết, chữ vẫn giữ{names}.", self.links),
            (self.underlined, "Đã bỏ gạch chân ở {n} chỗ, chữ vẫn giữ.", []),
            (self.struck, "Có {n} chỗ chữ bị gạch ngang được giữ lại thành chữ thường: hãy xoá nếu không dùng.", []),
            (self.raised, "Đã bỏ kiểu chỉ số trên, chỉ số dưới ở {n} chỗ, chữ vẫn giữ.", []),
            (len(self.hidden), "Đã bỏ {n} đoạn chữ ẩn{names}.", self.hidden),
            (self.repaired, "Đã chuyển {n} đoạn chữ từ phông chữ cũ (TCVN3 hoặc VNI) sang Unicode: hãy đọc lại.", []),
            (self.inner_tables, "Có {n} bảng nằm trong ô của bảng khác: chữ được đưa vào ô, mỗi hàng thành một dòng.", []),
            (
                len(self.restarted),
                "Có {n} danh sách bắt đầu từ số khác 1{names}: số thứ tự được đánh lại từ đầu, hãy kiểm tra.",
                self.restarted,
            ),
        ]  # fmt: skip
        sentences = [sentence.format(n=format_number(count), names=_names(names)) for count, sentence, names in said if count]
        sentences += [
            f"Có bảng {format_number(columns)} cột, mà khổ A4 nằm ngang chỉ vừa {MOST_COLUMNS} cột "
            f"(mỗi cột {NARROWEST_COLUMN_MM} mm): bảng được giữ nguyên, hãy chia thành nhiều bảng trước khi in."
            for columns in self.wide_tables
        ]
        if self.flattened:
            sentences.append("Bố cục lồng nhau quá sâu: chữ được giữ thành các đoạn, danh sách và bảng trong đó không giữ được.")
        return sentences


def _names(names: Sequence[str]) -> str:
    known = [name if len(name) <= 60 else f"{name[:59]}…" for name in names if name]
    if not known:
        return ""
    more = f" và {format_number(len(known) - 3)} nội dung khác" if len(known) > 3 else ""
    return f" ({', '.join(known[:3])}{more})"
