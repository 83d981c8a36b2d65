"""The paper as it was signed and stamped."""

from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from documents.register.actions.series import require_keeper
from documents.register.models import OutgoingPaper, SignedScan
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import hold_chain, record
from members.files.actions import SCANS, store_file


@transaction.atomic
def attach_signed_scan(*, paper: OutgoingPaper, upload: "File[Any]", by: Account, note: str = "") -> SignedScan:
    """Add the signed paper (a PDF with its signatures, or a scan). Earlier ones stay; the same file twice is one.

    Raises Refusal for a number that isn't issued, another keeper's register, a file that is no scan.
    """
    require_keeper(by, paper.unit)
    stored = store_file(upload=upload, by=by, allowed=SCANS, limit=settings.SCAN_LIMIT)
    hold_chain()
    locked = OutgoingPaper.objects.select_for_update(of=("self",)).select_related("unit").get(pk=paper.pk)
    if not locked.is_issued:
        raise Refusal("Chỉ đính kèm bản đã ký cho văn bản đã phát hành. Hãy cấp số cho văn bản trước.", field="file")
    same = locked.scans.filter(file__sha256=stored.sha256).first()
    if same is not None:
        stored.delete()
        return same
    scan = SignedScan.objects.create(paper=locked, file=stored, note=note.strip(), attached_by=by)
    record("outgoing.scan", locked, by=by, unit=locked.unit, file=stored.name, sha256=stored.sha256, size=stored.size)
    return scan
