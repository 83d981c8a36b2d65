"""The standards of one candidate, typed in one go."""

from collections.abc import Mapping

from congress.personnel.actions.standards import TypedAnswer
from congress.personnel.forms.tables import key, words
from congress.personnel.models import CandidateStandard
from congress.personnel.rules.standards import OPEN, Standard

LONGEST = 300


def read_answers(data: Mapping[str, str], asked: tuple[Standard, ...]) -> dict[str, TypedAnswer]:
    """What was typed for each standard that the page showed."""
    return {
        one.code: TypedAnswer(
            answer=str(data.get(f"answer-{one.code}", OPEN)),
            evidence=words(data, f"evidence-{one.code}", LONGEST),
            revision=key(str(data.get(f"revision-{one.code}", ""))),
        )
        for one in asked
        if f"revision-{one.code}" in data
    }


def stored_answers(rows: Mapping[str, CandidateStandard], asked: tuple[Standard, ...]) -> dict[str, TypedAnswer]:
    """What stands in the database, as the page opens with it."""
    nothing = TypedAnswer(OPEN, "", 0)
    return {
        one.code: TypedAnswer(found.answer, found.evidence, found.revision) if (found := rows.get(one.code)) else nothing
        for one in asked
    }
