import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from members.access.models import Entry
from members.access.trace import FIRST_HASH, broken_links, origin, record
from tests.factories import make_account


@pytest.mark.django_db
def test_record_chains_each_entry_to_the_one_before():
    first = record("unit.found", by=None)
    second = record("unit.rename", by=None)

    assert first.previous_hash == FIRST_HASH
    assert second.previous_hash == first.hash
    assert list(broken_links(Entry.objects.order_by("id"))) == []


@pytest.mark.django_db
def test_record_says_who_and_from_where():
    account = make_account(full_name="Đỗ Thị Hạnh")
    token = origin.set("10.0.0.7")
    try:
        entry = record("account.change", account, by=account, reason="Đổi số máy")
    finally:
        origin.reset(token)

    assert (entry.account_name, entry.address, entry.reason) == ("Đỗ Thị Hạnh", "10.0.0.7", "Đổi số máy")


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE access_entry SET reason = 'khác'", "DELETE FROM access_entry"])
def test_database_refuses_to_change_or_delete_an_entry(statement: str):
    record("unit.found", by=None)

    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.django_db
def test_check_trace_names_an_entry_that_was_changed_behind_the_triggers_back():
    changed = record("unit.found", by=None, reason="thật")
    record("unit.rename", by=None)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE access_entry SET reason = 'giả' WHERE id = %s", [changed.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")

    errors = StringIO()
    with pytest.raises(CommandError, match="1 of 2 entries"):
        call_command("check_trace", stderr=errors)

    assert f"Entry {changed.pk}" in errors.getvalue()


@pytest.mark.django_db
def test_check_trace_passes_a_whole_chain():
    record("unit.found", by=None, details={"số": 5})

    call_command("check_trace", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_record_from_many_threads_keeps_one_chain():
    def write() -> None:
        try:
            for _ in range(10):
                record("unit.found", by=None)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    entries = list(Entry.objects.order_by("id"))
    assert len(entries) == 40
    assert list(broken_links(entries)) == []
