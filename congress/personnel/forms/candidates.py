"""What is typed about people in the pool."""

from typing import Any

from django import forms

from congress.personnel.actions.candidates import add_candidate, describe_candidate, withdraw_candidate
from congress.personnel.forms.changed import kept, refuse_or_show
from congress.personnel.models import Candidate, Origin
from congress.personnel.queries.candidates import FILE_STATES, PLACES, VETTING_STATES
from congress.personnel.rules.purposes import PURPOSES
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from members.people.models import Member, MemberQuerySet
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(label="Bạn mở hồ sơ để làm gì?", choices=list(PURPOSES.items()), widget=forms.RadioSelect)


class CandidateFilterForm(forms.Form):
    q = forms.CharField(label="Tìm", required=False)
    file = forms.ChoiceField(label="Hồ sơ", required=False, choices=[("", "Tất cả"), *FILE_STATES.items()])
    vetting = forms.ChoiceField(label="Thẩm định", required=False, choices=[("", "Tất cả"), *VETTING_STATES.items()])
    place = forms.ChoiceField(label="Vị trí", required=False, choices=[("", "Tất cả"), *PLACES.items()])

    def chosen(self) -> dict[str, str]:
        """What was asked for; nonsense in an address filters nothing."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        return {"text": found.get("q", ""), **{name: found.get(name, "") for name in ("file", "vetting", "place")}}


class DescribedForm(forms.Form):
    """What people doesn't tell of her."""

    post = forms.CharField(
        label="Chức danh dự kiến",
        required=False,
        max_length=120,
        help_text="Ví dụ: Trưởng ban, Phó Trưởng ban. Uỷ viên thì để trống.",
    )
    block = forms.CharField(
        label="Khối", required=False, max_length=60, help_text="Ví dụ: hội cơ sở, chi hội xã, phường, cơ quan Công an tỉnh."
    )
    is_full_time = forms.BooleanField(label="Cán bộ Hội chuyên trách", required=False)


class AddForm(DescribedForm):
    def __init__(self, *args: Any, people: MemberQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = forms.ModelChoiceField(
            people,
            label="Hội viên",
            error_messages=dict.fromkeys(("required", "invalid_choice"), "Hãy chọn một người trong danh sách."),
        )

    def add(self, *, congress: Congress, by: Account) -> Candidate | None:
        values = dict(self.cleaned_data)
        member: Member = values.pop("member")
        try:
            return add_candidate(congress=congress, member=member, by=by, **values)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class CandidateForm(DescribedForm):
    origin = forms.ChoiceField(label="Nguồn giới thiệu", choices=Origin.choices)
    is_incumbent = forms.BooleanField(label="Đương nhiệm (tái cử)", required=False)
    biography = forms.CharField(
        label="Tiểu sử tóm tắt",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Nửa trang; in trong tài liệu đại hội khi danh sách được công bố. Không ghi nội dung có dấu Mật.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("origin", "is_incumbent", "post", "block", "is_full_time", "biography", "revision")

    def save(self, *, candidate: Candidate, by: Account) -> Candidate | None:
        try:
            return describe_candidate(candidate=candidate, by=by, **self.cleaned_data)
        except Refusal as refusal:
            found = Candidate.objects.filter(pk=candidate.pk).first()
            names = [name for name in self.fields if name != "revision"]
            refuse_or_show(self, refusal, stored=kept(found, *names))
            return None


class WithdrawForm(forms.Form):
    on = DayField(label="Ngày trong đơn", help_text="Ví dụ: 05/11/2026.")
    because = forms.CharField(label="Lý do", max_length=300, help_text="Ghi ngắn theo đơn, ví dụ: chuyển công tác.")

    def withdraw(self, *, candidate: Candidate, today: Any, by: Account) -> Candidate | None:
        try:
            return withdraw_candidate(candidate=candidate, today=today, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None
