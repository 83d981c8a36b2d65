"""Walk the trace from its first entry and say where its chain is broken."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.access.models import Entry
from members.access.trace import broken_links


class Command(BaseCommand):
    help = "Checks that no entry of the trace was changed, removed or slipped in; ends with 1 when one was."

    def handle(self, **options: Any) -> None:
        entries = Entry.objects.order_by("id")
        broken = list(broken_links(entries.iterator(chunk_size=2000)))
        for entry in broken:
            self.stderr.write(f"Entry {entry.pk} of {entry.at:%Y-%m-%d %H:%M:%S}, {entry.action}: its chain is broken.")
        if broken:
            raise CommandError(f"{len(broken)} of {entries.count()} entries don't fit the chain.")
        self.stdout.write(f"All {entries.count()} entries fit the chain.")
