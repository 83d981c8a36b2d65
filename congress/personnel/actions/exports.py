"""Two people for every export of names: one asks and says what for, another one agrees, it is used once within a day (§4.7)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from congress.personnel.models import Export, ExportState
from congress.personnel.queries.exports import is_over
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record


def _note(action: str, export: Export, by: Account) -> None:
    # the purpose is kept with the export; titles may name a person and stay out of the trace
    record(action, export.congress, by=by, unit=export.congress.unit, export=export.pk, form=export.form)


@transaction.atomic
def ask_export(*, congress: Congress, form: str, title: str, parameters: Mapping[str, Any], purpose: str, by: Account) -> Export:
    """Ask for an export; asked again while the first still waits, it is the first. Raises `Refusal` without a purpose."""
    if not purpose.strip():
        raise Refusal("Hãy ghi mục đích xuất: dùng vào việc gì, giao cho ai.", field="purpose")
    locked = Congress.objects.select_for_update(of=("self",)).select_related("unit").get(pk=congress.pk)
    asked = Export.objects.filter(
        congress=locked, form=form, parameters=dict(parameters), asked_by=by, state=ExportState.ASKED
    ).first()
    if asked is not None and not is_over(asked, timezone.now()):
        return asked
    export = Export.objects.create(
        congress=locked, form=form, title=title, parameters=dict(parameters), purpose=purpose.strip(), asked_by=by
    )
    _note("personnel.export_ask", export, by)
    return export


def _waiting(export: Export, by: Account, now: datetime) -> Export:
    """The row, locked, if this person may answer it now."""
    locked = Export.objects.select_for_update(of=("self",)).select_related("congress__unit", "asked_by").get(pk=export.pk)
    if locked.asked_by_id == by.pk:
        raise Refusal("Người yêu cầu không tự đồng ý được; cần một người khác của bộ phận nhân sự.")
    if locked.state == ExportState.ASKED and is_over(locked, now):
        raise Refusal("Yêu cầu này đã quá một ngày nên hết hạn. Người yêu cầu cần gửi lại.")
    return locked


@transaction.atomic
def agree_export(*, export: Export, by: Account, now: datetime | None = None) -> Export:
    """A second person agrees; from now on it may be used once within a day. Twice is the same as once."""
    now = now or timezone.now()
    locked = _waiting(export, by, now)
    if locked.state == ExportState.AGREED and locked.decided_by_id == by.pk:
        return locked
    if locked.state != ExportState.ASKED:
        raise Refusal(f"Yêu cầu này đang ở trạng thái “{locked.get_state_display()}” nên không trả lời được nữa.")
    locked.state, locked.decided_by, locked.decided_at = ExportState.AGREED, by, now
    locked.save()
    _note("personnel.export_agree", locked, by)
    return locked


@transaction.atomic
def refuse_export(*, export: Export, reason: str, by: Account, now: datetime | None = None) -> Export:
    """A second person says no, and why."""
    now = now or timezone.now()
    locked = _waiting(export, by, now)
    if locked.state == ExportState.REFUSED and locked.decided_by_id == by.pk:
        return locked
    if locked.state != ExportState.ASKED:
        raise Refusal(f"Yêu cầu này đang ở trạng thái “{locked.get_state_display()}” nên không trả lời được nữa.")
    if not reason.strip():
        raise Refusal("Hãy ghi lý do không đồng ý.", field="reason")
    locked.state, locked.decided_by, locked.decided_at = ExportState.REFUSED, by, now
    locked.refused_because = reason.strip()
    locked.save()
    _note("personnel.export_refuse", locked, by)
    return locked


@transaction.atomic
def use_export(*, export: Export, by: Account, rendering: int | None = None, now: datetime | None = None) -> Export:
    """The person who asked takes it out, once, within a day of the second person's yes; `rendering`: the print made for it.

    Raises `Refusal` for everybody else, and when it was used, refused or too late.
    """
    now = now or timezone.now()
    locked = Export.objects.select_for_update(of=("self",)).select_related("congress__unit").get(pk=export.pk)
    if locked.asked_by_id != by.pk:
        raise Refusal("Chỉ người đã yêu cầu mới được xuất văn bản này. Hãy tạo yêu cầu của mình.")
    if locked.state == ExportState.USED:
        raise Refusal("Yêu cầu này đã được dùng một lần. Muốn xuất lại, hãy tạo yêu cầu mới.")
    if locked.state != ExportState.AGREED:
        raise Refusal("Chưa có người thứ hai đồng ý nên chưa xuất được.")
    if is_over(locked, now):
        raise Refusal("Sự đồng ý đã quá một ngày nên hết hạn. Hãy tạo yêu cầu mới.")
    locked.state, locked.used_at, locked.rendering = ExportState.USED, now, rendering
    locked.save()
    _note("personnel.export_use", locked, by)
    return locked
