"""What is asked of members."""

from members.people.queries.counts import bounded_count, counts_below, counts_on, members_on
from members.people.queries.duplicates import DuplicateGroup, duplicate_groups, possible_duplicates_of
from members.people.queries.listing import Filters, Page, filtered_members, listed_in_order, page_of
from members.people.queries.members import members_for
from members.people.queries.missing import completeness_of, missing_condition
from members.people.queries.offices import leaders_of

__all__ = [
    "DuplicateGroup",
    "Filters",
    "Page",
    "bounded_count",
    "completeness_of",
    "counts_below",
    "counts_on",
    "duplicate_groups",
    "filtered_members",
    "leaders_of",
    "listed_in_order",
    "members_for",
    "members_on",
    "missing_condition",
    "page_of",
    "possible_duplicates_of",
]
