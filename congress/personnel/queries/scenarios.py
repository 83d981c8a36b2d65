"""Two lists beside each other: which figures differ, and who stands where."""

from dataclasses import dataclass

from congress.personnel.models import Place
from congress.personnel.queries.structure import Board

WORDS = dict(Place.choices)


@dataclass(frozen=True)
class Compared:
    """One figure of two lists."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first != self.second


@dataclass(frozen=True)
class Moved:
    """Somebody who stands elsewhere in the second list."""

    name: str
    unit: str
    first: str
    second: str


def compared(first: Board, second: Board) -> list[Compared]:
    """Size, mean age, each target and each group, of both lists; groups that only one of them has count 0 in the other."""
    rows = [
        Compared("Số người đề nghị", str(first.size), str(second.size)),
        Compared("Tuổi trung bình", first.figures.mean_age_shown, second.figures.mean_age_shown),
    ]
    for name in ("terms", "bands", "groups", "ranks", "theory"):
        one = {bar.label: bar.value for bar in getattr(first.figures, name)}
        other = {bar.label: bar.value for bar in getattr(second.figures, name)}
        rows += [Compared(label, str(one.get(label, 0)), str(other.get(label, 0))) for label in {**one, **other}]
    shown = {row.label for row in rows}
    for bar, other_bar in zip(first.figures.others, second.figures.others, strict=True):
        # full-time is a group already
        if bar.label not in shown:
            rows.append(Compared(bar.label, str(bar.value), str(other_bar.value)))
    shown = {row.label for row in rows}
    for old, new in zip(first.figures.lines, second.figures.lines, strict=True):
        if old.has_target:
            rows.append(Compared(f"Chỉ tiêu: {old.label}", old.sentence.split(": ", 1)[1], new.sentence.split(": ", 1)[1]))
        elif old.label not in shown:
            rows.append(Compared(old.label, str(old.count), str(new.count)))
    return rows


def moved(first: Board, second: Board) -> list[Moved]:
    """Who stands elsewhere, by tên."""
    places = {card.candidate.pk: card.place for _, _, cards in second.columns for card in cards}
    cards = sorted((card for _, _, cards in first.columns for card in cards), key=lambda card: card.candidate.sort_key)
    return [
        Moved(card.facts.name, card.facts.unit, WORDS[card.place], WORDS[places[card.candidate.pk]])
        for card in cards
        if places.get(card.candidate.pk, card.place) != card.place
    ]
