"""Scans of forms that were sent in slices before the form itself: a lost line loses neither the scan nor what was typed.

The page's script announces them under the purpose "scan:<what>:<id>:<field>", sends them (views/files.py) and puts into the
form, in place of the file, `<field>_incoming`: the upload's id. Without the script the file comes in the form as ever.
"""

import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.http import HttpResponse

from config.request import Request
from congress.personnel.actions.uploads import content_of, drop_upload
from congress.personnel.models import Incoming

View = Callable[..., HttpResponse]
MARK = "_incoming"
GONE = "Bản quét chưa tới hết. Hãy chọn lại đúng tệp này rồi lưu: phần đã tải lên vẫn còn, chỉ tải tiếp phần thiếu."


def takes_staged(what: str) -> Callable[[View], View]:
    """A view of one thing, whose id comes first in its address; to it the staged scans look like files of the form."""

    def decorator(view: View) -> View:
        @wraps(view)
        def taking(request: Request, **named: Any) -> HttpResponse:
            purpose = f"scan:{what}:{next(iter(named.values()))}"
            used = _put_in_place(request, purpose) if request.method == "POST" else []
            response = view(request, **named)
            # a form that comes back with errors finds them again: the same file chosen once more is there at once
            if used and response.status_code == 302:
                for one in used:
                    drop_upload(incoming=one)
            return response

        return taking

    return decorator


def _put_in_place(request: Request, purpose: str) -> list[Incoming]:
    found = []
    for name in [key for key in request.POST if key.endswith(MARK)]:
        text, field = request.POST[name], name.removesuffix(MARK)
        mine = Incoming.objects.filter(account=request.user, purpose=f"{purpose}:{field}")
        incoming = mine.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 19 else None
        if incoming is None or incoming.received < incoming.size:
            messages.warning(request, GONE)
            continue
        content = content_of(incoming=incoming)
        request.FILES[field] = InMemoryUploadedFile(io.BytesIO(content), field, incoming.name, "", len(content), None)
        found.append(incoming)
    return found
