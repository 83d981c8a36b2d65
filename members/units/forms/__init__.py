"""Text in, objects out: forms about units."""

from members.units.forms.editing import FoundForm, NameForm, UnitFactsForm
from members.units.forms.listing import DayForm, FilterForm, UploadForm
from members.units.forms.reorganising import CloseForm, MergeForm, MoveForm, SplitForm

__all__ = [
    "CloseForm",
    "DayForm",
    "FilterForm",
    "FoundForm",
    "MergeForm",
    "MoveForm",
    "NameForm",
    "SplitForm",
    "UnitFactsForm",
    "UploadForm",
]
