"""Pages that come before or instead of what was asked for: sign-in, refused, not there."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories import make_account, make_province
from tests.pages import faults_in, faults_in_page

pytestmark = pytest.mark.django_db


def signed_in(role: str = "") -> Client:
    client = Client()
    account = make_account(role, make_province()) if role else make_account()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_sign_in_page_is_like_every_other() -> None:
    assert faults_in(Client().get(reverse("access:sign-in"))) == []


def test_wrong_password_page_is_like_every_other() -> None:
    answer = Client().post(reverse("access:sign-in"), {"username": "khong-co", "password": "sai"})

    assert faults_in(answer) == []


@pytest.mark.parametrize(("address", "status"), [("/units/999999/", 404), ("/khong-co/", 404), ("/accounts/", 403)])
def test_refusing_pages_are_like_every_other(address: str, status: int) -> None:
    answer = signed_in("chapter_head").get(address)

    assert answer.status_code == status
    assert faults_in(answer) == []


def test_page_of_a_fault_of_ours_stands_alone() -> None:
    assert faults_in_page(render_to_string("500.html")) == []


def test_a_stranger_is_told_nothing_of_what_there_is() -> None:
    there, nowhere = make_province(), 999999

    answers = [Client().get(reverse("units:unit-detail", args=[pk])) for pk in (there.pk, nowhere)]

    assert [answer.status_code for answer in answers] == [302, 302]
