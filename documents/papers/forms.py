"""What is asked before a print; most of it is there already from the last time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from documents.layout.checks import party_refusal
from documents.layout.details import PARTY, Details
from documents.papers.models import Profile, Separator
from documents.papers.paper import Paper, Text
from documents.papers.queries import Person, chosen_among, delegations_among
from members.units.forms.dates import DayField

TEXT_PREFIX = "text_"


def _details_fields() -> dict[str, forms.Field]:
    """Fresh fields, for a form changes its own."""
    return {
        "superior": forms.CharField(
            label="Cơ quan cấp trên", required=False, max_length=200, help_text="Ví dụ: CÔNG AN TỈNH HÀ SƠN"
        ),
        "issuer": forms.CharField(
            label="Cơ quan ban hành",
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Ví dụ: BAN PHỤ NỮ. Muốn ngắt dòng ở đâu thì xuống dòng ở đó.",
        ),
        "number": forms.CharField(label="Số", required=False, max_length=20, help_text="Bỏ trống thì bản in chừa chỗ để ghi"),
        "symbol": forms.CharField(label="Ký hiệu", required=False, max_length=40, help_text="Ví dụ: TB-BPN"),
        "place": forms.CharField(label="Địa danh", required=False, max_length=100, help_text="Ví dụ: Hà Sơn"),
        "dated_on": DayField(label="Ngày ký", required=False, help_text="Ví dụ 05/02/2026; bỏ trống thì bản in chừa chỗ để ghi"),
        "reference": forms.CharField(
            label="Kèm theo văn bản",
            required=False,
            max_length=300,
            help_text="Ví dụ: (Kèm theo Kế hoạch số 05/KH-BPN ngày 05 tháng 02 năm 2026 của Ban Phụ nữ). Không kèm thì bỏ trống.",
        ),
        "preparer": forms.CharField(label="Người lập biểu", required=False, max_length=150, help_text="Ví dụ: Đại uý Lê Thị Hoa"),
        "authority": forms.CharField(
            label="Quyền hạn, chức vụ người ký",
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Mỗi dòng một ý. Ví dụ: TM. BAN PHỤ NỮ, dòng dưới KT. TRƯỞNG BAN, dòng dưới PHÓ TRƯỞNG BAN",
        ),
        "signer": forms.CharField(
            label="Người ký", required=False, max_length=150, help_text="Cấp bậc hàm, họ và tên. Ví dụ: Thượng tá Nguyễn Thị Thuỷ"
        ),
        "recipients": forms.CharField(
            label="Nơi nhận",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text="Mỗi dòng một nơi; dấu gạch, chấm phẩy và dấu chấm cuối do chương trình thêm",
        ),
        "profile": forms.ChoiceField(label="Kiểu đầu trang", choices=Profile.choices),
        "separator": forms.ChoiceField(label="Dưới tên cơ quan", choices=Separator.choices),
    }


class RequestForm(forms.Form):
    """Fields of this paper: its heading and end, its own texts, and whom it is for."""

    def __init__(
        self,
        *args: Any,
        paper: Paper,
        asks: Sequence[str],
        texts: Sequence[Text] = (),
        people: Sequence[Person] = (),
        year: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.paper, self.texts, self.people, self.year = paper, texts, list(people), year
        if paper.chooses_people:
            self._ask_whom()
        if paper.sizes:
            self.fields["size"] = forms.ChoiceField(label=paper.size_label, choices=list(paper.sizes))
        self._ask_texts([text for text in texts if text.first])
        known = _details_fields()
        self.fields.update({name: field for name, field in known.items() if name in asks})
        self._ask_texts([text for text in texts if not text.first])

    def _ask_texts(self, texts: Sequence[Text]) -> None:
        for text in texts:
            self.fields[TEXT_PREFIX + text.name] = forms.CharField(
                label=text.label,
                required=False,
                max_length=text.limit,
                help_text=text.help,
                widget=forms.Textarea(attrs={"rows": text.rows}) if text.rows > 1 else forms.TextInput(),
            )

    def _ask_whom(self) -> None:
        choices = [(str(one.key), one.name) for one in delegations_among(self.people)]
        self.fields["delegation"] = forms.ChoiceField(label="In cho", required=False, choices=[("", "Tất cả các đoàn"), *choices])
        self.fields["only"] = forms.CharField(
            label="Chỉ những người này",
            required=False,
            max_length=2000,
            help_text="Số thẻ hoặc họ và tên, cách nhau bằng dấu phẩy. Ví dụ: 12, 15-20, Nguyễn Thị Hường. Bỏ trống: cả đoàn.",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("profile") == PARTY and (refusal := party_refusal(cleaned.get("issuer", ""))):
            self.add_error("profile", refusal)
        return cleaned

    def clean_only(self) -> list[int] | None:
        text = self.cleaned_data["only"]
        if not text.strip():
            return None
        found, unknown = chosen_among(self.people, text)
        if unknown:
            raise forms.ValidationError(
                f"Không thấy trong các đại biểu đã duyệt: {', '.join(unknown)}. Hãy sửa lại số thẻ hoặc họ tên."
            )
        return [person.pk for person in found]

    def clean_delegation(self) -> int | None:
        value = self.cleaned_data["delegation"]
        return int(value) if value else None

    @property
    def details(self) -> Details:
        values = {name: value for name, value in self.cleaned_data.items() if not name.startswith(TEXT_PREFIX)}
        day: date | None = values.get("dated_on")
        return Details.of(values | {"dated_on": day.isoformat() if day else "", "year": self.year})

    @property
    def given_texts(self) -> dict[str, str]:
        return {text.name: self.cleaned_data[TEXT_PREFIX + text.name] for text in self.texts}

    @property
    def chosen(self) -> dict[str, Any]:
        """What else the print's parameters say: whom it is for, which size."""
        names = {"delegation": "delegation", "only": "delegates", "size": "size"}
        given = {parameter: self.cleaned_data.get(name) for name, parameter in names.items()}
        return {parameter: value for parameter, value in given.items() if value not in (None, "")}


def initial_of(details: Details, texts: Mapping[str, str]) -> dict[str, Any]:
    """What the form begins with."""
    values = details.as_dict()
    values["dated_on"] = date.fromisoformat(details.dated_on) if details.dated_on else None
    return values | {TEXT_PREFIX + name: text for name, text in texts.items()}
