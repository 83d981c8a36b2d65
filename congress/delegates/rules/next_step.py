"""Where a list is, and what the person who looks at it does next, in one sentence."""

from dataclasses import dataclass
from enum import StrEnum

from congress.delegates.rules.states import ListState


class Deed(StrEnum):
    """What the page's one button does; "" where there is nothing to do but wait."""

    NOTHING = ""
    ADD = "add"
    MEND = "mend"
    ATTACH = "attach"
    SEND = "send"
    REVIEW = "review"
    LOCK = "lock"


@dataclass(frozen=True)
class Situation:
    """What the sentence depends on. `to_mend` counts what blocks sending, attachments left out."""

    state: ListState
    is_unit: bool = False
    is_reviewer: bool = False
    is_locker: bool = False
    people: int = 0
    seats: int = 0
    to_mend: int = 0
    missing_files: int = 0
    open_rows: int = 0
    sent_it_herself: bool = False


@dataclass(frozen=True)
class Next:
    sentence: str
    deed: Deed = Deed.NOTHING


@dataclass(frozen=True)
class Step:
    """A step of the stepper: done, current, returned or todo."""

    label: str
    state: str
    note: str = ""


def next_step(now: Situation) -> Next:
    """The sentence and the deed."""
    if now.state.is_with_the_unit:
        return _with_the_unit(now)
    if now.state is ListState.SENT:
        return _sent(now)
    if now.state is ListState.APPROVED:
        if now.is_locker:
            return Next("Danh sách đã duyệt. Khi chắc chắn không sửa nữa, hãy khoá danh sách.", Deed.LOCK)
        return Next("Danh sách đã duyệt. Nếu có đồng chí không dự được, hãy báo Ban Phụ nữ ghi biến động.")
    if now.state is ListState.LOCKED:
        return Next("Danh sách đã khoá. Thay đổi từ nay chỉ ghi ở phần Biến động.")
    return Next("Danh sách chưa mở. Ban Phụ nữ sẽ mở sau khi chốt phân bổ đại biểu.")


def steps(now: Situation) -> list[Step]:
    """Entering, checked, confirmed, sent, approved, locked."""
    labels = ["Nhập", "Kiểm tra", "Ký, đính kèm", "Gửi", "Duyệt", "Khoá"]
    place = _place(now)
    found = []
    for number, label in enumerate(labels):
        state = "done" if number < place else "current" if number == place else "todo"
        if now.state is ListState.RETURNED and number == place:
            state = "returned"
        found.append(Step(label, state))
    return found


def _place(now: Situation) -> int:
    if now.state is ListState.SENT:
        return 4
    if now.state is ListState.APPROVED:
        return 5
    if now.state is ListState.LOCKED:
        return 6
    if now.people == 0:
        return 0
    if now.to_mend:
        return 1
    return 2 if now.missing_files else 3


def _with_the_unit(now: Situation) -> Next:
    if not now.is_unit:
        if now.state is ListState.RETURNED:
            return Next("Đã trả lại; đang chờ đơn vị sửa rồi gửi lại.")
        return Next("Đơn vị đang lập danh sách; chưa gửi.")
    if now.people == 0:
        return Next(f"Hãy nhập {now.seats} đại biểu: tải lên tệp Excel đã có, chọn từ hội viên, hoặc gõ vào biểu mẫu.", Deed.ADD)
    if now.state is ListState.RETURNED and now.open_rows:
        after = "" if now.to_mend else " rồi gửi lại"
        lead = f"Ban Phụ nữ trả lại {now.open_rows} dòng. Hãy sửa các dòng đó theo nhận xét{after}."
        return Next(lead, Deed.MEND if now.to_mend else Deed.SEND)
    if now.to_mend:
        return Next(f"Còn {now.to_mend} chỗ phải sửa trước khi gửi; xem danh sách bên dưới.", Deed.MEND)
    if now.missing_files:
        return Next("Danh sách đã đủ dữ liệu. Hãy đính kèm biên bản bầu và bản đã ký, rồi gửi.", Deed.ATTACH)
    return Next("Danh sách đã sẵn sàng. Hãy xem lại lần cuối rồi gửi Ban Phụ nữ.", Deed.SEND)


def _sent(now: Situation) -> Next:
    if not now.is_reviewer:
        return Next("Danh sách đã gửi, đang chờ Ban Phụ nữ duyệt.")
    if now.sent_it_herself:
        return Next("Bạn đã gửi danh sách này nên đồng chí khác phải duyệt.", Deed.NOTHING)
    return Next("Hãy kiểm tra từng dòng rồi duyệt, hoặc trả lại kèm nhận xét ở dòng cần sửa.", Deed.REVIEW)
