"""What workers are told: names for calls of the domain, with an id and nothing else in the message."""

from celery import shared_task
from celery.signals import worker_process_init


@shared_task(ignore_result=True)
def work_on(rendering_id: int, helper: int = 0) -> None:
    from documents.printing.actions import perform_rendering  # noqa: PLC0415 -- leaf: the domain queues this task

    perform_rendering(rendering_id, helper=helper)


@shared_task(ignore_result=True)
def queue_again() -> None:
    from documents.printing.actions import queue_again as wake_what_waits  # noqa: PLC0415 -- leaf, as above

    wake_what_waits()


@shared_task(ignore_result=True)
def clear_old_prints() -> None:
    from documents.printing.clearing import clear_old_prints as clear  # noqa: PLC0415 -- leaf, as above

    clear()


@worker_process_init.connect
def warm_up(**_arguments: object) -> None:
    """Fonts and stylesheets are read before the first print, not during it."""
    from documents.printing.engine import render  # noqa: PLC0415 -- only workers load the engine

    render("<p>Sẵn sàng</p>", style="portrait")
    render("<p>Sẵn sàng</p>", style="landscape")
