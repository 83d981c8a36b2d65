"""What may happen to a member."""

from members.people.actions.awards import add_award, add_discipline, remove_award, remove_discipline
from members.people.actions.counts import freeze_member_counts
from members.people.actions.duplicates import mark_different, merge_members, unmark_different
from members.people.actions.members import change_member, enrol_member, seal_numbers, set_keys
from members.people.actions.moving import change_state, follow_units, move_members
from members.people.actions.numbers import reseal_numbers
from members.people.actions.offices import begin_office, end_office
from members.people.actions.photos import remove_photo, set_photo

__all__ = [
    "add_award",
    "add_discipline",
    "begin_office",
    "change_member",
    "change_state",
    "end_office",
    "enrol_member",
    "follow_units",
    "freeze_member_counts",
    "mark_different",
    "merge_members",
    "move_members",
    "remove_award",
    "remove_discipline",
    "remove_photo",
    "reseal_numbers",
    "seal_numbers",
    "set_keys",
    "set_photo",
    "unmark_different",
]
