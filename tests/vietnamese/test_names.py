import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.names import (
    NameParts,
    looks_like_a_name,
    name_problem,
    sort_key,
    split_name,
    text_sort_key,
    title_case_name,
)

LETTERS_IN_ORDER = "aăâbcdđeêghiklmnoôơpqrstuưvxy"


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Nguyễn Thị Thu Hương", NameParts("Nguyễn", "Thị Thu", "Hương")),
        ("Lê Hoa", NameParts("Lê", "", "Hoa")),
        ("Điểu", NameParts("", "", "Điểu")),
        ("", NameParts("", "", "")),
    ],
)
def test_split_name_takes_the_last_word_as_given_name(full: str, parts: NameParts):
    assert split_name(full) == parts


def test_sort_key_puts_letters_before_tones():
    assert sorted(["Ân", "Ăn", "Ánh", "An"], key=sort_key) == ["An", "Ánh", "Ăn", "Ân"]


def test_sort_key_has_the_order_of_the_alphabet():
    shuffled = random.Random(1).sample(LETTERS_IN_ORDER, len(LETTERS_IN_ORDER))

    assert "".join(sorted(shuffled, key=sort_key)) == LETTERS_IN_ORDER


def test_sort_key_has_the_order_of_the_tones():
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_sort_key_asks_given_name_then_family_then_middle_name():
    in_order = ["Vũ Thị An", "Đỗ Thị Hoa", "Lê Bích Hoa", "Lê Thị Hoa", "Lê Thị Kim Hoa", "Bùi Thị Hoà"]

    assert sorted(random.Random(1).sample(in_order, len(in_order)), key=sort_key) == in_order


def test_sort_key_takes_a_longer_given_name_after_a_shorter_one():
    assert sort_key("Vũ Thị An") < sort_key("Bùi Thị Anh")


def test_sort_key_follows_the_name_a_person_chose():
    assert sort_key("H'Hen Niê", "Hen") < sort_key("Lê Thị Hoa") < sort_key("H'Hen Niê")


def test_sort_key_does_not_mind_capitals_or_decomposed_letters():
    assert sort_key("LÊ THỊ ƯỚC") == sort_key("Le\u0302 Thi\u0323 U\u031bo\u031b\u0301c")


@given(st.text())
def test_sort_key_is_ascii_for_any_text(text: str):
    assert sort_key(text, text).isascii()
    assert "\x00" not in text_sort_key(text)


def test_text_sort_key_counts_numbers():
    assert sorted(["Đội 10", "Đội 2", "Đội 1", "Chi hội"], key=text_sort_key) == ["Chi hội", "Đội 1", "Đội 2", "Đội 10"]


def test_text_sort_key_counts_numbers_inside_a_word():
    assert sorted(["PX03", "PC10", "PC6", "PC07"], key=text_sort_key) == ["PC6", "PC07", "PC10", "PX03"]


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_text_sort_key_orders_numbers_as_numbers(one: int, other: int):
    assert (text_sort_key(f"Tổ {one}") < text_sort_key(f"Tổ {other}")) == (one < other)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("NGUYỄN THỊ HƯƠNG", "Nguyễn Thị Hương"),
        ("  ĐỖ\u00a0THỊ  KIM ƯỚC ", "Đỗ Thị Kim Ước"),
        ("lê thị hoa", "Lê Thị Hoa"),
        ("Lê Thị HOA", "Lê Thị Hoa"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Y Blung Niê", "Y Blung Niê"),
        ("Y BLUNG NIÊ KĐĂM", "Y Blung Niê Kđăm"),
    ],
)
def test_title_case_name_gives_ordinary_capitals(typed: str, name: str):
    assert title_case_name(typed) == name


@pytest.mark.parametrize("name", ["Nguyễn Thị Hương", "H'Hen Niê", "Y Blung Niê", "Điểu", "Ngô Thị-Mai", "HỒ THỊ HOA"])
def test_looks_like_a_name_takes_the_names_people_have(name: str):
    assert looks_like_a_name(name)


@pytest.mark.parametrize("text", ["", " ", "<script>alert(1)</script>", "=A1&B1", "Tổng 15", "12", "A", "a@b.vn", "x" * 81])
def test_looks_like_a_name_refuses_what_is_none(text: str):
    assert not looks_like_a_name(text)


def test_name_problem_says_which_character_is_wrong():
    assert name_problem("Lê Thị Hoa 2") == "“Lê Thị Hoa 2” không phải họ tên vì có ký tự “2”: hãy chỉ ghi chữ cái."


def test_name_problem_knows_a_formula():
    assert "công thức" in name_problem("=CONCAT(A1,B1)")
