"""What waits for a person, from all rooms, and the province at a glance."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from congress.delegates.models import DelegateList, DelegateState, ListState
from congress.delegates.queries.board import LATE, board_rows, counts_of
from congress.delegates.queries.lists import lists_for
from congress.delegates.queries.snapshots import ACTIVE, convened
from congress.personnel.queries.tasks import personnel_tasks_for
from congress.terms.models import Congress, CongressState
from congress.terms.queries import congresses_for, plan_of
from documents.drafting.queries.tasks import drafting_tasks_for
from documents.printing.access import may_see
from documents.printing.models import Rendering, RenderingState
from members.access.access import has, has_anywhere
from members.access.models import Account
from members.access.roles import Permission
from members.accounts.queries import units_without_account
from members.sheets.models import Sheet, SheetState

ALIVE = [CongressState.PREPARING, CongressState.READY, CongressState.IN_SESSION]
# how far ahead a step of the plan is shown on the home page
SOON = timedelta(days=10)
STEPS_SHOWN = 5
CONGRESSES_SHOWN = 3
FAILED_PRINTS_SHOWN = timedelta(days=7)


@dataclass(frozen=True)
class Task:
    """One thing that waits for her: what, until when, and the one button that begins it."""

    text: str
    url: str
    button: str
    detail: str = ""
    due_on: date | None = None
    kind: str = "neutral"


def tasks_for(account: Account, *, today: date) -> list[Task]:
    """Everything that waits for this person, the most urgent first."""
    tasks = [
        *_lists_to_enter(account, today),
        *_lists_to_review(account),
        *_lists_to_lock(account),
        *_named_to_approve(account),
        *_allocations(account),
        *_documents(account, today),
        *_personnel(account, today),
        *_rules_to_check(account),
        *_sheets(account),
        *_failed_prints(account),
        *_units_without_account(account, today),
    ]
    weight = {"late": 0, "due": 1, "accent": 2, "neutral": 3, "done": 4}
    return sorted(tasks, key=lambda task: (weight[task.kind], task.due_on or date.max))


def _lists_to_enter(account: Account, today: date) -> list[Task]:
    if not has_anywhere(account, Permission.LIST_ENTER):
        return []
    waiting = lists_for(account, Permission.LIST_ENTER).filter(
        state__in=[ListState.ENTERING, ListState.RETURNED], congress__state__in=ALIVE
    )
    # the staff may enter for a unit that can't, but these lists wait for their units, not for her
    own = [found for found in waiting if not has(account, Permission.LIST_REVIEW, found.congress.unit)]
    counted = dict(
        DelegateList.objects.filter(pk__in=[found.pk for found in own])
        .annotate(people=Count("delegates", filter=Q(delegates__state__in=ACTIVE)))
        .values_list("pk", "people")
    )
    return [_list_task(found, counted.get(found.pk, 0), today) for found in own]


def _list_task(found: DelegateList, people: int, today: date) -> Task:
    url = reverse("delegates:list-detail", args=[found.pk])
    late = today > found.due_on
    if found.state == ListState.RETURNED:
        return Task(
            f"Sửa danh sách đại biểu {found.electing_unit.name} bị trả lại",
            url,
            "Sửa danh sách",
            found.return_reason,
            found.due_on,
            "late",
        )
    detail = f"Đã nhập {people}/{found.seats + found.alternates} người" if people else f"Được bầu {found.seats:02} đại biểu"
    if found.alternates and not people:
        detail += f" và {found.alternates:02} dự khuyết"
    button = "Tiếp tục" if people else "Bắt đầu"
    text = f"Lập danh sách đại biểu {found.electing_unit.name} dự {found.congress.name}"
    return Task(text, url, button, detail, found.due_on, "late" if late else "due")


def _lists_to_review(account: Account) -> list[Task]:
    sent = list(
        lists_for(account, Permission.LIST_REVIEW)
        .filter(state=ListState.SENT, congress__state__in=ALIVE)
        .exclude(sent_by=account)
        .order_by("sent_at")
    )
    by_congress: dict[int, list[DelegateList]] = {}
    for found in sent:
        by_congress.setdefault(found.congress_id, []).append(found)
    return [
        Task(
            f"Kiểm tra {len(lists):02} danh sách đại biểu vừa gửi",
            board_of(lists[0].congress, ListState.SENT),
            "Kiểm tra",
            f"Gửi sớm nhất: {lists[0].electing_unit.name}"
            + (f", {timezone.localtime(lists[0].sent_at):%d/%m/%Y %H:%M}" if lists[0].sent_at else ""),
            kind="accent",
        )
        for lists in by_congress.values()
    ]


def _lists_to_lock(account: Account) -> list[Task]:
    approved = (
        lists_for(account, Permission.LIST_LOCK)
        .filter(state=ListState.APPROVED, congress__state__in=ALIVE)
        .values("congress")
        .annotate(number=Count("id", distinct=True))
        .order_by("congress")
    )
    congresses = Congress.objects.in_bulk([row["congress"] for row in approved])
    return [
        Task(
            f"{row['number']:02} danh sách đã duyệt, chờ khoá",
            board_of(congresses[row["congress"]], ListState.APPROVED),
            "Xem",
        )
        for row in approved
    ]


def _named_to_approve(account: Account) -> list[Task]:
    waiting = (
        congresses_for(account, Permission.LIST_LOCK)
        .filter(state__in=ALIVE)
        .annotate(
            number=Count(
                "delegates", filter=Q(delegates__delegate_list=None, delegates__state=DelegateState.LISTED), distinct=True
            )
        )
        .filter(number__gt=0)
    )
    return [
        Task(
            f"Duyệt {congress.number:02} đại biểu đương nhiên, chỉ định",
            reverse("delegates:ex-officio", args=[congress.pk]),
            "Xem",
            congress.name,
            kind="accent",
        )
        for congress in waiting
    ]


def board_of(congress: Congress, state: str) -> str:
    """The address of the congress's board with the lists in one state."""
    return f"{reverse('delegates:list-board')}?{urlencode({'congress': congress.pk, 'state': state})}"


def _allocations(account: Account) -> list[Task]:
    tasks = []
    preparing = congresses_for(account, Permission.ALLOCATION_PREPARE).filter(state__in=ALIVE, kind="DAI_BIEU")
    counted = preparing.annotate(
        drafts=Count("allocations", filter=Q(allocations__frozen_at=None), distinct=True),
        frozen=Count("allocations", filter=Q(allocations__frozen_at__isnull=False), distinct=True),
    )
    for congress in counted:
        url = reverse("delegates:allocation", args=[congress.pk])
        if congress.drafts and has(account, Permission.ALLOCATION_FREEZE, congress.unit):
            tasks.append(Task("Xem và chốt bản phân bổ đại biểu", url, "Xem bản phân bổ", congress.name, kind="accent"))
        elif not congress.frozen and not congress.drafts:
            tasks.append(Task("Phân bổ số lượng đại biểu", url, "Phân bổ", congress.name, kind="due"))
    return tasks


def _documents(account: Account, today: date) -> list[Task]:
    return [Task(one.text, one.url, one.button, one.detail, one.due_on, one.kind) for one in drafting_tasks_for(account, today)]


def _personnel(account: Account, today: date) -> list[Task]:
    return [Task(one.text, one.url, one.button, one.detail, one.due_on, one.kind) for one in personnel_tasks_for(account, today)]


def _rules_to_check(account: Account) -> list[Task]:
    waiting = (
        congresses_for(account, Permission.RULES_CHECK)
        .filter(state__in=ALIVE)
        .annotate(number=Count("rules", filter=Q(rules__checked_at=None)))
        .filter(number__gt=0)
        .order_by("held_on", "id")
    )
    # a province has a congress in each of its units: the nearest come first, the others when these are done
    return [
        Task(
            f"Đối chiếu {congress.number} quy tắc với văn bản gốc",
            reverse("terms:rule-set", args=[congress.pk]),
            "Đối chiếu",
            congress.name,
        )
        for congress in waiting[:CONGRESSES_SHOWN]
    ]


def _sheets(account: Account) -> list[Task]:
    waiting = Sheet.objects.filter(uploaded_by=account, state__in=[SheetState.READ, SheetState.REFUSED]).select_related("file")
    return [
        Task(
            f"Xem lại tệp {sheet.file.name} đã tải lên",
            reverse("sheets:preview", args=[sheet.pk]),
            "Xem lại",
            "Chưa xác nhận nên chưa lưu gì." if sheet.state == SheetState.READ else "Tệp này không đọc được.",
            kind="due",
        )
        for sheet in waiting[:3]
    ]


def _failed_prints(account: Account) -> list[Task]:
    # what nobody printed again in a week is not waited for
    since = timezone.now() - FAILED_PRINTS_SHOWN
    failed = Rendering.objects.filter(requested_by=account, state=RenderingState.FAILED, finished_at__gte=since).order_by("-id")
    return [
        Task(f"Chưa in được: {found.title}", reverse("printing:rendering", args=[found.pk]), "Xem", found.error, kind="late")
        for found in failed[:3]
        # a title may name a person, and she may have lost the right to know of her since
        if may_see(account, found)
    ]


def _units_without_account(account: Account, today: date) -> list[Task]:
    if not has_anywhere(account, Permission.ACCOUNT_MANAGE):
        return []
    number = units_without_account(account, on=today).count()
    if not number:
        return []
    url = reverse("accounts:accounts-for-units")
    return [Task(f"Mở tài khoản cho {number} đơn vị chưa có ai đăng nhập được", url, "Mở tài khoản", kind="due")]


def glance_at(account: Account, *, today: date) -> dict[str, Any] | None:
    """The next congress of the staff's own province: how its lists stand, what comes next. None for all others."""
    congress = (
        congresses_for(account, Permission.CREDENTIALS_VIEW)
        .filter(state__in=ALIVE, held_on__gte=today)
        .order_by("held_on", "id")
        .first()
    )
    if congress is None or not has(account, Permission.LIST_VIEW, congress.unit):
        return None
    counts = counts_of(board_rows(account, congress, on=today))
    steps = [step for step in plan_of(congress) if step.done_on is None]
    coming = [(step, step.due_on(congress.held_on)) for step in steps]
    return {
        "congress": congress,
        "days_left": (congress.held_on - today).days,
        "counts": counts,
        "late": counts.get(LATE, 0),
        "total": sum(number for state, number in counts.items() if state != LATE),
        "convened": convened(congress, approved_only=True).count(),
        "steps": [{"step": step, "due_on": due_on, "late": due_on < today} for step, due_on in coming if due_on <= today + SOON][
            :STEPS_SHOWN
        ],
    }
