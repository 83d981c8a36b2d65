"""What of the personnel work waits for a person, for her home page; nothing for anyone who may not know of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from congress.personnel.models import (
    AppointmentDecision,
    Direction,
    FinalList,
    OfficeReview,
    Process,
    ProcessStep,
    Stays,
    StepState,
    VettingState,
)
from congress.personnel.queries.exports import waiting_for_second
from congress.personnel.queries.introductions import calls_for_unit
from congress.personnel.queries.outcome import announced_lists_for
from congress.personnel.queries.room import rooms_for
from congress.personnel.queries.vetting import asked_of
from congress.terms.actions.locks import OVER
from congress.terms.models import Congress, PersonnelMode
from members.access.access import has, has_anywhere
from members.access.models import Account
from members.access.roles import Permission

CALLS_SHOWN = 5
CONGRESSES_SHOWN = 3


@dataclass(frozen=True)
class Waiting:
    """As a task of the home page."""

    text: str
    url: str
    button: str
    detail: str = ""
    due_on: date | None = None
    kind: str = "neutral"


def personnel_tasks_for(account: Account, today: date) -> list[Waiting]:
    """Calls to introduce people; questions put to her; the next step of the congresses whose personnel work she does; for a
    delegate the list that was announced to her; for who decides the files whose time is over."""
    return [
        *_calls(account, today),
        *_questions(account, today),
        *_rooms(account),
        *_second_key(account),
        *_kept_too_long(account, today),
        *_announced(account),
    ]


def _second_key(account: Account) -> list[Waiting]:
    """What others want to take out and she may agree to; how many, without their titles, which may name a person."""
    if not has_anywhere(account, Permission.PERSONNEL_VIEW):
        return []
    asked = Counter(one.congress for one in waiting_for_second(account))
    return [
        Waiting(
            f"Trả lời {number:02} yêu cầu xuất văn bản nhân sự",
            reverse("personnel:exports", args=[congress.pk]),
            "Trả lời",
            congress.name,
            kind="due",
        )
        for congress, number in asked.items()
    ]


def _kept_too_long(account: Account, today: date) -> list[Waiting]:
    """Also of a congress that is over: that is when it comes."""
    if not has_anywhere(account, Permission.PERSONNEL_DECIDE):
        return []
    due = Direction.objects.filter(congress__in=rooms_for(account), keep_until__lt=today, destroyed_at=None)
    return [
        Waiting(
            "Hết thời hạn lưu hồ sơ nhân sự: huỷ hoặc lưu thêm",
            reverse("personnel:keeping", args=[one.congress_id]),
            "Xem",
            one.congress.name,
            kind="due",
        )
        for one in due.select_related("congress__unit").order_by("keep_until", "id")
        if has(account, Permission.PERSONNEL_DECIDE, one.congress.unit)
    ]


def _announced(account: Account) -> list[Waiting]:
    return [
        Waiting("Xem danh sách bầu cử", reverse("personnel:announced", args=[one.congress_id]), "Xem", one.congress.name)
        for one in announced_lists_for(account).exclude(congress__state__in=OVER).order_by("congress__held_on", "id")
    ]


def _questions(account: Account, today: date) -> list[Waiting]:
    """One line for all that she was asked, and about nobody by name: a home page stands open."""
    if not has_anywhere(account, Permission.VETTING_ANSWER):
        return []
    days = list(asked_of(account).filter(state=VettingState.ASKED).values_list("due_on", flat=True))
    if not days:
        return []
    first = min((day for day in days if day is not None), default=None)
    late = first is not None and first < today
    url = reverse("personnel:vetting-mine")
    return [Waiting(f"Trả lời {len(days):02} đề nghị thẩm định", url, "Trả lời", due_on=first, kind="late" if late else "due")]


def _calls(account: Account, today: date) -> list[Waiting]:
    if not has_anywhere(account, Permission.PERSONNEL_INTRODUCE):
        return []
    return [
        Waiting(
            "Giới thiệu nhân sự theo đề nghị của Hội cấp trên",
            reverse("personnel:introduce-call", args=[call.pk]),
            "Giới thiệu",
            call.unit.name,
            call.due_on,
            "late" if call.due_on < today else "due",
        )
        for call in calls_for_unit(account).filter(sent_at=None)[:CALLS_SHOWN]
    ]


def _rooms(account: Account) -> list[Waiting]:
    if not has_anywhere(account, Permission.PERSONNEL_MANAGE):
        return []
    congresses = [
        congress
        for congress in rooms_for(account).exclude(state__in=OVER).order_by("held_on", "id")[:CONGRESSES_SHOWN]
        if has(account, Permission.PERSONNEL_MANAGE, congress.unit)
    ]
    ids = [congress.pk for congress in congresses]
    adopted = set(Direction.objects.filter(congress__in=ids, adopted_at__isnull=False).values_list("congress_id", flat=True))
    undecided = set(
        OfficeReview.objects.filter(congress__in=ids, decision=Stays.UNDECIDED).order_by().values_list("congress_id", flat=True)
    )
    steps: dict[int, ProcessStep] = {}
    waiting = ProcessStep.objects.filter(process__congress__in=ids).exclude(state=StepState.CLOSED)
    for step in waiting.select_related("process").order_by("position"):
        steps.setdefault(step.process.congress_id, step)
    tasks = []
    for congress in congresses:
        if congress.pk not in adopted:
            url = reverse("personnel:direction", args=[congress.pk])
            tasks.append(Waiting("Ghi và thông qua phương hướng nhân sự", url, "Mở", congress.name, kind="due"))
        if congress.pk in undecided:
            url = reverse("personnel:reviews", args=[congress.pk])
            tasks.append(Waiting("Rà soát người đương nhiệm", url, "Rà soát", congress.name, kind="due"))
        if congress.pk in steps and congress.pk in adopted:
            step = steps[congress.pk]
            url = reverse("personnel:step", args=[step.pk])
            begun = step.state == StepState.OPEN
            tasks.append(
                Waiting(
                    f"Nhân sự: {'ghi kết quả' if begun else 'bắt đầu'} bước {step.code}",
                    url,
                    "Mở bước",
                    f"{step.name} · {congress.name}",
                    kind="accent",
                )
            )
    return tasks + _to_lock(account, [one for one in congresses if one.pk in adopted and one.pk not in steps])


def _to_lock(account: Account, congresses: list[Congress]) -> list[Waiting]:
    """For who decides: all steps are closed, and the list isn't locked (the decision isn't recorded) yet."""
    deciding = [one for one in congresses if has(account, Permission.PERSONNEL_DECIDE, one.unit)]
    if not deciding:
        return []
    ended = set(Process.objects.filter(congress__in=deciding).values_list("congress_id", flat=True))
    ended -= set(FinalList.objects.filter(congress__in=deciding).values_list("congress_id", flat=True))
    ended -= set(AppointmentDecision.objects.filter(congress__in=deciding).values_list("congress_id", flat=True))
    return [
        Waiting(
            "Ghi quyết định chỉ định" if one.personnel_mode == PersonnelMode.APPOINTED else "Xem và khoá danh sách bầu cử",
            reverse("personnel:outcome", args=[one.pk]),
            "Mở",
            one.name,
            kind="accent",
        )
        for one in deciding
        if one.pk in ended
    ]
