"""Whatever is uploaded, the reader answers: a list, or a refusal that somebody has thought of."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.sheets.reading import COLUMNS, Reading, check_row, read_people

TODAY = date(2026, 11, 21)
SAMPLES = Path(__file__).parents[2] / "data" / "delegate-lists"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".xlsx", ".xls", ".csv"})
XML_FILES = [path for path in FILES if path.suffix == ".xlsx"]

HEADINGS = [column.heading for column in COLUMNS] + ["STT", "Họ", "Tên", "Nam", "Nữ", "Trình độ", "Cỡ giày", ""]
WORDS = st.one_of(
    st.sampled_from(
        ["Nguyễn Thị Hương", "Kinh", "Không", "I", "A.", "Tổng cộng", "ĐẠI BIỂU ĐƯƠNG NHIÊN", "Dự khuyết", "=1+1", "1", "x"]
    ),
    st.sampled_from(
        ["31/02/1985", "1988", "3.7.1978", "29342", "0", "-", "Đại học Luật", "Thiếu tá, Đội trưởng", "+84912345678"]
    ),
    st.text(max_size=30),
)
slow = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def read(content: bytes) -> Reading:
    reading = read_people(content, file_name="danh-sach.xlsx", today=TODAY)
    assert reading.refusal is None or reading.refusal.code != "unreadable"
    assert bool(reading.rows) == (reading.refusal is None)
    return reading


@given(st.binary(max_size=3000))
@settings(deadline=None)
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    read(content)


@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf", b"\xff\xfe", b"<"]),
    st.binary(max_size=3000),
)
@slow
def test_random_bytes_behind_a_known_beginning_are_read_or_refused(beginning: bytes, content: bytes) -> None:
    read(beginning + content)


@given(st.sampled_from(FILES), st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=30), st.integers(0))
@slow
def test_damaged_samples_are_read_or_refused(path: Path, damage: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(path.read_bytes())
    for at, byte in damage:
        content[at % len(content)] = byte
    read(bytes(content[: cut % (2 * len(content)) or None]))


@given(
    st.sampled_from(XML_FILES),
    st.lists(st.tuples(st.integers(0), st.integers(1, 40), st.binary(max_size=40)), min_size=1, max_size=8),
)
@slow
def test_samples_with_damaged_xml_are_read_or_refused(path: Path, damage: list[tuple[int, int, bytes]]) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            for at, length, replacement in damage if name.startswith("xl/w") else []:
                place = at % (len(part) or 1)
                part = part[:place] + replacement + part[place + length :]
            target.writestr(name, part)
    read(written.getvalue())


@given(
    st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=12),
    st.lists(st.lists(WORDS, max_size=12), max_size=12),
    st.lists(st.lists(WORDS, max_size=6), max_size=3),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_table_is_read_or_refused_and_survives_json(
    header: list[str], rows: list[list[str]], titles: list[list[str]], encoding: str
) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows([*titles, ["Họ và tên", "Ngày sinh", *header], *rows])

    reading = read(written.getvalue().encode(encoding, "replace"))

    assert Reading.from_json(reading.to_json()) == reading


@given(st.dictionaries(st.sampled_from([column.key for column in COLUMNS]), WORDS))
@settings(deadline=None, max_examples=300)
def test_any_corrected_row_gets_an_answer_and_its_own_answer_is_good(texts: dict[str, str]) -> None:
    values, problems = check_row(texts, today=TODAY)

    assert all(isinstance(value, str) for value in values.values())
    assert all(problem.message for problem in problems)
