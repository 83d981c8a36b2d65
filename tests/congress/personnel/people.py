"""A province with a congress, those who do its personnel work, and those who must not know of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from congress.personnel.actions.direction import adopt_direction, edit_direction
from congress.personnel.actions.introductions import take_re_elected
from congress.personnel.actions.processes import choose_process
from congress.personnel.actions.steps import NameEntry, StepEntry, close_step, open_step, record_step
from congress.personnel.models import Candidate, Direction, Process, ProcessStep
from congress.personnel.views.purposes import SESSION_KEY
from congress.terms.models import Congress
from members.access.models import Account
from members.people.actions import begin_office
from members.people.models import Member
from members.units.models import Unit, UnitKind
from tests.factories import make_account, make_congress, make_member, make_province, make_unit

TODAY = date(2026, 11, 21)
SIGN_IN = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Room:
    province: Unit
    branch: Unit
    chapter: Unit
    congress: Congress
    committee: Account
    leader: Account
    strangers: dict[str, Account] = field(default_factory=dict)

    def sign_in(self, account: Account, *, purpose: str = "hoan_thien") -> Client:
        """Who has said what she opens pages with names for; "" has not."""
        client = Client()
        client.force_login(Account.objects.get(pk=account.pk), backend=SIGN_IN)
        if purpose:
            say_purpose(client, self.congress, purpose)
        return client


def say_purpose(client: Client, congress: Congress, purpose: str = "hoan_thien") -> None:
    """As the page that asks does."""
    session = client.session
    said = {"code": purpose, "at": timezone.now().timestamp()}
    session[SESSION_KEY] = session.get(SESSION_KEY, {}) | {str(congress.pk): said}
    session.save()


def make_room(**fields: Any) -> Room:
    """`committee` does the work, `leader` decides as well; `strangers` by role, each where the role is held."""
    province = make_province()
    branch = make_unit(parent=province, name="Hội phụ nữ Phòng Tham mưu")
    chapter = make_unit(parent=province, name="Chi hội Công an xã Bình Minh", kind=UnitKind.COMMUNE_CHAPTER)
    elsewhere = make_province(name="Hội Phụ nữ Công an tỉnh Sông Lam")
    congress = make_congress(province, **fields)
    strangers = {
        role: make_account(role, province)
        for role in ("head", "standing", "administrator", "leadership", "credentials_board", "content_committee", "vetting_body")
    }
    strangers["branch_committee"] = make_account("branch_committee", branch)
    strangers["chapter_head"] = make_account("chapter_head", chapter)
    strangers["committee_elsewhere"] = make_account("personnel_head", elsewhere)
    strangers["committee_below"] = make_account("personnel_head", branch)
    return Room(
        province,
        branch,
        chapter,
        congress,
        make_account("personnel_committee", province),
        make_account("personnel_head", province),
        strangers,
    )


def adopt(room: Room, *, seats: int = 21) -> Direction:
    edit_direction(
        congress=room.congress,
        seats=seats,
        requirements="",
        standards="",
        targets=[],
        keep_until=None,
        revision=None,
        by=room.committee,
    )
    return adopt_direction(
        congress=room.congress, adopted_on=date(2026, 9, 3), meeting="Hội nghị Ban Phụ nữ", in_favour=37, present=38,
        minutes=None, revision=None, today=TODAY, by=room.committee,
    )  # fmt: skip


def in_office(room: Room, number: int = 1, **fields: Any) -> list[Member]:
    """Members of the outgoing body."""
    found = []
    for place in range(number):
        values: dict[str, Any] = {"full_name": f"Trần Thị Đương {chr(65 + place)}", "birth_date": f"{1975 + place % 20}-05-03"}
        member = make_member(room.branch, **values | {"rank": "trung_ta"} | fields)
        begin_office(member=member, unit=room.province, position="board_member", starts_on=date(2021, 6, 1), by=room.committee)
        found.append(member)
    return found


def candidates(room: Room, number: int) -> list[Candidate]:
    """So many more women in the pool, none like another."""
    before = Candidate.objects.filter(congress=room.congress).count()
    people = [
        make_member(room.branch, full_name=f"Nguyễn Thị Nguồn {chr(65 + place)}", birth_date=f"{1960 + place}-02-01")
        for place in range(before, before + number)
    ]
    take_re_elected(congress=room.congress, members=people, today=TODAY, by=room.committee)
    return list(Candidate.objects.filter(congress=room.congress).order_by("sort_key", "id"))


def process(room: Room, branch: str = "B") -> Process:
    return choose_process(congress=room.congress, branch=branch, by=room.committee)


def step_of(room: Room, code: str) -> ProcessStep:
    return ProcessStep.objects.select_related("process__congress__unit").get(process__congress=room.congress, code=code)


def walk_to(room: Room, code: str) -> ProcessStep:
    """Close every step before this one, with everybody going on, and open it."""
    for step in list(step_of(room, code).process.steps.order_by("position")):
        open_step(step=step_of(room, step.code), by=room.committee)
        if step.code == code:
            return step_of(room, code)
        finish(room, step.code)
    raise AssertionError(code)


def finish(room: Room, code: str, *, votes: int = 30, **fields: Any) -> ProcessStep:
    """Record and close with 40 summoned, 38 there and so many votes for everybody."""
    step = step_of(room, code)
    entry = NameEntry(votes=votes) if step.method != "none" else NameEntry(decision="passed")
    names = {name.pk: entry for name in step.names.all()}
    figures: dict[str, int | None] = {"summoned": 40, "present": 38, "issued": 38, "collected": 38, "valid": 38, "invalid": 0}
    values: dict[str, Any] = {"held_on": date(2026, 9, 10), "figures": figures, "names": names, "paper": "Số 5 ngày 10/9/2026"}
    saved = record_step(step=step, entry=StepEntry(**values | fields), revision=step.revision, today=TODAY, by=room.committee)
    return close_step(step=saved, revision=saved.revision, by=room.committee)
