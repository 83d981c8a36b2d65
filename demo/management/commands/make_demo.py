"""Fill an empty database with the invented province, and write down how to sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demo.making import PASSWORD, make_demo
from members.access.roles import ROLES
from members.units.models import Unit


class Command(BaseCommand):
    help = "Makes the demo: the invented Công an tỉnh Hà Sơn with its units, members, congresses and lists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are units already")

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo's passwords are known to everybody: it is not for production.")
        if Unit.objects.exists():
            if if_empty:
                return
            raise CommandError("The database is not empty.")
        made = make_demo(today=timezone.localdate())
        lines = [
            f"{username:<12} {PASSWORD}   {ROLES[account.grants.all()[0].role].label}"
            for username, account in made.accounts.items()
        ]
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        (settings.VAR_DIR / "demo-sign-ins.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.stdout.write(f"The demo is made; how to sign in stands in {settings.VAR_DIR / 'demo-sign-ins.txt'}.")
