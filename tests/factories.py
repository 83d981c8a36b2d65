"""Rows for tests. Where a row has an action, the factory goes through it."""

from datetime import date
from itertools import count
from typing import Any

from congress.terms.models import Congress, CongressKind, DelegateMode, PersonnelMode, Term
from members.access.actions import give_grant, open_account
from members.access.models import Account
from members.people.actions import enrol_member
from members.people.models import Member
from members.units.actions import found_unit
from members.units.models import Unit, UnitKind

_numbers = count(1)
PASSWORD = "mat-khau-thu-nghiem-2026"
STARTED = date(2020, 1, 1)


def make_unit(*, parent: Unit | None = None, kind: str = UnitKind.BRANCH, **fields: Any) -> Unit:
    number = next(_numbers)
    values: dict[str, Any] = {"code": f"DV{number:04}", "name": f"Hội phụ nữ Phòng {number}", "starts_on": STARTED} | fields
    return found_unit(parent=parent, kind=kind, by=None, **values)


def make_province(**fields: Any) -> Unit:
    values: dict[str, Any] = {"kind": UnitKind.PROVINCE, "name": "Hội Phụ nữ Công an tỉnh Hà Sơn"} | fields
    return make_unit(**values)


def make_account(role: str = "", unit: Unit | None = None, **fields: Any) -> Account:
    """An account with PASSWORD and, if asked, a role on a unit since 2020."""
    number = next(_numbers)
    values: dict[str, Any] = {"username": f"nguoi-dung-{number}", "full_name": f"Nguyễn Thị Số {number}"} | fields
    account = open_account(by=None, **values)
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    if role and unit is not None:
        give_grant(account=account, role=role, unit=unit, starts_on=STARTED, by=None)
    return account


def make_member(unit: Unit, **fields: Any) -> Member:
    values: dict[str, Any] = {"full_name": "Nguyễn Thị Hường", "birth_date": "1988-05-03"} | fields
    return enrol_member(unit=unit, by=None, **values)


def make_congress(unit: Unit, **fields: Any) -> Congress:
    """A province's congress with its term; without rules and plan (congress.terms.actions makes those)."""
    number = next(_numbers)
    held_on: date = fields.pop("held_on", date(2026, 12, 31))
    term = fields.pop("term", None) or Term.objects.create(
        unit=unit, ordinal=number, starts_year=2000 + 5 * number, ends_year=2005 + 5 * number
    )
    values: dict[str, Any] = {
        "kind": CongressKind.DELEGATES,
        "ordinal": number,
        "name": "Đại hội đại biểu Phụ nữ Công an tỉnh Hà Sơn lần thứ XI, nhiệm kỳ 2025-2030",
        "personnel_mode": PersonnelMode.ELECTED,
        "delegate_mode": DelegateMode.ELECTED,
    } | fields
    return Congress.objects.create(unit=unit, term=term, held_on=held_on, **values)
