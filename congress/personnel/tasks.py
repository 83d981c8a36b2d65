"""Work for later: one name for one domain call."""

from celery import shared_task
from django.utils import timezone


@shared_task
def destroy_due_files() -> None:
    """For beat: files whose day of retention, and the days of grace after it, have passed."""
    from congress.personnel.actions.keeping import destroy_due_files as destroy  # noqa: PLC0415 -- leaf: beat calls the domain

    destroy(today=timezone.localdate())


@shared_task
def drop_old_uploads() -> None:
    """For beat: uploads that nobody went on with."""
    from congress.personnel.actions.uploads import drop_old_uploads as drop  # noqa: PLC0415 -- leaf: beat calls the domain

    drop()
