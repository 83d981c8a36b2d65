"""Forms of the board."""

from django import forms

from congress.personnel.actions.scenarios import make_scenario
from congress.personnel.actions.structure import move_candidate
from congress.personnel.forms.changed import kept, refuse_or_show
from congress.personnel.models import Candidate, Place, Scenario
from congress.terms.models import Congress
from members.access.models import Account
from members.access.refusal import Refusal
from vietnamese.normalise import clean

PARTS = 3


def read_move(text: str) -> tuple[int, str, int] | None:
    """ "17:reserve:3" → candidate, place, the revision that the page showed; None: it is none."""
    parts = text.split(":")
    if len(parts) != PARTS or parts[1] not in Place.values:
        return None
    if not all(part.isdecimal() and len(part) < 10 for part in (parts[0], parts[2])):
        return None
    return int(parts[0]), parts[1], int(parts[2])


class DropForm(forms.Form):
    """Why somebody isn't put on the list; papers of the steps show it, nobody outside the room sees it."""

    because = forms.CharField(
        label="Lý do không đưa vào",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: chuyển công tác ra ngoài tỉnh từ tháng 10. Không ghi nội dung có dấu Mật.",
        error_messages={"required": "Hãy ghi lý do không đưa vào danh sách."},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def drop(self, *, candidate: Candidate, by: Account) -> Candidate | None:
        values = self.cleaned_data
        try:
            return move_candidate(
                candidate=candidate, place=Place.NOT, because=clean(values["because"]), revision=values["revision"], by=by
            )
        except Refusal as refusal:
            refuse_or_show(self, refusal, stored=kept(Candidate.objects.filter(pk=candidate.pk).first()))
            return None


class ScenarioForm(forms.Form):
    """The name of a new scenario."""

    name = forms.CharField(
        label="Tên phương án", max_length=100, help_text="Ví dụ: Tăng cán bộ trẻ, thêm chi hội xã.",
        error_messages={"required": "Hãy đặt tên phương án."},
    )  # fmt: skip

    def make(self, *, congress: Congress, by: Account) -> Scenario | None:
        try:
            return make_scenario(congress=congress, name=clean(self.cleaned_data["name"]), by=by)
        except Refusal as refusal:
            self.add_error("name" if refusal.field == "name" else None, str(refusal))
            return None
