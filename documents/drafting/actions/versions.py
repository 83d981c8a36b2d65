"""Versions: the text is frozen under a name, with its hash; exactly one is current (procedure.md §6.1, R13)."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from documents.drafting.actions.locks import lock_document
from documents.drafting.models import Document, Version, VersionKind
from documents.drafting.queries.documents import working_text
from documents.drafting.queries.figures import figures_of, names_in, without_value
from documents.drafting.rules.states import is_frozen
from documents.drafting.rules.text import Text
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record

# after the vote or the issue nothing else is frozen any more
AFTER_ADOPTION = {VersionKind.OFFICIAL, VersionKind.CORRECTED}
# read by people who can't ask what "{{…}}" was meant to be
WITH_ALL_FIGURES = set(VersionKind) - {VersionKind.OUTLINE, VersionKind.DRAFT}
LONGEST_NAME = 100


@transaction.atomic
def make_version(*, document: Document, kind: VersionKind, by: Account | None, name: str = "", summary: str = "") -> Version:
    """Freeze the working text with the values of its figures; the version becomes the current one, the one before stops being it.

    An empty name is proposed by the kind: drafts are counted. The same text, heading and kind as the current version is that
    version: it is returned and nothing is made. Raises `Refusal` for an empty text, for a name that is taken, for figures
    without a value in what leaves the team (from the submission on), and for another kind than the official ones after adoption.
    """
    locked = lock_document(document)
    if is_frozen(locked.state) and kind not in AFTER_ADOPTION:
        raise Refusal(f"Văn bản {locked.get_state_display().lower()}; chỉ còn lập được bản chính thức hoặc bản đính chính.")
    text = working_text(locked)
    if not text.sections:
        raise Refusal("Văn bản chưa có mục nào. Hãy thêm mục rồi lập bản.")
    values = figures_of(locked)
    figures = {name: values[name] for name in names_in(text) if name in values}
    if kind in WITH_ALL_FIGURES and (unknown := without_value(names_in(text), figures)):
        raise Refusal(f"Còn số liệu chưa có giá trị: {', '.join(unknown)}. Hãy lấy số liệu hoặc ghi số vào lời văn rồi lập bản.")
    heading = {"type": locked.type, "title": locked.title, "details": locked.details}
    digest = hash_of(text, figures)
    versions = list(locked.versions.defer("content"))
    current = next((one for one in versions if one.is_current), None)
    if current is not None and (current.kind, current.hash, current.heading) == (kind, digest, heading):
        return current
    called = " ".join(name.split()) or default_name(kind, [one.name for one in versions])
    if len(called) > LONGEST_NAME:
        raise Refusal(f"Tên bản dài quá {LONGEST_NAME} ký tự. Hãy ghi ngắn hơn.", field="name")
    if any(one.name.casefold() == called.casefold() for one in versions):
        raise Refusal(f"Đã có bản tên “{called}”. Hãy đặt tên khác.", field="name")
    locked.versions.filter(is_current=True).update(is_current=False)
    version = Version.objects.create(
        document=locked,
        number=max((one.number for one in versions), default=0) + 1,
        kind=kind,
        name=called,
        content=text.as_dict() | {"figures": figures},
        hash=digest,
        heading=heading,
        summary=summary.strip(),
        made_by=by or locked.created_by,
    )
    record("version.make", version, by=by, unit=locked.unit, document=locked.pk, name=called, kind=str(kind), hash=digest)
    return version


@transaction.atomic
def make_or_find_version(
    *, document: Document, kind: VersionKind, by: Account, name: str = "", summary: str = ""
) -> tuple[Version, bool]:
    """The same, and whether it was made now: False where nothing had changed since the current one."""
    locked = lock_document(document)
    before = set(locked.versions.values_list("pk", flat=True))
    version = make_version(document=locked, kind=kind, by=by, name=name, summary=summary)
    return version, version.pk not in before


@transaction.atomic
def note_download(*, version: Version, by: Account) -> None:
    """A version left as a Word file."""
    record("version.download", version, by=by, unit=version.document.unit, document=version.document_id)


def hash_of(text: Text, figures: Mapping[str, Mapping[str, Any]]) -> str:
    """SHA-256 of what is said, with the values of its figures; where they came from is no part of what is said."""
    values = sorted((name, str(one["value"])) for name, one in figures.items())
    return hashlib.sha256(json.dumps([text.digest, values], ensure_ascii=False).encode()).hexdigest()


def default_name(kind: str, taken: list[str]) -> str:
    """ "Dự thảo 2"; the others "Bản trình duyệt" and from the second "Bản trình duyệt (lần 2)"."""
    label = VersionKind(kind).label
    known = {one.casefold() for one in taken}
    number = 1
    while True:
        name = f"{label} {number}" if kind == VersionKind.DRAFT else label if number == 1 else f"{label} (lần {number})"
        if name.casefold() not in known:
            return name
        number += 1
