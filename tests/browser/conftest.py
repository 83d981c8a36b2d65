"""The demo, made once for all stories of a file, served and worked on as in production.

The stories are marked as tests in a transaction, which they see and nobody else does: what they change themselves, outside
the browser, they change by `committed`.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from demo.making import Made, make_demo
from tests.conftest import Worker, open_page


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Committed, so that the server and the worker see it; emptied when the file is done."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        yield
        call_command("flush", verbosity=0, interactive=False)


def committed(work: Callable[[], None]) -> None:
    """Do it in another thread, whose connection knows nothing of the test's transaction."""
    from django.db import connection

    def whole() -> None:
        work()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(whole).result()


@pytest.fixture(scope="module")
def demo(database: None) -> Made:
    from django.utils import timezone

    return make_demo(today=timezone.localdate())


@pytest.fixture(scope="module")
def address(demo: Made) -> Iterator[str]:
    from pytest_django.live_server_helper import LiveServer

    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def running_worker(demo: Made, empty_queue: None, worker_process: Worker) -> Worker:
    if not worker_process.is_alive:
        worker_process.start()
    return worker_process


@pytest.fixture
def visitor(live_browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a window for one more person: `visitor()` at a desk, `visitor(phone=True)` with a phone."""
    windows: list[Iterator[Any]] = []

    def enter(*, phone: bool = False) -> Any:
        screen: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
        if phone:
            screen = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
        window = open_page(live_browser, address, **screen)
        windows.append(window)
        page = next(window)
        page.context.set_default_timeout(30_000)
        return page

    yield enter
    # each window's end says whether anything went wrong in it
    for window in windows:
        next(window, None)
