"""Destroy the personnel files of congresses whose day of retention has passed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from congress.personnel.actions.keeping import GRACE, destroy_due_files


class Command(BaseCommand):
    help = f"Destroy personnel files {GRACE.days} days after their day of retention (beat does the same every day)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at-once", action="store_true", help="from the day after, without the days of grace")

    def handle(self, *args: Any, **options: Any) -> None:
        number = destroy_due_files(today=timezone.localdate(), grace=not options["at_once"])
        self.stdout.write(f"{number} files were destroyed.")
