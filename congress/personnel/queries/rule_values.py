"""What the rules of the room are handed from a congress's rule set."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from congress.personnel.rules.service_age import Limits, ServiceLeft, service_left
from congress.personnel.rules.surplus import SurplusRules
from congress.terms.models import Congress
from congress.terms.queries import level_of
from congress.terms.rules.catalogue import Level, catalogue
from congress.terms.rules.rule_set import RuleSet
from members.people import reference
from members.people.models import Member

# what is written into the direction when it is adopted: the groups on the body, on ages and on elections
GROUPS = ("C", "D", "E")


def limits_of(rules: RuleSet) -> Limits:
    """Ages of service and their roadmaps; what isn't set is empty, and the rules say so by rank."""
    return Limits(
        ages=rules.table("han_tuoi_phuc_vu_nu") if rules.is_set("han_tuoi_phuc_vu_nu") else {},
        roadmaps={
            rank: rules.table(key)
            for rank, key in (("Thượng tá", "lo_trinh_tuoi_nu_thuong_ta"), ("Đại tá", "lo_trinh_tuoi_nu_dai_ta"))
            if rules.is_set(key)
        },
        by_police_law=not rules.is_set("tuoi_theo_luat_cong_an") or rules.is_on("tuoi_theo_luat_cong_an"),
    )


def service_left_of(member: Member, *, on: date, limits: Limits) -> ServiceLeft:
    """By her rank and birth date as they are known now."""
    group = reference.RANKS.get(member.rank)
    return service_left(
        rank=member.rank_label if member.rank else "",
        rank_class=reference.RANK_CLASSES.label(group.group) if group else "",
        birth=member.birth,
        on=on,
        limits=limits,
    )


def required_months(rules: RuleSet, *, again: bool) -> int | None:
    """Months that must be left to be re-elected (`again`) or to come in; None: not set."""
    key = "tuoi_tai_cu_con_cong_tac" if again else "tuoi_lan_dau_con_cong_tac"
    return rules.integer(key) if rules.is_set(key) else None


def age_blocks(rules: RuleSet) -> bool:
    """`kiem_tra`: too few months forbid it; by default they are a warning."""
    return rules.is_set("kiem_tra") and rules.choice("kiem_tra") == "block"


def surplus_rules_of(rules: RuleSet) -> SurplusRules:
    return SurplusRules(
        prepared=rules.range("so_du_chuan_bi") if rules.is_set("so_du_chuan_bi") else None,
        most=rules.percent_or_none("so_du_max"),
        most_of_few=rules.integer("so_du_3_5_nguoi_max") if rules.is_set("so_du_3_5_nguoi_max") else None,
        required=rules.is_set("so_du_bat_buoc") and rules.is_on("so_du_bat_buoc"),
    )


def seats_range(congress: Congress, rules: RuleSet) -> tuple[int, int] | None:
    """How many the body of this level may have (`so_luong_BPN_tinh`, `so_luong_BCH_cs`); None: not set."""
    key = {Level.PROVINCE: "so_luong_BPN_tinh", Level.BRANCH: "so_luong_BCH_cs"}.get(level_of(congress.unit))
    return rules.range(key) if key and rules.is_set(key) else None


def rules_in_force(rules: RuleSet, groups: Iterable[str] = GROUPS) -> dict[str, Any]:
    """The values that a direction is adopted under, to be kept with it."""
    return {key: rules.value(key) for key, entry in catalogue().items() if entry.group in set(groups)}
