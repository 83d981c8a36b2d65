"""Văn kiện and the personnel work: ids of others in what is posted in one go change nothing and tell nothing."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congress.personnel.models import Candidate, Export, FloorNomination, Introduction, OfficeReview, Origin, StepName, Vetting
from congress.personnel.rules.purposes import PURPOSES
from documents.drafting.models import Answer, Comment, Document, Participation
from documents.printing.forms import REGISTRY
from members.access.models import Entry
from tests import world_personnel
from tests.world import FAMILIES, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made: World, db: None) -> Iterator[World]:
    with transaction.atomic():
        yield made
        transaction.set_rollback(True)


def post(world: World, person: str, address: str, /, *arguments: Any, **data: Any) -> Any:
    client = Client()
    client.force_login(world.people[person], backend="django.contrib.auth.backends.ModelBackend")
    return client.post(reverse(address, args=arguments), data)


def day(days: int = 5) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


# ---- văn kiện -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["foreign_branch", "foreign"])
def test_round_is_opened_to_no_unit_of_another_province(world: World, unit: str) -> None:
    document = world.found["document"]

    answer = post(
        world, "standing", "drafting:round-open", document.pk, source="current", closes_on=day(), units=[world.units[unit].pk]
    )

    assert answer.status_code == 200
    assert world.units[unit].name not in answer.content.decode()
    assert not Participation.objects.filter(unit=world.units[unit]).exists()


def test_branch_opens_its_round_to_its_own_units_only(world: World) -> None:
    document = world.found["branch_document"]

    post(
        world, "branch_committee", "drafting:round-open", document.pk, source="current", closes_on=day(),
        units=[world.units["chapter"].pk, world.units["branch_two"].pk],
    )  # fmt: skip

    assert not document.rounds.exists()


def test_no_unit_of_another_province_is_asked_later_on(world: World) -> None:
    post(world, "standing", "drafting:round-units", world.found["round"].pk, units=[world.units["foreign_branch"].pk])

    assert not Participation.objects.filter(unit=world.units["foreign_branch"]).exists()


def test_reminders_are_noted_for_units_of_the_round_only(world: World) -> None:
    other = world.found["told_branch_asked"]

    post(world, "standing", "drafting:round-reminder", world.found["round"].pk, units=[other.pk])

    assert Participation.objects.get(pk=other.pk).reminders == other.reminders


@pytest.mark.parametrize("into", ["closed_branch_comment", "branch_comment"])
def test_comments_of_another_document_are_not_joined(world: World, into: str) -> None:
    ours, others = world.found["closed_branch_comment"], world.found["branch_comment"]

    post(
        world, "standing", "drafting:synthesis-join", world.found["synthesis"].pk,
        comment=[ours.pk, others.pk], into=world.found[into].pk,
    )  # fmt: skip

    assert not Comment.objects.filter(pk__in=[ours.pk, others.pk]).exclude(joined_to=None).exists()


def test_comments_of_another_document_are_not_answered_with_ours(world: World) -> None:
    ours, others = world.found["closed_chapter_comment"], world.found["chapter_comment"]

    post(
        world, "standing", "drafting:answer-many", world.found["synthesis"].pk,
        comment=[ours.pk, others.pk], kind="full", wording="Tiếp thu.",
    )  # fmt: skip

    assert Answer.objects.filter(comment=ours).exists()
    assert not Answer.objects.filter(comment=others).exists()


def test_late_comments_are_not_answered_by_their_id_before_they_are_taken(world: World) -> None:
    late = world.found["late_comment"]

    post(
        world, "standing", "drafting:answer-many", world.found["synthesis"].pk,
        comment=[late.pk], kind="full", wording="Tiếp thu.",
    )  # fmt: skip

    assert not Answer.objects.filter(comment=late).exists()


@pytest.mark.parametrize("field", ["lead", "team"])
def test_nobody_of_another_province_is_made_a_writer(world: World, field: str) -> None:
    document = Document.objects.get(pk=world.found["document"].pk)
    stranger = world.people["foreign_standing"]
    data: dict[str, Any] = {"title": document.title, "lead": world.people["standing"].pk, "team": []}

    post(world, "standing", "drafting:document-edit", document.pk, revision=document.revision, **data | {field: [stranger.pk]})

    assert not document.editors.filter(account=stranger).exists()
    assert Document.objects.get(pk=document.pk).lead_id != stranger.pk


def test_document_is_begun_for_her_own_units_only(world: World) -> None:
    client = Client()
    client.force_login(world.people["branch_committee"], backend="django.contrib.auth.backends.ModelBackend")

    for unit in ("province", "branch_two", "foreign_branch"):
        address = f"{reverse('drafting:document-new')}?unit={world.units[unit].pk}&type=bao-cao-chinh-tri"
        assert client.get(address).status_code == 404


def test_versions_of_another_document_are_not_compared(world: World) -> None:
    client = Client()
    client.force_login(world.people["branch_committee"], backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("drafting:version-compare", args=[world.found["branch_document"].pk])

    answer = client.get(address, {"old": world.found["version"].pk, "new": world.found["branch_version"].pk})

    assert answer.status_code == 404


# ---- the personnel work ---------------------------------------------------------------------------------------------------


def of_branch(world: World) -> Candidate:
    """Considered for the branch's body, not for the province's."""
    return Candidate.objects.get(congress=world.branch_congress)


def test_candidate_of_another_congress_is_not_moved(world: World) -> None:
    other = of_branch(world)

    answer = post(
        world, "personnel_committee", "personnel:board-move", world.congress.pk, move=f"{other.pk}:proposed:{other.revision}"
    )

    assert answer.status_code == 404
    assert of_branch(world).place == other.place


def test_candidate_of_another_congress_is_not_moved_in_a_scenario(world: World) -> None:
    other, scenario = of_branch(world), world.found["scenario"]

    post(world, "personnel_committee", "personnel:scenario-move", scenario.pk, move=f"{other.pk}:proposed:{other.revision}")

    assert not scenario.places.filter(candidate=other).exists()


def test_nobody_is_asked_about_candidates_of_another_congress(world: World) -> None:
    other = of_branch(world)

    post(
        world, "personnel_committee", "personnel:vetting-ask", world.congress.pk,
        c=[other.pk], kind="tieu_chuan_chinh_tri", body="PX01", question="Hỏi", due_on=day(),
    )  # fmt: skip

    assert not Vetting.objects.filter(candidate=other).exists()


@pytest.mark.parametrize("person", ["branch_committee", "foreign_personnel_head", "head"])
def test_questions_are_put_to_those_only_who_were_made_to_answer(world: World, person: str) -> None:
    candidate = world.found["candidate"]

    post(
        world, "personnel_committee", "personnel:vetting-ask", world.congress.pk,
        c=[candidate.pk], kind="ke_khai_tai_san", asked_of=world.people[person].pk, question="Hỏi", due_on=day(),
    )  # fmt: skip

    assert not Vetting.objects.filter(candidate=candidate, kind="ke_khai_tai_san").exists()


def test_answers_of_another_congress_are_not_reminded_of(world: World) -> None:
    owed = world.found["vetting"]

    post(world, "personnel_committee", "personnel:vetting-remind", world.branch_congress.pk, v=[owed.pk])

    assert Vetting.objects.get(pk=owed.pk).reminded_at is None


def test_introductions_to_another_congress_are_not_taken_up(world: World) -> None:
    row = world.found["chapter_introduction"]

    post(world, "personnel_committee", "personnel:introductions-take", world.branch_congress.pk, introductions=[row.pk])

    assert not Candidate.objects.filter(congress=world.branch_congress, member=row.member).exists()


def test_introduction_that_was_not_sent_is_not_taken_up(world: World) -> None:
    row = world.found["branch_introduction"]

    post(world, "personnel_committee", "personnel:introductions-take", world.congress.pk, introductions=[row.pk])

    assert not Candidate.objects.filter(congress=world.congress, member=row.member).exists()


def test_units_of_another_tree_are_not_asked_to_introduce(world: World) -> None:
    strange = [world.units[name].pk for name in ("foreign_branch", "branch_two", "chapter_two")]

    post(world, "personnel_committee", "personnel:introductions-call", world.branch_congress.pk, due_on=day(), units=strange)

    assert not world.branch_congress.introduction_calls.exists()


@pytest.mark.parametrize("unit", ["chapter", "branch_two", "foreign"])
def test_unit_introduces_its_own_members_only(world: World, unit: str) -> None:
    strange, call = world.members[unit][0], world.found["branch_call"]

    answer = post(world, "branch_committee", "personnel:introduce-choose", call.pk, members=[strange.pk])

    assert strange.full_name not in answer.content.decode()
    assert not Introduction.objects.filter(call=call, member=strange).exists()


def test_introduction_of_another_unit_is_not_taken_back(world: World) -> None:
    row = world.found["chapter_introduction"]

    answer = post(world, "branch_committee", "personnel:introduce-remove", world.found["branch_call"].pk, row.pk)

    assert answer.status_code == 404
    assert Introduction.objects.filter(pk=row.pk).exists()


def test_candidate_of_another_congress_is_not_put_forward(world: World) -> None:
    other, step = of_branch(world), world.found["open_step"]

    post(world, "personnel_committee", "personnel:step-names", step.pk, candidates=[other.pk])

    assert not StepName.objects.filter(step=step, candidate=other).exists()


def test_nobody_of_another_tree_is_taken_into_the_pool(world: World) -> None:
    strange = world.members["foreign"][0]

    answer = post(world, "personnel_committee", "personnel:candidate-add", world.congress.pk, member=strange.pk)

    assert strange.full_name not in answer.content.decode()
    assert not Candidate.objects.filter(member=strange).exists()


def test_nobody_of_another_tree_is_nominated(world: World) -> None:
    strange = world.members["foreign"][0]

    post(world, "personnel_committee", "personnel:floor", world.congress.pk, member=strange.pk, kind="ung_cu")

    assert not FloorNomination.objects.filter(member=strange).exists()


def test_review_of_another_congress_is_not_written(world: World) -> None:
    row = OfficeReview.objects.filter(congress=world.congress)[0]

    post(world, "personnel_committee", "personnel:reviews", world.branch_congress.pk, **{f"decision-{row.pk}": "stays"})

    assert OfficeReview.objects.get(pk=row.pk).decision == row.decision


def test_no_upload_is_begun_for_a_candidate_of_another_congress(world: World) -> None:
    answer = post(
        world, "personnel_committee", "personnel:upload-begin", world.congress.pk,
        purpose=f"document:{of_branch(world).pk}:so_yeu_ly_lich", name="a.pdf", size=9, stamp="1",
    )  # fmt: skip

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["personnel:upload-piece", "personnel:upload-finish"])
@pytest.mark.parametrize("person", ["personnel_head", "head", "foreign_personnel_head", "vetting_body"])
def test_upload_of_somebody_else_is_not_there(world: World, name: str, person: str) -> None:
    assert post(world, person, name, world.found["incoming_piece"].pk).status_code == 404


@pytest.mark.parametrize("person", ["head", "standing", "administrator", "content_committee", "branch_committee", "vetting_body"])
def test_upload_is_begun_by_those_of_the_room_only(world: World, person: str) -> None:
    candidate = world.found["candidate"]

    answer = post(
        world, person, "personnel:upload-begin", world.congress.pk,
        purpose=f"document:{candidate.pk}:so_yeu_ly_lich", name="a.pdf", size=9, stamp="1",
    )  # fmt: skip

    assert answer.status_code == 404


@pytest.mark.parametrize("onward", ["9" * 40, "https://la.example/", "//la.example/", "home:home", "javascript:alert(1)"])
def test_whoever_says_what_for_is_led_on_within_the_program(world: World, onward: str) -> None:
    client = Client()
    client.force_login(world.people["personnel_committee"], backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("personnel:purpose", args=[world.congress.pk])

    answer = client.post(f"{address}?{urlencode({'next': onward})}", {"purpose": next(iter(PURPOSES))})

    assert answer["Location"] == reverse("personnel:candidates", args=[world.congress.pk])


def test_nobody_agrees_to_her_own_export(world: World) -> None:
    export = world.found["export"]

    post(world, "personnel_committee", "personnel:export-agree", export.pk)

    assert Export.objects.get(pk=export.pk).state == export.state


@pytest.mark.parametrize("name", ["personnel:export-ask", "papers:personnel-request"])
def test_exports_are_not_asked_for_about_a_candidate_of_another_congress(world: World, name: str) -> None:
    client = Client()
    client.force_login(world.people["personnel_committee"], backend="django.contrib.auth.backends.ModelBackend")
    address = reverse(name, args=[world.congress.pk, "so-yeu-ly-lich"])

    assert client.post(f"{address}?candidate={of_branch(world).pk}", {"purpose": "Thử"}).status_code == 404
    assert not Export.objects.filter(parameters__candidate=of_branch(world).pk).exists()


@pytest.mark.parametrize("person", ["head", "standing", "administrator", "foreign_personnel_head", "vetting_body", "nobody"])
def test_exports_are_asked_for_by_those_of_the_room(world: World, person: str) -> None:
    for code, form in REGISTRY.items():
        if form.confidential:
            assert post(world, person, "personnel:export-ask", world.congress.pk, code, purpose="Thử").status_code == 404
            assert post(world, person, "papers:personnel-request", world.congress.pk, code, purpose="Thử").status_code == 404


def test_the_same_posts_with_her_own_ids_are_done(world: World) -> None:
    """The refusals above are of the ids, not of a field that was forgotten."""
    staff, worker, by = "standing", "personnel_committee", world.found
    free = Candidate.objects.get(congress=world.congress, member=world.members["sub_chapter"][3])
    chosen = by["candidate"]
    joined = [by["closed_branch_comment"].pk, by["closed_chapter_comment"].pk]

    post(
        world, staff, "drafting:round-open", by["document"].pk,
        source="current", closes_on=day(), units=[world.units["branch_two"].pk],
    )  # fmt: skip
    post(world, staff, "drafting:round-units", by["round"].pk, units=[world.units["branch_two"].pk])
    post(world, staff, "drafting:round-reminder", by["round"].pk, units=[by["branch_asked"].pk])
    post(world, staff, "drafting:synthesis-join", by["synthesis"].pk, comment=joined, into=joined[0])
    post(
        world, worker, "personnel:vetting-ask", world.congress.pk,
        c=[chosen.pk], kind="ke_khai_tai_san", asked_of=world.people["vetting_body"].pk, question="Hỏi", due_on=day(),
    )  # fmt: skip
    post(world, worker, "personnel:vetting-remind", world.congress.pk, v=[by["vetting"].pk])
    post(world, "branch_committee", "personnel:introduce-choose", by["branch_call"].pk, members=[world.members["branch"][0].pk])
    post(world, worker, "personnel:step-names", by["open_step"].pk, candidates=[chosen.pk])
    post(world, worker, "personnel:candidate-add", world.congress.pk, member=world.members["branch"][0].pk)
    post(
        world, worker, "personnel:floor", world.congress.pk, member=world.members["chapter"][0].pk, kind="de_cu", nominated_by="A"
    )
    post(world, "personnel_head", "personnel:export-agree", by["export"].pk)
    free.refresh_from_db()
    post(world, worker, "personnel:board-move", world.congress.pk, move=f"{free.pk}:reserve:{free.revision}")
    post(world, worker, "personnel:scenario-move", by["scenario"].pk, move=f"{free.pk}:reserve:{free.revision}")
    free.refresh_from_db()

    done = {
        "open": by["document"].rounds.filter(participations__unit=world.units["branch_two"]).exists(),
        "ask": by["round"].participations.filter(unit=world.units["branch_two"]).exists(),
        "remind": Participation.objects.get(pk=by["branch_asked"].pk).reminders == 1,
        "join": Comment.objects.filter(pk=joined[1], joined_to=joined[0]).exists(),
        "vet": Vetting.objects.filter(candidate=chosen, kind="ke_khai_tai_san").exists(),
        "urge": Vetting.objects.get(pk=by["vetting"].pk).reminded_at is not None,
        "introduce": by["branch_call"].introductions.filter(member=world.members["branch"][0]).exists(),
        "put forward": StepName.objects.filter(step=by["open_step"], candidate=chosen).exists(),
        "add": Candidate.objects.filter(congress=world.congress, member=world.members["branch"][0]).exists(),
        "nominate": FloorNomination.objects.filter(member=world.members["chapter"][0]).exists(),
        "agree": Export.objects.get(pk=by["export"].pk).state == "agreed",
        "move": free.place == "reserve",
        "scenario": by["scenario"].places.get(candidate=free).place == "reserve",
    }
    assert [what for what, was_done in done.items() if not was_done] == []


@pytest.mark.parametrize("person", ["administrator", "standing", "foreign_head"])
@pytest.mark.parametrize("whose", ["personnel_committee", "personnel_head", "vetting_body"])
def test_no_new_password_is_printed_for_those_of_the_personnel_work(world: World, person: str, whose: str) -> None:
    before = world.account(whose)

    post(world, person, "papers:account-slips", account=[before.pk])

    assert (world.account(whose).invitation, world.account(whose).password) == (before.invitation, before.password)


@pytest.mark.parametrize("role", ["personnel_committee", "personnel_head", "vetting_body"])
@pytest.mark.parametrize("person", ["administrator", "standing", "personnel_head"])
def test_personnel_work_is_given_by_nobody_but_the_head(world: World, person: str, role: str) -> None:
    before = world.people["nobody"].grants.count()

    post(
        world, person, "accounts:grant-give", world.people["nobody"].pk,
        role=role, unit=world.province.code, starts_on=day(0), ends_on="",
    )  # fmt: skip

    assert world.people["nobody"].grants.count() == before


# ---- what is kept of it -----------------------------------------------------------------------------------------------------


def test_trace_of_the_personnel_work_names_nobody_and_nothing(world: World) -> None:
    entries = Entry.objects.filter(action__startswith="personnel.").values("object_type", "object_label", "details", "reason")
    said = json.dumps(list(entries), ensure_ascii=False)
    people = {member.full_name for members in world.members.values() for member in members}

    assert entries.count() > 20
    assert [word for word in sorted({*people, *world_personnel.WORDS}) if word in said] == []
    assert {one["object_type"] for one in entries} <= {"terms.congress", ""}


def test_no_other_deed_tells_of_the_personnel_work(world: World) -> None:
    entries = Entry.objects.exclude(action__startswith="personnel.").values("object_type", "object_label", "details", "reason")
    said = json.dumps(list(entries), ensure_ascii=False)

    assert [word for word in sorted(world_personnel.WORDS) if word in said] == []
    assert not [one for one in entries if one["object_type"].startswith("personnel.")]


def test_every_paper_that_lies_sealed_is_confidential_too() -> None:
    assert [code for code, form in REGISTRY.items() if form.seal is not None and not form.confidential] == []
    assert [code for code, form in REGISTRY.items() if "personnel" in type(form).__module__ and not form.confidential] == []


def test_world_has_candidates_that_most_people_know_nothing_of(world: World) -> None:
    names = {one.member.full_name for one in Candidate.objects.select_related("member")}

    assert names <= world.names(*FAMILIES)
    assert Candidate.objects.filter(origin=Origin.INTRODUCED).exists()
    assert names - world.known_to("branch_two_head")


def test_body_that_vets_is_told_on_its_home_page_that_questions_wait_and_about_whom_is_not(world: World) -> None:
    client = Client()
    client.force_login(world.people["vetting_body"], backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("home:home")).content.decode()

    assert "Trả lời 01 đề nghị thẩm định" in page
    assert world.found["candidate"].member.full_name not in page
