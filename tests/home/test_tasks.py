"""What waits for a person on her home page."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from congress.terms.actions import call_congress, open_term
from congress.terms.models import Congress, CongressKind, DelegateMode, PersonnelMode
from documents.printing.models import Rendering
from home.queries import CONGRESSES_SHOWN, Task, tasks_for
from members.access.models import Account
from members.units.models import Unit
from tests.factories import make_account, make_congress, make_province, make_unit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)


def called(unit: Unit, day: int) -> Congress:
    return call_congress(
        unit=unit,
        term=open_term(unit=unit, ordinal=1, starts_year=2025, ends_year=2030, by=None),
        kind=CongressKind.ALL_MEMBERS,
        ordinal=1,
        held_on=date(2026, 12, day),
        personnel_mode=PersonnelMode.ELECTED,
        delegate_mode=DelegateMode.ELECTED,
        by=None,
    )


def rules_to_check(account: Account) -> list[Task]:
    return [task for task in tasks_for(account, today=TODAY) if task.button == "Đối chiếu"]


def test_rules_to_check_name_the_nearest_congresses_of_a_province_with_many() -> None:
    province = make_province()
    head = make_account("head", province)
    for day in range(20, 10, -1):
        called(make_unit(parent=province), day)

    found = rules_to_check(head)

    nearest = Congress.objects.order_by("held_on")[:CONGRESSES_SHOWN]
    assert [task.detail for task in found] == [congress.name for congress in nearest]


def test_rules_to_check_take_as_many_queries_for_three_congresses_as_for_one() -> None:
    province = make_province()
    counts = []
    for number in (1, 2):
        for place in range(number):
            called(make_unit(parent=province), 10 * number + place)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            rules_to_check(make_account("head", province))
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_failed_print_waits_for_a_week_and_no_longer() -> None:
    province = make_province()
    account, congress = make_account("head", province), make_congress(province)
    now = timezone.now()
    for title, days in (("Giấy triệu tập", 1), ("Thẻ đại biểu", 8)):
        Rendering.objects.create(
            form="giay-trieu-tap",
            parameters={"congress": congress.pk},
            title=title,
            requested_by=account,
            state="failed",
            error="Hết giấy.",
            finished_at=now - timedelta(days=days),
        )

    told = [task.text for task in tasks_for(account, today=TODAY)]
    assert [text for text in told if text.startswith("Chưa in được")] == ["Chưa in được: Giấy triệu tập"]
