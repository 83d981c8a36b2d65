"""The issued PDF is kept once, with its hash, and never again."""

import hashlib
import logging
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from documents.printing.models import Output
from documents.register.actions.series import require_keeper
from documents.register.models import OutgoingPaper
from documents.register.queries import waiting_to_freeze
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import hold_chain, record
from members.files.actions import PDF, store_file
from members.files.models import StoredFile

logger = logging.getLogger(__name__)
AT_ONCE = 50


@transaction.atomic
def freeze_issued(outgoing_id: int, output: Output) -> OutgoingPaper:
    """Keep the bytes that were printed for an issued paper, with their SHA-256. Twice is the same as once.

    Only what its own print gave is kept, and no draft; a paper that was voided meanwhile keeps nothing.
    """
    hold_chain()
    paper = (
        OutgoingPaper.objects.select_for_update(of=("self",)).select_related("unit", "rendering", "issued_by").get(pk=outgoing_id)
    )
    if paper.pdf_id is not None or not paper.is_issued:
        return paper
    print_of_it = paper.rendering
    if print_of_it is None or print_of_it.draft or print_of_it.content_hash != output.key:
        logger.warning("Output %s is not the print of outgoing paper %s", output.pk, outgoing_id)
        return paper
    content = bytes(output.pdf)
    stored = StoredFile.objects.create(
        name=f"{paper.symbol.replace('/', '-')}.pdf",
        content_type=PDF,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_by=paper.issued_by,
    )
    return _keep(paper, stored, by=None)


def freeze_printed() -> int:
    """Keep the prints whose worker died between printing and keeping. How many there were."""
    done = 0
    for paper in waiting_to_freeze().select_related("rendering__output")[:AT_ONCE]:
        if paper.rendering is not None and paper.rendering.output is not None:
            done += freeze_issued(paper.pk, paper.rendering.output).pdf_id is not None
    return done


@transaction.atomic
def supply_pdf(*, paper: OutgoingPaper, upload: "File[Any]", by: Account) -> OutgoingPaper:
    """Keep the PDF of a paper that was made elsewhere, or that the program couldn't print. Once: another is refused."""
    require_keeper(by, paper.unit)
    stored = store_file(upload=upload, by=by, allowed=[PDF], limit=settings.SCAN_LIMIT)
    hold_chain()
    locked = OutgoingPaper.objects.select_for_update(of=("self",)).select_related("unit", "rendering").get(pk=paper.pk)
    if not locked.is_issued:
        raise Refusal("Chỉ văn bản đã phát hành mới có bản PDF. Hãy cấp số cho văn bản trước.")
    printed = locked.rendering
    if locked.pdf_id is None and printed is not None and (printed.is_open or (printed.output_id and not printed.draft)):
        raise Refusal("Chương trình đang in văn bản này. Hãy chờ in xong rồi mở lại trang.", field="file")
    if locked.pdf_id is not None:
        if locked.sha256 != stored.sha256:
            raise Refusal("Bản PDF phát hành đã được lưu và khoá. Bản có chữ ký thì đính kèm ở mục “Bản đã ký”.", field="file")
        stored.delete()
        return locked
    return _keep(locked, stored, by=by)


def _keep(paper: OutgoingPaper, stored: StoredFile, *, by: Account | None) -> OutgoingPaper:
    paper.pdf, paper.sha256, paper.frozen_at = stored, stored.sha256, timezone.now()
    paper.save(update_fields=["pdf", "sha256", "frozen_at"])
    record("outgoing.freeze", paper, by=by, unit=paper.unit, sha256=stored.sha256, size=stored.size)
    return paper
