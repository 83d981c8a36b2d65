"""How complete a file is: pure, by the fourteen papers of data/documents.toml."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from congress.personnel.rules.completeness import (
    ACCEPTED,
    MISSING,
    NOT_NEEDED,
    RECEIVED,
    RETURNED,
    Paper,
    completeness,
    document_kinds,
    good_until,
)

HELD_ON = date(2025, 11, 14)
BY_HAND = [code for code, kind in document_kinds().items() if not kind.automatic]


def judged(papers: list[Paper], *, level: str = "tinh", incumbent: bool = True):  # type: ignore[no-untyped-def]
    return completeness(papers, level=level, incumbent=incumbent, held_on=HELD_ON)


def test_there_are_fourteen_papers_and_the_sensitive_ones_take_no_file() -> None:
    assert len(document_kinds()) == 14
    assert [code for code, kind in document_kinds().items() if not kind.takes_files] == [
        "ke_khai_tai_san", "tieu_chuan_chinh_tri", "bien_ban_gioi_thieu",
    ]  # fmt: skip


def test_a_file_with_everything_accepted_is_complete() -> None:
    file = judged([Paper(code, ACCEPTED) for code in BY_HAND])

    assert (file.percent, file.is_complete, file.missing_in_words) == (100, True, "")


def test_an_empty_file_says_in_words_what_is_missing() -> None:
    file = judged([])

    assert file.percent == 0
    assert file.missing_in_words.startswith("Sơ yếu lý lịch có dán ảnh, xác nhận: chưa có; ")
    assert "Đơn xin" not in file.missing_in_words


def test_eleven_papers_are_asked_of_a_province_and_fewer_of_a_branch() -> None:
    assert len(judged([]).counted) == 11
    assert len(judged([], incumbent=False).counted) == 10
    assert len(judged([], level="cs").counted) == 5


def test_what_was_received_counts_only_once_it_is_accepted() -> None:
    received, accepted = judged([Paper("khen_thuong", RECEIVED)]), judged([Paper("khen_thuong", ACCEPTED)])

    assert (received.done, accepted.done) == (0, 1)
    assert "Danh hiệu thi đua, khen thưởng: đã nhận, chờ kiểm tra" in received.missing_in_words


def test_a_returned_paper_says_what_is_to_be_supplied() -> None:
    file = judged([Paper("bang_cap", RETURNED, note="thiếu bằng đại học")])

    assert "lý luận chính trị: cần bổ sung (thiếu bằng đại học)" in file.missing_in_words


def test_a_paper_not_needed_is_not_counted() -> None:
    assert len(judged([Paper("ke_khai_tai_san", NOT_NEEDED)]).counted) == 10


@pytest.mark.parametrize(("until", "expired"), [(date(2025, 11, 13), True), (date(2025, 11, 14), False), (None, False)])
def test_a_certificate_must_be_good_on_the_day_of_the_congress(until: date | None, expired: bool) -> None:
    file = judged([Paper("giay_kham_suc_khoe", ACCEPTED, expires_on=until)])

    assert file.has_expired is expired
    assert ("hết hạn ngày 13/11/2025, trước ngày đại hội 14/11/2025" in file.missing_in_words) is expired


def test_minutes_of_steps_are_counted_by_the_program() -> None:
    file = judged([Paper("bien_ban_gioi_thieu", there=2, of=3)])

    assert "Biên bản các bước giới thiệu liên quan: mới có 2/3 biên bản" in file.missing_in_words


@pytest.mark.parametrize(
    ("dated", "until"),
    [(date(2025, 5, 14), date(2025, 11, 14)), (date(2025, 8, 31), date(2026, 2, 28)), (date(2023, 8, 31), date(2024, 2, 29))],
)
def test_a_paper_good_for_six_months_ends_on_the_same_day_or_the_last_of_the_month(dated: date, until: date) -> None:
    assert good_until(dated, 6) == until


STATES = some.sampled_from([MISSING, RECEIVED, ACCEPTED, RETURNED, NOT_NEEDED])


@given(states=some.lists(STATES, min_size=len(BY_HAND), max_size=len(BY_HAND)), incumbent=some.booleans())
def test_a_hundred_per_cent_means_that_nothing_is_missing(states: list[str], incumbent: bool) -> None:
    file = judged([Paper(code, state) for code, state in zip(BY_HAND, states, strict=True)], incumbent=incumbent)

    assert 0 <= file.percent <= 100
    assert (file.percent == 100) is file.is_complete
    assert file.done == sum(one.in_order for one in file.counted)
