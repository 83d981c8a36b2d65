"""What is asked of a document: its facts, its team, its state."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from congress.terms.models import Congress
from congress.terms.queries import level_of
from documents.drafting.actions.documents import LONGEST_TITLE, change_details, change_document, create_document
from documents.drafting.models import Document, DocumentState, Origin
from documents.drafting.queries.documents import DocumentFilters, congresses_for_documents, writers_of
from documents.drafting.rules.types import DocumentType, Group, type_or_plain, types_for
from documents.layout.details import CIRCULATIONS, URGENCIES, DocumentDetails
from documents.layout.structures import Structure, parts_of
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.fields import UnitField
from members.units.forms.dates import DayField
from members.units.forms.refusing import refuse
from members.units.models import Unit, UnitQuerySet

PROFILES = [
    ("nd30", "Văn bản hành chính (Nghị định 30)"),
    ("hoi", "Văn bản của Hội (có Quốc hiệu)"),
    ("hoi_gon", "Văn bản của Hội, đầu trang gọn (không Quốc hiệu)"),
    ("dai_hoi", "Văn bản của đại hội"),
    ("dang", "Văn bản của Đảng (chỉ của cấp uỷ, tổ chức đảng)"),
]
SEPARATORS = [("ke", "Gạch ngang"), ("sao1", "Một dấu sao (*)"), ("sao3", "Ba dấu sao (***)")]
GREETING = frozenset({Structure.NAMED, Structure.LETTER, Structure.INVITATION})


class DocumentFilter(forms.Form):
    q = forms.CharField(label="Tìm", required=False, widget=forms.TextInput(attrs={"placeholder": "Vài chữ trong trích yếu"}))
    congress = forms.TypedChoiceField(label="Đại hội", required=False, coerce=int, empty_value=None)
    group = forms.ChoiceField(
        label="Nhóm", required=False, choices=[("", "Mọi nhóm"), *((one.value, one.label) for one in Group)]
    )
    state = forms.ChoiceField(label="Bước", required=False, choices=[("", "Mọi bước"), *DocumentState.choices])
    mine = forms.BooleanField(label="Của tôi", required=False)

    def __init__(self, *args: Any, congresses: list[Congress], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["congress"] = forms.TypedChoiceField(
            label="Đại hội", required=False, coerce=int, empty_value=None,
            choices=[("", "Mọi đại hội"), *((one.pk, one.name) for one in congresses)],
        )  # fmt: skip

    def filters(self, account: Account) -> DocumentFilters:
        """What is filtered by; a filter that makes no sense is none."""
        found = self.cleaned_data if self.is_bound and (self.is_valid() or self.cleaned_data) else {}
        return DocumentFilters(
            text=found.get("q", ""),
            congress=found.get("congress"),
            group=found.get("group", ""),
            state=found.get("state", ""),
            of=account if found.get("mine") else None,
        )


class UnitChoice(forms.Form):
    """Whose document: asked first, because the types and everything else follow from it."""

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(label="Văn kiện của tổ chức nào", units=units)


def choose_among(form: forms.Form, **querysets: QuerySet[Any]) -> None:
    """What each of these fields offers."""
    for name, queryset in querysets.items():
        choice = form.fields[name]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = queryset


class FactsForm(forms.Form):
    """Trích yếu, congress, lead, team and due date: the same when it is begun and later."""

    title = forms.CharField(
        label="Trích yếu",
        max_length=LONGEST_TITLE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Văn bản nói về việc gì, như sẽ in dưới tên loại. Ví dụ: trình Đại hội đại biểu Phụ nữ lần thứ XI",
    )
    sender = forms.CharField(label="Cơ quan gửi dự thảo", max_length=200, help_text="Ví dụ: Ban Phụ nữ Công an nhân dân")
    congress = forms.ModelChoiceField(
        label="Đại hội", queryset=Congress.objects.none(), required=False, empty_label="Không thuộc đại hội nào"
    )
    lead = forms.ModelChoiceField(label="Người chủ trì", queryset=Account.objects.none(), empty_label=None)
    team = forms.ModelMultipleChoiceField(
        label="Tổ biên tập",
        queryset=Account.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Những người cùng viết. Người chủ trì không cần đánh dấu lại.",
    )
    due_on = DayField(label="Hạn hoàn thành", required=False, help_text="Ví dụ 15/08/2026; để trống nếu chưa định.")

    def __init__(self, *args: Any, unit: Unit, origin: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.origin = unit, origin
        writers = writers_of(unit, on=timezone.localdate())
        choose_among(self, congress=congresses_for_documents(unit), lead=writers, team=writers)
        if origin != Origin.FROM_ABOVE:
            del self.fields["sender"]

    def facts(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        found["team"] = list(found["team"])
        return found


class BeginForm(FactsForm):
    def __init__(self, *args: Any, type: DocumentType, **kwargs: Any) -> None:  # noqa: A002 -- its name
        super().__init__(*args, **kwargs)
        self.type = type

    def save(self, *, by: Account) -> Document | None:
        try:
            return create_document(unit=self.unit, type=self.type.code, origin=self.origin, by=by, **self.facts())
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class ChangeForm(FactsForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        editors = [one.account_id for one in document.editors.all()]
        initial = {
            "title": document.title, "sender": document.sender, "congress": document.congress_id, "lead": document.lead_id,
            "team": editors, "due_on": document.due_on, "revision": document.revision,
        }  # fmt: skip
        super().__init__(*args, unit=document.unit, origin=document.origin, initial=initial, **kwargs)
        self.document = document
        # somebody who has lost the right since stays in the list until she is taken out by hand
        known = [document.lead_id, *editors]
        writers = writers_of(document.unit, on=timezone.localdate())
        both = Account.objects.filter(Q(pk__in=writers.values("pk")) | Q(pk__in=known)).order_by("full_name", "pk")
        choose_among(self, lead=both, team=both)

    def save(self, *, by: Account) -> Document | None:
        try:
            return change_document(document=self.document, by=by, **self.facts())
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class DetailsForm(forms.Form):
    """Phần đầu, nơi nhận, chữ ký: how the paper is framed. Number and day are given when it is issued."""

    profile = forms.ChoiceField(label="Kiểu đầu trang", choices=PROFILES)
    superior = forms.CharField(label="Cơ quan cấp trên", max_length=200, required=False)
    issuer = forms.CharField(
        label="Cơ quan ban hành", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Xuống dòng ở đâu thì in xuống dòng ở đó.",
    )  # fmt: skip
    separator = forms.ChoiceField(label="Dưới tên cơ quan", choices=SEPARATORS, required=False)
    symbol = forms.CharField(label="Ký hiệu", max_length=40, required=False, help_text="Phần sau số. Ví dụ: BC-BPN")
    place = forms.CharField(label="Địa danh", max_length=100, required=False, help_text="Ví dụ: Hà Sơn")
    reference = forms.CharField(
        label="Kèm theo văn bản", max_length=300, required=False,
        help_text="In nghiêng dưới tên. Ví dụ: Kèm theo Quyết định số …/QĐ-BPN ngày … tháng … năm … của Ban Phụ nữ",
    )  # fmt: skip
    addressees = forms.CharField(
        label="Kính gửi", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text="Mỗi nơi một dòng."
    )
    issuing_authority = forms.CharField(
        label="Thẩm quyền ban hành", required=False, max_length=300,
        help_text="Dòng trên các căn cứ. Ví dụ: BAN PHỤ NỮ CÔNG AN TỈNH",
    )  # fmt: skip
    authority = forms.CharField(
        label="Quyền hạn, chức vụ người ký", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng in một dòng. Ví dụ: TM. BAN PHỤ NỮ, xuống dòng, TRƯỞNG BAN",
    )  # fmt: skip
    signer = forms.CharField(label="Người ký", max_length=150, required=False)
    left_post = forms.CharField(label="Chức danh ký bên trái", max_length=150, required=False, help_text="Ví dụ: THƯ KÝ")
    preparer = forms.CharField(label="Người ký bên trái", max_length=150, required=False)
    recipients = forms.CharField(
        label="Nơi nhận", required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4}), help_text="Mỗi nơi một dòng."
    )
    urgency = forms.ChoiceField(label="Mức độ khẩn", choices=[("", "Không"), *((one, one) for one in URGENCIES)], required=False)
    circulation = forms.ChoiceField(
        label="Phạm vi lưu hành", choices=[("", "Không ghi"), *((one, one) for one in CIRCULATIONS)], required=False
    )
    typist = forms.CharField(
        label="Người soạn, số bản", max_length=40, required=False, help_text="Chữ nhỏ dưới nơi nhận. Ví dụ: PL.(300)"
    )
    address = forms.CharField(
        label="Địa chỉ cơ quan", max_length=300, required=False,
        help_text="In ở chân trang đầu. Ví dụ: Số 1, đường Điện Biên, phường Hà Sơn",
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, document: Document, **kwargs: Any) -> None:
        initial = DocumentDetails.of(document.details).as_dict() | {"revision": document.revision}
        super().__init__(data, initial=initial, **kwargs)
        self.document = document
        known = type_or_plain(document.type)
        for name in fields_without_a_place(known):
            del self.fields[name]
        if known.structure == Structure.INVITATION:
            self.fields["addressees"].label = "Người được mời"

    def save(self, *, by: Account) -> Document | None:
        found = dict(self.cleaned_data)
        revision = found.pop("revision")
        details = {name: value.replace("\r\n", "\n") for name, value in found.items()}
        try:
            return change_details(document=self.document, revision=revision, details=details, by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


def fields_without_a_place(known: DocumentType) -> list[str]:
    """Fields of `DetailsForm` that say nothing on a paper of this type: minutes greet nobody, a letter has no căn cứ."""
    structure = known.structure
    parts = parts_of(structure, known.abbreviation)
    is_numbered = parts.number and known.numbered
    has_a_place = {
        "symbol": is_numbered,
        "place": parts.place_and_date,
        "reference": structure == Structure.ATTACHED,
        "addressees": structure in GREETING,
        "issuing_authority": parts.issuing_authority,
        "authority": parts.signature,
        "signer": parts.signature,
        "left_post": parts.two_signers,
        "preparer": parts.two_signers,
        "recipients": parts.recipients,
        "urgency": is_numbered,
        "typist": is_numbered,
        "address": structure == Structure.LETTER,
    }
    return [name for name, has in has_a_place.items() if not has]


def grouped_types(unit: Unit) -> list[tuple[Group, list[DocumentType]]]:
    """The types that this unit's level writes, by group, in their order."""
    found = types_for(level_of(unit))
    return [(group, mine) for group in Group if (mine := [one for one in found if one.group == group])]
