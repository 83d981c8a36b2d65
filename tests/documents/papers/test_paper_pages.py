"""Asking for papers in a browser: remembered, refused, missing, numbered."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from congress.delegates.models import Delegate
from documents.papers.actions import number_cards
from documents.papers.models import PaperDetails
from documents.printing.models import Rendering
from members.access.models import Account
from tests.factories import make_account, make_province

GIVEN = {
    "superior": "CÔNG AN TỈNH HÀ SƠN",
    "issuer": "BAN PHỤ NỮ",
    "number": "7",
    "symbol": "GTT-BPN",
    "place": "Hà Sơn",
    "dated_on": "05/02/2026",
    "authority": "TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
    "signer": "Thượng tá Nguyễn Thị Thuỷ",
    "recipients": "Như trên\nLưu: VT, BPN",
    "profile": "hoi",
    "separator": "ke",
    "text_caller": "Ban Tổ chức Đại hội",
}


def letter_url(province: Any) -> str:
    return reverse("papers:request", args=["giay-trieu-tap", province.congress.pk])


def test_what_was_filled_in_is_there_the_next_time(province: Any, client: Client) -> None:
    client.force_login(province.head)

    response = client.post(letter_url(province), GIVEN)

    rendering = Rendering.objects.get()
    assert response["Location"] == reverse("printing:rendering", args=[rendering.pk])
    assert (rendering.unit_id, rendering.congress, rendering.draft) == (province.unit.pk, province.congress.pk, False)
    kept = PaperDetails.objects.get()
    assert (kept.signer, kept.number, kept.texts["caller"]) == ("Thượng tá Nguyễn Thị Thuỷ", "7", "Ban Tổ chức Đại hội")
    again = client.get(letter_url(province))
    assert "Thượng tá Nguyễn Thị Thuỷ" in again.content.decode()
    assert "như lần in trước" in again.content.decode()


def test_only_some_are_printed_by_card_number_or_name(province: Any, client: Client) -> None:
    number_cards(congress=province.congress, by=province.head)
    client.force_login(province.head)
    fourth = Delegate.objects.get(card_number=4)

    client.post(letter_url(province), GIVEN | {"only": f"1-2, {fourth.member.full_name.lower()}"})

    chosen = Rendering.objects.get().parameters["delegates"]
    assert set(Delegate.objects.filter(card_number__in=[1, 2, 4]).values_list("pk", flat=True)) <= set(chosen)


def test_somebody_unknown_is_named_in_the_refusal(province: Any, client: Client) -> None:
    client.force_login(province.head)

    response = client.post(letter_url(province), GIVEN | {"only": "Lê Thị Không Có"})

    assert "Không thấy trong các đại biểu đã duyệt: Lê Thị Không Có" in response.content.decode()
    assert not Rendering.objects.exists()


def test_print_of_what_is_not_final_is_a_draft(make_hall: Any, client: Client) -> None:
    province = make_hall(approved=False)
    client.force_login(province.head)

    page = client.get(reverse("papers:request", args=["danh-sach-dai-bieu-rut-gon", province.congress.pk]))
    client.post(reverse("papers:request", args=["danh-sach-dai-bieu-rut-gon", province.congress.pk]), GIVEN)

    assert "Còn 03 danh sách chưa duyệt" in page.content.decode()
    assert Rendering.objects.get().draft


def test_index_says_what_is_missing(make_hall: Any, client: Client) -> None:
    province = make_hall(approved=False)
    client.force_login(province.head)

    text = client.get(reverse("papers:index", args=[province.congress.pk])).content.decode()

    assert "chỉ người đã duyệt mới được triệu tập" in text
    assert "Bản phân bổ chưa chốt" in text


def test_index_takes_as_many_queries_with_three_delegates_as_with_thirty(
    make_hall: Any, client: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for each in (1, 10):
        province = make_hall(each=each)
        client.force_login(province.head)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("papers:index", args=[province.congress.pk]))
        counts.append(len(queries))
        province.unit.code = f"CU{each}"
        province.unit.save(update_fields=["code"])

    assert counts[0] == counts[1] <= 40


@pytest.mark.parametrize("code", ["giay-trieu-tap", "danh-sach-dai-bieu-day-du", "danh-sach-don-vi"])
def test_request_page_takes_as_many_queries_with_three_delegates_as_with_thirty(
    code: str, make_hall: Any, client: Client
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for each in (1, 10):
        province = make_hall(each=each)
        client.force_login(province.head)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("papers:request", args=[code, province.congress.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text_unqualified": "không"}, "Hãy ghi số đại biểu không đủ tư cách bằng chữ số"),
        ({"text_unqualified": "2", "text_reason": ""}, "Hãy ghi lý do không đủ tư cách."),
    ],
)
def test_report_refuses_a_verdict_that_nobody_can_read(
    given: dict[str, str], sentence: str, province: Any, client: Client
) -> None:
    client.force_login(province.head)

    response = client.post(reverse("papers:request", args=["bao-cao-tham-tra", province.congress.pk]), GIVEN | given)

    assert sentence in response.content.decode()
    assert not Rendering.objects.exists()


def test_committee_of_a_branch_prints_letters_of_its_own_congress(province: Any, client: Client) -> None:
    from documents.papers.letters import ConvocationLetters
    from tests.factories import make_congress

    committee = make_account("branch_committee", province.units[0])
    congress = make_congress(province.units[0], body_name="Ban Chấp hành", head_title="Chủ tịch")
    client.force_login(committee)

    assert client.get(reverse("papers:request", args=["giay-trieu-tap", congress.pk])).status_code == 200
    proposed = ConvocationLetters().proposed(congress)
    assert (proposed.superior, proposed.issuer, proposed.symbol) == (
        "HỘI PHỤ NỮ CÔNG AN TỈNH HÀ SƠN",
        "HỘI PHỤ NỮ PHÒNG THAM MƯU",
        "GTT-BCH",
    )


def test_papers_of_another_province_are_not_there(province: Any, client: Client) -> None:
    client.force_login(make_account("head", make_province(name="Hội Phụ nữ Công an tỉnh khác", code="KHAC")))

    assert client.get(reverse("papers:index", args=[province.congress.pk])).status_code == 404
    assert client.get(letter_url(province)).status_code == 404
    assert client.get(reverse("papers:unit-list", args=[province.lists[0].pk])).status_code == 404


def test_leaders_who_print_nothing_find_no_letters(province: Any, client: Client) -> None:
    client.force_login(make_account("leadership", province.unit))

    assert client.get(letter_url(province)).status_code == 404
    assert client.post(reverse("papers:cards-number", args=[province.congress.pk])).status_code == 403


def test_chapter_head_comes_to_her_own_list(province: Any, client: Client) -> None:
    client.force_login(make_account("chapter_head", province.units[2]))

    index = client.get(reverse("papers:index", args=[province.congress.pk]))
    response = client.get(reverse("papers:request", args=["danh-sach-don-vi", province.congress.pk]))

    assert "In danh sách để ký" in index.content.decode()
    assert response["Location"] == reverse("papers:unit-list", args=[province.lists[2].pk])
    client.post(response["Location"], GIVEN)
    assert Rendering.objects.get().parameters["full"] is True


def test_cards_are_numbered_once_and_never_again(province: Any) -> None:
    assert number_cards(congress=province.congress, by=province.head) == 15
    before = dict(province.congress.delegates.values_list("pk", "card_number"))

    assert number_cards(congress=province.congress, by=province.head) == 0
    assert dict(province.congress.delegates.values_list("pk", "card_number")) == before
    assert sorted(number for number in before.values() if number) == list(range(1, 16))


def test_slips_invite_only_those_she_manages(province: Any, client: Client) -> None:
    clerk = make_account("standing", province.unit)
    chief = make_account("chapter_head", province.units[0])
    stranger = make_account("head", make_province(name="Hội Phụ nữ Công an tỉnh khác", code="KHAC"))
    client.force_login(clerk)

    response = client.post(reverse("papers:account-slips"), {"account": [chief.pk, stranger.pk]})

    rendering = Rendering.objects.get()
    assert response["Location"] == reverse("printing:rendering", args=[rendering.pk])
    assert rendering.parameters["accounts"] == [[chief.pk, 1]]
    assert rendering.parameters["address"] == "http://testserver/"
    assert Account.objects.get(pk=stranger.pk).invitation == 0


def test_slips_are_seen_by_her_alone_who_issued_them(province: Any, client: Client) -> None:
    clerk, colleague = make_account("standing", province.unit), make_account("standing", province.unit)
    chief = make_account("chapter_head", province.units[0])
    client.force_login(clerk)
    client.post(reverse("papers:account-slips"), {"account": [chief.pk]})
    url = reverse("printing:rendering", args=[Rendering.objects.get().pk])

    assert client.get(url).status_code == 200
    client.force_login(colleague)
    assert client.get(url).status_code == 404


def test_slip_of_a_password_that_was_changed_is_refused(province: Any, client: Client) -> None:
    from documents.printing.actions import perform_rendering

    clerk, chief = make_account("standing", province.unit), make_account("chapter_head", province.units[0])
    client.force_login(clerk)
    client.post(reverse("papers:account-slips"), {"account": [chief.pk]})
    Account.objects.filter(pk=chief.pk).update(must_change_password=False)
    rendering = Rendering.objects.get()

    perform_rendering(rendering.pk)

    rendering.refresh_from_db()
    assert "đã đổi mật khẩu" in rendering.error


@pytest.mark.parametrize("name", ["papers:cards-number", "papers:account-slips"])
def test_reading_changes_nothing(name: str, province: Any, client: Client) -> None:
    client.force_login(province.head)
    args = [province.congress.pk] if name == "papers:cards-number" else []

    assert client.get(reverse(name, args=args)).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_two_who_number_the_cards_at_once_give_each_number_once(make_hall: Any) -> None:
    import threading

    from django.db import connection

    province = make_hall()
    numbered: list[int] = []

    def number() -> None:
        numbered.append(number_cards(congress=province.congress, by=Account.objects.get(pk=province.head.pk)))
        connection.close()

    threads = [threading.Thread(target=number) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbered) == [0, 15]
    assert Delegate.objects.exclude(card_number=None).values("card_number").distinct().count() == 15


def test_heads_of_delegations_stand_beside_their_names(province: Any) -> None:
    from documents.papers.delegation_list import DelegationList
    from documents.papers.queries import people_called
    from members.access.refusal import Refusal

    people = people_called(province.congress)
    first = next(person for person in people if person.delegation.key)
    paper = DelegationList()

    table = paper.table_with(people, {"heads": first.seen["full_name"]})

    headings = [row.cells[0] for row in table.rows if row.kind == "group"]
    assert any(heading.endswith(f"trưởng đoàn: đ/c {first.seen['full_name']}") for heading in headings)
    with pytest.raises(Refusal, match="Không thấy trong danh sách đại biểu: Lê Thị Không Có"):
        paper.check_texts(province.congress, {"heads": "Lê Thị Không Có"})
