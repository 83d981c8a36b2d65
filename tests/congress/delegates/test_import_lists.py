"""An uploaded sheet becomes a unit's delegate list."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from congress.delegates.actions.lists import put_on_list
from congress.delegates.actions.review import send_list
from congress.delegates.models import Category, Delegate, DelegateState, ListState, RowRemark, new_badge_code
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.people.models import Member
from members.sheets.actions.confirming import confirm_sheet, undo_sheet
from members.sheets.actions.correcting import choose
from members.sheets.actions.uploading import perform_reading, upload_sheet
from members.sheets.models import Sheet, SheetPurpose, SheetState
from members.sheets.queries import Preview, preview_of
from tests.congress.delegates.made import Province, attach_all, fill, fresh, make_lists
from tests.factories import make_account, make_member, make_unit

pytestmark = pytest.mark.django_db
HEADER = ("Họ và tên", "Ngày sinh", "Cấp bậc")
NEW = ("Cao Thị Mới", "01/02/1990", "Đại uý")


def uploaded(made: Province, *rows: tuple[object, ...], place: int = 0, header: tuple[str, ...] = HEADER) -> Sheet:
    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    sheet = upload_sheet(
        purpose=SheetPurpose.DELEGATES,
        unit=made.units[place],
        target_id=made.lists[place].pk,
        upload=SimpleUploadedFile("danh-sach.xlsx", stream.getvalue()),
        by=made.chiefs[place],
    )
    perform_reading(sheet.pk)
    return Sheet.objects.get(pk=sheet.pk)


def row_of(member: Member) -> tuple[str, str, str]:
    birth = member.birth
    return (member.full_name, birth.display() if birth else "", member.rank_label)


def seen(sheet: Sheet, account: Account) -> Preview:
    return preview_of(Sheet.objects.get(pk=sheet.pk), account)


def confirmed(sheet: Sheet, by: Account) -> Sheet:
    now = Sheet.objects.get(pk=sheet.pk)
    return confirm_sheet(sheet=now, revision=now.revision, by=by)


def places(sheet: Sheet, account: Account) -> list[str]:
    return [row.place for row in seen(sheet, account).rows]


def standing(made: Province, place: int = 0) -> list[tuple[str, bool]]:
    rows = Delegate.objects.filter(delegate_list=made.lists[place], state=DelegateState.LISTED).order_by("position")
    return [(row.member.full_name, row.is_alternate) for row in rows.select_related("member")]


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_few_people_are_taken_for_delegates_and_new_ones_enrolled() -> None:
    made = make_lists()
    known = made.members[0][0]
    sheet = uploaded(made, row_of(known), NEW)

    confirmed(sheet, made.chiefs[0])

    assert standing(made) == [(known.full_name, False), ("Cao Thị Mới", False)]
    new = Member.objects.get(full_name="Cao Thị Mới")
    assert new.unit == made.units[0]
    assert new.memberships.get().starts_on is None


def test_whole_chapter_waits_until_she_picks_and_the_others_are_not_saved() -> None:
    made = make_lists()
    chief = made.chiefs[0]
    sheet = uploaded(made, *map(row_of, made.members[0]), NEW)
    assert places(sheet, chief) == ["none"] * 6

    for number, place in ((2, "delegate"), (3, "delegate"), (4, "delegate"), (5, "alternate")):
        choose(sheet=sheet, number=number, name="place", value=place, revision=0, by=chief)
    page = signed_in(chief).get(reverse("sheets:preview", args=[sheet.pk])).content.decode()
    confirmed(sheet, chief)

    assert "đã chọn 3/3 đại biểu" in page
    assert "đã chọn 1/1 dự khuyết" in page
    assert [alternate for _, alternate in standing(made)] == [False, False, False, True]
    assert not Member.objects.filter(full_name="Cao Thị Mới").exists()


def test_too_many_is_shown_before_confirming() -> None:
    made = make_lists(seats=1)
    chief = made.chiefs[0]
    sheet = uploaded(made, *map(row_of, made.members[0][:2]))
    for number in (2, 3):
        choose(sheet=sheet, number=number, name="place", value="delegate", revision=0, by=chief)
    client = signed_in(chief)

    assert "đã chọn 2/1 đại biểu" in client.get(reverse("sheets:preview", args=[sheet.pk])).content.decode()
    assert "Quá 1 đại biểu so với phân bổ" in client.get(reverse("sheets:confirm", args=[sheet.pk])).content.decode()


def test_group_rows_set_the_place() -> None:
    made = make_lists(seats=1)
    one, two = made.members[0][:2]
    sheet = uploaded(made, ("I. ĐẠI BIỂU ĐƯỢC BẦU",), row_of(one), ("II. ĐẠI BIỂU DỰ KHUYẾT",), row_of(two))

    assert places(sheet, made.chiefs[0]) == ["delegate", "alternate"]


def test_delegate_by_right_is_flagged_and_takes_no_seat() -> None:
    made = make_lists(ex_officio=1)
    member = made.members[0][0]
    Delegate.objects.create(
        congress=made.congress, member=member, category=Category.EX_OFFICIO, badge_code=new_badge_code(), added_by=made.head
    )
    sheet = uploaded(made, row_of(member), NEW)
    page = signed_in(made.chiefs[0]).get(reverse("sheets:preview", args=[sheet.pk])).content.decode()

    confirmed(sheet, made.chiefs[0])

    assert "Đại biểu đương nhiên: không tính vào số được bầu" in page
    assert "đã chọn 1/3 đại biểu" in page
    assert Delegate.objects.get(member=member).delegate_list == made.lists[0]


def test_person_on_another_list_is_refused_and_the_unit_named_only_to_those_who_know_it() -> None:
    made = make_lists()
    elsewhere = make_member(made.units[1], full_name="Đỗ Thị Nơi Khác", birth_date="1990-02-01")
    put_on_list(delegate_list=made.lists[1], member=elsewhere, is_alternate=False, by=made.chiefs[1])
    sheet = uploaded(made, row_of(elsewhere), NEW)

    to_chief = seen(sheet, made.chiefs[0]).rows[0]
    to_staff = seen(sheet, made.staff).rows[0]

    assert to_chief.kind == "fix"
    assert "của đơn vị khác" in to_chief.errors[0].message
    assert made.units[1].name not in to_chief.errors[0].message
    assert f"của {made.units[1].name}" in to_staff.errors[0].message


def test_person_on_this_list_changes_her_place_or_leaves() -> None:
    made = make_lists()
    chief = made.chiefs[0]
    fill(made, seats=2, alternates=0)
    one, two = made.members[0][:2]
    sheet = uploaded(made, row_of(one), row_of(two))
    assert places(sheet, chief) == ["delegate", "delegate"]

    choose(sheet=sheet, number=2, name="place", value="alternate", revision=0, by=chief)
    choose(sheet=sheet, number=3, name="place", value="none", revision=0, by=chief)
    done = confirmed(sheet, chief)
    assert standing(made) == [(one.full_name, True)]

    undo_sheet(sheet=done, by=chief)
    assert sorted(standing(made)) == sorted([(one.full_name, False), (two.full_name, False)])


def returned(made: Province, *, remarked: int = 0) -> list[Delegate]:
    """A list that was sent, and came back for the sake of one row."""
    from django.utils import timezone

    rows = fill(made)
    attach_all(made)
    send_list(delegate_list=made.lists[0], by=made.chiefs[0], on=timezone.localdate())
    RowRemark.objects.create(delegate_list=made.lists[0], delegate=rows[remarked], text="Thay người", written_by=made.staff)
    made.lists[0].refresh_from_db()
    made.lists[0].state, made.lists[0].returned_at, made.lists[0].returned_by = ListState.RETURNED, timezone.now(), made.staff
    made.lists[0].save()
    return rows


def test_on_a_returned_list_only_the_open_rows_change() -> None:
    made = make_lists()
    chief = made.chiefs[0]
    rows = returned(made)
    people = [(name, birth, "Thiếu tá") for name, birth, _ in map(row_of, (row.member for row in rows))]
    sheet = uploaded(made, *people, NEW)
    preview = seen(sheet, chief)
    assert [row.kind for row in preview.rows] == ["change", "closed", "closed", "closed", "new"]

    choose(sheet=sheet, number=2, name="place", value="none", revision=0, by=chief)
    choose(sheet=sheet, number=3, name="place", value="none", revision=0, by=chief)
    choose(sheet=sheet, number=6, name="place", value="delegate", revision=0, by=chief)
    confirmed(sheet, chief)

    names = [name for name, _ in standing(made)]
    assert names == [rows[1].member.full_name, rows[2].member.full_name, rows[3].member.full_name, "Cao Thị Mới"]
    assert {row.member.rank for row in Delegate.objects.filter(pk__in=[row.pk for row in rows[1:]])} == {"dai_uy"}


def test_confirm_is_refused_when_the_list_was_sent_meanwhile_and_the_preview_stays() -> None:
    made = make_lists()
    sheet = uploaded(made, NEW)
    made.lists[0].state = ListState.SENT
    made.lists[0].save()
    client = signed_in(made.chiefs[0])

    page = client.post(reverse("sheets:confirm", args=[sheet.pk]), {"revision": sheet.revision}, follow=True)

    assert "nên không sửa được nữa" in page.content.decode()
    assert "Cao Thị Mới" in page.content.decode()
    assert not Member.objects.filter(full_name="Cao Thị Mới").exists()


def test_confirm_is_refused_when_the_list_changed_meanwhile() -> None:
    made = make_lists()
    sheet = uploaded(made, NEW)
    put_on_list(delegate_list=made.lists[0], member=made.members[0][0], is_alternate=False, by=made.chiefs[0])

    with pytest.raises(Changed, match="chưa nhập gì"):
        confirmed(sheet, made.chiefs[0])


def test_undo_takes_new_people_off_the_list_and_out_of_the_unit() -> None:
    made = make_lists()
    sheet = confirmed(uploaded(made, NEW, row_of(made.members[0][0])), made.chiefs[0])

    undone = undo_sheet(sheet=sheet, by=made.chiefs[0])

    assert undone.state == SheetState.UNDONE
    assert standing(made) == []
    assert not Member.objects.filter(full_name="Cao Thị Mới").exists()
    assert made.members[0][0].unit.members.count() == 5


def test_undo_is_refused_once_the_list_was_sent() -> None:
    made = make_lists()
    sheet = confirmed(uploaded(made, NEW), made.chiefs[0])
    made.lists[0] = fresh(made.lists[0])
    made.lists[0].versions.create(number=1, rows=[], sent_by=made.chiefs[0])

    with pytest.raises(Refusal, match="đã được gửi sau lần nhập này"):
        undo_sheet(sheet=sheet, by=made.chiefs[0])
    assert [name for name, _ in standing(made)] == ["Cao Thị Mới"]


def test_template_holds_the_units_own_members_and_is_read_back_without_a_problem() -> None:
    made = make_lists()
    response = signed_in(made.chiefs[0]).get(reverse("delegates:import-template", args=[made.lists[0].pk]))
    workbook = load_workbook(io.BytesIO(response.content))

    assert sorted(row[1] for row in list(workbook["Danh sách"].values)[1:] if row[1]) == sorted(
        member.full_name for member in made.members[0]
    )
    assert workbook["Danh sách"].data_validations.dataValidation
    sheet = upload_sheet(
        purpose=SheetPurpose.DELEGATES,
        unit=made.units[0],
        target_id=made.lists[0].pk,
        upload=SimpleUploadedFile("mau.xlsx", response.content),
        by=made.chiefs[0],
    )
    perform_reading(sheet.pk)
    assert {row.kind for row in seen(sheet, made.chiefs[0]).rows} == {"same"}


def test_pages_of_another_units_list_do_not_exist() -> None:
    made = make_lists()
    sheet = uploaded(made, NEW)
    client = signed_in(made.chiefs[1])

    for address in (
        reverse("delegates:import-upload", args=[made.lists[0].pk]),
        reverse("delegates:import-template", args=[made.lists[0].pk]),
        reverse("sheets:preview", args=[sheet.pk]),
    ):
        assert client.get(address).status_code == 404


def test_upload_page_says_how_many_seats_there_are() -> None:
    made = make_lists()

    page = signed_in(made.chiefs[0]).get(reverse("delegates:import-upload", args=[made.lists[0].pk])).content.decode()

    assert "3 đại biểu, 1 dự khuyết" in page


@pytest.mark.parametrize("count", [1, 3])
def test_preview_of_a_list_asks_as_often_for_three_rows_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    made = make_lists()
    sheet = uploaded(made, *map(row_of, made.members[0][:count]))
    client = signed_in(made.chiefs[0])

    with django_assert_num_queries(11):
        client.get(reverse("sheets:preview", args=[sheet.pk]))


def test_new_person_of_a_group_is_enrolled_in_the_unit_that_her_row_names() -> None:
    made = make_lists()
    other = make_unit(parent=made.unit, name="Chi hội Công an xã An Bình")
    made.lists[0].electing_unit.unit_links.create(congress=made.congress, unit=other)
    sheet = uploaded(made, (*NEW, "Chi hội Công an xã An Bình"), header=(*HEADER, "Chi hội"))

    confirmed(sheet, made.chiefs[0])

    assert Member.objects.get(full_name="Cao Thị Mới").unit == other


def test_staff_who_only_comment_may_not_upload() -> None:
    made = make_lists()
    follower = make_account("in_charge", made.unit)

    assert signed_in(follower).get(reverse("delegates:import-upload", args=[made.lists[0].pk])).status_code == 404


def group_with_member_elsewhere() -> tuple[Province, Member]:
    made = make_lists()
    other = make_unit(parent=made.unit, name="Chi hội Công an xã An Bình")
    made.lists[0].electing_unit.unit_links.create(congress=made.congress, unit=other)
    known = make_member(other, full_name="Cao Thị Khác", birth_date="1990-02-01", religion="catholicism", rank="dai_uy")
    return made, known


def test_template_of_a_group_leaves_sensitive_columns_of_other_units_empty() -> None:
    made, known = group_with_member_elsewhere()
    response = signed_in(made.chiefs[0]).get(reverse("delegates:import-template", args=[made.lists[0].pk]))

    header, *rows = list(load_workbook(io.BytesIO(response.content))["Danh sách"].values)
    religion = {row[1]: row[header.index("Tôn giáo")] for row in rows if row[1]}
    rank = {row[1]: row[header.index("Cấp bậc hàm")] for row in rows if row[1]}

    assert religion[known.full_name] is None
    assert rank[known.full_name] == "Đại uý"
    assert religion[made.members[0][0].full_name] == "Không"


def test_preview_of_a_group_hides_what_is_kept_of_members_of_other_units() -> None:
    made, known = group_with_member_elsewhere()
    own = make_member(made.units[0], full_name="Cao Thị Nhà", birth_date="1991-02-01", religion="cao_dai")
    rows = [(one.full_name, one.birth.display(), "Phật giáo") for one in (known, own) if one.birth]
    sheet = uploaded(made, *rows, header=("Họ và tên", "Ngày sinh", "Tôn giáo"))
    address = reverse("sheets:preview", args=[sheet.pk])

    page = signed_in(made.chiefs[0]).get(address).content.decode()

    assert f"{known.religion_label}</del>" not in page
    assert "(theo hồ sơ)</del>" in page
    assert f"{own.religion_label}</del>" in page
