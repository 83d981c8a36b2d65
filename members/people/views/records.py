"""One member: her page, her record, her offices and awards."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from members.access.models import Entry
from members.access.refusal import Changed
from members.access.roles import Permission
from members.people.access import may_manage_member, may_manage_some_members, may_see_sensitive
from members.people.actions import remove_award, remove_discipline
from members.people.beside import member_panels_for
from members.people.forms import AwardForm, DisciplineForm, EndOfficeForm, EnrolForm, MemberForm, OfficeForm
from members.people.models import Award, Discipline, Member, Office
from members.people.queries import as_told, members_for, possible_duplicates_of
from members.people.reference import EDUCATION_LEVELS, POLICE_POSITION_GROUPS, POLITICAL_THEORY, PROVINCES, RANKS, UNION_POSITIONS
from members.people.rules import masked, missing_facts
from members.people.sealing import Unopenable, open_sealed
from members.units.queries import find_units, units_for


def seen_or_404(request: Request, member_id: int) -> Member:
    return get_object_or_404(members_for(request.user).select_related("unit", "merged_into"), pk=member_id)


def managed_or_404(request: Request, member_id: int) -> Member:
    member = seen_or_404(request, member_id)
    if not may_manage_member(request.user, member):
        raise PermissionDenied
    return member


def page_context(request: Request, member: Member, active: str) -> dict[str, Any]:
    tabs = [
        ("facts", "Thông tin", "people:member-detail"),
        ("offices", "Chức vụ Hội", "people:member-offices"),
        ("awards", "Khen thưởng", "people:member-awards"),
        ("history", "Lịch sử", "people:member-history"),
    ]
    sensitive = may_see_sensitive(request.user, member.unit)
    return {
        "member": as_told(member, sensitive=sensitive),
        "sensitive": sensitive,
        "may_manage": may_manage_member(request.user, member),
        "tabs": [{"label": label, "url": reverse(name, args=[member.pk]), "active": key == active} for key, label, name in tabs],
    }


def shown_number(sealed: bytes | memoryview | None) -> str:
    """The end of a number, for somebody who compares it with a paper; never the whole."""
    if sealed is None:
        return "Chưa ghi"
    try:
        return masked(open_sealed(sealed))
    except Unopenable:
        return "Không mở được: khoá đã đổi. Hãy báo quản trị hệ thống."


@require_GET
def member_detail(request: Request, member_id: int) -> HttpResponse:
    member = seen_or_404(request, member_id)
    context = page_context(request, member, "facts")
    context["missing"] = missing_facts(vars(member), sensitive=context["sensitive"])
    if context["sensitive"]:
        context["service_number"] = shown_number(member.service_number_sealed)
        context["identity_number"] = shown_number(member.identity_number_sealed)
    context["panels"] = member_panels_for(request.user, member)
    if context["may_manage"]:
        context["duplicates"] = possible_duplicates_of(member, request.user)[:5]
    return render(request, "people/member_detail.html", context)


@require_GET
def member_offices(request: Request, member_id: int) -> HttpResponse:
    member = seen_or_404(request, member_id)
    context = page_context(request, member, "offices")
    context["offices"] = member.offices.select_related("unit")
    return render(request, "people/member_offices.html", context)


@require_GET
def member_awards(request: Request, member_id: int) -> HttpResponse:
    member = seen_or_404(request, member_id)
    context = page_context(request, member, "awards")
    context["awards"] = member.awards.all()
    context["disciplines"] = member.disciplines.all() if context["sensitive"] else None
    return render(request, "people/member_awards.html", context)


@require_GET
def member_history(request: Request, member_id: int) -> HttpResponse:
    member = seen_or_404(request, member_id)
    context = page_context(request, member, "history")
    context["memberships"] = member.memberships.select_related("unit")
    context["merged_from"] = member.merged_from.select_related("unit")
    if context["may_manage"]:
        # by name: a deed of another room on this person, of the personnel work above all, is not this page's to tell
        entries = Entry.objects.filter(object_type="people.member", object_id=str(member.pk), action__in=DEEDS).order_by("-id")
        context["entries"] = [(entry, deed(entry.action), _changes(entry)) for entry in entries[:100]]
    return render(request, "people/member_history.html", context)


DEEDS = {
    "member.enrol": "Nhập hội viên",
    "member.change": "Sửa hồ sơ",
    "member.move": "Chuyển đơn vị",
    "member.change_state": "Đổi tình trạng",
    "member.merge": "Gộp hồ sơ trùng",
    "member.seal_numbers": "Ghi số nhận dạng",
    "member.different": "Ghi nhận hai người khác nhau",
    "member.same_again": "Bỏ ghi nhận hai người khác nhau",
    "member.photo": "Lưu ảnh chân dung",
    "member.photo_remove": "Xoá ảnh chân dung",
    "office.begin": "Nhận chức vụ",
    "office.end": "Thôi chức vụ",
    "award.add": "Thêm khen thưởng",
    "award.remove": "Bỏ khen thưởng",
    "discipline.add": "Thêm kỷ luật",
    "discipline.remove": "Bỏ kỷ luật",
}


def deed(action: str) -> str:
    return DEEDS.get(action, action)


def _changes(entry: Entry) -> list[tuple[str, str, str]]:
    changes: dict[str, list[Any]] = entry.details.get("changes", {})
    told = [(_label(name), _said(name, old), _said(name, new)) for name, (old, new) in changes.items()]
    return told + [(_label(name), "", "đã sửa") for name in entry.details.get("hidden", [])]


WORDS = {
    "rank": RANKS,
    "union_position": UNION_POSITIONS,
    "position_group": POLICE_POSITION_GROUPS,
    "education": EDUCATION_LEVELS,
    "political_theory": POLITICAL_THEORY,
    "home_province": PROVINCES,
}


def _said(name: str, value: Any) -> str:
    return WORDS[name].label(str(value or "")) if name in WORDS else str(value or "")


def _label(name: str) -> str:
    return str(Member._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def member_enrol(request: Request) -> HttpResponse:
    if not may_manage_some_members(request.user):
        raise PermissionDenied
    units = units_for(request.user, Permission.MEMBER_MANAGE)
    asked = request.GET.get("unit", "")
    fitting = find_units(units, asked) if asked else list(units.filter(ends_on=None)[:2])
    start = {"unit": fitting[0] if len(fitting) == 1 else None}
    form = EnrolForm(request.POST or None, account=request.user, sensitive=True, initial=start)
    if form.is_valid() and (member := form.save(by=request.user)):
        messages.success(request, f"Đã nhập {member.full_name}.")
        return redirect("people:member-detail", member.pk)
    return render(request, "people/member_form.html", {"form": form})


def member_edit(request: Request, member_id: int) -> HttpResponse:
    member = managed_or_404(request, member_id)
    sensitive = may_see_sensitive(request.user, member.unit)
    stored = facts_stored(member)
    form = MemberForm(request.POST or None, sensitive=sensitive, initial=stored)
    differences: list[tuple[str, str, str]] = []
    if form.is_valid():
        try:
            form.save(member=member, by=request.user)
        except Changed as changed:
            form.add_error(None, str(changed))
            # the other may have saved after we read: what she is shown is what is stored now
            member.refresh_from_db()
            stored = facts_stored(member)
            differences = [
                (str(form.fields[name].label), shown_choice(form, name, stored[name]), shown_choice(form, name, typed))
                for name, typed in form.facts().items()
                if stored[name] != typed
            ]
            # what she typed stays; saving again is saving over what she has now been shown
            form.data = {**request.POST.dict(), "revision": str(member.revision)}
        else:
            messages.success(request, "Đã lưu hồ sơ.")
            return redirect("people:member-detail", member.pk)
    return render(request, "people/member_form.html", {"form": form, "member": member, "differences": differences})


def facts_stored(member: Member) -> dict[str, Any]:
    return {name: getattr(member, name) for name in MemberForm.base_fields if hasattr(member, name)}


def shown_choice(form: MemberForm, name: str, value: Any) -> str:
    choices = dict(getattr(form.fields[name], "choices", []))
    return str(choices.get(value, form.fields[name].prepare_value(value) or ""))


def change_page(request: Request, member: Member, form: Any, back: str, **words: Any) -> HttpResponse:
    context = {"form": form, "member": member, "back": reverse(back, args=[member.pk])} | words
    return render(request, "people/member_change.html", context)


def office_begin(request: Request, member_id: int) -> HttpResponse:
    member = managed_or_404(request, member_id)
    form = OfficeForm(request.POST or None, account=request.user, initial={"unit": member.unit})
    if form.is_valid() and form.save(member=member, by=request.user):
        messages.success(request, "Đã ghi chức vụ.")
        return redirect("people:member-offices", member.pk)
    return change_page(request, member, form, "people:member-offices", title="Ghi chức vụ trong Hội", button="Ghi chức vụ")


def office_end(request: Request, member_id: int, office_id: int) -> HttpResponse:
    member = managed_or_404(request, member_id)
    office = get_object_or_404(Office, pk=office_id, member=member, ends_on=None)
    form = EndOfficeForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    if form.is_valid() and form.save(office=office, by=request.user):
        messages.success(request, "Đã ghi thôi giữ chức vụ.")
        return redirect("people:member-offices", member.pk)
    return change_page(request, member, form, "people:member-offices", title="Thôi giữ chức vụ", button="Ghi thôi giữ chức vụ")


def award_add(request: Request, member_id: int) -> HttpResponse:
    member = managed_or_404(request, member_id)
    form = AwardForm(request.POST or None)
    if form.is_valid():
        form.save(member=member, by=request.user)
        messages.success(request, "Đã thêm khen thưởng.")
        return redirect("people:member-awards", member.pk)
    return change_page(request, member, form, "people:member-awards", title="Thêm khen thưởng", button="Thêm")


@require_POST
def award_remove(request: Request, member_id: int, award_id: int) -> HttpResponse:
    member = managed_or_404(request, member_id)
    remove_award(award=get_object_or_404(Award, pk=award_id, member=member), by=request.user)
    messages.success(request, "Đã bỏ khen thưởng.")
    return redirect("people:member-awards", member.pk)


def sensitive_or_403(request: Request, member_id: int) -> Member:
    member = managed_or_404(request, member_id)
    if not may_see_sensitive(request.user, member.unit):
        raise PermissionDenied
    return member


def discipline_add(request: Request, member_id: int) -> HttpResponse:
    member = sensitive_or_403(request, member_id)
    form = DisciplineForm(request.POST or None)
    if form.is_valid():
        form.save(member=member, by=request.user)
        messages.success(request, "Đã ghi kỷ luật.")
        return redirect("people:member-awards", member.pk)
    return change_page(request, member, form, "people:member-awards", title="Ghi kỷ luật", button="Ghi")


@require_POST
def discipline_remove(request: Request, member_id: int, discipline_id: int) -> HttpResponse:
    member = sensitive_or_403(request, member_id)
    remove_discipline(discipline=get_object_or_404(Discipline, pk=discipline_id, member=member), by=request.user)
    messages.success(request, "Đã bỏ kỷ luật.")
    return redirect("people:member-awards", member.pk)
