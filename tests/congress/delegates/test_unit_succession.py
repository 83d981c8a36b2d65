"""Units merge, split and end while a congress is prepared: their lists go on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from congress.delegates.actions.lists import put_on_list
from congress.delegates.models import Allocation, ElectingUnit, ElectingUnitMember
from congress.delegates.panels import lists_panel
from congress.delegates.queries.allocation import frozen_counts
from congress.delegates.queries.findings import report_on
from congress.delegates.queries.lists import candidates_for
from congress.terms.models import Congress, CongressState
from members.access.refusal import Refusal
from members.people.actions import freeze_member_counts, move_members
from members.units.actions import Part, close_unit, found_unit, merge_units, split_unit
from members.units.models import Unit, UnitKind
from tests.congress.delegates.made import Province, fill, fresh, make_lists
from tests.factories import make_account, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def new_unit(made: Province) -> Unit:
    return found_unit(
        code="MOI", kind=UnitKind.BRANCH, name="Hội Phụ nữ Phòng mới", parent=made.unit, starts_on=DAY, by=made.staff
    )


def test_merging_two_units_lets_the_new_one_lead_both_issued_lists():
    made = make_lists()
    fill(made)
    into = new_unit(made)

    merge_units(units=made.units, into=into, on=DAY, by=made.staff)

    assert [fresh(one).electing_unit.lead_unit for one in made.lists] == [into, into]
    chief = make_account("chapter_head", into)
    assert (
        put_on_list(delegate_list=fresh(made.lists[1]), member=made.members[1][0], is_alternate=False, by=chief).delegate_list_id
        == made.lists[1].pk
    )
    assert set(candidates_for(fresh(made.lists[1]))) == set(made.members[1])
    assert [one.pk for one, _, _ in lists_panel(chief, into).context["lists"]] == [one.pk for one in made.lists]


def test_merged_members_stay_members_on_the_day_and_counts_stay_frozen():
    made = make_lists()
    Congress.objects.filter(pk=made.congress.pk).update(member_count_on=date(2026, 9, 30))
    freeze_member_counts(units=made.units, on=date(2026, 9, 30), by=made.staff)
    fill(made)

    merge_units(units=made.units[:1], into=new_unit(made), on=DAY, by=made.staff)

    report = report_on(fresh(made.lists[0]), account=made.staff, on=timezone.localdate())
    assert [row.was_member_on_freeze for row in report.facts.delegates] == [True] * 4
    counts = frozen_counts(Congress.objects.get(pk=made.congress.pk))
    assert (sorted(counts.by_electing_unit.values()), counts.missing) == ([5, 5], ())


def test_before_any_allocation_the_two_electing_units_become_one():
    made = make_lists()
    for row in made.lists:
        row.delete()
    Allocation.objects.all().delete()

    merge_units(units=made.units[:1], into=made.units[1], on=DAY, by=made.staff)

    assert ElectingUnit.objects.get().lead_unit == made.units[1]
    assert {link.unit for link in ElectingUnitMember.objects.all()} == set(made.units)


def test_draft_with_both_units_is_to_be_issued_or_dropped_first():
    made = make_lists()
    Allocation.objects.update(frozen_at=None, frozen_by=None)

    with pytest.raises(Refusal, match="ban hành hoặc bỏ bản dự thảo rồi sáp nhập"):
        merge_units(units=made.units[:1], into=made.units[1], on=DAY, by=made.staff)


def test_unit_that_prepares_a_congress_of_its_own_is_not_merged_away():
    made = make_lists()
    beside = make_unit(kind=UnitKind.PROVINCE)

    with pytest.raises(Refusal, match="“Không tổ chức” rồi sáp nhập"):
        merge_units(units=[made.unit], into=beside, on=DAY, by=made.staff)


def test_nothing_follows_in_a_congress_that_is_over():
    made = make_lists()
    Congress.objects.update(state=CongressState.CLOSED)

    merge_units(units=made.units[:1], into=made.units[1], on=DAY, by=made.staff)

    assert fresh(made.lists[0]).electing_unit.lead_unit == made.units[0]


def test_parts_of_a_split_unit_elect_where_it_does():
    made = make_lists()
    parts = split_unit(
        unit=made.units[0], parts=[Part("A", "Hội Phụ nữ Đội 1"), Part("B", "Hội Phụ nữ Đội 2")], on=DAY, by=made.staff
    )
    move_members(members=made.members[0][:1], unit=parts[0], on=DAY, by=made.staff, reason="Chia tách")

    delegate_list = fresh(made.lists[0])
    assert delegate_list.electing_unit.is_group
    assert made.members[0][0] in candidates_for(delegate_list)


def test_unit_that_elects_is_closed_by_merging_it_or_after_the_congress():
    made = make_lists(members=0)

    with pytest.raises(Refusal, match="Hãy ghi sáp nhập vào đơn vị kế tiếp"):
        close_unit(unit=made.units[0], last_day=DAY, by=made.staff)
    Congress.objects.update(state=CongressState.CANCELLED)
    assert close_unit(unit=made.units[0], last_day=DAY, by=made.staff).ends_on == DAY


def test_unit_that_leads_a_group_hands_the_list_over_before_it_ends():
    made = make_lists(members=0)
    parts = split_unit(unit=made.units[0], parts=[Part("A", "Hội Phụ nữ Đội 1")], on=DAY, by=made.staff)

    with pytest.raises(Refusal, match="chọn đơn vị khác lập danh sách rồi kết thúc"):
        close_unit(unit=made.units[0], last_day=DAY + timedelta(days=9), by=made.staff)
    ElectingUnit.objects.filter(lead_unit=made.units[0]).update(lead_unit=parts[0])
    close_unit(unit=made.units[0], last_day=DAY + timedelta(days=9), by=made.staff)
