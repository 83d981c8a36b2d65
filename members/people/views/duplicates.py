"""Records that may be one woman: found, compared, merged by a person's click."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from config.request import Request
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.people.access import may_manage_some_members, may_see_sensitive
from members.people.actions import mark_different, merge_members, unmark_different
from members.people.actions.duplicates import FACTS
from members.people.models import Member
from members.people.queries import are_different, duplicate_groups, members_for
from members.people.rules import SENSITIVE_FACTS, filled_from

SHOWN = (
    ("full_name", "Họ và tên"), ("birth_date", "Ngày sinh"), ("rank_label", "Cấp bậc hàm"),
    ("police_position", "Chức vụ chính quyền"), ("union_position_label", "Chức vụ trong Hội"), ("unit", "Tổ chức Hội"),
    ("workplace", "Đơn vị công tác"), ("home_town", "Quê quán"), ("education_label", "Trình độ chuyên môn"),
)  # fmt: skip


@require_GET
def duplicate_list(request: Request) -> HttpResponse:
    if not may_manage_some_members(request.user):
        raise PermissionDenied
    return render(request, "people/duplicate_list.html", {"groups": duplicate_groups(request.user)})


def managed_pair(request: Request, member_id: int, other_id: int) -> tuple[Member, Member]:
    if member_id == other_id:
        raise Http404
    managed = members_for(request.user, Permission.MEMBER_MANAGE).filter(merged_into=None).select_related("unit")
    return get_object_or_404(managed, pk=member_id), get_object_or_404(managed, pk=other_id)


@require_POST
def members_different(request: Request, member_id: int, other_id: int) -> HttpResponse:
    """These are two women, or (`again`) may be one after all."""
    one, other = managed_pair(request, member_id, other_id)
    if "again" in request.POST:
        unmark_different(one=one, other=other, by=request.user)
        messages.success(request, "Hai hồ sơ lại được xem là có thể trùng.")
        return redirect("people:member-merge", one.pk, other.pk)
    mark_different(one=one, other=other, by=request.user)
    messages.success(request, f"Đã ghi: {one.full_name} ở {one.unit.label} và ở {other.unit.label} là hai người khác nhau.")
    return redirect("people:duplicate-list")


def member_merge(request: Request, member_id: int, other_id: int) -> HttpResponse:
    """`other` becomes part of `member`; the page says first what that does."""
    kept, merged = managed_pair(request, member_id, other_id)
    if request.method == "POST":
        try:
            merge_members(kept=kept, merged=merged, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Đã gộp hai hồ sơ của {kept.full_name}.")
            return redirect("people:member-detail", kept.pk)
    context = {
        "kept": kept,
        "merged": merged,
        "rows": [(label, _shown(kept, name), _shown(merged, name)) for name, label in SHOWN],
        "different": are_different(kept, merged),
        "consequences": _consequences(request, kept, merged),
    }
    return render(request, "people/member_merge.html", context)


def _shown(member: Member, name: str) -> str:
    return (member.birth.display() if member.birth else "") if name == "birth_date" else str(getattr(member, name))


def _consequences(request: Request, kept: Member, merged: Member) -> list[str]:
    taken = filled_from(vars(kept), vars(merged), FACTS)
    sensitive = may_see_sensitive(request.user, kept.unit) and may_see_sensitive(request.user, merged.unit)
    labels = [
        str(Member._meta.get_field(name).verbose_name).lower()  # type: ignore[union-attr]
        for name in taken
        if not name.endswith(("_sealed", "_hash")) and (sensitive or name not in SENSITIVE_FACTS)
    ]
    said = [
        f"Giữ hồ sơ ở {kept.unit.name}; hồ sơ ở {merged.unit.name} không còn trong danh sách.",
        "Chức vụ, khen thưởng, quá trình sinh hoạt, tư cách đại biểu và tài khoản của cả hai hồ sơ về hồ sơ được giữ.",
    ]
    if labels:
        said.append(f"Hồ sơ được giữ lấy thêm những mục đang trống: {', '.join(labels)}.")
    if merged.unit_id != kept.unit_id:
        said.append(f"{merged.unit.name} bớt một hội viên. Số hội viên đã chốt không thay đổi.")
    return said
