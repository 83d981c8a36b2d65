"""The demo: one invented province, a congress behind it and one six weeks ahead, lists in every state."""

import io
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from congress.delegates.actions.allocation import (
    decide_tie,
    draft_allocation,
    freeze_allocation,
    freeze_counts,
    make_electing_units,
)
from congress.delegates.actions.attachments import attach_file
from congress.delegates.actions.lists import Entry, open_lists, put_many_on_list
from congress.delegates.actions.named import appoint_delegate, set_by_right
from congress.delegates.actions.review import approve_list, approve_named, lock_list, return_list, send_list
from congress.delegates.actions.targets import set_targets
from congress.delegates.models import (
    AllocationMethod,
    AttachmentKind,
    Category,
    Delegate,
    DelegateList,
    DelegateState,
    ElectingUnit,
    ElectingUnitMember,
    ListState,
    new_badge_code,
)
from congress.delegates.queries.allocation import parameters_of, with_numbers
from congress.delegates.queries.snapshots import live_snapshot
from congress.delegates.rules.alternates import AlternateRule, alternates_of
from congress.delegates.rules.seats import base_plus_largest_remainder
from congress.delegates.rules.structure import Target
from congress.terms.actions.congresses import call_congress, open_term
from congress.terms.actions.plan import finish_milestone
from congress.terms.actions.rule_set import set_rule
from congress.terms.models import Congress, CongressKind, CongressState, DelegateMode, PersonnelMode, Session, SessionKind
from demo.documents import Written, write_documents
from demo.people import Cast, People, give_offices
from demo.personnel import Personnel, make_personnel, set_ages
from demo.province import BRANCH_NAMES, BRANCH_SIZES, GROUP_SIZES, PLACE, PROVINCE, chapters
from members.access.actions import give_grant, open_account
from members.access.models import Account
from members.access.trace import record
from members.accounts.actions import open_unit_accounts
from members.people.models import Member
from members.units.actions.founding import found_unit
from members.units.models import Unit, UnitKind

SEED = 20251114
PASSWORD = "Ha-Son-2026"  # noqa: S105 -- of the demo only: make_demo refuses to run in production
DAYS_AHEAD = 42
FRIDAY = 4
TOTAL, BY_RIGHT, APPOINTED = 150, 19, 7
# places among the 50 electing units: CS14 gets the seat for which it ties with CUM07
TIE_WINNER = 13
# whose heads the demo's "hoicoso" (a returned list) and "chihoi" (an empty one, three seats) are
BRANCH_OF_DEMO, GROUP_OF_DEMO = 11, 0
PILOT_PLACES = {6, 15, 19}
# how the 50 lists of the next congress stand, in the order of the electing units
STATES = (
    *["locked"] * 6,
    "approved", "approved", "sent", "approved", "approved", "returned", "approved", "sent", "approved", "entering",
    "approved", "sent", "approved", "nothing", "approved", "approved", "sent", "returned", "approved", "entering", "nothing",
    "approved", "sent", "entering",
    "nothing", "approved", "sent", "approved", "entering", "sent", "nothing", "approved", "returned", "sent", "approved",
    "entering", "approved", "sent", "nothing", "approved", "entering", "sent", "approved", "nothing",
)  # fmt: skip


@dataclass
class Made:
    """What was made, for the sign-ins and for tests."""

    province: Unit
    branches: list[Unit] = field(default_factory=list)
    chapters: list[Unit] = field(default_factory=list)
    groups: list[list[Unit]] = field(default_factory=list)
    sizes: dict[Unit, int] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    last: Congress | None = None
    next: Congress | None = None
    cast: Cast | None = None
    written: Written | None = None
    personnel: Personnel | None = None


@transaction.atomic
def make_demo(*, today: date) -> Made:
    """Everything in one transaction: a demo that breaks off leaves nothing behind. The same day gives the same demo."""
    chance = random.Random(SEED)
    made = _units(chance)
    _accounts(made)
    held_on = _friday(today + timedelta(days=DAYS_AHEAD))
    last_day = _friday(date(held_on.year - 5, held_on.month, min(held_on.day, 28)))
    electing = [[unit] for unit in made.branches] + made.groups
    seats, alternates = _seats()
    people = People(chance, today, made.sizes)
    made.cast = people.cast(held_on=held_on, electing=electing, seats=seats, alternates=alternates)
    set_ages(made.cast, held_on, not_called=_not_called(made))
    earlier = people.cast(held_on=last_day, electing=electing, seats=seats, alternates=[0] * len(seats))
    people.fill()
    people.save()
    give_offices(
        chance,
        province=made.province,
        branches=made.branches,
        chapters=made.chapters,
        cast=made.cast,
        since=last_day,
        today=today,
    )
    made.last = _last_congress(made, earlier, last_day, seats, today)
    made.next = _next_congress(made, held_on, today)
    _contacts(made)
    _unit_accounts(made)
    _allocate(made)
    _lists(made, today)
    made.personnel = make_personnel(
        congress=made.next,
        last=made.last,
        board=made.cast.by_right,
        branches=made.branches,
        chapters=made.chapters,
        not_called=_not_called(made),
        accounts=made.accounts,
        scan=_scan("BIÊN BẢN"),
        today=today,
    )
    made.written = write_documents(
        chance,
        province=made.province,
        units=[*made.branches, *made.chapters],
        congress=made.next,
        last=made.last,
        accounts=made.accounts,
        today=today,
    )
    record("demo.make", by=None, unit=made.province, members=len(people.members), day=today)
    return made


def _not_called(made: Made) -> list[Unit]:
    """Those for whom somebody signs in find nothing of the personnel work; a user of the demo can call them herself."""
    return [made.branches[BRANCH_OF_DEMO], made.groups[GROUP_OF_DEMO][0]]


def _friday(day: date) -> date:
    """The first Friday from the day on."""
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)


# ---- units and accounts ------------------------------------------------------------------------------------------


def _units(chance: random.Random) -> Made:
    founded = date(2018, 8, 6)
    province = found_unit(
        code="HS",
        kind=UnitKind.PROVINCE,
        name=PROVINCE,
        short_name="Hội PN CAT Hà Sơn",
        parent=None,
        starts_on=founded,
        by=None,
        leading_party_committee="Đảng uỷ Công an tỉnh Hà Sơn",
        place=PLACE,
        contact_name="Ban Phụ nữ Công an tỉnh",
        contact_phone="0100000100",
    )
    made = Made(province)
    for number, (name, size) in enumerate(zip(BRANCH_NAMES, BRANCH_SIZES, strict=True), start=1):
        unit = found_unit(
            code=f"CS{number:02}",
            kind=UnitKind.BRANCH,
            name=f"Hội phụ nữ {name}",
            short_name=name,
            parent=province,
            starts_on=founded,
            by=None,
            leading_party_committee=f"Đảng uỷ {name}" if size > 40 else f"Chi bộ {name}",
            place=PLACE,
        )
        made.branches.append(unit)
        made.sizes[unit] = size
    made.groups = [[] for _ in GROUP_SIZES]
    for plan in chapters(chance):
        unit = found_unit(
            code=plan.code,
            kind=UnitKind.COMMUNE_CHAPTER,
            name=plan.name,
            short_name=plan.name.removeprefix("Chi hội Phụ nữ "),
            parent=province,
            # the communes of today are of 1 July 2025
            starts_on=date(2025, 7, 1),
            by=None,
            leading_party_committee=plan.name.replace("Chi hội Phụ nữ", "Chi bộ"),
            place=PLACE,
        )
        made.chapters.append(unit)
        made.groups[plan.group].append(unit)
        made.sizes[unit] = plan.members
    return made


def _account(made: Made, key: str, name: str, role: str, unit: Unit) -> None:
    account = open_account(username=key, full_name=name, by=None, phone="0100000111")
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    give_grant(account=account, role=role, unit=unit, starts_on=date(2025, 1, 1), by=None)
    made.accounts[key] = account


def _accounts(made: Made) -> None:
    """One account for each role; those of the other units are opened but their slips are not printed yet."""
    _account(made, "quantri", "Lâm Thị Tuyết Nhi", "administrator", made.province)
    _account(made, "truongban", "Trương Thị Bích Đào", "head", made.province)
    _account(made, "thuongtruc", "Hứa Thị Diễm Quỳnh", "standing", made.province)
    _account(made, "phutrach", "Kiều Thị Ngân Hà", "in_charge", made.branches[6])
    for unit in [*made.branches[7:11], *made.groups[0]]:
        give_grant(account=made.accounts["phutrach"], role="in_charge", unit=unit, starts_on=date(2025, 1, 1), by=None)
    _account(made, "lanhdao", "Văn Thị Thanh Bình", "leadership", made.province)
    _account(made, "noidung", "Cù Thị Minh Nguyệt", "content_committee", made.province)
    _account(made, "nhansu", "Tống Thị Ái Vân", "personnel_committee", made.province)
    _account(made, "thamdinh", "Nghiêm Thị Thu Trang", "vetting_body", made.province)
    # the personnel work is given person by person, to the Trưởng ban as well
    give_grant(account=made.accounts["truongban"], role="personnel_head", unit=made.province, starts_on=date(2025, 1, 1), by=None)
    _account(made, "thamtra", "Thái Thị Mỹ Hạnh", "credentials_board", made.province)
    _account(made, "hoicoso", "Lưu Thị Hồng Nhung", "branch_committee", made.branches[BRANCH_OF_DEMO])
    _account(made, "chihoi", "Từ Thị Kim Oanh", "chapter_head", made.groups[GROUP_OF_DEMO][0])


def _contacts(made: Made) -> None:
    """Whom to call: who leads the unit."""
    leaders = {
        member.unit_id: member
        for member in Member.objects.filter(union_position__in=["president", "branch_head"]).order_by("-sort_key")
    }
    for unit in [*made.branches, *made.chapters]:
        leader = leaders.get(unit.pk) or unit.members.first()
        if leader is not None:
            unit.contact_name, unit.contact_phone = leader.full_name, leader.phone
            unit.save(update_fields=["contact_name", "contact_phone"])


def _unit_accounts(made: Made) -> None:
    with_account = {made.branches[BRANCH_OF_DEMO].pk, made.groups[GROUP_OF_DEMO][0].pk}
    # the last three chi hội have nobody yet, so that the administrator finds something to do
    units = [unit for unit in [*made.branches, *made.chapters[:-3]] if unit.pk not in with_account]
    open_unit_accounts(units=units, starts_on=date(2025, 9, 1), by=made.accounts["quantri"])


# ---- congresses --------------------------------------------------------------------------------------------------


def _seats() -> tuple[list[int], list[int]]:
    """Seats and alternates of the 50 electing units, as the worked example has them (§10.3; the tie goes to CS14)."""
    members = dict(enumerate([*BRANCH_SIZES, *GROUP_SIZES]))
    allocation = base_plus_largest_remainder(members, TOTAL - BY_RIGHT - APPOINTED, base=1, chosen=(TIE_WINNER,))
    rule = AlternateRule(from_seats=3, percent=Fraction(10))
    seats = [allocation.seats[place] for place in members]
    return seats, [alternates_of(number, rule) for number in seats]


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())


def _next_congress(made: Made, held_on: date, today: date) -> Congress:
    head = made.accounts["truongban"]
    term = open_term(unit=made.province, ordinal=11, starts_year=today.year, ends_year=today.year + 5, by=head)
    hall = "Hội trường Công an tỉnh Hà Sơn"
    congress = call_congress(
        unit=made.province,
        term=term,
        kind=CongressKind.DELEGATES,
        ordinal=11,
        held_on=held_on,
        personnel_mode=PersonnelMode.ELECTED,
        delegate_mode=DelegateMode.MIXED,
        by=head,
        plan="rut_gon",
        previous=made.last,
        sessions=[
            Session(
                kind=SessionKind.PREPARATORY,
                starts_at=_at(held_on - timedelta(days=1), 14),
                ends_at=_at(held_on - timedelta(days=1), 17),
                place=hall,
            ),
            Session(kind=SessionKind.OFFICIAL, starts_at=_at(held_on, 8), ends_at=_at(held_on, 16), place=hall),
        ],
        place=hall,
        dress="Lễ phục Công an nhân dân",
        contact="Ban Tổ chức Đại hội, điện thoại 0100000100",
        member_count_on=today.replace(day=1) - timedelta(days=1),
    )
    # two days from today, so that some are late (the pilot units), some nearly so and nobody's demo begins with an excuse
    days = (held_on - today).days - 2
    basis = "Hướng dẫn của Ban Phụ nữ Công an tỉnh"
    set_rule(congress=congress, key="han_nop_danh_sach", value_text=str(days), basis=basis, by=made.accounts["thuongtruc"])
    list_day = congress.milestones.get(code="DANH_SACH").due_on(held_on)
    for milestone in congress.milestones.all():
        due = milestone.due_on(held_on)
        # the lists are half done, so everything before them is done too
        if due < list_day - timedelta(days=8):
            finish_milestone(milestone=milestone, on=min(due, today - timedelta(days=4)), by=made.accounts["thuongtruc"])
    targets = [Target("young", 50, None), Target("ethnic_minority", 10, None), Target("from_commune", 40, None)]
    set_targets(congress=congress, electing_unit=None, targets=targets, by=made.accounts["thuongtruc"])
    return congress


def _last_congress(made: Made, cast: Cast, held_on: date, seats: list[int], today: date) -> Congress:
    """The congress of five years ago, closed: 150 delegates whose figures are those of §10.5."""
    head = made.accounts["truongban"]
    term = open_term(unit=made.province, ordinal=10, starts_year=today.year - 5, ends_year=today.year, by=head)
    congress = call_congress(
        unit=made.province,
        term=term,
        kind=CongressKind.DELEGATES,
        ordinal=10,
        held_on=held_on,
        personnel_mode=PersonnelMode.ELECTED,
        delegate_mode=DelegateMode.MIXED,
        by=head,
        place="Hội trường Công an tỉnh Hà Sơn",
        member_count_on=held_on.replace(day=1) - timedelta(days=1),
    )
    delegates = [_delegate(congress, member, Category.EX_OFFICIO) for member in cast.by_right]
    delegates += [_delegate(congress, member, Category.APPOINTED) for member in cast.appointed]
    electing = [[unit] for unit in made.branches] + made.groups
    for place, units in enumerate(electing):
        found = units[0]
        is_group = len(units) > 1
        number = place - len(made.branches) + 1
        electing_unit = ElectingUnit.objects.create(
            congress=congress,
            code=f"CUM{number:02}" if is_group else found.code,
            name=f"Cụm {number}" if is_group else found.name,
            is_group=is_group,
            lead_unit=found,
            position=place,
        )
        ElectingUnitMember.objects.bulk_create(
            ElectingUnitMember(electing_unit=electing_unit, congress=congress, unit=unit) for unit in units
        )
        approved_at = _at(held_on - timedelta(days=12), 9)
        whole = DelegateList.objects.create(
            congress=congress,
            electing_unit=electing_unit,
            state=ListState.LOCKED,
            due_on=held_on - timedelta(days=20),
            seats=seats[place],
            sent_by=head,
            sent_at=_at(held_on - timedelta(days=22), 15),
            approved_by=head,
            approved_at=approved_at,
            locked_by=head,
            locked_at=approved_at,
        )
        for position, member in enumerate(cast.elected[place], start=1):
            delegates.append(
                _delegate(congress, member, Category.ELECTED, whole=whole, electing_unit=electing_unit, position=position)
            )
    positions = dict(Member.objects.exclude(union_position="member").values_list("pk", "union_position"))
    for delegate in delegates:
        by_right = delegate.category == Category.EX_OFFICIO
        # the board of that time is no longer in office, but its members stood there as such
        delegate.member.union_position = "board_member" if by_right else positions.get(delegate.member_id, "member")
        delegate.frozen = live_snapshot(delegate)
    Delegate.objects.bulk_create(delegates)
    congress.state = CongressState.CLOSED
    congress.save(update_fields=["state"])
    return congress


def _delegate(
    congress: Congress,
    member: Member,
    category: Category,
    *,
    whole: DelegateList | None = None,
    electing_unit: ElectingUnit | None = None,
    position: int = 0,
) -> Delegate:
    return Delegate(
        congress=congress,
        delegate_list=whole,
        electing_unit=electing_unit,
        member=member,
        category=category,
        state=DelegateState.APPROVED,
        attended_before=member.pk % 3 == 0,
        position=position,
        badge_code=new_badge_code(),
    )


# ---- allocation and lists ----------------------------------------------------------------------------------------


def _allocate(made: Made) -> None:
    congress, by = _congress(made), made.accounts["thuongtruc"]
    make_electing_units(congress=congress, by=by, groups=len(made.groups))
    freeze_counts(congress=congress, by=by)
    # named only once there are seats for them; by then the board has said how many they will be
    numbers = with_numbers(parameters_of(congress), ex_officio=BY_RIGHT, appointed=APPOINTED)
    allocation = draft_allocation(congress=congress, method=AllocationMethod.BASE_PLUS, parameters=numbers, by=by)
    winner = congress.electing_units.get(position=TIE_WINNER)
    allocation = decide_tie(
        allocation=allocation,
        way="board",
        chosen=[winner.pk],
        reason="Đơn vị có địa bàn rộng, quân số phân tán (Ban Tổ chức họp thống nhất)",
        by=made.accounts["truongban"],
    )
    freeze_allocation(allocation=allocation, by=made.accounts["truongban"])


def _congress(made: Made) -> Congress:
    assert made.next is not None  # noqa: S101 -- made before
    return made.next


def _lists(made: Made, today: date) -> None:
    assert made.cast is not None  # noqa: S101 -- made before
    congress, staff = _congress(made), made.accounts["thuongtruc"]
    lists = open_lists(congress=congress, by=staff)
    set_by_right(congress=congress, members=made.cast.by_right, by=staff)
    for member in made.cast.appointed:
        appoint_delegate(congress=congress, member=member, by=staff)
    approve_named(congress=congress, by=made.accounts["truongban"])
    minutes, signed = _scan("BIÊN BẢN BẦU ĐẠI BIỂU"), _scan("DANH SÁCH ĐẠI BIỂU")
    heads = {grant.unit_id: grant.account for account in Account.objects.all() for grant in account.grants.all()}
    for place, (whole, state) in enumerate(zip(lists, STATES, strict=True)):
        by = heads[whole.electing_unit.lead_unit_id]
        if place in PILOT_PLACES:
            # the pilot units were to send theirs ten days before the others
            whole.due_on = today - timedelta(days=8)
            whole.save(update_fields=["due_on"])
        _play(made, place, whole, state, by=by, scans=(minutes, signed), today=today)


def _play(
    made: Made,
    place: int,
    whole: DelegateList,
    state: str,
    *,
    by: Account,
    scans: tuple[bytes, bytes],
    today: date,
) -> None:
    """Take one list as far as its state says, by the same actions that people use."""
    assert made.cast is not None  # noqa: S101 -- made before
    head, staff = made.accounts["truongban"], made.accounts["thuongtruc"]
    if state == "nothing":
        return
    elected, alternates = made.cast.elected[place], made.cast.alternates[place]
    if state == "entering":
        elected, alternates = elected[:1], []
    entries = [Entry(member, attended_before=member.pk % 4 == 0) for member in elected]
    entries += [Entry(member, is_alternate=True, attended_before=False) for member in alternates]
    put_many_on_list(delegate_list=whole, entries=entries, by=by)
    if state == "entering":
        return
    for kind, content, name in (
        (AttachmentKind.MINUTES, scans[0], "bien-ban-bau-dai-bieu.png"),
        (AttachmentKind.SIGNED_LIST, scans[1], "danh-sach-da-ky.png"),
    ):
        attach_file(delegate_list=whole, kind=kind, upload=ContentFile(content, name=name), by=by)
    late = today > whole.due_on
    send_list(delegate_list=whole, by=by, on=today, late_reason="Đơn vị họp muộn do trực sẵn sàng chiến đấu" if late else "")
    if state == "sent":
        return
    if state == "returned":
        row = whole.delegates.order_by("position").first()
        assert row is not None  # noqa: S101 -- put there above
        remark = "Đề nghị ghi đúng cấp bậc hàm theo quyết định thăng cấp mới nhất."
        return_list(delegate_list=whole, reason="Cấp bậc hàm chưa khớp hồ sơ.", remarks={row.pk: remark}, by=staff)
        return
    approve_list(delegate_list=whole, by=head if by == staff else staff, on=today)
    if state == "locked":
        lock_list(delegate_list=whole, by=head)


def _scan(title: str) -> bytes:
    """A page that stands for a scan."""
    page = Image.new("L", (620, 877), 255)
    draw = ImageDraw.Draw(page)
    for line in range(14):
        width = 460 if line % 4 else 300
        draw.rectangle((80, 220 + 40 * line, 80 + width, 228 + 40 * line), fill=170)
    # the letters of the built-in font have no accents; the page only has to look like one
    draw.rectangle((180, 120, 180 + 12 * len(title), 140), fill=90)
    content = io.BytesIO()
    page.save(content, "PNG")
    return content.getvalue()
