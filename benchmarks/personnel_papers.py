"""Twenty-four full files of candidates, each with its biography, that nobody has printed before."""

from datetime import date
from typing import TYPE_CHECKING

from benchmarks.people import STARTED, found_province, invented, save
from benchmarks.printing import seconds_until_printed, warm
from benchmarks.registry import bench
from benchmarks.stage import Stage

if TYPE_CHECKING:
    from congress.terms.models import Congress
    from members.access.models import Account

FILES = 24
FORM = "so-yeu-ly-lich"
SIZE = "2c_tieu_su"


def room_with(number: int) -> "tuple[Congress, Account, Account]":
    """A congress with so many candidates, whoever does its personnel work, and whoever agrees to exports."""
    from congress.personnel.models import Candidate, Origin
    from congress.terms.actions import call_congress, open_term
    from congress.terms.models import CongressKind, DelegateMode, PersonnelMode
    from members.access.actions import give_grant, open_account
    from members.people.models import Award, Office

    province, units, head = found_province("HSNS", branches=12)
    members = invented(number, units, seed=number)
    save(members)
    Office.objects.bulk_create(
        Office(member=one, unit=province, position="board_member", starts_on=date(2021, 6, 1)) for one in members[: number // 2]
    )
    Award.objects.bulk_create(Award(member=one, title="Chiến sĩ thi đua cơ sở", year=2024) for one in members)
    term = open_term(unit=province, ordinal=11, starts_year=2026, ends_year=2031, by=head)
    congress = call_congress(
        unit=province,
        term=term,
        kind=CongressKind.DELEGATES,
        ordinal=11,
        held_on=date(2027, 1, 8),
        personnel_mode=PersonnelMode.ELECTED,
        delegate_mode=DelegateMode.ELECTED,
        by=head,
        place="Hội trường Công an tỉnh",
    )
    accounts = []
    for username, role in (("bench-nhan-su", "personnel_committee"), ("bench-truong-tieu-ban", "personnel_head")):
        account = open_account(username=username, full_name="Lê Thị Nhân", by=None)
        give_grant(account=account, role=role, unit=province, starts_on=STARTED, by=None)
        accounts.append(account)
    Candidate.objects.bulk_create(
        Candidate(
            congress=congress,
            member=one,
            origin=Origin.INTRODUCED,
            sort_key=one.sort_key,
            biography="Tham gia công tác Hội từ năm 2012, phụ trách phong trào thi đua của đơn vị. " * 4,
            added_by=accounts[0],
        )
        for one in members
    )
    return congress, accounts[0], accounts[1]


@bench("candidate_files_pdf_24", unit="s", goal=8)
def candidate_files_pdf_24(stage: Stage) -> float:
    """Asked for under an agreed export, until the PDF is there; nothing of it is shared with an earlier print."""
    from congress.personnel.actions.exports import agree_export, ask_export, use_export
    from documents.papers.personnel.paper import PersonnelPaper
    from documents.printing.forms import form_of

    warm(stage)
    congress, by, second = room_with(FILES)
    paper = form_of(FORM)
    assert isinstance(paper, PersonnelPaper)
    asked = ask_export(congress=congress, form=FORM, title=paper.title, parameters={}, purpose="Đo tốc độ", by=by)
    export = use_export(export=agree_export(export=asked, by=second), by=by)
    parameters = paper.parameters_for(
        congress=congress, details=paper.proposed(congress), texts={}, about=None, size=SIZE, export=export, by=by
    )
    return seconds_until_printed(FORM, parameters, congress, by)
