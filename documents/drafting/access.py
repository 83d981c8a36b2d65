"""Who may do what with a document. The rights stand on the document's unit; a unit that comments has hers on itself."""

from documents.drafting.models import ApprovalStep, Document, Participation, StepState, Version
from members.access.access import has, holds
from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission


def may_see_document(account: Account, document: Document) -> bool:
    """The working text, the versions, the comments of everybody and what became of them."""
    return has(account, Permission.DOCUMENT_VIEW, document.unit)


def may_manage_document(account: Account, document: Document) -> bool:
    """Change its facts and its team, freeze versions, open and close rounds, lead it through its approval."""
    return has(account, Permission.DOCUMENT_MANAGE, document.unit)


def may_write_document(account: Account, document: Document) -> bool:
    """Write in the text: whoever manages it, its lead, and its editing team."""
    if not has(account, Permission.DOCUMENT_WRITE, document.unit):
        return False
    if may_manage_document(account, document) or document.lead_id == account.pk:
        return True
    return document.editors.filter(account=account).exists()


def may_answer_comments(account: Account, document: Document) -> bool:
    return has(account, Permission.DOCUMENT_ANSWER, document.unit)


def may_comment(account: Account, participation: Participation) -> bool:
    """Comment for the unit that was asked. The staff who collect the comments of others do not comment for a unit."""
    return has(account, Permission.DOCUMENT_COMMENT, participation.unit)


def may_decide(account: Account, step: ApprovalStep) -> bool:
    """Decide a step herself: she holds the step's role on the document's unit, and the step's turn has come."""
    if not step.role or step.state != StepState.CURRENT:
        return False
    unit = step.document.unit
    return has(account, Permission.DOCUMENT_APPROVE, unit) and holds(account, step.role, unit)


def may_see_version(account: Account, version: Version) -> bool:
    """Whoever sees the document; and a unit that is or was asked for its comments on this very version."""
    if may_see_document(account, version.document):
        return True
    asked = Participation.objects.filter(round__version=version)
    return asked.filter(covered(account, Permission.DOCUMENT_COMMENT, path="unit__path")).exists()
