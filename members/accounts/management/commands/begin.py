"""The first unit and the first account of an empty installation; everything else is done in the browser."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from members.access.actions import first_password_of, give_grant, issue_first_password, open_account
from members.units.actions.founding import found_unit
from members.units.models import Unit, UnitKind


class Command(BaseCommand):
    help = "Founds the province's union and opens the system administrator's account; prints her first password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, help='e.g. "Hội Phụ nữ Công an tỉnh Hà Sơn"')
        parser.add_argument("--code", required=True, help="a short code of the unit, e.g. HS")
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", required=True, help="the administrator's name")

    def handle(self, *, unit: str, code: str, username: str, name: str, **options: Any) -> None:
        if Unit.objects.exists():
            raise CommandError("There are units already: open further accounts in the browser.")
        today = timezone.localdate()
        with transaction.atomic():
            province = found_unit(code=code, kind=UnitKind.PROVINCE, name=unit, parent=None, starts_on=today, by=None)
            account = open_account(username=username, full_name=name, by=None)
            give_grant(account=account, role="administrator", unit=province, starts_on=today, by=None)
            account = issue_first_password(account=account, by=None)
        self.stdout.write(f"Sign in as {account.username} with {first_password_of(account)}; it must be changed at once.")
