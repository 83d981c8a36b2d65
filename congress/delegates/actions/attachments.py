"""Scans that go with a list."""

from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from congress.delegates.actions.lists import lock_list_row, require_with_the_unit, touch_list
from congress.delegates.models import Attachment, AttachmentKind, DelegateList
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.actions import SCANS, store_file


@transaction.atomic
def attach_file(*, delegate_list: DelegateList, kind: str, upload: "File[Any]", by: Account) -> Attachment:
    """Attach a scan (PDF, JPEG, PNG by content, at most `SCAN_LIMIT`) while the list is with its unit.

    The list's revision is not asked: a scan that arrives beside somebody's typing takes nothing from her.
    """
    if kind not in AttachmentKind.values:
        raise Refusal("Hãy chọn loại tài liệu.", field="kind")
    locked = lock_list_row(delegate_list)
    require_with_the_unit(locked)
    stored = store_file(upload=upload, by=by, allowed=SCANS, limit=settings.SCAN_LIMIT)
    same = locked.attachments.filter(removed_at=None, kind=kind, file__sha256=stored.sha256).first()
    if same is not None:
        stored.delete()
        return same
    attachment = Attachment.objects.create(delegate_list=locked, kind=kind, file=stored)
    touch_list(locked)
    record("list.attach", locked, by=by, unit=locked.electing_unit.lead_unit, kind=kind, file=stored.name, size=stored.size)
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: Account) -> Attachment:
    """Take a scan away while the list is with its unit; its bytes stay, for what was sent with it."""
    locked = lock_list_row(attachment.delegate_list)
    row = Attachment.objects.select_related("file").defer("file__content").get(pk=attachment.pk)
    if row.removed_at is not None:
        return row
    require_with_the_unit(locked)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    touch_list(locked)
    record("list.detach", locked, by=by, unit=locked.electing_unit.lead_unit, kind=row.kind, file=row.file.name)
    return row
