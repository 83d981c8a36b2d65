"""List pages and searches among 100,000 members in 5,000 units."""

import statistics
import time
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.people import STARTED, invented, save
from benchmarks.registry import bench
from benchmarks.stage import Stage

if TYPE_CHECKING:
    from django.test import Client

MEMBERS, UNITS, PROVINCES = 100_000, 5_000, 60
TIMES = 15
# with and without accents, rare and common
SEARCHES = ("huong", "Nguyễn Thị Hường", "dang", "tran thi thu")


@cache
def full_house() -> "Client":
    """The whole tree filled once; signed in as its head, before whom all 100,000 lie."""
    from django.db import connection
    from django.test import Client, override_settings

    from members.access.actions import give_grant, open_account
    from members.units.actions import found_unit
    from members.units.models import Unit, UnitKind
    from vietnamese.names import text_sort_key
    from vietnamese.search import search_key

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(STORAGES={"default": plain, "staticfiles": plain}).enable()
    root = found_unit(code="BENCH", kind=UnitKind.CENTRAL_BOARD, name="Ban Phụ nữ CAND", parent=None, starts_on=STARTED, by=None)
    provinces = [
        found_unit(
            code=f"BT{number:02}",
            kind=UnitKind.PROVINCE,
            name=f"Hội Phụ nữ Công an tỉnh số {number}",
            parent=root,
            starts_on=STARTED,
            by=None,
        )
        for number in range(PROVINCES)
    ]
    units = []
    for number in range(UNITS - PROVINCES - 1):
        parent = provinces[number % PROVINCES]
        name = f"Chi hội Phụ nữ Công an xã Tân Hoà {number}"
        units.append(
            Unit(
                code=f"BC{number:04}",
                kind=UnitKind.COMMUNE_CHAPTER,
                name=name,
                parent=parent,
                path="",
                starts_on=STARTED,
                sort_key=text_sort_key(name),
                search_key=search_key(f"BC{number:04} {name}"),
            )
        )
    Unit.objects.bulk_create(units, batch_size=2000)
    for unit in units:
        assert unit.parent is not None
        unit.path = f"{unit.parent.path}{unit.pk}/"
    Unit.objects.bulk_update(units, ["path"], batch_size=2000)
    save(invented(MEMBERS, units, seed=1))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    account = open_account(username="bench-all", full_name="Nguyễn Thị Toàn", by=None)
    give_grant(account=account, role="head", unit=root, starts_on=STARTED, by=None)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    return client


@cache
def delegate_page() -> str:
    """The address of one delegate list among all that, with 30 people on it."""
    from django.db import connection

    from benchmarks.people import call_delegates
    from congress.delegates.models import Delegate, DelegateList, ElectingUnitMember
    from members.access.models import Account
    from members.people.models import Member
    from members.units.models import Unit

    province = Unit.objects.get(code="BT07")
    members = list(Member.objects.filter(unit__parent=province).select_related("unit")[:30])
    congress = call_delegates(province, members, Account.objects.get(username="bench-all"))
    electing_unit = congress.electing_units.all()[0]
    whole = DelegateList.objects.create(
        congress=congress, electing_unit=electing_unit, state="entering", due_on=congress.held_on, seats=30
    )
    ElectingUnitMember.objects.create(congress=congress, electing_unit=electing_unit, unit=electing_unit.lead_unit)
    Delegate.objects.filter(congress=congress).update(delegate_list=whole, electing_unit=electing_unit, state="listed", frozen={})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return f"/delegates/lists/{whole.pk}/"


def median_milliseconds(client: "Client", addresses: list[str]) -> float:
    """The largest of the medians of these pages, each asked for TIMES times after one to warm up."""
    medians = []
    for address in addresses:
        taken = []
        for _ in range(TIMES + 1):
            begin = time.perf_counter()
            answer = client.get(address)
            taken.append((time.perf_counter() - begin) * 1000)
            assert answer.status_code == 200, (address, answer.status_code)
        medians.append(statistics.median(taken[1:]))
    return max(medians)


@bench("list_page_100k_members", unit="ms", goal=50)
def list_page_100k_members(stage: Stage) -> float:
    """The slower of the member list and a delegate list."""
    client = full_house()
    return median_milliseconds(client, ["/people/", delegate_page()])


@bench("search_100k_members", unit="ms", goal=50)
def search_100k_members(stage: Stage) -> float:
    """The slowest of several searches in the member list."""
    from urllib.parse import urlencode

    return median_milliseconds(full_house(), [f"/people/?{urlencode({'q': text})}" for text in SEARCHES])
