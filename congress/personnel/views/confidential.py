"""What holds for every address of the room, put on all of them at once by urls/__init__.py."""

import io
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from congress.personnel.actions.files import LIMIT
from congress.personnel.views.showing import Shows, looked_at

View = Callable[..., HttpResponseBase]


class NeverOnDisk(FileUploadHandler):
    """Keeps an upload in memory and never writes it to a folder of the machine, where it would lie open; of what is larger
    than may be sealed only the size is kept, so that the refusal can name it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept, self.length = io.BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.length += len(raw_data)
        if self.length <= LIMIT:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def in_memory(view: View) -> View:
    """Uploads to this view stay in memory. The token is read from the form, so that comes after the handler is named."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def named(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [NeverOnDisk(request)]
        return checked(request, *args, **kwargs)

    return named


def confidential(patterns: Iterable[URLPattern], *, shown: Mapping[str, Shows]) -> list[URLPattern]:
    """The same addresses; no browser and no proxy keeps what they answer, no upload to them touches the disk, and what shows
    names asks what for and is written down. `shown` says of every address what it shows; without that it doesn't start."""
    kept = list(patterns)
    for pattern in kept:
        page = pattern.name or ""
        if page not in shown:
            raise ImproperlyConfigured(f"{page!r} is a new address of the personnel room: say in urls/showing.py what it shows.")
        asking = in_memory(looked_at(pattern.callback, page=page, shows=shown[page]))
        pattern.callback = cache_control(private=True, no_store=True, no_cache=True, max_age=0)(asking)
    return kept
