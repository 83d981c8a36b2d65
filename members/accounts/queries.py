"""What is asked of accounts and of the trace."""

from datetime import date, datetime, time

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from members.access.access import roles_of
from members.access.models import Account, Entry, Grant
from members.access.queries import covered
from members.access.roles import Permission
from members.units.models import Unit, UnitKind, UnitQuerySet
from members.units.queries import units_for
from vietnamese.search import search_key

# deeds of the personnel work begin so; that there are any is told to nobody without a right to it (procedure.md §4.7)
PERSONNEL = "personnel."


def accounts_for(by: Account) -> QuerySet[Account]:
    """Accounts with a grant (of any day) on a unit whose accounts she manages.

    An account that has no grant yet is seen by her who opened it and by system administrators: nobody else would find it.
    """
    managed = Grant.objects.filter(covered(by, Permission.ACCOUNT_MANAGE, path="unit__path"), account=OuterRef("pk"))
    ungranted = ~Q(Exists(Grant.objects.filter(account=OuterRef("pk"))))
    if "administrator" not in roles_of(by):
        opened = Entry.objects.filter(
            action="account.open",
            account=by,
            object_type=Account._meta.label_lower,
            object_id=Cast(OuterRef("pk"), CharField()),
        )
        ungranted &= Q(Exists(opened))
    return Account.objects.filter(Q(Exists(managed)) | ungranted)


def found_accounts(accounts: QuerySet[Account], *, text: str, role: str, state: str) -> QuerySet[Account]:
    """Narrowed by what is looked for: the words of a name, user name or telephone number, a role, a state."""
    for word in search_key(text).split():
        accounts = accounts.filter(Q(username__icontains=word) | Q(search_key__contains=word) | Q(phone__contains=word))
    if role:
        accounts = accounts.filter(Exists(Grant.objects.filter(account=OuterRef("pk"), role=role)))
    if state == "closed":
        accounts = accounts.filter(is_active=False)
    elif state == "invited":
        accounts = accounts.filter(is_active=True, must_change_password=True)
    elif state == "never":
        accounts = accounts.filter(is_active=True, invitation=0, last_login=None)
    elif state == "open":
        accounts = accounts.filter(is_active=True)
    return accounts


def units_without_account(by: Account, *, on: date) -> UnitQuerySet:
    """Branches and chapters in force, among those whose accounts she manages, that nobody can sign in for."""
    granted = Grant.objects.in_force(on=on).filter(
        unit=OuterRef("pk"), role__in=["branch_committee", "chapter_head"], account__is_active=True
    )
    kinds = [UnitKind.BRANCH, UnitKind.CHAPTER_OF_BRANCH, UnitKind.COMMUNE_CHAPTER, UnitKind.JOINT_CHAPTER]
    return units_for(by, Permission.ACCOUNT_MANAGE).in_force(on=on).filter(~Exists(granted), kind__in=kinds)


def entries_for(by: Account) -> QuerySet[Entry]:
    """The deeds she may read: those on her units, and what people with a role on one did on none (signing in, opening accounts).

    Where she reads the trace of every tree, all of them: also failed tries to sign in under names that there are not.
    Deeds of the personnel work are for those alone who also hold a right to see it, on the unit where it is done.
    """
    covers = covered(by, Permission.TRACE_READ)
    entries = Entry.objects.filter(~Q(action__startswith=PERSONNEL) | covered(by, Permission.PERSONNEL_VIEW, path="unit__path"))
    if not Unit.objects.filter(parent=None).exclude(covers).exists():
        return entries
    hers = Grant.objects.filter(covered(by, Permission.TRACE_READ, path="unit__path"))
    return entries.filter(
        covered(by, Permission.TRACE_READ, path="unit__path") | Q(unit=None, account__in=hers.values("account"))
    )


def found_entries(
    entries: QuerySet[Entry],
    *,
    text: str = "",
    action: str = "",
    account: Account | None = None,
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[Entry]:
    zone = timezone.get_current_timezone()
    if text:
        entries = entries.filter(Q(object_label__icontains=text) | Q(account_name__icontains=text) | Q(reason__icontains=text))
    if action:
        entries = entries.filter(action=action)
    if account is not None:
        entries = entries.filter(account=account)
    if first is not None:
        entries = entries.filter(at__gte=datetime.combine(first, time.min, zone))
    if last is not None:
        entries = entries.filter(at__lte=datetime.combine(last, time.max, zone))
    return entries
