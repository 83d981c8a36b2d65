"""What comes in: numbers by year, once, until it is dealt with."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.register.actions import add_incoming_files, change_incoming, enter_incoming, finish_incoming, set_first_number
from documents.register.models import Book, IncomingPaper
from members.access.models import Entry
from members.access.refusal import Changed, Refusal
from tests.documents.register.made import Office, days_ago, make_office, pdf
from tests.factories import make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def enter(office: Office, **more: Any) -> IncomingPaper:
    values: dict[str, Any] = {
        "unit": office.unit,
        "arrived_on": timezone.localdate(),
        "sender": "Ban Phụ nữ Công an nhân dân",
        "symbol": "45/HD-BPN",
        "dated_on": days_ago(2),
        "kind_name": "Hướng dẫn",
        "abstract": "Tổ chức đại hội phụ nữ các cấp",
        "by": office.staff,
    }
    return enter_incoming(**values | more)


def test_arrivals_are_numbered_through_the_year(office: Office) -> None:
    last_year = timezone.localdate().replace(month=1, day=1) - timedelta(days=1)

    numbers = [
        enter(office).number,
        enter(office, symbol="46/HD-BPN").number,
        enter(office, symbol="47/HD-BPN", arrived_on=last_year, dated_on=None).number,
    ]

    assert numbers == [1, 2, 1]


def test_same_paper_is_asked_about_and_entered_again_on_purpose(office: Office) -> None:
    enter(office)

    with pytest.raises(Refusal, match="đã vào sổ: số đến 01"):
        enter(office, sender="ban phu nu công an NHÂN DÂN")

    assert enter(office, again=True).number == 2


def test_one_page_sent_twice_is_one_arrival(office: Office) -> None:
    assert enter(office, token="a", uploads=[pdf()]) == enter(office, token="a", uploads=[pdf()])
    assert IncomingPaper.objects.get().files.count() == 1


@pytest.mark.parametrize(
    ("field", "days"), [("arrived_on", -1), ("dated_on", -1), ("due_on", 5)], ids=["arrived", "dated", "due"]
)
def test_days_that_cannot_be_are_refused(office: Office, field: str, days: int) -> None:
    with pytest.raises(Refusal) as refused:
        enter(office, **{field: days_ago(days)})

    assert refused.value.field == field


def test_file_that_is_no_scan_enters_nothing(office: Office) -> None:
    with pytest.raises(Refusal, match="không phải PDF"):
        enter(office, uploads=[pdf(), SimpleUploadedFile("a.pdf", b"MZ\x90")])


def test_file_is_added_once(office: Office) -> None:
    paper = enter(office)

    assert add_incoming_files(paper=paper, uploads=[pdf("a.pdf"), pdf("b.pdf")], by=office.staff) == 2
    assert add_incoming_files(paper=paper, uploads=[pdf("a.pdf")], by=office.staff) == 0


def test_finished_twice_the_first_stands(office: Office) -> None:
    paper = enter(office, arrived_on=days_ago(3), dated_on=None)
    with pytest.raises(Refusal, match="Ngày xong"):
        finish_incoming(paper=paper, done_on=days_ago(4), outcome="", by=office.staff)

    finish_incoming(paper=paper, done_on=days_ago(1), outcome="Đã trả lời", by=office.staff)
    again = finish_incoming(paper=paper, done_on=days_ago(0), outcome="Khác", by=office.staff)

    assert (again.done_on, again.outcome, again.finished_by) == (days_ago(1), "Đã trả lời", office.staff)


def test_facts_are_put_right_and_the_trace_keeps_what_was_there(office: Office) -> None:
    paper = enter(office)

    changed = change_incoming(
        paper=paper, facts={"handled_by": "Lê Thị Hoa", "symbol": "54/HD-BPN", "number": 9}, revision=1, by=office.staff
    )

    assert (changed.number, changed.symbol, changed.revision) == (1, "54/HD-BPN", 2)
    assert "hoa" in changed.search_key
    entry = Entry.objects.get(action="incoming.change")
    assert entry.details["before"] == {"handled_by": "", "symbol": "45/HD-BPN"}
    with pytest.raises(Changed):
        change_incoming(paper=paper, facts={"handled_by": "Trần Thị Mai"}, revision=1, by=office.staff)
    with pytest.raises(Refusal, match="Ngày văn bản"):
        change_incoming(paper=paper, facts={"dated_on": days_ago(-1)}, revision=2, by=office.staff)


def test_arrivals_go_on_from_the_paper_book(office: Office) -> None:
    set_first_number(unit=office.unit, book=Book.INCOMING, first_number=88, reason="Tiếp sổ giấy", by=office.head)

    assert enter(office).number == 88


def test_entering_needs_the_register_of_the_unit(office: Office) -> None:
    with pytest.raises(Refusal, match="không giữ sổ"):
        enter(office, by=make_account("leadership", office.unit))
