"""A province with a congress whose allocation is frozen, its units with members, and their lists."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from congress.delegates.actions.attachments import attach_file
from congress.delegates.actions.lists import open_lists, put_on_list
from congress.delegates.actions.review import approve_list, send_list
from congress.delegates.models import Allocation, AllocationRow, Delegate, DelegateList, ElectingUnit, ElectingUnitMember
from congress.terms.models import Congress
from members.access.models import Account
from members.people.models import Member
from members.units.models import Unit
from tests.factories import make_account, make_congress, make_member, make_province, make_unit

TODAY = date(2026, 11, 21)
# everything that the default rule set asks of a delegate
COMPLETE: dict[str, Any] = {
    "ethnicity": "kinh",
    "religion": "none",
    "rank": "dai_uy",
    "police_position": "Cán bộ",
    "union_position": "member",
    "workplace": "Phòng Cảnh sát hình sự",
    "education": "university",
    "political_theory": "intermediate",
    "party_stage": "full",
}
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
GIVEN = ("Hường", "Lan", "Mai", "Ngọc", "Thuỷ", "Yến", "Hoa", "Ánh")


@dataclass
class Province:
    """What a test stands on."""

    unit: Unit
    congress: Congress
    head: Account
    staff: Account
    other_staff: Account
    units: list[Unit] = field(default_factory=list)
    chiefs: list[Account] = field(default_factory=list)
    members: list[list[Member]] = field(default_factory=list)
    lists: list[DelegateList] = field(default_factory=list)


def make_lists(
    *, units: int = 2, seats: int = 3, alternates: int = 1, members: int = 5, ex_officio: int = 0, appointed: int = 1, **more: Any
) -> Province:
    """Open lists of that many units, each with its members, a chief who enters, and the staff."""
    unit = make_province()
    held_on = more.pop("held_on", timezone.localdate() + timedelta(days=42))
    congress = make_congress(unit, held_on=held_on, contact="đồng chí Lan, 0912 345 678")
    made = Province(unit, congress, make_account("head", unit), make_account("standing", unit), make_account("standing", unit))
    allocation = Allocation.objects.create(
        congress=congress,
        number=1,
        method="F2",
        total=units * seats + ex_officio + appointed,
        ex_officio=ex_officio,
        appointed=appointed,
        member_count_on=date(2026, 9, 30),
        created_by=made.head,
        frozen_by=made.head,
        frozen_at=timezone.now(),
    )
    for number in range(units):
        below = make_unit(parent=unit, contact_name=f"Trần Thị Hoà {number}", contact_phone=f"09{number:08}")
        electing = ElectingUnit.objects.create(
            congress=congress, code=f"CS{number:02}", name=below.name, lead_unit=below, position=number
        )
        ElectingUnitMember.objects.create(electing_unit=electing, congress=congress, unit=below)
        AllocationRow.objects.create(
            allocation=allocation, electing_unit=electing, member_count=members, seats=seats, alternates=alternates
        )
        made.units.append(below)
        made.chiefs.append(make_account("chapter_head", below))
        made.members.append(
            [
                make_member(
                    below,
                    full_name=f"{FAMILIES[place % 8]} Thị {GIVEN[(place + number) % 8]}",
                    birth_date=f"{1975 + place}-0{number % 9 + 1}-{place + 10}",
                    **COMPLETE,
                )
                for place in range(members)
            ]
        )
    made.lists = open_lists(congress=congress, by=made.staff)
    return made


def fill(made: Province, place: int = 0, *, seats: int = 3, alternates: int = 1) -> list[Delegate]:
    """Members of one unit on its list, the last ones as alternates."""
    rows = [
        put_on_list(delegate_list=made.lists[place], member=member, is_alternate=number >= seats, by=made.chiefs[place])
        for number, member in enumerate(made.members[place][: seats + alternates])
    ]
    made.lists[place].refresh_from_db()
    return rows


def pdf(name: str = "bien-ban.pdf") -> SimpleUploadedFile:
    stream = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(stream)
    return SimpleUploadedFile(name, stream.getvalue() + name.encode(), content_type="application/pdf")


def attach_all(made: Province, place: int = 0) -> None:
    for kind in ("minutes", "signed_list"):
        attach_file(delegate_list=made.lists[place], kind=kind, upload=pdf(f"{kind}.pdf"), by=made.chiefs[place])


def sent(made: Province, place: int = 0) -> DelegateList:
    """A list that is complete and sent by its unit's chief."""
    fill(made, place)
    attach_all(made, place)
    send_list(delegate_list=made.lists[place], by=made.chiefs[place], on=timezone.localdate())
    return fresh(made.lists[place])


def approved(made: Province, place: int = 0) -> DelegateList:
    approve_list(delegate_list=sent(made, place), by=made.staff, on=timezone.localdate())
    return fresh(made.lists[place])


def fresh(delegate_list: DelegateList) -> DelegateList:
    return DelegateList.objects.select_related("electing_unit__lead_unit", "congress__unit", "congress__term").get(
        pk=delegate_list.pk
    )
