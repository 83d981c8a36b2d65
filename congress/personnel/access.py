"""Who may do what in the personnel room. Every right is given person by person on a unit, none comes with an office (§4.7)."""

from congress.personnel.models import IntroductionCall, Vetting
from congress.terms.models import Congress
from members.access.access import has
from members.access.models import Account
from members.access.roles import Permission
from members.units.models import Unit


def may_see(account: Account, congress: Congress) -> bool:
    """Anything of the congress's personnel work; whoever may not is told nothing, not even that there is any."""
    return has(account, Permission.PERSONNEL_VIEW, congress.unit)


def may_manage(account: Account, congress: Congress) -> bool:
    """Enter and change: direction, reviews, steps, candidates, files."""
    return may_see(account, congress) and has(account, Permission.PERSONNEL_MANAGE, congress.unit)


def may_decide(account: Account, congress: Congress) -> bool:
    """Reopen what is closed, decide an exception, lock the list, agree to destroying and to exports."""
    return may_see(account, congress) and has(account, Permission.PERSONNEL_DECIDE, congress.unit)


def may_introduce(account: Account, unit: Unit) -> bool:
    """Introduce people for this unit."""
    return has(account, Permission.PERSONNEL_INTRODUCE, unit)


def may_answer_call(account: Account, call: IntroductionCall) -> bool:
    return may_introduce(account, call.unit)


def may_answer_vetting(account: Account, vetting: Vetting) -> bool:
    """Only what was asked of this account by name, and only while she holds the right anywhere on the congress's unit."""
    return vetting.asked_of_id == account.pk and has(account, Permission.VETTING_ANSWER, vetting.candidate.congress.unit)
