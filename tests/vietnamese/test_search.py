import unicodedata

import pytest

from vietnamese.search import search_key, tone_key


@pytest.mark.parametrize(
    "typed",
    ["nguyen thi huong", "Nguyễn Thị Hường", "NGUYEN THI HUONG", unicodedata.normalize("NFD", "Nguyễn Thị Hường")],
)
def test_search_key_of_every_way_to_type_a_name_is_one(typed: str):
    assert search_key(typed) == search_key("Nguyễn Thị Hường")


def test_search_key_keeps_the_d_of_dang():
    assert search_key("Đặng") == "dang"


def test_search_key_parts_words_at_punctuation():
    assert search_key("H'Hen-Niê (PX03)") == "h hen nie px03"


@pytest.mark.parametrize(
    ("old", "new"), [("hòa", "hoà"), ("Thủy", "Thuỷ"), ("KHỎE", "khoẻ"), ("Ủy viên", "uỷ viên"), ("Tòa", "toà")]
)
def test_tone_key_is_the_same_for_old_and_new_tone_placement(old: str, new: str):
    assert tone_key(old) == tone_key(new)


@pytest.mark.parametrize(("one", "other"), [("Hương", "Hường"), ("mùa", "mua"), ("quý", "quỳ"), ("của", "cua")])
def test_tone_key_keeps_different_tones_apart(one: str, other: str):
    assert tone_key(one) != tone_key(other)


def test_tone_key_leaves_names_that_agree_in_both_spellings():
    assert tone_key("Hoàn Quý Giá") == "hoàn quý giá"
