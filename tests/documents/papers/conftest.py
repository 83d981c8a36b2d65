"""A small province with a congress: three đoàn, delegates by right and appointed, reserves; names as long as they come."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from congress.delegates.actions.review import freeze
from congress.delegates.models import (
    Allocation,
    AllocationMethod,
    AllocationRow,
    Category,
    Delegate,
    DelegateList,
    DelegateState,
    ElectingUnit,
    ElectingUnitMember,
    ListState,
    new_badge_code,
)
from congress.delegates.queries.snapshots import with_people
from congress.terms.models import Congress, Session, SessionKind, Term
from documents.printing.actions import perform_rendering
from documents.printing.models import Rendering, RenderingState
from members.access.models import Account
from members.people.models import Member
from members.units.models import Unit, UnitKind
from tests.factories import make_account, make_congress, make_member, make_province, make_unit

NAMES = (
    "Nguyễn Thị Hường", "Trần Thị Bích Phượng", "Công Tằng Tôn Nữ Hoàng Nguyệt Ánh", "Lê Thị Thuỷ", "Phạm Quỳnh Nghiêng",
    "H'Hen Niê", "Vũ Thị Ẩn", "Đặng Thuỳ Linh", "Đỗ Thị Ngọc Uyển", "Hoàng Thị Yến", "Bùi Thị Xuân", "Lò Thị Đào",
)  # fmt: skip
UNITS = (
    "Hội phụ nữ Phòng Tham mưu",
    "Hội phụ nữ Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
    "Cụm số 01: Công an các xã, phường Bình An, Tân Hoà, Thượng Lâm",
)
RANKS = ("dai_uy", "thuong_uy", "thieu_ta", "trung_ta", "worker")


class Province:
    """The rows, and the people who act on them."""

    def __init__(self, *, each: int = 4, approved: bool = True) -> None:
        self.unit: Unit = make_province(place="Hà Sơn")
        self.head: Account = make_account("head", self.unit)
        term = Term.objects.create(unit=self.unit, ordinal=11, starts_year=2025, ends_year=2030)
        self.congress: Congress = make_congress(
            self.unit,
            term=term,
            ordinal=11,
            held_on=date(2026, 11, 14),
            place="Hội trường Công an tỉnh Hà Sơn",
            dress="Lễ phục Công an nhân dân",
        )
        self.units = [make_unit(parent=self.unit, name=name, kind=UnitKind.BRANCH, short_name="") for name in UNITS]
        self._sessions()
        self.lists = [self._list(position, unit, each) for position, unit in enumerate(self.units, start=1)]
        self._named()
        self.allocation = self._allocation(each)
        if approved:
            self.approve()

    def _sessions(self) -> None:
        Session.objects.create(
            congress=self.congress, kind=SessionKind.PREPARATORY, starts_at=datetime(2026, 11, 13, 7, 0, tzinfo=UTC)
        )
        Session.objects.create(
            congress=self.congress, kind=SessionKind.OFFICIAL, starts_at=datetime(2026, 11, 14, 0, 30, tzinfo=UTC)
        )

    def member(self, number: int, unit: Unit) -> Member:
        # every fourth keeps her religion to herself, every seventh is of a minority, one in five is in no party
        return make_member(
            unit,
            full_name=NAMES[number % len(NAMES)],
            birth_date=f"{1972 + number % 25}-{number % 12 + 1:02}-{number % 27 + 1:02}",
            ethnicity="tay" if number % 7 == 3 else "kinh",
            religion="" if number % 4 == 1 else "none",
            home_town="Xã Thượng Lâm, tỉnh Hà Sơn",
            rank=RANKS[number % len(RANKS)],
            police_position="Phó Đội trưởng Đội Tổng hợp",
            workplace=unit.name.removeprefix("Hội phụ nữ "),
            union_position="member",
            party_stage="full" if number % 5 else "youth_union",
            party_joined="2010-02-03" if number % 5 else "",
            party_official="2011-02-03" if number % 5 else "",
            general_education="12/12",
            education="university" if number % 3 else "master",
            education_field="Luật",
            political_theory="intermediate",
        )

    def _list(self, position: int, unit: Unit, each: int) -> DelegateList:
        electing = ElectingUnit.objects.create(
            congress=self.congress, code=f"DB{position}", name=unit.name, lead_unit=unit, position=position
        )
        ElectingUnitMember.objects.create(electing_unit=electing, congress=self.congress, unit=unit)
        delegate_list = DelegateList.objects.create(
            congress=self.congress,
            electing_unit=electing,
            state=ListState.ENTERING,
            due_on=date(2026, 10, 1),
            seats=each,
            alternates=1,
        )
        for number in range(each):
            self.delegate(position * 100 + number, unit, delegate_list=delegate_list, electing_unit=electing, position=number)
        self.delegate(
            position * 100 + each, unit, delegate_list=delegate_list, electing_unit=electing, is_alternate=True, alternate_order=1
        )
        return delegate_list

    def delegate(self, number: int, unit: Unit, **fields: Any) -> Delegate:
        values: dict[str, Any] = {
            "category": Category.ELECTED,
            "badge_code": new_badge_code(),
            "attended_before": number % 3 == 0,
        }
        return Delegate.objects.create(congress=self.congress, member=self.member(number, unit), **(values | fields))

    def _named(self) -> None:
        self.delegate(801, self.units[0], category=Category.EX_OFFICIO)
        self.delegate(802, self.unit, category=Category.EX_OFFICIO)
        self.delegate(803, self.units[1], category=Category.APPOINTED)

    def _allocation(self, each: int) -> Allocation:
        allocation = Allocation.objects.create(
            congress=self.congress,
            number=1,
            method=AllocationMethod.BASE_PLUS,
            total=3 * each + 3,
            ex_officio=2,
            appointed=1,
            member_count_on=date(2026, 9, 30),
            created_by=self.head,
        )
        for electing in self.congress.electing_units.all():
            AllocationRow.objects.create(
                allocation=allocation, electing_unit=electing, member_count=1200, seats=each, alternates=1
            )
        return allocation

    def approve(self) -> None:
        now = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
        DelegateList.objects.update(state=ListState.APPROVED, approved_by=self.head, approved_at=now)
        Allocation.objects.update(frozen_by=self.head, frozen_at=now)
        freeze(list(with_people(self.congress.delegates.filter(state=DelegateState.LISTED))))


@pytest.fixture
def province(db: None) -> Province:
    return Province()


@pytest.fixture
def make_hall(db: None) -> Callable[..., Province]:
    return Province


@pytest.fixture
def printed(db: None) -> Iterator[Callable[[Rendering], bytes]]:
    """Do the work of a print here and now, and give its PDF."""

    def do(rendering: Rendering) -> bytes:
        perform_rendering(rendering.pk)
        rendering.refresh_from_db()
        assert rendering.state == RenderingState.DONE, rendering.error
        assert rendering.output is not None
        return bytes(rendering.output.pdf)

    return do
