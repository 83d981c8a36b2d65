import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from documents.drafting.actions.synthesis import join_comments, publish_answers
from documents.drafting.models import Answer, Comment, DocumentState
from documents.printing.models import Rendering
from tests.documents.drafting.synthesised import answered, fill, make_work, say
from tests.factories import make_account, make_province

pytestmark = pytest.mark.django_db

STAFF_PAGES = ("synthesis-similar", "synthesis-join", "synthesis-close", "answer-many", "answer-take-over")


def page(work, name="synthesis"):
    return reverse(f"drafting:{name}", args=[work.document.pk])


def get(client, account, url, **query):
    client.force_login(account)
    return client.get(url, query)


def post(client, account, url, **data):
    client.force_login(account)
    return client.post(url, data)


def text(response):
    return response.content.decode()


def test_the_page_shows_each_paragraph_beside_its_comments_and_how_far_the_work_is(client):
    work = make_work()
    answered(work, say(work, "Bổ sung số liệu."), "explained", "Đã có ở phụ lục.")
    say(work, "Sửa câu chữ.", unit=1, block_key="k2", proposal="Phong trào lan rộng.")
    html = text(get(client, work.staff, page(work)))
    assert "Toàn tỉnh có một nghìn năm trăm hội viên" in html
    assert "Đã có ở phụ lục." in html
    assert "Phong trào lan rộng." in html
    assert "1 / 2" in html


def test_whoever_reads_documents_reads_it_and_only_the_staff_answer(client):
    work = make_work()
    comment = say(work)
    leader = get(client, work.leader, page(work))
    assert leader.status_code == 200
    assert "Trả lời cùng một cách" not in text(leader)
    for name in STAFF_PAGES:
        assert get(client, work.leader, page(work, name)).status_code == 403, name
    give = reverse("drafting:answer-give", args=[comment.pk])
    assert post(client, work.leader, give, kind="full", wording="", revision=0).status_code == 403
    assert not Answer.objects.exists()


@pytest.mark.parametrize("role", ["standing", "head", "leadership", "content_committee"])
def test_for_the_other_province_it_does_not_exist(client, role):
    work = make_work()
    comment = say(work)
    stranger = make_account(role, make_province(name="Hội Phụ nữ Công an tỉnh Bình Giang"))
    for name in ("synthesis", *STAFF_PAGES, "synthesis-export", "approval", "adoption", "issue", "corrigenda", "approval-send"):
        assert get(client, stranger, page(work, name)).status_code == 404, name
    assert get(client, stranger, reverse("drafting:staff-outcome", args=[work.asked[0].pk])).status_code == 404
    for name in ("answer-give", "answer-away", "comment-separate"):
        assert post(client, stranger, reverse(f"drafting:{name}", args=[comment.pk])).status_code == 404, name


@pytest.mark.parametrize("role", ["branch_committee", "chapter_head"])
def test_a_unit_below_does_not_see_the_comments_of_others(client, role):
    work = make_work()
    say(work, unit=1)
    below = make_account(role, work.units[0])
    assert get(client, below, page(work)).status_code == 404


def test_an_answer_is_saved_and_leads_back_to_its_comment(client):
    work = make_work()
    comment = say(work)
    back = f"{page(work)}?answer=none"
    give = reverse("drafting:answer-give", args=[comment.pk])
    response = post(client, work.staff, give, kind="full", wording="Đã sửa.", revision=0, next=back)
    assert response["Location"] == f"{back}#y-kien-{comment.pk}"
    assert Answer.objects.get().answered_by == work.staff


def test_it_never_leads_to_another_site(client):
    work = make_work()
    give = reverse("drafting:answer-give", args=[say(work).pk])
    response = post(client, work.staff, give, kind="full", wording="", revision=0, next="https://xau.example/")
    assert response["Location"].startswith(page(work))


def test_with_htmx_only_the_card_comes_back(client):
    work = make_work()
    comment = say(work)
    client.force_login(work.staff)
    give = reverse("drafting:answer-give", args=[comment.pk])
    response = client.post(give, {"kind": "full", "wording": "Tốt.", "revision": 0}, headers={"HX-Request": "true"})
    html = text(response)
    assert html.lstrip().startswith("<article")
    assert "Tiếp thu toàn bộ" in html


def test_a_stale_answer_shows_both_and_keeps_what_was_typed(client):
    work = make_work()
    comment = say(work)
    answered(work, comment, "partly", "Chỉ lấy số liệu.")
    give = reverse("drafting:answer-give", args=[comment.pk])
    response = post(client, work.head, give, kind="explained", wording="Không sửa vì đã đủ.", revision=0)
    assert response.status_code == 409
    html = text(response)
    assert "Chỉ lấy số liệu." in html
    assert "Không sửa vì đã đủ." in html
    assert 'name="revision" value="1"' in html


def test_many_answers_are_asked_once_and_say_how_many(client):
    work = make_work()
    comments = [say(work, f"Ý kiến {number}") for number in range(3)]
    chosen = [f"{one.pk}:0" for one in comments]
    asked = get(client, work.staff, page(work, "answer-many"), comment=chosen)
    assert "Trả lời 3 ý kiến" in text(asked)
    response = post(client, work.staff, page(work, "answer-many"), comment=chosen, kind="explained", wording="Đã nêu.")
    assert response.status_code == 302
    assert Answer.objects.count() == 3


def test_alike_comments_are_proposed_with_per_cent_and_joined_by_a_click(client):
    work = make_work()
    first = say(work, "Đề nghị bổ sung số liệu hội viên mới kết nạp trong nhiệm kỳ.")
    second = say(work, "Đề nghị bổ sung thêm số liệu hội viên mới kết nạp trong nhiệm kỳ.", unit=1)
    html = text(get(client, work.staff, page(work, "synthesis-similar")))
    assert "giống 8" in html or "giống 9" in html or "giống 7" in html
    assert not Comment.objects.exclude(joined_to=None).exists()
    post(client, work.staff, page(work, "synthesis-join"), comment=[first.pk, second.pk], into=first.pk)
    second.refresh_from_db()
    assert second.joined_to == first
    assert "đã gộp" in text(get(client, work.staff, page(work)))
    post(client, work.staff, reverse("drafting:comment-separate", args=[second.pk]))
    second.refresh_from_db()
    assert second.joined_to is None


def test_the_paragraph_stands_beside_the_proposal_and_is_saved_with_the_answer(client):
    work = make_work()
    comment = say(work, proposal="Toàn tỉnh có 1.500 hội viên.")
    take = page(work, "answer-take-over")
    html = text(get(client, work.staff, take, comment=f"{comment.pk}:0"))
    assert "Toàn tỉnh có một nghìn năm trăm hội viên" in html
    assert "1.500" in html
    shown = work.document.sections.get(key="m1").blocks[0]["html"]
    written = {"words": "Toàn tỉnh có 1.500 hội viên.", "shown": shown, "kind": "full", "wording": ""}
    response = post(client, work.staff, take, comment=f"{comment.pk}:0", **written)
    assert response.status_code == 302
    assert work.document.sections.get(key="m1").blocks[0]["html"] == "Toàn tỉnh có 1.500 hội viên."
    assert Answer.objects.get().kind == "full"


def test_a_paragraph_that_moved_or_changed_since_is_said(client):
    work = make_work()
    comment = say(work)
    section, other = work.document.sections.get(key="m1"), work.document.sections.get(key="m2")
    moved = {**section.blocks[0], "html": "Lời văn đã khác."}
    section.blocks, other.blocks = section.blocks[1:], [moved, *other.blocks]
    section.save()
    other.save()
    html = text(get(client, work.staff, page(work, "answer-take-over"), comment=f"{comment.pk}:0"))
    assert "đã chuyển sang mục khác và đã được sửa từ khi có ý kiến này" in html
    assert "Lời văn đã khác." in html


def test_a_paragraph_that_is_gone_lets_her_choose_the_section(client):
    work = make_work()
    comment = say(work, section_key="mx", block_key="kx")
    html = text(get(client, work.staff, page(work, "answer-take-over"), comment=f"{comment.pk}:0"))
    assert "không còn trong lời văn hiện tại" in html
    chosen = text(get(client, work.staff, page(work, "answer-take-over"), comment=f"{comment.pk}:0", section="m2"))
    assert 'name="plain"' in chosen


def test_a_comment_on_the_whole_draft_asks_for_the_section_without_calling_anything_gone(client):
    work = make_work()
    comment = say(work, section_key="", block_key="")
    html = text(get(client, work.staff, page(work, "answer-take-over"), comment=f"{comment.pk}:0"))
    assert "góp cho cả dự thảo" in html
    assert "không còn" not in html


def test_a_whole_section_is_written_for_a_comment_on_a_section(client):
    work = make_work()
    comment = say(work, block_key="")
    section = work.document.sections.get(key="m1")
    response = post(
        client, work.staff, page(work, "answer-take-over"), comment=f"{comment.pk}:0", heading="Mục 1", style="roman",
        plain="Viết lại cả mục.", based_on=section.revision, kind="partly", wording="Lấy phần đầu.",
    )  # fmt: skip
    assert response.status_code == 302
    section.refresh_from_db()
    assert [block["html"] for block in section.blocks] == ["Viết lại cả mục."]


def test_the_end_is_refused_with_the_number_and_a_link(client):
    work = make_work()
    fill(work, {"full": 2, None: 3})
    html = text(get(client, work.staff, page(work, "synthesis-close")))
    assert "Còn 3 ý kiến chưa có câu trả lời" in html
    assert "?answer=none" in html
    post(client, work.staff, page(work, "synthesis-close"), revision=work.document.revision)
    work.document.refresh_from_db()
    assert work.document.state == DocumentState.SYNTHESIS


def test_a_unit_sees_what_became_of_its_own_comments_once_it_is_published(client):
    work = make_work()
    answered(work, say(work, "Lời của đơn vị một."), "explained", "Giải trình cho một.")
    answered(work, say(work, "Lời của đơn vị hai.", unit=1), "full", "Giải trình cho hai.")
    below = make_account("branch_committee", work.units[0])
    outcome = reverse("drafting:unit-outcome", args=[work.asked[0].pk])
    before = text(get(client, below, outcome))
    assert "Chưa công bố kết quả" in before
    assert "Giải trình cho một." not in before
    publish_answers(round=work.round, by=work.staff)
    after = text(get(client, below, outcome))
    assert "Giải trình cho một." in after
    assert "đơn vị hai" not in after
    assert "Giải trình cho hai." not in after
    assert get(client, below, reverse("drafting:unit-outcome", args=[work.asked[1].pk])).status_code == 404


def test_a_unit_prints_its_outcome_only_once_it_is_published(client):
    work = make_work()
    answered(work, say(work))
    below = make_account("chapter_head", work.units[0])
    printing = reverse("drafting:outcome-print", args=[work.asked[0].pk])
    post(client, below, printing, **{"as": "unit"})
    assert not Rendering.objects.exists()
    publish_answers(round=work.round, by=work.staff)
    post(client, below, printing, **{"as": "unit"})
    assert Rendering.objects.get().form == "ket-qua-gop-y"


def test_the_sheet_has_every_comment_once(client):
    work = make_work()
    first, second = say(work, "=1+1"), say(work, "=1+1", unit=1)
    say(work, "Khác.", section_key="m2", block_key="k3")
    join_comments(document=work.document, into=first, comments=[second], by=work.staff)
    response = get(client, work.staff, page(work, "synthesis-export"))
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[1] == (
        "STT",
        "Mục, trang của dự thảo",
        "Nội dung góp ý",
        "Đơn vị/cá nhân góp ý",
        "Số ý kiến",
        "Tiếp thu, giải trình",
    )
    assert [row[4] for row in rows[2:]] == [2, 1]
    assert rows[2][2] == "'=1+1"


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_queries_for_three_comments_as_for_one(client, django_assert_num_queries, number):
    work = make_work()
    fill(work, {"full": number, None: number})
    client.force_login(work.staff)
    client.get(page(work))
    with django_assert_num_queries(QUERIES):
        client.get(page(work))


def test_a_page_of_four_hundred_comments_takes_no_more_queries(client, django_assert_num_queries):
    work = make_work(units=4)
    fill(work, {"full": 268, "partly": 61, "explained": 83})
    client.force_login(work.staff)
    client.get(page(work))
    with django_assert_num_queries(QUERIES):
        html = text(client.get(page(work)))
    assert html.count('class="said ') == 30
    assert "412" in html


QUERIES = 13
