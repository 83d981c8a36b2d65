"""The list of procedure.md §10.6: 24 names for 21 seats, and the 21 who come out of it."""

from datetime import date

from congress.personnel.actions.direction import adopt_direction, edit_direction
from congress.personnel.models import Candidate, Origin, Vetting, VettingState
from congress.personnel.rules.vetting import questions
from members.units.models import UnitKind
from tests.congress.personnel.people import TODAY, Room, make_room
from tests.factories import make_member, make_unit

HELD_ON = date(2025, 11, 14)
# of the 21: births that make the bands <35: 4, 35–45: 12, >45: 5 on the day
BIRTHS = ["1991-01-01"] * 4 + ["1985-01-01"] * 12 + ["1975-01-01"] * 5
# chuyên trách 3, hội cơ sở 11, chi hội 5, khác 2
GROUPS = ["full_time"] * 3 + ["branch"] * 11 + ["chapter"] * 5 + ["other"] * 2
INCUMBENTS, ELECTED, ALL = 13, 21, 24
TARGETS = [
    {"key": "new", "label": "Tham gia lần đầu", "minimum": "1/3", "maximum": ""},
    {"key": "band_1", "label": "Dưới 35", "minimum": "4", "maximum": ""},
    {"key": "band_2", "label": "35–45", "minimum": "", "maximum": ""},
    {"key": "band_3", "label": "Trên 45", "minimum": "", "maximum": ""},
    {"key": "full_time", "label": "Chuyên trách", "minimum": "3", "maximum": "3"},
    {"key": "branch", "label": "Hội cơ sở", "minimum": "", "maximum": ""},
    {"key": "chapter", "label": "Chi hội xã, phường", "minimum": "5", "maximum": ""},
    {"key": "minority", "label": "Dân tộc thiểu số", "minimum": "2", "maximum": ""},
    {"key": "party", "label": "Đảng viên", "minimum": "", "maximum": ""},
]


def make_funnel(**fields: object) -> tuple[Room, list[Candidate]]:
    """The room with its adopted direction, and 24 candidates: the first 21 are those of the final figures."""
    room = make_room(**{"held_on": HELD_ON} | fields)
    edit_direction(
        congress=room.congress, seats=ELECTED, requirements="", standards="", targets=TARGETS, keep_until=None, revision=None,
        by=room.committee,
    )  # fmt: skip
    adopt_direction(
        congress=room.congress, adopted_on=date(2025, 9, 3), meeting="Hội nghị Ban Phụ nữ", in_favour=37, present=38,
        minutes=None, revision=None, today=TODAY, by=room.committee,
    )  # fmt: skip
    commune = make_unit(parent=room.province, name="Chi hội Công an phường Sông Hồng", kind=UnitKind.COMMUNE_CHAPTER)
    units = {"full_time": room.province, "branch": room.branch, "chapter": commune, "other": room.province}
    found = []
    for place in range(ALL):
        spare = place >= ELECTED
        group = "branch" if spare else GROUPS[place]
        # incumbents are spread over bands and groups
        incumbent = not spare and (place * 8) % ELECTED < INCUMBENTS
        member = make_member(
            units[group],
            full_name=f"Phạm Thị {chr(65 + place)}",
            birth_date="1988-01-01" if spare else BIRTHS[(place * 5) % ELECTED],
            rank="trung_ta",
            ethnicity="kinh",
            party_stage="full",
            political_theory="intermediate",
        )
        found.append(
            Candidate.objects.create(
                congress=room.congress,
                member=member,
                origin=Origin.IN_OFFICE if incumbent else Origin.INTRODUCED,
                is_incumbent=incumbent,
                is_full_time=group == "full_time",
                sort_key=member.sort_key,
                added_by=room.committee,
            )
        )
    return room, found


def pass_vetting(candidates: list[Candidate]) -> None:
    """Every question about them is answered well, with a paper."""
    Vetting.objects.bulk_create(
        Vetting(candidate=one, kind=kind, state=VettingState.PASSED, paper="125/PX01", paper_on=date(2025, 9, 20))
        for one in candidates
        for kind in questions()
    )
