"""The unit's pages: what was asked, the draft as it reads, comments under its paragraphs."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.drafting.actions.comments import Words, agree, keep_typing
from documents.drafting.actions.rounds import close_round
from documents.drafting.models import Comment, Participation, TypedComment
from tests.documents.drafting.rounds_made import Made, make_round
from tests.factories import make_account, make_province, make_unit
from tests.pages import faults_in

pytestmark = pytest.mark.django_db
AT = {"section_key": "muc-kq", "block_key": "doan-mot"}
HTMX = {"HX-Request": "true"}


def url(name: str, made: Made, unit: str = "branch") -> str:
    return reverse(f"drafting:{name}", args=[made.asked(unit).pk])


def pages_of(made: Made) -> list[str]:
    comment = Comment.objects.order_by("id").first() or made.say(**AT)
    return [
        url("reading", made),
        url("reading", made) + "?at=muc-kq.doan-mot",
        url("asked-finish", made),
        url("asked-comments", made),
        url("comment-table-upload", made),
        url("comment-table-sample", made),
        reverse("drafting:comment-withdraw", args=[comment.pk]),
    ]


def test_pages_of_a_unit_are_sound(client):
    made = make_round()
    client.force_login(made.heads["branch"])
    made.say(**AT)

    for address in [reverse("drafting:asked-list"), *pages_of(made)[:-1]]:
        response = client.get(address)
        assert response.status_code == 200, address
        assert faults_in(response) == [], address


def test_nobody_else_finds_them(client):
    made = make_round()
    addresses = pages_of(made)
    strangers = [
        made.heads["chapter"],
        made.heads["other"],
        made.staff,
        make_account("administrator", made.province),
        make_account("chapter_head", make_unit(parent=make_province(code="TINH-B"))),
        make_account("standing", make_province(code="TINH-C")),
    ]
    for stranger in strangers:
        client.force_login(stranger)
        for address in addresses[:-1]:
            assert client.get(address).status_code == 404, (stranger, address)
        for name in ("comment-send", "comment-typing", "asked-agree", "asked-again", "reading-seen"):
            assert client.post(url(name, made), {"body": "Không phải của mình"}).status_code == 404
        assert client.post(addresses[-1]).status_code == 404
    assert Comment.objects.count() == 1


def test_a_unit_that_was_not_asked_sees_nothing_of_the_document(client):
    made = make_round()
    client.force_login(made.heads["other"])

    assert made.document.title not in client.get(reverse("drafting:asked-list")).content.decode()


def test_asked_list_takes_as_many_queries_for_three_as_for_one(client, django_assert_num_queries):
    made = make_round()
    client.force_login(made.heads["branch"])
    with django_assert_num_queries(6):
        client.get(reverse("drafting:asked-list"))

    for _ in range(2):
        other = make_round()
        Participation.objects.filter(round=other.round, unit=other.units["branch"]).update(unit=made.units["branch"])
    with django_assert_num_queries(6):
        page = client.get(reverse("drafting:asked-list")).content.decode()
    assert page.count("Đọc và góp ý") == 3


def test_asked_list_leaves_nothing_out_and_begins_with_what_waits_for_her(client, monkeypatch):
    monkeypatch.setattr("documents.drafting.views.comments.RUNNING_A_PAGE", 2)
    made = make_round()
    client.force_login(made.heads["branch"])
    for number in range(2):
        other = make_round()
        mine = Participation.objects.filter(round=other.round, unit=other.units["branch"])
        answered = {"answered_at": timezone.now(), "answered_by": made.heads["branch"]} if number else {}
        mine.update(unit=made.units["branch"], **answered)

    first = client.get(reverse("drafting:asked-list")).content.decode()
    second = client.get(reverse("drafting:asked-list"), {"running": "2"}).content.decode()

    assert "1–2 trong 3 dự thảo đang lấy ý kiến" in first
    assert first.count("Đọc và góp ý") == 2
    assert "Đã trả lời" not in first
    assert second.count("Đã trả lời") == 1


def test_reading_takes_the_same_queries_however_much_was_said(client, django_assert_num_queries):
    made = make_round()
    client.force_login(made.heads["branch"])
    made.say(**AT)
    address = url("reading", made)
    with django_assert_num_queries(7):
        client.get(address)
    for _ in range(5):
        made.say(**AT)
        made.say(section_key="muc-ct")
    with django_assert_num_queries(7):
        client.get(address)


def test_reading_shows_the_version_with_a_way_to_comment_at_every_paragraph(client):
    made = make_round()
    made.say(**AT)
    client.force_login(made.heads["branch"])

    page = client.get(url("reading", made)).content.decode()

    assert "Phần I<br>TỔNG KẾT NHIỆM KỲ" in page
    assert "I. KẾT QUẢ THỰC HIỆN" in page
    assert page.count('class="say"') == 1 + 5 + 6  # the whole, each section with a heading, each paragraph
    assert '<span class="say-count" id="n-muc-kq.doan-mot">1</span>' in page
    assert "còn 7 ngày" in page


def test_swapped_place_reads_like_the_one_of_a_fresh_page(client):
    made = make_round()
    made.say(**AT)
    client.force_login(made.heads["branch"])
    address = url("reading", made) + "?at=muc-kq.doan-mot"

    swapped = client.get(address, headers=HTMX).content.decode()
    fresh = client.get(address).content.decode()

    def plain(text):
        # what is swapped beside the place, and the form's token, are not of the place
        for other in (
            r'<span class="say-count"[^>]*hx-swap-oob.*?</span>',
            r'<div class="action-bar.*?</div>',
            r'value="\w{64}"',
        ):
            text = re.sub(other, "", text, flags=re.DOTALL)
        return " ".join(text.split())

    assert plain(swapped) in plain(fresh)


def test_send_without_javascript_comes_back_to_the_paragraph(client):
    made = make_round()
    client.force_login(made.heads["branch"])

    response = client.post(url("comment-send", made), AT | {"kind": "figures", "body": "Số chưa khớp"})

    assert response["Location"] == url("reading", made) + "?at=muc-kq.doan-mot#b-doan-mot"
    assert Comment.objects.get().kind == "figures"


def test_send_with_htmx_answers_with_the_place(client):
    made = make_round()
    client.force_login(made.heads["branch"])

    response = client.post(url("comment-send", made), AT | {"kind": "content", "body": "Nói thêm"}, headers=HTMX)
    page = response.content.decode()

    assert response["HX-Push-Url"] == "false"
    assert "Đã gửi ý kiến số 1." in page
    assert 'hx-swap-oob="true">1</span>' in page
    assert "<html" not in page


def test_an_empty_comment_comes_back_with_what_was_typed(client):
    made = make_round()
    client.force_login(made.heads["branch"])

    page = client.post(url("comment-send", made), AT | {"kind": "targets", "body": " ", "reason": "Vì sao"}).content.decode()

    assert "Hãy ghi nội dung góp ý hoặc đề xuất sửa" in page
    assert "Vì sao" in page
    assert 'value="targets" checked' in page


def test_typing_is_offered_again_to_her_and_to_nobody_else(client):
    made = make_round()
    colleague = make_account("branch_committee", made.units["branch"])
    client.force_login(made.heads["branch"])
    client.post(url("comment-typing", made), AT | {"kind": "content", "body": "Viết dở câu này"})

    again = client.get(url("reading", made) + "?at=muc-kq.doan-mot").content.decode()
    client.force_login(colleague)
    hers = client.get(url("reading", made) + "?at=muc-kq.doan-mot").content.decode()

    assert "Viết dở câu này" in again
    assert "viết dở lúc" in again
    assert "Viết dở câu này" not in hers


def test_she_who_sends_after_the_end_is_told_that_nothing_is_lost(client):
    made = make_round()
    client.force_login(made.heads["branch"])
    client.post(url("comment-typing", made), AT | {"kind": "content", "body": "Viết dở"})
    close_round(round=made.round, by=made.staff)

    page = client.post(
        url("comment-send", made), AT | {"kind": "content", "body": "Viết dở rồi xong"}, headers=HTMX
    ).content.decode()

    assert "Nội dung không mất" in page
    assert [(one.body, one.state) for one in Comment.objects.all()] == [("Viết dở rồi xong", "late")]


def test_typing_after_the_end_tells_her_so(client):
    made = make_round()
    close_round(round=made.round, by=made.staff)
    client.force_login(made.heads["branch"])

    page = client.post(url("comment-typing", made), AT | {"kind": "content", "body": "Muộn mất rồi"}).content.decode()

    assert "được giữ là ý kiến gửi muộn số 1" in page
    assert not TypedComment.objects.exists()


def test_script_in_a_comment_is_shown_as_words(client):
    made = make_round()
    made.say(body="<script>alert(1)</script>", proposal="<b>x</b>", **AT)
    client.force_login(made.heads["branch"])

    page = client.get(url("reading", made) + "?at=muc-kq.doan-mot").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_change_and_withdraw_and_put_back(client):
    made = make_round()
    comment = made.say(**AT)
    client.force_login(made.heads["branch"])

    form = client.get(url("reading", made) + f"?at=muc-kq.doan-mot&edit={comment.pk}").content.decode()
    assert "Lưu ý kiến" in form
    client.post(
        reverse("drafting:comment-change", args=[comment.pk]),
        AT | {"kind": "content", "body": "Nói lại", "revision": "1"},
    )
    client.post(reverse("drafting:comment-withdraw", args=[comment.pk]))
    assert (Comment.objects.get().body, Comment.objects.get().state) == ("Nói lại", "withdrawn")
    client.post(reverse("drafting:comment-put-back", args=[comment.pk]), {"back": "list"})
    assert Comment.objects.get().state == "sent"


def test_a_stale_change_shows_both_and_loses_nothing(client):
    made = make_round()
    comment = made.say(body="Bản của đồng nghiệp", **AT)
    Comment.objects.update(revision=3)
    client.force_login(made.heads["branch"])

    page = client.post(
        reverse("drafting:comment-change", args=[comment.pk]),
        AT | {"kind": "content", "body": "Bản của tôi", "revision": "1"},
        headers=HTMX,
    ).content.decode()

    assert "Bản của tôi" in page
    assert "Bản của đồng nghiệp" in page
    assert Comment.objects.get().body == "Bản của đồng nghiệp"


def test_agree_in_one_tap_and_go_on(client):
    made = make_round()
    client.force_login(made.heads["branch"])

    page = client.post(url("asked-agree", made), follow=True).content.decode()
    assert "nhất trí, không có ý kiến" in page
    assert 'class="say"' not in page
    page = client.post(url("asked-again", made), follow=True).content.decode()
    assert 'class="say"' in page


def test_finish_keeps_figures_and_shows_faults(client):
    made = make_round()
    made.say()
    client.force_login(made.heads["branch"])

    wrong = client.post(url("asked-finish", made), {"meetings": "1", "people": "3", "spoken": "4"}).content.decode()
    assert "nhiều hơn số lượt người" in wrong
    client.post(url("asked-finish", made), {"meetings": "1", "people": "12", "spoken": "4"})
    assert made.asked("branch").people == 12


def test_opening_the_page_is_noted_by_a_post_and_by_no_get(client):
    made = make_round()
    client.force_login(made.heads["branch"])
    page = client.get(url("reading", made)).content.decode()
    assert made.asked("branch").first_seen_at is None
    assert url("reading-seen", made) in page

    client.post(url("reading-seen", made))
    assert made.asked("branch").first_seen_at is not None


def test_asked_list_tells_what_became_of_it(client):
    made = make_round()
    made.say()
    agree(participation=made.asked("chapter"), by=made.heads["chapter"])
    close_round(round=made.round, by=made.staff)

    client.force_login(made.heads["branch"])
    assert "Đang tổng hợp, trả lời" in client.get(reverse("drafting:asked-list")).content.decode()
    made.round.refresh_from_db()
    made.round.published_at, made.round.published_by = timezone.now(), made.staff
    made.round.save()
    assert "1 chưa trả lời" in client.get(reverse("drafting:asked-list")).content.decode()
    client.force_login(made.heads["chapter"])
    assert "Nhất trí" in client.get(reverse("drafting:asked-list")).content.decode()


def test_unknown_places_are_the_page_without_a_place(client):
    made = make_round()
    client.force_login(made.heads["branch"])

    for at in ("", "x", ".x", "muc-kq.khong-co", "khong.", "a" * 400, "\x00."):
        assert client.get(url("reading", made), {"at": at}).status_code in {200, 400}, at


def test_typed_words_of_a_place_mark_it(client):
    made = make_round()
    keep_typing(participation=made.asked("branch"), words=Words(body="Dở", **AT), by=made.heads["branch"])
    client.force_login(made.heads["branch"])

    assert "đang viết dở" in client.get(url("reading", made)).content.decode()
