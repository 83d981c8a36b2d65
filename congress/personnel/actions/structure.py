"""Moving names on the list: đề nghị, dự phòng, không đưa vào."""

from django.db import transaction

from congress.personnel.models import Candidate, FinalList, Place
from congress.terms.actions.locks import lock_congress, require_not_over
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.access.trace import record

LOCKED = "Danh sách chính thức đã khoá nên không chuyển người được. Muốn sửa, hãy mở khoá danh sách và ghi lý do."


def require_open_list(congress: Congress) -> None:
    """Raise `Refusal` once the final list is locked (R12)."""
    if FinalList.objects.filter(congress=congress).exists():
        raise Refusal(LOCKED)


@transaction.atomic
def move_candidate(
    *, candidate: Candidate, place: str, by: Account, revision: int | None = None, because: str | None = None
) -> Candidate:
    """Put her in this place of the list; there already, nothing happens.

    `because` is why she isn't put on it; None leaves what was written. Raises `Changed` when somebody else moved her since.
    """
    if place not in Place.values:
        raise Refusal("Hãy chọn một vị trí trong danh sách: đề nghị, dự phòng hoặc không đưa vào.", field="place")
    congress = lock_congress(candidate.congress)
    require_not_over(congress)
    require_open_list(congress)
    locked = Candidate.objects.select_for_update(of=("self",)).select_related("member__unit").get(pk=candidate.pk)
    if locked.place == place and (because is None or because == locked.dropped_because):
        return locked
    if revision is not None and locked.revision != revision:
        raise Changed("Người này vừa được người khác chuyển. Trang đã cập nhật; hãy xem lại rồi chuyển nếu vẫn cần.")
    if locked.withdrawn_on is not None and place != Place.NOT:
        raise Refusal("Người này đã xin rút nên không đưa lại vào danh sách được.")
    locked.place = place
    locked.dropped_because = "" if place != Place.NOT else locked.dropped_because if because is None else because.strip()
    locked.revision += 1
    locked.save(update_fields=["place", "dropped_because", "revision"])
    record("personnel.place_move", congress, by=by, unit=congress.unit, candidate=locked.pk)
    return locked
