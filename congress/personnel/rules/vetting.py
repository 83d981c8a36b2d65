"""The questions of data/vetting.toml, and whether somebody may come to the final list (procedure.md §4.5, R11)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

QUESTIONS = Path(__file__).resolve().parent.parent / "data" / "vetting.toml"
LEVELS = {"tinh", "cs", "ch"}
NOT_ASKED, ASKED, PASSED, MORE, FAILED, NOT_NEEDED = "not_asked", "asked", "passed", "more", "failed", "not_needed"
# what an answer can be; those that end the question well
ANSWERS = (PASSED, MORE, FAILED, NOT_NEEDED)
IN_ORDER = {PASSED, NOT_NEEDED}


@dataclass(frozen=True)
class Question:
    """One question of data/vetting.toml."""

    code: str
    name: str
    body: str
    question: str
    answers: Mapping[str, str]
    mandatory: tuple[str, ...]
    basis: str
    mark: str

    def is_mandatory(self, level: str) -> bool:
        return level in self.mandatory

    def said(self, state: str) -> str:
        """The answer in the words of this question; before there is one, that it hasn't been asked or answered."""
        return self.answers.get(state, {NOT_ASKED: "Chưa gửi", ASKED: "Đã gửi, chờ trả lời"}.get(state, state))


@dataclass(frozen=True)
class Answer:
    """How one question stands for one person."""

    state: str
    paper: str = ""


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its code, in the order of the file. Raises `ValueError` for one that the program couldn't follow."""
    found: dict[str, Question] = {}
    for row in tomllib.loads(QUESTIONS.read_text())["question"]:
        question = Question(**row | {"mandatory": tuple(row["mandatory"])})
        if question.code in found:
            raise ValueError(f"{question.code} is there twice.")
        if not set(question.answers) <= set(ANSWERS) or PASSED not in question.answers or not set(question.mandatory) <= LEVELS:
            raise ValueError(f"{question.code}: unknown answer or level.")
        found[question.code] = question
    return found


def lacking(answers: Mapping[str, Answer], level: str) -> list[str]:
    """What keeps her from the final list, each in a sentence; empty: everything mandatory at this level is in order.

    Never why a body said no: its paper says so.
    """
    return [
        _sentence(question, answers.get(code, Answer(NOT_ASKED)))
        for code, question in questions().items()
        if question.is_mandatory(level) and not _is_in_order(question, answers.get(code))
    ]


def _is_in_order(question: Question, answer: Answer | None) -> bool:
    return answer is not None and answer.state in IN_ORDER and answer.state in question.answers


def _sentence(question: Question, answer: Answer) -> str:
    by_paper = f" (theo văn bản {answer.paper})" if answer.paper else ""
    match answer.state:
        case "not_asked":
            return f"{question.name}: chưa gửi đề nghị."
        case "asked":
            return f"{question.name}: đã gửi, chưa có trả lời."
        case _:
            said = question.said(answer.state)
            return f"{question.name}: {said[:1].lower()}{said[1:]}{by_paper}."


def in_short(answers: Mapping[str, Answer], level: str) -> str:
    """`lacking` in one line for a row of a table: what was answered badly by its name, the rest by its number; "": nothing."""
    open_ones = [
        (question, answers.get(code, Answer(NOT_ASKED)))
        for code, question in questions().items()
        if question.is_mandatory(level) and not _is_in_order(question, answers.get(code))
    ]
    said = [_sentence(question, answer) for question, answer in open_ones if answer.state not in (NOT_ASKED, ASKED)]
    waiting = len(open_ones) - len(said)
    return " ".join([*said, *([f"Còn {waiting} nội dung thẩm định chưa có trả lời."] if waiting else [])])


def may_come_to_list(answers: Mapping[str, Answer], level: str) -> bool:
    return not lacking(answers, level)
