"""Seal every file of the personnel room again with the present PERSONNEL_KEY; then PERSONNEL_KEYS_BEFORE can be emptied."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from congress.personnel.actions.keeping import reseal_files
from congress.personnel.sealing import Unopenable


class Command(BaseCommand):
    help = "Seal the files of the personnel room again with the present PERSONNEL_KEY."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = reseal_files()
        except Unopenable as error:
            raise CommandError(
                "A file can't be opened: name its key in PERSONNEL_KEYS_BEFORE. Files sealed before it keep their new key."
            ) from error
        self.stdout.write(f"{number} files were sealed with the present key.")
