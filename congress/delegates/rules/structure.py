"""Structure guidance (định hướng cơ cấu, §3.2): targets beside what has been reached; never a block by default."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from vietnamese.dates import PartialDate, age_on


@dataclass(frozen=True)
class StructureFacts:
    """What the criteria must know of one delegate; None: not known."""

    birth: PartialDate | None = None
    is_party_member: bool | None = None
    is_ethnic_minority: bool | None = None
    has_religion: bool | None = None
    is_from_commune: bool | None = None
    is_leader: bool | None = None
    attended_before: bool | None = None


@dataclass(frozen=True)
class StructureRules:
    """The day on which ages are counted, and below which age one is young (`co_cau.tuoi_tre_duoi`)."""

    congress_day: date
    young_below: int


@dataclass(frozen=True)
class Criterion:
    """Something that delegates are or are not; a phrase that fits after "đại biểu"."""

    code: str
    phrase: str
    holds: Callable[[StructureFacts, StructureRules], bool | None]


@dataclass(frozen=True)
class Target:
    """So many at least, so many at most; one of the two may be missing."""

    criterion: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class Reached:
    """A target beside the figures: how many there are, of how many it isn't known, and what to say."""

    target: Target
    label: str
    count: int
    unknown: int
    is_reached: bool
    sentence: str


def _is_young(facts: StructureFacts, rules: StructureRules) -> bool | None:
    return None if facts.birth is None else age_on(facts.birth, rules.congress_day) < rules.young_below


def _is_rank_and_file(facts: StructureFacts, _: StructureRules) -> bool | None:
    return None if facts.is_leader is None else not facts.is_leader


def _is_first_time(facts: StructureFacts, _: StructureRules) -> bool | None:
    return None if facts.attended_before is None else not facts.attended_before


CRITERIA = {
    criterion.code: criterion
    for criterion in (
        Criterion("young", "dưới {young_below} tuổi", _is_young),
        Criterion("party_member", "là đảng viên", lambda facts, _: facts.is_party_member),
        Criterion("ethnic_minority", "là người dân tộc thiểu số", lambda facts, _: facts.is_ethnic_minority),
        Criterion("religion", "có tôn giáo", lambda facts, _: facts.has_religion),
        Criterion("from_commune", "thuộc chi hội Công an xã, phường", lambda facts, _: facts.is_from_commune),
        Criterion("leader", "là lãnh đạo, chỉ huy", lambda facts, _: facts.is_leader),
        Criterion("rank_and_file", "không giữ chức vụ lãnh đạo, chỉ huy", _is_rank_and_file),
        Criterion("first_time", "dự đại hội lần đầu", _is_first_time),
    )
}


# what is told of a person to few is counted for few (§3.9)
SENSITIVE_CRITERIA = frozenset({"party_member", "ethnic_minority", "religion"})
# the rules that propose targets of the whole congress, as percents of all delegates: at least, at most
PERCENTS = {
    "young": ("co_cau.tuoi_duoi_35_min", ""),
    "party_member": ("co_cau.dang_vien_min", "co_cau.dang_vien_max"),
    "ethnic_minority": ("co_cau.dtts_min", ""),
    "religion": ("co_cau.ton_giao", ""),
    "from_commune": ("co_cau.chi_hoi_xa_min", ""),
    "leader": ("", "co_cau.lanh_dao_max"),
}


def proposed_targets(percents: Mapping[str, Fraction], total: int) -> list[Target]:
    """Targets from the percents (`co_cau.*`) that are set: of 150, at least 33 % are 50, at most 33 % are 49."""
    targets = []
    for criterion, (least, most) in PERCENTS.items():
        at_least = ceil(total * percents[least] / 100) if least in percents else None
        at_most = floor(total * percents[most] / 100) if most in percents else None
        if at_least is not None or at_most is not None:
            targets.append(Target(criterion, at_least, at_most))
    return targets


def criterion_label(code: str, rules: StructureRules) -> str:
    """ "Đại biểu dưới 35 tuổi": for choices and headings."""
    return f"Đại biểu {CRITERIA[code].phrase.format(young_below=rules.young_below)}"


def reached(targets: Iterable[Target], delegates: Sequence[StructureFacts], rules: StructureRules) -> list[Reached]:
    """Each target with what has been reached, in the order of the targets. Unknown people count for no target."""
    return [_reached(target, delegates, rules) for target in targets]


def unreached_sentences(found: Iterable[Reached]) -> list[str]:
    """What `ListFacts.unreached_targets` takes."""
    return [one.sentence for one in found if not one.is_reached]


def _reached(target: Target, delegates: Sequence[StructureFacts], rules: StructureRules) -> Reached:
    criterion = CRITERIA[target.criterion]
    answers = [criterion.holds(facts, rules) for facts in delegates]
    count, unknown = answers.count(True), answers.count(None)
    short = max(0, (target.at_least or 0) - count)
    surplus = 0 if target.at_most is None else max(0, count - target.at_most)
    label = criterion_label(target.criterion, rules)
    sentence = f"{label}: có {count}, {_wanted(target)}; {_verdict(short, surplus)}"
    if unknown:
        sentence += f" ({unknown} đồng chí chưa khai)"
    return Reached(target, label, count, unknown, not short and not surplus, f"{sentence}.")


def _wanted(target: Target) -> str:
    if target.at_least is not None and target.at_most is not None:
        return f"định hướng từ {target.at_least} đến {target.at_most}"
    return f"định hướng ít nhất {target.at_least}" if target.at_least is not None else (f"định hướng nhiều nhất {target.at_most}")


def _verdict(short: int, surplus: int) -> str:
    if short:
        return f"còn thiếu {short}"
    return f"vượt {surplus}" if surplus else "đạt"
