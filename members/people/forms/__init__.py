"""Text in, objects out: forms about members."""

from members.people.forms.listing import FilterForm
from members.people.forms.member import EnrolForm, MemberForm
from members.people.forms.records import AwardForm, DisciplineForm, EndOfficeForm, OfficeForm, PhotoForm
from members.people.forms.whereabouts import BulkMoveForm, FreezeForm, MoveForm, StateForm

__all__ = [
    "AwardForm",
    "BulkMoveForm",
    "DisciplineForm",
    "EndOfficeForm",
    "EnrolForm",
    "FilterForm",
    "FreezeForm",
    "MemberForm",
    "MoveForm",
    "OfficeForm",
    "PhotoForm",
    "StateForm",
]
