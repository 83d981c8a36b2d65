"""Every sealed number under the present key."""

from django.db import transaction

from members.people.following import reseal_followers
from members.people.models import Member
from members.people.sealing import IDENTITY, SERVICE, number_hash, open_sealed, seal

COLUMNS = [f"{kind}_{what}" for kind in (SERVICE, IDENTITY) for what in ("sealed", "hash")]


@transaction.atomic
def reseal_numbers() -> int:
    """Open every number with whatever key opens it and seal it with the present one; all or nothing, twice is once.

    Raises Unopenable when one can't be opened.
    """
    rows = Member.objects.exclude(service_number_sealed=None, identity_number_sealed=None).only("id", *COLUMNS)
    batch: list[Member] = []
    number = 0
    for member in rows.order_by("id").select_for_update().iterator(chunk_size=1000):
        for kind in (SERVICE, IDENTITY):
            sealed = getattr(member, f"{kind}_sealed")
            if sealed is not None:
                plain = open_sealed(sealed)
                setattr(member, f"{kind}_sealed", seal(plain))
                setattr(member, f"{kind}_hash", number_hash(kind, plain))
        batch.append(member)
        number += 1
        if len(batch) == 1000:
            Member.objects.bulk_update(batch, COLUMNS)
            batch = []
    if batch:
        Member.objects.bulk_update(batch, COLUMNS)
    for reseal in reseal_followers:
        reseal()
    return number
