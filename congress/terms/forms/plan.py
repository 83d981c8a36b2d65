"""Steps of the plan, and another day for the congress."""

from datetime import date

from django import forms

from congress.terms.actions import add_milestone, change_milestone, finish_milestone, postpone_congress
from congress.terms.models import Congress, Milestone
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse


class MilestoneForm(forms.Form):
    name = forms.CharField(label="Việc", max_length=200)
    offset_days = forms.IntegerField(
        label="Số ngày so với đại hội",
        required=False,
        min_value=-1000,
        max_value=1000,
        help_text="Trước đại hội ghi số âm: −20 là hai mươi ngày trước. Dời đại hội thì hạn dời theo.",
    )
    fixed_on = DayField(
        label="Hoặc một ngày cố định",
        required=False,
        help_text="Chỉ ghi một trong hai. Ngày cố định không dời theo đại hội.",
    )
    product = forms.CharField(label="Kết quả phải có", required=False, max_length=300)
    responsible = forms.CharField(label="Người chịu trách nhiệm", required=False, max_length=120)
    late_reason = forms.CharField(label="Lý do chậm (nếu có)", required=False, max_length=300)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def save(self, *, milestone: Milestone, by: Account) -> Milestone | None:
        try:
            return change_milestone(milestone=milestone, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class NewMilestoneForm(MilestoneForm):
    code = forms.CharField(label="Mã", max_length=20, help_text="Ngắn gọn, không trùng trong kế hoạch. Ví dụ: GAP-MAT")
    late_reason = None  # type: ignore[assignment]
    seen = None  # type: ignore[assignment]
    field_order = ["code", "name"]

    def save_new(self, *, congress: Congress, by: Account) -> Milestone | None:
        try:
            return add_milestone(congress=congress, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class DoneForm(forms.Form):
    on = DayField(label="Xong ngày")
    late_reason = forms.CharField(label="Lý do chậm", required=False, max_length=300, help_text="Chỉ cần khi xong sau hạn.")

    def save(self, *, milestone: Milestone, by: Account) -> Milestone | None:
        try:
            return finish_milestone(milestone=milestone, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class NewDayForm(forms.Form):
    """The first step: a day, to see what it would move."""

    to_day = DayField(label="Ngày mới", help_text="Ví dụ 08/01/2027")


class PostponeForm(NewDayForm):
    reason = forms.CharField(
        label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="Ghi cả văn bản cho phép dời, nếu có."
    )
    # the page showed what moves from this day; meanwhile somebody else may have moved the congress
    from_day = DayField(widget=forms.HiddenInput)

    def save(self, *, congress: Congress, today: date, by: Account) -> Congress | None:
        if self.cleaned_data["from_day"] != congress.held_on:
            self.add_error(
                None, f"Đại hội vừa được dời sang {congress.held_on:%d/%m/%Y}. Hãy xem lại phần sẽ thay đổi rồi xác nhận lần nữa."
            )
            return None
        try:
            return postpone_congress(
                congress=congress,
                to_day=self.cleaned_data["to_day"],
                reason=self.cleaned_data["reason"],
                by=by,
                today=today,
            )
        except Refusal as refusal:
            refuse(self, refusal)
            return None
