"""Structure targets: set by the staff, shown beside what is reached."""

from collections.abc import Sequence

from django.db import transaction

from congress.delegates.models import ElectingUnit, StructureTarget
from congress.delegates.rules.structure import CRITERIA, Target
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record


@transaction.atomic
def set_targets(
    *, congress: Congress, electing_unit: ElectingUnit | None, targets: Sequence[Target], by: Account
) -> list[StructureTarget]:
    """These, and no others, are the targets of the unit (None: of the whole congress)."""
    Congress.objects.select_for_update(of=("self",), no_key=True).get(pk=congress.pk)
    wanted = {target.criterion: target for target in targets if target.at_least is not None or target.at_most is not None}
    for target in wanted.values():
        if target.criterion not in CRITERIA:
            raise Refusal("Hãy chọn tiêu chí trong danh sách.")
        if target.at_least is not None and target.at_most is not None and target.at_least > target.at_most:
            raise Refusal("Số ít nhất không được lớn hơn số nhiều nhất.", field=target.criterion)
    present = {row.criterion: row for row in StructureTarget.objects.filter(congress=congress, electing_unit=electing_unit)}
    before = {code: (row.at_least, row.at_most) for code, row in present.items()}
    after = {code: (target.at_least, target.at_most) for code, target in wanted.items()}
    if before != after:
        for row in present.values():
            row.delete()
        StructureTarget.objects.bulk_create(
            StructureTarget(
                congress=congress,
                electing_unit=electing_unit,
                criterion=target.criterion,
                at_least=target.at_least,
                at_most=target.at_most,
            )
            for target in wanted.values()
        )
        record("target.set", electing_unit or congress, by=by, unit=congress.unit, targets=after)
    return list(StructureTarget.objects.filter(congress=congress, electing_unit=electing_unit))
