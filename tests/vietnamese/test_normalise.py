import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from vietnamese.normalise import clean


def test_clean_composes_what_macos_takes_apart():
    assert clean(unicodedata.normalize("NFD", "Nguyễn Thị Hường")) == "Nguyễn Thị Hường"


def test_clean_puts_the_hat_before_the_tone():
    assert clean("Le\u0301\u0302 Va\u0300\u0306n") == "Lế Vằn"


def test_clean_puts_the_hat_under_a_tone_already_composed():
    assert clean("th\u00e9\u0302") == "thế"


def test_clean_replaces_the_letters_that_look_like_d_with_a_bar():
    assert clean("\u00d0\u1eb7ng \u0189\u1ed7 \u00f0i") == "Đặng Đỗ đi"


def test_clean_drops_what_cannot_be_seen_and_keeps_one_space():
    assert clean("\ufeff  Đỗ\u00a0Thị\u200b \t\n Kim\x00\u00ad ") == "Đỗ Thị Kim"


def test_clean_makes_an_ordinary_hyphen_of_one_that_does_not_break():
    assert clean("Gia\u2011rai") == "Gia-rai"


@given(st.text())
def test_clean_twice_is_clean_once(text: str):
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_categories=[])))
def test_clean_text_can_be_stored_whatever_was_pasted(text: str):
    cleaned = clean(text)

    assert "\x00" not in cleaned
    assert cleaned.encode().decode() == cleaned
