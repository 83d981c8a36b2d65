"""What the digital signatures in a file say; most files have none, and then nothing is read."""

from typing import Any

from django.db.models import F, Func, IntegerField, Value

from members.files.actions import PDF
from members.files.models import StoredFile

# every signature says over which bytes it stands
MARK = b"/ByteRange"


def signatures_in(stored: StoredFile) -> list[Any]:
    """The signatures of a PDF as `documents.printing.signatures` reads them; [] for a file without any."""
    if stored.content_type != PDF or not _is_signed(stored):
        return []
    from documents.printing.signatures import signatures_in as read_signatures  # noqa: PLC0415 -- a signed file is rare, its reader is heavy

    return list(read_signatures(bytes(stored.content)))


def _is_signed(stored: StoredFile) -> bool:
    """Asked of the database, so that twenty megabytes are not carried here to find nothing in them."""
    place = Func(
        Value(MARK), F("content"), function="POSITION", template="%(function)s(%(expressions)s)", arg_joiner=" IN ",
        output_field=IntegerField(),
    )  # fmt: skip
    return StoredFile.objects.filter(pk=stored.pk).annotate(mark_at=place).filter(mark_at__gt=0).exists()
