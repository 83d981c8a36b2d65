"""The way from electing units to an issued version, in pages: rights, what is shown, what is refused."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from congress.delegates.models import Allocation, ElectingUnit
from congress.delegates.queries.allocation import draft_of, fingerprint
from congress.terms.models import Congress
from members.access.models import Account
from members.people.models import MemberCount
from members.units.models import UnitKind
from tests.factories import make_account, make_congress, make_province, make_unit

pytestmark = pytest.mark.django_db

ON = date(2025, 9, 30)
NUMBERS = {"total": "7", "ex_officio": "1", "appointed": "0", "base": "1", "members_per_seat": "12"}


def prepared(*members: int) -> Congress:
    province = make_province()
    congress = make_congress(province, member_count_on=ON)
    for number, count in enumerate(members, start=1):
        unit = make_unit(parent=province, code=f"XP{number}", name=f"Chi hội {number}", kind=UnitKind.COMMUNE_CHAPTER)
        MemberCount.objects.create(unit=unit, on=ON, count=count)
    return congress


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def client_for(congress: Congress, role: str = "standing") -> Client:
    return client_of(make_account(role, congress.unit))


def url(name: str, *args: int) -> str:
    return reverse(f"delegates:{name}", args=args)


def grouped(congress: Congress, client: Client, groups: int = 3) -> None:
    client.post(url("electing-units-make", congress.pk), {"way": "groups", "groups": str(groups)})


def drafted(congress: Congress, client: Client, method: str = "F2") -> Allocation:
    grouped(congress, client)
    client.post(url("allocation-preview", congress.pk), NUMBERS | {"method": method, "shown": ""})
    draft = draft_of(congress)
    assert draft is not None
    return draft


def test_from_units_to_an_issued_version() -> None:
    congress = prepared(11, 22, 33, 44, 5, 6)
    staff, head = client_for(congress), client_for(congress, "head")
    draft = drafted(congress, staff)

    assert staff.get(url("allocation-detail", draft.pk)).status_code == 200
    assert staff.post(url("allocation-freeze", draft.pk), {"shown": fingerprint(draft)}).status_code == 403
    assert head.post(url("allocation-freeze", draft.pk), {"shown": fingerprint(draft)}).status_code == 302

    page = head.get(url("allocation", congress.pk)).content.decode()
    assert "Bản đang dùng: bản số 1" in page
    assert "Tổng 7 đại biểu: 1 đương nhiên, 0 chỉ định, 6 được bầu" in " ".join(page.split())


def test_infeasible_numbers_are_said_before_anything_else() -> None:
    congress = prepared(12, 22, 33)
    client = client_for(congress)
    client.post(url("electing-units-make", congress.pk), {"way": "alone"})

    page = client.get(url("allocation-preview", congress.pk), NUMBERS | {"total": "2"}).content.decode()

    assert "Chỉ còn 1 đại biểu được bầu, nhưng 3 đơn vị bầu" in page
    assert page.index("Chỉ còn 1 đại biểu") < page.index("Tổng số đại biểu")


def test_preview_writes_nothing() -> None:
    congress = prepared(12, 22, 33)
    client = client_for(congress)
    grouped(congress, client)

    assert client.get(url("allocation-preview", congress.pk), NUMBERS).status_code == 200
    assert not congress.allocations.exists()


def test_tie_is_shown_and_decided_with_a_reason() -> None:
    congress = prepared(11, 11, 11)
    client = client_for(congress)
    grouped(congress, client)
    client.post(url("allocation-preview", congress.pk), NUMBERS | {"total": "5", "method": "F1", "shown": ""})
    draft = draft_of(congress)
    assert draft is not None
    assert "Ngang nhau: 3 đơn vị, còn 1 chỗ" in client.get(url("allocation-detail", draft.pk)).content.decode()
    last = draft.rows.last()
    assert last is not None
    said = {"shown": fingerprint(draft), "way": "board", "chosen": [str(last.electing_unit_id)]}

    refused = client.post(url("allocation-tie", draft.pk), said | {"reason": ""}).content.decode()
    assert "hãy ghi lý do" in refused.lower()
    client.post(url("allocation-tie", draft.pk), said | {"reason": "Vùng xa"})

    page = client.get(url("allocation-detail", draft.pk)).content.decode()
    assert "Vùng xa" in page
    assert "Ban hành được" in page or "Chờ Trưởng ban ban hành" in page


def test_seats_typed_on_an_old_page_are_kept_and_not_saved() -> None:
    congress = prepared(12, 22, 33)
    client = client_for(congress)
    draft = drafted(congress, client, "F5")
    rows = list(draft.rows.all())
    typed = {f"seats_{row.electing_unit_id}": str(row.seats) for row in rows}
    first = f"seats_{rows[0].electing_unit_id}"
    seen = fingerprint(draft)
    client.post(url("allocation-seats", draft.pk), typed | {"shown": seen, first: "1"})

    page = client.post(url("allocation-seats", draft.pk), typed | {"shown": seen, first: "9"}).content.decode()

    assert "vừa được người khác sửa" in page
    assert 'value="9"' in page
    assert draft.rows.get(pk=rows[0].pk).seats == 1


@pytest.mark.parametrize("name", ["allocation", "electing-units"])
def test_chapter_below_and_other_provinces_do_not_see_the_allocation(name: str) -> None:
    congress = prepared(11, 22)
    chapter = make_account("chapter_head", congress.unit.children.first())

    assert client_of(chapter).get(url(name, congress.pk)).status_code == 404
    assert client_for(prepared()).get(url(name, congress.pk)).status_code == 404


@pytest.mark.parametrize("name", ["electing-units-make", "allocation-preview", "electing-unit-place"])
def test_leadership_reads_but_prepares_nothing(name: str) -> None:
    congress = prepared(11, 22)
    client = client_for(congress, "leadership")

    assert client.get(url("allocation", congress.pk)).status_code == 200
    assert client.get(url(name, congress.pk)).status_code == 403


def test_draft_is_not_shown_to_readers() -> None:
    congress = prepared(12, 22, 33)
    draft = drafted(congress, client_for(congress))
    reader = client_for(congress, "leadership")

    assert reader.get(url("allocation-detail", draft.pk)).status_code == 404
    assert reader.get(url("allocation-export", draft.pk)).status_code == 404


@pytest.mark.parametrize("count", [3, 9])
def test_pages_of_the_allocation_take_as_many_queries_for_nine_units_as_for_three(
    count: int, django_assert_num_queries: object
) -> None:
    congress = prepared(*range(10, 10 + count))
    client = client_for(congress, "head")
    client.post(url("electing-units-make", congress.pk), {"way": "alone"})
    client.post(url("allocation-preview", congress.pk), NUMBERS | {"total": "40", "method": "F5", "shown": ""})
    draft = draft_of(congress)
    assert draft is not None
    expected = {
        url("allocation", congress.pk): 9,
        url("electing-units", congress.pk): 12,
        url("allocation-preview", congress.pk): 13,
        url("allocation-detail", draft.pk): 14,
    }
    for address, queries in expected.items():
        client.get(address)
        with django_assert_num_queries(queries, info=address):  # type: ignore[operator]
            client.get(address)


def test_export_has_the_table_and_its_sum() -> None:
    congress = prepared(12, 22, 33)
    client = client_for(congress)
    draft = drafted(congress, client)

    book = load_workbook(BytesIO(client.get(url("allocation-export", draft.pk)).content))
    lines = list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]

    assert "DỰ THẢO" in str(lines[0][0])
    assert [line[2] for line in lines[2:]] == ["Cụm 1", "Cụm 2", "Cụm 3", "Cộng"]
    assert lines[-1][6] == 6


def test_chapter_is_moved_to_another_group_in_the_page() -> None:
    congress = prepared(11, 22, 33, 44)
    client = client_for(congress)
    grouped(congress, client, groups=2)
    second = congress.electing_units.last()
    assert second is not None

    client.post(url("electing-unit-place", congress.pk), {"unit": "XP1", "to": str(second.pk), "reason": ""})

    assert second.unit_links.count() == 3


def test_counts_are_frozen_in_the_page() -> None:
    congress = prepared(11)
    MemberCount.objects.all().delete()
    client = client_for(congress)
    client.post(url("electing-units-make", congress.pk), {"way": "alone"})

    client.post(url("allocation-counts", congress.pk))

    assert MemberCount.objects.filter(on=ON).count() == 1


def test_electing_units_are_found_without_accents_and_by_the_units_in_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    congress = prepared(12, 22, 33)
    client = client_for(congress)
    client.post(url("electing-units-make", congress.pk), {"way": "alone"})
    first, second, third = congress.electing_units.all()
    ElectingUnit.objects.filter(pk=first.pk).update(name="Hội Phụ nữ Công an phường Trần Phú")

    found = client.get(url("electing-units", congress.pk), {"q": "tran phu"}).content.decode()
    assert first.code in found
    assert second.name not in found
    assert second.name in client.get(url("electing-units", congress.pk), {"q": second.lead_unit.code}).content.decode()
    assert "Không có đơn vị bầu nào như vậy" in client.get(url("electing-units", congress.pk), {"q": "xyz"}).content.decode()
    monkeypatch.setattr("congress.delegates.views.electing_units.UNITS_A_PAGE", 2)
    assert third.name in client.get(url("electing-units", congress.pk), {"page": "2"}).content.decode()
