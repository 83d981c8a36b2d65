"""A small world for the tests of rights: two provinces, everything that has an address, and one person of every kind."""

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook
from PIL import Image

from congress.delegates.actions.allocation import draft_allocation
from congress.delegates.actions.changes import withdraw_delegate
from congress.delegates.actions.lists import open_lists, put_on_list
from congress.delegates.actions.named import appoint_delegate, set_by_right
from congress.delegates.actions.review import approve_list, lock_list, return_list, send_list, write_remark
from congress.delegates.models import (
    Allocation,
    AllocationRow,
    Attachment,
    Delegate,
    DelegateChange,
    DelegateList,
    ElectingUnit,
    ElectingUnitMember,
    RowRemark,
)
from congress.delegates.queries.allocation import parameters_of, with_numbers
from congress.terms.models import Congress, Milestone, Session, SessionKind
from documents.printing.models import Output, Rendering, RenderingState
from documents.register.actions import attach_signed_scan, enter_incoming, issue_outside, reserve_number
from members.access.models import Account, Grant
from members.people.actions import add_award, add_discipline, begin_office, set_photo
from members.people.models import Award, Discipline, Member, MemberCount, Office
from members.sheets.actions.confirming import confirm_sheet
from members.sheets.actions.uploading import perform_reading, upload_sheet
from members.sheets.models import Sheet, SheetPurpose
from members.units.models import Unit, UnitKind
from tests import world_documents, world_personnel
from tests.congress.delegates.made import COMPLETE, attach_file, pdf
from tests.factories import STARTED, make_account, make_congress, make_member, make_province, make_unit

FAMILIES = {"branch": "Nguyễn", "sub_chapter": "Trần", "branch_two": "Lê", "chapter": "Phạm", "chapter_two": "Vũ"}
COUNTED_ON = date(2025, 9, 30)
# words that stand nowhere but in the sensitive facts of the world's members
ETHNICITY, RELIGION = "La Chí", "Cao Đài"
DISCIPLINE = "Khiển trách Ẩn"
SENSITIVE_WORDS = (ETHNICITY, RELIGION, DISCIPLINE)


SEES_SENSITIVE = {
    "head", "standing", "credentials_board", "branch_committee", "sub_chapter_head", "branch_two_head", "chapter_head",
    "other_chapter_head",
}  # fmt: skip


@dataclass
class World:
    """One province with everything, and a second one with its head."""

    province: Unit
    people: dict[str, Account] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    members: dict[str, list[Member]] = field(default_factory=dict)
    lists: dict[str, DelegateList] = field(default_factory=dict)
    congress: Congress = None  # type: ignore[assignment]
    branch_congress: Congress = None  # type: ignore[assignment]
    frozen: Allocation = None  # type: ignore[assignment]
    draft: Allocation = None  # type: ignore[assignment]
    found: dict[str, Any] = field(default_factory=dict)

    def names(self, *units: str, only: tuple[int, ...] = (0, 1, 2, 3)) -> set[str]:
        return {self.members[unit][place].full_name for unit in units for place in only}

    def known_to(self, person: str) -> set[str]:
        """Names of members that this person may come across anywhere; the rest is not to be on any page of hers."""
        listed = self.names("branch", "branch_two", "chapter", only=(0, 1))
        named = self.names("branch_two", only=(3,)) | self.names("sub_chapter", only=(0,))
        # who leads a unit is no secret to those who see the unit
        leaders = self.names("sub_chapter", "chapter", only=(2,)) | self.names("branch_two", only=(3,))
        return {
            "head": self.names(*FAMILIES),
            "standing": self.names(*FAMILIES),
            "administrator": leaders,
            "leadership": listed | named | leaders,
            "credentials_board": listed | named,
            "in_charge": self.names("branch", "sub_chapter"),
            "branch_committee": self.names("branch", "sub_chapter"),
            "sub_chapter_head": self.names("sub_chapter"),
            "branch_two_head": self.names("branch_two"),
            # she makes the list of the whole group
            "chapter_head": self.names("chapter", "chapter_two"),
            "other_chapter_head": self.names("chapter_two") | self.names("chapter", only=(0, 1)),
            # a text has no people in it
            "content_committee": leaders,
            # who chooses among all members finds them all, and knows nothing sensitive of those who are no candidates
            "personnel_committee": self.names(*FAMILIES),
            "personnel_head": self.names(*FAMILIES),
            # her alone, of whom she was asked
            "vetting_body": self.names("chapter_two", only=(3,)),
        }.get(person, set())

    def hidden_from(self, person: str) -> set[str]:
        """Words that must stand on no page and in no file of this person's."""
        hidden = self.names(*FAMILIES) - self.known_to(person)
        if person in world_personnel.WORKERS:
            # of candidates; and what is told of others' conduct is not theirs
            hidden.add(DISCIPLINE)
        elif person not in SEES_SENSITIVE:
            hidden |= set(SENSITIVE_WORDS)
        hidden |= world_documents.words() - world_documents.said_to(person)
        hidden |= world_personnel.WORDS - world_personnel.told_to(person)
        if person.startswith("foreign") or person == "nobody":
            hidden |= {unit.name for name, unit in self.units.items() if not name.startswith("foreign")}
        return hidden

    def account(self, person: str) -> Account:
        """Fresh, without what an earlier request read with it."""
        return Account.objects.get(pk=self.people[person].pk)


def make_world() -> World:
    world = World(make_province(code="TINH-A", name="Hội Phụ nữ Công an tỉnh Hà Sơn"))
    _units(world)
    _people(world)
    _members(world)
    _congress(world)
    _lists(world)
    _records(world)
    _sheets(world)
    _prints(world)
    _register(world)
    _other_province(world)
    world_documents.make_documents(world)
    world_personnel.make_personnel(world)
    world_personnel.prints(world)
    return world


def _units(world: World) -> None:
    top = world.province
    world.units["province"] = top
    world.units["branch"] = make_unit(parent=top, code="CS-MOT", name="Hội phụ nữ Phòng Một", contact_name="Đỗ Liên Lạc Một")
    world.units["branch_two"] = make_unit(parent=top, code="CS-HAI", name="Hội phụ nữ Phòng Hai", contact_name="Đỗ Liên Lạc Hai")
    below = world.units["branch"]
    world.units["sub_chapter"] = make_unit(parent=below, code="CH-CON", name="Chi hội Đội Con", kind=UnitKind.CHAPTER_OF_BRANCH)
    for name, code, title in (("chapter", "CH-BA", "Chi hội xã Ba"), ("chapter_two", "CH-TU", "Chi hội xã Tư")):
        world.units[name] = make_unit(parent=top, code=code, name=title, kind=UnitKind.COMMUNE_CHAPTER)


def _people(world: World) -> None:
    top, units = world.province, world.units
    for name, role, unit in (
        ("administrator", "administrator", top),
        ("head", "head", top),
        ("standing", "standing", top),
        ("in_charge", "in_charge", units["branch"]),
        ("leadership", "leadership", top),
        ("branch_committee", "branch_committee", units["branch"]),
        ("sub_chapter_head", "chapter_head", units["sub_chapter"]),
        ("chapter_head", "chapter_head", units["chapter"]),
        ("other_chapter_head", "chapter_head", units["chapter_two"]),
        ("branch_two_head", "branch_committee", units["branch_two"]),
        ("credentials_board", "credentials_board", top),
        ("content_committee", "content_committee", top),
        ("personnel_committee", "personnel_committee", top),
        ("personnel_head", "personnel_head", top),
        ("vetting_body", "vetting_body", top),
    ):
        world.people[name] = make_account(role, unit, username=name.replace("_", "-"), full_name=f"Người Dùng {name}")
    world.people["nobody"] = make_account(username="nobody", full_name="Người Chưa Có Vai Trò")


def _members(world: World) -> None:
    """Four of each unit, all of a minority and a faith that nobody else here has; their names say where they are."""
    given = ("Hoa", "Lan", "Mai", "Yến")
    for place, (name, family) in enumerate(FAMILIES.items()):
        world.members[name] = [
            make_member(
                world.units[name],
                **COMPLETE
                | {
                    "full_name": f"{family} {name.replace('_', ' ').title()} {given[number]}",
                    "birth_date": f"{1975 + number + place}-03-1{number}",
                    "ethnicity": "la_chi",
                    "religion": "cao_dai",
                    "phone": f"0900{place}{number}777",
                },
            )
            for number in range(4)
        ]


def _congress(world: World) -> None:
    world.congress = make_congress(
        world.province, held_on=timezone.localdate() + timedelta(days=42), member_count_on=COUNTED_ON, place="Hội trường A"
    )
    world.branch_congress = make_congress(
        world.units["branch"], held_on=timezone.localdate() + timedelta(days=20), name="Đại hội Hội phụ nữ Phòng Một"
    )
    for name, congress in (("", world.congress), ("branch_", world.branch_congress)):
        world.found[f"{name}session"] = Session.objects.create(
            congress=congress, kind=SessionKind.OFFICIAL, starts_at=datetime(2026, 12, 30, 1, tzinfo=UTC)
        )
        world.found[f"{name}milestone"] = Milestone.objects.create(congress=congress, code="V1", name="Họp", offset_days=-10)
        world.found[f"{name}done"] = Milestone.objects.create(
            congress=congress, code="V2", name="Đã họp", offset_days=-20, done_on=timezone.localdate()
        )
    for unit in world.units.values():
        MemberCount.objects.create(unit=unit, on=COUNTED_ON, count=4)
    head = world.people["head"]
    numbers = with_numbers(parameters_of(world.congress), total=7, ex_officio=1, appointed=1)
    made: dict[str, Any] = {"method": "F2", "total": 7, "ex_officio": 1, "appointed": 1, "member_count_on": COUNTED_ON}
    made["parameters"] = numbers.stored()
    for number in (1, 2):
        allocation = Allocation.objects.create(
            congress=world.congress, number=number, created_by=head, frozen_by=head, frozen_at=timezone.now(), **made
        )
        for electing in _electing_units(world):
            AllocationRow.objects.create(allocation=allocation, electing_unit=electing, member_count=4, seats=1, alternates=1)
    world.found["first_allocation"], world.frozen = world.congress.allocations.order_by("number")


def _electing_units(world: World) -> list[ElectingUnit]:
    existing = list(world.congress.electing_units.all())
    if existing:
        return existing
    for place, (code, lead, more) in enumerate(
        (("DB1", "branch", ()), ("DB2", "branch_two", ()), ("DB3", "chapter", ("chapter_two",)))
    ):
        unit = world.units[lead]
        made = ElectingUnit.objects.create(
            congress=world.congress,
            code=code,
            name="Cụm số 01" if more else unit.name,
            is_group=bool(more),
            lead_unit=unit,
            position=place,
        )
        for one in (lead, *more):
            ElectingUnitMember.objects.create(electing_unit=made, congress=world.congress, unit=world.units[one])
    return list(world.congress.electing_units.all())


def _draft(world: World) -> None:
    numbers = with_numbers(parameters_of(world.congress), total=7)
    world.draft = draft_allocation(congress=world.congress, method="F2", parameters=numbers, by=world.people["standing"])


def _lists(world: World) -> None:
    """branch: being entered, returned once; branch_two: sent, approved, one withdrawn; group: sent."""
    staff, head, today = world.people["standing"], world.people["head"], timezone.localdate()
    world.found["office"] = begin_office(
        member=world.members["branch_two"][3],
        unit=world.province,
        position="committee_member",
        starts_on=date(2025, 1, 1),
        by=staff,
    )
    open_lists(congress=world.congress, by=staff)
    by_lead = {found.electing_unit.lead_unit_id: found for found in world.congress.delegate_lists.all()}
    enters = {"branch": "branch_committee", "branch_two": "branch_two_head", "chapter": "chapter_head"}
    for name, person in enters.items():
        found, by = by_lead[world.units[name].pk], world.people[person]
        for place, alternate in ((0, False), (1, True)):
            put_on_list(delegate_list=found, member=world.members[name][place], is_alternate=alternate, by=by)
        for kind in ("minutes", "signed_list"):
            attach_file(delegate_list=found, kind=kind, upload=pdf(f"{name}-{kind}.pdf"), by=by)
        send_list(delegate_list=found, by=by, on=today)
        world.lists[name] = DelegateList.objects.get(pk=found.pk)
    first = _row(world, "branch")
    return_list(delegate_list=world.lists["branch"], reason="Thiếu chức vụ", remarks={first.pk: "Ghi lại chức vụ"}, by=staff)
    write_remark(delegate=_row(world, "chapter"), text="Xem lại năm sinh", by=staff)
    approve_list(delegate_list=world.lists["branch_two"], by=staff, on=today)
    lock_list(delegate_list=world.lists["branch_two"], by=head)
    world.found["change"] = withdraw_delegate(
        delegate=_row(world, "branch_two"), reason="moved", effective_on=today, upload=pdf("quyet-dinh.pdf"), by=staff
    )
    set_by_right(congress=world.congress, members=[world.members["branch_two"][3]], by=staff)
    world.found["appointed"] = appoint_delegate(congress=world.congress, member=world.members["sub_chapter"][0], by=staff)
    world.lists = {name: DelegateList.objects.get(pk=found.pk) for name, found in world.lists.items()}
    for name, found in world.lists.items():
        rows = list(found.delegates.order_by("is_alternate", "id"))
        world.found[f"{name}_row"], world.found[f"{name}_alternate"] = rows[0], rows[1]
        world.found[f"{name}_attachment"] = Attachment.objects.filter(delegate_list=found, kind="minutes").get()
    world.found["remark"] = RowRemark.objects.get(delegate_list=world.lists["chapter"])
    _draft(world)


def _row(world: World, name: str) -> Delegate:
    return Delegate.objects.get(delegate_list=world.lists[name], is_alternate=False)


def portrait() -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(stream, "JPEG")
    return SimpleUploadedFile("anh.jpg", stream.getvalue(), content_type="image/jpeg")


def _records(world: World) -> None:
    staff = world.people["standing"]
    for name in ("sub_chapter", "chapter"):
        member = world.members[name][2]
        unit = world.units[name]
        world.found[f"{name}_office"] = begin_office(
            member=member, unit=unit, position="branch_head", starts_on=date(2025, 1, 1), by=staff
        )
        world.found[f"{name}_award"] = add_award(member=member, title="Giấy khen", year=2024, by=staff)
        set_photo(member=member, upload=portrait(), by=staff)
        world.found[f"{name}_discipline"] = add_discipline(member=member, form=DISCIPLINE, year=2023, by=staff)
    world.found["grant"] = Grant.objects.get(account=world.people["branch_committee"])
    closed = make_account("chapter_head", world.units["chapter_two"], username="closed", full_name="Người Đã Khoá")
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    world.people["closed"] = closed


HEADER = ("Họ và tên", "Ngày sinh", "Cấp bậc", "Chức vụ", "Dân tộc", "Tôn giáo")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheets(world: World) -> None:
    branch = world.units["branch"]
    known = world.members["branch"][2]
    rows = (
        (known.full_name, "12/03/1977", "Thiếu tá", "Cán bộ", ETHNICITY, RELIGION),
        ("Bùi Thị Mới", "1990", "Đại uý", "Cán bộ", ETHNICITY, RELIGION),
        ("Đinh Thị Sai", "40/13/1990", "Đại uý", "Cán bộ", ETHNICITY, RELIGION),
    )
    by = world.people["branch_committee"]
    for name, purpose, target, unit, mine in (
        ("roster", SheetPurpose.ROSTER, None, branch, rows),
        ("confirmed", SheetPurpose.ROSTER, None, world.units["sub_chapter"], rows[1:2]),
        ("delegates", SheetPurpose.DELEGATES, world.lists["branch"].pk, branch, rows),
    ):
        upload = SimpleUploadedFile(f"{name}.xlsx", workbook(*mine))
        sheet = upload_sheet(purpose=purpose, unit=unit, upload=upload, target_id=target, by=by)
        perform_reading(sheet.pk)
        world.found[f"{name}_sheet"] = Sheet.objects.get(pk=sheet.pk)
    sheet = world.found["confirmed_sheet"]
    world.found["confirmed_sheet"] = confirm_sheet(sheet=sheet, revision=sheet.revision, by=by)


def _prints(world: World) -> None:
    output = Output.objects.create(key="0" * 64, pdf=b"%PDF-1.7", sha256="1" * 64, size=8, pages=1)
    done: dict[str, Any] = {"state": RenderingState.DONE, "output": output, "finished_at": timezone.now(), "pages": 1}
    head, top = world.people["head"], world.province
    for name, form, parameters, unit in (
        ("full_print", "danh-sach-dai-bieu-day-du", {"congress": world.congress.pk}, top),
        ("notice_print", "thong-bao-phan-bo", {"congress": world.congress.pk}, top),
        ("list_print", "danh-sach-don-vi", {"list": world.lists["branch"].pk, "full": True}, world.units["branch"]),
        ("slips_print", "phieu-tai-khoan", {"accounts": [[world.people["chapter_head"].pk, 1]], "by": head.pk}, None),
    ):
        world.found[name] = Rendering.objects.create(
            form=form, title=f"Bản in {name}", parameters=parameters, unit=unit, requested_by=head, **done
        )


def _register(world: World) -> None:
    """Of the province: a paper with its file and a signed scan, a number kept, an arrival. Of the branch: a paper."""
    today = timezone.localdate()
    for name, unit, by in (
        ("outgoing", world.province, "standing"),
        ("branch_outgoing", world.units["branch"], "branch_committee"),
    ):
        paper = issue_outside(
            unit=unit, kind="KH", kind_name="Kế hoạch", abstract=f"Việc của {unit.name}", symbol="KH-BPN", dated_on=today,
            profile="hoi", authority="TRƯỞNG BAN", signer="Người Ký", recipients="", congress=None, address="https://hoi.example",
            by=world.people[by], upload=pdf("ban-hanh.pdf"),
        )  # fmt: skip
        world.found[name] = paper
        world.found[f"{name}_scan"] = attach_signed_scan(paper=paper, upload=pdf("da-ky.pdf"), by=world.people[by])
    staff = world.people["standing"]
    world.found["reserved"] = reserve_number(
        unit=world.province, kind="TB", kind_name="Thông báo", symbol="TB-BPN", profile="hoi", reserved_for="Tổ Nội dung",
        reason="Trình ký", until=today, by=staff,
    )  # fmt: skip
    world.found["incoming"] = enter_incoming(
        unit=world.province, arrived_on=today, sender="Ban Phụ nữ Công an nhân dân", symbol="45/HD-BPN", dated_on=today,
        kind_name="Hướng dẫn", abstract="Tổ chức đại hội", uploads=[pdf("den.pdf")], by=staff,
    )  # fmt: skip
    world.found["incoming_file"] = world.found["incoming"].files.get()


def _other_province(world: World) -> None:
    other = make_province(code="TINH-Z", name="Hội Phụ nữ Công an tỉnh Bắc Lũng")
    world.units["foreign"] = other
    for name, role in (
        ("foreign_head", "head"), ("foreign_standing", "standing"), ("foreign_administrator", "administrator"),
        ("foreign_personnel_head", "personnel_head"),
    ):  # fmt: skip
        world.people[name] = make_account(role, other, username=name.replace("_", "-"), full_name=f"Người Dùng {name}")
    world.units["foreign_branch"] = make_unit(parent=other, code="Z-MOT", name="Hội phụ nữ Phòng Bắc")
    world.members["foreign"] = [
        make_member(world.units["foreign_branch"], **COMPLETE | {"full_name": "Hoàng Thị Nơi Khác", "birth_date": "1980-01-01"})
    ]


__all__ = ["SENSITIVE_WORDS", "STARTED", "Award", "DelegateChange", "Discipline", "Office", "World", "make_world"]
