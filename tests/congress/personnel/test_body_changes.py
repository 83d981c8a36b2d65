"""The signed decision of a change in mid-term: sealed, and opened from the list of changes."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from congress.personnel.models import BodyChange, Candidate, SealedFile
from members.access.models import Entry
from members.people.queries.offices import LEADING
from tests.congress.personnel.papers import upload
from tests.congress.personnel.people import Room, make_room
from tests.factories import make_member

pytestmark = pytest.mark.django_db

DECISION = "Số 15/QĐ-BPN ngày 02/02/2026"


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


def typed(**more: object) -> dict[str, object]:
    return {"kind": "bo_sung", "position": LEADING[0], "because": "", "on": "02/02/2026", "decision": DECISION} | more


def made(room: Room, **more: object) -> BodyChange:
    return BodyChange.objects.create(
        congress=room.congress, member=make_member(room.branch), kind="bo_sung", position=LEADING[0], on=date(2026, 2, 2),
        decision=DECISION, recorded_by=room.committee, **more,
    )  # fmt: skip


def test_the_signed_decision_goes_in_with_the_change_and_lies_sealed(room: Room) -> None:
    client, member = room.sign_in(room.committee), make_member(room.branch)
    page = reverse("personnel:body-change-new", args=[room.congress.pk, member.pk])

    assert client.post(page, typed(scan=upload())).status_code == 302

    change = BodyChange.objects.get()
    assert change.scan is not None
    assert change.scan.congress == room.congress
    listed = client.get(reverse("personnel:body-changes", args=[room.congress.pk])).content.decode()
    assert f'href="{reverse("personnel:file-open", args=[change.scan_id])}"' in listed


def test_a_change_that_is_refused_leaves_no_scan_behind(room: Room) -> None:
    client, member = room.sign_in(room.committee), make_member(room.branch)
    page = reverse("personnel:body-change-new", args=[room.congress.pk, member.pk])

    answer = client.post(page, typed(kind="cho_thoi", because="age", scan=upload()))

    assert "hiện không giữ chức vụ đó" in answer.content.decode()
    assert not SealedFile.objects.exists()


def test_the_signed_decision_may_come_later_and_be_replaced(room: Room) -> None:
    client, change = room.sign_in(room.committee), made(room)
    page = reverse("personnel:body-change-scan", args=[change.pk])

    assert "Hãy chọn tệp quét" in client.post(page, {}).content.decode()
    refused = client.post(page, {"scan": SimpleUploadedFile("bang.pdf", b"MZ" + bytes(500))})
    assert "không phải PDF, JPEG, PNG" in refused.content.decode()
    assert client.post(page, {"scan": upload()})["Location"] == reverse("personnel:body-changes", args=[room.congress.pk])
    first = BodyChange.objects.get().scan_id
    client.post(page, {"scan": upload()})

    assert first is not None
    assert BodyChange.objects.get().scan_id != first
    assert SealedFile.objects.count() == 2
    deeds = Entry.objects.filter(action="personnel.body_change_scan")
    assert [one.details for one in deeds] == [{"change": change.pk}] * 2


def test_nobody_else_finds_the_page_of_the_decision(room: Room) -> None:
    page = reverse("personnel:body-change-scan", args=[made(room).pk])

    for role, account in room.strangers.items():
        client = room.sign_in(account)
        assert [client.get(page).status_code, client.post(page, {"scan": upload()}).status_code] == [404, 404], role
    assert not SealedFile.objects.exists()


def test_of_an_answer_only_what_the_file_may_hold_is_scanned(room: Room) -> None:
    her = Candidate.objects.create(
        congress=room.congress, member=make_member(room.branch), origin="named", sort_key="a", added_by=room.committee
    )
    client = room.sign_in(room.committee)

    def shown(kind: str) -> str:
        return client.get(reverse("personnel:vetting-record", args=[her.pk, kind])).content.decode()

    assert reverse("personnel:document", args=[her.pk, "nhan_xet_cu_tru"]) in shown("nhan_xet_cu_tru")
    for kind in ("tieu_chuan_chinh_tri", "ke_khai_tai_san", "khieu_nai_to_cao"):
        page = shown(kind)
        assert "không quét vào đây" in page
        assert reverse("personnel:document", args=[her.pk, kind]) not in page
