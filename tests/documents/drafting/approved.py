"""Documents further on in their life: before the congress, adopted, approved."""

from typing import Any

from documents.drafting.actions.adoption import prepare_congress_text, record_adoption
from documents.drafting.actions.approval import decide_step, send_for_approval, skip_step
from documents.drafting.actions.states import move_document
from documents.drafting.models import Adoption, Document, DocumentState, StepKind, StepState
from documents.drafting.rules.types import type_named
from members.access.models import Account
from tests.documents.drafting.synthesised import TODAY, Work, make_work
from tests.factories import make_account, make_document, make_province, make_text


def walk(document: Document, people: dict[str, Account], *, staff: Account) -> None:
    """Every body that is asked agrees, up to the congress's own steps."""
    while (
        step := document.steps.filter(state=StepState.CURRENT)
        .exclude(kind__in=[StepKind.PUT_TO_CONGRESS, StepKind.ADOPT])
        .first()
    ):
        by = people.get(step.role, staff)
        if step.kind == StepKind.CONSULT:
            skip_step(step=step, reason="Không lấy ý kiến.", by=staff)
            continue
        decide_step(
            step=step, outcome="agreed", opinion="", by=by, today=TODAY, decided_by="Đại tá Trần Văn Minh", decided_on=TODAY
        )


def before_the_congress(**fields: Any) -> Work:
    work = make_work(**fields)
    send_for_approval(document=work.document, by=work.staff, today=TODAY)
    walk(work.document, {"head": work.head, "leadership": work.leader}, staff=work.staff)
    prepare_congress_text(document=work.document, by=work.staff, today=TODAY)
    work.document.refresh_from_db()
    return work


def vote(work: Work, **more: Any) -> Adoption:
    values: dict[str, Any] = {
        "adopted_on": TODAY, "present": 147, "in_favour": 140, "against": 5, "other": 2, "by": work.staff, "today": TODAY,
    }  # fmt: skip
    return record_adoption(**{"document": work.document} | values | more)


def approved_document(**fields: Any) -> tuple[Document, Account, Account]:
    """A kế hoạch that its bodies approved, its author, and the head."""
    province = fields.pop("province", None) or make_province(place="Hà Sơn")
    staff, head = make_account("standing", province), make_account("head", province)
    leader = make_account("leadership", province)
    values: dict[str, Any] = {"type": "ke-hoach-dai-hoi", "title": "Tổ chức đại hội phụ nữ các cấp"} | fields
    text = values.pop("text", make_text("Tổ chức đại hội trong quý IV.", "Các đơn vị triển khai thực hiện./."))
    document = make_document(province, by=staff, text=text, **values)
    document = move_document(document=document, to=DocumentState.DRAFTING, by=staff)
    consult = [
        place for place, step in enumerate(type_named(document.type).chain_at("tinh"), start=1) if step.kind == "xin_y_kien"
    ]
    send_for_approval(document=document, by=staff, today=TODAY, skipped=dict.fromkeys(consult, "Không lấy ý kiến."))
    walk(document, {"head": head, "leadership": leader}, staff=staff)
    document.refresh_from_db()
    return document, staff, head
