"""What every test stands on: real servers of their own, a real worker, a real browser.

The servers must be there before Django's settings are read, so they are started while this file is loaded, and only then
the settings are named. Their data lie in var/test, beside those of ./run.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import pytest

from config.servers import ServerTrouble, ensure_servers, stop_servers, var_dir

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("VAR_DIR", str(ROOT / "var" / "test"))

# the first hashes; the second is only there to read the passwords of account slips
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]

READ_QUEUE, UNREAD_QUEUE = "celery", "read-by-nobody"
WORKER = [sys.executable, "-m", "celery", "-A", "config", "worker"]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# what the browser's own viewer of PDFs is made of
BROWSER_OWN = ("chrome://", "chrome-extension://")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def start_servers() -> int:
    """Start the servers, and keep a second test run from the same database; gives back the lock, open as long as we live."""
    try:
        ensure_servers(durable=False)
    except ServerTrouble as trouble:
        pytest.exit(str(trouble), returncode=3)
    lock = os.open(var_dir() / "tests.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pytest.exit(f"Another test run uses {var_dir()}. Wait for its end, or set VAR_DIR to another folder.", returncode=3)
    (var_dir() / "static").mkdir(exist_ok=True)
    return lock


# one of several processes of a run (pytest-xdist) has servers of its own: what it stops and kills is nobody else's
XDIST_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if XDIST_WORKER:
    os.environ["VAR_DIR"] = str(Path(os.environ["VAR_DIR"]) / XDIST_WORKER)
LOCK = start_servers()
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
# pytest-django has looked for settings already, before this file named them
django.setup()


def pytest_xdist_setupnodes() -> None:
    """What this process has said of its servers is not for those that it starts now."""
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)


def pytest_unconfigure() -> None:
    if XDIST_WORKER:
        stop_servers()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories on one demo stay in one process: each process that plays a part of them would make the demo again."""
    for item in items:
        if "demo" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests() -> Iterator[None]:
    """Static files as they lie in the tree, and passwords that cost nothing to check."""
    from django.test import override_settings

    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, PASSWORD_HASHERS=HASHERS):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's own; at its end whoever still holds the database, a killed worker's session among them, lets go of it."""
    yield
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.close()


@pytest.fixture(scope="session")
def broker() -> Iterator[Any]:
    import redis

    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        yield client


@pytest.fixture(autouse=True)
def empty_queue(request: pytest.FixtureRequest, broker: Any) -> Iterator[None]:
    """`.delay` puts its message into the real broker; the next test finds none.

    Nobody reads it unless the test has the worker: the one that an earlier test started goes on running, and would
    take work that this test means to do itself.
    """
    from config.celery import app

    read = "worker_process" in request.fixturenames
    app.conf.task_default_queue = READ_QUEUE if read else UNREAD_QUEUE
    broker.delete(READ_QUEUE, UNREAD_QUEUE)
    yield
    broker.delete(READ_QUEUE, UNREAD_QUEUE)


class Worker:
    """A Celery worker as in production, on the test database; it can be killed and started again."""

    def __init__(self, database: str) -> None:
        url = urlsplit(os.environ["DATABASE_URL"])
        self.database_url = urlunsplit(url._replace(path=f"/{database}"))
        self.log = var_dir() / "worker.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [*WORKER, "--concurrency=2", "--loglevel=INFO", "--without-gossip", "--without-mingle"],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": self.database_url},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        for _ in range(300):
            if " ready." in self.log.read_text(errors="replace"):
                return
            if not self.is_alive:
                break
            time.sleep(0.1)
        pytest.fail(f"The worker did not start:\n{self.log.read_text(errors='replace')[-3000:]}")

    def kill(self) -> None:
        """At once and with its children, as the kernel or a power cut does it."""
        os.killpg(self.pid, signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    def end(self) -> None:
        if self.process is None or not self.is_alive:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()


@pytest.fixture(scope="session")
def worker_process(django_db_setup: None) -> Iterator[Worker]:
    """One worker from its first use to the end of the run."""
    from django.conf import settings

    found = Worker(str(settings.DATABASES["default"]["NAME"]))
    found.start()
    yield found
    found.end()


@pytest.fixture
def worker(transactional_db: None, empty_queue: None, worker_process: Worker) -> Worker:
    """For a test whose work for later is really done later: it commits, and a worker takes it from the broker."""
    assert worker_process.is_alive, "the worker has died; see worker.log"
    return worker_process


@pytest.fixture(scope="session")
def live_browser() -> Iterator[Any]:
    """The system's Chromium, headless, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    program = next((found for name in CHROMIUM_NAMES if (found := which(name))), None)
    if program is None:
        pytest.fail("There is no Chromium here. Install the package chromium (./test does it where it may).")
    # Playwright's own loop runs in this thread, where Django would refuse to ask the database anything
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def open_page(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page of a new visitor; the test fails if a script failed, the policy was broken or anything was asked of another host."""
    context = browser.new_context(base_url=address, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
    context.set_default_timeout(10_000)
    wrong: list[str] = []
    ours = (address, "data:", "blob:", *BROWSER_OWN)
    context.on("request", lambda request: None if request.url.startswith(ours) else wrong.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def page(live_browser: Any, live_server: Any) -> Iterator[Any]:
    """An office computer's window on the live server."""
    yield from open_page(live_browser, live_server.url, viewport={"width": 1366, "height": 768})


@pytest.fixture
def phone(live_browser: Any, live_server: Any) -> Iterator[Any]:
    """A phone's screen on the live server."""
    yield from open_page(live_browser, live_server.url, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
