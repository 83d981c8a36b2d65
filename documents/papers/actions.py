"""Asking for a paper, remembering what was asked about it, numbering the cards."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from congress.delegates.models import Delegate, DelegateList, DelegateState
from congress.delegates.queries.lists import rows_of
from congress.terms.models import Congress
from documents.drafting.models import Document, Version
from documents.layout.details import Details
from documents.papers.access import may_number_cards
from documents.papers.drafted import DraftedPaper
from documents.papers.models import PaperDetails
from documents.papers.paper import Paper
from documents.papers.queries import people_called
from documents.papers.slips import AccountSlips
from documents.papers.unit_list import UnitDelegateList
from documents.printing.access import may_print
from documents.printing.actions import request_rendering
from documents.printing.models import Rendering
from documents.printing.tables import Table
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.accounts.actions import invite_accounts
from members.units.models import Unit

NOT_YOURS = "Bạn không in được văn bản này. Hãy liên hệ người quản lý danh sách."


@transaction.atomic
def request_paper(
    *, paper: Paper, congress: Congress, details: Details, texts: Mapping[str, str], by: Account, **chosen: Any
) -> Rendering:
    """Remember what was filled in, and ask for the print; a draft where something is not final yet.

    Raises Refusal when something without which it can't be printed is missing. A restricted paper leaves an entry of its own
    in the trace.
    """
    parameters = _parameters(congress, details, texts, chosen)
    if not may_print(by, paper.code, parameters):
        raise Refusal(NOT_YOURS)
    for missing in paper.missing(congress):
        raise Refusal(missing.sentence)
    paper.check_texts(congress, texts)
    remember_details(unit=congress.unit, form=paper.code, details=details, texts=texts, by=by)
    if paper.is_restricted:
        record("full_list.print", congress, by=by, unit=congress.unit, form=paper.code, people=len(people_called(congress)))
    return request_rendering(
        form=paper.code,
        parameters=parameters,
        by=by,
        unit=congress.unit,
        congress=congress.pk,
        draft=bool(paper.draft_reason(congress, parameters)),
    )


@transaction.atomic
def request_unit_list(
    *, paper: UnitDelegateList, delegate_list: DelegateList, full: bool, details: Details, by: Account
) -> Rendering:
    """The list of one unit, with its sensitive columns where she may see them: that leaves an entry of its own in the trace."""
    parameters = unit_list_parameters(delegate_list, details, full=full)
    if not may_print(by, paper.code, parameters):
        raise Refusal(NOT_YOURS)
    for missing in paper.missing_on(delegate_list):
        raise Refusal(missing.sentence)
    unit = delegate_list.electing_unit.lead_unit
    remember_details(unit=unit, form=paper.code, details=details, texts={}, by=by)
    if full:
        people = rows_of(delegate_list).count()
        record("full_list.print", delegate_list, by=by, unit=unit, form=paper.code, people=people)
    return request_rendering(
        form=paper.code,
        parameters=parameters,
        by=by,
        unit=unit,
        congress=delegate_list.congress_id,
        draft=bool(paper.draft_of(delegate_list)),
    )


@transaction.atomic
def print_drafted(*, document: Document, version: Version | None = None, by: Account) -> Rendering:
    """The text as it stands now, or a version of it; a draft until it is adopted or approved.

    Raises Refusal for whoever may not see it.
    """
    return request_rendering(
        form=DraftedPaper.code,
        parameters={"version": version.pk} if version else {"document": document.pk},
        by=by,
        unit=document.unit,
        congress=document.congress_id,
    )


def unit_list_parameters(delegate_list: DelegateList, details: Details, *, full: bool) -> dict[str, Any]:
    title = f"{UnitDelegateList.title}: {delegate_list.electing_unit.name}"
    return {"list": delegate_list.pk, "full": full, "details": details.as_dict(), "title": title}


def sheet_of_paper(
    *, paper: Paper, congress: Congress, details: Details, texts: Mapping[str, str], by: Account, **chosen: Any
) -> Table:
    """The very rows that would be printed, for the .xlsx; recorded like a print where the list is restricted."""
    return _sheet(paper, _parameters(congress, details, texts, chosen), congress.unit, by)


def sheet_of_unit_list(
    *, paper: UnitDelegateList, delegate_list: DelegateList, full: bool, details: Details, by: Account
) -> Table:
    """The same for one unit's list."""
    return _sheet(paper, unit_list_parameters(delegate_list, details, full=full), delegate_list.electing_unit.lead_unit, by)


@transaction.atomic
def _sheet(paper: Paper, parameters: Mapping[str, Any], unit: Unit, by: Account) -> Table:
    if not may_print(by, paper.code, parameters):
        raise Refusal(NOT_YOURS)
    table = paper.sheet_of(paper.collect(parameters, by))
    deed = "full_list.export" if paper.is_restricted or parameters.get("full") else "paper.export"
    record(deed, unit, by=by, unit=unit, form=paper.code, rows=sum(row.kind == "row" for row in table.rows))
    return table


def _parameters(congress: Congress, details: Details, texts: Mapping[str, str], chosen: Mapping[str, Any]) -> dict[str, Any]:
    return {"congress": congress.pk, "details": details.as_dict(), "texts": dict(texts), **chosen}


@transaction.atomic
def remember_details(*, unit: Unit, form: str, details: Details, texts: Mapping[str, str], by: Account) -> PaperDetails:
    """Keep what was filled in for the next print of this form of this unit."""
    values: dict[str, Any] = {name: value for name, value in details.as_dict().items() if name not in {"dated_on", "year"}}
    values |= {
        "dated_on": date.fromisoformat(details.dated_on) if details.dated_on else None,
        "texts": dict(texts),
        "changed_by": by,
        "changed_at": timezone.now(),
    }
    kept, _made = PaperDetails.objects.update_or_create(unit=unit, form=form, defaults=values)
    return kept


@transaction.atomic
def number_cards(*, congress: Congress, by: Account) -> int:
    """Give each approved delegate without a card number the next one: by đoàn, then by name; gives how many were numbered.

    A number once given is never changed nor given to somebody else, for it is on a badge.
    """
    locked = Congress.objects.select_for_update(of=("self",)).select_related("unit").get(pk=congress.pk)
    if not may_number_cards(by, locked):
        raise Refusal("Bạn không đánh số thẻ được. Hãy nhờ Thường trực Ban Phụ nữ.")
    waiting = [person for person in people_called(locked, approved_only=True) if not person.seen["card_number"]]
    # also the numbers of those who were withdrawn: their badges may be about
    last = locked.delegates.aggregate(last=Max("card_number"))["last"] or 0
    numbers = {person.pk: number for number, person in enumerate(waiting, start=last + 1)}
    delegates = list(Delegate.objects.filter(pk__in=numbers, state=DelegateState.APPROVED))
    for delegate in delegates:
        delegate.card_number = numbers[delegate.pk]
    Delegate.objects.bulk_update(delegates, ["card_number"], batch_size=500)
    if delegates:
        record("cards.number", locked, by=by, unit=locked.unit, cards=len(delegates), first=last + 1)
    return len(delegates)


@transaction.atomic
def print_account_slips(*, accounts: Iterable[Account], address: str, by: Account) -> Rendering:
    """A new first password for each of these accounts, and the slips that show them. Raises Refusal for one she can't manage."""
    invited = invite_accounts(accounts=accounts, by=by)
    if not invited:
        raise Refusal("Chưa chọn tài khoản nào. Hãy đánh dấu các tài khoản cần in phiếu.")
    parameters = {
        "accounts": [[account.pk, account.invitation] for account in invited],
        "address": address,
        "by": by.pk,
        "title": f"{AccountSlips.title} ({invited[0].username})"
        if len(invited) == 1
        else f"{AccountSlips.title} ({len(invited)} phiếu)",
    }
    return request_rendering(form=AccountSlips.code, parameters=parameters, by=by)
