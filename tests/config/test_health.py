import pytest
from django.test import Client


@pytest.mark.django_db(transaction=True)
def test_health_says_ok_to_a_stranger(client: Client):
    answer = client.get("/health/")

    assert (answer.status_code, answer.content.decode()) == (200, "Database: OK\nRedis: OK\n")


@pytest.mark.django_db(transaction=True)
def test_health_says_that_the_broker_is_away_and_not_where_it_should_be(client: Client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    answer = client.get("/health/")

    assert (answer.status_code, answer.content.decode()) == (500, "Database: OK\nRedis: away\n")
