"""What belongs into the file of a congress: what is there as a file, what has to be printed, what is still missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from congress.delegates.models import Attachment
from congress.terms.models import Congress
from congress.terms.queries import congresses_for
from documents.congress_file.models import Bundle, BundleState
from documents.drafting.models import Decision, Document, DocumentState, Participation
from documents.drafting.rules.types import type_or_plain
from documents.papers.issuing.queries import issued_papers
from documents.papers.paper import Paper
from documents.papers.queries import details_of, remembered
from documents.printing.access import may_print
from documents.printing.forms import form_of
from documents.register.models import IncomingFile, OutgoingPaper, OutgoingState
from members.access.models import Account
from members.access.roles import Permission

ISSUED, TEXTS, LISTS, COMMENTS, SCANS, ARRIVED = (
    "Văn bản đã ban hành",
    "Văn kiện đã duyệt, đã thông qua",
    "Danh sách và thống kê",
    "Ý kiến góp ý văn kiện",
    "Biên bản, tài liệu có chữ ký (bản quét)",
    "Văn bản đến",
)
CHAPTERS = (ISSUED, TEXTS, LISTS, COMMENTS, SCANS, ARRIVED)
# the papers of a congress that belong into its file, in this order
PAPERS = ("thong-bao-phan-bo", "danh-sach-dai-bieu-day-du", "danh-sach-du-khuyet", "bao-cao-tham-tra")
COMMENT_PAPERS = ("tong-hop-gop-y", "bao-cao-tong-hop-gop-y")
DRAFTED = "van-ban"
FINISHED = (DocumentState.APPROVED, DocumentState.ADOPTED, DocumentState.ISSUED)

BINDING_FOR = timedelta(minutes=3)
QUEUED_FOR = timedelta(seconds=30)
ATTEMPTS = 3


@dataclass(frozen=True)
class Entry:
    """One document of the file. It is either there as a stored file, or printed by a form with its parameters."""

    chapter: str
    title: str
    day: date | None = None
    file: int | None = None
    form: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Gap:
    """What one would look for in the file and doesn't find, and why."""

    chapter: str
    title: str
    why: str


@dataclass(frozen=True)
class Contents:
    entries: list[Entry]
    gaps: list[Gap]

    def by_chapter(self) -> list[tuple[str, list[Entry], list[Gap]]]:
        chapters = [
            (name, [one for one in self.entries if one.chapter == name], [one for one in self.gaps if one.chapter == name])
            for name in CHAPTERS
        ]
        return [chapter for chapter in chapters if chapter[1] or chapter[2]]


def congresses_to_bind(account: Account) -> QuerySet[Congress]:
    return congresses_for(account, Permission.CONGRESS_FILE)


def bundles_for(account: Account) -> QuerySet[Bundle]:
    return Bundle.objects.filter(congress__in=congresses_to_bind(account)).select_related("congress__unit", "requested_by")


def forgotten_bundles() -> QuerySet[Bundle]:
    """Those that nobody works on: their message was lost, or their worker died."""
    now = timezone.now()
    never_begun = Q(state=BundleState.QUEUED, requested_at__lt=now - QUEUED_FOR)
    return Bundle.objects.filter(never_begun | Q(state=BundleState.WORKING, claimed_until__lt=now))


def contents_of(congress: Congress, account: Account) -> Contents:
    """Everything of the congress that this account may print or see, in the order in which it is bound."""
    entries: list[Entry] = []
    gaps: list[Gap] = []
    for found in (
        *_issued(congress),
        *_texts(congress, account),
        *_lists(congress, account),
        *_comments(congress, account),
        *_scans(congress),
        *_arrived(congress),
    ):
        (entries if isinstance(found, Entry) else gaps).append(found)  # type: ignore[arg-type]
    return Contents(entries, gaps)


def _issued(congress: Congress) -> Iterator[Entry | Gap]:
    papers = (
        OutgoingPaper.objects.filter(congress=congress, state=OutgoingState.ISSUED)
        .prefetch_related("scans")
        .order_by("dated_on", "series_id", "number")
    )
    for paper in papers:
        title = f"{paper}: {paper.abstract}"
        scans = list(paper.scans.all())
        if scans:
            # the signed paper is the original; the PDF as it was issued lies beside it in the archive
            yield Entry(ISSUED, title, paper.dated_on, file=scans[0].file_id)
        elif paper.pdf_id:
            yield Entry(ISSUED, f"{title} (chưa có bản ký)", paper.dated_on, file=paper.pdf_id)
        else:
            yield Gap(ISSUED, title, "bản PDF đang được tạo" if paper.source_form else "chưa tải bản quét lên sổ văn bản")


def _texts(congress: Congress, account: Account) -> Iterator[Entry | Gap]:
    documents = Document.objects.filter(congress=congress, origin="own").exclude(state=DocumentState.STOPPED)
    issued = set(
        OutgoingPaper.objects.filter(congress=congress, state=OutgoingState.ISSUED, source_form=DRAFTED).values_list(
            "source_parameters__version", flat=True
        )
    )
    for document in documents.prefetch_related("versions").order_by("type", "id"):
        name = f"{type_or_plain(document.type).name}: {document.title}"
        version = next((one for one in document.versions.all() if one.is_current), None)
        if document.state not in FINISHED or version is None:
            yield Gap(TEXTS, name, f"chưa xong ({document.get_state_display().lower()})")
        elif version.pk not in issued and may_print(account, DRAFTED, {"version": version.pk}):
            day = timezone.localdate(version.made_at)
            yield Entry(TEXTS, f"{name} ({version.name.lower()})", day, form=DRAFTED, parameters={"version": version.pk})


def _lists(congress: Congress, account: Account) -> Iterator[Entry | Gap]:
    """What was issued of them stands among the issued papers, as it was issued, and isn't bound a second time."""
    issued = issued_papers(congress, PAPERS)
    for code in PAPERS:
        paper = form_of(code)
        if code in issued or not isinstance(paper, Paper) or not paper.may_print_for(account, congress):
            continue
        missing, draft = paper.missing(congress), paper.draft_reason(congress, {})
        if missing or draft:
            yield Gap(LISTS, paper.title, (missing[0].sentence if missing else draft).rstrip("."))
            continue
        kept = remembered(congress, code)
        details = details_of(kept) if kept else paper.proposed(congress)
        texts = {text.name: text.proposal for text in paper.texts(congress)} | (dict(kept.texts) if kept else {})
        parameters = {"congress": congress.pk, "details": details.as_dict(), "texts": texts}
        yield Entry(LISTS, paper.title, form=code, parameters=parameters)


def _comments(congress: Congress, account: Account) -> Iterator[Entry | Gap]:
    documents = Document.objects.filter(congress=congress, rounds__isnull=False).distinct().order_by("type", "id")
    reported = issued_papers(congress, COMMENT_PAPERS)
    for document in documents:
        for code in COMMENT_PAPERS:
            paper, parameters = form_of(code), {"document": document.pk}
            if any(one.source_parameters.get("document") == document.pk for one in reported.get(code, ())):
                continue
            if paper is not None and may_print(account, code, parameters):
                yield Entry(COMMENTS, f"{paper.title}: {document.title}", form=code, parameters=parameters)


def _scans(congress: Congress) -> Iterator[Entry]:
    attachments = Attachment.objects.filter(delegate_list__congress=congress, removed_at=None).select_related(
        "delegate_list__electing_unit"
    )
    for one in attachments.order_by("delegate_list__electing_unit__position", "kind", "id"):
        title = f"{one.get_kind_display()}: {one.delegate_list.electing_unit.name}"
        yield Entry(SCANS, title, file=one.file_id)
    decisions = Decision.objects.filter(step__document__congress=congress, scan__isnull=False)
    for decision in decisions.select_related("step__document").order_by("decided_on", "id"):
        title = f"Ý kiến của {decision.decided_by} về {decision.step.document.title}"
        yield Entry(SCANS, title, decision.decided_on, file=decision.scan_id)
    adopted = Document.objects.filter(congress=congress, adoption__scan__isnull=False).select_related("adoption")
    for document in adopted.order_by("adoption__adopted_on", "id"):
        yield Entry(SCANS, f"Biên bản thông qua {document.title}", document.adoption.adopted_on, file=document.adoption.scan_id)
    minutes = Participation.objects.filter(round__document__congress=congress, minutes__isnull=False)
    for one_unit in minutes.select_related("unit", "round__document").order_by("round_id", "unit__sort_key"):
        title = f"Biên bản góp ý {one_unit.round.document.title}: {one_unit.unit.name}"
        yield Entry(SCANS, title, file=one_unit.minutes_id)


def _arrived(congress: Congress) -> Iterator[Entry]:
    files = IncomingFile.objects.filter(paper__congress=congress).select_related("paper")
    for one in files.order_by("paper__arrived_on", "paper__number", "id"):
        title = f"{one.paper.kind_name} {one.paper.symbol} của {one.paper.sender}: {one.paper.abstract}"
        yield Entry(ARRIVED, title, one.paper.dated_on, file=one.file_id)
