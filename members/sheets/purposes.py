"""What a sheet is for. The rooms above say so here, so that one preview serves rosters and delegate lists."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from members.access.models import Account
from members.people.models import MemberQuerySet
from members.sheets.models import Sheet
from members.sheets.reading import Parameters
from members.units.models import Unit

if TYPE_CHECKING:
    from members.sheets.queries import Preview, PreviewRow


class Purpose:
    """One purpose: which sheets a person may work with, whom rows are compared with, and what confirming does more."""

    code = ""
    # where each row must be given a place: (value, label), the first for nobody
    places: tuple[tuple[str, str], ...] = ()

    def visible(self, account: Account) -> Q:
        """A condition on Sheet: those of this purpose with which the account may work now or may look at afterwards."""
        raise NotImplementedError

    def may_correct(self, account: Account, sheet: Sheet) -> bool:
        raise NotImplementedError

    def parameters(self, sheet: Sheet) -> Parameters:
        return Parameters()

    def candidates(self, sheet: Sheet) -> MemberQuerySet:
        """Members who may be meant by a row."""
        raise NotImplementedError

    def target_revision(self, sheet: Sheet) -> int:
        """A number that changes whenever what the sheet is for changes."""
        raise NotImplementedError

    def lock_target(self, sheet: Sheet, by: Account) -> Any:
        """Lock what the sheet is for until the transaction ends; raise `Refusal` when it takes nothing any more."""
        raise NotImplementedError

    def judge(self, sheet: Sheet, preview: "Preview", account: Account | None) -> None:
        """Say of each row what only this purpose knows: more problems, places, notes."""

    def unit_for(self, sheet: Sheet, row: "PreviewRow") -> Unit:
        """Where a new person is enrolled."""
        return sheet.unit

    def finish(self, sheet: Sheet, preview: "Preview", members: dict[int, int], by: Account) -> dict[str, Any]:
        """After people are saved (row number → member id): what else; gives what undoing needs to know."""
        return {}

    def undo(self, sheet: Sheet, by: Account) -> None:
        """Take back what `finish` did; raise `Refusal` where that can't be."""

    def title(self, sheet: Sheet) -> str:
        raise NotImplementedError

    def home_url(self, sheet: Sheet) -> str:
        """The page of what the sheet is for."""
        raise NotImplementedError

    def upload_url(self, sheet: Sheet) -> str:
        raise NotImplementedError

    def counters(self, sheet: Sheet, preview: "Preview") -> list[dict[str, Any]]:
        """What is counted above the rows while they are given places: label, done, total, and whether that is too many."""
        return []

    def obstacles(self, sheet: Sheet, preview: "Preview") -> list[str]:
        """Why it can't be confirmed as it stands, in sentences."""
        return []

    def consequences(self, sheet: Sheet, preview: "Preview") -> list[str]:
        """What confirming does beside saving people, in sentences."""
        return []


_purposes: dict[str, Purpose] = {}


def register_purpose(purpose: Purpose) -> None:
    _purposes[purpose.code] = purpose


def purpose_of(sheet: Sheet) -> Purpose:
    return _purposes[sheet.purpose]


def all_purposes() -> list[Purpose]:
    return list(_purposes.values())
