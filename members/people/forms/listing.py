"""What the list of members is asked for."""

from typing import Any

from django import forms

from members.people.models import MemberState
from members.people.reference import RANKS, UNION_POSITIONS
from members.people.rules import required_facts


class FilterForm(forms.Form):
    q = forms.CharField(label="Tìm theo họ tên", required=False, max_length=100)
    unit = forms.CharField(
        label="Đơn vị (mã hoặc tên)", required=False, max_length=100, widget=forms.TextInput(attrs={"placeholder": "Ví dụ: PX03"})
    )
    scope = forms.ChoiceField(label="Phạm vi", required=False, choices=[("", "Cả đơn vị trực thuộc"), ("own", "Chỉ đơn vị này")])
    state = forms.ChoiceField(label="Tình trạng", required=False)
    rank = forms.ChoiceField(label="Cấp bậc hàm", required=False)
    position = forms.ChoiceField(label="Chức vụ trong Hội", required=False)
    missing = forms.ChoiceField(label="Thiếu dữ liệu", required=False)

    def __init__(self, *args: Any, sensitive: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hidden = set() if sensitive else {MemberState.UNDER_REVIEW}
        states = [(state, label) for state, label in MemberState.choices if state not in hidden]
        self.choose("state", [("", "Đang là hội viên"), *states, ("all", "Tất cả, kể cả đã rời")])
        self.choose("rank", [("", "Tất cả"), *RANKS.choices])
        self.choose("position", [("", "Tất cả"), *UNION_POSITIONS.choices])
        self.choose(
            "missing", [("", "Không lọc"), ("any", "Thiếu bất kỳ mục bắt buộc nào"), *required_facts(sensitive=sensitive)]
        )

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = choices
