"""A claim lasts as long as its reader lives, and not longer."""

import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from members.files import readings
from members.sheets.actions.uploading import READINGS, upload_sheet
from members.sheets.models import Sheet, SheetPurpose, SheetState
from tests.factories import make_account, make_province, make_unit


def waiting_sheet() -> Sheet:
    unit = make_unit(parent=make_province())
    account = make_account("chapter_head", unit)
    return upload_sheet(purpose=SheetPurpose.ROSTER, unit=unit, upload=SimpleUploadedFile("a.xlsx", b"x"), by=account)


@pytest.mark.django_db(transaction=True)
def test_a_slow_reader_keeps_her_claim_and_lets_go_of_it_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "SAID_AGAIN_AFTER", timedelta(seconds=0.05))
    sheet = waiting_sheet()

    with READINGS.held(sheet.pk) as is_ours:
        assert is_ours
        # as if she had begun long ago: the claim is about to end
        Sheet.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
        until = time.monotonic() + 10
        while Sheet.objects.get().claimed_until < timezone.now() and time.monotonic() < until:
            time.sleep(0.02)
        assert READINGS.queue_again() == 0
        with READINGS.held(sheet.pk) as is_somebody_elses:
            assert not is_somebody_elses
        READINGS.end(Sheet.objects.get(), SheetState.READ)

    time.sleep(0.2)
    assert (Sheet.objects.get().state, Sheet.objects.get().claimed_until) == (SheetState.READ, None)


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_fails_leaves_its_row_to_the_next() -> None:
    sheet = waiting_sheet()

    with pytest.raises(MemoryError), READINGS.held(sheet.pk):
        raise MemoryError
    Sheet.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))

    assert READINGS.queue_again() == 1
    assert READINGS.claim(sheet.pk)


@pytest.mark.django_db
def test_a_reader_that_lost_its_row_writes_nothing() -> None:
    sheet = waiting_sheet()
    assert READINGS.claim(sheet.pk)
    slow = Sheet.objects.get()
    Sheet.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert READINGS.claim(sheet.pk)

    READINGS.end(slow, SheetState.REFUSED, refusal="chậm")

    assert (Sheet.objects.get().state, Sheet.objects.get().refusal) == (SheetState.READING, "")
