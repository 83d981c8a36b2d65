"""What workers are told: names for calls of the domain, with an id and nothing else in the message."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone


@shared_task(ignore_result=True)
def bind_file(bundle_id: int) -> None:
    from documents.congress_file.actions import perform_binding  # noqa: PLC0415 -- leaf: the domain queues this task

    perform_binding(bundle_id)


@shared_task(ignore_result=True)
def queue_again() -> None:
    from documents.congress_file.actions import queue_again as wake_what_waits  # noqa: PLC0415 -- leaf, as above

    wake_what_waits()


@shared_task(ignore_result=True)
def clear_old_bundles() -> None:
    from documents.congress_file.actions import clear_old_bundles as clear  # noqa: PLC0415 -- leaf, as above

    clear(before=timezone.now() - timedelta(days=settings.PRINTS_KEPT_DAYS))
