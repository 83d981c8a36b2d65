"""A chapter head on her phone: she reads, comments under a paragraph, and the round closes while she writes."""

import pytest
from django.conf import settings
from django.urls import reverse

from documents.drafting.actions.rounds import close_round
from documents.drafting.models import Comment, TypedComment
from tests.documents.drafting.rounds_made import make_round

pytestmark = pytest.mark.django_db(transaction=True)


def test_comments_on_a_phone_are_typed_kept_sent_and_kept_as_late(phone, live_server, client):
    made = make_round()
    client.force_login(made.heads["branch"])
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    phone.context.add_cookies([cookie | {"url": live_server.url}])
    address = reverse("drafting:reading", args=[made.asked("branch").pk])
    phone.goto(address)

    say = phone.locator("#b-doan-mot .say")
    assert say.bounding_box()["height"] >= 44
    say.click()
    phone.locator("#b-doan-mot textarea[name=body]").press_sequentially("Thêm số liệu")
    phone.get_by_text("Đã giữ phần đang viết").wait_for()
    assert TypedComment.objects.get().body == "Thêm số liệu"
    phone.get_by_text("Chép nguyên đoạn xuống để sửa").click()
    assert phone.locator("#b-doan-mot textarea[name=proposal]").input_value() == "Toàn tỉnh có 2.145 hội viên."
    phone.locator("#b-doan-mot").get_by_role("button", name="Gửi ý kiến").click()
    phone.get_by_text("Đã gửi ý kiến số 1.").wait_for()
    assert phone.locator("[id='n-muc-kq.doan-mot']").inner_text() == "1"
    assert phone.get_by_text("Đơn vị đã gửi 1 ý kiến.").is_visible()
    assert phone.url.endswith(address)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    phone.locator("#b-doan-bon .say").click()
    phone.locator("#b-doan-bon textarea[name=body]").fill("Viết khi vòng đóng lại")
    close_round(round=made.round, by=made.staff)
    phone.locator("#b-doan-bon").get_by_role("button", name="Gửi ý kiến").click()
    phone.get_by_text("Nội dung không mất").wait_for()

    said = list(Comment.objects.order_by("number").values_list("body", "state"))
    assert said == [("Thêm số liệu", "sent"), ("Viết khi vòng đóng lại", "late")]
    assert not TypedComment.objects.exists()
