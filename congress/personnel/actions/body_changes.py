"""Branch E: somebody joins or leaves the body in mid-term, and her office begins or ends with it (procedure.md §4.2 E)."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from congress.personnel.models import BodyChange, BodyChangeKind, GoesBecause, SealedFile
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.people.actions import begin_office, end_office
from members.people.models import Member, Office


@transaction.atomic
def change_body(
    *,
    congress: Congress,
    member: Member,
    kind: str,
    position: str,
    because: str,
    on: date,
    decision: str,
    scan: SealedFile | None = None,
    today: date,
    by: Account,
) -> BodyChange:
    """Record the change and the office that begins on this day, or whose last day is the day before.

    `cho_thoi` ends the one post, `thoi_tham_gia` every post she holds in the body. Twice is the same as once. Raises
    `Refusal` for somebody who is no member of it (leaving) or is in that post already (joining).
    """
    locked = Congress.objects.select_for_update(of=("self",)).select_related("unit").get(pk=congress.pk)
    if found := BodyChange.objects.filter(congress=locked, member=member, kind=kind, on=on).first():
        return found if scan is None or found.scan_id else keep_decision(change=found, scan=scan, by=by)
    if not decision.strip():
        raise Refusal("Hãy ghi quyết định: số, ngày, cơ quan ký.", field="decision")
    if on > today:
        raise Refusal("Ngày thay đổi không thể ở tương lai.", field="on")
    if kind != BodyChangeKind.ADDED and because not in GoesBecause.values:
        raise Refusal("Hãy chọn lý do.", field="because")
    try:
        with transaction.atomic():
            change = BodyChange.objects.create(
                congress=locked,
                member=member,
                kind=kind,
                position=position,
                because="" if kind == BodyChangeKind.ADDED else because,
                on=on,
                decision=decision,
                scan=scan,
                recorded_by=by,
            )
    except IntegrityError as error:
        raise Refusal("Thay đổi này vừa được ghi rồi.") from error
    if kind == BodyChangeKind.ADDED:
        begin_office(member=member, unit=locked.unit, position=position, starts_on=on, basis=decision, by=by)
    else:
        _leave(locked, member, position if kind == BodyChangeKind.RELIEVED else "", on, decision, by)
    record("personnel.body_change", locked, by=by, unit=locked.unit)
    return change


@transaction.atomic
def keep_decision(*, change: BodyChange, scan: SealedFile, by: Account) -> BodyChange:
    """The signed decision came later than the change, or is kept anew; an earlier scan stays with the congress's files."""
    locked = BodyChange.objects.select_for_update(of=("self",)).select_related("congress__unit").get(pk=change.pk)
    locked.scan = scan
    locked.save(update_fields=["scan"])
    congress = locked.congress
    record("personnel.body_change_scan", congress, by=by, unit=congress.unit, change=locked.pk)
    return locked


def _leave(congress: Congress, member: Member, position: str, on: date, decision: str, by: Account) -> None:
    held = Office.objects.filter(member=member, unit=congress.unit, ends_on=None)
    offices = list(held.filter(position=position) if position else held)
    if not offices:
        raise Refusal(
            "Đồng chí này hiện không giữ chức vụ đó trong cơ quan lãnh đạo. Hãy xem lại người và chức vụ.", field="member"
        )
    for office in offices:
        if on <= office.starts_on:
            raise Refusal(f"Đồng chí giữ chức vụ này từ {office.starts_on:%d/%m/%Y}. Hãy chọn ngày sau đó.", field="on")
        end_office(office=office, ends_on=on - timedelta(days=1), reason=decision, by=by)
