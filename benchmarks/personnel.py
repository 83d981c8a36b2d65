"""Twenty megabytes of a candidate's papers: sent in slices as a browser does, looked at, sealed, and opened again."""

import io
import os
import time
from typing import TYPE_CHECKING, Any

from benchmarks.people import found_province
from benchmarks.registry import bench
from benchmarks.stage import Stage

if TYPE_CHECKING:
    from congress.personnel.models import Candidate
    from members.access.models import Account

MEGABYTES = 20
SLICE = 512 * 1024
KIND = "so_yeu_ly_lich"


def scanned_pdf(size: int) -> bytes:
    """Forty pages of pictures that can't be made smaller, a little less than `size` bytes."""
    import pikepdf

    document = pikepdf.new()
    each = (size - 100_000) // 40
    for _ in range(40):
        page = document.add_blank_page(page_size=(595, 842))
        picture = pikepdf.Stream(document, os.urandom(each))
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=document.make_indirect(picture)))
    stream = io.BytesIO()
    document.save(stream, compress_streams=False)
    return stream.getvalue()


def found_candidate() -> "tuple[Candidate, Account]":
    """In a province of its own, whose direction is adopted."""
    from datetime import date

    from django.utils import timezone

    from congress.personnel.models import Candidate, Direction
    from congress.terms.models import Congress, CongressKind, DelegateMode, PersonnelMode, Term
    from members.access.actions import give_grant, open_account
    from members.people.actions import enrol_member

    province, _, _ = found_province("TEP", branches=0)
    by = open_account(username="tieu-ban-tep", full_name="Nguyễn Thị Hồ Sơ", by=None)
    give_grant(account=by, role="personnel_committee", unit=province, starts_on=date(2020, 1, 1), by=None)
    term = Term.objects.create(unit=province, ordinal=1, starts_year=2025, ends_year=2030)
    congress = Congress.objects.create(
        unit=province, term=term, held_on=date(2030, 11, 14), kind=CongressKind.DELEGATES, ordinal=1, name="Đại hội",
        personnel_mode=PersonnelMode.ELECTED, delegate_mode=DelegateMode.ELECTED,
    )  # fmt: skip
    Direction.objects.create(congress=congress, seats=21, adopted_on=date(2026, 1, 1), adopted_by=by, adopted_at=timezone.now())
    member = enrol_member(unit=province, full_name="Nguyễn Thị Đo", birth_date="1980-01-01", by=None)
    candidate = Candidate.objects.create(congress=congress, member=member, origin="named", sort_key=member.sort_key, added_by=by)
    return candidate, by


@bench("encrypted_upload_20mb", unit="s", goal=2)
def encrypted_upload_20mb(stage: Stage) -> float:
    """From the first request to the answer that the file is there, over the views, with every check; nothing in plain at rest."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.urls import reverse

    from congress.personnel.actions.files import opened
    from congress.personnel.models import DocumentFile

    candidate, by = found_candidate()
    content = scanned_pdf(MEGABYTES * 1024 * 1024)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    begin = reverse("personnel:upload-begin", args=[candidate.congress_id])

    def send(name: str) -> float:
        started = time.perf_counter()
        announced = {"purpose": f"document:{candidate.pk}:{KIND}", "name": name, "size": len(content), "stamp": name}
        said: dict[str, Any] = client.post(begin, announced).json()
        for start in range(0, len(content), SLICE):
            piece = SimpleUploadedFile("piece", content[start : start + SLICE])
            answer = client.post(said["piece"], {"start": start, "piece": piece})
            assert answer.status_code == 200, answer.content
        assert client.post(said["finish"]).json() == {"done": True}
        return time.perf_counter() - started

    send("am.pdf")
    seconds = min(send(f"{number}.pdf") for number in range(3))
    for scan in DocumentFile.objects.filter(document__candidate=candidate):
        assert opened(scan.file) == content
    return seconds
