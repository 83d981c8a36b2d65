"""The direction: read, written, adopted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from congress.personnel.access import may_decide, may_manage
from congress.personnel.actions.direction import reopen_direction
from congress.personnel.forms.direction import AdoptForm, DirectionForm, target_labels
from congress.personnel.models import Direction
from congress.personnel.queries.direction import direction_of, proposed_direction
from congress.personnel.queries.rule_values import seats_range
from congress.personnel.rules.targets import seats_outside
from congress.personnel.views.fetching import decided_or_403, managed_or_403, seen_or_404
from congress.personnel.views.staged import takes_staged
from congress.personnel.views.tabs import tabs_of
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of
from congress.terms.rules.catalogue import catalogue, display
from congress.terms.rules.rule_set import RuleSet
from members.access.refusal import Refusal
from vietnamese.normalise import clean

# what the page shows of the rules that a list is measured by
SHOWN = [
    "so_luong_BPN_tinh", "so_luong_BCH_cs", "ty_le_doi_moi_min", "3_do_tuoi", "tuoi_lan_dau_con_cong_tac",
    "tuoi_tai_cu_con_cong_tac", "so_du_chuan_bi", "so_du_max", "so_du_3_5_nguoi_max", "so_du_bat_buoc", "nguong_trung_cu",
]  # fmt: skip


@require_GET
def direction(request: Request, congress_id: int) -> HttpResponse:
    congress = seen_or_404(request, congress_id)
    found = direction_of(congress)
    rules = rule_set_of(congress)
    context = {
        "congress": congress,
        "direction": found,
        "rules": _rules(found, rules),
        "outside": seats_outside(found.seats, seats_range(congress, rules)) if found and not found.is_adopted else "",
        "manages": may_manage(request.user, congress),
        "decides": may_decide(request.user, congress),
        "tabs": tabs_of(congress, "direction"),
    }
    return render(request, "personnel/direction.html", context)


def _rules(found: Direction | None, rules: RuleSet) -> list[tuple[str, str]]:
    """As they were when it was adopted; until then, as they are now."""
    frozen = found.rules if found is not None and found.is_adopted else None
    return [
        (entry.label, display(entry, frozen[key]) if frozen and key in frozen else rules.display(key))
        for key in SHOWN
        if (entry := catalogue()[key]) and (rules.is_set(key) or (frozen or {}).get(key) is not None)
    ]


def direction_edit(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    found = direction_of(congress)
    if found is not None and found.is_adopted:
        messages.error(request, "Phương hướng đã được thông qua nên không sửa được nữa.")
        return redirect("personnel:direction", congress.pk)
    rules = rule_set_of(congress)
    bands = [band.label for band in rules.bands("3_do_tuoi")] if rules.is_set("3_do_tuoi") else []
    form = DirectionForm(
        request.POST or None,
        labels=target_labels(bands),
        seats_help=_seats_help(congress, rules),
        initial=_initial(congress, found, rules),
    )
    if form.is_valid() and form.save(congress=congress, by=request.user):
        messages.success(request, "Đã lưu phương hướng.")
        return redirect("personnel:direction", congress.pk)
    return render(request, "personnel/direction_edit.html", {"congress": congress, "form": form, "is_new": found is None})


def _initial(congress: Congress, found: Direction | None, rules: RuleSet) -> dict[str, object]:
    if found is None:
        values = proposed_direction(congress, rules) | {"revision": 0}
    else:
        values = {
            name: getattr(found, name) for name in ("seats", "requirements", "standards", "targets", "keep_until", "revision")
        }
    for row in values.pop("targets"):
        values[f"minimum-{row['key']}"], values[f"maximum-{row['key']}"] = row["minimum"], row["maximum"]
    return values


def _seats_help(congress: Congress, rules: RuleSet) -> str:
    between = seats_range(congress, rules)
    return f"Bộ quy tắc: từ {between[0]} đến {between[1]} người." if between else ""


@takes_staged("adopt")
def direction_adopt(request: Request, congress_id: int) -> HttpResponse:
    congress = managed_or_403(request, congress_id)
    found = direction_of(congress)
    if found is None or found.is_adopted:
        return redirect("personnel:direction", congress.pk)
    form = AdoptForm(
        request.POST or None,
        request.FILES or None,
        initial={"revision": found.revision},
        has_minutes=found.minutes_id is not None,
    )
    if form.is_valid() and form.save(congress=congress, today=timezone.localdate(), by=request.user):
        messages.success(request, "Đã ghi việc thông qua phương hướng. Từ nay nhập được nhân sự.")
        return redirect("personnel:direction", congress.pk)
    return render(request, "personnel/direction_adopt.html", {"congress": congress, "direction": found, "form": form})


@require_POST
def direction_reopen(request: Request, congress_id: int) -> HttpResponse:
    congress = decided_or_403(request, congress_id)
    try:
        reopen_direction(congress=congress, reason=clean(request.POST.get("reason", ""))[:500], by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã mở lại phương hướng để sửa.")
    return redirect("personnel:direction", congress.pk)
