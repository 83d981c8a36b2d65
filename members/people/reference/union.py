"""Posts in the union, stages on the way into the Party, and what awards are counted under."""

import re

from members.people.reference.lists import ReferenceItem, ReferenceList

# What the report on delegates' credentials counts by: the province's board, boards below, chi hội, members.
UNION_POSITION_GROUPS = ReferenceList(
    ReferenceItem("province_board", "Ban Phụ nữ Công an tỉnh"),
    ReferenceItem("grassroots_board", "Ban Chấp hành hội cơ sở"),
    ReferenceItem("branch_leader", "Chi hội trưởng, chi hội phó"),
    ReferenceItem("member", "Hội viên"),
)

UNION_POSITIONS = ReferenceList(
    ReferenceItem("board_head", "Trưởng ban", ("Trưởng ban Phụ nữ", "Trưởng Ban Phụ nữ Công an tỉnh"), "province_board"),
    ReferenceItem(
        "board_deputy",
        "Phó Trưởng ban",
        ("Phó ban", "Phó Trưởng ban Phụ nữ", "Phó Trưởng Ban Phụ nữ Công an tỉnh"),
        "province_board",
    ),
    ReferenceItem(
        "board_member",
        "Uỷ viên Ban Phụ nữ",
        ("UV Ban Phụ nữ", "UV Ban PN", "Uỷ viên Ban PN", "UV BPN", "Uỷ viên Ban Phụ nữ Công an tỉnh"),
        "province_board",
    ),
    ReferenceItem("president", "Chủ tịch", ("Chủ tịch Hội", "CT Hội", "Chủ tịch Hội Phụ nữ"), "grassroots_board"),
    ReferenceItem(
        "vice_president",
        "Phó Chủ tịch",
        ("Phó Chủ tịch Hội", "PCT Hội", "PCT", "Phó Chủ tịch Hội Phụ nữ"),
        "grassroots_board",
    ),
    ReferenceItem(
        "standing_member",
        "Uỷ viên Ban Thường vụ",
        ("Uỷ viên Thường vụ", "UV BTV", "Uỷ viên BTV", "UV Ban Thường vụ", "UV Thường vụ"),
        "grassroots_board",
    ),
    ReferenceItem(
        "committee_member",
        "Uỷ viên BCH",
        ("UV BCH", "Uỷ viên Ban Chấp hành", "UV Ban Chấp hành", "Uỷ viên chấp hành", "Uỷ viên BCH Hội"),
        "grassroots_board",
    ),
    ReferenceItem("branch_head", "Chi hội trưởng", ("CHT", "Trưởng chi hội"), "branch_leader"),
    ReferenceItem("branch_deputy", "Chi hội phó", ("CHP", "Phó chi hội", "Phó Chi hội trưởng"), "branch_leader"),
    ReferenceItem("group_head", "Tổ trưởng", ("Tổ trưởng tổ phụ nữ", "Tổ trưởng phụ nữ"), "member"),
    ReferenceItem("group_deputy", "Tổ phó", ("Tổ phó tổ phụ nữ", "Tổ phó phụ nữ"), "member"),
    ReferenceItem("member", "Hội viên", ("HV", "Hội viên phụ nữ"), "member"),
)

PARTY_STAGES = ReferenceList(
    ReferenceItem("full", "Đảng viên chính thức", ("Đảng viên", "ĐV", "Chính thức", "ĐVCT"), "party"),
    ReferenceItem("probationary", "Đảng viên dự bị", ("Dự bị", "ĐVDB"), "party"),
    ReferenceItem("youth_union", "Đoàn viên", ("Đoàn viên TNCS", "Đoàn viên thanh niên"), "youth_union"),
    ReferenceItem("none", "Quần chúng", ("QC", "Không", "Chưa", "Chưa vào Đảng"), "none"),
)

AWARD_KINDS = ReferenceList(
    ReferenceItem("medal", "Huân chương, Huy chương", ("Huân chương", "Huy chương")),
    ReferenceItem("diploma_government", "Bằng khen Thủ tướng Chính phủ", ("Bằng khen của Thủ tướng Chính phủ",)),
    ReferenceItem("diploma", "Bằng khen", ("Bằng khen cấp bộ", "Bằng khen cấp tỉnh")),
    ReferenceItem("title_national", "Chiến sĩ thi đua toàn quốc", ("CSTĐ toàn quốc",)),
    ReferenceItem("title_force", "Chiến sĩ thi đua toàn lực lượng", ("CSTĐ toàn lực lượng",)),
    ReferenceItem("title_unit", "Chiến sĩ thi đua cơ sở", ("CSTĐ cơ sở", "CSTĐCS")),
    ReferenceItem("title_advanced", "Chiến sĩ tiên tiến", ("CSTT", "Lao động tiên tiến")),
    ReferenceItem("certificate", "Giấy khen"),
    ReferenceItem("commemorative", "Kỷ niệm chương"),
    ReferenceItem("other", "Khác"),
)

# Rows that stand over a group of delegates in a list and say how they come to the congress.
DELEGATE_GROUP_ROWS = ReferenceList(
    ReferenceItem("ex_officio", "Đại biểu đương nhiên", ("Đương nhiên", "ĐB đương nhiên")),
    ReferenceItem(
        "elected",
        "Đại biểu được bầu",
        ("Được bầu", "Đại biểu bầu", "ĐB được bầu", "Đại biểu bầu cử", "Đại biểu do bầu"),
    ),
    ReferenceItem("appointed", "Đại biểu chỉ định", ("Chỉ định", "ĐB chỉ định", "Đại biểu được chỉ định")),
    ReferenceItem("alternate", "Đại biểu dự khuyết", ("Dự khuyết", "ĐB dự khuyết")),
)

NUMBER_BEFORE = re.compile(r"^\s*(?:[IVX]+|[A-D]|\d+)\s*[.)/:\-]\s*")
COUNT_BEHIND = re.compile(r"\s*(?:\(.*\)|[:;]\s*.*)\s*$")


def recognise_group_row(text: str) -> str | None:
    """Return the category that a row announces: "II. ĐẠI BIỂU ĐƯỢC BẦU (05 đồng chí)" → "elected"."""
    return DELEGATE_GROUP_ROWS.recognise(COUNT_BEHIND.sub("", NUMBER_BEFORE.sub("", text)))
