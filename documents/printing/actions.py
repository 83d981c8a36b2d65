"""What may happen to a print. Each step is one UPDATE that only one worker wins; every step may be done twice."""

import hashlib
import logging
import secrets
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError

from documents.printing import engine
from documents.printing.access import may_print
from documents.printing.clearing import hold_parts
from documents.printing.forms import form_of
from documents.printing.joining import Anchor, Fragment, SignatureField, anchors_in, join
from documents.printing.models import FOLLOWS, Output, Part, Rendering, RenderingState
from documents.printing.planning import DRAFT, Marks, key_of, parts_of
from documents.printing.queries import (
    ATTEMPTS,
    WORKING_FOR,
    attempts_left,
    forgotten_renderings,
    free,
    unfinished_parts,
)
from documents.printing.sealed import closed_fragment, closed_pdf, closed_source, opened_fragment, source_of
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record

if TYPE_CHECKING:
    from members.units.models import Unit

logger = logging.getLogger(__name__)

FAILED_IN_PROGRAM = "Không in được vì chương trình gặp lỗi. Hãy bấm “In lại”; nếu vẫn không được, báo người quản trị."
STOPPED_MIDWAY = "Việc in đã dừng giữa chừng nhiều lần. Hãy bấm “In lại”; nếu vẫn không được, báo người quản trị."
NOTHING_TO_PRINT = "Văn bản không có nội dung nào để in. Hãy kiểm tra lại danh sách rồi in lại."
NOT_ANY_MORE = "Bạn không còn quyền in văn bản này. Hãy liên hệ người quản lý danh sách."
FORM_GONE = "Mẫu văn bản này không còn trong chương trình. Hãy chọn mẫu khác rồi in lại."
HELPERS = 7
# where it stands in the layout, the field's name, what is read out
FIELDS = (
    ("ky-nguoi-ky", "NguoiKy", "Chữ ký của người ký văn bản"),
    ("ky-co-quan", "CoQuan", "Chữ ký số của cơ quan, tại vị trí con dấu"),
)


@transaction.atomic
def request_rendering(
    *,
    form: str,
    parameters: Mapping[str, Any],
    by: Account,
    unit: "Unit | None" = None,
    congress: int | None = None,
    draft: bool = False,
) -> Rendering:
    """Ask for a paper. The row is there at once; a worker is woken when the transaction has ended.

    Asked twice by the same person while the first is still being made, it is the first that is given back. A broker
    that is away is no error: the row waits. Raises Refusal for a form that doesn't exist or that `by` may not print.
    """
    known = form_of(form)
    if known is None or not may_print(by, form, parameters):
        raise Refusal("Bạn không in được văn bản này. Hãy liên hệ người quản lý danh sách.")
    same = Rendering.objects.filter(
        form=form,
        parameters=dict(parameters),
        requested_by=by,
        draft=draft,
        state__in=[RenderingState.QUEUED, RenderingState.WORKING],
    ).first()
    if same is not None:
        return same
    rendering = Rendering.objects.create(
        form=form,
        title=known.title_of(parameters)[:250],
        parameters=dict(parameters),
        requested_by=by,
        unit=unit,
        congress=congress,
        draft=draft,
        woken_at=timezone.now(),
    )
    if known.confidential:
        record("personnel.print", by=by, unit=unit, form=form, rendering=rendering.pk)
    else:
        record("rendering.request", rendering, by=by, unit=unit, form=form)
    transaction.on_commit(partial(wake, rendering.pk))
    return rendering


@transaction.atomic
def retry_rendering(*, rendering: Rendering, by: Account) -> Rendering:
    """Put a failed print, or one that was cleared away, back into the queue, with all its attempts."""
    locked = Rendering.objects.select_for_update(of=("self",)).get(pk=rendering.pk)
    if locked.state not in {RenderingState.FAILED, RenderingState.CLEARED}:
        return locked
    Part.objects.filter(key__in=locked.part_keys, state=RenderingState.FAILED).update(
        state=RenderingState.QUEUED, attempts=0, error="", claimed_until=None
    )
    _move(locked.pk, RenderingState.QUEUED, attempts=0, error="", claimed_until=None, finished_at=None, woken_at=timezone.now())
    known = form_of(locked.form)
    if known is not None and known.confidential:
        record("personnel.print_again", by=by, unit=locked.unit, form=locked.form, rendering=locked.pk)
    else:
        record("rendering.retry", locked, by=by, unit=locked.unit)
    transaction.on_commit(partial(wake, locked.pk))
    locked.refresh_from_db()
    return locked


def wake(rendering_id: int, *, times: int = 1, first: int = 0) -> None:
    """Tell the workers that there is something to do; say nothing when the broker is away, for beat asks again."""
    from documents.printing.tasks import work_on  # noqa: PLC0415 -- leaf: the domain queues this task

    try:
        for helper in range(first, first + times):
            work_on.delay(rendering_id, helper)
    except (OperationalError, OSError) as trouble:
        logger.warning("No broker: print %s waits for beat (%s)", rendering_id, trouble)


def perform_rendering(rendering_id: int, *, helper: int = 0) -> None:
    """Do what there is to do for a print: plan it, render parts until none is free, join them. Twice is the same as once."""
    _plan_if_queued(rendering_id)
    rendering = Rendering.objects.filter(pk=rendering_id, state=RenderingState.WORKING).first()
    if rendering is None or not rendering.part_keys:
        return
    _render_parts(rendering, helper=helper)
    _join_if_ready(rendering)


def queue_again() -> int:
    """Wake the workers for every print that nobody works on; give up what has died too often. The number woken."""
    now = timezone.now()
    for rendering in forgotten_renderings(now).exclude(attempts_left())[:200]:
        _fail(rendering.pk, STOPPED_MIDWAY)
    Part.objects.filter(free(now), state=RenderingState.WORKING, attempts__gte=ATTEMPTS).update(
        state=RenderingState.FAILED, error=STOPPED_MIDWAY, claimed_until=None
    )
    woken = list(forgotten_renderings(now).order_by("requested_at").values_list("pk", flat=True)[:200])
    Rendering.objects.filter(pk__in=woken).update(woken_at=now)
    for pk in woken:
        wake(pk)
    return len(woken)


# --- steps --------------------------------------------------------------------------------------------------------


def claim(rendering_id: int, *, state: str) -> bool:
    """Whether it is ours now. One UPDATE decides; the claim ends by itself, in case we are killed."""
    now = timezone.now()
    claimed = Rendering.objects.filter(free(now), pk=rendering_id, state=state).update(
        claimed_until=now + WORKING_FOR, started_at=models.functions.Coalesce(F("started_at"), now)
    )
    return claimed == 1


def claim_part(part_id: int) -> bool:
    now = timezone.now()
    claimed = Part.objects.filter(
        free(now), attempts_left(), pk=part_id, state__in=[RenderingState.QUEUED, RenderingState.WORKING]
    ).update(state=RenderingState.WORKING, claimed_until=now + WORKING_FOR, attempts=F("attempts") + 1)
    return claimed == 1


def _move(rendering_id: int, to: str, **values: Any) -> bool:
    allowed = [state for state, following in FOLLOWS.items() if to in following]
    return Rendering.objects.filter(pk=rendering_id, state__in=allowed).update(state=to, **values) == 1


def _fail(rendering_id: int, sentence: str) -> None:
    _move(rendering_id, RenderingState.FAILED, error=sentence, finished_at=timezone.now(), claimed_until=None)


def _plan_if_queued(rendering_id: int) -> None:
    if not claim(rendering_id, state=RenderingState.QUEUED):
        return
    Rendering.objects.filter(pk=rendering_id).update(attempts=F("attempts") + 1)
    rendering = Rendering.objects.select_related("requested_by").get(pk=rendering_id)
    try:
        _plan(rendering)
    except (Refusal, engine.LettersMissing) as refusal:
        _fail(rendering_id, str(refusal))
    except Exception:
        logger.exception("Planning print %s failed", rendering_id)
        if rendering.attempts >= ATTEMPTS:
            _fail(rendering_id, FAILED_IN_PROGRAM)
        else:
            Rendering.objects.filter(pk=rendering_id).update(claimed_until=None)


def _plan(rendering: Rendering) -> None:
    """From the form's content to parts, most of which may be there already."""
    form = form_of(rendering.form)
    if form is None:
        raise Refusal(FORM_GONE)
    # between asking and printing her role may have ended and a list may have been reopened
    if not may_print(rendering.requested_by, rendering.form, rendering.parameters):
        raise Refusal(NOT_ANY_MORE)
    content = form.collect(rendering.parameters, rendering.requested_by)
    asked = (rendering.parameters, rendering.requested_by)
    draft = rendering.draft or form.is_draft(*asked)
    marks = Marks(form.watermark(*asked) or (DRAFT if draft else ""), form.margin_note(*asked))
    sources = parts_of(form.pieces(content), marks=marks, fields=form.signature_fields)
    if not sources:
        raise Refusal(NOTHING_TO_PRINT)
    salt = secrets.token_hex(16) if form.seal else ""
    keys = [key_of(source, salt=salt) for source in sources]
    with_fields = ["signature fields"] if form.signature_fields else []
    content_hash = hashlib.sha256("\n".join([*keys, rendering.title, *with_fields]).encode()).hexdigest()
    with transaction.atomic():
        hold_parts()
        # a part that failed for an earlier print gets its chance again
        Part.objects.filter(key__in=keys, state=RenderingState.FAILED).update(state=RenderingState.QUEUED, attempts=0, error="")
        there = set(Part.objects.filter(key__in=keys).values_list("key", flat=True))
        missing = {key: source for key, source in zip(keys, sources, strict=True) if key not in there}
        Part.objects.bulk_create(
            [Part(key=key, source=closed_source(form, key, source)) for key, source in missing.items()],
            ignore_conflicts=True,
            batch_size=100,
        )
        _move(
            rendering.pk,
            RenderingState.WORKING,
            draft=draft,
            part_keys=keys,
            content_hash=content_hash,
            parts_total=len(keys),
            parts_done=Part.objects.filter(key__in=keys, state=RenderingState.DONE).count(),
            claimed_until=None,
        )
    if len(missing) > 1:
        wake(rendering.pk, times=min(len(missing) - 1, HELPERS), first=1)


def _render_parts(rendering: Rendering, *, helper: int) -> None:
    """Render what is free. Helpers begin at different places, so that they seldom reach for the same part."""
    waiting = {part.key: part.pk for part in unfinished_parts(rendering.part_keys).only("key", "pk")}
    parts = [waiting[key] for key in dict.fromkeys(rendering.part_keys) if key in waiting]
    if helper % 2:
        parts.reverse()
    for part_id in parts:
        if claim_part(part_id):
            render_part(part_id)
            left = unfinished_parts(rendering.part_keys).count()
            Rendering.objects.filter(pk=rendering.pk, state=RenderingState.WORKING).update(
                parts_done=len(rendering.part_keys) - left, woken_at=timezone.now()
            )


def render_part(part_id: int) -> None:
    """Render a part that is ours, and keep what came out."""
    part = Part.objects.get(pk=part_id)
    values: dict[str, Any]
    try:
        source = source_of(part)
        fragment = engine.render(
            source["body"],
            style=source["style"],
            tables=source["tables"],
            sheets=source["sheets"],
            start=source["start"],
            papers=source["papers"],
            numbered=source["numbered"],
            note=source.get("note", ""),
        )
        values = {
            "state": RenderingState.DONE,
            "fragment": closed_fragment(part, fragment.to_bytes()),
            "pages": len(fragment.pages),
            "error": "",
        }
    except engine.LettersMissing as refusal:
        values = {"state": RenderingState.FAILED, "error": str(refusal)}
    except Exception:
        logger.exception("Part %s failed", part.key)
        values = {
            "state": RenderingState.FAILED if part.attempts >= ATTEMPTS else RenderingState.QUEUED,
            "error": FAILED_IN_PROGRAM,
        }
    Part.objects.filter(pk=part_id).exclude(state=RenderingState.DONE).update(claimed_until=None, **values)


def _join_if_ready(rendering: Rendering) -> None:
    left = list(unfinished_parts(rendering.part_keys).values_list("state", "error"))
    failed = [error for state, error in left if state == RenderingState.FAILED]
    if failed:
        _fail(rendering.pk, failed[0])
        return
    if left or not claim(rendering.pk, state=RenderingState.WORKING):
        return
    output = Output.objects.filter(key=rendering.content_hash).defer("pdf").first() or _joined(rendering)
    # whoever else waits for the very same content has it now as well
    waiting = Rendering.objects.filter(content_hash=rendering.content_hash, state=RenderingState.WORKING)
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        _finish(pk, output)


def _finish(rendering_id: int, output: Output) -> None:
    """Mark a print done together with whatever its form does then; neither happens without the other."""
    try:
        with transaction.atomic():
            _mark_done(rendering_id, output)
    except Refusal as refusal:
        _fail(rendering_id, str(refusal))
    except Exception:
        logger.exception("What follows print %s failed", rendering_id)
        # it is tried again when beat finds it; a planned print has one attempt behind it
        Rendering.objects.filter(pk=rendering_id).update(attempts=F("attempts") + 1, claimed_until=None)
        if Rendering.objects.filter(pk=rendering_id, attempts__gte=ATTEMPTS).exists():
            _fail(rendering_id, FAILED_IN_PROGRAM)


def _mark_done(rendering_id: int, output: Output) -> None:
    locked = Rendering.objects.select_for_update(of=("self",)).filter(pk=rendering_id, state=RenderingState.WORKING).first()
    if locked is None:
        return
    _move(
        rendering_id,
        RenderingState.DONE,
        output=output,
        pages=output.pages,
        parts_done=F("parts_total"),
        finished_at=timezone.now(),
        claimed_until=None,
        error="",
    )
    locked.refresh_from_db()
    if (form := form_of(locked.form)) is not None:
        form.finished(locked, output)


def _joined(rendering: Rendering) -> Output:
    stored = dict(Part.objects.filter(key__in=rendering.part_keys).values_list("key", "fragment"))
    form = form_of(rendering.form)
    fragments = {key: Fragment.from_bytes(opened_fragment(form, key, bytes(data or b""))) for key, data in stored.items()}
    ordered = [fragments[key] for key in rendering.part_keys]
    anchors = anchors_in(ordered)
    fields = places_to_sign(anchors) if form is not None and form.signature_fields else []
    pdf = join(ordered, title=rendering.title, profile=engine.colour_profile(), signatures=fields)
    output, _made = Output.objects.get_or_create(
        key=rendering.content_hash,
        defaults={
            **closed_pdf(form, rendering.content_hash, pdf),
            "sha256": hashlib.sha256(pdf).hexdigest(),
            "size": len(pdf),
            "pages": sum(len(fragment.pages) for fragment in ordered),
            "anchors": anchors,
        },
    )
    if form is not None and form.seal is not None:
        # nobody else can use them
        Part.objects.filter(key__in=rendering.part_keys).delete()
    return output


def places_to_sign(anchors: Sequence[Anchor]) -> list[SignatureField]:
    """The fields of a document's signature block: the person first, the organisation second (formats §4.4)."""
    known = {anchor[0]: anchor for anchor in anchors}
    return [SignatureField(name, label, known[at]) for at, name, label in FIELDS if at in known]
