"""Pages of the room: who sees them, what they cost, what she types is kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from congress.personnel.actions.files import seal_content
from congress.personnel.actions.introductions import call_units
from congress.personnel.actions.reviews import make_reviews
from congress.personnel.models import Direction, FinalList, Introduction, IntroductionCall, OfficeReview, ProcessStep, StepState
from home.queries import tasks_for
from members.access.models import Entry
from tests.congress.personnel.papers import pdf_bytes, upload
from tests.congress.personnel.people import TODAY, Room, adopt, candidates, in_office, make_room, process, step_of, walk_to
from tests.factories import make_member, make_unit

pytestmark = pytest.mark.django_db


def call(room: Room, *units: Any) -> list[IntroductionCall]:
    call_units(
        congress=room.congress, units=units, due_on=timezone.localdate() + timedelta(days=9), request="Theo tiêu chuẩn", most=2,
        today=timezone.localdate(), by=room.committee,
    )  # fmt: skip
    return list(IntroductionCall.objects.filter(congress=room.congress))


def furnished() -> Room:
    """A room with something on every page."""
    room = make_room()
    adopt(room)
    in_office(room, 2)
    make_reviews(congress=room.congress, on=TODAY, by=room.committee)
    candidates(room, 3)
    process(room)
    walk_to(room, "B3")
    call(room, room.branch, room.chapter)
    return room


def addresses(room: Room) -> dict[str, str]:
    pk, step = room.congress.pk, step_of(room, "B3").pk
    found = {
        name: reverse(f"personnel:{name}", args=[pk])
        for name in (
            "room", "direction", "direction-edit", "direction-adopt", "direction-reopen", "reviews", "reviews-make",
            "reviews-take", "body-changes", "body-change-find", "process", "process-choose", "process-adapt", "introductions",
            "introductions-call", "introductions-take",
        )
    }  # fmt: skip
    found |= {name: reverse(f"personnel:{name}", args=[step]) for name in ("step", "step-open", "step-names", "step-reopen")}
    found["body-change-new"] = reverse("personnel:body-change-new", args=[pk, make_member(room.branch).pk])
    found["introduction-return"] = reverse("personnel:introduction-return", args=[IntroductionCall.objects.first().pk])  # type: ignore[union-attr]
    return found


def test_nothing_of_the_room_exists_for_anybody_without_the_right() -> None:
    room = furnished()

    for role, account in room.strangers.items():
        client = room.sign_in(account)
        for name, address in addresses(room).items():
            assert client.get(address).status_code in (404, 405), (role, name)
            assert client.post(address).status_code in (404, 405), (role, name)
            if client.get(address).status_code == 405:
                assert client.post(address).status_code == 404, (role, name)


def test_the_congress_leads_to_the_room_only_those_who_may() -> None:
    room = furnished()
    address, link = reverse("terms:congress-detail", args=[room.congress.pk]), reverse("personnel:room", args=[room.congress.pk])

    assert link in room.sign_in(room.committee).get(address).content.decode()
    for role in ("head", "standing", "administrator", "branch_committee"):
        page = room.sign_in(room.strangers[role]).get(address).content.decode()
        assert link not in page
        assert "personnel" not in page


def test_a_congress_that_is_over_asks_for_nothing_any_more() -> None:
    room = make_room()
    type(room.congress).objects.filter(pk=room.congress.pk).update(state="closed")

    page = room.sign_in(room.committee).get(reverse("personnel:room", args=[room.congress.pk])).content.decode()

    assert "Phần mềm không có công tác nhân sự của đại hội này" in page
    assert reverse("personnel:body-changes", args=[room.congress.pk]) in page
    asking = ("Việc tiếp theo", "Soạn phương hướng", "Còn thiếu", "Đang làm", "Chưa tới")
    assert [words for words in asking if words in page] == []


def test_home_page_tells_of_the_work_only_those_who_do_it() -> None:
    room = furnished()
    texts = {name: " ".join(task.text for task in tasks_for(account, today=TODAY)) for name, account in room.strangers.items()}

    assert "bước B3" in " ".join(task.text for task in tasks_for(room.committee, today=TODAY))
    assert "Giới thiệu nhân sự" in texts.pop("branch_committee")
    assert "Giới thiệu nhân sự" in texts.pop("chapter_head")
    assert [name for name, text in texts.items() if "nhân sự" in text.lower()] == []


def test_home_page_tells_who_decides_that_files_are_kept_too_long_and_the_room_leads_there() -> None:
    room = furnished()
    Direction.objects.filter(congress=room.congress).update(keep_until=TODAY)
    keeping = reverse("personnel:keeping", args=[room.congress.pk])

    def urls(account: Any, day: date) -> list[str]:
        return [task.url for task in tasks_for(account, today=day)]

    tomorrow = TODAY + timedelta(days=1)
    assert keeping not in urls(room.leader, TODAY)
    assert keeping in urls(room.leader, tomorrow)
    assert [name for name, account in room.strangers.items() if keeping in urls(account, tomorrow)] == []
    front = reverse("personnel:room", args=[room.congress.pk])
    assert keeping in room.sign_in(room.leader).get(front).content.decode()
    assert keeping not in room.sign_in(room.committee).get(front).content.decode()


@pytest.mark.parametrize(
    "name",
    ["room", "direction", "reviews", "body-changes", "process", "introductions", "introductions-take", "step", "step-names"],
)
def test_every_page_opens_and_says_what_must_never_be_entered(name: str) -> None:
    room = furnished()

    page = room.sign_in(room.committee).get(addresses(room)[name])

    assert page.status_code == 200
    assert "Mật" in page.content.decode()


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get(address).status_code == 200
    return len(context)


@pytest.mark.parametrize("name", ["room", "reviews", "process", "introductions", "introductions-take", "step", "step-names"])
def test_pages_cost_the_same_with_many_people(name: str) -> None:
    room = furnished()
    client = room.sign_in(room.committee)
    before = queries(client, addresses(room)[name])
    in_office(room, 4, full_name="Đỗ Thị Thêm")
    make_reviews(congress=room.congress, on=TODAY, by=room.committee)
    candidates(room, 9)
    step = step_of(room, "B3")
    for candidate in room.congress.candidates.exclude(step_names__step=step):
        step.names.create(candidate=candidate)
    call(room, *[make_unit(parent=room.province) for _ in range(5)])
    for one in IntroductionCall.objects.all():
        Introduction.objects.create(call=one, member=make_member(one.unit), votes=3)
    IntroductionCall.objects.update(sent_at=timezone.now(), sent_by=room.committee, present=9)
    if name == "introductions-take":
        before = queries(client, addresses(room)[name])
        for one in IntroductionCall.objects.all()[:4]:
            Introduction.objects.create(call=one, member=make_member(one.unit), votes=3)

    assert queries(client, addresses(room)[name]) == before


def test_direction_is_written_from_the_rule_set_and_adopted() -> None:
    room = make_room()
    client = room.sign_in(room.committee)
    address = reverse("personnel:direction-edit", args=[room.congress.pk])

    page = client.get(address).content.decode()
    assert "từ 15 đến 23 người" in page
    assert 'name="minimum-new" value="1/3"' in page
    values = {
        "revision": "0",
        "seats": "21",
        "standards": "Đủ sức khoẻ",
        "minimum-new": "1/3",
        "minimum-band_1": "10 %",
        "maximum-band_1": "1",
    }
    assert client.post(address, values).status_code == 200
    assert client.post(address, values | {"maximum-band_1": "5"}).status_code == 302
    adoption = reverse("personnel:direction-adopt", args=[room.congress.pk])
    values = {"revision": "1", "adopted_on": "03/09/2026", "meeting": "Hội nghị Ban Phụ nữ", "present": "18", "in_favour": "17"}
    assert "được thông qua kèm biên bản" in client.post(adoption, values).content.decode()
    adopt_page = client.post(adoption, values | {"in_favour": "9", "minutes": upload()})
    assert "Mới có 9/18 đồng ý; cần ít nhất 10" in adopt_page.content.decode()
    done = client.post(adoption, values | {"minutes": upload()})

    assert done.status_code == 302
    direction = Direction.objects.get()
    assert (direction.seats, direction.rules["so_du_max"]) == (21, "30")
    assert [row["key"] for row in direction.targets] == ["new", "band_1"]
    assert client.get(address).status_code == 302
    assert direction.minutes is not None


def test_a_direction_that_is_reopened_says_why_and_keeps_its_minutes() -> None:
    room = make_room()
    direction = adopt(room)
    direction.minutes = seal_content(congress=room.congress, name="bien-ban.pdf", content=pdf_bytes(), by=room.committee)
    direction.save()
    client = room.sign_in(room.leader)
    reopen = reverse("personnel:direction-reopen", args=[room.congress.pk])

    assert "Hãy ghi lý do mở lại" in client.post(reopen, follow=True).content.decode()
    client.post(reopen, {"reason": "Hội nghị sửa số lượng"})
    assert Entry.objects.get(action="personnel.direction_reopen").reason == "Hội nghị sửa số lượng"
    client.post(
        reverse("personnel:direction-adopt", args=[room.congress.pk]),
        {"revision": "3", "adopted_on": "03/09/2026", "meeting": "Hội nghị", "present": "18", "in_favour": "17"},
    )

    again = Direction.objects.get()
    assert (again.is_adopted, again.minutes_id) == (True, direction.minutes_id)


def test_somebody_elses_direction_is_not_saved_over() -> None:
    room = make_room()
    client = room.sign_in(room.committee)
    address = reverse("personnel:direction-edit", args=[room.congress.pk])
    client.post(address, {"revision": "0", "seats": "21"})

    page = client.post(address, {"revision": "0", "seats": "19", "standards": "Của tôi"})

    assert "vừa được người khác sửa" in page.content.decode()
    assert "Của tôi" in page.content.decode()
    assert Direction.objects.get().seats == 21


def test_review_table_is_saved_in_one_go_or_not_at_all() -> None:
    room = make_room(held_on=date(2026, 12, 30))
    first, second = in_office(room, 2)
    rows = {row.member_id: row for row in make_reviews(congress=room.congress, on=TODAY, by=room.committee)}
    client = room.sign_in(room.committee)
    one, two = rows[first.pk].pk, rows[second.pk].pk
    address = reverse("personnel:reviews", args=[room.congress.pk])
    values = {f"revision-{one}": "1", f"decision-{one}": "stays", f"revision-{two}": "1", f"decision-{two}": "goes"}

    refused = client.post(address, values)
    assert "Hãy chọn lý do không tái cử." in refused.content.decode()
    assert OfficeReview.objects.filter(decision="stays").count() == 0
    assert client.post(address, values | {f"because-{two}": "age"}).status_code == 302

    assert set(OfficeReview.objects.values_list("decision", "because", "months_left")) == {("stays", "", 41), ("goes", "age", 53)}


def test_step_page_keeps_what_was_typed_when_figures_do_not_add_up() -> None:
    room = furnished()
    client, step = room.sign_in(room.committee), step_of(room, "B3")
    names = list(step.names.all())
    values = {"revision": str(step.revision), "summoned": "40", "present": "41", "chair": "Đồng chí Chủ trì"}
    values |= {f"votes-{name.pk}": "7" for name in names}

    page = client.post(reverse("personnel:step", args=[step.pk]), values).content.decode()

    assert "Số có mặt là 41, nhiều hơn số triệu tập là 40" in page
    assert "Đồng chí Chủ trì" in page
    assert page.count('value="7"') == len(names)
    assert step_of(room, "B3").summoned is None


def test_step_is_recorded_and_closed_from_its_page() -> None:
    room = furnished()
    client, step = room.sign_in(room.committee), step_of(room, "B3")
    figures = {"summoned": "40", "present": "38", "issued": "38", "collected": "38", "valid": "37", "invalid": "1"}
    values = figures | {"revision": str(step.revision), "held_on": "10/09/2026", "close": "1"}
    values |= {f"votes-{name.pk}": "30" for name in step.names.all()}

    assert client.post(reverse("personnel:step", args=[step.pk]), values).status_code == 302

    assert step_of(room, "B3").state == StepState.CLOSED
    assert "30/38 (78,9%)" in client.get(reverse("personnel:step", args=[step.pk])).content.decode()


def test_only_who_decides_reopens() -> None:
    room = furnished()
    address = reverse("personnel:step-reopen", args=[step_of(room, "B2").pk])

    assert room.sign_in(room.committee).post(address, {"reason": "Xem lại"}).status_code == 403
    page = room.sign_in(room.leader).post(address, {"reason": "Xem lại"})
    assert "mở lại lần lượt từ bước B3" in page.content.decode()
    ProcessStep.objects.filter(code="B3").update(state=StepState.WAITING)
    assert room.sign_in(room.leader).post(address, {"reason": "Xem lại"}).status_code == 302


def test_process_is_adapted_from_its_page() -> None:
    room = make_room()
    made = process(room)
    client = room.sign_in(room.committee)
    address = reverse("personnel:process-adapt", args=[room.congress.pk])
    values = {"revision": "1", "reason": "Theo hướng dẫn"}
    for place, step in enumerate(made.steps.all(), start=1):
        for name in ("code", "name", "meeting", "product", "method", "threshold", "base", "purpose"):
            values[f"{name}-{step.pk}"] = str(getattr(step, name))
        values[f"order-{step.pk}"] = str(place * 10)
    values[f"remove-{step.pk}"] = "1"
    values |= {
        "code-new0": "B3b",
        "name-new0": "Lấy ý kiến hội viên",
        "method-new0": "none",
        "purpose-new0": "naming",
        "order-new0": "45",
    }

    assert client.post(address, values).status_code == 302

    assert [step.code for step in made.steps.all()] == ["B0", "B1", "B2", "B3", "B3b", "B4", "B5", "B6", "B7"]


def test_overview_says_the_one_next_thing_and_leads_there() -> None:
    room = make_room()
    page = reverse("personnel:room", args=[room.congress.pk])

    def said() -> str:
        return room.sign_in(room.committee).get(page).content.decode()

    assert "Việc tiếp theo: Soạn phương hướng nhân sự." in said()
    adopt(room)
    assert "Việc tiếp theo: Lập bảng rà soát người đương nhiệm." in said()
    in_office(room, 1)
    make_reviews(congress=room.congress, on=TODAY, by=room.committee)
    assert "Việc tiếp theo: Ghi tái cử hay không cho 01 người đương nhiệm." in said()
    OfficeReview.objects.update(decision="stays")
    assert "Việc tiếp theo: Chọn quy trình nhân sự." in said()
    process(room)
    first = step_of(room, "B0")
    assert f"Việc tiếp theo: Bắt đầu bước B0: {first.name}." in said()
    candidates(room, 1)
    walk_to(room, "B2")
    assert "Việc tiếp theo: Ghi kết quả bước B2: " in said()
    assert f'href="{reverse("personnel:step", args=[step_of(room, "B2").pk])}">Mở bước B2</a>' in said()


def test_home_page_sends_who_decides_to_the_list_once_every_step_is_closed() -> None:
    room = make_room()
    adopt(room)
    process(room)
    ProcessStep.objects.update(state=StepState.CLOSED, closed_at=timezone.now(), closed_by=room.committee)
    lock = reverse("personnel:outcome", args=[room.congress.pk])

    def tasks(account: Any) -> list[str]:
        return [task.url for task in tasks_for(account, today=TODAY)]

    assert lock in tasks(room.leader)
    assert lock not in tasks(room.committee)
    FinalList.objects.create(congress=room.congress, content=[{}], hash="a" * 64, seats=21, locked_by=room.leader)
    assert lock not in tasks(room.leader)


@pytest.mark.parametrize(
    ("name", "tab"), [("body-changes", "Rà soát"), ("exports", "Văn bản"), ("papers:personnel", "Văn bản"), ("room", "Tổng quan")]
)
def test_ten_parts_stand_in_the_row_and_a_page_without_a_place_stands_under_its_own(name: str, tab: str) -> None:
    room = make_room()
    address = reverse(name if ":" in name else f"personnel:{name}", args=[room.congress.pk])
    page = room.sign_in(room.committee).get(address).content.decode()

    assert page.count('class="tab"') == 10
    assert f'aria-current="page">{tab}</a>' in page


def test_closed_step_is_told_and_leads_on_instead_of_showing_a_dead_form() -> None:
    room = make_room()
    adopt(room)
    process(room)
    walk_to(room, "B1")
    closed, following = step_of(room, "B0"), step_of(room, "B1")
    page = room.sign_in(room.committee).get(reverse("personnel:step", args=[closed.pk])).content.decode()

    assert "data-staged" not in page
    assert f'href="{reverse("personnel:step", args=[following.pk])}">Tới bước B1' in page


def test_step_page_lists_who_must_be_chosen_for_before_it_can_end() -> None:
    room = make_room()
    adopt(room)
    process(room)
    candidates(room, 2)
    step = walk_to(room, "B4")
    page = room.sign_in(room.committee).get(reverse("personnel:step", args=[step.pk])).content.decode()

    assert "Còn 02 người phải chọn đi tiếp hay không" in page
    assert page.count(">Chưa chọn</option>") == 2
    answer = room.sign_in(room.committee).post(
        reverse("personnel:step", args=[step.pk]), {"revision": step.revision, "close": "1"}, follow=True
    )
    assert "Hãy chọn đi tiếp hay không đi tiếp." in answer.content.decode()
    assert step_of(room, "B4").state == StepState.OPEN
