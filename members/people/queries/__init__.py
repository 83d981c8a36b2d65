"""What is asked of members."""

from members.people.queries.counts import bounded_count, counts_below, counts_on, members_on
from members.people.queries.duplicates import DuplicateGroup, are_different, duplicate_groups, looks_like, possible_duplicates_of
from members.people.queries.listing import Filters, Found, Page, filtered_members, found_among, listed_in_order, page_of
from members.people.queries.members import as_told, members_for
from members.people.queries.missing import completeness_of, missing_condition
from members.people.queries.offices import leaders_of
from members.people.queries.photos import photos_of
from members.people.queries.scope import members_seen, members_under

__all__ = [
    "DuplicateGroup",
    "Filters",
    "Found",
    "Page",
    "are_different",
    "as_told",
    "bounded_count",
    "completeness_of",
    "counts_below",
    "counts_on",
    "duplicate_groups",
    "filtered_members",
    "found_among",
    "leaders_of",
    "listed_in_order",
    "looks_like",
    "members_for",
    "members_on",
    "members_seen",
    "members_under",
    "missing_condition",
    "page_of",
    "photos_of",
    "possible_duplicates_of",
]
