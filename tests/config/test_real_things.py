"""The fixtures of tests/conftest.py do what they say."""

from config.celery import app


def test_worker_answers_over_the_broker(worker):
    assert len(app.control.ping(timeout=5, limit=1)) == 1


def test_page_of_the_live_server_opens_in_a_browser(page):
    answer = page.goto("/health/")

    assert answer.status == 200
    assert "Database: OK" in page.inner_text("body")


def test_phone_is_as_narrow_as_a_phone(phone):
    phone.goto("/health/")

    assert phone.evaluate("screen.width") == 390
