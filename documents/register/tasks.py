"""Work for later: one name for one domain call."""

from celery import shared_task


@shared_task
def freeze_printed() -> None:
    """For beat: keep the prints of issued papers whose worker died before it could."""
    from documents.register.actions import freeze_printed as keep  # noqa: PLC0415 -- leaf: beat calls the domain

    keep()
