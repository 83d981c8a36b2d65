"""The file of a congress of some three hundred pages, from parts that are there already."""

import hashlib
import io
import time
from typing import TYPE_CHECKING

from benchmarks.printing import FULL, asked, hall, warm
from benchmarks.registry import bench
from benchmarks.stage import Stage

if TYPE_CHECKING:
    from congress.terms.models import Congress
    from members.access.models import Account

PEOPLE, SCANS, PAGES_OF_A_SCAN = 600, 60, 4
LONGEST_WAIT = 120.0


def scan(number: int) -> bytes:
    """A PDF of a scanner: a grey picture on each page."""
    import pikepdf
    from PIL import Image

    from documents.congress_file.binding import page_of_picture

    stream = io.BytesIO()
    Image.effect_noise((620, 877), 40 + number % 5).save(stream, "JPEG", quality=60)
    pdf = pikepdf.new()
    for _ in range(PAGES_OF_A_SCAN):
        page = pikepdf.open(io.BytesIO(page_of_picture(stream.getvalue(), size=(620, 877), colours="/DeviceGray")))
        pdf.pages.extend(page.pages)
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def with_scans(congress: "Congress", by: "Account") -> None:
    from congress.delegates.models import Attachment, AttachmentKind
    from members.files.models import StoredFile

    lists = list(congress.delegate_lists.order_by("pk"))
    for number in range(SCANS):
        content = scan(number)
        file = StoredFile.objects.create(
            name=f"bien-ban-{number}.pdf",
            content_type="application/pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            uploaded_by=by,
        )
        Attachment.objects.create(delegate_list=lists[number % len(lists)], kind=AttachmentKind.MINUTES, file=file)


@bench("congress_file_300_pages", unit="s", goal=5)
def congress_file_300_pages(stage: Stage) -> float:
    """From asking until the PDF and the ZIP are there; the lists in it were printed before."""
    from documents.congress_file.actions import request_bundle
    from documents.congress_file.models import Bundle, BundleState

    warm(stage)
    congress, account = hall("BF", PEOPLE)
    with_scans(congress, account)
    asked(FULL, congress, account)
    first = _bound(request_bundle(congress=congress, by=account).pk)
    begin = time.perf_counter()
    bundle = Bundle.objects.get(pk=_bound(request_bundle(congress=congress, by=account).pk))
    seconds = time.perf_counter() - begin
    if bundle.state != BundleState.DONE or bundle.pages < 280 or first == bundle.pk:
        raise RuntimeError(f"{bundle.state}, {bundle.pages} pages: {bundle.error}")
    return seconds


def _bound(bundle_id: int) -> int:
    from documents.congress_file.models import Bundle

    until = time.perf_counter() + LONGEST_WAIT
    while time.perf_counter() < until:
        bundle = Bundle.objects.only("state").get(pk=bundle_id)
        if not bundle.is_open:
            return bundle_id
        time.sleep(0.02)
    raise RuntimeError(f"The bundle was not made in {LONGEST_WAIT} s")
