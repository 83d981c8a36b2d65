"""Asking, claiming, planning, joining, failing and waking again."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError

from documents.printing import actions, tasks
from documents.printing.models import Output, Part, Rendering, RenderingState
from members.access.models import Account
from members.access.refusal import Refusal
from tests.documents.printing.sample_paper import SamplePaper

pytestmark = pytest.mark.django_db


def ask(owner: Account, **parameters: Any) -> Rendering:
    return actions.request_rendering(form="sample", parameters={"owner": owner.pk, **parameters}, by=owner)


def printed(owner: Account, **parameters: Any) -> Rendering:
    rendering = ask(owner, **parameters)
    actions.perform_rendering(rendering.pk)
    rendering.refresh_from_db()
    return rendering


def test_a_letter_is_printed(owner: Account) -> None:
    rendering = printed(owner)

    assert (rendering.state, rendering.pages, rendering.error) == (RenderingState.DONE, 1, "")
    assert rendering.output is not None
    assert bytes(rendering.output.pdf).startswith(b"%PDF-1.7")


def test_twice_is_the_same_as_once(owner: Account) -> None:
    first = printed(owner)
    actions.perform_rendering(first.pk)
    second = printed(owner)

    assert first.pk != second.pk
    assert first.output_id == second.output_id
    assert Output.objects.count() == 1


def test_asking_again_while_it_is_made_gives_the_first(owner: Account) -> None:
    assert ask(owner).pk == ask(owner).pk


def test_one_changed_row_costs_one_part(owner: Account) -> None:
    printed(owner, kind="list", rows=300)
    before = Part.objects.count()

    printed(owner, kind="list", rows=300, changed="Lê Thị Mới")

    assert before > 2
    assert Part.objects.count() == before + 1


def test_a_stranger_is_refused(owner: Account, stranger: Account) -> None:
    with pytest.raises(Refusal):
        actions.request_rendering(form="sample", parameters={"owner": owner.pk}, by=stranger)


def test_a_refusal_of_the_form_is_the_error(owner: Account) -> None:
    rendering = printed(owner, missing=True)

    assert (rendering.state, rendering.error) == (
        RenderingState.FAILED,
        "Danh sách chưa có đại biểu nào. Hãy nhập đại biểu rồi in.",
    )


def test_unknown_letters_are_named(owner: Account) -> None:
    rendering = printed(owner, name="Nguyễn 中")

    assert rendering.state == RenderingState.FAILED
    assert "“中” (U+4E2D)" in rendering.error


def test_a_broken_form_fails_after_three_attempts_and_can_be_retried(owner: Account) -> None:
    rendering = ask(owner, broken=True)
    for _ in range(3):
        actions.perform_rendering(rendering.pk)
    rendering.refresh_from_db()
    assert (rendering.state, rendering.error) == (RenderingState.FAILED, actions.FAILED_IN_PROGRAM)

    retried = actions.retry_rendering(rendering=rendering, by=owner)

    assert (retried.state, retried.attempts, retried.error) == (RenderingState.QUEUED, 0, "")


def test_a_broker_that_is_away_reaches_no_page(
    owner: Account, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def away(*_arguments: object) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.work_on, "delay", away)
    with django_capture_on_commit_callbacks(execute=True):
        rendering = ask(owner)

    assert Rendering.objects.get(pk=rendering.pk).state == RenderingState.QUEUED


def test_what_nobody_works_on_is_queued_again(owner: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[int] = []
    monkeypatch.setattr(tasks.work_on, "delay", lambda pk, _helper: woken.append(pk))
    rendering = ask(owner)
    assert actions.queue_again() == 0

    Rendering.objects.update(woken_at=timezone.now() - timedelta(minutes=1))

    assert actions.queue_again() == 1
    assert woken == [rendering.pk]


def test_a_killed_workers_part_is_taken_over_when_its_claim_has_ended(owner: Account) -> None:
    rendering = ask(owner, kind="list", rows=10)
    actions._plan_if_queued(rendering.pk)
    Part.objects.update(state=RenderingState.WORKING, attempts=1, claimed_until=timezone.now() + timedelta(minutes=1))
    actions.perform_rendering(rendering.pk)
    assert Rendering.objects.get().state == RenderingState.WORKING

    Part.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    actions.perform_rendering(rendering.pk)

    assert Rendering.objects.get().state == RenderingState.DONE


def test_a_part_that_kills_its_workers_is_given_up(owner: Account) -> None:
    rendering = ask(owner)
    actions._plan_if_queued(rendering.pk)
    Part.objects.update(state=RenderingState.WORKING, attempts=3, claimed_until=timezone.now() - timedelta(seconds=1))

    actions.queue_again()
    actions.perform_rendering(rendering.pk)

    rendering.refresh_from_db()
    assert (rendering.state, rendering.error) == (RenderingState.FAILED, actions.STOPPED_MIDWAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_gets_the_part(owner: Account) -> None:
    part = Part.objects.create(key="x", source={})
    barrier = threading.Barrier(2)
    won: list[bool] = []

    def reach() -> None:
        barrier.wait()
        won.append(actions.claim_part(part.pk))
        connection.close()

    threads = [threading.Thread(target=reach) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == [False, True]


class Killed(BaseException):
    """What no `except Exception` sees, as a killed process is not seen."""


@pytest.fixture
def freezer(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """What follows each finished print of the sample: its number and the file's hash are written down."""
    frozen: list[tuple[int, str]] = []

    def finished(_form: object, rendering: Rendering, output: Output) -> None:
        assert (rendering.state, rendering.output_id) == (RenderingState.DONE, output.pk)
        frozen.append((rendering.pk, output.sha256))

    monkeypatch.setattr(SamplePaper, "finished", finished)
    return frozen


def test_what_follows_a_print_is_done_for_each_that_shares_it_and_for_one_found_there(
    owner: Account, freezer: list[tuple[int, str]]
) -> None:
    first, second = ask(owner), ask(owner, missing=False)
    for rendering in (first, second):
        actions._plan_if_queued(rendering.pk)

    actions.perform_rendering(first.pk)
    actions.perform_rendering(second.pk)
    third = printed(owner)

    assert [pk for pk, _hash in freezer] == [first.pk, second.pk, third.pk]
    assert len({sha256 for _pk, sha256 in freezer}) == 1


def test_a_worker_killed_while_finishing_loses_nothing(
    owner: Account, freezer: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_form: object, _rendering: Rendering, _output: Output) -> None:
        raise Killed

    rendering = ask(owner)
    with monkeypatch.context() as patch:
        patch.setattr(SamplePaper, "finished", killed)
        with pytest.raises(Killed):
            actions.perform_rendering(rendering.pk)
    rendering.refresh_from_db()
    assert (rendering.state, rendering.output) == (RenderingState.WORKING, None)

    Rendering.objects.update(claimed_until=timezone.now() - timedelta(seconds=1), woken_at=None)
    monkeypatch.setattr(tasks.work_on, "delay", lambda pk, _helper: actions.perform_rendering(pk))
    actions.queue_again()

    rendering.refresh_from_db()
    assert rendering.state == RenderingState.DONE
    assert [pk for pk, _hash in freezer] == [rendering.pk]


def test_a_print_whose_following_fails_is_not_done_and_is_given_up_in_the_end(
    owner: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def broken(_form: object, rendering: Rendering, _output: Output) -> None:
        calls.append(rendering.pk)
        Part.objects.create(key="left-behind", source={})
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(SamplePaper, "finished", broken)
    rendering = printed(owner)
    assert rendering.state == RenderingState.WORKING

    actions.perform_rendering(rendering.pk)
    rendering.refresh_from_db()

    assert (rendering.state, rendering.error) == (RenderingState.FAILED, actions.FAILED_IN_PROGRAM)
    assert len(calls) == 2
    assert not Part.objects.filter(key="left-behind").exists()


def test_a_refusal_of_what_follows_is_the_error(owner: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(_form: object, _rendering: Rendering, _output: Output) -> None:
        raise Refusal("Văn bản đã bị huỷ số. Hãy xin số mới rồi in lại.")

    monkeypatch.setattr(SamplePaper, "finished", refusing)

    rendering = printed(owner)

    assert (rendering.state, rendering.error) == (RenderingState.FAILED, "Văn bản đã bị huỷ số. Hãy xin số mới rồi in lại.")


def test_a_note_and_other_words_are_part_of_the_content(owner: Account) -> None:
    plain, noted = printed(owner), printed(owner, note="Dự thảo 2 - in lúc 14:05 ngày 21/11/2026")
    old = printed(owner, watermark="HẾT HIỆU LỰC")

    assert len({plain.output_id, noted.output_id, old.output_id}) == 3
    assert Output.objects.count() == 3


def test_an_output_says_where_to_sign_and_has_its_fields(owner: Account) -> None:
    rendering = actions.request_rendering(form="sample-to-sign", parameters={"owner": owner.pk}, by=owner)
    actions.perform_rendering(rendering.pk)
    plain = printed(owner)

    output = Rendering.objects.select_related("output").get(pk=rendering.pk).output

    assert output is not None
    assert {anchor[0]: anchor[1] for anchor in output.anchors} == {"ky-nguoi-ky": 0, "ky-co-quan": 0}
    assert output.pk != plain.output_id


def test_pages_are_there_for_the_owner_and_for_nobody_else(owner: Account, stranger: Account, client: Client) -> None:
    rendering = printed(owner)
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    addresses = [f"/printing/{rendering.pk}/", f"/printing/{rendering.pk}/progress/", f"/printing/{rendering.pk}/download/"]

    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    assert "Giấy triệu tập mẫu" in client.get("/printing/").content.decode()
    answer = client.get(addresses[2])
    assert answer.headers["Content-Disposition"].startswith('inline; filename="giay-trieu-tap-mau.pdf"; filename*=UTF-8')

    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert "Giấy triệu tập mẫu</a>" not in client.get("/printing/").content.decode()


def test_a_waiting_print_polls_and_a_finished_one_does_not(owner: Account, client: Client) -> None:
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    rendering = ask(owner)
    assert 'hx-trigger="every 1s"' in client.get(f"/printing/{rendering.pk}/").content.decode()

    actions.perform_rendering(rendering.pk)

    assert "hx-trigger" not in client.get(f"/printing/{rendering.pk}/progress/").content.decode()


def test_list_takes_as_many_queries_for_three_prints_as_for_one(
    owner: Account, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    ask(owner)
    with django_assert_num_queries(4) as first:
        client.get("/printing/")
    ask(owner, name="A")
    ask(owner, name="B")
    with django_assert_num_queries(len(first.captured_queries)):
        client.get("/printing/")
