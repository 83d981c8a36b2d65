"""Where members are, and how many."""

from typing import Any

from django import forms

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.people.actions import change_state, freeze_member_counts, move_members
from members.people.models import Member, MemberCount, MemberQuerySet, MemberState
from members.units.fields import UnitField
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse
from members.units.models import Unit
from members.units.queries import units_for, units_in_force


class MoveForm(forms.Form):
    on = DayField(label="Từ ngày")
    reason = forms.CharField(label="Căn cứ, lý do", required=False, max_length=200, help_text="Ví dụ: Quyết định 67/QĐ-CAT")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_for(account, Permission.MEMBER_MANAGE).filter(ends_on=None)
        self.fields["unit"] = UnitField(units=units, label="Đơn vị mới (tổ chức Hội)")
        self.order_fields(["members", "unit", "on", "reason"])

    def save(self, *, members: list[Member], by: Account) -> list[Member] | None:
        values = self.cleaned_data
        try:
            return move_members(members=members, unit=values["unit"], on=values["on"], reason=values["reason"], by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class BulkMoveForm(MoveForm):
    def __init__(self, *args: Any, members: MemberQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"] = forms.ModelMultipleChoiceField(
            queryset=members, label="Hội viên", error_messages={"required": "Hãy đánh dấu ít nhất một hội viên."}
        )


class StateForm(forms.Form):
    state = forms.ChoiceField(label="Tình trạng mới", choices=MemberState.choices)
    on = DayField(label="Từ ngày")
    reason = forms.CharField(label="Căn cứ, lý do", required=False, max_length=200, help_text="Ví dụ: nghỉ hưu theo chế độ")

    def save(self, *, member: Member, by: Account) -> Member | None:
        try:
            return change_state(member=member, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class FreezeForm(forms.Form):
    on = DayField(label="Mốc tính hội viên", help_text="Ví dụ 30/06/2026. Số đã chốt không bao giờ tự tính lại.")

    def save(self, *, unit: Unit, by: Account) -> list[MemberCount]:
        on = self.cleaned_data["on"]
        return freeze_member_counts(units=list(units_in_force(root=unit, on=on)), on=on, by=by)
