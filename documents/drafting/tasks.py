"""What workers are told: names for calls of the domain, with an id and nothing else in the message."""

from celery import shared_task
from django.utils import timezone


# the readers have their own limits of time and memory; this one ends what nobody has thought of
@shared_task(ignore_result=True, soft_time_limit=90, time_limit=110)
def read_comment_table(table_id: int) -> None:
    from documents.drafting.actions.comment_tables import perform_reading  # noqa: PLC0415 -- leaf: the domain queues this task

    perform_reading(table_id)


# pandoc has limits of its own, too
@shared_task(ignore_result=True, soft_time_limit=150, time_limit=170)
def read_word_upload(upload_id: int) -> None:
    from documents.drafting.actions.word_uploads import perform_word_reading  # noqa: PLC0415 -- leaf: the domain queues this task

    perform_word_reading(upload_id)


@shared_task(ignore_result=True)
def queue_word_uploads_again() -> None:
    from documents.drafting.actions.word_uploads import READINGS  # noqa: PLC0415 -- leaf, as above

    READINGS.queue_again()


@shared_task(ignore_result=True)
def queue_comment_tables_again() -> None:
    from documents.drafting.actions.comment_tables import READINGS  # noqa: PLC0415 -- leaf, as above

    READINGS.queue_again()


@shared_task(ignore_result=True)
def close_past_rounds() -> None:
    from documents.drafting.actions.rounds import close_past_rounds as close_them  # noqa: PLC0415 -- leaf, as above

    close_them(today=timezone.localdate())
