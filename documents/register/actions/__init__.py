"""What may happen to a number, to what is issued under it, and to what comes in."""

from documents.register.actions.freezing import freeze_issued, freeze_printed, supply_pdf
from documents.register.actions.incoming import add_incoming_files, change_incoming, enter_incoming, finish_incoming
from documents.register.actions.issuing import issue_outside, issue_paper
from documents.register.actions.numbers import reserve_number, set_first_number
from documents.register.actions.scans import attach_signed_scan
from documents.register.actions.voiding import void_paper

__all__ = [
    "add_incoming_files",
    "attach_signed_scan",
    "change_incoming",
    "enter_incoming",
    "finish_incoming",
    "freeze_issued",
    "freeze_printed",
    "issue_outside",
    "issue_paper",
    "reserve_number",
    "set_first_number",
    "supply_pdf",
    "void_paper",
]
