"""The file of a congress of some three hundred pages, from parts that are there already."""

import io
import statistics
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
TIMES = 3


def scan(number: int) -> bytes:
    """A PDF of a scanner: a grey picture on each page."""
    import pikepdf
    from PIL import Image

    from documents.congress_file.binding import page_of_picture

    stream = io.BytesIO()
    Image.effect_noise((620, 877), 40 + number % 5).save(stream, "JPEG", quality=30)
    pdf = pikepdf.new()
    for _ in range(PAGES_OF_A_SCAN):
        page = pikepdf.open(io.BytesIO(page_of_picture(stream.getvalue(), size=(620, 877), colours="/DeviceGray")))
        pdf.pages.extend(page.pages)
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def with_scans(congress: "Congress", by: "Account") -> None:
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from documents.register.actions import enter_incoming

    for number in range(SCANS):
        enter_incoming(
            unit=congress.unit,
            arrived_on=timezone.localdate(),
            sender="Hội Phụ nữ cơ sở",
            symbol=f"{number + 1:02}/BB-HPN",
            dated_on=None,
            kind_name="Biên bản",
            abstract=f"Biên bản hội nghị góp ý dự thảo văn kiện, số {number + 1}",
            congress=congress,
            uploads=[ContentFile(scan(number), name=f"bien-ban-{number}.pdf")],
            by=by,
        )


@bench("congress_file_300_pages", unit="s", goal=5)
def congress_file_300_pages(stage: Stage) -> float:
    """From asking until the PDF and the ZIP are there; the lists in it were printed before."""
    from documents.congress_file.actions import request_bundle
    from documents.congress_file.models import Bundle, BundleState

    warm(stage)
    congress, account = hall("BF", PEOPLE)
    with_scans(congress, account)
    asked(FULL, congress, account)
    made = [_bound(request_bundle(congress=congress, by=account).pk)]
    taken = []
    # the PDF and the ZIP are written to the disk each time, and a disk has its moods
    for _ in range(TIMES):
        begin = time.perf_counter()
        bundle = Bundle.objects.get(pk=_bound(request_bundle(congress=congress, by=account).pk))
        taken.append(time.perf_counter() - begin)
        if bundle.state != BundleState.DONE or bundle.pages < 280 or bundle.pk in made:
            raise RuntimeError(f"{bundle.state}, {bundle.pages} pages: {bundle.error}")
        made.append(bundle.pk)
    return statistics.median(taken)


def _bound(bundle_id: int) -> int:
    from documents.congress_file.models import Bundle

    until = time.perf_counter() + LONGEST_WAIT
    while time.perf_counter() < until:
        bundle = Bundle.objects.only("state").get(pk=bundle_id)
        if not bundle.is_open:
            return bundle_id
        time.sleep(0.02)
    raise RuntimeError(f"The bundle was not made in {LONGEST_WAIT} s")
