"""The processes of data/processes.toml: branches A-E of procedure.md §4.2 as templates of steps."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROCESSES = Path(__file__).resolve().parent.parent / "data" / "processes.toml"
METHODS = {"none", "show", "ballot"}
BASES = {"", "TRIEU_TAP", "CO_MAT", "PHIEU_THU_VE", "PHIEU_HOP_LE"}
# what a step is for the program; the first three have no names put forward
PURPOSES = {
    "review": "Rà soát, chuẩn bị",
    "direction": "Phương hướng nhân sự",
    "other": "Việc khác, không có danh sách",
    "introduction": "Đơn vị giới thiệu",
    "naming": "Giới thiệu, lấy ý kiến",
    "vetting": "Thẩm định",
    "closing_vote": "Biểu quyết danh sách trình",
    "committee": "Cấp uỷ cho ý kiến",
    "upper": "Hội cấp trên duyệt",
    "list": "Lập danh sách bầu cử",
    "decision": "Quyết định chỉ định",
}
WITHOUT_NAMES = {"review", "direction", "other"}


@dataclass(frozen=True)
class StepTemplate:
    code: str
    name: str
    meeting: str
    product: str
    method: str
    purpose: str
    threshold_rule: str = ""
    threshold: str = ""
    base: str = ""
    names: bool = False


@dataclass(frozen=True)
class Branch:
    code: str
    name: str
    help: str
    for_level: tuple[str, ...]
    for_mode: tuple[str, ...]
    basis: str
    mark: str
    steps: tuple[StepTemplate, ...]


@cache
def branches() -> dict[str, Branch]:
    """Every branch by its code. Raises `ValueError` for a file that the program couldn't follow."""
    data = tomllib.loads(PROCESSES.read_text())
    found = {}
    for row in data["branch"]:
        steps = tuple(StepTemplate(**step) for step in row["step"])
        for step in steps:
            _check(step)
        found[row["code"]] = Branch(
            row["code"],
            row["name"],
            row["help"],
            tuple(row["for_level"]),
            tuple(row["for_mode"]),
            row["basis"],
            row["mark"],
            steps,
        )
    return found


def _check(step: StepTemplate) -> None:
    if step.method not in METHODS or step.base not in BASES or step.purpose not in PURPOSES:
        raise ValueError(f"{step.code}: unknown method, base or purpose.")
    if step.method != "none" and not (step.base and (step.threshold or step.threshold_rule)):
        raise ValueError(f"{step.code}: a vote needs a threshold and what it is measured against.")
    if step.names is (step.purpose in WITHOUT_NAMES):
        raise ValueError(f"{step.code}: names don't fit the purpose {step.purpose}.")


def takes_names(purpose: str) -> bool:
    return purpose not in WITHOUT_NAMES


def proposed_branch(level: str, mode: str) -> str:
    """The branch that fits a congress of this level (tinh, cs, ch) and personnel mode (BAU, CHI_DINH, BAU_MOT_PHAN)."""
    fitting = [branch.code for branch in branches().values() if level in branch.for_level and mode in branch.for_mode]
    return fitting[0] if fitting else ""
