from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from members.access.actions import close_account, first_password_of, issue_first_password, issue_first_passwords
from members.access.models import Account, Entry
from tests.factories import PASSWORD, make_account, make_province

pytestmark = pytest.mark.django_db

SIGN_IN = "/access/sign-in/"


def sign_in(client: Any, account: Account, password: str = PASSWORD) -> Any:
    return client.post(SIGN_IN, {"username": account.username, "password": password})


def test_sign_in_leads_home_and_is_traced(client: Any):
    account = make_account("head", make_province())

    response = sign_in(client, account)

    assert response.headers["Location"] == reverse("home:home")
    assert Entry.objects.filter(action="account.sign_in", account=account).count() == 1


def test_sign_in_takes_the_name_in_any_case(client: Any):
    account = make_account(username="chi-hoi-1")

    response = client.post(SIGN_IN, {"username": "CHI-HOI-1", "password": PASSWORD})

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


def test_wrong_password_says_what_to_do(client: Any):
    response = sign_in(client, make_account(), "sai")

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in response.content.decode()


def test_sixth_try_is_locked_out_even_with_the_right_password(client: Any):
    account = make_account()
    for _ in range(5):
        sign_in(client, account, "sai")

    response = sign_in(client, account)

    assert response.status_code == 429
    assert "_auth_user_id" not in client.session


def test_tries_are_counted_together_however_the_name_is_written(client: Any):
    make_account(username="chi-hoi-1")
    for name in ("chi-hoi-1", "CHI-HOI-1", "Chi-Hoi-1", " chi-hoi-1", "chi-hoı-1"):
        client.post(SIGN_IN, {"username": name, "password": "sai"})

    response = client.post(SIGN_IN, {"username": "cHI-hOI-1", "password": PASSWORD})

    assert response.status_code == 429


def test_signing_in_forgets_the_tries_under_every_spelling(client: Any):
    account = make_account(username="Chi-Hoi-1")
    for _ in range(2):
        for name in ("chi-hoi-1", "CHI-HOI-1", "Chi-hoi-1"):
            client.post(SIGN_IN, {"username": name, "password": "sai"})
        sign_in(client, account)

        assert "_auth_user_id" in client.session
        client.logout()


@pytest.mark.parametrize("name", ["x" * 100_000, "\x00", "chi-hoi-1\x00", "\U0001f600" * 61])
def test_name_that_no_account_can_have_is_a_wrong_name(client: Any, name: str):
    response = client.post(SIGN_IN, {"username": name, "password": PASSWORD})

    assert response.status_code == 200


def test_password_from_a_slip_opens_only_the_page_that_changes_it(client: Any):
    account = issue_first_password(account=make_account("head", make_province()), by=None)
    sign_in(client, account, first_password_of(account))

    response = client.get(reverse("home:home"))

    assert response.headers["Location"] == reverse("access:password-change")


def test_password_from_a_slip_is_dead_once_it_has_been_changed(client: Any):
    account = issue_first_password(account=make_account(), by=None)
    first = first_password_of(account)
    sign_in(client, account, first)
    new = "hoa-phuong-do-2026"
    change = {"old_password": first, "new_password1": new, "new_password2": new}
    client.post(reverse("access:password-change"), change)
    client.logout()

    assert "_auth_user_id" not in sign_in(client, account, first).wsgi_request.session
    assert sign_in(client, account, new).status_code == 302


def test_password_from_a_slip_is_not_kept_as_the_new_one(client: Any):
    account = issue_first_password(account=make_account(), by=None)
    first = first_password_of(account)
    sign_in(client, account, first)

    response = client.post(
        reverse("access:password-change"), {"old_password": first, "new_password1": first, "new_password2": first}
    )

    assert "Mật khẩu mới phải khác mật khẩu đang dùng" in response.content.decode()
    account.refresh_from_db()
    assert account.must_change_password


@pytest.mark.parametrize(("production", "address"), [(True, "10.9.8.7"), (False, "127.0.0.1")])
def test_trace_names_the_browser_behind_our_own_proxy(client: Any, settings: Any, production: bool, address: str):
    settings.PRODUCTION = production
    account = make_account()

    client.post(SIGN_IN, {"username": account.username, "password": PASSWORD}, headers={"X-Forwarded-For": "1.2.3.4, 10.9.8.7"})

    assert Entry.objects.get(action="account.sign_in").address == address


def test_new_invitation_ends_open_sessions_and_the_old_password(client: Any):
    account = make_account("head", make_province())
    sign_in(client, account)

    issue_first_password(account=account, by=None)

    assert client.get(reverse("home:home")).headers["Location"].startswith(SIGN_IN)
    assert "_auth_user_id" not in sign_in(client, account).wsgi_request.session


def test_close_account_ends_its_sessions(client: Any):
    province = make_province()
    account, administrator = make_account("head", province), make_account("administrator", province)
    sign_in(client, account)

    close_account(account=account, by=administrator, reason="Chuyển công tác")

    assert client.get(reverse("home:home")).headers["Location"].startswith(SIGN_IN)


def test_first_password_of_the_same_invitation_is_the_same_and_of_the_next_another():
    account = issue_first_password(account=make_account(), by=None)
    first = first_password_of(account)

    assert first_password_of(Account.objects.get(pk=account.pk)) == first
    assert first_password_of(issue_first_password(account=account, by=None)) != first


def test_many_invitations_end_the_sessions_of_those_invited_and_of_nobody_else(django_assert_max_num_queries: Any):
    province = make_province()
    invited, other = [make_account("standing", province) for _ in range(3)], make_account("head", province)
    browsers = [Client() for _ in range(4)]
    for browser, account in zip(browsers, [*invited, other], strict=True):
        sign_in(browser, account)

    keys = [browser.session.session_key for browser in browsers]
    with django_assert_max_num_queries(12):
        issue_first_passwords(accounts=invited, by=None)

    assert [Session.objects.filter(session_key=key).count() for key in keys] == [0, 0, 0, 1]
    assert Entry.objects.filter(action="account.invite").count() == 3
