"""Pages of candidates and their papers: who sees them, what is written down, what they cost."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from congress.personnel.actions.documents import accept_document, receive_document
from congress.personnel.actions.files import seal_upload
from congress.personnel.models import (
    Candidate,
    CandidateDocument,
    Direction,
    DocumentFile,
    DocumentState,
    Place,
    SealedFile,
    Vetting,
    VettingState,
)
from congress.personnel.urls import candidates as candidate_urls
from congress.personnel.urls import documents as document_urls
from congress.personnel.urls import files as file_urls
from congress.terms.models import Congress
from members.access.models import Entry
from tests.congress.personnel.papers import picture_bytes, upload
from tests.congress.personnel.people import TODAY, Room, adopt, candidates, make_room
from tests.factories import make_account, make_member
from tests.pages import faults_in

RESUME, HEALTH = "so_yeu_ly_lich", "giay_kham_suc_khoe"


@pytest.fixture
def room(db: None) -> Room:
    made = make_room()
    adopt(made)
    return made


@pytest.fixture
def candidate(room: Room) -> Candidate:
    """With a scan of her résumé."""
    found = candidates(room, 1)[0]
    receive_document(
        candidate=found, kind=RESUME, dated_on=date(2026, 9, 1), upload=upload(), today=TODAY, by=room.committee
    )  # fmt: skip
    return found


def address(name: str, *args: Any) -> str:
    return reverse(f"personnel:{name}", args=args)


def with_purpose(client: Client, room: Room) -> Client:
    client.post(address("purpose", room.congress.pk), {"purpose": "hoan_thien"})
    return client


def addresses(room: Room, candidate: Candidate) -> dict[str, tuple[Any, ...]]:
    """Every address of candidates, documents and files, with what it needs."""
    scan = DocumentFile.objects.get(document__candidate=candidate)
    by_argument = {
        "congress_id": room.congress.pk,
        "candidate_id": candidate.pk,
        "kind": RESUME,
        "scan_id": scan.pk,
        "file_id": scan.file_id,
        "incoming_id": 0,
    }
    patterns = [*candidate_urls.urlpatterns, *document_urls.urlpatterns, *file_urls.urlpatterns]
    return {
        str(pattern.name): tuple(by_argument[name] for name in pattern.pattern.converters)
        for pattern in patterns
        if "incoming_id" not in pattern.pattern.converters
    }


def test_for_everybody_without_a_grant_of_the_room_none_of_it_exists(room: Room, candidate: Candidate) -> None:
    found = addresses(room, candidate)
    assert len(found) > 15
    before = Entry.objects.filter(action__startswith="personnel.").count()
    for role, account in room.strangers.items():
        client = room.sign_in(account)
        for name, arguments in found.items():
            for ask in (client.get, client.post):
                status = ask(address(name, *arguments)).status_code
                assert status in {404, 405}, (role, name, status)
    assert Entry.objects.filter(action__startswith="personnel.").count() == before


def test_whoever_is_signed_out_is_sent_to_sign_in(room: Room, candidate: Candidate) -> None:
    for name, arguments in addresses(room, candidate).items():
        answer = Client().get(address(name, *arguments))
        assert answer.status_code == 302, name
        assert "/sign-in/" in answer["Location"]


def test_whoever_may_only_see_changes_nothing(room: Room, candidate: Candidate, monkeypatch: pytest.MonkeyPatch) -> None:
    from members.access import roles

    reader = roles.Role(
        "reader_of_room", "Người đọc", "", roles.ROLES["personnel_committee"].permissions - {roles.P.PERSONNEL_MANAGE}
    )
    monkeypatch.setitem(roles.ROLES, "reader_of_room", reader)
    account = make_account("reader_of_room", room.province)
    client = with_purpose(room.sign_in(account), room)

    assert client.get(address("candidate", candidate.pk)).status_code == 200
    for name, arguments in addresses(room, candidate).items():
        if name not in {"purpose", "candidates", "candidate", "file-open", "file-content"}:
            assert client.post(address(name, *arguments)).status_code == 403, name


def test_no_answer_of_the_room_is_kept_by_a_browser(room: Room, candidate: Candidate) -> None:
    client = with_purpose(room.sign_in(room.leader), room)
    for name in ("candidates", "candidate", "document", "file-open", "file-content", "keeping", "candidate-add"):
        answer = client.get(address(name, *addresses(room, candidate)[name]))
        assert answer.status_code == 200, name
        assert "no-store" in answer["Cache-Control"], name


def test_pages_are_sound_and_carry_the_cover_and_the_warning(room: Room, candidate: Candidate) -> None:
    client = with_purpose(room.sign_in(room.leader), room)
    for name, arguments in addresses(room, candidate).items():
        answer = client.get(address(name, *arguments))
        if answer.status_code == 200 and name not in {"file-content"}:
            text = answer.content.decode()
            assert faults_in(answer) == [], name
            assert "data-cover-after=" in text, name
            assert "Tối mật" in text, name


# ---- records ---------------------------------------------------------------------------------------------------------


def test_a_file_is_not_opened_before_a_purpose_is_said(room: Room, candidate: Candidate) -> None:
    client = room.sign_in(room.committee, purpose="")
    for name in ("candidate", "file-open", "file-content"):
        page = address(name, *addresses(room, candidate)[name])
        answer = client.get(page)
        assert answer.status_code == 302
        assert answer["Location"].startswith(address("purpose", room.congress.pk))
    assert not Entry.objects.filter(action__in=["personnel.candidate_view", "personnel.file_view"]).exists()


def test_after_the_purpose_she_comes_to_the_page_she_asked_for_and_nowhere_else(room: Room, candidate: Candidate) -> None:
    client, page = room.sign_in(room.committee), address("purpose", room.congress.pk)
    wanted = address("candidate", candidate.pk)

    assert client.post(f"{page}?next={wanted}", {"purpose": "tham_dinh"})["Location"] == wanted
    onward = client.post(f"{page}?next=https://elsewhere.example/", {"purpose": "tham_dinh"})["Location"]
    assert onward == address("candidates", room.congress.pk)


def test_every_view_of_a_file_is_written_down_with_its_purpose_and_without_a_name(room: Room, candidate: Candidate) -> None:
    client = with_purpose(room.sign_in(room.committee), room)
    file = SealedFile.objects.get()

    client.get(address("candidate", candidate.pk))
    client.get(address("file-open", file.pk))
    b"".join(client.get(address("file-content", file.pk)))  # type: ignore[arg-type]

    entries = Entry.objects.filter(action__in=["personnel.candidate_view", "personnel.file_view"]).order_by("id")
    assert [(one.action, one.reason, one.account_id) for one in entries] == [
        ("personnel.candidate_view", "Kiểm tra, hoàn thiện hồ sơ", room.committee.pk),
        ("personnel.file_view", "Kiểm tra, hoàn thiện hồ sơ", room.committee.pk),
    ]
    assert entries[0].details == {"candidate": candidate.pk, "page": "candidate"}
    assert entries[1].details == {"file": file.pk}
    assert candidate.member.full_name not in "".join(one.object_label for one in entries)


def test_a_purpose_of_one_congress_opens_nothing_of_another(room: Room, candidate: Candidate) -> None:
    client = with_purpose(room.sign_in(room.committee), room)
    session = client.session
    session["personnel_purposes"] = {"0": session["personnel_purposes"][str(room.congress.pk)]}
    session.save()

    assert client.get(address("candidate", candidate.pk)).status_code == 302


# ---- a file in place -------------------------------------------------------------------------------------------------


def test_a_file_streams_as_what_it_is_and_stands_in_no_foreign_frame(room: Room, candidate: Candidate) -> None:
    client = with_purpose(room.sign_in(room.committee), room)
    file = SealedFile.objects.get()

    answer = client.get(address("file-content", file.pk))

    assert b"".join(answer) == pdf_bytes_of(file)  # type: ignore[arg-type]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(file.size)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline")


def pdf_bytes_of(file: SealedFile) -> bytes:
    from congress.personnel.actions.files import opened

    return opened(file)


def test_the_page_of_a_file_shows_a_pdf_in_a_frame_of_our_own_and_a_picture_as_one(room: Room, candidate: Candidate) -> None:
    client = with_purpose(room.sign_in(room.committee), room)
    pdf = SealedFile.objects.get()
    picture = seal_upload(congress=room.congress, upload=upload(picture_bytes(), "anh.png"), by=room.committee)

    shown = client.get(address("file-open", pdf.pk))
    assert f'<iframe class="file-view" src="{address("file-content", pdf.pk)}#toolbar=0' in shown.content.decode()
    assert "frame-src 'self'" in shown["Content-Security-Policy"]
    assert f'src="{address("file-content", picture.pk)}"' in client.get(address("file-open", picture.pk)).content.decode()


def test_a_destroyed_file_says_so_and_has_no_content(room: Room, candidate: Candidate) -> None:
    client = with_purpose(room.sign_in(room.committee), room)
    file = SealedFile.objects.get()
    SealedFile.objects.update(destroyed_at=timezone.now())

    assert "Tệp đã được huỷ" in client.get(address("file-open", file.pk)).content.decode()
    assert client.get(address("file-content", file.pk)).status_code == 404


# ---- the list --------------------------------------------------------------------------------------------------------


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def fill(room: Room, people: list[Candidate]) -> None:
    for one in people:
        receive_document(candidate=one, kind=HEALTH, dated_on=date(2026, 9, 1), today=TODAY, by=room.committee)
        Vetting.objects.create(candidate=one, kind="ky_luat", state=VettingState.ASKED)


def test_the_list_takes_as_many_queries_for_three_people_as_for_one(room: Room) -> None:
    client, url = room.sign_in(room.committee), address("candidates", room.congress.pk)
    people = candidates(room, 1)
    fill(room, people)
    client.get(url)
    one = queries_of(client, url)

    more = [
        Candidate.objects.create(
            congress=room.congress, member=make_member(room.chapter), origin="named", sort_key="b", added_by=room.committee
        )
        for _ in range(2)
    ]
    fill(room, more)

    assert queries_of(client, url) == one


def test_a_file_takes_as_many_queries_for_three_papers_as_for_one(room: Room, candidate: Candidate) -> None:
    client = with_purpose(room.sign_in(room.committee), room)
    url = address("candidate", candidate.pk)
    client.get(url)
    one = queries_of(client, url)
    for kind in ("tieu_su", "bang_cap"):
        receive_document(candidate=candidate, kind=kind, dated_on=TODAY, upload=upload(), today=TODAY, by=room.committee)
        accept_document(candidate=candidate, kind=kind, revision=None, by=room.leader)

    assert queries_of(client, url) == one


def test_the_list_is_searched_without_accents_and_filtered(room: Room) -> None:
    huong, thu = [
        Candidate.objects.create(
            congress=room.congress, member=make_member(room.branch, full_name=name), origin="named", sort_key=name,
            added_by=room.committee,
        )
        for name in ("Nguyễn Thị Hường", "Lê Thị Thu")
    ]  # fmt: skip
    receive_document(candidate=huong, kind=HEALTH, dated_on=date(2025, 1, 1), today=TODAY, by=room.committee)
    Vetting.objects.create(candidate=thu, kind="ky_luat", state=VettingState.MORE)
    Candidate.objects.filter(pk=thu.pk).update(place=Place.RESERVE)
    client, url = room.sign_in(room.committee), address("candidates", room.congress.pk)

    def names(**asked: str) -> list[str]:
        page = client.get(url, asked).context["page"]
        return [row.candidate.member.full_name for row in page.object_list]

    assert names(q="huong") == ["Nguyễn Thị Hường"]
    assert names(file="expired") == ["Nguyễn Thị Hường"]
    assert names(file="to_check") == ["Nguyễn Thị Hường"]
    assert names(file="complete") == []
    assert names(vetting="more") == ["Lê Thị Thu"]
    assert names(vetting="none") == ["Nguyễn Thị Hường"]
    assert names(place="reserve") == ["Lê Thị Thu"]
    assert names(place="nonsense", q="thi") == ["Lê Thị Thu", "Nguyễn Thị Hường"]


def test_the_swapped_table_reads_like_the_fresh_page(room: Room, candidate: Candidate) -> None:
    client, url = room.sign_in(room.committee), address("candidates", room.congress.pk)

    part = client.get(url, {"q": "nguon"}, headers={"HX-Request": "true"}).content.decode().strip()

    assert part.split("</thead>")[1].split("</tbody>")[0] in client.get(url, {"q": "nguon"}).content.decode()


# ---- forms -----------------------------------------------------------------------------------------------------------


def test_a_person_is_added_by_the_form_and_a_second_time_refused_in_words(room: Room) -> None:
    member = make_member(room.branch, full_name="Đỗ Thị Mới")
    client, url = room.sign_in(room.committee), address("candidate-add", room.congress.pk)

    assert client.post(url, {"member": member.pk, "post": "Phó Trưởng ban"}).status_code == 302
    again = client.post(url, {"member": member.pk})

    assert Candidate.objects.get().post == "Phó Trưởng ban"
    assert "đã có trong danh sách nhân sự" in again.content.decode()


def test_a_paper_goes_through_its_states_by_the_buttons(room: Room, candidate: Candidate) -> None:
    client = room.sign_in(room.committee)

    def press(name: str, **data: Any) -> None:
        document = CandidateDocument.objects.filter(candidate=candidate, kind=HEALTH).first()
        values = {"revision": document.revision if document else 0} | data
        assert client.post(address(name, candidate.pk, HEALTH), values).status_code == 302

    press("document", dated_on="01/09/2026")
    press("document-return", note="ảnh mờ")
    press("document-accept")
    found = CandidateDocument.objects.get(candidate=candidate, kind=HEALTH)
    assert (found.state, found.expires_on) == (DocumentState.ACCEPTED, date(2027, 3, 1))
    press("document-not-needed", note="không thuộc diện")
    press("document-reset")
    found.refresh_from_db()
    assert found.state == DocumentState.MISSING


def test_a_form_with_a_bad_date_keeps_what_was_typed(room: Room, candidate: Candidate) -> None:
    answer = room.sign_in(room.committee).post(
        address("document", candidate.pk, HEALTH), {"dated_on": "31/02/2026", "revision": 0}
    )

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="31/02/2026"' in text
    assert "error-summary" in text


def test_a_bad_scan_by_the_ordinary_form_is_refused_in_words(room: Room, candidate: Candidate) -> None:
    answer = room.sign_in(room.committee).post(
        address("document-scan", candidate.pk, RESUME), {"file": upload(b"MZ", "virus.pdf")}, follow=True
    )

    assert "không phải PDF, JPEG, PNG" in answer.content.decode()


def test_the_page_of_keeping_asks_once_and_says_how_many(room: Room, candidate: Candidate) -> None:
    Direction.objects.update(keep_until=date(2026, 1, 1))
    # not put off: what is needed no more is destroyed
    Congress.objects.update(held_on=date(2025, 12, 1))
    client, url = room.sign_in(room.leader), address("keeping", room.congress.pk)

    assert "Huỷ 1 tệp của hồ sơ nhân sự? Không lấy lại được." in client.get(url).content.decode()
    client.post(url, {"deed": "destroy"})

    assert SealedFile.objects.get().destroyed_at is not None
    assert room.sign_in(room.committee).get(url).status_code == 403


def test_nothing_of_a_candidate_stands_on_the_pages_of_people(room: Room, candidate: Candidate) -> None:
    clerk = room.sign_in(room.strangers["standing"])
    for url in (
        reverse("people:member-detail", args=[candidate.member_id]),
        reverse("people:member-history", args=[candidate.member_id]),
        reverse("people:member-list") + "?q=nguon",
        reverse("home:home"),
        reverse("terms:congress-detail", args=[room.congress.pk]),
    ):
        text = clerk.get(url).content.decode()
        assert "/personnel/" not in text, url
        assert "hồ sơ nhân sự" not in text.lower(), url
