"""Asked over HTTP: the view is asynchronous, and Playwright's loop may already run in this thread."""

from urllib.error import HTTPError
from urllib.request import urlopen


def ask(address: str) -> tuple[int, str]:
    try:
        with urlopen(f"{address}/health/", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_health_says_ok_to_a_stranger(live_server):
    assert ask(live_server.url) == (200, "Database: OK\nRedis: OK\n")


def test_health_says_that_the_broker_is_away_and_not_where_it_should_be(live_server, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    assert ask(live_server.url) == (500, "Database: OK\nRedis: away\n")
