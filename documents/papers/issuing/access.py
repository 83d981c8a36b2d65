"""Who may enter a paper that is made from data in the register."""

from congress.terms.models import Congress
from documents.drafting.access import may_manage_document
from documents.drafting.models import Document
from documents.papers.paper import Paper
from documents.register.access import may_keep_register
from members.access.models import Account


def may_issue_paper(account: Account, paper: Paper, congress: Congress) -> bool:
    """Whoever may print it and keeps the register of the congress's unit."""
    return bool(paper.kind_name) and paper.may_print_for(account, congress) and may_keep_register(account, congress.unit)


def may_issue_report(account: Account, document: Document) -> bool:
    """As the document itself is issued: whoever manages it and keeps the register of its unit."""
    return may_manage_document(account, document) and may_keep_register(account, document.unit)
