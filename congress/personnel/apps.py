from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    name = "congress.personnel"
    label = "personnel"

    def ready(self) -> None:
        """Two records may become one; the rooms below needn't know that there are candidates."""
        from congress.personnel.actions import merging  # noqa: PLC0415 -- models are loaded only now
        from members.people.following import follow_merge  # noqa: PLC0415 -- models are loaded only now

        follow_merge("personnel.candidate", merging.follow_merge_of_candidates)
        follow_merge("personnel.officereview", merging.follow_merge_of_reviews)
        follow_merge("personnel.introduction", merging.follow_merge_of_introductions)
        follow_merge("personnel.floornomination", merging.follow_merge_of_nominations)
        follow_merge("personnel.floorwithdrawal", merging.follow_merge_of_withdrawals)
        follow_merge("personnel.bodychange", merging.follow_merge_of_changes)
