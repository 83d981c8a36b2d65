"""Process and steps: choosing, adapting, recording."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from congress.personnel.actions.processes import StepLine
from congress.personnel.actions.steps import NameEntry, StepEntry
from congress.personnel.forms.files import SCAN, SCANS
from congress.personnel.forms.tables import key, whole, words
from congress.personnel.models import Method, ProcessStep, StepName
from congress.personnel.queries.steps import FIGURES
from congress.personnel.rules.votes import LABELS
from members.units.forms.dates import DayField

ADDED = 3


def read_lines(data: Mapping[str, str], steps: list[ProcessStep], errors: dict[str, str]) -> list[StepLine]:
    """The table of steps as typed, in the order of its column "thứ tự"; a line ticked "bỏ" or an empty new one is left out."""
    lines: list[tuple[int, int, StepLine]] = []
    marks = [(str(step.pk), step.pk) for step in steps] + [(f"new{place}", None) for place in range(ADDED)]
    for place, (mark, pk) in enumerate(marks):
        typed = {name: words(data, f"{name}-{mark}", 300) for name in ("code", "name", "meeting", "product")}
        if data.get(f"remove-{mark}") or (pk is None and not typed["name"] and not typed["code"]):
            continue
        method = str(data.get(f"method-{mark}", Method.NONE))
        votes = method != Method.NONE
        order = whole(data, f"order-{mark}", "Thứ tự", errors)
        line = StepLine(
            pk=pk,
            code=typed["code"],
            name=typed["name"],
            meeting=typed["meeting"],
            product=typed["product"],
            method=method,
            threshold=str(data.get(f"threshold-{mark}", "")).replace(" ", "")[:10] if votes else "",
            base=str(data.get(f"base-{mark}", "")) if votes else "",
            most=whole(data, f"most-{mark}", "Lấy nhiều nhất", errors) if votes else None,
            purpose=str(data.get(f"purpose-{mark}", "")),
        )
        lines.append((order if order is not None else 1000, place, line))
    return [line for _, _, line in sorted(lines, key=lambda one: one[:2])]


class StepForm(forms.Form):
    """What a step is beside its figures and names."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    held_on = DayField(label="Ngày họp", required=False, help_text="Ví dụ 10/09/2025")
    place = forms.CharField(label="Địa điểm", required=False, max_length=200)
    chair = forms.CharField(label="Chủ trì", required=False, max_length=150)
    secretary = forms.CharField(label="Thư ký", required=False, max_length=150)
    conclusion = forms.CharField(label="Kết luận", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.CharField(label="Văn bản (số, ngày, cơ quan)", required=False, max_length=200)
    minutes = forms.FileField(label="Biên bản (bản quét)", required=False, help_text=SCAN, widget=forms.FileInput(attrs=SCANS))
    tally = forms.FileField(
        label="Biên bản kiểm phiếu (bản quét)", required=False, help_text=SCAN, widget=forms.FileInput(attrs=SCANS)
    )

    def __init__(self, *args: Any, step: ProcessStep, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step.method != Method.BALLOT:
            del self.fields["tally"]


@dataclass
class StepTable:
    """Figures and names as typed, and what can't be read of them by the name of its cell."""

    figures: dict[str, int | None] = field(default_factory=dict)
    names: dict[int, NameEntry] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def read_table(data: Mapping[str, str], step: ProcessStep, names: list[StepName]) -> StepTable:
    table = StepTable()
    shown = FIGURES if step.method == Method.BALLOT else FIGURES[:2]
    for name in shown:
        table.figures[name] = whole(data, name, LABELS[name].capitalize(), table.errors)
    for one in names:
        table.names[one.pk] = NameEntry(
            votes=whole(data, f"votes-{one.pk}", one.candidate.member.full_name, table.errors),
            decision=str(data.get(f"decision-{one.pk}", "")),
            because=words(data, f"because-{one.pk}", 300),
        )
    return table


def entry_of(form: StepForm, table: StepTable, **files: Any) -> StepEntry:
    values = form.cleaned_data
    held_on: date | None = values["held_on"]
    return StepEntry(
        held_on=held_on,
        place=values["place"],
        chair=values["chair"],
        secretary=values["secretary"],
        conclusion=values["conclusion"],
        paper=values["paper"],
        figures=table.figures,
        names=table.names,
        **files,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def ticked(values: list[str]) -> set[int]:
    return {pk for text in values if (pk := key(text))}
