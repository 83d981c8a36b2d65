"""Ethnic groups and religions."""

from members.people.reference.lists import ReferenceItem, ReferenceList


def _ethnic_group(code: str, label: str, census: str, directory: str, *aliases: str) -> ReferenceItem:
    group = "majority" if code == "kinh" else "minority"
    return ReferenceItem(code, label, aliases, group, {"census": census, "directory_1979": directory})


# Two official lists number and spell them differently: the census ("census") and decision 121-TCTK/PPCĐ of 1979
# ("directory_1979"). Never join on a number alone. Labels are the census's, of which the order is, too.
ETHNIC_GROUPS = ReferenceList(
    _ethnic_group("kinh", "Kinh", "01", "01", "Việt", "Kinh (Việt)", "Người Kinh"),
    _ethnic_group("tay", "Tày", "02", "02"),
    _ethnic_group("thai", "Thái", "03", "03"),
    _ethnic_group("muong", "Mường", "04", "06"),
    _ethnic_group("khmer", "Khmer", "05", "05", "Khơ-me", "Khơ me", "Khơ mer", "Khmer Krom", "Kh'mer"),
    _ethnic_group("hoa", "Hoa", "06", "04", "Hán", "Hoa (Hán)"),
    _ethnic_group("nung", "Nùng", "07", "07"),
    _ethnic_group("mong", "Mông", "08", "08", "H'Mông", "HMông", "Hơ Mông", "Mèo", "HMông (Mèo)"),
    _ethnic_group("dao", "Dao", "09", "09"),
    _ethnic_group("gia_rai", "Gia Rai", "10", "10", "Gia-rai", "Jrai", "J'rai", "Ja Rai", "Giơ Rai"),
    _ethnic_group("e_de", "Ê Đê", "11", "12", "Ê-đê", "Rađê", "Rhade"),
    _ethnic_group("ba_na", "Ba Na", "12", "13", "Ba-na", "Bahnar", "Ba Nar"),
    _ethnic_group("san_chay", "Sán Chay", "13", "15", "Cao Lan", "Sán Chỉ", "Cao Lan - Sán Chỉ"),
    _ethnic_group("cham", "Chăm", "14", "17", "Chàm"),
    _ethnic_group("co_ho", "Cơ Ho", "15", "16", "Cơ-ho", "K'Ho", "Kơ Ho"),
    _ethnic_group("xo_dang", "Xơ Đăng", "16", "14", "Xơ-đăng", "Sedang", "Xê Đăng"),
    _ethnic_group("san_diu", "Sán Dìu", "17", "18"),
    _ethnic_group("hre", "Hrê", "18", "19", "H'rê"),
    _ethnic_group("ra_glay", "Ra Glay", "19", "21", "Ra-glai", "Raglay", "Raglai", "Ra Glai"),
    _ethnic_group("mnong", "Mnông", "20", "20", "M'Nông", "Mơ Nông"),
    _ethnic_group("tho", "Thổ", "21", "24"),
    _ethnic_group("xtieng", "Xtiêng", "22", "22", "S'Tiêng", "Stiêng", "X'tiêng"),
    _ethnic_group("kho_mu", "Khơ Mú", "23", "29", "Khơ-mú", "Khmu"),
    _ethnic_group("bru_van_kieu", "Bru Vân Kiều", "24", "23", "Bru-Vân Kiều", "Vân Kiều", "Bru"),
    _ethnic_group("co_tu", "Cơ Tu", "25", "26", "Cơ-tu", "Ka Tu", "Katu", "Kơ Tu"),
    _ethnic_group("giay", "Giáy", "26", "25", "Dáy"),
    _ethnic_group("ta_oi", "Tà Ôi", "27", "31", "Ta-ôi", "Ta Ôi", "Pa Cô"),
    _ethnic_group("ma", "Mạ", "28", "28", "Châu Mạ"),
    _ethnic_group("gie_trieng", "Giẻ Triêng", "29", "27", "Gié-Triêng", "Gié Triêng", "Dẻ Triêng"),
    _ethnic_group("co", "Co", "30", "30", "Cor", "Cua"),
    _ethnic_group("cho_ro", "Chơ Ro", "31", "32", "Chơ-ro", "Châu Ro"),
    _ethnic_group("xinh_mun", "Xinh Mun", "32", "34", "Xinh-mun"),
    _ethnic_group("ha_nhi", "Hà Nhì", "33", "35"),
    _ethnic_group("chu_ru", "Chu Ru", "34", "36", "Chu-ru"),
    _ethnic_group("lao", "Lào", "35", "37"),
    _ethnic_group("la_chi", "La Chí", "36", "38"),
    _ethnic_group("khang", "Kháng", "37", "33"),
    _ethnic_group("phu_la", "Phù Lá", "38", "40"),
    _ethnic_group("la_hu", "La Hủ", "39", "41"),
    _ethnic_group("la_ha", "La Ha", "40", "39"),
    _ethnic_group("pa_then", "Pà Thẻn", "41", "46"),
    _ethnic_group("lu", "Lự", "42", "42", "Lừ"),
    _ethnic_group("ngai", "Ngái", "43", "11"),
    _ethnic_group("chut", "Chứt", "44", "44"),
    _ethnic_group("lo_lo", "Lô Lô", "45", "43"),
    _ethnic_group("mang", "Mảng", "46", "45"),
    _ethnic_group("co_lao", "Cơ Lao", "47", "47", "Cờ Lao"),
    _ethnic_group("bo_y", "Bố Y", "48", "49"),
    _ethnic_group("cong", "Cống", "49", "48"),
    _ethnic_group("si_la", "Si La", "50", "50"),
    _ethnic_group("pu_peo", "Pu Péo", "51", "51"),
    _ethnic_group("ro_mam", "Rơ Măm", "52", "54", "Rơ-măm"),
    _ethnic_group("brau", "Brâu", "53", "52"),
    _ethnic_group("o_du", "Ơ Đu", "54", "53", "Ơ-đu"),
    ReferenceItem("foreign", "Người nước ngoài", ("Nước ngoài",), "foreign", {"census": "55"}),
)

# Statistical codes of decision 1019/QĐ-TCTK of 2008; the last two were recognised later and have none.
RELIGIONS = ReferenceList(
    ReferenceItem(
        "none",
        "Không",
        (
            "Ko",
            "K",
            "0",
            "0.0",
            "Không có",
            "Không theo",
            "Không tôn giáo",
            "Không theo tôn giáo",
            "Không theo đạo",
            "Kg",
        ),
    ),
    ReferenceItem("buddhism", "Phật giáo", ("Phật", "Đạo Phật"), official={"1019": "01"}),
    ReferenceItem(
        "catholicism",
        "Công giáo",
        ("Thiên Chúa giáo", "Thiên Chúa", "Đạo Thiên Chúa", "Đạo Công giáo"),
        official={"1019": "02"},
    ),
    ReferenceItem(
        "hoa_hao", "Phật giáo Hoà Hảo", ("Hoà Hảo", "PG Hoà Hảo", "PGHH", "Đạo Hoà Hảo"), official={"1019": "03"}
    ),
    ReferenceItem("islam", "Hồi giáo", ("Đạo Hồi", "Islam"), official={"1019": "04"}),
    ReferenceItem("cao_dai", "Cao Đài", ("Đạo Cao Đài",), official={"1019": "05"}),
    ReferenceItem("minh_su", "Minh Sư đạo", ("Minh Sư",), official={"1019": "06"}),
    ReferenceItem("minh_ly", "Minh Lý đạo", ("Minh Lý", "Minh Lý đạo - Tam Tông Miếu"), official={"1019": "07"}),
    ReferenceItem("protestantism", "Tin Lành", ("Đạo Tin Lành",), official={"1019": "08"}),
    ReferenceItem(
        "tinh_do_cu_si",
        "Tịnh độ cư sĩ Phật hội Việt Nam",
        ("Tịnh độ cư sĩ", "Tịnh độ cư sĩ Phật hội"),
        official={"1019": "09"},
    ),
    ReferenceItem("tu_an_hieu_nghia", "Đạo Tứ Ân Hiếu Nghĩa", ("Tứ Ân Hiếu Nghĩa",), official={"1019": "10"}),
    ReferenceItem("buu_son_ky_huong", "Bửu Sơn Kỳ Hương", ("Đạo Bửu Sơn Kỳ Hương",), official={"1019": "11"}),
    ReferenceItem("bahai", "Đạo Baha'i", ("Baha'i", "Bahai", "Tôn giáo Baha'i"), official={"1019": "12"}),
    ReferenceItem("brahmanism", "Bà La Môn", ("Bà-la-môn giáo", "Đạo Bà La Môn"), official={"1019": "13"}),
    ReferenceItem("mormonism", "Mặc Môn", ("Mormon",), official={"1019": "14"}),
    ReferenceItem("adventism", "Cơ đốc Phục lâm", ("Cơ đốc Phục lâm Việt Nam",)),
    ReferenceItem("ta_lon", "Phật giáo Hiếu Nghĩa Tà Lơn", ("Hiếu Nghĩa Tà Lơn",)),
    ReferenceItem("other", "Khác", ("Tôn giáo khác",), official={"1019": "99"}),
)
