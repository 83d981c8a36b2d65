"""From asking for a paper to its PDF, with two warm workers; the full list against Chromium in the same run."""

import shutil
import statistics
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.people import call_delegates, found_province, invented, save
from benchmarks.registry import bench
from benchmarks.stage import Stage

if TYPE_CHECKING:
    from congress.terms.models import Congress
    from members.access.models import Account

FULL, BADGES, LETTERS = "danh-sach-dai-bieu-day-du", "the-dai-bieu", "giay-trieu-tap"
LONGEST_WAIT = 120.0
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
)  # fmt: skip


@cache
def hall(code: str, number: int) -> "tuple[Congress, Account]":
    """A congress with so many approved delegates."""
    province, units, account = found_province(code, branches=30)
    members = invented(number, units, seed=number)
    save(members)
    return call_delegates(province, members, account), account


def asked(form: str, congress: "Congress", by: "Account", **chosen: Any) -> float:
    """Seconds from asking for the paper until it is there."""
    from documents.layout.details import Details
    from documents.printing.forms import form_of

    paper = form_of(form)
    details: Details = paper.proposed(congress)  # type: ignore[union-attr]
    parameters = {"congress": congress.pk, "details": details.as_dict(), "texts": {}, **chosen}
    return seconds_until_printed(form, parameters, congress, by)


def seconds_until_printed(form: str, parameters: dict[str, Any], congress: "Congress", by: "Account") -> float:
    from documents.printing.actions import request_rendering
    from documents.printing.models import Rendering, RenderingState

    begin = time.perf_counter()
    rendering = request_rendering(form=form, parameters=parameters, by=by, unit=congress.unit, congress=congress.pk)
    while time.perf_counter() - begin < LONGEST_WAIT:
        state, error = Rendering.objects.filter(pk=rendering.pk).values_list("state", "error").get()
        if state == RenderingState.DONE:
            return time.perf_counter() - begin
        if state == RenderingState.FAILED:
            raise RuntimeError(error)
        # seldom enough to leave both cores to the workers
        time.sleep(0.01)
    raise RuntimeError(f"{form} was not printed in {LONGEST_WAIT} s")


def warm(stage: Stage) -> None:
    """Both workers have rendered a list and a letter before anything counts."""
    stage.start_workers()
    congress, account = hall("BW", 120)
    asked(FULL, congress, account)
    asked(LETTERS, congress, account, delegates=_some(congress, 8))


def _some(congress: "Congress", number: int, *, after: int = 0) -> list[int]:
    return list(congress.delegates.order_by("pk").values_list("pk", flat=True)[after : after + number])


def chromium_seconds(congress: "Congress", by: "Account") -> float:
    """The full list's HTML through Chromium."""
    from documents.layout.details import Details
    from documents.printing.forms import form_of

    paper = form_of(FULL)
    details: Details = paper.proposed(congress)  # type: ignore[union-attr]
    content = paper.collect({"congress": congress.pk, "details": details.as_dict(), "texts": {}}, by)  # type: ignore[union-attr]
    return chromium_seconds_for(paper.whole_html(content), style="landscape")  # type: ignore[union-attr]


def chromium_seconds_for(body: str, *, style: str) -> float:
    """The same HTML, with the same style sheets, through Chromium's --print-to-pdf: the median of three."""
    from documents.printing.engine import STYLES

    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError("There is no Chromium to compare with.")
    sheets = "".join((STYLES / name).read_text(encoding="utf-8") for name in ("base.css", f"{style}.css"))
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "paper.html"
        page.write_text(
            f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{sheets}</style><body>{body}</body></html>',
            encoding="utf-8",
        )
        for number in range(3):
            begin = time.perf_counter()
            subprocess.run(
                [found, *CHROMIUM_FLAGS, f"--user-data-dir={folder}/profile{number}",
                 f"--print-to-pdf={folder}/paper{number}.pdf", page.as_uri()],
                check=True,
                capture_output=True,
                timeout=LONGEST_WAIT,
            )  # fmt: skip
            taken.append(time.perf_counter() - begin)
            assert (Path(folder) / f"paper{number}.pdf").stat().st_size > 50_000
    return statistics.median(taken)


@bench("pdf_list_600_vs_chromium", unit="ratio", goal=1.0)
def pdf_list_600_vs_chromium(stage: Stage) -> float:
    warm(stage)
    congress, account = hall("BL", 600)
    return asked(FULL, congress, account) / chromium_seconds(congress, account)


@bench("pdf_report_40_pages_vs_chromium", unit="ratio", goal=1.0)
def pdf_report_40_pages_vs_chromium(stage: Stage) -> float:
    """A report that nobody has printed before: the median of three, each beside Chromium on the same HTML."""
    from benchmarks.report import report_html
    from benchmarks.report_paper import Report

    warm(stage)
    congress, account = hall("BW", 120)
    ratios = []
    for seed in range(1, 4):
        ours = seconds_until_printed(Report.code, {"seed": seed}, congress, account)
        ratios.append(ours / chromium_seconds_for(report_html(seed=seed), style="portrait"))
    return statistics.median(ratios)


@bench("pdf_list_one_row_changed", unit="ratio", goal=0.15)
def pdf_list_one_row_changed(stage: Stage) -> float:
    """A list that nobody has printed before, then the same with another home town in one row near its middle."""
    warm(stage)
    ratios = []
    for number in range(3):
        congress, account = hall(f"BR{number}", 600)
        first = asked(FULL, congress, account)
        delegate = congress.delegates.order_by("pk")[300]
        delegate.frozen["rank_label"] = "Đại tá"
        delegate.save(update_fields=["frozen"])
        ratios.append(asked(FULL, congress, account) / first)
    return statistics.median(ratios)


@bench("pdf_badges_1500", unit="s", goal=8)
def pdf_badges_1500(stage: Stage) -> float:
    warm(stage)
    congress, account = hall("BB", 1500)
    return asked(BADGES, congress, account)


@bench("pdf_letter_warm", unit="ms", goal=150)
def pdf_letter_warm(stage: Stage) -> float:
    """One letter that was not printed before: the median of eleven."""
    warm(stage)
    congress, account = hall("BL", 600)
    taken = [asked(LETTERS, congress, account, delegates=_some(congress, 1, after=100 + number)) for number in range(11)]
    return statistics.median(taken) * 1000
