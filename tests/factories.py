"""Rows for tests. Where a row has an action, the factory goes through it."""

from datetime import date
from itertools import count
from typing import Any

from congress.terms.models import Congress, CongressKind, DelegateMode, PersonnelMode, Term
from documents.drafting.actions.documents import create_document
from documents.drafting.actions.sections import replace_text
from documents.drafting.actions.versions import make_version as freeze_version
from documents.drafting.models import Document, Version, VersionKind
from documents.drafting.rules.text import Block, Kind, Section, Style, Text
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
    # by the unit, not by the run: after some thousand tests a year would no longer fit its column
    number = max(unit.terms.count(), unit.congresses.count()) + 1
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


def make_text(*paragraphs: str, headings: int = 1) -> Text:
    """A text of `headings` sections "I. Mục 1" …, to which the paragraphs are dealt out; keys are m1, m2 … and k1, k2 …"""
    blocks = [Block(f"k{number}", Kind.PARAGRAPH, words) for number, words in enumerate(paragraphs, start=1)]
    each = -(-len(blocks) // headings) if blocks else 0
    return Text(
        tuple(
            Section(f"m{place + 1}", Style.ROMAN, f"Mục {place + 1}", tuple(blocks[place * each : (place + 1) * each]))
            for place in range(headings)
        )
    )


def make_document(unit: Unit | None = None, *, by: Account | None = None, text: Text | None = None, **fields: Any) -> Document:
    """A document of a (new) province, begun by a (new) account of its staff; with the outline of its type, or with `text`."""
    unit = unit or make_province()
    by = by or make_account("standing", unit)
    values: dict[str, Any] = {"type": "bao-cao-chinh-tri", "title": "Báo cáo chính trị trình Đại hội"} | fields
    document = create_document(unit=unit, by=by, **values)
    if text is not None:
        replace_text(document=document, text=text, cause="thử nghiệm", by=by)
    return document


def make_version(document: Document | None = None, *, kind: VersionKind = VersionKind.DRAFT, **fields: Any) -> Version:
    document = document or make_document(text=make_text("Một đoạn văn.", "Đoạn thứ hai."))
    return freeze_version(document=document, kind=kind, **{"by": document.created_by} | fields)
