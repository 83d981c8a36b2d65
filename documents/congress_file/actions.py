"""Binding the file of a congress: asked for by a person, done by a worker, in the same order and form every time."""

import hashlib
import io
import json
import logging
import re
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError
from PIL import Image

from congress.terms.models import Congress
from documents.congress_file.access import may_bind
from documents.congress_file.binding import Leaf, Unreadable, bind, page_of_picture, pages_of
from documents.congress_file.models import Bundle, BundleState
from documents.congress_file.queries import ATTEMPTS, BINDING_FOR, Entry, Gap, contents_of, forgotten_bundles
from documents.printing.actions import perform_rendering, request_rendering
from documents.printing.models import Rendering, RenderingState
from members.access.models import Account
from members.access.refusal import Refusal
from members.access.trace import record
from members.files.actions import JPEG, PDF, PNG, store_made
from members.files.models import StoredFile
from vietnamese.search import search_key

logger = logging.getLogger(__name__)

NOT_YOURS = "Bạn không đóng được hồ sơ của đại hội này. Hãy nhờ Thường trực Ban Phụ nữ."
NOTHING = "Đại hội này chưa có văn bản nào để đóng hồ sơ. Hãy ban hành văn bản hoặc duyệt danh sách trước."
STOPPED = "Việc đóng hồ sơ đã dừng giữa chừng nhiều lần. Hãy bấm “Đóng lại hồ sơ”; nếu vẫn không được, báo người quản trị."
NOT_MADE = "Không đóng được hồ sơ vì chương trình gặp lỗi. Hãy bấm “Đóng lại hồ sơ”; nếu vẫn không được, báo người quản trị."
UNREADABLE = "tệp PDF bị hỏng hoặc có mật khẩu nên không đóng vào được; bản gốc vẫn có trong tệp ZIP"
# a ZIP that says nothing of when it was made is the same for the same contents
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
ZIP_KIND = "application/zip"
LONGEST_NAME = 80
# seconds; shorter than a claim on a bundle
LONGEST_PRINT = 120.0


@dataclass(frozen=True)
class Taken:
    """A document with its bytes: as they were given, and as they are bound."""

    entry: Entry
    original: bytes
    ending: str
    bound: bytes
    pages: int
    ours: bool


@transaction.atomic
def request_bundle(*, congress: Congress, by: Account) -> Bundle:
    """Ask for the file as it is now. Asked again while one is being made, it is that one.

    Raises Refusal for whoever may not, and when there is nothing to bind.
    """
    if not may_bind(by, congress):
        raise Refusal(NOT_YOURS)
    Congress.objects.select_for_update(of=("self",), no_key=True).get(pk=congress.pk)
    open_one = Bundle.objects.filter(congress=congress, state__in=[BundleState.QUEUED, BundleState.WORKING]).first()
    if open_one is not None:
        return open_one
    entries = contents_of(congress, by).entries
    if not entries:
        raise Refusal(NOTHING)
    bundle = Bundle.objects.create(congress=congress, requested_by=by, total=len(entries))
    # the file holds the full list with its sensitive columns: each binding is told (R20)
    record("congress_file.request", bundle, by=by, unit=congress.unit, documents=len(entries))
    transaction.on_commit(partial(wake, bundle.pk))
    return bundle


def wake(bundle_id: int) -> None:
    """Tell the workers; say nothing when the broker is away, for beat asks again."""
    from documents.congress_file.tasks import bind_file  # noqa: PLC0415 -- leaf: the domain queues this task

    try:
        bind_file.delay(bundle_id)
    except (OperationalError, OSError) as trouble:
        logger.warning("No broker: bundle %s waits for beat (%s)", bundle_id, trouble)


def queue_again() -> int:
    """Wake the workers for every bundle that nobody makes; give up what died too often. The number woken."""
    forgotten = forgotten_bundles()
    forgotten.filter(attempts__gte=ATTEMPTS).update(
        state=BundleState.FAILED, error=STOPPED, claimed_until=None, finished_at=timezone.now()
    )
    waiting = list(forgotten.filter(attempts__lt=ATTEMPTS).values_list("pk", flat=True)[:50])
    for pk in waiting:
        wake(pk)
    return len(waiting)


def claim(bundle_id: int) -> bool:
    """Whether it is ours to make. One UPDATE decides; the claim ends by itself, in case we are killed."""
    now = timezone.now()
    free = Q(state=BundleState.QUEUED) | Q(state=BundleState.WORKING, claimed_until__lt=now)
    claimed = Bundle.objects.filter(free, pk=bundle_id, attempts__lt=ATTEMPTS).update(
        state=BundleState.WORKING, claimed_until=now + BINDING_FOR, attempts=F("attempts") + 1, done=0
    )
    return claimed == 1


def perform_binding(bundle_id: int) -> None:
    """Make a bundle that waits. Twice is the same as once."""
    if not claim(bundle_id):
        return
    bundle = Bundle.objects.select_related("congress__unit", "congress__term", "requested_by").get(pk=bundle_id)
    try:
        # between asking and binding her role may have ended
        if not may_bind(bundle.requested_by, bundle.congress):
            raise Refusal(NOT_YOURS)
        _bind(bundle)
    except Refusal as refusal:
        _fail(bundle, str(refusal))
    except Exception:
        logger.exception("Bundle %s failed", bundle_id)
        if bundle.attempts >= ATTEMPTS:
            _fail(bundle, NOT_MADE)
        else:
            Bundle.objects.filter(pk=bundle_id, state=BundleState.WORKING).update(claimed_until=timezone.now())


def _fail(bundle: Bundle, error: str) -> None:
    Bundle.objects.filter(pk=bundle.pk, state=BundleState.WORKING).update(
        state=BundleState.FAILED, error=error, claimed_until=None, finished_at=timezone.now()
    )


def _bind(bundle: Bundle) -> None:
    from documents.congress_file.front import front_of  # noqa: PLC0415 -- only workers load the engine
    from documents.printing.engine import colour_profile  # noqa: PLC0415 -- as above

    contents = contents_of(bundle.congress, bundle.requested_by)
    if not contents.entries:
        raise Refusal(NOTHING)
    Bundle.objects.filter(pk=bundle.pk).update(total=len(contents.entries))
    taken, gaps = _take(bundle, contents.entries)
    gaps = [*contents.gaps, *gaps]
    bound = [one for one in taken if one.pages]
    rows = [(one.entry.chapter, one.entry.title, one.entry.day, one.pages) for one in bound]
    made_on = timezone.localdate()
    front, front_pages = front_of(bundle.congress, rows, gaps, made_on=made_on)
    title = f"Hồ sơ {bundle.congress.name}"
    leaves = [Leaf(one.entry.chapter, one.entry.title, one.bound, one.ours) for one in bound]
    pdf = bind(front, leaves, title=title, colour_profile=colour_profile())
    manifest = _manifest(bundle.congress, taken, gaps, first=front_pages + 1, pdf=pdf, made_on=made_on)
    _keep(bundle, pdf=pdf, archive=_archive(taken, manifest), manifest=manifest, pages=pages_of(pdf))


def _take(bundle: Bundle, entries: Sequence[Entry]) -> tuple[list[Taken], list[Gap]]:
    taken: list[Taken] = []
    gaps: list[Gap] = []
    for number, entry in enumerate(entries, start=1):
        try:
            taken.append(_file(entry) if entry.file is not None else _print(bundle, entry))
        except Refusal as refusal:
            gaps.append(Gap(entry.chapter, entry.title, str(refusal).rstrip(".")))
        except Unreadable:
            original, ending = _stored(entry)
            taken.append(Taken(entry, original, ending, b"", 0, ours=False))
            gaps.append(Gap(entry.chapter, entry.title, UNREADABLE))
        # a slow one must not look like a dead worker
        Bundle.objects.filter(pk=bundle.pk, state=BundleState.WORKING).update(
            done=number, claimed_until=timezone.now() + BINDING_FOR
        )
    return taken, gaps


def _stored(entry: Entry) -> tuple[bytes, str]:
    file = StoredFile.objects.get(pk=entry.file or 0)
    return bytes(file.content), {PDF: "pdf", JPEG: "jpg", PNG: "png"}.get(file.content_type, "bin")


def _file(entry: Entry) -> Taken:
    original, ending = _stored(entry)
    if ending == "pdf":
        return Taken(entry, original, ending, original, pages_of(original), ours=False)
    if ending == "bin":
        raise Refusal("loại tệp này không đóng vào PDF được")
    return Taken(entry, original, ending, _picture(original), 1, ours=True)


def _picture(original: bytes) -> bytes:
    with Image.open(io.BytesIO(original)) as picture:
        if picture.format == "JPEG" and picture.mode in {"RGB", "L"}:
            colours = "/DeviceRGB" if picture.mode == "RGB" else "/DeviceGray"
            return page_of_picture(original, size=picture.size, colours=colours)
        plain = Image.new("RGB", picture.size, "white")
        layered = picture.convert("RGBA")
        plain.paste(layered, mask=layered.getchannel("A"))
    stream = io.BytesIO()
    plain.save(stream, "JPEG", quality=88)
    return page_of_picture(stream.getvalue(), size=plain.size, colours="/DeviceRGB")


def _print(bundle: Bundle, entry: Entry) -> Taken:
    """Print it with the parts that are there already; this very worker makes those that are not."""
    rendering = request_rendering(
        form=entry.form,
        parameters=entry.parameters,
        by=bundle.requested_by,
        unit=bundle.congress.unit,
        congress=bundle.congress_id,
    )
    found = _printed(rendering.pk)
    if found.state != RenderingState.DONE or found.output is None:
        raise Refusal(found.error or NOT_MADE)
    content = bytes(found.output.pdf)
    return Taken(entry, content, "pdf", content, found.output.pages, ours=True)


def _printed(rendering_id: int) -> Rendering:
    """The rendering when it has ended; another worker may hold some of its parts, and is waited for."""
    until = time.monotonic() + LONGEST_PRINT
    while True:
        perform_rendering(rendering_id)
        found = Rendering.objects.select_related("output").get(pk=rendering_id)
        if not found.is_open or time.monotonic() > until:
            return found
        time.sleep(0.1)


def _manifest(
    congress: Congress, taken: Sequence[Taken], gaps: Sequence[Gap], *, first: int, pdf: bytes, made_on: date
) -> dict[str, Any]:
    documents, page = [], first
    for number, one in enumerate(taken, start=1):
        documents.append(
            {
                "number": number,
                "chapter": one.entry.chapter,
                "title": one.entry.title,
                "day": one.entry.day.isoformat() if one.entry.day else "",
                "file": f"{number:03}-{_plain(one.entry.title)}.{one.ending}",
                "pages": one.pages,
                "page": page if one.pages else 0,
                "size": len(one.original),
                "sha256": hashlib.sha256(one.original).hexdigest(),
            }
        )
        page += one.pages
    return {
        "congress": congress.name,
        "made_on": made_on.isoformat(),
        "documents": documents,
        "missing": [{"chapter": gap.chapter, "title": gap.title, "why": gap.why} for gap in gaps],
        "bundle": {"file": "ho-so-dai-hoi.pdf", "size": len(pdf), "sha256": hashlib.sha256(pdf).hexdigest()},
    }


def _plain(title: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^a-z0-9]+", "-", search_key(title)).strip("-")[:LONGEST_NAME].rstrip("-") or "tai-lieu"


def _archive(taken: Sequence[Taken], manifest: dict[str, Any]) -> bytes:
    """The ZIP: every document as it was given, the manifest, and the hashes as `sha256sum -c` reads them.

    The bundle lies beside it, not in it: it would hold every page twice. Its hash is in the manifest.
    """
    named = [(entry["file"], one.original) for entry, one in zip(manifest["documents"], taken, strict=True)]
    told = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    files = [*((f"tai-lieu/{name}", content) for name, content in named), ("muc-luc.json", told)]
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files)
    stream = io.BytesIO()
    # PDFs and pictures are packed already
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in [*files, ("SHA256SUMS", sums.encode())]:
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), content)
    return stream.getvalue()


@transaction.atomic
def _keep(bundle: Bundle, *, pdf: bytes, archive: bytes, manifest: dict[str, Any], pages: int) -> None:
    locked = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    # somebody else may have taken it over while we were slow: what is done is done
    if locked.state != BundleState.WORKING or locked.attempts != bundle.attempts:
        return
    locked.pdf = store_made(content=pdf, name="ho-so-dai-hoi.pdf", content_type=PDF)
    locked.archive = store_made(content=archive, name="ho-so-dai-hoi.zip", content_type=ZIP_KIND)
    locked.manifest, locked.pages, locked.state, locked.error = manifest, pages, BundleState.DONE, ""
    locked.claimed_until, locked.finished_at = None, timezone.now()
    locked.save()
    record("congress_file.bind", locked, by=None, unit=bundle.congress.unit, pages=pages, documents=len(manifest["documents"]))


@transaction.atomic
def clear_old_bundles(*, before: datetime) -> int:
    """Let go of the bytes of bundles finished before; what was in them stays in their manifest. The number cleared."""
    old = list(Bundle.objects.select_for_update().filter(state=BundleState.DONE, finished_at__lt=before))
    files = [pk for bundle in old for pk in (bundle.pdf_id, bundle.archive_id) if pk]
    for bundle in old:
        bundle.state, bundle.pdf, bundle.archive = BundleState.CLEARED, None, None
        bundle.save(update_fields=["state", "pdf", "archive"])
    StoredFile.objects.filter(pk__in=files).delete()
    if old:
        record("congress_file.clear", by=None, bundles=len(old))
    return len(old)
