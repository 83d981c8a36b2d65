"""What the rule set says, where it is used."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from congress.delegates.actions.targets import set_targets
from congress.delegates.queries.findings import targets_of
from congress.delegates.queries.snapshots import convened
from congress.delegates.rules.structure import Target, proposed_targets
from congress.terms.actions import set_rule
from congress.terms.models import Congress
from congress.terms.queries import proposed_count_day, rule_set_of
from congress.terms.rules.catalogue import Kind, catalogue
from members.access.models import Account
from tests.congress.delegates.made import fill, make_lists
from tests.factories import make_account

ROOMS = Path(__file__).resolve().parents[3]
# texts for people, and a choice of one
READ_BY_PEOPLE = {"dai_bieu_duong_nhien", "tieu_chuan_dai_bieu", "cach_lam_tron"}


def as_account(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ruled(congress: Congress, by: Account, **values: str) -> None:
    for key, text in values.items():
        set_rule(congress=congress, key=key.replace("__", "."), value_text=text, basis="Hướng dẫn số 5", by=by)


def test_percents_propose_at_least_rounded_up_and_at_most_rounded_down() -> None:
    percents = {"co_cau.dang_vien_min": Fraction(33), "co_cau.dang_vien_max": Fraction(33), "co_cau.lanh_dao_max": Fraction(10)}

    assert proposed_targets(percents, 150) == [Target("party_member", 50, 49), Target("leader", None, 15)]
    assert proposed_targets({}, 150) == []


def test_a_rule_that_nothing_reads_says_that_it_is_for_later() -> None:
    # the room's own catalogue names every rule; other rooms' data name those that they follow
    source = "".join(
        file.read_text()
        for floor in ("congress", "documents", "members", "home")
        for kind in ("*.py", "*.toml")
        for file in (ROOMS / floor).rglob(kind)
        if "migrations" not in file.parts and file.name != "rules.toml"
    )
    for key, entry in catalogue().items():
        is_read = f'"{key}"' in source or (entry.kind is Kind.TEXT and key in READ_BY_PEOPLE) or key in READ_BY_PEOPLE
        assert is_read is not entry.later, key


@pytest.mark.django_db
def test_targets_of_the_rule_set_hold_until_somebody_sets_others() -> None:
    made = make_lists()
    fill(made)
    ruled(made.congress, made.head, co_cau__dang_vien_min="50", co_cau__lanh_dao_max="20")
    client, address = as_account(made.staff), reverse("delegates:targets", args=[made.congress.pk])

    proposed = targets_of(made.congress, rule_set_of(made.congress), convened(made.congress))
    page = client.get(address).content.decode()
    set_targets(congress=made.congress, electing_unit=None, targets=[Target("young", 2)], by=made.staff)
    kept = targets_of(made.congress, rule_set_of(made.congress), convened(made.congress))

    assert [one.target for one in proposed] == [Target("party_member", 4), Target("leader", None, 1)]
    assert "Chưa ai đặt" in page
    assert 'name="party_member-at_least" value="4"' in page
    assert [one.target for one in kept] == [Target("young", 2)]
    assert "Chưa ai đặt" not in client.get(address).content.decode()


@pytest.mark.django_db
def test_board_counts_what_is_sensitive_for_those_alone_who_may_see_it() -> None:
    made = make_lists()
    set_targets(congress=made.congress, electing_unit=None, targets=[Target("religion", 1), Target("young", 1)], by=made.staff)
    address = f"{reverse('delegates:list-board')}?congress={made.congress.pk}"

    staff = as_account(made.staff).get(address).content.decode()
    leader = as_account(make_account("leadership", made.unit)).get(address).content.decode()

    assert "có tôn giáo" in staff
    assert "có tôn giáo" not in leader
    assert "tuổi: có 0" in leader


@pytest.mark.django_db
def test_preview_warns_of_a_total_outside_the_range_and_offers_the_method_of_the_rule_set() -> None:
    made = make_lists()
    ruled(made.congress, made.head, khoang_tong_dai_bieu="50-250", cach_phan_bo="F1", tong_dai_bieu="40")
    client, address = as_account(made.staff), reverse("delegates:allocation-preview", args=[made.congress.pk])

    outside = client.get(address)
    ruled(made.congress, made.head, tong_dai_bieu="60")
    inside = client.get(address)

    assert "nằm ngoài khoảng 50–250" in outside.content.decode()
    assert "nằm ngoài khoảng" not in inside.content.decode()
    assert inside.context["proposed"] == "F1"


@pytest.mark.django_db
def test_members_are_counted_on_the_last_day_of_the_month_before_where_the_rule_set_says_so() -> None:
    made = make_lists()

    assert proposed_count_day(made.congress, today=date(2026, 3, 5)) == date(2026, 2, 28)
    ruled(made.congress, made.head, moc_tinh_hoi_vien="TU_CHON")
    assert proposed_count_day(made.congress, today=date(2026, 3, 5)) is None
