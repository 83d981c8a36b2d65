"""What workers are told: names for calls of the domain, with an id and nothing else in the message."""

from celery import shared_task


# the reader has its own limits of time and memory; this one ends what nobody has thought of
@shared_task(ignore_result=True, soft_time_limit=60, time_limit=75)
def read_sheet(sheet_id: int) -> None:
    from members.sheets.actions.uploading import perform_reading  # noqa: PLC0415 -- leaf: the domain queues this task

    perform_reading(sheet_id)


@shared_task(ignore_result=True)
def queue_again() -> None:
    from members.sheets.actions.uploading import READINGS  # noqa: PLC0415 -- leaf, as above

    READINGS.queue_again()


@shared_task(ignore_result=True)
def clear_finished() -> None:
    from members.sheets.actions.clearing import clear_finished_sheets  # noqa: PLC0415 -- leaf, as above

    clear_finished_sheets()
