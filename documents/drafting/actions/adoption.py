"""The text is put to the congress, changed and adopted by it; from then on it is put right only by a corrigendum."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from documents.drafting.actions.approval import finish_step
from documents.drafting.actions.locks import lock_document, require_revision
from documents.drafting.actions.sections import write_section
from documents.drafting.actions.states import is_voted_on, move_document
from documents.drafting.actions.versions import hash_of, make_version
from documents.drafting.models import (
    Adoption,
    Corrigendum,
    Document,
    DocumentState,
    DraftSection,
    StepKind,
    Version,
    VersionKind,
)
from documents.drafting.queries.adoption import threshold_of
from documents.drafting.queries.approval import congress_text, last_submission
from documents.drafting.queries.documents import working_text
from documents.drafting.queries.figures import figures_of, names_in
from documents.drafting.rules.approval import SETTLED, Vote
from documents.drafting.rules.approval import StepState as PlannedState
from documents.drafting.rules.states import is_frozen
from documents.drafting.rules.text import Block
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.actions import SCANS, store_file

LONGEST_NOTE = 10_000


def hash_now(document: Document) -> str:
    """The hash of the working text with the values of its figures, as a version of it would have."""
    text = working_text(document)
    values = figures_of(document)
    return hash_of(text, {name: values[name] for name in names_in(text) if name in values})


@transaction.atomic
def prepare_congress_text(*, document: Document, by: Account, today: date, revision: int | None = None) -> Version:
    """Freeze "Bản trình đại hội", the very text that was approved, and put the document before the congress.

    Raises Refusal while a body of the chain has still to decide, and where text or figures are no longer what was approved.
    """
    locked = lock_document(document)
    if locked.state == DocumentState.TO_CONGRESS and (made := congress_text(locked)) is not None:
        return made
    require_revision(locked, revision)
    if not is_voted_on(locked):
        raise Refusal("Loại văn bản này không trình đại hội biểu quyết.")
    sent = last_submission(locked)
    open_steps = [
        step
        for step in locked.steps.exclude(kind__in=[StepKind.PUT_TO_CONGRESS, StepKind.ADOPT])
        if PlannedState(step.state) not in SETTLED
    ]
    if locked.state != DocumentState.APPROVAL or sent is None:
        raise Refusal("Văn bản chưa được trình duyệt nên chưa trình đại hội được.")
    if open_steps:
        raise Refusal(f"Còn bước “{open_steps[0]}” chưa có kết quả. Hãy ghi kết quả rồi lập bản trình đại hội.")
    if sent.hash != hash_now(locked):
        raise Refusal(f"Lời văn hoặc số liệu đã khác {sent.name} được duyệt. Hãy chuyển về soạn thảo và trình duyệt lại bản mới.")
    version = make_version(document=locked, kind=VersionKind.CONGRESS_TEXT, by=by)
    finish_step(
        locked, StepKind.PUT_TO_CONGRESS, version=version, opinion=f"Đã lập {version.name}.", decided_by=by.full_name, by=by,
        on=today,
    )  # fmt: skip
    move_document(document=locked, to=DocumentState.TO_CONGRESS, by=by)
    record("adoption.prepare", version, by=by, unit=locked.unit, document=locked.pk, hash=version.hash)
    return version


@transaction.atomic
def write_at_congress(
    *, section: DraftSection, heading: str, style: str | None, blocks: Sequence[Block], based_on: int, by: Account
) -> DraftSection:
    """Write what the congress changed, before the vote is recorded. Raises Refusal in every other state."""
    document = lock_document(section.document)
    if document.state != DocumentState.TO_CONGRESS:
        raise Refusal("Chỉ sửa theo ý kiến đại hội khi văn bản đang trình đại hội. Hãy tải lại trang.")
    return write_section(
        section=section, heading=heading, style=style, blocks=blocks, based_on=based_on, cause="đại hội sửa", by=by, anyway=True
    )


@transaction.atomic
def record_adoption(
    *,
    document: Document,
    adopted_on: date,
    present: int,
    in_favour: int,
    against: int,
    other: int,
    by: Account,
    today: date,
    note: str = "",
    upload: File | None = None,  # type: ignore[type-arg]
    revision: int | None = None,
) -> Adoption:
    """Write down the congress's vote; the text as it stands becomes "Bản chính thức". Twice is the same as once.

    Raises Refusal for figures that don't add up, for a vote that isn't carried by the rule set of the congress, for a day to
    come, and for a text that was changed without saying what the congress changed.
    """
    locked = lock_document(document)
    if (known := Adoption.objects.filter(document=locked).first()) is not None:
        return known
    require_revision(locked, revision)
    put = congress_text(locked)
    if locked.state != DocumentState.TO_CONGRESS or put is None:
        raise Refusal("Văn bản chưa trình đại hội nên chưa ghi biểu quyết được.")
    if adopted_on > today:
        raise Refusal(f"Ngày {adopted_on:%d/%m/%Y} chưa tới. Hãy ghi ngày đại hội biểu quyết.", field="adopted_on")
    rule = threshold_of(locked)
    vote = Vote(present, in_favour, against, other, rule.fraction)
    if vote.problem:
        raise Refusal(vote.problem, field="present")
    if not vote.is_carried:
        raise Refusal(
            f"Chưa đủ để thông qua: {in_favour} đồng ý, theo quy tắc {vote.rule_sentence} ({rule.source}).", field="in_favour"
        )
    note = note.strip()[:LONGEST_NOTE]
    if put.hash != hash_now(locked) and not note:
        raise Refusal("Lời văn đã khác bản trình đại hội. Hãy ghi đại hội sửa những gì.", field="note")
    scan = store_file(upload=upload, by=by, allowed=SCANS, limit=settings.SCAN_LIMIT) if upload is not None else None
    version = make_version(document=locked, kind=VersionKind.OFFICIAL, by=by, summary=note[:500])
    adoption = Adoption.objects.create(
        document=locked, put=put, adopted=version, adopted_on=adopted_on, present=present, in_favour=in_favour, against=against,
        other=other, note=note, scan=scan, recorded_by=by,
    )  # fmt: skip
    said = f"{in_favour}/{present} đồng ý, {against} không đồng ý, {other} ý kiến khác"
    finish_step(locked, StepKind.ADOPT, version=version, opinion=said, decided_by="Đại hội", by=by, on=adopted_on, scan=scan)
    move_document(document=locked, to=DocumentState.ADOPTED, by=by)
    record(
        "adoption.record", adoption, by=by, unit=locked.unit, document=locked.pk, present=present, in_favour=in_favour,
        against=against, other=other, changed=put.hash != version.hash,
    )  # fmt: skip
    return adoption


@transaction.atomic
def correct_text(
    *,
    section: DraftSection,
    heading: str,
    style: str | None,
    blocks: Sequence[Block],
    based_on: int,
    reason: str,
    agreed_by: str,
    by: Account,
) -> Corrigendum:
    """Đính chính: a mistake in what was adopted or issued is put right in a new version; the old one is kept.

    Raises Refusal without a reason, without who agreed, where nothing is changed, and before the text was adopted or issued.
    """
    document = lock_document(section.document)
    if not is_frozen(document.state):
        raise Refusal("Văn bản chưa thông qua hoặc ban hành thì sửa thẳng vào lời văn, không cần đính chính.")
    reason, agreed_by = " ".join(reason.split()), " ".join(agreed_by.split())
    if not reason:
        raise Refusal("Hãy ghi lý do đính chính.", field="reason")
    if not agreed_by:
        raise Refusal("Hãy ghi người hoặc cơ quan đồng ý đính chính.", field="agreed_by")
    before = document.versions.filter(is_current=True).first()
    if before is None:
        raise Refusal("Văn bản chưa có bản chính thức nên chưa đính chính được.")
    written = write_section(
        section=section,
        heading=heading,
        style=style,
        blocks=blocks,
        based_on=based_on,
        cause=f"đính chính: {reason}"[:200],
        by=by,
        anyway=True,
    )
    after = make_version(document=document, kind=VersionKind.CORRECTED, by=by, summary=reason[:500])
    if written.revision == based_on or after.pk == before.pk:
        raise Refusal("Lời văn chưa thay đổi. Hãy sửa chỗ sai rồi lưu đính chính.")
    number = document.corrigenda.count() + 1
    corrigendum = Corrigendum.objects.create(
        document=document, number=number, before=before, after=after, reason=reason[:500], agreed_by=agreed_by[:200], made_by=by
    )
    record(
        "corrigendum.make", corrigendum, by=by, unit=document.unit, reason=reason[:300], document=document.pk,
        before=before.hash, after=after.hash,
    )  # fmt: skip
    return corrigendum
