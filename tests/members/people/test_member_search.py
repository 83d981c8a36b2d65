"""Finding members and turning pages (cases.md, Text)."""

import unicodedata

import pytest

from members.people.models import Member
from members.people.queries import Filters, filtered_members, found_among, members_for, members_seen, page_of
from members.people.queries.listing import FEW
from tests.factories import make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db


def names_found(text: str) -> list[str]:
    rows = filtered_members(Member.objects.all(), Filters(text=text))
    found = found_among(rows, text=text)
    return [member.full_name for member in page_of(found.rows, text=text).object_list]


@pytest.mark.parametrize(
    "typed",
    [
        "nguyen thi huong",
        "Nguyễn Thị Hường",
        "NGUYEN THI HUONG",
        unicodedata.normalize("NFD", "Nguyễn Thị Hường"),
        "hường",
        "ngu hu",
    ],
)
def test_a_name_is_found_with_and_without_accents(typed: str):
    unit = make_province()
    make_member(unit, full_name="Nguyễn Thị Hường")
    make_member(unit, full_name="Trần Thị Lan")

    assert names_found(typed) == ["Nguyễn Thị Hường"]


def test_the_hit_with_the_exact_tones_comes_first():
    unit = make_province()
    for name in ("Nguyễn Thị Hương", "Nguyễn Thị Hường", "Nguyễn Thị Hưởng"):
        make_member(unit, full_name=name)

    assert names_found("Nguyễn Thị Hường")[0] == "Nguyễn Thị Hường"
    assert names_found("nguyen thi huong") == ["Nguyễn Thị Hương", "Nguyễn Thị Hường", "Nguyễn Thị Hưởng"]


@pytest.mark.parametrize(("typed", "name"), [("hòa", "Lê Thị Hoà"), ("hoà", "Lê Thị Hòa"), ("dang", "Đặng Thị Mai")])
def test_old_tone_placement_and_d_are_found(typed: str, name: str):
    make_member(make_province(), full_name=name)

    assert names_found(typed) == [name]


def test_signs_that_mean_something_to_the_database_find_nothing_and_break_nothing():
    make_member(make_province())

    assert names_found("'; & | ! :* huong") == ["Nguyễn Thị Hường"]
    assert names_found("%_") == ["Nguyễn Thị Hường"]


def test_the_database_sorts_as_people_do():
    unit = make_province()
    for name in ("Lê Thị Ân", "Lê Thị Ăn", "Lê Thị Ánh", "Lê Thị An", "Bùi Thị An"):
        make_member(unit, full_name=name)

    assert names_found("") == ["Bùi Thị An", "Lê Thị An", "Lê Thị Ánh", "Lê Thị Ăn", "Lê Thị Ân"]


def test_names_alike_are_in_the_order_of_birth():
    unit = make_province()
    later = make_member(unit, birth_date="1990-01-01")
    earlier = make_member(unit, birth_date="1985")

    assert page_of(Member.objects.all()).object_list == [earlier, later]


@pytest.mark.parametrize("text", ["", "hường"])
def test_pages_forward_and_back_show_every_row_once(text: str):
    unit = make_province()
    for number in range(7):
        make_member(unit, full_name="Lê Thị Hường" if number % 2 else "Lê Thị Hương", birth_date=f"19{80 + number}")
    rows = Member.objects.all()

    first = page_of(rows, text=text, size=3)
    second = page_of(rows, text=text, size=3, after=first.next_cursor)
    third = page_of(rows, text=text, size=3, after=second.next_cursor)
    back = page_of(rows, text=text, size=3, before=third.previous_cursor)

    shown = [member.pk for page in (first, second, third) for member in page.object_list]
    assert (len(shown), len(set(shown))) == (7, 7)
    assert back.object_list == second.object_list
    assert (first.has_previous, third.has_next, back.has_previous) == (False, False, True)


def test_a_cursor_that_is_nonsense_shows_the_first_page():
    make_member(make_province())

    assert len(page_of(Member.objects.all(), after="nonsense").object_list) == 1


def test_more_than_a_thousand_are_not_counted_to_the_end():
    unit = make_province()
    model = make_member(unit)
    Member.objects.bulk_create(
        Member(
            unit=unit, full_name=model.full_name, sort_key=model.sort_key, search_key=model.search_key, tone_key=model.tone_key
        )
        for _ in range(FEW)
    )

    found = found_among(Member.objects.all(), text="huong")

    assert (found.number, found.more) == (1000, True)
    assert len(page_of(found.rows, text="Hường", many=True).object_list) == 50


@pytest.mark.parametrize("role", ["standing", "chapter_head"])
def test_the_quick_scope_is_the_scope_of_the_right(role: str):
    province = make_province()
    own = make_unit(parent=province)
    below = make_unit(parent=own)
    other = make_province(name="Hội Phụ nữ Công an tỉnh khác")
    for unit in (province, own, below, other):
        make_member(unit)
    account = make_account(role, province if role == "standing" else own)

    assert set(members_seen(account)) == set(members_for(account))
    assert set(members_seen(account, unit=own)) == set(members_for(account).filter(unit__in=[own, below]))
    assert list(members_seen(account, unit=other)) == []


def test_who_has_no_grant_sees_nobody():
    make_member(make_province())

    assert list(members_seen(make_account())) == []
