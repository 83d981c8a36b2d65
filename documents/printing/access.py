"""Who may ask for a paper, and who may see one that was asked for."""

from collections.abc import Mapping
from typing import Any

from documents.printing.forms import form_of
from documents.printing.models import Rendering
from members.access.models import Account


def may_print(account: Account, form: str, parameters: Mapping[str, Any]) -> bool:
    known = form_of(form)
    return known is not None and account.is_active and known.may_print(account, parameters)


def may_see(account: Account, rendering: Rendering) -> bool:
    """Whoever may print this very paper, and the one who asked for it as long as she still may sign in.

    A right that was taken away is taken away for earlier prints too: the requester is asked like everybody else.
    """
    return may_print(account, rendering.form, rendering.parameters)
