import json
from pathlib import Path

import pytest

from members.people.reference import (
    EDUCATION_LEVELS,
    ETHNIC_GROUPS,
    GENERAL_EDUCATION,
    PARTY_STAGES,
    POLICE_POSITION_GROUPS,
    POLICE_POSITIONS,
    POLITICAL_THEORY,
    PROVINCES,
    RANK_CLASSES,
    RANKS,
    RELIGIONS,
    UNION_POSITION_GROUPS,
    UNION_POSITIONS,
    ReferenceItem,
    ReferenceList,
    recognise_group_row,
)

ALL_LISTS = [
    ETHNIC_GROUPS,
    RELIGIONS,
    RANKS,
    EDUCATION_LEVELS,
    POLITICAL_THEORY,
    GENERAL_EDUCATION,
    UNION_POSITIONS,
    POLICE_POSITIONS,
    POLICE_POSITION_GROUPS,
    PARTY_STAGES,
    PROVINCES,
]

SAMPLES = Path(__file__).parents[2] / "data" / "delegate-lists"
SAMPLE_COLUMNS = {
    "rank": RANKS,
    "position": UNION_POSITIONS,
    "ethnicity": ETHNIC_GROUPS,
    "religion": RELIGIONS,
    "education": EDUCATION_LEVELS,
    "political_theory": POLITICAL_THEORY,
}


@pytest.mark.parametrize("reference", ALL_LISTS)
def test_recognise_finds_every_label_and_alias_in_any_capitals(reference: ReferenceList):
    for item in reference.items:
        for spelling in (item.label, *item.aliases):
            assert reference.recognise(spelling.upper()) == reference.recognise(f" {spelling.lower()} ") == item.code


@pytest.mark.parametrize(
    ("reference", "written", "label"),
    [
        (RANKS, "Thượng úy", "Thượng uý"),
        (RANKS, "thuong uy", "Thượng uý"),
        (RANKS, "THƯỢNG SỸ", "Thượng sĩ"),
        (UNION_POSITIONS, "Ủy viên Ban Chấp hành", "Uỷ viên BCH"),
        (UNION_POSITIONS, "UV.BCH", "Uỷ viên BCH"),
        (ETHNIC_GROUPS, "H'Mông", "Mông"),
        (ETHNIC_GROUPS, "Khơ-me", "Khmer"),
        (ETHNIC_GROUPS, "Êđê", "Ê Đê"),
        (ETHNIC_GROUPS, "Gia rai", "Gia Rai"),
        (ETHNIC_GROUPS, "nung", "Nùng"),
        (RELIGIONS, "0", "Không"),
        (RELIGIONS, "Ko", "Không"),
        (RELIGIONS, "Thiên chúa giáo", "Công giáo"),
        (EDUCATION_LEVELS, "Thạc sỹ", "Thạc sĩ"),
        (POLITICAL_THEORY, "Cao cấp LLCT", "Cao cấp"),
        (PROVINCES, "TP.HCM", "Thành phố Hồ Chí Minh"),
        (PROVINCES, "tỉnh Hòa Bình", "Tỉnh Phú Thọ"),
    ],
)
def test_recognise_knows_what_people_write(reference: ReferenceList, written: str, label: str):
    code = reference.recognise(written)

    assert code is not None
    assert reference.label(code) == label


@pytest.mark.parametrize(
    ("reference", "written", "suggestion"),
    [
        (RANKS, "Thiếu tã", "Thiếu tá"),
        (ETHNIC_GROUPS, "Kinhh", "Kinh"),
        (UNION_POSITIONS, "Uỷ viên Ban Chấp hàn", "Uỷ viên BCH"),
        (RANKS, "Giám đốc", None),
        (RANKS, "", None),
        (RANKS, "-", None),
    ],
)
def test_recognise_does_not_guess_where_suggest_may(reference: ReferenceList, written: str, suggestion: str | None):
    assert reference.recognise(written) is None
    assert reference.suggest(written) == suggestion


def test_recognise_takes_exact_tones_before_missing_ones():
    peoples = ReferenceList(ReferenceItem("co", "Co"), ReferenceItem("co_tone", "Cơ"))

    assert (peoples.recognise("Co"), peoples.recognise("Cơ")) == ("co", "co_tone")


def test_recognise_refuses_to_choose_between_two_without_their_accents():
    peoples = ReferenceList(ReferenceItem("cong", "Cống"), ReferenceItem("cong_tone", "Công"))

    assert peoples.recognise("Cong") is None


def test_reference_list_refuses_one_spelling_for_two_entries():
    with pytest.raises(ValueError, match="written for two entries"):
        ReferenceList(ReferenceItem("one", "Uỷ viên"), ReferenceItem("two", "Ủy viên"))


def test_ethnic_groups_have_every_number_of_both_official_lists_once():
    peoples = [item for item in ETHNIC_GROUPS.items if item.code != "foreign"]

    for official in ("census", "directory_1979"):
        assert sorted(item.official[official] for item in peoples) == [f"{number:02}" for number in range(1, 55)]


def test_ethnic_groups_have_53_minorities():
    assert [item.group for item in ETHNIC_GROUPS.items].count("minority") == 53


def test_provinces_are_34():
    assert len(PROVINCES.items) == 34


def test_ranks_are_ordered_from_the_highest_down():
    assert RANKS.order("dai_tuong") < RANKS.order("thieu_ta") < RANKS.order("dai_uy") < RANKS.order("unknown")


@pytest.mark.parametrize(
    ("reference", "groups"),
    [
        (RANKS, RANK_CLASSES),
        (UNION_POSITIONS, UNION_POSITION_GROUPS),
        (POLICE_POSITIONS, POLICE_POSITION_GROUPS),
    ],
)
def test_groups_are_entries_of_the_list_of_groups(reference: ReferenceList, groups: ReferenceList):
    assert all(groups.get(item.group) for item in reference.items)


def test_label_of_an_unknown_code_is_the_code():
    assert (RANKS.label(""), RANKS.label("of_another_day")) == ("", "of_another_day")


def test_choices_are_what_a_field_takes():
    assert RANK_CLASSES.choices[0] == ("general", "Cấp tướng")


@pytest.mark.parametrize(
    ("row", "category"),
    [
        ("ĐẠI BIỂU ĐƯƠNG NHIÊN", "ex_officio"),
        ("II. Đại biểu được bầu (05 đồng chí)", "elected"),
        ("3) Dai bieu chi dinh:", "appointed"),
        ("B - Dự khuyết: 02 đồng chí", "alternate"),
        ("Danh sách này có 15 đồng chí./.", None),
        ("Nguyễn Thị Hương", None),
    ],
)
def test_recognise_group_row_reads_the_category_a_row_announces(row: str, category: str | None):
    assert recognise_group_row(row) == category


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.expected.json")), ids=lambda path: path.name)
def test_labels_are_those_that_a_correct_reading_of_the_samples_finds(path: Path):
    for person in json.loads(path.read_text())["accepted"]:
        for column, reference in SAMPLE_COLUMNS.items():
            if word := person[column]:
                assert reference.label(reference.recognise(word) or "") == word
