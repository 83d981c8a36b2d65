"""Calling a congress, changing it, its sessions, its state."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from congress.terms.actions import call_congress, change_congress, move_state, open_term, set_session
from congress.terms.models import Congress, CongressKind, CongressState, DelegateMode, PersonnelMode, Session, SessionKind, Term
from congress.terms.queries import previous_congress_of, proposed_count_day
from congress.terms.rules import consequences
from congress.terms.rules.calendar import plans
from congress.terms.rules.catalogue import Level
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.fields import UnitField
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse
from members.units.models import Unit, UnitQuerySet


def explained(choices: list[tuple[str, str]], words: dict[str, str]) -> list[tuple[str, str]]:
    """What a choice leads to is said where it is made."""
    return [(value, f"{label}. {words[value]}") for value, label in choices]


PERSONNEL = explained(PersonnelMode.choices, consequences.PERSONNEL)
DELEGATES = explained(DelegateMode.choices, consequences.DELEGATES)


class CongressFilter(forms.Form):
    q = forms.CharField(label="Tìm", required=False, widget=forms.TextInput(attrs={"placeholder": "Tên hoặc mã đơn vị"}))
    kind = forms.ChoiceField(label="Hình thức", required=False, choices=[("", "Mọi hình thức"), *CongressKind.choices])
    level = forms.ChoiceField(
        label="Cấp",
        required=False,
        choices=[("", "Mọi cấp"), (Level.PROVINCE, "Tỉnh"), (Level.BRANCH, "Hội cơ sở"), (Level.CHAPTER, "Chi hội")],
    )
    state = forms.ChoiceField(label="Bước", required=False, choices=[("", "Mọi bước"), *CongressState.choices])


class UnitChoice(forms.Form):
    """Whose congress: asked first, because everything else is proposed from it."""

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(label="Đại hội của tổ chức nào", units=units)


class CallForm(forms.Form):
    kind = forms.ChoiceField(label="Hình thức", choices=CongressKind.choices)
    ordinal = forms.IntegerField(label="Lần thứ", min_value=1, max_value=99, help_text="Ví dụ 11; trên văn bản ghi là XI.")
    starts_year = forms.IntegerField(label="Nhiệm kỳ từ năm", min_value=1945, max_value=2200, localize=False)
    ends_year = forms.IntegerField(label="Nhiệm kỳ đến năm", min_value=1945, max_value=2200, localize=False)
    held_on = DayField(
        label="Ngày khai mạc phiên chính thức",
        help_text="Ví dụ 18/12/2026. Hạn của các việc tính từ ngày này; dời ngày thì hạn dời theo.",
    )
    place = forms.CharField(label="Địa điểm", required=False, max_length=200, help_text="Ví dụ: Hội trường Công an tỉnh.")
    personnel_mode = forms.ChoiceField(label="Hình thức nhân sự", choices=PERSONNEL, widget=forms.RadioSelect)
    delegate_mode = forms.ChoiceField(label="Hình thức đại biểu", choices=DELEGATES, widget=forms.RadioSelect)
    plan = forms.ChoiceField(label="Kế hoạch mẫu", required=False)
    reuse = forms.BooleanField(
        label="Dùng lại bộ quy tắc của đại hội trước",
        required=False,
        help_text="Các giá trị được chép sang; dấu “đã đối chiếu” phải làm lại.",
    )
    name = forms.CharField(
        label="Tên gọi đầy đủ",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bỏ trống thì đặt tên theo mẫu từ các mục trên.",
    )

    def __init__(self, *args: Any, unit: Unit, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.previous = previous_congress_of(unit)
        fitting = [plan for plan in plans() if plan.for_level == level]
        self.fields["plan"].choices = [("", "Không dùng mẫu"), *((plan.code, plan.name) for plan in fitting)]  # type: ignore[attr-defined]
        self.fields["plan"].help_text = " ".join(f"{plan.name}: {plan.help}" for plan in fitting)
        if not fitting:
            del self.fields["plan"]
        if self.previous is None:
            del self.fields["reuse"]

    def save(self, *, by: Account) -> Congress | None:
        values = dict(self.cleaned_data)
        starts, ends, reuse = values.pop("starts_year"), values.pop("ends_year"), values.pop("reuse", False)
        try:
            term = Term.objects.filter(unit=self.unit, starts_year=starts, ends_year=ends).first() or open_term(
                unit=self.unit, ordinal=self._term_ordinal(values["ordinal"]), starts_year=starts, ends_year=ends, by=by
            )
            return call_congress(unit=self.unit, term=term, by=by, previous=self.previous if reuse else None, **values)
        except Refusal as refusal:
            refuse(self, refusal)
            return None

    def _term_ordinal(self, wanted: int) -> int:
        # terms are counted as congresses are; a second congress in a term has no term of its own
        taken = set(Term.objects.filter(unit=self.unit).values_list("ordinal", flat=True))
        return wanted if wanted not in taken else max(taken) + 1


class CongressForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything but the day, which moves by postponing."""

    revision = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    personnel_mode = forms.ChoiceField(label="Hình thức nhân sự", choices=PERSONNEL, widget=forms.RadioSelect)
    delegate_mode = forms.ChoiceField(label="Hình thức đại biểu", choices=DELEGATES, widget=forms.RadioSelect)

    class Meta:
        model = Congress
        fields = (
            "name", "kind", "ordinal", "personnel_mode", "delegate_mode", "place", "member_count_on", "body_name",
            "head_title", "dress", "contact", "revision",
        )  # fmt: skip
        field_classes = {"member_count_on": DayField}
        help_texts = {
            "member_count_on": "Số hội viên dùng để phân bổ được chốt theo ngày này. Ví dụ 30/09/2026",
            "body_name": "Như ghi trên văn bản, ví dụ: Ban Phụ nữ, Ban Chấp hành.",
            "head_title": "Ví dụ: Trưởng ban, Chủ tịch.",
            "dress": "Ghi trên giấy triệu tập, ví dụ: Lễ phục Công an nhân dân.",
            "contact": "Ghi trên giấy triệu tập, ví dụ: đ/c Hoa, 0912 000 111.",
        }
        widgets = {"name": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.member_count_on is None and (day := proposed_count_day(self.instance, today=timezone.localdate())):
            self.fields[
                "member_count_on"
            ].help_text = f"Số hội viên dùng để phân bổ được chốt theo ngày này. Bộ quy tắc đề xuất {day:%d/%m/%Y}."

    def _post_clean(self) -> None:
        """The action changes the row under its lock; the instance the page shows stays as it is stored."""

    def save(self, *, by: Account) -> Congress:  # type: ignore[override]
        """Raises `Changed` when somebody else has saved meanwhile."""
        values = dict(self.cleaned_data)
        revision = values.pop("revision")
        return change_congress(congress=self.instance, revision=revision, changes=values, by=by)


class SessionForm(forms.Form):
    kind = forms.ChoiceField(label="Phiên", choices=SessionKind.choices)
    starts_at = forms.DateTimeField(
        label="Bắt đầu", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    ends_at = forms.DateTimeField(
        label="Kết thúc",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label="Địa điểm", required=False, max_length=200, help_text="Bỏ trống nếu cùng nơi với đại hội.")

    def save(self, *, congress: Congress, session: Session | None, by: Account) -> Session | None:
        try:
            return set_session(congress=congress, session=session, by=by, **self.cleaned_data)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class StateForm(forms.Form):
    reason = forms.CharField(label="Lý do", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def save(self, *, congress: Congress, state: str, today: date, by: Account) -> Congress | None:
        try:
            return move_state(congress=congress, state=state, by=by, reason=self.cleaned_data["reason"], today=today)
        except Refusal as refusal:
            refuse(self, refusal)
            return None
