"""What follows for electing units and lists when the units that elect merge, split or end.

What was counted and issued under the old unit stays with it: its link is kept beside that of its successor, so that frozen
member counts, and who was a member on the day, are found where they were. Congresses that are over are history.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from congress.delegates.actions.allocation import after_leaving
from congress.delegates.models import ElectingUnit, ElectingUnitMember
from congress.terms.actions.locks import OVER
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.units.models import Unit


def follow_merge_of_units(predecessor: Unit, successor: Unit, on: date, by: Account) -> None:
    """The successor elects where the old unit did and leads its list. Raises Refusal where that can't be decided here."""
    _require_no_congress_of(predecessor, "sáp nhập")
    for link in _links_of(predecessor):
        congress = Congress.objects.select_for_update(of=("self",)).select_related("unit").get(pk=link.congress_id)
        if not successor.path.startswith(congress.unit.path):
            raise Refusal(
                f"{predecessor.name} bầu đại biểu ở {congress.name}, còn {successor.name} không thuộc phạm vi đại hội đó. "
                f"Hãy chuyển {successor.name} về dưới {congress.unit.name} rồi sáp nhập."
            )
        _follow_in(congress, link, successor)
        record(
            "electing_units.follow", successor, by=by, unit=congress.unit, congress=congress.pk,
            predecessor=predecessor.name, electing_unit=link.electing_unit.name, on=on,
        )  # fmt: skip


def _follow_in(congress: Congress, link: ElectingUnitMember, successor: Unit) -> None:
    electing_unit = link.electing_unit
    there = ElectingUnitMember.objects.filter(congress=congress, unit=successor).select_related("electing_unit").first()
    if there is None:
        ElectingUnitMember.objects.create(congress=congress, electing_unit=electing_unit, unit=successor)
    elif there.electing_unit_id != electing_unit.pk:
        if congress.allocations.filter(frozen_at=None).exists():
            raise Refusal(
                f"{electing_unit.name} và {there.electing_unit.name} là hai đơn vị bầu trong bản dự thảo phân bổ của "
                f"{congress.name}. Hãy ban hành hoặc bỏ bản dự thảo rồi sáp nhập."
            )
        if not congress.allocations.exists():
            link.electing_unit = there.electing_unit
            link.save(update_fields=["electing_unit"])
            after_leaving(electing_unit, link.unit)
            return
    # issued with seats of its own, it goes on as issued; only another unit writes its list from now on
    if electing_unit.lead_unit_id == link.unit_id:
        electing_unit.lead_unit = successor
        electing_unit.save(update_fields=["lead_unit"])


def follow_split_of_unit(unit: Unit, parts: Sequence[Unit], on: date, by: Account) -> None:
    """The new units elect where the old one does, for there its members were counted; the staff may place them elsewhere."""
    for link in _links_of(unit):
        Congress.objects.select_for_update(of=("self",)).get(pk=link.congress_id)
        ElectingUnitMember.objects.bulk_create(
            ElectingUnitMember(congress=link.congress, electing_unit=link.electing_unit, unit=part) for part in parts
        )
        ElectingUnit.objects.filter(pk=link.electing_unit_id).update(is_group=True)
        record(
            "electing_units.follow", unit, by=by, unit=link.congress.unit, congress=link.congress_id,
            electing_unit=link.electing_unit.name, parts=[part.name for part in parts], on=on,
        )  # fmt: skip


def refuse_closing_electing_unit(unit: Unit, last_day: date) -> None:
    """A unit that must still elect, or write a list, is not closed over the heads of the congress."""
    _require_no_congress_of(unit, "kết thúc đơn vị")
    for link in _links_of(unit):
        electing_unit, congress = link.electing_unit, link.congress
        others = electing_unit.unit_links.exclude(unit=unit).filter(unit__ends_on=None).exists()
        if not others:
            raise Refusal(
                f"{unit.name} còn bầu đại biểu ở {congress.name}. Hãy ghi sáp nhập vào đơn vị kế tiếp để danh sách đi theo, "
                "hoặc kết thúc đơn vị sau khi đại hội bế mạc."
            )
        if electing_unit.lead_unit_id == unit.pk:
            raise Refusal(
                f"{unit.name} đang lập danh sách của {electing_unit.name} cho {congress.name}. Hãy vào Phân bổ đại biểu, "
                "Đơn vị bầu, chọn đơn vị khác lập danh sách rồi kết thúc."
            )


def _links_of(unit: Unit) -> QuerySet[ElectingUnitMember]:
    return (
        ElectingUnitMember.objects.filter(unit=unit)
        .exclude(congress__state__in=OVER)
        .select_related("unit", "electing_unit", "congress__unit")
        .order_by("congress_id")
    )


def _require_no_congress_of(unit: Unit, deed: str) -> None:
    own = Congress.objects.filter(unit=unit).exclude(state__in=OVER).first()
    if own is not None:
        raise Refusal(
            f"{unit.name} đang chuẩn bị {own.name}. Hãy chuyển đại hội đó sang “Đã bế mạc” hoặc “Không tổ chức” rồi {deed}."
        )
