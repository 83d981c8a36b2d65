"""Awards and discipline."""

from datetime import date

from django.db import transaction

from members.access.models import Account
from members.access.trace import record
from members.people.models import Award, Discipline, Member


@transaction.atomic
def add_award(*, member: Member, title: str, by: Account, kind: str = "", year: int | None = None, decision: str = "") -> Award:
    award, made = Award.objects.get_or_create(member=member, title=title, kind=kind, year=year, decision=decision)
    if made:
        record("award.add", member, by=by, unit=member.unit, title=title, year=year)
    return award


@transaction.atomic
def remove_award(*, award: Award, by: Account) -> None:
    record("award.remove", award.member, by=by, unit=award.member.unit, title=award.title, year=award.year)
    award.delete()


@transaction.atomic
def add_discipline(
    *, member: Member, form: str, by: Account, year: int | None = None, decision: str = "", ended_on: date | None = None
) -> Discipline:
    """The trace says that there is one, not what it is: it is sensitive."""
    row, made = Discipline.objects.get_or_create(
        member=member, form=form, year=year, decision=decision, defaults={"ended_on": ended_on}
    )
    if made:
        record("discipline.add", member, by=by, unit=member.unit)
    return row


@transaction.atomic
def remove_discipline(*, discipline: Discipline, by: Account) -> None:
    record("discipline.remove", discipline.member, by=by, unit=discipline.member.unit)
    discipline.delete()
