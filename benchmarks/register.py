"""Fifty people issue a paper of one type at the same moment."""

import os
import time
from threading import Barrier, Thread
from typing import TYPE_CHECKING

from benchmarks.people import found_province
from benchmarks.registry import bench
from benchmarks.stage import Stage

if TYPE_CHECKING:
    from documents.register.models import OutgoingPaper
    from members.access.models import Account
    from members.units.models import Unit

AT_ONCE = 50
FORM = "so-van-ban-di"
QUEUE = "celery"


def issue(unit: "Unit", by: "Account", number: int) -> "OutgoingPaper":
    from django.utils import timezone

    from documents.register.actions import issue_paper

    today = timezone.localdate()
    return issue_paper(
        unit=unit,
        kind="KH",
        kind_name="Kế hoạch",
        abstract=f"Kế hoạch số {number} về tổ chức đại hội phụ nữ các cấp, nhiệm kỳ 2026-2031",
        symbol="KH-BPN",
        dated_on=today,
        profile="hoi",
        authority="TM. BAN PHỤ NỮ\nTRƯỞNG BAN",
        signer="Thượng tá Nguyễn Thị Đo",
        recipients="Các hội cơ sở, chi hội trực thuộc\nLưu: VT, BPN",
        congress=None,
        # asked for with every number, as it is in the program; who prints it is another bench
        source_form=FORM,
        source_parameters={"unit": unit.pk, "year": today.year},
        address="https://hoi.example",
        by=by,
    )


@bench("issue_50_at_once", unit="s", goal=3)
def issue_50_at_once(stage: Stage) -> float:
    """From the moment all ask until the last has her number: distinct, in a row, each with its print in the queue."""
    import redis
    from django.db import connection

    from members.access.models import Account

    province, _, account = found_province("SO", branches=0)
    issue(province, account, 0)
    gate = Barrier(AT_ONCE + 1)
    numbers: list[int] = []

    def one(place: int) -> None:
        # everybody has signed in already, on a connection of her own
        by = Account.objects.get(pk=account.pk)
        gate.wait()
        try:
            numbers.append(issue(province, by, place).number)
        finally:
            connection.close()

    threads = [Thread(target=one, args=(place,)) for place in range(1, AT_ONCE + 1)]
    for thread in threads:
        thread.start()
    gate.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as broker:
        broker.delete(QUEUE)
    assert sorted(numbers) == list(range(2, AT_ONCE + 2)), numbers
    return seconds
