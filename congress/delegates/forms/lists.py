"""What is typed into the pages of a list."""

from typing import Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict

from congress.delegates.actions.lists import Entry, put_many_on_list
from congress.delegates.actions.rows import FILLABLE, change_row, enrol_on_list, fill_empty
from congress.delegates.models import Delegate, DelegateList, ListState
from congress.delegates.queries.findings import values_of
from congress.delegates.rules.columns import label_of
from members.access.models import Account
from members.access.refusal import Changed, Refusal
from members.people import reference
from members.people.models import Member, MemberQuerySet
from members.units.models import Unit
from vietnamese.names import name_problem
from vietnamese.normalise import clean

CHOOSE = [("", "(chọn)")]
ATTENDED = [("", "Chưa khai"), ("no", "Dự lần đầu"), ("yes", "Đã dự đại hội kỳ trước")]
ATTENDED_VALUES = {"": None, "no": False, "yes": True}
LISTS: dict[str, reference.ReferenceList] = {
    "ethnicity": reference.ETHNIC_GROUPS,
    "religion": reference.RELIGIONS,
    "rank": reference.RANKS,
    "union_position": reference.UNION_POSITIONS,
    "education": reference.EDUCATION_LEVELS,
    "political_theory": reference.POLITICAL_THEORY,
    "party_stage": reference.PARTY_STAGES,
    "general_education": reference.GENERAL_EDUCATION,
}
PLAIN_FIELDS = (
    "full_name",
    "birth_date",
    "rank",
    "police_position",
    "union_position",
    "workplace",
    "education",
    "education_field",
    "political_theory",
    "general_education",
    "home_town",
    "union_joined",
)
SENSITIVE_FIELDS = ("ethnicity", "religion", "party_stage", "party_joined", "party_position", "phone")
EXAMPLES = {
    "full_name": "Ví dụ Nguyễn Thị Hường.",
    "police_position": "Ví dụ Phó Đội trưởng, Cán bộ.",
    "workplace": "Ví dụ Phòng Cảnh sát hình sự.",
    "education_field": "Ví dụ Luật, Học viện Cảnh sát nhân dân.",
    "home_town": "Xã, tỉnh theo địa giới hiện nay. Ví dụ xã Hoà An, tỉnh Hà Sơn.",
    "party_position": "Ví dụ Chi uỷ viên. Không có thì để trống.",
}


class BoardFilter(forms.Form):
    """What the staff's board shows."""

    q = forms.CharField(label="Tìm đơn vị", required=False, max_length=100)
    state = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[("", "Tất cả"), ("late", "Quá hạn, chưa gửi"), *ListState.choices],
    )
    sort = forms.ChoiceField(
        label="Xếp theo",
        required=False,
        choices=[("", "Thứ tự đơn vị"), ("late", "Chậm nhất"), ("name", "Tên"), ("state", "Trạng thái")],
    )


class PersonFields(forms.ModelForm):  # type: ignore[type-arg]
    """A person's fields, those that are sensitive only for her who may see them."""

    attended_before = forms.ChoiceField(label="Đã dự đại hội kỳ trước", choices=ATTENDED, required=False)
    row_note = forms.CharField(label="Ghi chú", max_length=300, required=False)

    class Meta:
        model = Member
        fields = (*PLAIN_FIELDS, *SENSITIVE_FIELDS)

    def __init__(self, *args: Any, full: bool, required: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.required_columns = required
        for name in SENSITIVE_FIELDS if not full else ():
            del self.fields[name]
        for name, choices in LISTS.items():
            if name in self.fields:
                self.fields[name] = self._choice(name, choices)
        for name, example in EXAMPLES.items():
            if name in self.fields:
                self.fields[name].help_text = example
        # what the list lacks is a finding, not an error: half of a row may be saved and the rest found out by telephone
        for name in self.fields:
            self.fields[name].required = name == "full_name"

    def _choice(self, name: str, choices: reference.ReferenceList) -> forms.ChoiceField:
        offered = [*CHOOSE, *choices.choices]
        kept = getattr(self.instance, name, "")
        if kept and kept not in dict(choices.choices):
            offered.append((kept, kept))
        label = str(self.fields[name].label)
        return forms.ChoiceField(label=label, choices=offered, required=False)

    def clean_full_name(self) -> str:
        name = clean(self.cleaned_data["full_name"])
        if problem := name_problem(name):
            raise forms.ValidationError(problem)
        return name

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*PLAIN_FIELDS, *SENSITIVE_FIELDS) if name in self.cleaned_data}

    @property
    def attended(self) -> bool | None:
        return ATTENDED_VALUES[self.cleaned_data["attended_before"]]


class RowForm(PersonFields):
    """A row as it stands, to be mended."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, delegate: Delegate, **kwargs: Any) -> None:
        self.delegate = delegate
        attended = {None: "", False: "no", True: "yes"}[delegate.attended_before]
        initial = {"revision": delegate.member.revision, "attended_before": attended, "row_note": delegate.note}
        super().__init__(*args, instance=delegate.member, initial=initial, **kwargs)

    def save_row(self, *, by: Account) -> Delegate | None:
        try:
            return change_row(
                delegate=self.delegate,
                member_revision=self.cleaned_data["revision"],
                by=by,
                changes=self.changes,
                attended_before=self.attended,
                note=self.cleaned_data["row_note"],
            )
        except Changed as changed:
            self.add_error(None, str(changed))
            self._show_what_changed()
            return None
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return None

    def _show_what_changed(self) -> None:
        """Beside what she typed, what stands there now; saved once more, what she typed is what holds."""
        now = Member.objects.get(pk=self.delegate.member_id)
        shown = values_of(now)
        for name, typed in self.changes.items():
            if getattr(now, name) != typed:
                self[name].help_text = f"Người khác vừa lưu: {shown.get(name, getattr(now, name)) or 'để trống'}."
        data = cast("MultiValueDict[str, str]", self.data).copy()
        data["revision"] = str(now.revision)
        self.data = data


class EnrolForm(PersonFields):
    """A person whom nobody has written down yet."""

    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none())
    since = forms.DateField(
        label="Sinh hoạt Hội tại đơn vị từ ngày",
        required=False,
        help_text="Ví dụ 01/03/2025. Không nhớ thì để trống.",
    )
    is_alternate = forms.BooleanField(label="Là đại biểu dự khuyết", required=False)

    field_order = ("unit", "full_name", "birth_date", "is_alternate", "since")

    def __init__(self, *args: Any, delegate_list: DelegateList, units: Any, **kwargs: Any) -> None:
        self.delegate_list = delegate_list
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].required = True
        if len(units) == 1:
            self.fields["unit"].initial = units[0].pk
            self.fields["unit"].widget = forms.HiddenInput()

    def save_row(self, *, by: Account) -> Delegate | None:
        try:
            return enrol_on_list(
                delegate_list=self.delegate_list,
                unit=self.cleaned_data["unit"],
                fields=self.changes,
                by=by,
                is_alternate=self.cleaned_data["is_alternate"],
                attended_before=self.attended,
                note=self.cleaned_data["row_note"],
                since=self.cleaned_data["since"],
            )
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
            return None


FILL_EXAMPLES = {
    "workplace": "Ví dụ: Công an xã Long Mỹ.",
    "police_position": "Ví dụ: Cán bộ. Ai có chức vụ khác thì sửa ở dòng sau.",
}


class FillForm(forms.Form):
    """One value for all rows that have none."""

    field = forms.ChoiceField(label="Cột")
    value = forms.CharField(label="Giá trị", max_length=200)

    def __init__(self, *args: Any, delegate_list: DelegateList, field: str, full: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegate_list = delegate_list
        columns = [name for name in FILLABLE if full or name not in SENSITIVE_FIELDS]
        self.fields["field"] = forms.ChoiceField(
            label="Cột", choices=[(name, label_of(name)) for name in columns], widget=forms.HiddenInput
        )
        if field in LISTS:
            self.fields["value"] = forms.ChoiceField(label=label_of(field), choices=[*CHOOSE, *LISTS[field].choices])
        else:
            self.fields["value"].label = label_of(field)
            self.fields["value"].help_text = FILL_EXAMPLES.get(field, "")
        self.initial["field"] = field

    def fill(self, *, by: Account) -> int | None:
        try:
            return fill_empty(
                delegate_list=self.delegate_list,
                field=self.cleaned_data["field"],
                value=clean(self.cleaned_data["value"]),
                by=by,
            )
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return None


class PickForm(forms.Form):
    """Members of the unit, ticked."""

    people = forms.ModelMultipleChoiceField(
        label="Hội viên",
        queryset=Member.objects.none(),
        error_messages={"required": "Hãy đánh dấu ít nhất một đồng chí."},
    )
    as_alternates = forms.BooleanField(label="Đưa vào làm dự khuyết", required=False)

    def __init__(self, *args: Any, delegate_list: DelegateList, candidates: MemberQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegate_list = delegate_list
        self.fields["people"].queryset = candidates  # type: ignore[attr-defined]

    def put(self, *, by: Account) -> list[Delegate] | None:
        entries = [Entry(member, self.cleaned_data["as_alternates"]) for member in self.cleaned_data["people"]]
        try:
            return put_many_on_list(delegate_list=self.delegate_list, entries=entries, by=by)
        except Refusal as refusal:
            self.add_error("people", str(refusal))
            return None
