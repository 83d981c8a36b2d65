"""The books on paper."""

import pytest

from documents.papers.incoming_book import IncomingBook
from documents.papers.outgoing_book import OutgoingBook
from documents.printing.actions import perform_rendering, request_rendering
from documents.printing.models import Rendering, RenderingState
from documents.register.actions import void_paper
from tests.documents.register.made import Office, issue, make_office, reserve
from tests.documents.register.test_incoming import enter
from tests.factories import make_account, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office(place="Hà Sơn")


def test_outgoing_book_has_every_number_with_its_series_also_the_void_and_the_reserved(office: Office) -> None:
    issue(office)
    void_paper(paper=issue(office, abstract="Sai"), reason="Nhầm nội dung", by=office.head)
    kept = reserve(office)
    other = issue(office, kind="TB", kind_name="Thông báo", symbol="TB-BPN")
    year = kept.listed_on.year

    content = OutgoingBook().collect({"unit": office.unit.pk, "year": year}, office.staff)

    cells = [row.cells[0] for row in content["table"].rows]
    assert cells == [
        f"KH BPN, năm {year}: 03 số", "01/KH-BPN", "02/KH-BPN", "03/KH-BPN", f"TB BPN, năm {year}: 01 số", other.symbol,
    ]  # fmt: skip
    assert content["table"].rows[2].cells[-1] == "Huỷ: Nhầm nội dung"
    assert content["table"].rows[3].cells[-1].startswith("Giữ cho Tổ Nội dung đến ")
    assert content["summary"] == ["Sổ này có 04 số: đã phát hành 02, đang giữ số 01, đã huỷ 01./."]


def test_incoming_book_is_in_the_order_of_arrival(office: Office) -> None:
    for number in range(3):
        enter(office, symbol=f"4{number}/HD-BPN")
    year = enter(office, symbol="9/CV").arrived_on.year

    content = IncomingBook().collect({"unit": office.unit.pk, "year": year}, office.staff)

    assert [row.cells[1] for row in content["table"].rows] == ["01", "02", "03", "04"]
    assert content["summary"] == ["Sổ này có 04 văn bản đến, đã xử lý xong 00./."]


def test_books_are_printed_for_those_who_see_the_register(office: Office) -> None:
    issue(office)
    parameters = {"unit": office.unit.pk, "year": issue(office, abstract="Hai").listed_on.year}
    stranger = make_account("head", make_province())

    rendering = request_rendering(form="so-van-ban-di", parameters=parameters, by=office.staff, unit=office.unit)
    perform_rendering(rendering.pk)

    assert Rendering.objects.get().state == RenderingState.DONE
    assert OutgoingBook().may_print(make_account("leadership", office.unit), parameters)
    assert not OutgoingBook().may_print(stranger, parameters)
    assert not OutgoingBook().may_print(make_account("chapter_head", office.unit), parameters)
