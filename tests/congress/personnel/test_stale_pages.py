"""Two people at one page: the second is shown what the first saved, loses nothing typed, and saves over it only knowingly."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from congress.personnel.actions.candidates import describe_candidate
from congress.personnel.actions.documents import receive_document
from congress.personnel.actions.processes import adapt_process
from congress.personnel.forms.steps import read_lines
from congress.personnel.models import Candidate, CandidateDocument, Process
from tests.congress.personnel.people import TODAY, Room, adopt, candidates, make_room, process, step_of, walk_to

pytestmark = pytest.mark.django_db
FIGURES = {"summoned": "40", "present": "38", "issued": "38", "collected": "38", "valid": "38", "invalid": "0"}


@pytest.fixture
def room() -> Room:
    made = make_room()
    adopt(made)
    return made


def revision_of(page: Any) -> str:
    found = re.search(r'name="revision" value="(\d*)"', page.content.decode())
    assert found is not None
    return found[1]


def at_ballot(room: Room) -> tuple[Client, str, str, str]:
    """At step B3: the page's address, the cell of a person's votes, and the revision that both have before them."""
    candidates(room, 2)
    process(room)
    step = walk_to(room, "B3")
    url = reverse("personnel:step", args=[step.pk])
    cell = f"votes-{step.names.order_by('pk')[0].pk}"
    client = room.sign_in(room.committee)
    return client, url, cell, str(step.revision)


def test_whoever_saves_second_is_told_what_the_first_saved(room: Room) -> None:
    client, url, cell, revision = at_ballot(room)
    client.post(url, FIGURES | {"revision": revision, cell: "20", "place": "Hội trường A"})

    typed = FIGURES | {"present": "37", "issued": "37", cell: "21", "place": "Hội trường B"}
    page = client.post(url, typed | {"revision": revision})

    text = page.content.decode()
    assert "Số có mặt: người khác vừa ghi 38, bạn nhập 37." in text
    assert "người khác vừa ghi 20, bạn nhập 21." in text
    assert "Người khác vừa ghi: “Hội trường A”." in text
    assert 'value="Hội trường B"' in text
    assert revision_of(page) == str(int(revision) + 1)


def test_a_cell_that_is_no_number_does_not_hide_what_somebody_else_saved(room: Room) -> None:
    client, url, cell, revision = at_ballot(room)
    client.post(url, FIGURES | {"revision": revision, cell: "20"})

    page = client.post(url, FIGURES | {"revision": revision, cell: "hai mươi"})
    assert revision_of(page) == revision
    again = client.post(url, FIGURES | {"revision": revision_of(page), cell: "22"})

    assert "người khác vừa ghi 20, bạn nhập 22." in again.content.decode()
    assert step_of(room, "B3").names.order_by("pk")[0].votes == 20


def test_a_number_beyond_all_measure_is_called_too_large(room: Room) -> None:
    client, url, cell, revision = at_ballot(room)

    page = client.post(url, FIGURES | {"revision": revision, "summoned": "30001", cell: "0" * 30 + "7"})

    text = page.content.decode()
    assert "“30001” lớn quá, nhiều nhất là 30000" in text
    assert "lớn quá" in text.split("người")[0] or text.count("lớn quá") == 2


def test_a_process_adapted_by_somebody_else_is_shown_before_it_is_saved_over(room: Room) -> None:
    found: Process = process(room)
    url = reverse("personnel:process-adapt", args=[room.congress.pk])
    client = room.sign_in(room.committee)
    steps = list(found.steps.order_by("position"))
    typed: dict[str, str] = {"revision": str(found.revision), "reason": "Tỉnh ít đơn vị"}
    for place, step in enumerate(steps):
        typed |= {f"{name}-{step.pk}": str(getattr(step, name) or "") for name in ("code", "name", "method", "threshold", "base")}
        typed |= {f"purpose-{step.pk}": step.purpose, f"order-{step.pk}": str(place * 10), f"most-{step.pk}": ""}
    last = steps[-1]
    lines = read_lines(typed | {f"name-{last.pk}": "Bước do người khác đổi"}, steps, {})
    adapt_process(process=found, lines=lines, reason="Gộp bước", revision=found.revision, by=room.committee)

    bad = client.post(url, typed | {f"order-{last.pk}": "x"})
    assert revision_of(bad) == typed["revision"]
    page = client.post(url, typed)

    assert "Bước do người khác đổi" in page.content.decode()
    assert revision_of(page) == str(found.revision + 1)
    assert client.post(url, typed | {"revision": revision_of(page)}).status_code == 302


def test_a_description_saved_over_a_newer_one_can_be_saved_again(room: Room) -> None:
    one: Candidate = candidates(room, 1)[0]
    client = room.sign_in(room.committee)
    url = reverse("personnel:candidate-edit", args=[one.pk])
    typed = {"origin": one.origin, "post": "Phó Trưởng ban", "revision": str(one.revision)}
    describe_candidate(
        candidate=one, origin=one.origin, is_incumbent=True, post="Trưởng ban", block="", is_full_time=False, biography="",
        revision=None, by=room.leader,
    )  # fmt: skip

    page = client.post(url, typed)
    assert "Người khác vừa ghi: “Trưởng ban”." in page.content.decode()
    assert 'value="Phó Trưởng ban"' in page.content.decode()
    client.post(url, typed | {"revision": revision_of(page)})

    assert Candidate.objects.get(pk=one.pk).post == "Phó Trưởng ban"


def test_a_paper_received_by_two_can_be_saved_by_the_second_once_she_has_seen_the_first(room: Room) -> None:
    one = candidates(room, 1)[0]
    client = room.sign_in(room.committee)
    url = reverse("personnel:document", args=[one.pk, "so_yeu_ly_lich"])
    receive_document(candidate=one, kind="so_yeu_ly_lich", dated_on=date(2026, 9, 1), today=TODAY, by=room.leader)

    page = client.post(url, {"dated_on": "02/09/2026", "revision": "0"})
    assert "Người khác vừa ghi: “01/09/2026”." in page.content.decode()
    revision = str(CandidateDocument.objects.get().revision)
    assert f'name="revision" value="{revision}"' in page.content.decode()
    client.post(url, {"dated_on": "02/09/2026", "revision": revision})

    assert CandidateDocument.objects.get().dated_on == date(2026, 9, 2)
