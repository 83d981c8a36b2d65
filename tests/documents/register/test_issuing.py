"""Numbers in a row, by day, once; and what was issued stays as it is."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, IntegrityError, transaction
from django.utils import timezone

from congress.terms.models import Term
from documents.printing.actions import perform_rendering
from documents.printing.forms import REGISTRY
from documents.printing.models import Output, RenderingState
from documents.register.actions import (
    attach_signed_scan,
    freeze_issued,
    freeze_printed,
    issue_outside,
    reserve_number,
    set_first_number,
    supply_pdf,
    void_paper,
)
from documents.register.models import Book, OutgoingPaper, OutgoingState, Series
from documents.register.queries import next_symbol, outgoing_for
from members.access.models import Entry
from members.access.refusal import Refusal
from tests.documents.register.made import Office, days_ago, issue, issue_printed, make_office, pdf, reserve
from tests.factories import make_account, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def test_numbers_run_from_01_by_type_and_issuing_body(office: Office) -> None:
    symbols = [
        issue(office).symbol,
        issue(office, abstract="Kế hoạch khác").symbol,
        issue(office, kind="TB", kind_name="Thông báo", symbol="TB-BPN").symbol,
        issue(office, symbol="KH-BTC").symbol,
        issue(office, kind="", kind_name="Công văn", symbol="BPN-PX03").symbol,
        issue(office, kind="", kind_name="Công văn", symbol="BPN-PX05").symbol,
    ]

    assert symbols == ["01/KH-BPN", "02/KH-BPN", "01/TB-BPN", "01/KH-BTC", "01/BPN-PX03", "02/BPN-PX05"]


def test_each_unit_and_each_year_counts_for_itself(office: Office) -> None:
    other = make_unit(parent=office.unit)
    last_year = timezone.localdate().replace(month=1, day=1) - timedelta(days=1)

    assert issue(office, dated_on=last_year).number == 1
    assert issue(office).number == 1
    assert issue(office, unit=other).number == 1
    assert issue(office, dated_on=last_year, abstract="Hai").number == 2


def test_party_counts_through_its_term(office: Office) -> None:
    year = timezone.localdate().year
    Term.objects.create(unit=office.unit, ordinal=1, starts_year=year - 1, ends_year=year + 4)
    party: dict[str, Any] = {"kind": "NQ", "kind_name": "Nghị quyết", "symbol": "NQ/ĐU", "profile": "dang"}

    first = issue(office, dated_on=timezone.localdate().replace(month=1, day=1) - timedelta(days=1), **party)
    second = issue(office, **party)

    assert [first.symbol, second.symbol] == ["01-NQ/ĐU", "02-NQ/ĐU"]
    assert (second.series.year, str(second.series.term)) == (None, f"{year - 1}-{year + 4}")


def test_party_paper_without_a_term_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="chưa có nhiệm kỳ"):
        issue(office, kind="NQ", kind_name="Nghị quyết", symbol="NQ/ĐU", profile="dang")


def test_day_before_that_of_the_number_before_is_refused_and_takes_no_number(office: Office) -> None:
    issue(office, dated_on=days_ago(2))

    with pytest.raises(Refusal, match="ngày không thể sớm hơn"):
        issue(office, dated_on=days_ago(3), abstract="Hai")

    assert issue(office, dated_on=days_ago(2), abstract="Ba").number == 2


def test_day_to_come_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="chưa tới"):
        issue(office, dated_on=timezone.localdate() + timedelta(days=1))


def test_void_paper_with_a_wrong_day_holds_up_nobody(office: Office) -> None:
    wrong = issue(office)
    void_paper(paper=wrong, reason="Ghi sai ngày", by=office.head)

    assert issue(office, dated_on=days_ago(1)).number == 2


def test_symbol_of_another_type_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="không đúng với loại"):
        issue(office, symbol="TB-BPN")


def test_issuing_needs_the_register_of_the_unit(office: Office) -> None:
    stranger = make_account("branch_committee", make_unit(parent=office.unit))
    leader = make_account("leadership", office.unit)

    for person in (stranger, leader):
        with pytest.raises(Refusal, match="không giữ sổ"):
            issue(office, by=person)


def test_branch_committee_issues_in_the_register_of_its_own_unit(office: Office) -> None:
    branch = make_unit(parent=office.unit)
    chief = make_account("branch_committee", branch)

    assert issue(office, unit=branch, by=chief).number == 1
    assert list(outgoing_for(chief)) == list(OutgoingPaper.objects.filter(unit=branch))


def test_one_page_sent_twice_gives_one_number(office: Office) -> None:
    first = issue(office, token="a")
    second = issue(office, token="a")

    assert first == second
    assert OutgoingPaper.objects.count() == 1


def test_page_that_gave_a_number_gives_none_to_another_paper(office: Office) -> None:
    issue(office, token="a")

    with pytest.raises(Refusal, match="đã dùng để cấp số 01/KH-BPN"):
        issue(office, token="a", abstract="Việc khác")


def test_one_source_of_one_day_is_issued_once(office: Office) -> None:
    assert issue_printed(office) == issue_printed(office)
    assert issue_printed(office, source_parameters={"version": 2}).number == 2


def test_source_is_issued_anew_after_the_first_was_voided(office: Office) -> None:
    void_paper(paper=issue_printed(office), reason="Sai nội dung", by=office.head)

    assert issue_printed(office).number == 2


def test_issuing_is_traced_with_number_day_and_person(office: Office) -> None:
    paper = issue(office)

    entry = Entry.objects.get(action="outgoing.issue")
    assert (entry.account, entry.object_id, entry.details["symbol"]) == (office.staff, str(paper.pk), "01/KH-BPN")


# ---- reserved numbers


def test_reserved_number_keeps_its_place_and_its_day_fits_between(office: Office) -> None:
    kept = reserve(office)
    later = issue(office, abstract="Sau")

    used = issue(office, reserved=kept, abstract="Trước")

    assert (kept.number, later.number, used.number) == (1, 2, 1)
    assert used.pk == kept.pk
    assert (used.state, used.reserved_for) == (OutgoingState.ISSUED, "Tổ Nội dung")


def test_reserved_number_takes_no_day_behind_the_number_after_it(office: Office) -> None:
    kept = reserve(office)
    issue(office, dated_on=days_ago(1), abstract="Sau")

    with pytest.raises(Refusal, match="ngày không thể muộn hơn"):
        issue(office, reserved=kept)


def test_reserved_number_is_of_its_own_series(office: Office) -> None:
    kept = reserve(office)

    with pytest.raises(Refusal, match="thuộc dãy"):
        issue(office, reserved=kept, kind="TB", kind_name="Thông báo", symbol="TB-BPN")


def test_number_that_is_let_go_needs_a_reason_and_never_comes_back(office: Office) -> None:
    kept = reserve(office)
    with pytest.raises(Refusal, match="lý do"):
        void_paper(paper=kept, reason=" ", by=office.staff)

    void_paper(paper=kept, reason="Không ban hành nữa", by=office.staff)

    assert issue(office).number == 2
    with pytest.raises(Refusal, match="không còn được giữ"):
        issue(office, reserved=kept, abstract="Ba")


def test_reserving_says_for_whom_why_and_until_when(office: Office) -> None:
    for field, value in (("reserved_for", ""), ("reason", " "), ("until", days_ago(1))):
        with pytest.raises(Refusal) as refused:
            reserve(office, **{field: value})
        assert refused.value.field == field


# ---- voiding


def test_issued_paper_is_voided_only_with_the_right_to_correct(office: Office) -> None:
    paper = issue(office)
    with pytest.raises(Refusal, match="Trưởng ban"):
        void_paper(paper=paper, reason="Sai", by=office.staff)

    voided = void_paper(paper=paper, reason="Sai", by=office.head)

    assert (voided.state, voided.void_reason, voided.voided_by) == (OutgoingState.VOID, "Sai", office.head)


def test_voided_twice_the_first_reason_stands(office: Office) -> None:
    paper = issue(office)
    void_paper(paper=paper, reason="Thứ nhất", by=office.head)

    assert void_paper(paper=paper, reason="Thứ hai", by=office.head).void_reason == "Thứ nhất"


# ---- the first number


def test_office_goes_on_from_its_paper_book(office: Office) -> None:
    first: dict[str, Any] = {"unit": office.unit, "book": Book.OUTGOING, "kind": "KH", "symbol": "KH-BPN", "first_number": 113}
    with pytest.raises(Refusal, match="Trưởng ban"):
        set_first_number(**first, reason="Sổ giấy đến 112", by=office.staff)
    with pytest.raises(Refusal, match="lý do"):
        set_first_number(**first, reason="", by=office.head)

    set_first_number(**first, reason="Sổ giấy đến 112", by=office.head)

    assert next_symbol(office.unit, kind="KH", symbol="KH-BPN", profile="hoi", day=timezone.localdate()) == "113/KH-BPN"
    assert issue(office).number == 113
    with pytest.raises(Refusal, match="đã cấp đến số 113"):
        set_first_number(**first | {"first_number": 200}, reason="Lần nữa", by=office.head)


# ---- the PDF


def test_issued_paper_is_printed_and_its_file_kept_with_its_hash(office: Office) -> None:
    paper = issue_printed(office)
    assert paper.rendering is not None
    assert paper.rendering.parameters == {"unit": office.unit.pk, "outgoing": paper.pk}

    perform_rendering(paper.rendering_id)

    paper.refresh_from_db()
    assert paper.pdf is not None
    content = bytes(paper.pdf.content)
    assert paper.sha256 == hashlib.sha256(content).hexdigest() == paper.pdf.sha256
    assert content == bytes(Output.objects.get(renderings=paper.rendering).pdf)
    assert paper.pdf.name == "01-KH-BPN.pdf"


def test_kept_file_is_kept_once(office: Office) -> None:
    paper = issue_printed(office)
    perform_rendering(paper.rendering_id)
    paper.refresh_from_db()
    kept = (paper.pdf_id, paper.sha256, paper.frozen_at)

    again = freeze_issued(paper.pk, Output.objects.get(renderings=paper.rendering))
    freeze_printed()

    assert (again.pdf_id, again.sha256, again.frozen_at) == kept
    assert Entry.objects.filter(action="outgoing.freeze").count() == 1


def test_killed_worker_leaves_number_and_the_task_keeps_the_file_later(office: Office) -> None:
    paper = issue_printed(office, source_parameters={"freezes": False})
    perform_rendering(paper.rendering_id)
    paper.refresh_from_db()
    assert (paper.symbol, paper.pdf) == ("01/KH-BPN", None)

    assert freeze_printed() == 1
    assert freeze_printed() == 0

    paper.refresh_from_db()
    assert len(paper.sha256) == 64


def test_file_of_another_print_or_of_a_draft_is_not_kept(office: Office) -> None:
    paper, other = issue_printed(office), issue_printed(office, source_parameters={"other": 1}, abstract="Khác")
    perform_rendering(other.rendering_id)
    assert other.rendering is not None

    assert freeze_issued(paper.pk, Output.objects.get(renderings=other.rendering)).pdf is None


def test_what_was_voided_while_it_was_printed_is_not_kept(office: Office) -> None:
    paper = issue_printed(office)
    void_paper(paper=paper, reason="Sai", by=office.head)

    perform_rendering(paper.rendering_id)

    paper.refresh_from_db()
    assert paper.pdf is None
    assert paper.rendering is not None
    assert paper.rendering.state == RenderingState.DONE


def test_paper_made_elsewhere_gets_number_and_file(office: Office) -> None:
    values = {
        "unit": office.unit, "kind": "BC", "kind_name": "Báo cáo", "abstract": "Tình hình", "symbol": "BC-BPN",
        "dated_on": timezone.localdate(), "profile": "hoi", "authority": "", "signer": "Nguyễn Thị Thuỷ", "recipients": "",
        "congress": None, "address": "", "by": office.staff,
    }  # fmt: skip

    paper = issue_outside(**values, upload=pdf("bao-cao.pdf"))

    assert (paper.symbol, len(paper.sha256), paper.rendering) == ("01/BC-BPN", 64, None)


def test_file_is_brought_once_and_another_is_refused(office: Office) -> None:
    paper = supply_pdf(paper=issue(office), upload=pdf("a.pdf"), by=office.staff)
    kept = paper.sha256

    assert supply_pdf(paper=paper, upload=pdf("a.pdf"), by=office.staff).sha256 == kept
    with pytest.raises(Refusal, match="đã được lưu và khoá"):
        supply_pdf(paper=paper, upload=pdf("b.pdf"), by=office.staff)


def test_no_file_is_brought_while_the_program_prints(office: Office) -> None:
    with pytest.raises(Refusal, match="đang in"):
        supply_pdf(paper=issue_printed(office), upload=pdf(), by=office.staff)


def test_signed_scans_are_added_and_none_is_lost(office: Office) -> None:
    paper = issue(office)
    attach_signed_scan(paper=paper, upload=pdf("mo.pdf"), by=office.staff)
    attach_signed_scan(paper=paper, upload=pdf("ro.pdf"), by=office.staff)
    attach_signed_scan(paper=paper, upload=pdf("ro.pdf"), by=office.staff)

    assert [scan.file.name for scan in paper.scans.all()] == ["ro.pdf", "mo.pdf"]
    with pytest.raises(Refusal, match="đã phát hành"):
        attach_signed_scan(paper=reserve(office), upload=pdf(), by=office.staff)


# ---- the database is the last judge


@pytest.mark.parametrize(
    "change",
    [
        {"number": 99}, {"symbol": "99/KH-BPN"}, {"dated_on": "2020-01-01"}, {"abstract": "Khác"}, {"code": "khac"},
        {"state": "reserved", "reserved_for": "x"}, {"signer": "Khác"}, {"issued_at": "2020-01-01T00:00Z"},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_database_refuses_to_change_what_was_issued(office: Office, change: dict[str, Any]) -> None:
    paper = issue(office)

    with pytest.raises(Error), transaction.atomic():
        OutgoingPaper.objects.filter(pk=paper.pk).update(**change)


def test_database_refuses_another_file_and_a_deleted_number(office: Office) -> None:
    paper = supply_pdf(paper=issue(office), upload=pdf(), by=office.staff)

    for deed in (
        lambda: OutgoingPaper.objects.filter(pk=paper.pk).update(sha256="0" * 64),
        lambda: OutgoingPaper.objects.filter(pk=paper.pk).delete(),
        lambda: OutgoingPaper.objects.filter(pk=reserve(office).pk).delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            deed()


def test_database_refuses_the_same_number_twice_and_a_series_of_no_period(office: Office) -> None:
    paper = issue(office)

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingPaper.objects.create(
            series=paper.series, unit=paper.unit, number=1, symbol="01/KH-BPN", kind_name="Kế hoạch", profile="hoi",
            state=OutgoingState.VOID, listed_on=timezone.localdate(), void_reason="x", voided_by=office.head,
            voided_at=timezone.now(),
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Series.objects.create(book=Book.OUTGOING, unit=office.unit)


def test_reserve_number_is_not_for_strangers(office: Office) -> None:
    with pytest.raises(Refusal, match="không giữ sổ"):
        reserve_number(
            unit=office.unit, kind="KH", kind_name="Kế hoạch", symbol="KH-BPN", profile="hoi", reserved_for="a", reason="b",
            until=timezone.localdate(), by=make_account("chapter_head", office.unit),
        )  # fmt: skip


def test_a_page_that_reserved_one_number_reserves_no_other_and_shows_no_other(office: Office) -> None:
    values = {
        "unit": office.unit, "kind": "KH", "kind_name": "Kế hoạch", "symbol": "KH-BPN", "profile": "hoi", "reserved_for": "Lan",
        "reason": "Trình ký", "until": timezone.localdate(), "by": office.staff, "token": "a",
    }  # fmt: skip
    first = reserve_number(**values)

    assert reserve_number(**values) == first
    with pytest.raises(Refusal, match="Hãy mở lại trang giữ số"):
        reserve_number(**values | {"kind": "BC", "kind_name": "Báo cáo", "symbol": "BC-BPN"})


# ---- what never gets there --------------------------------------------------------------------------------------------


PERSONNEL = sorted(code for code, form in REGISTRY.items() if form.confidential)


def test_there_are_ten_papers_of_the_personnel_work() -> None:
    assert len(PERSONNEL) == 10


@pytest.mark.parametrize("code", PERSONNEL)
def test_a_personnel_paper_takes_no_number_of_the_register(office: Office, code: str) -> None:
    issue(office)
    before = list(Series.objects.order_by("id").values_list("id", "last_number"))

    with pytest.raises(Refusal, match="Văn bản nhân sự không phát hành qua sổ văn bản"), transaction.atomic():
        issue(office, abstract="Tên Không Ai Được Biết", source_form=code, source_parameters={"congress": 1})

    assert list(Series.objects.order_by("id").values_list("id", "last_number")) == before
    assert not OutgoingPaper.objects.filter(source_form=code).exists()
    assert not Entry.objects.filter(object_label__contains="Tên Không Ai").exists()
