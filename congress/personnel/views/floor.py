"""At the congress (§4.6): nominations and withdrawals, and what they make of the ballot."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from config.request import Request
from congress.personnel.access import may_manage
from congress.personnel.forms.changed import kept
from congress.personnel.forms.floor import NominateForm, NominationForm, WithdrawalForm, WithdrawForm
from congress.personnel.models import FloorNomination, FloorWithdrawal
from congress.personnel.queries.floor import floor_result_of, may_withdraw, withdrawals_of
from congress.personnel.queries.outcome import floor_of, is_outside, may_be_nominated
from congress.personnel.queries.room import rooms_for
from congress.personnel.rules.ballot import shown_hash
from congress.personnel.views.fetching import managed_or_403, seen_or_404
from congress.terms.queries import rule_set_of
from members.people.queries import Filters, filtered_members

PEOPLE_SHOWN = 30


def floor(request: Request, congress_id: int) -> HttpResponse:
    """The register of nominations at the congress, and who else may be entered."""
    congress = seen_or_404(request, congress_id)
    manages = may_manage(request.user, congress)
    members = may_be_nominated(congress)
    form = NominateForm(request.POST if request.method == "POST" else None, members=members)
    if request.method == "POST":
        if not manages:
            raise PermissionDenied
        if form.is_valid() and (made := form.register(congress=congress, by=request.user)):
            messages.success(request, f"Đã ghi {made.get_kind_display().lower()}: đồng chí {made.member.full_name}.")
            return redirect("personnel:floor-edit", made.pk)
    text = request.GET.get("q", "")
    found = list(filtered_members(members, Filters(text=text)).select_related("unit")[:PEOPLE_SHOWN]) if text and manages else []
    context = {
        "congress": congress,
        "rows": list(floor_of(congress)),
        "withdrawals": list(withdrawals_of(congress)),
        "result": (result := floor_result_of(congress)),
        "final_hash": shown_hash(result.final.hash) if result else "",
        "form": form,
        "q": text,
        "found": found,
        "may_manage": manages,
        "threshold": rule_set_of(congress).display("nguong_nguoi_ngoai_danh_sach"),
    }
    return render(request, "personnel/floor.html", context)


def floor_edit(request: Request, nomination_id: int) -> HttpResponse:
    nominations = FloorNomination.objects.filter(congress__in=rooms_for(request.user))
    found = get_object_or_404(nominations.select_related("congress__unit", "congress__term", "member__unit"), pk=nomination_id)
    if not may_manage(request.user, found.congress):
        raise PermissionDenied
    form = NominationForm(request.POST if request.method == "POST" else None, initial=NominationForm.initial_of(found))
    if request.method == "POST" and form.is_valid() and form.write(nomination=found, by=request.user):
        messages.success(request, f"Đã ghi về đồng chí {found.member.full_name}.")
        return redirect("personnel:floor", found.congress_id)
    context = {
        "congress": found.congress,
        "nomination": found,
        "form": form,
        "is_outside": is_outside(found),
        "threshold": rule_set_of(found.congress).display("nguong_nguoi_ngoai_danh_sach"),
    }
    return render(request, "personnel/floor_edit.html", context)


def floor_withdraw(request: Request, congress_id: int) -> HttpResponse:
    """Somebody asks to be left out: who, why, in writing or not."""
    congress = managed_or_403(request, congress_id)
    people = may_withdraw(congress)
    form = WithdrawForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid() and (made := form.register(congress=congress, by=request.user)):
        messages.success(request, "Đã ghi xin rút. Hãy ghi quyết định của Đoàn Chủ tịch khi có.")
        return redirect("personnel:floor-withdrawal", made.pk)
    return render(request, "personnel/floor_withdraw.html", {"congress": congress, "form": form, "people": people})


def floor_withdrawal(request: Request, withdrawal_id: int) -> HttpResponse:
    """What the Đoàn Chủ tịch decided of it."""
    withdrawals = FloorWithdrawal.objects.filter(congress__in=rooms_for(request.user))
    found = get_object_or_404(withdrawals.select_related("congress__unit", "congress__term", "member__unit"), pk=withdrawal_id)
    if not may_manage(request.user, found.congress):
        raise PermissionDenied
    initial = kept(found, "decision", "note", "reason", "in_writing")
    form = WithdrawalForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and form.write(withdrawal=found, by=request.user):
        messages.success(request, f"Đã ghi việc xin rút của đồng chí {found.member.full_name}.")
        return redirect("personnel:floor", found.congress_id)
    context = {"congress": found.congress, "withdrawal": found, "form": form}
    return render(request, "personnel/floor_withdrawal.html", context)
