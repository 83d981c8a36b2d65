"""What rooms above do when two records become one, or when the key changes: they register it here, so that this room needs
none of them.

Without a follower of its own, every foreign key to Member is simply pointed at the kept record, and where the database
refuses that the merge is refused with a sentence. A follower is for rows that need more thought.
"""

from collections.abc import Callable

from members.access.models import Account
from members.people.models import Member

# (kept, merged, by=…); runs in the transaction of the merge and may raise a Refusal
MergeFollower = Callable[[Member, Member, Account], None]

# by the label of the model it looks after, like "delegates.delegate"
merge_followers: dict[str, MergeFollower] = {}


# seals with the present key what a room above has sealed; runs in the transaction of `reseal_numbers`
reseal_followers: list[Callable[[], int]] = []


def follow_merge(model_label: str, follower: MergeFollower) -> None:
    merge_followers[model_label.lower()] = follower


def follow_resealing(follower: Callable[[], int]) -> None:
    if follower not in reseal_followers:
        reseal_followers.append(follower)
