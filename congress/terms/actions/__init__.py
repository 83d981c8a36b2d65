"""What may happen to terms and congresses."""

from congress.terms.actions.congresses import call_congress, change_congress, move_state, open_term
from congress.terms.actions.plan import (
    add_milestone,
    change_milestone,
    finish_milestone,
    postpone_congress,
    remove_milestone,
    reopen_milestone,
)
from congress.terms.actions.rule_set import check_rule, reset_rule, set_rule
from congress.terms.actions.sessions import remove_session, set_session

__all__ = [
    "add_milestone",
    "call_congress",
    "change_congress",
    "change_milestone",
    "check_rule",
    "finish_milestone",
    "move_state",
    "open_term",
    "postpone_congress",
    "remove_milestone",
    "remove_session",
    "reopen_milestone",
    "reset_rule",
    "set_rule",
    "set_session",
]
