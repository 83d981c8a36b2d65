"""The staff's pages of a round: opening, following, closing, reminding, late comments, the table of who has answered."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from documents.drafting.actions.comments import agree, finish_answer
from documents.drafting.actions.rounds import close_round
from documents.drafting.models import Comment, Participation, Round
from documents.drafting.queries.tasks import drafting_tasks_for
from tests.documents.drafting.rounds_made import Made, make_round, sample_text
from tests.factories import make_account, make_document, make_province, make_unit
from tests.pages import faults_in

pytestmark = pytest.mark.django_db
PAGES = (
    "round-detail",
    "round-comments",
    "round-late",
    "round-units",
    "round-extend",
    "round-close",
    "round-reminder",
    "round-export",
)


def url(name: str, made: Made) -> str:
    return reverse(f"drafting:{name}", args=[made.round.pk])


def test_pages_of_the_staff_are_sound(client):
    made = make_round()
    made.say(section_key="muc-kq", block_key="doan-mot", proposal="Sửa")
    client.force_login(made.staff)
    unit_page = reverse("drafting:round-unit", args=[made.asked("branch").pk])

    for address in [*(url(name, made) for name in PAGES), unit_page]:
        response = client.get(address)
        assert response.status_code == 200, address
        assert faults_in(response) == [], address


def test_units_administrators_and_other_provinces_find_none_of_them(client):
    made = make_round()
    addresses = [*(url(name, made) for name in PAGES), reverse("drafting:round-unit", args=[made.asked("branch").pk])]
    addresses.append(reverse("drafting:round-open", args=[made.document.pk]))
    for stranger in (
        *made.heads.values(),
        make_account("administrator", made.province),
        make_account("in_charge", made.units["branch"]),
        make_account("standing", make_province(code="TINH-B")),
    ):
        client.force_login(stranger)
        for address in addresses:
            assert client.get(address).status_code == 404, (stranger, address)
        assert client.post(url("round-close", made)).status_code == 404
    assert Round.objects.get().state == "open"


def test_leadership_reads_and_changes_nothing(client):
    made = make_round()
    client.force_login(make_account("leadership", made.province))

    assert client.get(url("round-detail", made)).status_code == 200
    for name in ("round-close", "round-extend", "round-units", "round-reminder"):
        assert client.get(url(name, made)).status_code == 403, name


def test_open_a_round_for_whole_kinds_and_single_units(client):
    province = make_province()
    document = make_document(province, text=sample_text())
    branch, chapter = make_unit(parent=province), make_unit(parent=province, kind="CHI_HOI_CA_XA_PHUONG", name="Chi hội xã Ba")
    make_unit(parent=province, kind="CHI_HOI_LIEN_XA", name="Chi hội liên xã")
    client.force_login(document.lead)
    address = reverse("drafting:round-open", args=[document.pk])
    day = timezone.localdate() + timedelta(days=5)

    page = client.get(address).content.decode()
    assert "Mục tiêu, chỉ tiêu, khâu đột phá" in page
    response = client.post(
        address,
        {"source": "working", "closes_on": f"{day:%d/%m/%Y}", "request": "Góp ý", "kinds": ["HOI_CO_SO"], "units": [chapter.pk]},
    )

    made = Round.objects.get()
    assert response["Location"] == reverse("drafting:round-detail", args=[made.pk])
    assert {one.unit for one in made.participations.all()} == {branch, chapter}


def test_searching_for_units_keeps_what_was_typed_and_ticked_and_opens_nothing(client):
    province = make_province()
    document = make_document(province, text=sample_text())
    first, second = make_unit(parent=province, name="Chi hội xã Hoà An"), make_unit(parent=province, name="Chi hội xã Tân Phú")
    client.force_login(document.lead)

    page = client.post(
        reverse("drafting:round-open", args=[document.pk]),
        {"source": "working", "request": "Điều đã gõ", "units": [first.pk], "q": "tan phu", "search": "1"},
    ).content.decode()

    assert "Điều đã gõ" in page
    assert f'value="{first.pk}" checked' in page
    assert f'value="{second.pk}"' in page
    assert "Chưa mở được" not in page
    assert not Round.objects.exists()


def test_opening_refuses_with_a_sentence_beside_the_field(client):
    document = make_document(text=sample_text())
    client.force_login(document.lead)

    page = client.post(
        reverse("drafting:round-open", args=[document.pk]), {"source": "working", "closes_on": "1/1/2020"}
    ).content.decode()

    assert "từ hôm nay trở đi" in page


def test_board_takes_as_many_queries_for_many_units_as_for_one(client, django_assert_num_queries):
    small, large = make_round(asked=("branch",)), make_round(asked=("branch", "other", "chapter"), more=4)
    for made in (small, large):
        client.force_login(made.staff)
        made.say()
        address = url("round-detail", made)
        with django_assert_num_queries(14):
            client.get(address)


def test_numbers_open_the_rows(client):
    made = make_round(asked=("branch", "other", "chapter"))
    agree(participation=made.asked("chapter"), by=made.heads["chapter"])
    made.say()
    client.force_login(made.staff)

    def shown(query):
        return [one.unit.label for one, _ in client.get(url("round-detail", made) + query).context["rows"]]

    assert shown("?state=answered") == ["Chi hội phụ nữ xã Hoà An"]
    assert shown("?state=opened") == ["Hội phụ nữ Phòng Một"]
    assert shown("?state=nothing") == ["Hội phụ nữ Phòng Hai"]
    assert shown("?q=hoa an") == ["Chi hội phụ nữ xã Hoà An"]
    assert shown("?kind=HOI_CO_SO&state=opened") == ["Hội phụ nữ Phòng Một"]
    page = client.get(url("round-detail", made)).content.decode()
    assert "0/2 hội phụ nữ cơ sở" in page
    assert "1/1 chi hội Công an xã, phường" in page


def test_board_alone_is_the_board_of_a_fresh_page(client):
    made = make_round()
    client.force_login(made.staff)

    part = client.get(url("round-detail", made), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert " ".join(part.split()) in " ".join(client.get(url("round-detail", made)).content.decode().split())


def test_comments_by_kind_and_section_are_counted_and_listed(client):
    made = make_round()
    made.say(kind="figures", section_key="muc-kq", body="Về số liệu")
    made.say("chapter", kind="wording", section_key="muc-ct", body="Về câu chữ")
    client.force_login(made.staff)

    page = client.get(url("round-comments", made), {"kind": "figures"}).content.decode()
    assert "Về số liệu" in page
    assert "Về câu chữ" not in page
    assert "Về câu chữ" in client.get(url("round-comments", made), {"section": "muc-ct"}).content.decode()
    by_unit = client.get(url("round-comments", made), {"q": "hoa an"}).content.decode()
    assert ("Về câu chữ" in by_unit, "Về số liệu" in by_unit) == (True, False)


def test_close_asks_once_and_closes(client):
    made = make_round()
    client.force_login(made.staff)

    assert "2 đơn vị chưa trả lời" in client.get(url("round-close", made)).content.decode()
    assert Round.objects.get().state == "open"
    client.post(url("round-close", made), {"revision": "1"})
    assert Round.objects.get().state == "closed"
    day = timezone.localdate() + timedelta(days=2)
    client.post(url("round-reopen", made), {"revision": "2", "closes_on": f"{day:%d/%m/%Y}"})
    assert (Round.objects.get().state, Round.objects.get().closes_on) == ("open", day)


def test_late_comments_are_taken_and_left(client):
    made = make_round()
    close_round(round=made.round, by=made.staff)
    late = made.say(body="Đến muộn")
    client.force_login(made.staff)

    assert "Đến muộn" in client.get(url("round-late", made)).content.decode()
    client.post(reverse("drafting:comment-decide", args=[late.pk]), {"take": "yes"})
    assert Comment.objects.get().state == "sent"
    client.force_login(made.heads["branch"])
    assert client.post(reverse("drafting:comment-decide", args=[late.pk]), {"take": "no"}).status_code == 404


def test_reminder_for_one_and_for_all_is_copied_and_noted(client):
    made = make_round()
    client.force_login(made.staff)
    one = made.asked("branch")

    everybody = client.get(url("round-reminder", made)).content.decode()
    alone = client.get(url("round-reminder", made), {"units": one.pk}).content.decode()
    assert "còn 2 đơn vị chưa trả lời" in everybody
    assert "đồng chí Đỗ Thị Liên" in alone
    assert "Hoà An" not in alone
    client.post(url("round-reminder", made), {"units": one.pk})
    assert list(Participation.objects.order_by("-reminders").values_list("reminders", flat=True)) == [1, 0]


def test_export_has_every_unit_and_no_formula(client):
    made = make_round()
    made.units["branch"].name = "=HYPERLINK(1)"
    made.units["branch"].save()
    client.force_login(made.staff)

    sheet = load_workbook(io.BytesIO(client.get(url("round-export", made)).content)).active

    names = [row[0].value for row in sheet.iter_rows(min_row=3)]
    assert sorted(names) == ["'=HYPERLINK(1)", "Chi hội phụ nữ xã Hoà An"]


def test_staff_enter_a_comment_that_came_on_paper(client):
    made = make_round()
    client.force_login(made.staff)
    address = reverse("drafting:round-unit", args=[made.asked("branch").pk])

    client.post(address, {"section_key": "muc-ct", "kind": "targets", "channel": "written", "body": "Chỉ tiêu cao quá"})

    entered = Comment.objects.get()
    assert (entered.channel, entered.section_key, entered.written_by) == ("written", "muc-ct", made.staff)


def test_minutes_are_opened_by_the_staff_and_the_unit_alone(client):
    made = make_round()
    stream = io.BytesIO()
    Image.new("RGB", (10, 10)).save(stream, "PNG")
    scan = SimpleUploadedFile("bien-ban.png", stream.getvalue())
    finish_answer(participation=made.asked("branch"), by=made.heads["branch"], meetings=1, people=3, spoken=1, upload=scan)
    address = reverse("drafting:round-minutes", args=[made.asked("branch").pk])

    for person, status in ((made.staff, 200), (made.heads["branch"], 200), (made.heads["chapter"], 404)):
        client.force_login(person)
        assert client.get(address).status_code == status


def test_home_tells_units_what_to_answer_and_staff_whom_to_remind():
    made = make_round()
    today = timezone.localdate()

    unit = drafting_tasks_for(made.heads["branch"], today)
    staff = drafting_tasks_for(made.staff, today)

    assert [task.text for task in unit] == ["Góp ý Dự thảo 1 Báo cáo chính trị"]
    assert "còn 7 ngày" in unit[0].detail
    assert [task.text for task in staff] == ["2 đơn vị chưa góp ý Dự thảo 1 Báo cáo chính trị"]
    assert drafting_tasks_for(made.heads["other"], today) == []


def test_home_tells_of_late_comments_unanswered_ones_and_overdue_documents():
    made = make_round()
    made.say()
    close_round(round=made.round, by=made.staff)
    made.say("chapter")
    made.document.refresh_from_db()
    made.document.due_on = timezone.localdate() - timedelta(days=1)
    made.document.save(update_fields=["due_on"])

    texts = [task.text for task in drafting_tasks_for(made.staff, timezone.localdate())]

    assert texts == [
        "1 ý kiến gửi muộn chờ xem xét",
        "1 ý kiến chưa trả lời: Dự thảo 1 Báo cáo chính trị",
        "Báo cáo chính trị quá hạn hoàn thành",
    ]
    assert drafting_tasks_for(made.heads["branch"], timezone.localdate()) == []


def test_home_page_shows_them(client):
    made = make_round()
    client.force_login(made.heads["branch"])

    assert "Góp ý Dự thảo 1 Báo cáo chính trị" in client.get("/").content.decode()
