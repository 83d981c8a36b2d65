"""Each paper of the personnel work, at every door of the program that leads to papers (procedure.md §4.7)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.congress_file.queries import contents_of
from documents.papers.personnel.paper import ABOUT_CANDIDATE, PersonnelPaper
from documents.papers.queries import last_prints
from documents.printing.access import may_print
from documents.printing.forms import REGISTRY
from documents.printing.models import Rendering
from documents.printing.queries import visible_renderings
from home.queries import tasks_for
from members.access.actions import give_grant
from tests.addresses.asking import PEOPLE, PERSONNEL
from tests.factories import STARTED
from tests.world import World, make_world
from tests.world_personnel import prints

pytestmark = pytest.mark.django_db

CODES = sorted(code for code, form in REGISTRY.items() if form.confidential)
# her print is hers alone: not even those who work in the same room see it
OTHERS = [person for person in PEOPLE if person != PERSONNEL]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        if not Rendering.objects.filter(form__in=CODES).exists():
            prints(world)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(made: World, db: None) -> World:
    return made


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    made = {person: Client() for person in PEOPLE}
    for person, client in made.items():
        client.force_login(world.people[person], backend="django.contrib.auth.backends.ModelBackend")
    return made


def print_of(code: str) -> Rendering:
    return Rendering.objects.filter(form=code).order_by("id")[0]


def test_all_ten_are_of_one_kind() -> None:
    papers = [REGISTRY[code] for code in CODES]

    assert len(papers) == 10
    assert all(isinstance(paper, PersonnelPaper) and paper.seal is not None for paper in papers)
    # nothing offers them a number, an .xlsx or a place on the pages of a congress's other papers
    assert not any(paper.kind_name or paper.has_sheet for paper in papers if isinstance(paper, PersonnelPaper))


@pytest.mark.parametrize("code", CODES)
def test_a_print_is_hers_who_asked_for_it(world: World, clients: dict[str, Client], code: str) -> None:
    rendering = print_of(code)

    for person in OTHERS:
        client = clients[person]
        doors = [client.get(reverse(f"printing:{name}", args=[rendering.pk])) for name in ("rendering", "progress", "download")]
        doors.append(client.post(reverse("printing:retry", args=[rendering.pk])))
        assert {answer.status_code for answer in doors} == {404}, person
        assert rendering not in visible_renderings(world.account(person)), person
        assert rendering not in last_prints(world.account(person), world.congress), person
        assert not may_print(world.account(person), code, rendering.parameters), person


@pytest.mark.parametrize("code", CODES)
def test_the_pages_of_other_papers_know_nothing_of_it(world: World, clients: dict[str, Client], code: str) -> None:
    """Not even for those who work in the room: a heading, a .xlsx or a number asked for there would lie open."""
    for person in PEOPLE:
        client = clients[person]
        for name in ("papers:request", "papers:issue"):
            address = reverse(name, args=[code, world.congress.pk])
            assert client.get(address).status_code == 404, (person, name)
            assert client.post(address, {"profile": "hoi", "save": "sheet", "sheet": "1"}).status_code == 404, (person, name)


@pytest.mark.parametrize("person", ["head", "standing", "personnel_head", "personnel_committee"])
def test_the_file_of_the_congress_binds_none_of_them(world: World, person: str) -> None:
    """Whoever may do everything there: what she binds is read by those who may not."""
    account = world.account(person)
    for role in ("head", "personnel_head"):
        give_grant(account=account, role=role, unit=world.province, starts_on=STARTED, by=None)

    contents = contents_of(world.congress, world.account(person))

    titles = {REGISTRY[code].title for code in CODES}
    assert not {entry.form for entry in contents.entries} & set(CODES)
    assert not [one.title for one in (*contents.entries, *contents.gaps) if any(title in one.title for title in titles)]


def test_the_home_page_names_no_candidate_to_anybody(world: World) -> None:
    her = world.found["candidate"].member.full_name

    for person in PEOPLE:
        assert not [task for task in tasks_for(world.account(person), today=timezone.localdate()) if her in str(task)], person


def test_what_lies_open_beside_a_sealed_print_names_nobody(world: World) -> None:
    """The title of a print about one person; test_personnel_papers.py looks into every column."""
    candidate = world.found["candidate"]
    for code in CODES:
        form = REGISTRY[code]
        assert isinstance(form, PersonnelPaper)
        if form.about == ABOUT_CANDIDATE:
            assert candidate.member.full_name not in form.title_about(world.congress, candidate.pk)
