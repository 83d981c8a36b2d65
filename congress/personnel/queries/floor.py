"""At the congress: who may withdraw, who did, and what results for the ballot."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from congress.personnel.models import FinalList, FloorNomination, FloorWithdrawal, WithdrawalDecision
from congress.personnel.queries.rule_values import surplus_rules_of
from congress.personnel.queries.structure import final_list_of
from congress.personnel.rules.floor import OnBallot, on_ballot
from congress.personnel.rules.surplus import Surplus, judge_surplus
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of


@dataclass(frozen=True)
class FloorResult:
    """The locked list with what the congress decided of it, and what that means for the seats."""

    final: FinalList
    figures: OnBallot
    surplus: Surplus


def members_of(final: FinalList) -> set[int]:
    return {row["member"] for row in final.content if row.get("member")}


def withdrawals_of(congress: Congress) -> QuerySet[FloorWithdrawal]:
    found = FloorWithdrawal.objects.filter(congress=congress)
    return found.select_related("member__unit", "recorded_by", "decision_by").order_by("id")


def may_withdraw(congress: Congress) -> list[tuple[int, str]]:
    """Member and name: the locked list in the order of the ballot, then those nominated; without whoever asked already."""
    final = FinalList.objects.filter(congress=congress).first()
    names = {row["member"]: row["name"] for row in final.content if row.get("member")} if final else {}
    nominated = FloorNomination.objects.filter(Q(accepted=None) | Q(accepted=True), congress=congress)
    for pk, name in nominated.order_by("member__sort_key", "id").values_list("member", "member__full_name"):
        names.setdefault(pk, f"{name} (đề cử, ứng cử tại đại hội)")
    asked = set(FloorWithdrawal.objects.filter(congress=congress).values_list("member", flat=True))
    return [(pk, name) for pk, name in names.items() if pk not in asked]


def floor_result_of(congress: Congress) -> FloorResult | None:
    """What results for the ballot; None while no list is locked."""
    final = final_list_of(congress)
    if final is None:
        return None
    decisions = dict(FloorWithdrawal.objects.filter(congress=congress).values_list("member", "decision"))
    taken_up = FloorNomination.objects.filter(congress=congress, accepted=True).values_list("member", flat=True)
    figures = on_ballot(
        size=len(final.content),
        listed=members_of(final),
        withdrawn=[pk for pk, decision in decisions.items() if decision == WithdrawalDecision.ACCEPTED],
        waiting=[pk for pk, decision in decisions.items() if decision == WithdrawalDecision.WAITING],
        taken_up=list(taken_up),
    )
    surplus = judge_surplus(candidates=figures.number, seats=final.seats, rules=surplus_rules_of(rule_set_of(congress)))
    return FloorResult(final, figures, surplus)
