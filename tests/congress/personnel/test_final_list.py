"""What the locked list keeps of every person, and what is printed from it."""

import pytest

from congress.personnel.actions.keeping import destroy_of
from congress.personnel.models import Candidate, Direction
from congress.personnel.queries.final_list import content_of, lives_on_list, proposed_of, rows_of
from congress.personnel.queries.outcome import gate_of
from congress.personnel.rules.ballot import hash_of
from members.access.refusal import Changed
from members.people.models import Member
from tests.congress.personnel.funnel import make_funnel
from tests.congress.personnel.test_outcome import Funnel, lock, make_ready


@pytest.fixture
def funnel(db: None) -> Funnel:
    return make_funnel()


def test_the_locked_list_keeps_what_its_papers_print_and_goes_on_verifying(funnel: Funnel) -> None:
    make_ready(funnel)
    room, people = funnel
    her = people[0]
    Candidate.objects.filter(pk=her.pk).update(biography="Tham gia công tác Hội từ năm 2012")
    Member.objects.filter(pk=her.member.pk).update(home_town="Xã Thượng Lâm", rank="thieu_ta", party_joined="2010-02-03")
    locked = lock(room)

    Member.objects.filter(pk=her.member.pk).update(full_name="Đã Đổi Tên", home_town="Nơi khác", rank="trung_ta", party_joined="")
    Candidate.objects.filter(pk=her.pk).update(biography="Đã viết lại")

    locked.refresh_from_db()
    [(row, text)] = lives_on_list(room.congress, her.pk)
    assert (row["name"], row["home_town"], row["rank"], row["party_joined"]) == (
        her.member.full_name, "Xã Thượng Lâm", "Thiếu tá", "2010-02-03",
    )  # fmt: skip
    assert text == "Tham gia công tác Hội từ năm 2012"
    assert rows_of(room.congress) == locked.content
    assert locked.hash == hash_of(locked.content)
    assert row["biography_hash"] == hash_of(text)


def test_destroying_the_files_takes_the_biographies_of_the_locked_list_and_leaves_its_hash(funnel: Funnel) -> None:
    make_ready(funnel)
    room, people = funnel
    Candidate.objects.filter(pk=people[0].pk).update(biography="Tham gia công tác Hội từ năm 2012")
    locked = lock(room)

    destroy_of(Direction.objects.get(congress=room.congress), by=room.leader)

    locked.refresh_from_db()
    assert set(locked.biographies.values()) == {""}
    assert [text for _, text in lives_on_list(room.congress, people[0].pk)] == [""]
    assert locked.hash == hash_of(locked.content)


def test_a_list_locked_before_every_column_was_kept_takes_only_what_it_lacks_from_today(funnel: Funnel) -> None:
    make_ready(funnel)
    room, people = funnel
    her = people[0]
    locked = lock(room)
    locked.content = content_of(proposed_of(room.congress))
    locked.biographies = {}
    locked.save()

    Member.objects.filter(pk=her.member.pk).update(full_name="Đã Đổi Tên", home_town="Xã Thượng Lâm")
    Candidate.objects.filter(pk=her.pk).update(biography="Viết sau")

    [(row, text)] = lives_on_list(room.congress, her.pk)
    assert (row["name"], row["home_town"], text) == (her.member.full_name, "Xã Thượng Lâm", "Viết sau")


def test_a_record_that_changes_while_the_list_is_being_locked_is_seen_first(funnel: Funnel) -> None:
    make_ready(funnel)
    room, people = funnel
    seen = gate_of(room.congress)
    Member.objects.filter(pk=people[0].member.pk).update(home_town="Nơi khác")

    with pytest.raises(Changed, match="vừa thay đổi"):
        lock(room, seen_hash=seen.hash)
