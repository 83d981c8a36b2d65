"""The columns of a danh sách trích ngang (§3.5), by the names under which a member's fields are kept."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its number on the form, its heading, and whether only those who need it may see it."""

    number: int
    code: str
    label: str
    is_sensitive: bool = False
    is_required: bool = False


COLUMNS = (
    Column(2, "full_name", "Họ và tên", is_required=True),
    Column(3, "birth_date", "Ngày, tháng, năm sinh", is_required=True),
    Column(4, "ethnicity", "Dân tộc", is_sensitive=True, is_required=True),
    Column(5, "religion", "Tôn giáo", is_sensitive=True, is_required=True),
    Column(6, "home_town", "Quê quán"),
    Column(7, "residence", "Nơi ở hiện nay"),
    Column(8, "rank", "Cấp bậc hàm", is_required=True),
    Column(9, "police_position", "Chức vụ chính quyền", is_required=True),
    Column(10, "party_position", "Chức vụ trong Đảng"),
    Column(11, "union_position", "Chức vụ trong Hội", is_required=True),
    Column(12, "workplace", "Đơn vị công tác", is_required=True),
    Column(13, "electing_unit", "Đơn vị bầu"),
    Column(14, "union_joined", "Ngày vào Hội"),
    Column(15, "party_stage", "Đảng, Đoàn", is_sensitive=True),
    Column(15, "party_joined", "Ngày vào Đảng", is_sensitive=True),
    Column(16, "general_education", "Trình độ giáo dục phổ thông"),
    Column(17, "education", "Trình độ chuyên môn", is_required=True),
    Column(18, "degree", "Học hàm, học vị"),
    Column(19, "political_theory", "Trình độ lý luận chính trị", is_required=True),
    Column(20, "languages", "Ngoại ngữ, tin học"),
    Column(21, "family_background", "Thành phần gia đình", is_sensitive=True),
    Column(22, "awards", "Khen thưởng trong nhiệm kỳ"),
    Column(23, "discipline", "Kỷ luật trong nhiệm kỳ", is_sensitive=True),
    Column(24, "category", "Loại đại biểu", is_required=True),
    Column(25, "is_alternate", "Dự khuyết"),
    Column(26, "attended_before", "Đã dự đại hội kỳ trước"),
    Column(28, "phone", "Điện thoại", is_sensitive=True),
    Column(28, "email", "Thư công vụ", is_sensitive=True),
    Column(29, "service_number", "Số hiệu Công an nhân dân hoặc căn cước", is_sensitive=True),
    Column(30, "needs", "Yêu cầu ăn uống, con nhỏ, sức khoẻ", is_sensitive=True),
    Column(31, "photo", "Ảnh"),
    Column(32, "note", "Ghi chú"),
)
LABELS = {column.code: column.label for column in COLUMNS}
REQUIRED = tuple(column.code for column in COLUMNS if column.is_required)


def label_of(code: str) -> str:
    """The heading of a column; a column nobody knows is shown by its code."""
    return LABELS.get(code, code)
