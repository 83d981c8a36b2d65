"""F9: thẻ đại biểu. The code on a badge is a random one and says nothing of the person (formats.md §4.5)."""

from typing import Any

from congress.terms.models import Congress
from documents.layout.lines import balanced
from documents.papers.access import may_print_lists
from documents.papers.letters import approved_people, missing_approval, note_on_approval
from documents.papers.paper import Missing, Paper, congress_lines
from documents.papers.queries import Person, cards_to_number
from documents.printing.cards import Card, Cards, Line
from documents.printing.forms import Parameters, Piece, register
from documents.printing.metrics import REGULAR
from members.access.models import Account

# tickets in red for those who vote; guests, organisers, press come with a later form
RED = "#b3121d"
SMALL, LARGE = "90x65", "95x135"
ROLE = "ĐẠI BIỂU"


@register
class DelegateBadges(Paper):
    code = "the-dai-bieu"
    title = "Thẻ đại biểu"
    description = "Thẻ 90 × 65 mm, tám thẻ một tờ A4, hoặc thẻ đứng 95 × 135 mm; mã QR là mã ngẫu nhiên."
    chooses_people = True
    sizes = ((SMALL, "90 × 65 mm, ngang, 8 thẻ một tờ A4"), (LARGE, "95 × 135 mm, đứng, 4 thẻ một tờ A4"))

    def may_print_for(self, account: Account, congress: Congress) -> bool:
        return may_print_lists(account, congress)

    def missing(self, congress: Congress) -> list[Missing]:
        missing = missing_approval(congress)
        if not missing and cards_to_number(congress):
            missing.append(Missing("Còn đại biểu chưa có số thẻ. Hãy đánh số thẻ rồi in.", "papers:index", (congress.pk,)))
        return missing

    def note(self, congress: Congress) -> str:
        return note_on_approval(congress)

    def collect(self, parameters: Parameters, account: Account) -> Any:
        congress = self.congress_of(parameters, account)
        size = LARGE if parameters.get("size") == LARGE else SMALL
        people = approved_people(congress, parameters)
        return {"size": size, "cards": tuple(_card(person, congress, large=size == LARGE) for person in people)}

    def pieces(self, content: Any) -> list[Piece]:
        if content["size"] == LARGE:
            cards = Cards(content["cards"], width=95, height=135, columns=2, rows=2, gap_across=0, gap_down=0, code_size=28)
            return [Piece(cards=cards, style="badges-large", numbered=False)]
        return [Piece(cards=Cards(content["cards"], code_size=23), style="badges", numbered=False)]


def _card(person: Person, congress: Congress, *, large: bool) -> Card:
    width = 87 if large else 82
    times = 1.3 if large else 1.0
    organisation = balanced(congress.unit.name.upper(), width=width, size=9 * times)
    name = balanced(person.seen["full_name"], width=width, size=13 * times * (1.2 if large else 1))
    place = person.seen["workplace"] or person.seen["unit_short"]
    workplace = balanced(place, width=width, size=13 if large else 9.5, name=REGULAR)
    lines = (
        Line("\n".join(organisation), size=9 * times, bold=True, space=14 if large else 2),
        Line(congress_lines(congress).upper(), size=8 * times, space=3),
        Line(ROLE, size=28 if large else 17, bold=True, colour=RED, space=40 if large else 13),
        Line("\n".join(name), size=20 if large else 13, bold=True, space=22 if large else 8),
        Line("\n".join(workplace), size=13 if large else 9.5, space=6 if large else 4),
    )
    number = Line(f"Số thẻ: {person.card}", size=15 if large else 11, bold=True)
    delegation = Line(f"Đoàn: {person.delegation.name}", size=13 if large else 10)
    foot = (delegation, number) if person.delegation.key else (number,)
    return Card(lines=lines, foot=foot, code=person.seen["badge_code"], code_label=f"Mã thẻ số {person.card}")
