"""What is frozen of a delegate."""

import pytest

from congress.delegates.models import Delegate
from congress.delegates.queries.snapshots import live_snapshot, with_people
from congress.terms.models import Term
from members.people.models import Award
from tests.congress.delegates.made import make_lists

pytestmark = pytest.mark.django_db


def test_awards_are_those_since_the_ending_term_began_however_long_it_was() -> None:
    made = make_lists()
    new = made.congress.term
    member = made.members[0][0]
    delegate = Delegate.objects.create(
        congress=made.congress, member=member, category="elected", badge_code="x1", added_by=made.staff
    )
    for year in (new.starts_year - 7, new.starts_year - 6, new.starts_year - 1):
        Award.objects.create(member=member, title=str(year), kind="other", year=year)

    guessed = live_snapshot(with_people(Delegate.objects.all()).get(pk=delegate.pk))["awards"]
    Term.objects.create(unit=made.unit, ordinal=new.ordinal + 900, starts_year=new.starts_year - 6, ends_year=new.starts_year)
    known = live_snapshot(with_people(Delegate.objects.all()).get(pk=delegate.pk))["awards"]
    alone = live_snapshot(Delegate.objects.get(pk=delegate.pk))["awards"]

    assert [title for title, _, _ in guessed] == [str(new.starts_year - 1)]
    assert sorted(title for title, _, _ in known) == [str(new.starts_year - 6), str(new.starts_year - 1)]
    assert sorted(known) == sorted(alone)
