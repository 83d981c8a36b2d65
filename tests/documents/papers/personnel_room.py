"""A congress's personnel work far enough to print of it: a direction, two steps with votes, a list, two people who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from congress.personnel.actions.exports import agree_export, ask_export
from congress.personnel.models import Candidate, Direction, Export, FinalList, NameResult, Origin, Process, ProcessStep, StepName
from congress.personnel.queries.final_list import biographies_of, locked_content_of, proposed_of
from congress.terms.models import Congress, Term
from documents.layout.details import Details
from documents.papers.personnel.actions import parameters_of, request_personnel_paper
from documents.papers.personnel.paper import PersonnelPaper
from documents.printing.forms import REGISTRY
from documents.printing.models import Rendering
from members.access.models import Account
from members.people.models import Award, Office
from members.units.models import Unit, UnitKind
from tests.factories import make_account, make_congress, make_member, make_province, make_unit

NAMES = (
    "Nguyễn Thị Hường", "Trần Thị Bích Phượng", "Công Tằng Tôn Nữ Hoàng Nguyệt Ánh", "Lê Thị Thuỷ", "Phạm Quỳnh Nghiêng",
    "H'Hen Niê", "Vũ Thị Ẩn", "Đặng Thuỳ Linh", "Đỗ Thị Ngọc Uyển", "Hoàng Thị Yến", "Bùi Thị Xuân", "Lò Thị Đào",
)  # fmt: skip
RANKS = ("dai_uy", "thuong_uy", "thieu_ta", "trung_ta")
UNITS = ("Hội phụ nữ Phòng Tham mưu", "Hội phụ nữ Phòng Cảnh sát quản lý hành chính về trật tự xã hội")


@dataclass
class Room:
    unit: Unit
    congress: Congress
    committee: Account
    leader: Account
    step: ProcessStep

    def export(self, code: str, about: int | None = None, *, agreed: bool = True, by: Account | None = None) -> Export:
        paper = paper_called(code)
        export = ask_export(
            congress=self.congress,
            form=code,
            title=paper.title,
            parameters=parameters_of(paper, about),
            purpose="Trình cấp uỷ",
            by=by or self.committee,
        )
        return agree_export(export=export, by=self.leader) if agreed else export

    def ask(
        self, code: str, *, about: int | None = None, texts: Mapping[str, str] | None = None, size: str = "", **changes: Any
    ) -> Rendering:
        """Asked for as the page does it: with an agreed export where the paper names people."""
        paper = paper_called(code)
        signed = {"number": "5", "dated_on": "2026-09-21", "signer": "Thượng tá Nguyễn Thị Thuỷ", "preparer": "Đại uý Lê Thị Hoa"}
        given = {text.name: text.proposal for text in paper.texts(self.congress)} | dict(texts or {})
        return request_personnel_paper(
            paper=paper,
            congress=self.congress,
            details=Details.of(paper.proposed(self.congress).as_dict() | signed | changes),
            texts=given,
            about=about,
            size=size,
            export=self.export(code, about) if paper.has_names else None,
            purpose="" if paper.has_names else "bao_cao",
            by=self.committee,
        )

    def lock(self) -> FinalList:
        people = proposed_of(self.congress)
        return FinalList.objects.create(
            congress=self.congress,
            content=locked_content_of(people),
            biographies=biographies_of(people),
            hash="0" * 64,
            seats=21,
            locked_by=self.leader,
        )


def paper_called(code: str) -> PersonnelPaper:
    paper = REGISTRY[code]
    assert isinstance(paper, PersonnelPaper)
    return paper


def make_room(number: int = 24) -> Room:
    """The last thirteen of 24 (or half of fewer) are in office; one is on the list by a reasoned decision."""
    unit = make_province(place="Hà Sơn")
    term = Term.objects.create(unit=unit, ordinal=11, starts_year=2025, ends_year=2030)
    congress = make_congress(unit, term=term, ordinal=11, held_on=date(2026, 11, 14), name=CONGRESS)
    committee, leader = make_account("personnel_committee", unit), make_account("personnel_head", unit)
    units = [make_unit(parent=unit, name=name, kind=UnitKind.BRANCH, short_name="") for name in UNITS]
    Direction.objects.create(
        congress=congress,
        seats=21,
        requirements="Bảo đảm sự lãnh đạo của Đảng, dân chủ, công khai",
        standards="Bản lĩnh chính trị vững vàng; có năng lực vận động phụ nữ",
        targets=[
            {"key": "new", "label": "Tham gia lần đầu", "minimum": "1/3", "maximum": ""},
            {"key": "minority", "label": "Dân tộc thiểu số", "minimum": "2", "maximum": ""},
        ],
        adopted_on=date(2026, 9, 3),
        adopted_by_meeting="Hội nghị Ban Phụ nữ",
        in_favour=17,
        present=18,
        adopted_by=leader,
        adopted_at=timezone.now(),
    )
    again = 13 if number == 24 else number // 2
    people = [candidate(place, congress, units, committee, again=place >= number - again) for place in range(number)]
    Candidate.objects.filter(pk=people[0].pk).update(
        exception_reason="Giấy khám sức khoẻ được bổ sung sau", exception_by=leader, exception_at=timezone.now()
    )
    process = Process.objects.create(congress=congress, branch="B", chosen_by=committee)
    ProcessStep.objects.create(
        process=process, position=1, code="B1", name="Thảo luận phương hướng nhân sự", meeting="Hội nghị Ban Phụ nữ",
        method="show", threshold="1/2", base="TRIEU_TAP", state="closed", held_on=date(2026, 9, 3), summoned=19, present=18,
        closed_by=leader, closed_at=timezone.now(), purpose="direction",
    )  # fmt: skip
    step = ProcessStep.objects.create(
        process=process, position=2, code="B3", name="Giới thiệu nhân sự trên danh sách tổng hợp",
        meeting="Hội nghị Ban Phụ nữ mở rộng", method="ballot", threshold="1/2", base="CO_MAT", state="closed",
        held_on=date(2026, 9, 15), place="Phòng họp số 2", chair="Thượng tá Nguyễn Thị Thuỷ", secretary="Đại uý Lê Thị Hoa",
        summoned=40, present=38, issued=38, collected=38, valid=37, invalid=1, closed_by=leader, closed_at=timezone.now(),
        purpose="naming",
    )  # fmt: skip
    for place, one in enumerate(people):
        StepName.objects.create(
            step=step, candidate=one, votes=37 - place, result=NameResult.PASSED if 37 - place > 19 else NameResult.FAILED
        )
    return Room(unit, congress, committee, leader, step)


CONGRESS = "Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn lần thứ XI, nhiệm kỳ 2025-2030"


def candidate(number: int, congress: Congress, units: list[Unit], by: Account, *, again: bool) -> Candidate:
    unit = units[number % len(units)]
    member = make_member(
        unit,
        full_name=f"{NAMES[number % len(NAMES)]}" if number < len(NAMES) else f"Nguyễn Thị Nguồn {chr(65 + number)}",
        birth_date=f"{1972 + number % 25}-{number % 12 + 1:02}-{number % 27 + 1:02}",
        ethnicity="tay" if number % 7 == 3 else "kinh",
        religion="none",
        home_town="Xã Thượng Lâm, tỉnh Hà Sơn",
        residence="Phường Bình An, tỉnh Hà Sơn",
        rank=RANKS[number % len(RANKS)],
        police_position="Phó Đội trưởng Đội Tổng hợp",
        workplace=unit.name.removeprefix("Hội phụ nữ "),
        union_position="member",
        party_stage="full",
        party_joined="2010-02-03",
        party_official="2011-02-03",
        general_education="12/12",
        education="university",
        education_field="Luật",
        political_theory="intermediate",
    )
    if again:
        Office.objects.create(member=member, unit=congress.unit, position="board_member", starts_on=date(2019, 6, 1))
    Award.objects.create(member=member, title="Chiến sĩ thi đua cơ sở", year=2024)
    return Candidate.objects.create(
        congress=congress,
        member=member,
        origin=Origin.IN_OFFICE if again else Origin.INTRODUCED,
        is_incumbent=again,
        sort_key=member.sort_key,
        biography="Tham gia công tác Hội từ năm 2012, phụ trách phong trào thi đua của đơn vị",
        added_by=by,
    )


def a_day_later() -> datetime:
    return timezone.now() + timedelta(days=1, hours=1)
