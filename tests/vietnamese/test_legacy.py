import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.legacy import Repaired, detect, encoding_of_font, repair

NAMES = [
    "Nguyễn Thị Hương", "Lê Hoà", "Trà My", "Toàn", "Đặng Thuý Hằng", "Bùi Thị Hà", "Võ Ý", "Lò Thị Tú", "Hồ Thị Thoa",
    "Hà Nhì", "Bà Rịa", "Lý Thị Ái", "Cao Thị Tâm", "Tô Thị Sen", "Quách Thị Quý", "Chi hội phó", "Không", "Mùa A Dế",
]  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "read", "encoding"),
    [
        ("NguyÔn ThÞ H\u00ad¬ng", "Nguyễn Thị Hương", "tcvn3"),
        ("Hoµng ThÞ Quúnh YÕn", "Hoàng Thị Quỳnh Yến", "tcvn3"),
        ("§¹i häc", "Đại học", "tcvn3"),
        ("CéNG HßA", "CỘNG HÒA", "tcvn3"),
        ("Nguyeãn Thò Höông, Ñaïi hoäi", "Nguyễn Thị Hương, Đại hội", "vni"),
        ("CHUÛ TÒCH ÑOAØN", "CHỦ TỊCH ĐOÀN", "vni"),
    ],
)
def test_repair_reads_text_of_old_fonts(stored: str, read: str, encoding: str):
    assert repair(stored) == Repaired(read, encoding)


def test_repair_asks_the_font_where_the_text_is_too_short_to_tell():
    assert repair("T«", ".VnTime").text == "Tô"
    assert repair("Thò", "VNI-Times").text == "Thị"
    assert repair("Thò").text == "Thò"


def test_repair_gives_back_the_capitals_of_a_capital_font():
    assert repair("Céng hßa", ".VnTimeH").text == "CỘNG HÒA"


def test_repair_leaves_unicode_in_a_sheet_that_is_mostly_legacy():
    assert repair("Nguyễn Thị Hường", encoding="tcvn3") == Repaired("Nguyễn Thị Hường", "unicode")


@pytest.mark.parametrize(
    ("font", "encoding"),
    [(".VnTime", "tcvn3"), (".VnArialH", "tcvn3"), ("VNI-Times", "vni"), ("Times New Roman", None), ("", None)],
)
def test_encoding_of_font_knows_the_old_families(font: str, encoding: str | None):
    assert encoding_of_font(font) == encoding


def test_detect_tells_a_sheet_by_most_of_its_words():
    assert detect(["Hä vµ tªn", "STT", "Vò Kh¸nh Quyªn", "Cao ®¼ng"]) == "tcvn3"
    assert detect(["Hoï vaø teân", "STT", "Voõ Thò Haèng", "Cao ñaúng"]) == "vni"


@given(st.lists(st.sampled_from(NAMES)), st.sampled_from(["NFC", "NFD"]))
def test_detect_never_takes_good_unicode_for_noise(names: list[str], form: str):
    assert detect([unicodedata.normalize(form, name) for name in names]) == "unicode"


@given(st.text())
def test_repair_leaves_text_alone_that_no_old_font_explains(text: str):
    repaired = repair(text)

    assert repaired.encoding != "unicode" or repaired.text == text


def test_detect_leaves_french_and_german_alone():
    assert detect(["François Müller", "Café Noël", "Bjørn Åse"]) == "unicode"


@pytest.mark.parametrize("text", ["A · B", "5 µ", "20°C", "© 2025", "«Hoa»", "½ ngày", "m²"])
def test_detect_takes_a_sign_for_a_sign(text: str):
    assert detect([text]) == "unicode"
