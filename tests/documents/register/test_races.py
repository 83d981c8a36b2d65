"""Many at once: every number once, none left out."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from documents.printing.actions import perform_rendering
from documents.register.actions import freeze_printed, void_paper
from documents.register.models import OutgoingPaper
from members.access.refusal import Refusal
from members.access.trace import record
from tests.documents.register.made import issue, issue_printed, make_office, reserve
from tests.documents.register.test_incoming import enter

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Run the deeds side by side; what each gave, or what it raised."""
    gate, results = Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int) -> None:
        gate.wait()
        try:
            results[place] = deeds[place]()
        except Exception as error:  # noqa: BLE001 -- whatever a thread meets belongs to the test
            results[place] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_fifty_issued_at_once_have_fifty_numbers_in_a_row() -> None:
    office = make_office()

    results = at_once(*(lambda n=n: issue(office, abstract=f"Kế hoạch {n}") for n in range(50)))

    assert sorted(paper.number for paper in results) == list(range(1, 51))
    assert len({paper.symbol for paper in results}) == 50


def test_arrivals_entered_at_once_have_numbers_in_a_row() -> None:
    office = make_office()

    results = at_once(*(lambda n=n: enter(office, symbol=f"{n}/HD-BPN") for n in range(10)))

    assert sorted(paper.number for paper in results) == list(range(1, 11))


def test_two_clicks_at_once_are_one_paper() -> None:
    office = make_office()

    first, second = at_once(*[lambda: issue(office, token="a")] * 2)

    assert first == second
    assert OutgoingPaper.objects.count() == 1


def test_reserved_number_is_used_by_one_of_two() -> None:
    office = make_office()
    kept = reserve(office)

    results = at_once(*(lambda n=n: issue(office, reserved=kept, abstract=f"Kế hoạch {n}") for n in range(2)))

    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert OutgoingPaper.objects.get().is_issued


def test_number_is_used_or_voided_and_nobody_waits_for_ever() -> None:
    office = make_office()
    kept = [reserve(office) for _ in range(4)]

    results = at_once(
        *(lambda one=one: issue(office, reserved=one, abstract=f"Kế hoạch {one.pk}") for one in kept),
        *(lambda one=one: void_paper(paper=one, reason="Không dùng", by=office.head) for one in kept),
    )

    assert all(isinstance(result, OutgoingPaper | Refusal) for result in results), results


def test_issuing_at_the_end_of_a_longer_deed_waits_for_no_other_that_waits_for_it() -> None:
    office = make_office()

    def longer(number: int) -> OutgoingPaper:
        from django.db import transaction

        with transaction.atomic():
            record("outgoing.issue", None, by=office.staff, unit=office.unit)
            return issue(office, abstract=f"Dài {number}")

    results = at_once(
        *(lambda n=n: longer(n) for n in range(6)), *(lambda n=n: issue(office, abstract=f"Ngắn {n}") for n in range(6))
    )

    assert sorted(paper.number for paper in results) == list(range(1, 13))


def test_file_is_kept_once_when_worker_and_task_come_together() -> None:
    office = make_office()
    paper = issue_printed(office, source_parameters={"freezes": False})
    perform_rendering(paper.rendering_id)

    results = at_once(freeze_printed, freeze_printed, freeze_printed)

    assert all(isinstance(result, int) for result in results), results
    paper.refresh_from_db()
    assert paper.pdf is not None
