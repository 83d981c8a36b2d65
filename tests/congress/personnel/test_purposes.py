"""Every page of the room with names asks once in a sitting what for, and each view of it is written down (§4.7, R20)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, path, reverse

from congress.personnel.models import Candidate
from congress.personnel.urls.showing import SHOWN, SHOWS
from congress.personnel.views.confidential import confidential
from congress.personnel.views.purposes import SESSION_KEY
from congress.personnel.views.room import room as room_page
from congress.personnel.views.showing import Shows
from members.access.models import Account, Entry
from tests.addresses.personnel import RULES
from tests.congress.personnel.people import Room, adopt, candidates, make_room, process, step_of, walk_to
from tests.world import World, make_world
from tests.world_personnel import WORKERS, export_form

pytestmark = pytest.mark.django_db

BY_PIECES = [name for name, shows in SHOWN.items() if shows in (Shows.NAMES, Shows.CANDIDATE)]
OPEN_PAGES = [name for name, shows in SHOWN.items() if shows is Shows.NOBODY]
VIEWS = ["personnel.list_view", "personnel.candidate_view"]
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made: World, db: None) -> World:
    return made


@pytest.fixture
def room(db: None) -> Room:
    made = make_room()
    adopt(made)
    candidates(made, 2)
    return made


def named(name: str, *args: Any) -> str:
    return reverse(f"personnel:{name}", args=args)


def worker_at(world: World, name: str) -> tuple[Client, str]:
    """One of those who may open it, and the address."""
    if name == "export-ask":
        return client_of(world, "personnel_head"), named(name, world.congress.pk, export_form())
    case = next(one for one in RULES[f"personnel:{name}"] if one.may & WORKERS)
    address = named(name, *case.arguments(world))
    more = f"?c={world.found['candidate'].pk}" if name == "vetting-ask" else ""
    return client_of(world, max(case.may & WORKERS)), address + more


def client_of(world: World, person: str) -> Client:
    client = Client()
    client.force_login(world.people[person], backend="django.contrib.auth.backends.ModelBackend")
    return client


def views_of(account: Account) -> list[Entry]:
    return list(Entry.objects.filter(account=account, action__in=VIEWS).order_by("id"))


# ---- each address is decided upon -----------------------------------------------------------------------------------


def test_every_address_of_the_room_says_what_it_shows() -> None:
    _, resolver = get_resolver().namespace_dict["personnel"]

    assert {key for key in resolver.reverse_dict if isinstance(key, str)} == set(SHOWN)
    assert sum(len(names) for names in SHOWS.values()) == len(SHOWN), "one is there twice"


def test_a_new_address_that_does_not_say_so_does_not_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="'new-page' is a new address"):
        confidential([path("new/", room_page, name="new-page")], shown=SHOWN)


@pytest.mark.parametrize("name", BY_PIECES)
def test_a_page_with_names_asks_first_and_is_written_down_once(world: World, name: str) -> None:
    client, address = worker_at(world, name)
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    before = len(views_of(account))

    asked = client.get(address)

    assert asked.status_code == 302
    page, _, onward = asked["Location"].partition("?next=")
    assert page in {named("purpose", one.pk) for one in (world.congress, world.branch_congress)}
    assert len(views_of(account)) == before

    assert client.post(f"{page}?next={onward}", {"purpose": "tham_dinh"})["Location"] == address
    shown = client.get(address)

    assert shown.status_code == 200
    entries = views_of(account)[before:]
    assert [one.details["page"] for one in entries] == [name]
    entry = entries[0]
    assert entry.reason == "Thẩm định, trả lời cơ quan có thẩm quyền"
    assert entry.object_type == "terms.congress"
    assert entry.unit is not None
    assert ("candidate" in entry.details) == (SHOWN[name] is Shows.CANDIDATE) == ("personnel/candidates/" in address)
    said = json.dumps([entry.details, entry.object_label, entry.reason], ensure_ascii=False)
    people = Candidate.objects.select_related("member")
    assert not [one for one in people if one.member.full_name in said]


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_a_page_that_does_not_ask_shows_nobody(world: World, name: str) -> None:
    client, address = worker_at(world, name)

    answer = client.get(address, follow=True)

    assert answer.status_code == 200
    said = answer.content.decode()
    assert not [one.member.full_name for one in Candidate.objects.select_related("member") if one.member.full_name in said]


def test_what_the_vetting_body_opens_is_written_down_as_well(world: World) -> None:
    client, account = client_of(world, "vetting_body"), world.people["vetting_body"]

    assert client.get(named("vetting-mine")).status_code == 200
    assert client.get(named("vetting-answer", world.found["vetting"].pk)).status_code == 200

    entries = Entry.objects.filter(account=account, action="personnel.vetting_view").order_by("id")
    assert [(one.unit_id, one.reason) for one in entries] == [(world.province.pk, "Trả lời đề nghị thẩm định")] * 2


# ---- kind ------------------------------------------------------------------------------------------------------------


def test_one_answer_is_enough_for_all_pages_and_for_two_hours(room: Room) -> None:
    client = room.sign_in(room.leader, purpose="")
    client.post(named("purpose", room.congress.pk), {"purpose": "chi_dao"})
    pages = [named(name, room.congress.pk) for name in ("board", "candidates", "vetting", "outcome", "exports")]

    assert [client.get(page).status_code for page in pages] == [200] * 5

    session = client.session
    session[SESSION_KEY][str(room.congress.pk)]["at"] -= 2 * 3600 + 1
    session.save()
    assert [client.get(page).status_code for page in pages] == [302] * 5


def test_what_she_posts_is_kept_when_the_sitting_is_over(room: Room) -> None:
    client = room.sign_in(room.committee, purpose="")
    candidate = Candidate.objects.filter(congress=room.congress).first()
    assert candidate is not None
    address = named("candidate-edit", candidate.pk)
    typed = {"origin": "named", "biography": "Đã gõ nửa trang", "revision": candidate.revision}

    refused = client.post(address, typed | {"origin": "nowhere"})
    answer = client.post(address, typed)

    # refused: she sees what she typed; kept: the page she is led to asks, and from there she goes on
    assert refused.status_code == 200
    assert "Đã gõ nửa trang" in refused.content.decode()
    assert answer.status_code == 302
    assert Candidate.objects.get(pk=candidate.pk).biography == "Đã gõ nửa trang"
    asked = client.get(answer["Location"])
    assert asked["Location"].startswith(named("purpose", room.congress.pk))
    assert "Đã lưu." in client.get(asked["Location"]).content.decode()


def test_names_moved_on_the_board_are_moved_when_the_sitting_is_over(room: Room) -> None:
    client = room.sign_in(room.committee, purpose="")
    candidate = Candidate.objects.filter(congress=room.congress).first()
    assert candidate is not None
    move = f"{candidate.pk}:proposed:{candidate.revision}"

    answer = client.post(named("board-move", room.congress.pk), {"move": move}, **HTMX)  # type: ignore[arg-type]

    assert answer.status_code == 200
    assert "HX-Redirect" not in answer
    assert Candidate.objects.get(pk=candidate.pk).place == "proposed"


@pytest.mark.parametrize("name", ["candidates", "vetting", "board"])
def test_a_part_of_a_page_leads_the_whole_window_to_the_question(room: Room, name: str) -> None:
    client, address = room.sign_in(room.committee, purpose=""), f"{named(name, room.congress.pk)}?q=an"

    answer = client.get(address, **HTMX)  # type: ignore[arg-type]

    assert answer.content == b""
    assert answer["HX-Redirect"].startswith(named("purpose", room.congress.pk))
    assert client.post(answer["HX-Redirect"], {"purpose": "chi_dao"})["Location"] == address


def test_a_search_box_writes_one_view_however_much_is_typed(room: Room) -> None:
    client, address = room.sign_in(room.committee), named("candidates", room.congress.pk)

    client.get(address)
    for text in ("n", "ng", "ngu"):
        assert client.get(address, {"q": text}, **HTMX).status_code == 200  # type: ignore[arg-type]

    assert len(views_of(room.committee)) == 1


def test_a_part_that_is_asked_for_without_its_page_is_written_down(room: Room) -> None:
    client = room.sign_in(room.committee)
    client.get(named("board", room.congress.pk))

    client.get(named("candidates", room.congress.pk), **HTMX)  # type: ignore[arg-type]

    assert [one.details["page"] for one in views_of(room.committee)] == ["board", "candidates"]


def test_a_view_of_another_sitting_does_not_count_for_a_part(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    client, address = room.sign_in(room.committee), named("candidates", room.congress.pk)
    client.get(address)
    # a sitting that has only now begun
    monkeypatch.setattr("congress.personnel.views.showing.SITTING", -1)

    client.get(address, **HTMX)  # type: ignore[arg-type]

    assert len(views_of(room.committee)) == 2


def test_what_is_not_shown_is_not_written_down(room: Room) -> None:
    client = room.sign_in(room.committee)

    assert client.get(named("final", room.congress.pk)).status_code == 404
    assert client.get(named("final-lock", room.congress.pk)).status_code == 403
    assert client.get(named("step", 0)).status_code == 404

    assert views_of(room.committee) == []


def test_nobody_without_the_right_is_asked_what_for(room: Room) -> None:
    addresses = [named(name, room.congress.pk) for name in ("board", "candidates", "exports")]
    for role, account in room.strangers.items():
        client = room.sign_in(account, purpose="")
        assert [client.get(one).status_code for one in addresses] == [404] * 3, role
        assert [client.get(one, **HTMX).status_code for one in addresses] == [404] * 3, role  # type: ignore[arg-type]


def test_the_way_back_from_the_question_does_not_ask_again(room: Room) -> None:
    client = room.sign_in(room.committee, purpose="")
    answer = client.get(named("purpose", room.congress.pk))

    assert f'<a class="btn btn-link" href="{named("room", room.congress.pk)}">' in answer.content.decode()
    assert client.get(named("room", room.congress.pk)).status_code == 200


def test_what_was_said_to_her_is_not_said_to_whoever_signs_in_next(room: Room) -> None:
    client = room.sign_in(room.leader)
    her = Candidate.objects.filter(congress=room.congress).select_related("member")[0]
    withdrawn = {"because": "Không đủ tiêu chuẩn", "revision": her.revision}

    # the page that would say it was never opened
    assert client.post(named("board-drop", her.pk), withdrawn).status_code == 302
    assert not [one for one in client.cookies if one not in {"sessionid", "csrftoken"}]
    client.post(reverse("access:sign-out"))
    client.force_login(room.strangers["head"], backend="django.contrib.auth.backends.ModelBackend")

    assert her.member.full_name not in client.get("/").content.decode()


# ---- what it costs --------------------------------------------------------------------------------------------------


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_asking_and_writing_down_take_the_same_few_queries_on_every_page(room: Room) -> None:
    """The congress, and the record: savepoint, lock of the chain, last entry, insert, release."""
    process(room)
    walk_to(room, "B3")
    pages = [named("board", room.congress.pk), named("step", step_of(room, "B3").pk), named("reviews", room.congress.pk)]
    client = room.sign_in(room.committee)
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page)
        said = [one["sql"] for one in queries]
        writing = [sql for sql in said if "access_entry" in sql or "pg_advisory" in sql or "SAVEPOINT" in sql]
        assert len([sql for sql in writing if sql.startswith("INSERT")]) == 1, page
        assert len(writing) == 5, (page, writing)
