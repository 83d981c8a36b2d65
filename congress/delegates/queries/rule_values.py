"""Values of a congress's rule set as delegate lists need them."""

from datetime import date, timedelta

from congress.delegates.rules.checks import CheckRules
from congress.delegates.rules.structure import PERCENTS, StructureRules, Target, proposed_targets
from congress.terms.models import Congress, DelegateMode
from congress.terms.queries import rule_set_of
from congress.terms.rules.rule_set import NotSet, RuleSet
from members.access.refusal import Refusal

MINUTES, SIGNED_LIST = "minutes", "signed_list"


def due_day(congress: Congress, *, held_on: date | None = None) -> date:
    """Hạn nộp danh sách: so many days before the congress, or before another day (`han_nop_danh_sach`)."""
    try:
        return (held_on or congress.held_on) - timedelta(days=rule_set_of(congress).integer("han_nop_danh_sach"))
    except NotSet as missing:
        raise Refusal(str(missing)) from missing


def check_rules(congress: Congress, rules: RuleSet) -> CheckRules:
    """What the checks of a list need of the rule set; what is not set, is not demanded."""
    youngest, oldest = rules.range("tuoi_hop_ly") if rules.is_set("tuoi_hop_ly") else (0, 200)
    attached = rules.items("tai_lieu_kem_danh_sach") if rules.is_set("tai_lieu_kem_danh_sach") else []
    return CheckRules(
        congress_day=congress.held_on,
        required=required_columns(rules),
        severities=rules.table("muc_do_kiem_tra") if rules.is_set("muc_do_kiem_tra") else {},
        photo_width=rules.integer("anh_the.rong_toi_thieu") if rules.is_set("anh_the.rong_toi_thieu") else 0,
        photo_height=rules.integer("anh_the.cao_toi_thieu") if rules.is_set("anh_the.cao_toi_thieu") else 0,
        youngest=youngest,
        oldest=oldest,
        # delegates named by a decision were elected nowhere (§1.5)
        needs_minutes=MINUTES in attached and congress.delegate_mode != DelegateMode.APPOINTED,
        needs_signed_list=SIGNED_LIST in attached,
    )


def required_columns(rules: RuleSet) -> list[str]:
    """Cột bắt buộc (`cot_bat_buoc`)."""
    return rules.items("cot_bat_buoc") if rules.is_set("cot_bat_buoc") else []


def structure_rules(congress: Congress, rules: RuleSet) -> StructureRules:
    """When nobody says below which age one is young, nobody is."""
    young_below = rules.integer("co_cau.tuoi_tre_duoi") if rules.is_set("co_cau.tuoi_tre_duoi") else 0
    return StructureRules(congress.held_on, young_below)


def proposed_by_rules(congress: Congress, rules: RuleSet) -> list[Target]:
    """Structure targets as the rule set proposes them, of the total last issued or else of the one in the rule set."""
    keys = [key for pair in PERCENTS.values() for key in pair if key and rules.is_set(key)]
    if not keys:
        return []
    issued = congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
    total = rules.integer("tong_dai_bieu") if rules.is_set("tong_dai_bieu") else 0
    total = issued.total if issued else total
    return proposed_targets({key: rules.percent(key) for key in keys}, total) if total else []


def soon_days(rules: RuleSet) -> int:
    """From how many working days before its day a thing is due soon (`bao_sap_den_han_ngay_lam_viec`)."""
    return rules.integer("bao_sap_den_han_ngay_lam_viec") if rules.is_set("bao_sap_den_han_ngay_lam_viec") else 0
