"""The board of a personnel list: 60 people with 14 papers each, and one of them moved."""

import statistics
import time
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.people import STARTED, found_province, invented, save
from benchmarks.registry import bench
from benchmarks.stage import Stage

if TYPE_CHECKING:
    from django.test import Client

    from congress.terms.models import Congress

PEOPLE, PROPOSED, RESERVE = 60, 24, 20
TIMES = 15


@cache
def full_room() -> "tuple[Client, Congress]":
    """Signed in as one who does the personnel work; the direction is adopted, everybody has her papers and answers."""
    from datetime import date

    from django.test import Client, override_settings
    from django.utils import timezone

    from congress.personnel.actions.direction import adopt_direction, edit_direction
    from congress.personnel.models import Candidate, CandidateDocument, DocumentState, Origin, Place, Vetting, VettingState
    from congress.personnel.rules.completeness import document_kinds
    from congress.personnel.rules.vetting import questions
    from congress.terms.actions import call_congress, open_term
    from congress.terms.models import CongressKind, DelegateMode, PersonnelMode
    from members.access.actions import give_grant

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(STORAGES={"default": plain, "staticfiles": plain}).enable()
    province, units, account = found_province("NS", branches=30)
    give_grant(account=account, role="personnel_head", unit=province, starts_on=STARTED, by=None)
    members = invented(PEOPLE, units, seed=60)
    save(members)
    term = open_term(unit=province, ordinal=11, starts_year=2026, ends_year=2031, by=account)
    congress = call_congress(
        unit=province, term=term, kind=CongressKind.DELEGATES, ordinal=11, held_on=date(2027, 1, 8),
        personnel_mode=PersonnelMode.ELECTED, delegate_mode=DelegateMode.ELECTED, by=account,
    )  # fmt: skip
    targets = [
        {"key": key, "label": label, "minimum": minimum, "maximum": ""}
        for key, label, minimum in (
            ("new", "Tham gia lần đầu", "1/3"), ("band_1", "Dưới 35", "4"), ("band_2", "35–45", ""), ("band_3", "Trên 45", ""),
            ("full_time", "Chuyên trách", "3"), ("branch", "Hội cơ sở", ""), ("chapter", "Chi hội xã, phường", "5"),
            ("minority", "Dân tộc thiểu số", "2"), ("party", "Đảng viên", ""), ("theory", "Lý luận chính trị", "1/2"),
        )
    ]  # fmt: skip
    edit_direction(
        congress=congress, seats=21, requirements="", standards="", targets=targets, keep_until=None, revision=None, by=account
    )
    adopt_direction(
        congress=congress, adopted_on=date(2026, 9, 3), meeting="Hội nghị", in_favour=17, present=18, minutes=None,
        revision=None, today=timezone.localdate(), by=account,
    )  # fmt: skip
    candidates = Candidate.objects.bulk_create(
        Candidate(
            congress=congress,
            member=member,
            origin=Origin.IN_OFFICE if place % 2 else Origin.INTRODUCED,
            is_incumbent=bool(place % 2),
            is_full_time=place % 7 == 0,
            place=Place.PROPOSED if place < PROPOSED else Place.RESERVE if place < PROPOSED + RESERVE else Place.NOT,
            sort_key=member.sort_key,
            added_by=account,
        )
        for place, member in enumerate(members)
    )
    states = (DocumentState.ACCEPTED, DocumentState.RECEIVED, DocumentState.ACCEPTED)
    CandidateDocument.objects.bulk_create(
        CandidateDocument(candidate=one, kind=kind, state=states[number % len(states)])
        for one in candidates
        for number, kind in enumerate(document_kinds())
    )
    Vetting.objects.bulk_create(
        Vetting(candidate=one, kind=kind, state=VettingState.ASKED, asked_by=account)
        for one in candidates
        for kind in questions()
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    client.post(f"/personnel/{congress.pk}/purpose/", {"purpose": "chi_dao"})
    return client, congress


@bench("personnel_board_60_candidates", unit="ms", goal=60)
def personnel_board_60_candidates(stage: Stage) -> float:
    """The whole page: 60 names in three columns, each with her file and what would be without her."""
    client, congress = full_room()
    taken = []
    for _ in range(TIMES + 1):
        started = time.perf_counter()
        answer = client.get(f"/personnel/{congress.pk}/board/")
        taken.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, answer.status_code
    return statistics.median(taken[1:])


@bench("structure_what_if", unit="ms", goal=40)
def structure_what_if(stage: Stage) -> float:
    """One name moved by its button in a scenario, and back: kept, written down, all figures and everybody's what-if told anew."""
    from congress.personnel.actions.scenarios import make_scenario
    from congress.personnel.models import Candidate, Place
    from members.access.models import Account

    client, congress = full_room()
    account = Account.objects.get(username="bench-ns")
    scenario = make_scenario(congress=congress, name="Đo", by=account)
    her = Candidate.objects.filter(congress=congress, place=Place.PROPOSED).first()
    assert her is not None
    taken = []
    for number in range(TIMES + 1):
        place = Place.PROPOSED if number % 2 else Place.RESERVE
        started = time.perf_counter()
        answer = client.post(
            f"/personnel/scenarios/{scenario.pk}/move/", {"move": f"{her.pk}:{place}:1"}, headers={"HX-Request": "true"}
        )
        taken.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, answer.status_code
        assert f"{PROPOSED - 1 + number % 2} người".encode() in answer.content
    return statistics.median(taken[1:])
