"""Two people for every export of names."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from congress.personnel.actions.exports import agree_export, ask_export, refuse_export, use_export
from congress.personnel.exportable import exportable_forms
from congress.personnel.models import Export, ExportState
from congress.personnel.queries.exports import agreed_export, waiting_for_second
from congress.personnel.queries.tasks import personnel_tasks_for
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.congress.personnel.people import TODAY, Room, make_room

FORM = "trich-ngang-nhan-su"


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


def ask(room: Room, **fields: Any) -> Export:
    values: dict[str, Any] = {
        "form": FORM, "title": "Danh sách trích ngang", "parameters": {}, "purpose": "Trình cấp uỷ", "by": room.committee,
    } | fields  # fmt: skip
    return ask_export(congress=room.congress, **values)


def test_an_export_says_what_for(room: Room) -> None:
    with pytest.raises(Refusal, match="mục đích"):
        ask(room, purpose="  ")


def test_asking_twice_is_asking_once(room: Room) -> None:
    assert ask(room) == ask(room)


def test_nobody_agrees_to_her_own(room: Room) -> None:
    export = ask(room)

    with pytest.raises(Refusal, match="không tự đồng ý"):
        agree_export(export=export, by=room.committee)
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(decided_by=room.committee, decided_at=timezone.now())


def test_what_was_agreed_to_is_used_once_by_whoever_asked(room: Room) -> None:
    export = ask(room)
    assert agreed_export(room.committee, FORM, room.congress) is None
    agree_export(export=export, by=room.leader)

    assert agreed_export(room.committee, FORM, room.congress) == export
    assert agreed_export(room.leader, FORM, room.congress) is None
    assert agreed_export(room.committee, "de-an", room.congress) is None
    assert agreed_export(room.committee, FORM, room.congress, {"candidate": 1}) is None
    with pytest.raises(Refusal, match="Chỉ người đã yêu cầu"):
        use_export(export=export, by=room.leader)
    assert use_export(export=export, by=room.committee, rendering=7).rendering == 7
    with pytest.raises(Refusal, match="đã được dùng một lần"):
        use_export(export=export, by=room.committee)
    assert agreed_export(room.committee, FORM, room.congress) is None


def test_a_day_later_nothing_of_it_holds(room: Room) -> None:
    export, late = ask(room), timezone.now() + timedelta(days=1, minutes=1)

    with pytest.raises(Refusal, match="quá một ngày"):
        agree_export(export=export, by=room.leader, now=late)
    agree_export(export=export, by=room.leader)
    with pytest.raises(Refusal, match="quá một ngày"):
        use_export(export=export, by=room.committee, now=late)


def test_a_refusal_says_why_and_ends_it(room: Room) -> None:
    export = ask(room)

    with pytest.raises(Refusal, match="lý do"):
        refuse_export(export=export, reason="", by=room.leader)
    refuse_export(export=export, reason="Danh sách chưa chốt", by=room.leader)
    with pytest.raises(Refusal, match="Không đồng ý"):
        agree_export(export=export, by=room.leader)
    with pytest.raises(Refusal, match="Chưa có người thứ hai"):
        use_export(export=export, by=room.committee)


def test_the_trace_says_which_form_and_names_nobody(room: Room) -> None:
    ask(room, title="Hồ sơ: Nguyễn Thị Kín", purpose="Trình về Nguyễn Thị Kín")

    entry = Entry.objects.get(action="personnel.export_ask")

    assert entry.details["form"] == FORM
    assert "Kín" not in f"{entry.details}{entry.reason}{entry.object_label}"


def test_pages_lead_from_asking_to_the_second_persons_yes(room: Room) -> None:
    form = next((one for one in exportable_forms().values() if not (one.of_candidate or one.of_step)), None)
    if form is None:
        pytest.skip("no form is offered yet")
    asking = room.sign_in(room.committee)
    page = reverse("personnel:export-ask", args=[room.congress.pk, form.code])
    assert asking.post(page, {"purpose": ""}).status_code == 200
    assert asking.post(page, {"purpose": "Trình cấp uỷ"}).status_code == 302
    export = Export.objects.get()
    assert asking.post(reverse("personnel:export-agree", args=[export.pk]), follow=True).status_code == 200
    export.refresh_from_db()
    assert export.state == ExportState.ASKED
    assert waiting_for_second(room.leader).count() == 1
    exports = reverse("personnel:exports", args=[room.congress.pk])
    assert exports in [task.url for task in personnel_tasks_for(room.leader, TODAY)]
    assert exports not in [task.url for task in personnel_tasks_for(room.committee, TODAY)]

    agreeing = room.sign_in(room.leader)
    assert "Trình cấp uỷ" in agreeing.get(reverse("personnel:export-answer", args=[export.pk])).content.decode()
    agreeing.post(reverse("personnel:export-agree", args=[export.pk]))

    export.refresh_from_db()
    assert export.state == ExportState.AGREED
    listed = reverse("personnel:exports", args=[room.congress.pk])
    assert "Tới trang in</button>" in asking.get(listed).content.decode()
    assert "Tới trang in</button>" not in agreeing.get(listed).content.decode()


def test_exports_are_nowhere_for_others(room: Room) -> None:
    export = ask(room)
    for role, account in room.strangers.items():
        client = room.sign_in(account)
        for name, argument in (("exports", room.congress.pk), ("export-answer", export.pk)):
            assert client.get(reverse(f"personnel:{name}", args=[argument])).status_code == 404, role
        assert client.post(reverse("personnel:export-agree", args=[export.pk])).status_code == 404


def test_overview_and_papers_tell_both_what_waits_and_name_nobody(room: Room) -> None:
    form = next(one for one in exportable_forms().values() if one.of_candidate)
    export = ask(room, form=form.code, title=f"{form.title}: Nguyễn Thị Bí Mật", purpose="Về đồng chí Bí Mật")
    answer = reverse("personnel:export-answer", args=[export.pk])
    pages = [reverse("personnel:room", args=[room.congress.pk]), reverse("papers:personnel", args=[room.congress.pk])]

    for page in pages:
        hers, mine = (room.sign_in(one).get(page).content.decode() for one in (room.leader, room.committee))
        assert f'href="{answer}">Trả lời</a>' in hers
        assert f'href="{answer}">Xem</a>' in mine
        assert form.title in mine
        assert "Bí Mật" not in hers + mine
    agree_export(export=export, by=room.leader)
    for page in pages:
        assert "Tới trang in</button>" in room.sign_in(room.committee).get(page).content.decode()
        assert "Tới trang in</button>" not in room.sign_in(room.leader).get(page).content.decode()


def test_a_steps_paper_is_not_asked_for_without_its_step(room: Room) -> None:
    form = next(one for one in exportable_forms().values() if one.of_step)
    page = reverse("personnel:export-ask", args=[room.congress.pk, form.code])

    assert room.sign_in(room.committee).get(page).status_code == 404
