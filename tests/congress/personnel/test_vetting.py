"""Questions about candidates: what they are, who may come to the list, and the page of the body that answers."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congress.personnel.actions.vetting import (
    answer_vetting,
    ask_vetting,
    decide_exception,
    record_answer,
    remind,
    withdraw_exception,
)
from congress.personnel.models import Candidate, Vetting, VettingState
from congress.personnel.queries.vetting import asked_of, board, lacking_of, narrowed, owing, waiting_for
from congress.personnel.rules.vetting import Answer, lacking, may_come_to_list, questions
from members.access.models import Account, Entry
from members.access.refusal import Changed, Refusal
from tests.congress.personnel.funnel import pass_vetting
from tests.congress.personnel.people import TODAY, Room, adopt, candidates, make_room
from tests.factories import make_account, make_province

SECRET = "bí mật không được lưu"


def url(room: Room, name: str, *args: object) -> str:
    return reverse(f"personnel:{name}", args=args or [room.congress.pk])


@pytest.fixture
def room(db: None) -> Room:
    found = make_room()
    adopt(found)
    return found


def body_of(room: Room) -> Account:
    return room.strangers["vetting_body"]


def ask(room: Room, people: list[Candidate], **fields: Any) -> int:
    values: dict[str, Any] = {
        "kind": "tieu_chuan_chinh_tri", "asked_of": body_of(room), "body": "", "question": "", "due_on": date(2026, 12, 1),
        "today": TODAY, "by": room.committee,
    } | fields  # fmt: skip
    return ask_vetting(congress=room.congress, candidate_ids=[one.pk for one in people], **values)


def answer(vetting: Vetting, by: Account, **fields: Any) -> Vetting:
    values: dict[str, Any] = {
        "state": "passed", "paper": "125/PX01", "paper_on": date(2026, 11, 20), "note": "", "revision": vetting.revision,
        "today": TODAY,
    } | fields  # fmt: skip
    return answer_vetting(vetting=vetting, by=by, **values)


# ---- rules ----------------------------------------------------------------------------------------------------------


def test_the_eight_questions_are_there_with_answers_of_their_own() -> None:
    assert list(questions()) == [
        "tieu_chuan_chinh_tri", "ke_khai_tai_san", "nhan_xet_don_vi", "nhan_xet_cu_tru", "khieu_nai_to_cao", "ky_luat",
        "quy_hoach", "ket_luan_tham_dinh",
    ]  # fmt: skip
    assert questions()["ke_khai_tai_san"].said("not_needed") == "Không thuộc diện"
    assert questions()["ket_luan_tham_dinh"].said("more") == "Để lại xem xét"


def test_nothing_asked_lacks_everything_mandatory_of_the_level() -> None:
    assert len(lacking({}, "tinh")) == 7
    assert lacking({}, "ch") == ["Nhận xét của đơn vị: chưa gửi đề nghị."]


def test_what_is_lacking_names_the_paper_and_never_a_reason() -> None:
    answers = {code: Answer("passed") for code in questions()} | {"ky_luat": Answer("failed", "12/PX01 ngày 02/10/2026")}

    assert lacking(answers, "tinh") == ["Kỷ luật: đang trong thời hạn kỷ luật (theo văn bản 12/PX01 ngày 02/10/2026)."]


def test_not_needed_is_in_order_only_where_it_can_be_answered() -> None:
    answers = {code: Answer("passed") for code in questions()}

    assert may_come_to_list(answers | {"ke_khai_tai_san": Answer("not_needed")}, "tinh")
    assert not may_come_to_list(answers | {"tieu_chuan_chinh_tri": Answer("not_needed")}, "tinh")


def test_what_is_not_mandatory_keeps_nobody_back() -> None:
    answers = {code: Answer("passed") for code in questions()} | {"quy_hoach": Answer("failed")}

    assert may_come_to_list(answers, "tinh")


# ---- asking and answering -------------------------------------------------------------------------------------------


def test_many_are_asked_about_at_once_and_those_in_order_are_left_out(room: Room) -> None:
    people = candidates(room, 3)
    Vetting.objects.create(candidate=people[0], kind="tieu_chuan_chinh_tri", state=VettingState.PASSED, paper="1", paper_on=TODAY)

    assert ask(room, people) == 2

    assert waiting_for(body_of(room)).count() == 2
    (entry,) = Entry.objects.filter(action="personnel.vetting_ask")
    assert entry.details == {"kind": "tieu_chuan_chinh_tri", "number": 2}
    with pytest.raises(Refusal, match="Không còn ai cần hỏi"):
        ask(room, people[:1])


def test_only_an_account_that_answers_here_can_be_asked(room: Room) -> None:
    people = candidates(room, 1)
    elsewhere = make_account("vetting_body", make_province(code="XA-XOI"))

    for account in (elsewhere, room.strangers["head"]):
        with pytest.raises(Refusal, match="không được giao trả lời"):
            ask(room, people, asked_of=account)


def test_asking_for_an_answer_yesterday_is_refused(room: Room) -> None:
    with pytest.raises(Refusal, match="quá khứ"):
        ask(room, candidates(room, 1), due_on=date(2026, 11, 20))


def test_an_answer_needs_number_and_day_of_its_paper(room: Room) -> None:
    ask(room, candidates(room, 1))
    vetting = Vetting.objects.get()

    with pytest.raises(Refusal, match="số và ngày"):
        answer(vetting, body_of(room), paper="")
    with pytest.raises(Refusal, match="tương lai"):
        answer(vetting, body_of(room), paper_on=date(2026, 11, 22))
    with pytest.raises(Refusal, match="cần bổ sung gì"):
        answer(vetting, body_of(room), state="more", paper="", paper_on=None)
    with pytest.raises(Refusal, match="Hãy chọn một câu trả lời"):
        answer(vetting, body_of(room), state="not_needed")


def test_why_a_body_says_no_is_kept_nowhere(room: Room) -> None:
    ask(room, candidates(room, 1))

    found = answer(Vetting.objects.get(), body_of(room), state="failed", note=SECRET)

    assert (found.state, found.note) == ("failed", "")
    assert SECRET not in str(list(Entry.objects.values_list("details", "reason", "object_label")))


def test_a_question_is_answered_once_and_by_whom_it_was_put_to(room: Room) -> None:
    ask(room, candidates(room, 1))
    vetting = Vetting.objects.get()

    with pytest.raises(Refusal, match="không gửi cho tài khoản"):
        answer(vetting, room.committee)
    answered = answer(vetting, body_of(room))
    with pytest.raises(Changed):
        answer(vetting, body_of(room))
    with pytest.raises(Refusal, match="đã có trả lời"):
        answer(answered, body_of(room))


def test_asked_again_after_more_the_question_waits_and_what_was_answered_is_told(room: Room) -> None:
    people = candidates(room, 1)
    ask(room, people)
    answer(Vetting.objects.get(), body_of(room), state="more", note="bản khai 2024")

    ask(room, people)

    found = Vetting.objects.get()
    assert (found.state, found.paper, found.note, found.answered_at) == ("asked", "", "", None)
    page = room.sign_in(room.committee).get(url(room, "vetting-record", people[0].pk, "tieu_chuan_chinh_tri"))
    before = page.content.decode().split("Trước đó")[1].split("</dl>")[0]
    assert "Cần bổ sung, văn bản 125/PX01 ngày 20/11/2026: bản khai 2024" in " ".join(before.split())


def test_an_answer_written_anew_keeps_what_stood_there_and_never_why_a_body_said_no(room: Room) -> None:
    people = candidates(room, 1)
    ask(room, people)
    answer(Vetting.objects.get(), body_of(room), state="failed", note=SECRET)

    record_answer(
        candidate=people[0], kind="tieu_chuan_chinh_tri", state="passed", body="", paper="130/PX01", paper_on=TODAY,
        note="", revision=Vetting.objects.get().revision, today=TODAY, by=room.committee,
    )  # fmt: skip

    found = Vetting.objects.get()
    assert [(one["state"], one["paper"], one["note"]) for one in found.earlier] == [("failed", "125/PX01", "")]
    assert (found.state, found.paper) == ("passed", "130/PX01")


def test_what_came_on_paper_is_written_down_by_the_staff_also_unasked(room: Room) -> None:
    (her,) = candidates(room, 1)

    record_answer(
        candidate=her, kind="nhan_xet_don_vi", state="passed", body="", paper="5/NX", paper_on=TODAY, note="", revision=0,
        today=TODAY, by=room.committee,
    )  # fmt: skip

    found = Vetting.objects.get()
    assert (found.state, found.body, found.asked_of) == ("passed", "Cấp uỷ, lãnh đạo đơn vị công tác", None)


def test_those_who_owe_are_reminded_with_a_text_that_names_nobody(room: Room) -> None:
    people = candidates(room, 2)
    ask(room, people, due_on=TODAY)

    (owed,) = owing(room.congress, today=date(2026, 11, 25))

    assert owed.late == 2
    assert "02 đề nghị thẩm định nhân sự chưa có trả lời, trong đó 02 đã quá hạn" in owed.text
    assert not any(one.member.full_name in owed.text for one in people)
    assert remind(congress=room.congress, vetting_ids=[one.pk for one in owed.vettings], by=room.committee) == 2
    assert not Vetting.objects.filter(reminded_at=None).exists()


def test_an_exception_needs_a_reason_and_something_to_except(room: Room) -> None:
    (her,) = candidates(room, 1)

    with pytest.raises(Refusal, match="lý do"):
        decide_exception(candidate=her, reason=" ", by=room.leader)
    decide_exception(candidate=her, reason="Đang chờ kết luận", by=room.leader)
    her.refresh_from_db()
    assert (her.exception_reason, her.exception_by) == ("Đang chờ kết luận", room.leader)
    withdraw_exception(candidate=her, by=room.leader)
    pass_vetting([her])
    with pytest.raises(Refusal, match="đã đủ"):
        decide_exception(candidate=her, reason="Đang chờ", by=room.leader)


def test_lacking_is_told_by_person(room: Room) -> None:
    people = candidates(room, 2)
    pass_vetting(people[:1])

    found = lacking_of(people, "tinh")

    assert list(found) == [people[1].pk]
    assert len(found[people[1].pk]) == 7


# ---- pages ----------------------------------------------------------------------------------------------------------


def test_board_takes_as_many_queries_for_three_as_for_one(room: Room) -> None:
    client = room.sign_in(room.committee)
    numbers = []
    for number in (1, 3):
        people = candidates(room, number)
        pass_vetting([one for one in people if not one.vettings.exists()])
        client.get(url(room, "vetting"))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url(room, "vetting")).content.decode()
        numbers.append(len(queries))
        assert all(one.member.full_name in page for one in people)

    assert numbers[0] == numbers[1]


def test_board_is_narrowed_by_name_question_and_state(room: Room) -> None:
    people = candidates(room, 3)
    pass_vetting(people[:1])
    ask(room, people[1:2], due_on=TODAY)
    rows = board(room.congress, today=date(2026, 11, 25))

    def names(**how: str) -> list[str]:
        return [row.candidate.member.full_name for row in narrowed(rows, **how)]

    assert names(text="nguon b") == ["Nguyễn Thị Nguồn B"]
    assert names(state="late") == ["Nguyễn Thị Nguồn B"]
    assert names(state="lacking") == ["Nguyễn Thị Nguồn B", "Nguyễn Thị Nguồn C"]
    assert names(kind="tieu_chuan_chinh_tri", state="passed") == ["Nguyễn Thị Nguồn A"]
    page = room.sign_in(room.committee).get(url(room, "vetting"), {"q": "nguon c"}).content.decode()
    assert "Nguồn C" in page
    assert "Nguồn B" not in page


def test_staff_ask_through_the_page(room: Room) -> None:
    people = candidates(room, 2)
    client = room.sign_in(room.committee)
    page = client.get(url(room, "vetting-ask"), {"c": [one.pk for one in people]}).content.decode()
    assert people[1].member.full_name in page

    answer = client.post(
        url(room, "vetting-ask"),
        {"c": [one.pk for one in people], "kind": "ky_luat", "asked_of": body_of(room).pk, "due_on": "01/12/2030"},
    )

    assert answer.status_code == 302
    assert Vetting.objects.filter(kind="ky_luat", state="asked").count() == 2
    assert client.get(url(room, "vetting-ask"), follow=True).content.decode().count("Hãy đánh dấu ít nhất một người") == 1


def test_the_body_sees_just_that_person_and_that_question(room: Room) -> None:
    her, other = candidates(room, 2)
    ask(room, [her])
    ask(room, [other], kind="ky_luat", asked_of=None)
    client = room.sign_in(body_of(room))

    mine = client.get(reverse("personnel:vetting-mine")).content.decode()
    page = client.get(url(room, "vetting-answer", Vetting.objects.get(candidate=her).pk)).content.decode()

    for text in (mine, page):
        assert her.member.full_name in text
        assert other.member.full_name not in text
        assert room.congress.name not in text
    assert client.get(url(room, "vetting-answer", Vetting.objects.get(candidate=other).pk)).status_code == 404
    for name in ("room", "vetting", "board", "outcome", "exports"):
        assert client.get(url(room, name)).status_code == 404
    opened = Entry.objects.filter(action="personnel.vetting_view", account=body_of(room)).order_by("id")
    vetting = Vetting.objects.get(candidate=her).pk
    assert [one.details for one in opened] == [{"vettings": [vetting]}, {"kind": opened[1].details["kind"], "vetting": vetting}]


def test_the_body_answers_through_its_page(room: Room) -> None:
    ask(room, candidates(room, 1))
    vetting = Vetting.objects.get()
    client = room.sign_in(body_of(room))
    page = url(room, "vetting-answer", vetting.pk)

    wrong = client.post(page, {"state": "passed", "paper": "", "paper_on": "", "revision": vetting.revision}).content.decode()
    assert "Hãy ghi số và ngày văn bản trả lời." in wrong
    right = client.post(page, {"state": "passed", "paper": "7/PX01", "paper_on": "20/11/2020", "revision": vetting.revision})

    assert right.status_code == 302
    vetting.refresh_from_db()
    assert (vetting.state, vetting.paper, vetting.answered_by) == ("passed", "7/PX01", body_of(room))


def test_who_lost_the_right_sees_nothing_of_what_she_was_asked(room: Room) -> None:
    ask(room, candidates(room, 1))
    account = body_of(room)
    account.grants.update(ends_on=date(2021, 1, 1))
    client = room.sign_in(account)

    assert not asked_of(Account.objects.get(pk=account.pk)).exists()
    assert client.get(reverse("personnel:vetting-mine")).status_code == 404
    assert client.get(url(room, "vetting-answer", Vetting.objects.get().pk)).status_code == 404


def test_only_who_decides_excepts(room: Room) -> None:
    (her,) = candidates(room, 1)
    page = url(room, "vetting-exception", her.pk)

    assert room.sign_in(room.committee).get(page).status_code == 403
    assert room.sign_in(room.leader).post(page, {"reason": "Chờ kết luận, đã báo cáo cấp uỷ"}).status_code == 302
    assert "Ngoại lệ" in room.sign_in(room.committee).get(url(room, "vetting")).content.decode()


def test_staff_record_paper_and_remind_through_pages(room: Room) -> None:
    (her,) = candidates(room, 1)
    ask(room, [her])
    client = room.sign_in(room.committee, purpose="")
    page = url(room, "vetting-record", her.pk, "nhan_xet_cu_tru")

    assert client.get(page).status_code == 302
    client.post(url(room, "purpose"), {"purpose": "tham_dinh"})
    assert "Chưa gửi" in client.get(page).content.decode()
    client.post(page, {"state": "passed", "paper": "3/NX", "paper_on": "01/11/2020", "revision": 0})
    assert Vetting.objects.get(kind="nhan_xet_cu_tru").paper == "3/NX"
    assert "01 đề nghị" in client.get(url(room, "vetting-reminders")).content.decode()
    client.post(url(room, "vetting-remind"), {"v": Vetting.objects.get(state="asked").pk})
    assert Vetting.objects.get(state="asked").reminded_at is not None


def test_vetting_is_nowhere_for_those_who_must_not_know_of_it(room: Room) -> None:
    (her,) = candidates(room, 1)
    ask(room, [her])
    vetting = Vetting.objects.get()
    pages = [
        url(room, "vetting"), url(room, "vetting-ask"), url(room, "vetting-reminders"),
        url(room, "vetting-record", her.pk, "ky_luat"), url(room, "vetting-exception", her.pk),
        url(room, "vetting-answer", vetting.pk), reverse("personnel:vetting-mine"),
    ]  # fmt: skip
    for role, account in room.strangers.items():
        if role == "vetting_body":
            continue
        client = room.sign_in(account)
        assert [client.get(page).status_code for page in pages] == [404] * len(pages), role
