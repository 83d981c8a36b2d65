"""A member's record as a form: labels above, an example under each field, dates as far as they are known."""

from typing import Any

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundField

from members.access.models import Account
from members.access.refusal import Refusal
from members.access.roles import Permission
from members.people.actions import change_member, enrol_member, seal_numbers
from members.people.fields import PartialDateFormField
from members.people.models import Member
from members.people.reference import (
    EDUCATION_LEVELS,
    ETHNIC_GROUPS,
    PARTY_STAGES,
    POLICE_POSITION_GROUPS,
    POLITICAL_THEORY,
    PROVINCES,
    RANKS,
    RELIGIONS,
    UNION_POSITIONS,
    ReferenceList,
)
from members.people.rules import SENSITIVE_FACTS
from members.units.fields import UnitField
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse
from members.units.models import Unit
from members.units.queries import units_for
from vietnamese.names import name_problem
from vietnamese.normalise import clean as clean_text

NUMBERS = ("service_number", "identity_number")


def choice(label: str, words: ReferenceList, *, empty: str = "Chưa ghi") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", empty), *words.choices])


def text(label: str, longest: int, example: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, help_text=f"Ví dụ: {example}" if example else "")


def day(label: str) -> PartialDateFormField:
    return PartialDateFormField(label=label, required=False, max_length=40)


class MemberFields(forms.Form):
    """The facts of procedure.md §3.5; `groups` are what the page shows together."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, help_text="Ví dụ: Nguyễn Thị Hường")
    sort_name = text("Tên để sắp xếp", 120, "Hen (chỉ ghi khi tên không phải chữ cuối, như H'Hen Niê)")
    birth_date = day("Ngày sinh")
    home_town = text("Quê quán", 200, "xã Tân Hoà, tỉnh Hà Sơn")
    home_province = choice("Tỉnh quê quán", PROVINCES)
    residence = text("Nơi ở hiện nay", 200, "phường Trần Phú, tỉnh Hà Sơn")
    ethnicity = choice("Dân tộc", ETHNIC_GROUPS)
    religion = choice("Tôn giáo", RELIGIONS)
    family_background = text("Thành phần gia đình", 150, "con liệt sĩ")

    rank = choice("Cấp bậc hàm", RANKS)
    police_position = text("Chức vụ chính quyền", 150, "Phó Đội trưởng")
    position_group = choice("Nhóm chức vụ", POLICE_POSITION_GROUPS)
    workplace = text("Đơn vị công tác", 200, "Đội Tham mưu, Phòng Tham mưu")
    union_position = choice("Chức vụ trong Hội", UNION_POSITIONS)
    union_joined = day("Ngày vào Hội")

    party_stage = choice("Đảng, Đoàn", PARTY_STAGES)
    party_joined = day("Ngày vào Đảng")
    party_official = day("Ngày chính thức")
    party_position = text("Chức vụ trong Đảng", 150, "Chi uỷ viên")

    general_education = text("Giáo dục phổ thông", 20, "12/12")
    education = choice("Trình độ chuyên môn", EDUCATION_LEVELS)
    education_field = text("Ngành, trường", 150, "Luật, Học viện An ninh nhân dân")
    degree = text("Học hàm, học vị", 80, "Thạc sĩ Luật")
    political_theory = choice("Lý luận chính trị", POLITICAL_THEORY)
    languages = text("Ngoại ngữ, tin học", 150, "Tiếng Anh B1")

    phone = text("Điện thoại", 30, "0912 345 678")
    email = forms.EmailField(label="Thư công vụ", required=False, help_text="Ví dụ: ten@congan.hason.vn")
    note = text("Ghi chú", 300, "")
    service_number = text("Số hiệu CAND", 20, "123-456. Được niêm phong; chỉ dùng để tìm hồ sơ trùng, không in ra")
    identity_number = text("Số định danh (CCCD)", 20, "12 chữ số. Được niêm phong; không in ra, không xuất ra tệp")

    GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("", ("unit", "since")),
        (
            "Về bản thân",
            ("full_name", "sort_name", "birth_date", "home_town", "home_province", "residence", "ethnicity", "religion",
             "family_background"),
        ),
        ("Công tác", ("rank", "police_position", "position_group", "workplace", "union_position", "union_joined")),
        ("Đảng, Đoàn", ("party_stage", "party_joined", "party_official", "party_position")),
        (
            "Trình độ",
            ("general_education", "education", "education_field", "degree", "political_theory", "languages"),
        ),
        ("Liên hệ và số nhận dạng", ("phone", "email", "note", *NUMBERS)),
    )  # fmt: skip

    def __init__(self, *args: Any, sensitive: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sensitive:
            for name in (*SENSITIVE_FACTS, *NUMBERS):
                del self.fields[name]

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        sorted_in = [(legend, [self[name] for name in names if name in self.fields]) for legend, names in self.GROUPS]
        return [(legend, fields) for legend, fields in sorted_in if fields]

    def clean_full_name(self) -> str:
        name = clean_text(self.cleaned_data["full_name"])
        if problem := name_problem(name):
            raise forms.ValidationError(problem)
        return name

    def clean_identity_number(self) -> str:
        number = "".join(self.cleaned_data["identity_number"].split())
        if number and (not number.isdigit() or len(number) != 12):
            raise forms.ValidationError("Số định danh có 12 chữ số. Hãy kiểm tra lại.")
        return number

    def facts(self) -> dict[str, Any]:
        apart = {"unit", "since", "revision", *NUMBERS}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}

    def numbers(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in NUMBERS}


class EnrolForm(MemberFields):
    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_for(account, Permission.MEMBER_MANAGE).filter(ends_on=None)
        self.fields["unit"] = UnitField(units=units, label="Đơn vị (tổ chức Hội)")
        self.fields["since"] = DayField(
            label="Ở đơn vị này từ ngày", required=False, help_text="Ví dụ 01/07/2025. Để trống nếu đã ở đây từ trước."
        )

    def save(self, *, by: Account) -> Member | None:
        unit: Unit = self.cleaned_data["unit"]
        try:
            with transaction.atomic():
                member = enrol_member(unit=unit, by=by, since=self.cleaned_data["since"], **self.facts())
                return seal_numbers(member=member, by=by, **self.numbers())
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class MemberForm(MemberFields):
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def save(self, *, member: Member, by: Account) -> Member:
        """Raises Changed when somebody else was quicker."""
        with transaction.atomic():
            changed = change_member(member=member, revision=self.cleaned_data["revision"], by=by, changes=self.facts())
            return seal_numbers(member=changed, by=by, **self.numbers())
