"""Units change, and nothing of what they were is lost."""

from datetime import date

import pytest

from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from members.people.models import MemberState
from members.units.actions import (
    Part,
    change_unit,
    close_unit,
    correct_unit_name,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from members.units.models import SuccessionKind, Unit
from members.units.queries import find_units, search_units, unit_on
from tests.factories import make_account, make_member, make_province, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)


def test_rename_keeps_the_old_name_until_the_day_before():
    unit = make_unit(parent=make_province(), name="Hội Phụ nữ Công an huyện Tân Hoà")

    rename_unit(unit=unit, name="Hội Phụ nữ Công an xã Tân Hoà", short_name="", on=DAY, by=make_account())

    assert unit_on(unit, date(2026, 6, 30)).name.name == "Hội Phụ nữ Công an huyện Tân Hoà"
    assert unit_on(unit, DAY).name.name == "Hội Phụ nữ Công an xã Tân Hoà"


def test_correcting_a_name_begins_no_new_one():
    unit = make_unit(parent=make_province(), name="Hội Phụ nữ Phòng Tham muu")

    correct_unit_name(unit=unit, name="Hội Phụ nữ Phòng Tham mưu", short_name="", by=make_account())

    assert [name.name for name in unit.names.all()] == ["Hội Phụ nữ Phòng Tham mưu"]


def test_move_carries_the_paths_of_everything_below():
    province = make_province()
    old, new = make_unit(parent=province), make_unit(parent=province)
    unit = make_unit(parent=old)
    below = make_unit(parent=unit)

    move_unit(unit=unit, parent=new, on=DAY, by=make_account())

    below.refresh_from_db()
    assert below.path == f"/{province.pk}/{new.pk}/{unit.pk}/{below.pk}/"
    assert unit_on(unit, date(2026, 6, 30)).placement.parent == old
    assert [placement.unit for placement in unit_on(new, DAY).children] == [unit]


def test_move_refuses_to_put_a_unit_below_itself():
    unit = make_unit(parent=make_province())
    below = make_unit(parent=unit)

    with pytest.raises(Refusal, match="dưới chính nó"):
        move_unit(unit=unit, parent=below, on=DAY, by=make_account())


def test_merge_ends_the_old_units_and_moves_members_with_a_membership():
    province = make_province()
    first, second = make_unit(parent=province), make_unit(parent=province)
    into = make_unit(parent=province)
    member = make_member(first)
    gone = make_member(second, full_name="Lê Thị Đã Nghỉ", state=MemberState.RETIRED)

    merge_units(units=[first, second], into=into, on=DAY, by=make_account(), decision="QĐ 12")

    member.refresh_from_db()
    gone.refresh_from_db()
    first.refresh_from_db()
    assert (first.ends_on, member.unit, gone.unit) == (date(2026, 6, 30), into, second)
    assert [(row.unit, row.ends_on) for row in member.memberships.all()] == [(first, date(2026, 6, 30)), (into, None)]
    assert {link.predecessor for link in into.predecessors.filter(kind=SuccessionKind.MERGED)} == {first, second}


def test_merge_places_what_stood_below_under_the_successor():
    province = make_province()
    old, into = make_unit(parent=province), make_unit(parent=province)
    below = make_unit(parent=old)

    merge_units(units=[old], into=into, on=DAY, by=make_account())

    below.refresh_from_db()
    assert below.parent == into
    assert below.path.startswith(into.path)


def test_merge_refuses_a_unit_that_has_ended():
    province = make_province()
    old, into = make_unit(parent=province), make_unit(parent=province)
    close_unit(unit=old, last_day=date(2026, 1, 1), by=make_account())

    with pytest.raises(Refusal, match="đã kết thúc hoạt động"):
        merge_units(units=[old], into=into, on=DAY, by=make_account())


def test_split_founds_units_that_say_where_they_come_from():
    unit = make_unit(parent=make_province())

    made = split_unit(unit=unit, parts=[Part("A1", "Phòng A1"), Part("A2", "Phòng A2")], on=DAY, by=make_account())

    assert [part.predecessors.get().predecessor for part in made] == [unit, unit]
    assert Unit.objects.get(pk=unit.pk).ends_on is None


def test_close_refuses_while_members_are_left():
    unit = make_unit(parent=make_province())
    make_member(unit)

    with pytest.raises(Refusal, match="còn 1 hội viên"):
        close_unit(unit=unit, last_day=DAY, by=make_account())


def test_close_refuses_while_units_below_are_active():
    unit = make_unit(parent=make_province())
    make_unit(parent=unit)

    with pytest.raises(Refusal, match="Còn 1 đơn vị trực thuộc"):
        close_unit(unit=unit, last_day=DAY, by=make_account())


def test_a_closed_unit_is_not_in_force_the_day_after():
    unit = make_unit(parent=make_province())

    close_unit(unit=unit, last_day=DAY, by=make_account())

    assert unit in Unit.objects.in_force(on=DAY)
    assert unit not in Unit.objects.in_force(on=date(2026, 7, 2))


def test_changing_facts_on_an_old_revision_is_refused():
    unit = make_unit(parent=make_province())
    change_unit(unit=unit, revision=1, changes={"place": "Hà Sơn"}, by=make_account())

    with pytest.raises(Changed):
        change_unit(unit=unit, revision=1, changes={"place": "Tân Hoà"}, by=make_account())

    assert Entry.objects.filter(action="unit.change").count() == 1


@pytest.mark.parametrize("typed", ["tham muu", "THAM MƯU", "muu phong", "px01", "Tham mưu"])
def test_a_unit_is_found_by_beginnings_of_its_words_and_by_its_code(typed: str):
    unit = make_unit(parent=make_province(), code="PX01", name="Hội Phụ nữ Phòng Tham mưu")
    make_unit(parent=None, name="Hội Phụ nữ Phòng Hậu cần")

    assert list(search_units(Unit.objects.all(), typed)) == [unit]


def test_find_units_takes_an_exact_code_before_all_words():
    make_unit(code="PX011")
    exact = make_unit(code="PX01")

    assert find_units(Unit.objects.all(), "px01") == [exact]
