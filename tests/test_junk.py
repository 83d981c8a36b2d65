"""What nobody types: every address with junk in its query and in its fields. The answer is never a fault of ours."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.addresses.asking import PEOPLE, At
from tests.test_addresses import RULES, undone
from tests.world import World, make_world

pytestmark = pytest.mark.django_db

IN_QUERIES = ["9" * 40, "'\"><script>²"]
IN_FIELDS = ["\x00", "9" * 40]
FIELDS = re.compile(r'\bname="([^"]+)"')
NO_FIELDS = {"csrfmiddlewaretoken", "viewport", "color-scheme", "htmx-config"}
# what pages are asked with beside the fields that stand in them
ASKED = [
    "page", "after", "before", "q", "congress", "unit", "day", "list", "columns", "undo", "people", "kind", "base", "row", "show",
    "text", "to_day", "full", "parent", "next", "revision", "reason", "name", "value",
]  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    made = {}
    for person in PEOPLE:
        made[person] = Client(raise_request_exception=True)
        made[person].force_login(world.people[person], backend="django.contrib.auth.backends.ModelBackend")
    return made


def ask(client: Client, method: str, url: str, data: dict[str, Any]) -> Any:
    """The answer; nothing that it wrote stays, nor what it did to the visitor's cookies."""
    cookies = client.cookies.copy()
    try:
        with undone():
            return client.get(url, data) if method == "GET" else client.post(url, data)
    finally:
        client.cookies = cookies


def fault_in(client: Client, method: str, url: str, data: dict[str, Any]) -> str:
    try:
        status = ask(client, method, url, data).status_code
    except Exception as error:  # noqa: BLE001 -- every address is to be judged, also the one that fails
        return f"{method} {url} {str(data)[:200]}: {type(error).__name__}: {str(error)[:200]}"
    return f"{method} {url} {str(data)[:200]}: {status}" if status >= 500 else ""


def fields_of(client: Client, url: str) -> list[str]:
    answer = ask(client, "GET", url, {})
    if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
        return []
    return [name for name in dict.fromkeys(FIELDS.findall(answer.content.decode())) if name not in NO_FIELDS]


def asker(case: At) -> str:
    return next((person for person in ("head", "standing", "administrator", *PEOPLE) if person in case.may), "head")


@pytest.mark.parametrize("name", sorted(RULES))
def test_junk_is_answered_with_a_page(name: str, world: World, clients: dict[str, Client]) -> None:
    faults = []
    for case in RULES[name]:
        url = reverse(name, args=case.arguments(world))
        client = clients[asker(case)]
        wanted = [*fields_of(client, url), *ASKED]
        if case.method != "POST":
            faults += [fault_in(client, "GET", url, dict.fromkeys(wanted, text)) for text in IN_QUERIES]
        if case.method != "GET":
            faults += [fault_in(client, "POST", url, {}), *(
                fault_in(client, "POST", url, dict.fromkeys([*wanted, *case.posted(world)], text)) for text in IN_FIELDS
            )]  # fmt: skip

    assert not [fault for fault in faults if fault], "\n" + "\n".join(fault for fault in faults if fault)
