"""The congress's row, locked: everything that belongs to a congress is changed under it."""

from congress.terms.models import Congress, CongressState
from members.access.refusal import Changed, Refusal

OVER = (CongressState.CLOSED, CongressState.CANCELLED)


def lock_congress(congress: Congress, *, revision: int | None = None) -> Congress:
    """The row until the transaction ends. Raises `Changed` when it isn't as it was at `revision` any more."""
    locked = Congress.objects.select_for_update(of=("self",)).select_related("unit", "term").get(pk=congress.pk)
    if revision is not None and locked.revision != revision:
        raise Changed("Đại hội này vừa được người khác sửa. Những gì bạn nhập vẫn còn trong trang; hãy xem lại rồi lưu lần nữa.")
    return locked


def require_not_over(congress: Congress) -> None:
    """Raise `Refusal` once the congress is closed or called off: from then on it is history."""
    if congress.state in OVER:
        raise Refusal(f"Đại hội đang ở bước “{congress.get_state_display()}” nên không sửa được nữa.")
