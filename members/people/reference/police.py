"""Ranks and positions in the police force."""

from members.people.reference.lists import ReferenceItem, ReferenceList

RANK_CLASSES = ReferenceList(
    ReferenceItem("general", "Cấp tướng", ("Tướng",)),
    ReferenceItem("senior", "Cấp tá", ("Tá",)),
    ReferenceItem("junior", "Cấp uý", ("Uý",)),
    ReferenceItem("noncommissioned", "Hạ sĩ quan", ("HSQ",)),
    ReferenceItem("soldier", "Chiến sĩ"),
    ReferenceItem("civilian", "Công nhân, lao động hợp đồng, học viên"),
)

# Law on the People's Public Security 2018, article 21; from the highest down.
RANKS = ReferenceList(
    ReferenceItem("dai_tuong", "Đại tướng", group="general"),
    ReferenceItem("thuong_tuong", "Thượng tướng", group="general"),
    ReferenceItem("trung_tuong", "Trung tướng", group="general"),
    ReferenceItem("thieu_tuong", "Thiếu tướng", group="general"),
    ReferenceItem("dai_ta", "Đại tá", group="senior"),
    ReferenceItem("thuong_ta", "Thượng tá", group="senior"),
    ReferenceItem("trung_ta", "Trung tá", group="senior"),
    ReferenceItem("thieu_ta", "Thiếu tá", group="senior"),
    ReferenceItem("dai_uy", "Đại uý", group="junior"),
    ReferenceItem("thuong_uy", "Thượng uý", group="junior"),
    ReferenceItem("trung_uy", "Trung uý", group="junior"),
    ReferenceItem("thieu_uy", "Thiếu uý", group="junior"),
    ReferenceItem("thuong_si", "Thượng sĩ", group="noncommissioned"),
    ReferenceItem("trung_si", "Trung sĩ", group="noncommissioned"),
    ReferenceItem("ha_si", "Hạ sĩ", group="noncommissioned"),
    ReferenceItem("binh_nhat", "Binh nhất", group="soldier"),
    ReferenceItem("binh_nhi", "Binh nhì", group="soldier"),
    ReferenceItem("worker", "Công nhân Công an", ("CNCA", "Công nhân", "Công nhân viên", "CNV"), "civilian"),
    ReferenceItem("contract", "Lao động hợp đồng", ("LĐHĐ", "HĐLĐ", "Hợp đồng", "Hợp đồng lao động"), "civilian"),
    ReferenceItem("student", "Học viên", ("HV", "Sinh viên"), "civilian"),
)

POLICE_POSITION_GROUPS = ReferenceList(
    ReferenceItem("province_leader", "Lãnh đạo Công an tỉnh", ("Lãnh đạo Công an tỉnh, thành phố",)),
    ReferenceItem("department_leader", "Lãnh đạo cấp phòng", ("Chỉ huy cấp phòng",)),
    ReferenceItem("team_leader", "Lãnh đạo cấp đội", ("Chỉ huy cấp đội",)),
    ReferenceItem("commune_leader", "Lãnh đạo Công an cấp xã", ("Lãnh đạo Công an xã, phường, đặc khu",)),
    ReferenceItem("officer", "Cán bộ, chiến sĩ", ("Cán bộ",)),
    ReferenceItem("worker", "Công nhân Công an, lao động hợp đồng"),
    ReferenceItem("other", "Khác"),
)

# Offered while typing; the field itself is free, for structures change.
POLICE_POSITIONS = ReferenceList(
    ReferenceItem("director", "Giám đốc Công an tỉnh", ("Giám đốc",), "province_leader"),
    ReferenceItem("deputy_director", "Phó Giám đốc Công an tỉnh", ("Phó Giám đốc", "P. Giám đốc"), "province_leader"),
    ReferenceItem("head_of_department", "Trưởng phòng", ("TP",), "department_leader"),
    ReferenceItem("deputy_head_of_department", "Phó Trưởng phòng", ("Phó phòng", "PTP"), "department_leader"),
    ReferenceItem("prison_warden", "Giám thị", (), "department_leader"),
    ReferenceItem("deputy_prison_warden", "Phó Giám thị", (), "department_leader"),
    ReferenceItem("team_leader", "Đội trưởng", (), "team_leader"),
    ReferenceItem("deputy_team_leader", "Phó Đội trưởng", ("Đội phó",), "team_leader"),
    ReferenceItem("station_head", "Trạm trưởng", ("Trưởng trạm",), "team_leader"),
    ReferenceItem("deputy_station_head", "Phó Trạm trưởng", ("Phó Trưởng trạm", "Trạm phó"), "team_leader"),
    ReferenceItem("commune_head", "Trưởng Công an xã", ("Trưởng CA xã",), "commune_leader"),
    ReferenceItem("ward_head", "Trưởng Công an phường", ("Trưởng CA phường",), "commune_leader"),
    ReferenceItem("zone_head", "Trưởng Công an đặc khu", ("Trưởng CA đặc khu",), "commune_leader"),
    ReferenceItem("deputy_commune_head", "Phó Trưởng Công an xã", ("Phó Trưởng CA xã",), "commune_leader"),
    ReferenceItem("deputy_ward_head", "Phó Trưởng Công an phường", ("Phó Trưởng CA phường",), "commune_leader"),
    ReferenceItem("deputy_zone_head", "Phó Trưởng Công an đặc khu", ("Phó Trưởng CA đặc khu",), "commune_leader"),
    ReferenceItem("officer", "Cán bộ", ("CB",), "officer"),
    ReferenceItem("soldier", "Chiến sĩ", ("CS",), "officer"),
    ReferenceItem("worker", "Nhân viên", ("Công nhân", "Lao động hợp đồng"), "worker"),
)
