"""What workers are told: names for calls of the domain, with an id and nothing else in the message."""

from celery import shared_task
from django.utils import timezone


# the readers have their own limits of time and memory; this one ends what nobody has thought of
@shared_task(ignore_result=True, soft_time_limit=90, time_limit=110)
def read_comment_table(table_id: int) -> None:
    from documents.drafting.actions.comment_tables import perform_reading  # noqa: PLC0415 -- leaf: the domain queues this task

    perform_reading(table_id)


@shared_task(ignore_result=True)
def queue_comment_tables_again() -> None:
    from documents.drafting.actions.comment_tables import queue_tables_again  # noqa: PLC0415 -- leaf, as above

    queue_tables_again()


@shared_task(ignore_result=True)
def close_past_rounds() -> None:
    from documents.drafting.actions.rounds import close_past_rounds as close_them  # noqa: PLC0415 -- leaf, as above

    close_them(today=timezone.localdate())
