import pytest
from django.test import Client


@pytest.mark.parametrize("charset", ["utf-7", "foo", "utf-16", ""])
def test_form_in_another_encoding_is_refused(charset: str):
    client = Client(enforce_csrf_checks=True)

    response = client.generic("POST", "/access/sign-in/", b"a=%2B", f"application/x-www-form-urlencoded; charset={charset}")

    assert response.status_code == 400
    assert "Trình duyệt gửi lên điều không đọc được" in response.content.decode()


@pytest.mark.django_db
def test_form_that_names_its_encoding_is_read():
    response = Client().generic(
        "POST", "/access/sign-in/", b"username=a&password=b", "application/x-www-form-urlencoded; charset=UTF-8"
    )

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in response.content.decode()


@pytest.mark.parametrize("address", ["/people/new/?unit=%00", "/people/?q=a%00b", "/terms/1/rules/%00/", "/%00"])
def test_nul_in_an_address_is_refused(address: str):
    assert Client().get(address).status_code == 400


def test_percent_sign_in_an_address_is_no_nul():
    assert Client().get("/people/?q=100%2500").status_code == 302
