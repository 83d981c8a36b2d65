"""Seats added for particular units (F6), as somebody writes them down: a line a unit, "mã; số; lý do".

Source: procedure F6 `UU_TIEN` and the catalogue's `tran_uu_tien`: vùng sâu, biên giới, đơn vị đông nữ, đơn vị điểm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Addition:
    """So many seats more for one electing unit, and why."""

    unit: int
    seats: int
    reason: str

    @property
    def note(self) -> str:
        return f"Cộng thêm {self.seats:02}: {self.reason}"


def read_additions(text: str, units: Mapping[str, int], *, cap: int) -> tuple[list[Addition], list[str]]:
    """What the lines say, and what is wrong with them, a sentence each. `units`: ids by code; `cap`: at most so many in all."""
    additions: dict[int, Addition] = {}
    problems = []
    by_code = {code.casefold(): unit for code, unit in units.items()}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        code, count, reason = (*(piece.strip() for piece in line.split(";", 2)), "", "")[:3]
        unit = by_code.get(code.casefold())
        if unit is None:
            problems.append(f"Dòng {number}: không có đơn vị bầu nào mang mã “{code}”. Hãy xem mã trong bảng bên dưới.")
        elif unit in additions:
            problems.append(f"Dòng {number}: đơn vị {code} đã có ở dòng trên. Hãy ghi mỗi đơn vị một dòng.")
        elif not count.isdecimal() or not 1 <= int(count) <= 99:
            problems.append(f"Dòng {number}: hãy ghi số đại biểu cộng thêm sau dấu chấm phẩy, ví dụ “{code}; 1; vùng biên giới”.")
        elif not reason:
            problems.append(f"Dòng {number}: hãy ghi lý do cộng thêm cho {code}, ví dụ “{code}; {count}; vùng biên giới”.")
        else:
            additions[unit] = Addition(unit, int(count), reason[:150])
    added = sum(one.seats for one in additions.values())
    if added > cap:
        problems.append(
            f"Cộng thêm tất cả {added} đại biểu, vượt mức trần {cap} của bộ quy tắc. Hãy bớt {added - cap} đại biểu, "
            "hoặc sửa mức trần trong bộ quy tắc kèm căn cứ."
        )
    return list(additions.values()), problems


def written_additions(additions: Sequence[Addition], codes: Mapping[int, str]) -> str:
    """The lines again, for the field in which they are typed."""
    return "\n".join(f"{codes[one.unit]}; {one.seats}; {one.reason}" for one in additions if one.unit in codes)
