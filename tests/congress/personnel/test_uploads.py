"""Uploads in pieces: they go on where the line was lost, two tabs and thirty people at once do not disturb each other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congress.personnel.actions.files import opened
from congress.personnel.actions.introductions import call_units
from congress.personnel.actions.uploads import drop_old_uploads
from congress.personnel.models import (
    Candidate,
    CandidateDocument,
    DocumentFile,
    DocumentState,
    Incoming,
    IntroductionCall,
    ProcessStep,
    SealedFile,
)
from tests.congress.personnel.papers import pdf_bytes, upload
from tests.congress.personnel.people import Room, adopt, candidates, make_room, process, walk_to
from tests.factories import make_unit

KIND = "so_yeu_ly_lich"
SLICE = 512 * 1024


@pytest.fixture
def room(db: None) -> Room:
    made = make_room()
    adopt(made)
    return made


@pytest.fixture
def candidate(room: Room) -> Candidate:
    return candidates(room, 1)[0]


def begin(client: Client, candidate: Candidate, content: bytes, **fields: Any) -> Any:
    values = {"purpose": f"document:{candidate.pk}:{KIND}", "name": "so yeu.pdf", "size": len(content), "stamp": "1732"} | fields
    return client.post(reverse("personnel:upload-begin", args=[candidate.congress_id]), values)


def piece(client: Client, said: dict[str, Any], content: bytes, start: int, end: int) -> Any:
    return client.post(said["piece"], {"start": start, "piece": upload(content[start:end], "piece")})


def send(client: Client, said: dict[str, Any], content: bytes, *, until: int | None = None) -> None:
    for start in range(said["received"], until or len(content), SLICE):
        answer = piece(client, said, content, start, min(start + SLICE, until or len(content)))
        assert answer.status_code == 200, answer.content


def line_was_lost() -> None:
    """Long enough ago that nobody else can be sending it."""
    Incoming.objects.update(changed_at=timezone.now() - timedelta(minutes=1))


def test_an_upload_in_pieces_becomes_a_scan_that_waits_to_be_checked(room: Room, candidate: Candidate) -> None:
    client, content = room.sign_in(room.committee), pdf_bytes(size=1_200_000)

    said = begin(client, candidate, content).json()
    send(client, said, content)
    answer = client.post(said["finish"])

    assert answer.json() == {"done": True}
    document = CandidateDocument.objects.get(candidate=candidate, kind=KIND)
    assert document.state == DocumentState.RECEIVED
    assert opened(document.files.get().file) == content
    assert not Incoming.objects.exists()


def test_after_a_lost_line_the_same_file_goes_on_where_it_stopped(room: Room, candidate: Candidate) -> None:
    client, content = room.sign_in(room.committee), pdf_bytes(size=1_200_000)
    send(client, begin(client, candidate, content).json(), content, until=2 * SLICE)
    line_was_lost()

    said = begin(client, candidate, content).json()
    assert said["received"] == 2 * SLICE
    send(client, said, content)
    client.post(said["finish"])

    assert opened(SealedFile.objects.get()) == content


def test_another_scan_of_the_same_name_and_size_begins_anew(room: Room, candidate: Candidate) -> None:
    client, content = room.sign_in(room.committee), pdf_bytes(size=1_200_000)
    send(client, begin(client, candidate, content).json(), content, until=SLICE)
    line_was_lost()

    assert begin(client, candidate, content, stamp="1733").json()["received"] == 0


def test_a_piece_sent_twice_changes_nothing_and_a_gap_is_told_where_to_go_on(room: Room, candidate: Candidate) -> None:
    client, content = room.sign_in(room.committee), pdf_bytes(size=1_200_000)
    said = begin(client, candidate, content).json()

    assert piece(client, said, content, 0, SLICE).json() == {"received": SLICE}
    assert piece(client, said, content, 0, SLICE).json() == {"received": SLICE}
    gap = piece(client, said, content, 2 * SLICE, 2 * SLICE + 100)
    assert (gap.status_code, gap.json()) == (409, {"received": SLICE})
    early = client.post(said["finish"])
    assert (early.status_code, early.json()) == (409, {"received": SLICE})


def test_two_tabs_that_send_the_same_file_both_get_through(room: Room, candidate: Candidate) -> None:
    client, content = room.sign_in(room.committee), pdf_bytes(size=600_000)
    first, second = begin(client, candidate, content).json(), begin(client, candidate, content).json()
    assert first["piece"] != second["piece"]

    send(client, first, content)
    send(client, second, content)

    assert client.post(first["finish"]).status_code == 200
    assert client.post(second["finish"]).status_code == 200
    assert DocumentFile.objects.filter(document__candidate=candidate).count() == 2


def test_a_bad_file_is_refused_at_the_end_and_not_kept(room: Room, candidate: Candidate) -> None:
    client, content = room.sign_in(room.committee), b"MZ" + bytes(5000)
    said = begin(client, candidate, content).json()
    send(client, said, content)

    answer = client.post(said["finish"])

    assert answer.status_code == 400
    assert "không phải PDF, JPEG, PNG" in answer.json()["error"]
    assert not Incoming.objects.exists()
    assert not SealedFile.objects.exists()


def test_too_large_a_file_is_refused_before_a_byte_of_it_is_sent(room: Room, candidate: Candidate) -> None:
    answer = begin(room.sign_in(room.committee), candidate, b"", size=21 * 1024 * 1024)

    assert answer.status_code == 400
    assert "quá mức 20 MB" in answer.json()["error"]


def test_more_than_was_announced_is_refused(room: Room, candidate: Candidate) -> None:
    client = room.sign_in(room.committee)
    said = begin(client, candidate, b"x" * 10).json()

    answer = client.post(said["piece"], {"start": 0, "piece": upload(b"y" * 20, "piece")})

    assert (answer.status_code, answer.json()["error"]) == (400, "Tệp đã thay đổi trong lúc tải lên. Hãy chọn lại tệp.")


def test_nobody_else_goes_on_with_my_upload_and_no_stranger_begins_one(room: Room, candidate: Candidate) -> None:
    content = pdf_bytes()
    said = begin(room.sign_in(room.committee), candidate, content).json()

    assert room.sign_in(room.leader).post(said["finish"]).status_code == 404
    assert piece(room.sign_in(room.leader), said, content, 0, 100).status_code == 404
    for account in room.strangers.values():
        assert begin(room.sign_in(account), candidate, content).status_code == 404


def test_a_paper_of_another_congress_takes_no_upload_of_this_one(room: Room, candidate: Candidate) -> None:
    other = make_room()
    client = room.sign_in(room.committee)
    address = reverse("personnel:upload-begin", args=[room.congress.pk])
    adopt(other)
    foreign = candidates(other, 1)[0]

    values = {"purpose": f"document:{foreign.pk}:{KIND}", "name": "a.pdf", "size": 10, "stamp": ""}
    assert client.post(address, values).status_code == 404
    assert client.post(address, values | {"purpose": "step:1"}).status_code == 400


def test_a_sensitive_paper_takes_no_scan_in_pieces_either(room: Room, candidate: Candidate) -> None:
    client, content = room.sign_in(room.committee), pdf_bytes()

    answer = begin(client, candidate, content, purpose=f"document:{candidate.pk}:ke_khai_tai_san")

    assert (answer.status_code, "không tải tệp lên" in answer.json()["error"]) == (400, True)
    assert not Incoming.objects.exists()


def test_uploads_that_nobody_goes_on_with_are_thrown_away(room: Room, candidate: Candidate) -> None:
    begin(room.sign_in(room.committee), candidate, pdf_bytes())

    assert drop_old_uploads(now=timezone.now() + timedelta(days=1)) == 0
    assert drop_old_uploads(now=timezone.now() + timedelta(days=3)) == 1


def test_an_ordinary_form_takes_several_scans_and_never_writes_them_to_disk(
    room: Room, candidate: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_disk(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("an upload was written to the disk")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", no_disk)
    client, content = room.sign_in(room.committee), pdf_bytes(size=3_000_000)

    answer = client.post(
        reverse("personnel:document-scan", args=[candidate.pk, KIND]), {"file": [upload(content), upload(b"MZ", "b.pdf")]}
    )

    assert answer.status_code == 302
    assert DocumentFile.objects.filter(document__candidate=candidate).count() == 1


def test_a_form_without_its_token_is_refused_although_uploads_stay_in_memory(room: Room, candidate: Candidate) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.committee, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post(reverse("personnel:document-scan", args=[candidate.pk, KIND]), {"file": [upload()]})

    assert answer.status_code == 403


@pytest.mark.django_db(transaction=True)
def test_thirty_uploads_at_once_all_arrive() -> None:
    room = make_room()
    adopt(room)
    people = candidates(room, 30)
    client = room.sign_in(room.committee)
    cookie = client.cookies["sessionid"].value
    content = pdf_bytes(size=700_000)

    def one(candidate: Candidate) -> int:
        try:
            own = Client()
            own.cookies["sessionid"] = cookie
            said = begin(own, candidate, content).json()
            send(own, said, content)
            return int(own.post(said["finish"]).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=30) as pool:
        found = list(pool.map(one, people))

    assert found == [200] * 30
    assert SealedFile.objects.count() == 30
    assert not Incoming.objects.exists()


# ---- scans of a form, sent before it ---------------------------------------------------------------------------------


def stage(client: Client, congress_id: int, purpose: str, content: bytes) -> dict[str, Any]:
    values = {"purpose": purpose, "name": "bien ban.pdf", "size": len(content), "stamp": "1732"}
    said: dict[str, Any] = client.post(reverse("personnel:upload-begin", args=[congress_id]), values).json()
    return said


@pytest.fixture
def step(room: Room) -> ProcessStep:
    process(room)
    return walk_to(room, "B1")


def save_step(client: Client, step: ProcessStep, **fields: Any) -> Any:
    values = {"revision": ProcessStep.objects.get(pk=step.pk).revision, "place": "Phòng họp số 2"} | fields
    return client.post(reverse("personnel:step", args=[step.pk]), values)


def test_a_scan_that_was_sent_before_its_form_is_taken_by_it(room: Room, step: ProcessStep) -> None:
    client, content = room.sign_in(room.committee), pdf_bytes(size=1_200_000)
    said = stage(client, room.congress.pk, f"scan:step:{step.pk}:minutes", content)
    send(client, said, content)

    assert save_step(client, step, minutes_incoming=said["id"]).status_code == 302
    saved = ProcessStep.objects.get(pk=step.pk)
    assert saved.minutes is not None
    assert (saved.minutes.name, opened(saved.minutes)) == ("bien ban.pdf", content)
    assert not Incoming.objects.exists()


def test_a_form_that_is_refused_keeps_the_scan_that_was_sent_before_it(room: Room, step: ProcessStep) -> None:
    client, content = room.sign_in(room.committee), pdf_bytes()
    said = stage(client, room.congress.pk, f"scan:step:{step.pk}:minutes", content)
    send(client, said, content)

    assert save_step(client, step, minutes_incoming=said["id"], summoned="bốn mươi").status_code == 200
    line_was_lost()
    again = stage(client, room.congress.pk, f"scan:step:{step.pk}:minutes", content)
    assert (again["id"], again["received"]) == (said["id"], len(content))
    assert not SealedFile.objects.exists()


def test_a_scan_of_which_a_part_is_missing_is_not_taken_and_that_is_said(room: Room, step: ProcessStep) -> None:
    client, content = room.sign_in(room.committee), pdf_bytes(size=1_200_000)
    said = stage(client, room.congress.pk, f"scan:step:{step.pk}:minutes", content)
    send(client, said, content, until=SLICE)

    save_step(client, step, minutes_incoming=said["id"])
    page = client.get(reverse("personnel:step", args=[step.pk])).content.decode()
    assert "Bản quét chưa tới hết" in page
    assert ProcessStep.objects.get(pk=step.pk).minutes is None


def test_a_form_takes_no_scan_of_another_form_or_of_another_person(room: Room, step: ProcessStep) -> None:
    mine, hers, content = room.sign_in(room.committee), room.sign_in(room.leader), pdf_bytes()
    for client, purpose in ((mine, "scan:adopt:1:minutes"), (hers, f"scan:step:{step.pk}:minutes")):
        said = stage(client, room.congress.pk, purpose, content)
        send(client, said, content)
        save_step(mine, step, minutes_incoming=said["id"])

    assert ProcessStep.objects.get(pk=step.pk).minutes is None
    assert mine.post(stage(mine, room.congress.pk, "scan:adopt:1:minutes", content)["finish"]).status_code == 404


def test_a_unit_sends_the_scan_of_its_own_paper_and_of_no_other(room: Room) -> None:
    elsewhere, today = make_unit(parent=room.province, name="Hội phụ nữ Phòng khác"), timezone.localdate()
    asked = {"due_on": today + timedelta(days=9), "most": None, "request": "", "today": today, "by": room.committee}
    call_units(congress=room.congress, units=[room.branch, elsewhere], **asked)
    own, other = (IntroductionCall.objects.get(unit=unit) for unit in (room.branch, elsewhere))
    client, content = room.sign_in(room.strangers["branch_committee"]), pdf_bytes(size=600_000)
    begun, wanted = reverse("personnel:introduce-upload", args=[own.pk]), f"scan:call:{own.pk}:minutes"
    values = {"name": "bien ban.pdf", "size": len(content), "stamp": "1"}

    for purpose in (f"scan:call:{other.pk}:minutes", "scan:step:1:minutes", "document:1:tieu_su"):
        assert client.post(begun, values | {"purpose": purpose}).status_code == 404, purpose
    for address in (
        reverse("personnel:introduce-upload", args=[other.pk]),
        reverse("personnel:upload-begin", args=[room.congress.pk]),
    ):
        assert client.post(address, values | {"purpose": wanted}).status_code == 404, address
    assert begun in client.get(reverse("personnel:introduce-call", args=[own.pk])).content.decode()
    said = client.post(begun, values | {"purpose": wanted}).json()
    send(client, said, content)
    page = reverse("personnel:introduce-call", args=[own.pk])
    assert client.post(page, {"revision": own.revision, "minutes_incoming": said["id"]}).status_code == 302
    own.refresh_from_db()
    assert own.minutes is not None
    assert opened(own.minutes) == content
