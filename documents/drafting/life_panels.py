"""The panels of synthesis, approval, adoption and issue on a document's page; the way back from a body that returned it."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from documents.drafting.access import may_answer_comments, may_decide, may_manage_document
from documents.drafting.actions.states import is_from_above, is_voted_on
from documents.drafting.models import Document, DocumentState, StepKind, StepState
from documents.drafting.panels import NextStep, Panel, register_panel
from documents.drafting.queries.adoption import adoption_of
from documents.drafting.queries.approval import StepLine, chain_of, last_submission, returned_decision, steps_waiting_for
from documents.drafting.queries.issue import BEFORE_ISSUE, issued_paper
from documents.drafting.queries.synthesis import progress
from documents.drafting.queries.tasks import DraftingTask, register_tasks
from documents.drafting.rules.types import types
from documents.register.access import may_view_register
from members.access.models import Account

STEPS_SHOWN = 10
WRITING = {DocumentState.DRAFTING, DocumentState.SYNTHESIS, DocumentState.COMMENTING}
VOTED = {DocumentState.TO_CONGRESS, DocumentState.ADOPTED, DocumentState.ISSUED}


def synthesis_panel(account: Account, document: Document) -> Panel | None:
    """How many comments are answered; while they are taken together, the way there."""
    counts = progress(document)
    if not counts.total and document.state != DocumentState.SYNTHESIS:
        return None
    step = None
    if document.state == DocumentState.SYNTHESIS and may_answer_comments(account, document):
        if counts.missing:
            url = reverse("drafting:synthesis", args=[document.pk])
            step = NextStep(f"Còn {counts.missing} trong {counts.total} ý kiến chưa có câu trả lời.", "Tổng hợp ý kiến", url)
        elif may_manage_document(account, document):
            url = reverse("drafting:synthesis-close", args=[document.pk])
            step = NextStep(f"Đã trả lời cả {counts.total} ý kiến.", "Kết thúc tổng hợp", url)
    return Panel("Tổng hợp ý kiến", "drafting/_synthesis_panel.html", {"progress": counts, "document": document}, step)


def returned_panel(account: Account, document: Document) -> Panel | None:
    """Why it came back, big, until it goes up again."""
    if document.state not in WRITING:
        return None
    if not document.steps.filter(state=StepState.RETURNED).exists():
        return None
    decision = returned_decision(chain_of(document))
    if decision is None:
        return None
    return Panel("Bị trả lại", "drafting/_approval_returned_panel.html", {"decision": decision}, is_wide=True)


def approval_panel(account: Account, document: Document) -> Panel | None:
    """The chain with its days; whose turn it is is led to her page."""
    if is_from_above(document) or document.state in {DocumentState.STOPPED, DocumentState.OUTLINE}:
        return None
    lines = chain_of(document)
    may_manage = may_manage_document(account, document)
    if not lines and not may_manage:
        return None
    context = {"lines": lines, "document": document, "is_up": document.state == DocumentState.APPROVAL}
    return Panel(
        "Duyệt", "drafting/_approval_panel.html", context, _approval_step(account, document, lines, may_manage=may_manage)
    )


def _approval_step(account: Account, document: Document, lines: list[StepLine], *, may_manage: bool) -> NextStep | None:
    url = reverse("drafting:approval", args=[document.pk])
    if document.state == DocumentState.DRAFTING and may_manage:
        send = reverse("drafting:approval-send", args=[document.pk])
        if any(line.step.state == StepState.RETURNED for line in lines):
            return NextStep("Đã sửa theo ý kiến thì trình duyệt lại.", "Trình duyệt lại", send, comes_first=True)
        return NextStep("Dự thảo đã hoàn chỉnh thì trình duyệt.", "Trình duyệt", send)
    if document.state != DocumentState.APPROVAL:
        return None
    current = next((line.step for line in lines if line.step.state == StepState.CURRENT), None)
    if current is None:
        return None
    current.document = document
    if current.kind == StepKind.PUT_TO_CONGRESS:
        return NextStep("Các bước duyệt đã xong.", "Lập bản trình đại hội", url) if may_manage else None
    sent = last_submission(document)
    if may_decide(account, current) and sent is not None and sent.made_by_id != account.pk:
        decide = reverse("drafting:approval-decide", args=[current.pk])
        return NextStep(f"{sent.name} đang chờ ý kiến của bạn ({current.body}).", "Cho ý kiến", decide)
    return NextStep(f"Đang chờ {current.body}.", "Xem chuỗi duyệt", url) if may_manage else None


def adoption_panel(account: Account, document: Document) -> Panel | None:
    if document.state not in VOTED or not is_voted_on(document):
        return None
    known = adoption_of(document)
    step = None
    if known is None and document.state == DocumentState.TO_CONGRESS and may_manage_document(account, document):
        url = reverse("drafting:adoption", args=[document.pk])
        step = NextStep("Văn kiện đang trình đại hội.", "Ghi biểu quyết", url)
    context = {"adoption": known, "document": document, "corrigenda": document.corrigenda.count() if known else 0}
    return Panel("Đại hội thông qua", "drafting/_adoption_panel.html", context, step)


def issue_panel(account: Account, document: Document) -> Panel | None:
    is_done = document.state == DocumentState.ISSUED
    if is_from_above(document) or not (is_done or document.state in BEFORE_ISSUE):
        return None
    if not is_done and not may_manage_document(account, document):
        return None
    kind = types().get(document.type)
    url = reverse("drafting:issue", args=[document.pk])
    step = None
    if not is_done:
        words = "Ban hành" if kind is None or kind.numbered else "Kết thúc, không lấy số"
        step = NextStep("Lời văn đã được thông qua." if is_voted_on(document) else "Văn bản đã được duyệt.", words, url)
    context = {
        "paper": issued_paper(document) if is_done else None,
        "document": document,
        "is_done": is_done,
        "sees_register": may_view_register(account, document.unit),
    }
    return Panel("Ban hành", "drafting/_issue_panel.html", context, step)


def steps_to_decide(account: Account, today: date) -> list[DraftingTask]:
    """Documents whose step waits for this person's own decision, for the home page."""
    tasks = []
    for step in steps_waiting_for(account)[:STEPS_SHOWN]:
        sent = last_submission(step.document) if may_decide(account, step) else None
        if sent is None or sent.made_by_id == account.pk:
            continue
        tasks.append(
            DraftingTask(
                f"Cho ý kiến: {step.document.title}",
                reverse("drafting:approval-decide", args=[step.pk]),
                "Cho ý kiến",
                f"{sent.name}, {sent.made_by.full_name} trình ngày {timezone.localtime(sent.made_at):%d/%m/%Y}",
                kind="due",
            )
        )
    return tasks


def register() -> None:
    register_tasks("approval", steps_to_decide)
    register_panel("returned", returned_panel, order=5)
    register_panel("synthesis", synthesis_panel, order=30)
    register_panel("approval", approval_panel, order=40)
    register_panel("adoption", adoption_panel, order=50)
    register_panel("issue", issue_panel, order=60)
