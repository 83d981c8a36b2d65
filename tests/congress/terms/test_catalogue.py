import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.terms.rules.catalogue import (
    MARKS,
    Entry,
    Kind,
    Level,
    RuleProblem,
    catalogue,
    check,
    defaults,
    display,
    groups,
    parse,
    text_of,
)
from congress.terms.rules.rule_set import NotSet, RuleSet, differences
from congress.terms.rules.step_table import Step

ENTRIES = list(catalogue().values())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_every_entry_can_be_read_by_a_person(entry: Entry) -> None:
    assert entry.label[0].isupper() or entry.label[0].isdigit()
    assert entry.basis
    assert entry.mark in MARKS
    assert "chưa đối chiếu" in entry.mark_label
    assert len(entry.key) <= 60
    assert entry.group in {group.code for group in groups()}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
@pytest.mark.parametrize("level", list(Level))
def test_default_survives_being_written_read_and_stored(entry: Entry, level: Level) -> None:
    default = entry.default(level)
    assert parse(entry, text_of(entry, default)) == default
    assert check(entry, json.loads(json.dumps(default))) == default
    assert display(entry, default)


def test_every_group_has_entries_and_every_entry_a_group() -> None:
    assert [group.code for group in groups()] == list("ABCDEFG")
    assert {entry.group for entry in ENTRIES} == {group.code for group in groups()}


def test_defaults_differ_by_level_and_leave_out_what_is_not_set() -> None:
    assert defaults("tinh")["tong_dai_bieu"] == 150
    assert "tong_dai_bieu" not in defaults("cs")
    assert [defaults(level)["dai_hoi.hinh_thuc"] for level in Level] == ["DAI_BIEU", "TOAN_THE", "HOI_NGHI"]


@pytest.mark.parametrize(
    ("key", "text", "stored", "shown"),
    [
        ("tong_dai_bieu", "1500", 1500, "1.500 đại biểu"),
        ("ty_le_chi_dinh_max", "7,5 %", "7.5", "7,5%"),
        ("ty_le_chi_dinh_max", "10", "10", "10%"),
        ("ty_le_trieu_tap_toi_thieu", "4 / 6", "2/3", "2/3"),
        ("dai_hoi.hinh_thuc", "hội nghị chi hội", "HOI_NGHI", "Hội nghị chi hội"),
        ("khoang_tong_dai_bieu", "50 – 250", [50, 250], "50–250 đại biểu"),
        ("so_pho", "2", [2, 2], "2 đồng chí"),
        ("so_du_bat_buoc", "không", False, "Không"),
        ("bac_phan_bo", "1–15: 1, 16–30: 2, trên 30: 3", [[15, 1], [30, 2], [None, 3]], "1–15: 1; 16–30: 2; trên 30: 3"),
        ("nhom_tuoi", "dưới 30; 30-50; trên 50", ["dưới 30", "30-50", "trên 50"], "Dưới 30; 30–50; Trên 50"),
        ("tai_lieu_kem_danh_sach", "minutes", ["minutes"], "Biên bản (trích biên bản) bầu đại biểu"),
        ("muc_do_kiem_tra", "Có ảnh để in thẻ: Phải sửa", {"photo_missing": "block"}, "Có ảnh để in thẻ: Phải sửa"),
        ("so_du_khuyet.tran_phan_tram", "  ", None, "chưa đặt"),
    ],
)
def test_value_is_read_as_people_write_it(key: str, text: str, stored: object, shown: str) -> None:
    entry = catalogue()[key]
    assert parse(entry, text) == stored
    assert display(entry, stored) == shown


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("tong_dai_bieu", "nhiều", "không phải là số"),
        ("tong_dai_bieu", "0", "từ 1 trở lên"),
        ("tong_dai_bieu", "1,5", "số nguyên"),
        ("tong_dai_bieu", "1e999999999", "không phải là số"),
        ("tong_dai_bieu", "NaN", "không phải là số"),
        ("ty_le_chi_dinh_max", "101", "không được quá 100"),
        ("ty_le_trieu_tap_toi_thieu", "2/0", "không phải là phân số"),
        ("ty_le_trieu_tap_toi_thieu", "3/2", "không quá 1"),
        ("dai_hoi.hinh_thuc", "HOP", "không có trong các lựa chọn"),
        ("khoang_tong_dai_bieu", "250-50", "viết ngược"),
        ("khoang_tong_dai_bieu", "1-2-3", "cần hai số"),
        ("so_du_bat_buoc", "có lẽ", "Có hoặc Không"),
        ("bac_phan_bo", "15", "Không đọc được bậc"),
        ("bac_phan_bo", "15: 1", "bậc cuối cùng"),
        ("nhom_tuoi", "<30; 31-50; >50", "Tuổi 30 không thuộc nhóm nào"),
        ("muc_do_kiem_tra", "Có ảnh để in thẻ: nặng", "hãy chọn Phải sửa"),
        ("muc_do_kiem_tra", "khác: Phải sửa", "Không có kiểm tra nào"),
        ("han_tuoi_phuc_vu_nu", "Đại tá", "thiếu dấu hai chấm"),
    ],
)
def test_wrong_value_is_refused_with_a_sentence(key: str, text: str, words: str) -> None:
    with pytest.raises(RuleProblem, match=words):
        parse(catalogue()[key], text)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(ENTRIES), ANY_JSON)
def test_whatever_was_stored_is_a_value_or_a_problem(entry: Entry, value: object) -> None:
    try:
        stored = check(entry, value)
    except RuleProblem:
        return
    assert check(entry, stored) == stored
    assert display(entry, stored) is not None


@given(st.sampled_from(ENTRIES), st.text(max_size=30))
def test_whatever_is_typed_is_a_value_or_a_problem(entry: Entry, text: str) -> None:
    try:
        stored = parse(entry, text)
    except RuleProblem:
        return
    assert check(entry, stored) == stored


# ---- the rule set -------------------------------------------------------------------------------------------------


def test_rule_set_gives_stored_values_and_defaults_for_the_rest() -> None:
    rules = RuleSet({"tong_dai_bieu": 180, "ty_le_chi_dinh_max": "7.5"}, "tinh")
    assert rules.integer("tong_dai_bieu") == 180
    assert rules.percent("ty_le_chi_dinh_max") == Fraction(15, 2)
    assert rules.fraction("ty_le_trieu_tap_toi_thieu") == Fraction(2, 3)
    assert rules.steps("bac_phan_bo")[-1] == Step(None, 5)
    assert next(band.label for band in rules.bands("nhom_tuoi")) == "Dưới 30"
    assert rules.range("khoang_tong_dai_bieu") == (50, 250)
    assert rules.table("muc_do_kiem_tra")["not_a_member"] == "block"
    assert rules.items("tai_lieu_kem_danh_sach") == ["minutes", "signed_list"]
    assert rules.is_on("so_du_bat_buoc")
    assert rules.choice("cach_phan_bo") == "F2"
    assert rules.display("tong_dai_bieu") == "180 đại biểu"


def test_value_stored_as_not_set_is_not_the_default() -> None:
    rules = RuleSet({"tong_dai_bieu": None}, "tinh")
    assert not rules.is_set("tong_dai_bieu")
    with pytest.raises(NotSet, match="Tổng số đại biểu chính thức"):
        rules.integer("tong_dai_bieu")
    assert rules.percent_or_none("so_du_khuyet.tran_phan_tram") is None


def test_asking_for_the_wrong_kind_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError, match="integer"):
        RuleSet({}, "tinh").text("tong_dai_bieu")


def test_differences_between_two_rule_sets_are_named_as_shown() -> None:
    found = differences(RuleSet({}, "tinh"), RuleSet({"tong_dai_bieu": 180}, "tinh"))
    assert [(entry.key, old, new) for entry, old, new in found] == [("tong_dai_bieu", "150 đại biểu", "180 đại biểu")]


def test_kinds_are_all_used() -> None:
    assert {entry.kind for entry in ENTRIES} == set(Kind)
