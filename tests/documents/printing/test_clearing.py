"""Old prints are cleared away: the bytes, and the passwords in them; the row stays and can be printed again."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.celery import app
from documents.papers.slips import AccountSlips
from documents.printing import actions
from documents.printing.clearing import CLEARED, clear_old_prints
from documents.printing.models import Output, Part, Rendering, RenderingState
from members.access.models import Account
from tests.documents.printing.sample_paper import SamplePaper

pytestmark = pytest.mark.django_db


def printed(owner: Account, **parameters: Any) -> Rendering:
    rendering = actions.request_rendering(form="sample", parameters={"owner": owner.pk, **parameters}, by=owner)
    actions.perform_rendering(rendering.pk)
    rendering.refresh_from_db()
    return rendering


def later(**time: int) -> Any:
    return timezone.now() + timedelta(**time)


def test_print_is_kept_for_a_month_and_then_only_its_row(owner: Account) -> None:
    rendering = printed(owner)

    assert clear_old_prints(now=later(days=29)) == 0
    assert Output.objects.count() == Part.objects.count() == 1
    assert clear_old_prints(now=later(days=31)) == 1
    assert clear_old_prints(now=later(days=31)) == 0
    rendering.refresh_from_db()
    assert (rendering.state, rendering.output, rendering.error) == (RenderingState.CLEARED, None, CLEARED)
    assert not Output.objects.exists()
    assert not Part.objects.exists()


def test_what_a_newer_print_needs_stays(owner: Account) -> None:
    old, new = printed(owner, kind="list", rows=300), printed(owner, kind="list", rows=300, changed="Lê Thị Mới")
    shared = set(old.part_keys) & set(new.part_keys)
    Rendering.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=40))

    clear_old_prints(now=later(hours=2))

    assert shared
    assert set(Part.objects.values_list("key", flat=True)) == set(new.part_keys)
    assert Output.objects.get().pk == new.output_id


def test_a_form_with_secrets_is_kept_as_long_as_it_says(owner: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(owner)
    monkeypatch.setattr(SamplePaper, "kept_days", 2)

    clear_old_prints(now=later(days=1))
    assert Part.objects.count() == 1
    clear_old_prints(now=later(days=2, minutes=1))
    assert not Part.objects.exists()
    assert AccountSlips.kept_days == 2


def test_failed_print_holds_on_to_no_parts(owner: Account) -> None:
    rendering = printed(owner)
    Rendering.objects.filter(pk=rendering.pk).update(state=RenderingState.FAILED, error="Hỏng.", output=None)

    clear_old_prints(now=later(days=31))

    assert not Part.objects.exists()
    rendering.refresh_from_db()
    assert rendering.error == "Hỏng."


def test_cleared_print_says_so_and_is_made_again(owner: Account) -> None:
    rendering = printed(owner)
    clear_old_prints(now=later(days=31))
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("printing:rendering", args=[rendering.pk])).content.decode()
    assert "Bản in đã được dọn." in page
    assert "In lại" in page
    assert client.get(reverse("printing:download", args=[rendering.pk])).status_code == 404
    client.post(reverse("printing:retry", args=[rendering.pk]))
    actions.perform_rendering(rendering.pk)
    rendering.refresh_from_db()
    assert (rendering.state, rendering.error, rendering.pages) == (RenderingState.DONE, "", 1)


def test_beat_knows_the_task() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
