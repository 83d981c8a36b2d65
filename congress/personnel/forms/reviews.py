"""The table of those in office, typed in one go."""

from collections.abc import Mapping

from congress.personnel.actions.reviews import Decision
from congress.personnel.forms.tables import key, words
from congress.personnel.models import Stays


def read_decisions(data: Mapping[str, str], ids: list[int]) -> dict[int, Decision]:
    """What was typed for each row that the page showed."""
    return {
        pk: Decision(
            decision=str(data.get(f"decision-{pk}", Stays.UNDECIDED)),
            because=str(data.get(f"because-{pk}", "")),
            note=words(data, f"note-{pk}", 300),
            revision=key(str(data.get(f"revision-{pk}", ""))),
        )
        for pk in ids
        if f"decision-{pk}" in data
    }
