"""What can be taken out of the room, registered by those who build it: this room knows nothing of paper.

A room above registers in the `ready` of its AppConfig. Nothing here imports from above.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Exportable:
    """A form: its code, what it is called, and the name of the address that makes it from an agreed export
    (one argument: the export's pk)."""

    code: str
    title: str
    url_name: str
    # of one candidate ("candidate" in the parameters), not of the list
    of_candidate: bool = False
    # of one step, asked for on that step's own page
    of_step: bool = False


_forms: dict[str, Exportable] = {}


def offer_export(form: Exportable) -> None:
    """Register a form under its code; registering twice is the same as once."""
    _forms[form.code] = form


def exportable_forms() -> dict[str, Exportable]:
    return dict(_forms)
