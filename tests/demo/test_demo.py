"""The invented province has the figures of the worked example (procedure.md §10)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from congress.delegates.models import DelegateList
from congress.delegates.queries.credentials import Credentials, credentials_of
from congress.personnel.models import Candidate, Introduction, OfficeReview, ProcessStep, Stays, Vetting
from congress.personnel.queries.candidates import candidate_rows
from congress.personnel.queries.reviews import reviewed, turnover_of
from congress.personnel.queries.structure import basis_of, facts_of
from congress.personnel.rules.structure import add_up, structure
from congress.terms.queries import rule_set_of
from demo.making import PASSWORD, Made, make_demo
from documents.drafting.models import Comment, Document, DocumentState
from documents.drafting.queries.tasks import drafting_tasks_for
from members.access.models import Account, Entry
from members.access.roles import ROLES
from members.access.trace import broken_links
from members.people.models import Member, Office
from members.units.models import UnitKind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Made]:
    """Made once for all these tests, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_demo(today=TODAY)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def last(made: Made) -> Credentials:
    assert made.last is not None
    return credentials_of(made.last, approved_only=True)


def counts(found: Credentials, code: str) -> dict[str, int]:
    return {row.label: row.count for row in found.table(code).rows}


def test_province_has_the_units_and_members_of_the_example(made: Made):
    assert Counter(unit.kind for unit in made.sizes) == {UnitKind.BRANCH: 30, UnitKind.COMMUNE_CHAPTER: 120}
    assert Member.objects.count() == 1500
    assert Member.objects.filter(unit__kind=UnitKind.BRANCH).count() == 960
    assert Member.objects.filter(party_stage="full").count() == 1268


def test_next_congress_is_on_a_friday_some_six_weeks_ahead(made: Made):
    assert made.next is not None
    assert made.next.held_on == date(2027, 1, 8)


def test_seats_are_allotted_as_in_the_example(made: Made):
    assert made.next is not None
    allocation = made.next.allocations.get()
    rows = list(allocation.rows.select_related("electing_unit"))

    assert allocation.frozen_at is not None
    assert sum(row.seats for row in rows if not row.electing_unit.is_group) == 78
    assert sum(row.seats for row in rows if row.electing_unit.is_group) == 46
    assert sum(row.alternates for row in rows) == 20
    assert {row.electing_unit.code: row.seats for row in rows if row.member_count == 30} == {"CS14": 3, "CUM07": 2}


def test_lists_of_the_next_congress_stand_in_every_state(made: Made):
    states = Counter(DelegateList.objects.filter(congress=made.next).values_list("state", flat=True))

    assert states == {"locked": 6, "approved": 19, "sent": 10, "returned": 3, "entering": 12}


def test_board_of_19_is_in_office_of_21_that_were_elected_and_one_who_was_added(made: Made):
    offices = Office.objects.filter(unit=made.province)

    assert offices.filter(ends_on=None).count() == 19
    assert offices.exclude(ends_on=None).count() == 3


def test_last_congress_called_150_by_the_kinds_of_the_example(last: Credentials):
    assert last.base == 150
    assert counts(last, "category") == {"Đương nhiên": 19, "Được bầu": 124, "Chỉ định": 7}
    assert [str(row.percent) for row in last.table("category").rows] == ["12.7", "82.7", "4.7"]
    assert last.table("category").note == "Tổng tỷ lệ là 100,1% do làm tròn."


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("party_stage", [131, 19]),
        ("ethnicity_group", [138, 12]),
        ("religion_group", [145, 5]),
        ("age", [21, 38, 42, 27, 15, 7]),
        ("education", [1, 34, 103, 7, 5]),
        ("political_theory", [14, 71, 52, 13]),
        ("rank", [1, 9, 31, 44, 39, 17, 6, 2, 1]),
        ("position_group", [18, 47, 85]),
        ("awards", [2, 5, 38, 4, 66, 121]),
    ],
)
def test_credentials_of_the_last_congress_are_those_of_the_example(last: Credentials, code: str, expected: list[int]):
    assert [row.count for row in last.table(code).rows] == expected


def test_delegates_of_both_congresses_are_different_people(made: Made):
    assert made.last is not None
    assert made.next is not None
    earlier = set(made.last.delegates.values_list("member", flat=True))

    assert not earlier & set(made.next.delegates.values_list("member", flat=True))


def test_personnel_work_stands_at_the_introductions_with_46_names(made: Made):
    states = dict(ProcessStep.objects.filter(process__congress=made.next).values_list("code", "state"))

    assert [code for code, state in states.items() if state == "closed"] == ["B0", "B1"]
    assert [code for code, state in states.items() if state == "open"] == ["B2"]
    assert Introduction.objects.filter(call__sent_at__isnull=False).count() == 46
    assert Candidate.objects.filter(congress=made.next).count() == 46


def test_of_the_board_14_stay_and_five_go_and_the_three_age_cases_are_among_them(made: Made):
    assert made.next is not None
    rows = reviewed(made.next, rule_set_of(made.next))
    cases = {(row.review.member.rank, row.left.least): (row.standing, row.review.decision) for row in rows}

    assert Counter(row.review.decision for row in rows) == {Stays.STAYS: 14, Stays.GOES: 5}
    assert not OfficeReview.objects.filter(decision=Stays.GOES, because="").exists()
    assert cases["thuong_ta", 36] == ("enough", Stays.STAYS)
    assert cases["trung_ta", 21] == ("short", Stays.GOES)
    assert cases["thieu_ta", 90] == ("enough", Stays.STAYS)


def test_body_of_21_lost_three_and_gained_one(made: Made):
    assert made.next is not None
    found = turnover_of(made.next, on=TODAY)

    assert (found.start, found.left, found.joined, found.now) == (21, {"moved": 2, "age": 1}, 1, 19)


def test_the_21_of_the_funnel_have_the_figures_of_the_example(made: Made):
    assert made.next is not None
    assert made.personnel is not None
    assert (len(made.personnel.over_half), len(made.personnel.shortlist), len(made.personnel.vetted)) == (39, 31, 25)
    measure = basis_of(made.next).measure

    shown = structure(add_up((facts_of(one) for one in made.personnel.listed[:21]), measure), measure)

    assert [bar.value for bar in shown.terms] == [13, 8]
    assert [bar.value for bar in shown.bands] == [4, 12, 5]
    assert {bar.label: bar.value for bar in shown.groups} == {
        "Chuyên trách": 3, "Hội cơ sở": 11, "Chi hội xã, phường": 5, "Khác": 2
    }  # fmt: skip


def test_one_file_lacks_a_paper_and_one_certificate_is_too_old(made: Made):
    assert made.next is not None
    assert made.personnel is not None
    found = {row.candidate.pk: row.file for row in candidate_rows(made.next)}
    incomplete = {one.pk: found[one.pk].missing_in_words for one in made.personnel.vetted if not found[one.pk].is_complete}

    assert incomplete.keys() == {made.personnel.lacks_a_paper.pk, made.personnel.with_expired_certificate.pk}
    assert "chưa có" in incomplete[made.personnel.lacks_a_paper.pk]
    assert found[made.personnel.with_expired_certificate.pk].has_expired


def test_vetting_is_answered_in_part_and_three_questions_wait_for_the_body(made: Made):
    waiting = Vetting.objects.filter(asked_of=made.accounts["thamdinh"], state="asked")

    assert waiting.count() == 3
    assert Vetting.objects.filter(state="more").count() == 2
    assert Vetting.objects.filter(state="failed").count() == 1


def test_content_committee_finds_comments_to_answer(made: Made):
    resolution = Document.objects.get(type="du-thao-nghi-quyet")
    waiting = [task.text for task in drafting_tasks_for(Account.objects.get(username="noidung"), TODAY)]

    assert resolution.state == DocumentState.SYNTHESIS
    assert Counter(Comment.objects.filter(round__document=resolution).values_list("state", flat=True)) == {"sent": 9, "late": 1}
    assert any(title.startswith("9 ý kiến chưa trả lời") for title in waiting), waiting


def test_every_role_has_an_account_that_signs_in(made: Made):
    held = {grant.role for account in made.accounts.values() for grant in account.grants.all()}

    assert held == set(ROLES)
    assert all(Account.objects.get(pk=account.pk).check_password(PASSWORD) for account in made.accounts.values())


def test_trace_of_the_demo_is_one_chain(made: Made):
    assert list(broken_links(Entry.objects.order_by("id"))) == []


def test_make_demo_refuses_in_production():
    with override_settings(PRODUCTION=True), pytest.raises(CommandError, match="not for production"):
        call_command("make_demo")
