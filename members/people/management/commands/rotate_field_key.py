"""Seal every number again with the present FIELD_KEY; then FIELD_KEYS_BEFORE can be emptied."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.people.actions import reseal_numbers
from members.people.sealing import Unopenable


class Command(BaseCommand):
    help = "Seal service and identity numbers again with the present FIELD_KEY."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = reseal_numbers()
        except Unopenable as error:
            raise CommandError("A number can't be opened: name its key in FIELD_KEYS_BEFORE. Nothing changed.") from error
        self.stdout.write(f"{number} members' numbers are sealed with the present key.")
