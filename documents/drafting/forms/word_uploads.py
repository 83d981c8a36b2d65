"""A Word file is given, asked about, confirmed."""

from django import forms

from documents.drafting.actions.word_uploads import upload_word
from documents.drafting.models import Document, Tracked, WordUpload
from members.access.models import Account
from members.access.refusal import Refusal
from members.units.forms.refusing import refuse


class WordForm(forms.Form):
    file = forms.FileField(label="Tệp Word (.docx)", allow_empty_file=True, error_messages={"required": "Hãy chọn tệp Word."})

    def save(self, *, document: Document, by: Account) -> WordUpload | None:
        try:
            return upload_word(document=document, upload=self.cleaned_data["file"], by=by)
        except Refusal as refusal:
            refuse(self, refusal)
            return None


class TrackedForm(forms.Form):
    tracked = forms.ChoiceField(
        label="Xử lý bản sửa trong tệp thế nào?", choices=Tracked.choices, initial=Tracked.ACCEPT, widget=forms.RadioSelect
    )


class ConfirmForm(forms.Form):
    where = forms.ChoiceField(
        label="Đưa lời văn vào",
        choices=[("replace", "Thay toàn bộ lời văn đang soạn"), ("append", "Thêm vào sau lời văn đang soạn")],
        initial="replace",
        widget=forms.RadioSelect,
    )
    with_frame = forms.BooleanField(label="Lấy cả nơi nhận, nơi kính gửi, phần ký của tệp", required=False)
