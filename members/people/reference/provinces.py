"""The 34 provinces and cities since 1 July 2025, with what they were formed from."""

from members.people.reference.lists import ReferenceItem, ReferenceList


def _province(code: str, name: str, *formed_from: str, spelled: tuple[str, ...] = ()) -> ReferenceItem:
    return _place(code, f"Tỉnh {name}", (name, *spelled), formed_from)


def _city(code: str, name: str, *formed_from: str, spelled: tuple[str, ...] = ()) -> ReferenceItem:
    return _place(code, f"Thành phố {name}", (name, f"TP {name}", f"T.P {name}", *spelled), formed_from)


def _place(code: str, label: str, spelled: tuple[str, ...], formed_from: tuple[str, ...]) -> ReferenceItem:
    were_provinces = (*formed_from, *(f"Tỉnh {name}" for name in formed_from))
    return ReferenceItem(code, label, (*spelled, *were_provinces), official={"19/2025": code})


# Codes of decision 19/2025/QĐ-TTg; formed by resolution 202/2025/QH15. An old name finds the province of today; whether
# an address of before the merger should be rewritten is for her to say who wrote it.
PROVINCES = ReferenceList(
    _city("01", "Hà Nội", spelled=("Thủ đô Hà Nội",)),
    _province("04", "Cao Bằng"),
    _province("08", "Tuyên Quang", "Hà Giang"),
    _province("11", "Điện Biên"),
    _province("12", "Lai Châu"),
    _province("14", "Sơn La"),
    _province("15", "Lào Cai", "Yên Bái"),
    _province("19", "Thái Nguyên", "Bắc Kạn", spelled=("Bắc Cạn",)),
    _province("20", "Lạng Sơn"),
    _province("22", "Quảng Ninh"),
    _province("24", "Bắc Ninh", "Bắc Giang"),
    _province("25", "Phú Thọ", "Hoà Bình", "Vĩnh Phúc"),
    _city("31", "Hải Phòng", "Hải Dương"),
    _province("33", "Hưng Yên", "Thái Bình"),
    _province("37", "Ninh Bình", "Hà Nam", "Nam Định"),
    _province("38", "Thanh Hoá"),
    _province("40", "Nghệ An"),
    _province("42", "Hà Tĩnh"),
    _province("44", "Quảng Trị", "Quảng Bình"),
    _city("46", "Huế", "Thừa Thiên Huế"),
    _city("48", "Đà Nẵng", "Quảng Nam"),
    _province("51", "Quảng Ngãi", "Kon Tum"),
    _province("52", "Gia Lai", "Bình Định"),
    _province("56", "Khánh Hoà", "Ninh Thuận"),
    _province("66", "Đắk Lắk", "Phú Yên", spelled=("Đắc Lắc",)),
    _province("68", "Lâm Đồng", "Đắk Nông", "Bình Thuận", spelled=("Đắc Nông",)),
    # A province until 29 April 2026.
    _city("75", "Đồng Nai", "Bình Phước", spelled=("Tỉnh Đồng Nai",)),
    _city("79", "Hồ Chí Minh", "Bình Dương", "Bà Rịa - Vũng Tàu", spelled=("TP.HCM", "HCM", "Sài Gòn")),
    _province("80", "Tây Ninh", "Long An"),
    _province("82", "Đồng Tháp", "Tiền Giang"),
    _province("86", "Vĩnh Long", "Bến Tre", "Trà Vinh"),
    _province("91", "An Giang", "Kiên Giang"),
    _city("92", "Cần Thơ", "Sóc Trăng", "Hậu Giang"),
    _province("96", "Cà Mau", "Bạc Liêu"),
)
