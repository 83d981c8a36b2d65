"""The six lists as chapters really send them come out as their expectations say."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from members.sheets.reading import Reading, ReadRow

FILES = (
    "1-don-gian.xlsx",
    "2-van-ban-co-tieu-de.xlsx",
    "3-macos-nfd.csv",
    "4-font-cu-tcvn3.xls",
    "5-chia-nhom-viet-hoa.xlsx",
    "6-nhieu-loi.xlsx",
)
# the sample's word for a refusal → our column and code
REASONS = {
    "name missing": ("full_name", "missing", ""),
    "impossible date": ("birth_date", "bad_date", ""),
    "impossible date (month 13)": ("birth_date", "bad_date", "13/12/1985"),
    "same person twice in this list": ("full_name", "duplicate", ""),
    "unknown ethnicity (suggest Kinh)": ("ethnicity", "unknown_value", "Kinh"),
    "born in the future": ("birth_date", "future", ""),
    "joined the Party at age 0": ("party_joined", "joined_too_young", ""),
    "unknown rank (suggest Thiếu tá)": ("rank", "unknown_value", "Thiếu tá"),
    "a formula, not a name": ("full_name", "formula", ""),
    "not a name": ("full_name", "not_a_name", ""),
}


def person_of(row: ReadRow) -> dict[str, str]:
    labels = ("rank", "ethnicity", "religion", "education", "political_theory")
    return {
        "full_name": row.values["full_name"],
        "birth_date": row.values["birth_date"],
        "position": row.shown.get("union_position", ""),
        "party_joined": row.values.get("party_joined", ""),
        "category": row.values.get("category", ""),
        **{key: row.shown.get(key, "") for key in labels},
    }


def expected_of(samples: Path, name: str) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((samples / f"{name}.expected.json").read_text())
    return expected


@pytest.mark.parametrize("name", FILES)
def test_sample_gives_exactly_the_expected_people_in_order(name: str, samples: Path, read: Callable[[bytes], Reading]) -> None:
    reading = read((samples / name).read_bytes())

    expected = [{"category": "", **person} for person in expected_of(samples, name)["accepted"]]
    assert reading.refusal is None
    assert [person_of(row) for row in reading.accepted] == expected


@pytest.mark.parametrize("name", FILES)
def test_sample_refuses_exactly_the_expected_rows_for_the_expected_reasons(
    name: str, samples: Path, read: Callable[[bytes], Reading]
) -> None:
    reading = read((samples / name).read_bytes())

    found = {
        row.number: [(problem.column, problem.code, problem.suggestion) for problem in row.problems] for row in reading.refused
    }
    assert found == {row["row"]: [REASONS[row["reason"]]] for row in expected_of(samples, name)["refused"]}


@pytest.mark.parametrize("name", FILES)
def test_sample_reads_every_column(name: str, samples: Path, read: Callable[[bytes], Reading]) -> None:
    assert read((samples / name).read_bytes()).columns_not_read == []


@pytest.mark.parametrize("name", FILES)
def test_reading_comes_back_equal_from_json(name: str, samples: Path, read: Callable[[bytes], Reading]) -> None:
    reading = read((samples / name).read_bytes())

    assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading


def test_sample_with_a_duplicate_names_both_rows(samples: Path, read: Callable[[bytes], Reading]) -> None:
    reading = read((samples / "6-nhieu-loi.xlsx").read_bytes())

    first, second = reading.row(2), reading.row(13)
    assert first is not None
    assert second is not None
    assert first.problems[0].message == "Đồng chí này có hai lần trong danh sách: xem dòng 13."
    assert "đã có ở dòng 2" in second.problems[0].message


def test_sample_in_an_old_font_says_what_was_converted(samples: Path, read: Callable[[bytes], Reading]) -> None:
    reading = read((samples / "4-font-cu-tcvn3.xls").read_bytes())

    assert reading.encoding == "tcvn3"
    assert reading.notices == [
        "Danh sách gõ bằng phông chữ cũ TCVN3 (.VnTime); đã chuyển sang Unicode. Hãy xem kỹ dấu của từng tên."
    ]


def test_sample_typed_for_printing_tells_which_lines_are_no_people(samples: Path, read: Callable[[bytes], Reading]) -> None:
    reading = read((samples / "2-van-ban-co-tieu-de.xlsx").read_bytes())

    assert reading.header_rows == (7, 8)
    assert [(row.number, row.reason) for row in reading.skipped] == [(25, "end"), (26, "end"), (27, "end")]
