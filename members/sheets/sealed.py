"""A column for what may hold service and identity numbers: a value like that of a JSON column, sealed at rest."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from members.people.sealing import Unopenable, open_bytes, seal_bytes

EMPTY = "{}"


class SealedJSONField(models.TextField):  # type: ignore[type-arg]
    """Python's dicts and lists in the program, one sealed text in the database. It can't be searched; an empty dict stays plain.

    Text that was kept before it was sealed is read as it stands, and sealed when it is saved again.
    """

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        # a migration needs nothing of ours: to the database it is text
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        if value is None or value.startswith(("{", "[")):
            return json.loads(value or EMPTY)
        return json.loads(open_bytes(value.encode()))

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> str:
        if not value:
            return EMPTY
        text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
        return seal_bytes(text.encode()).decode()


def opened_file(content: bytes | memoryview) -> bytes:
    """An uploaded file's bytes; those of a file that was kept before files were sealed are as they stand."""
    try:
        return open_bytes(content)
    except Unopenable:
        if bytes(content[:5]) == b"gAAAA":  # how whatever is sealed begins
            raise
        return bytes(content)
