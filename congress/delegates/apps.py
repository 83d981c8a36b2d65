from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    name = "congress.delegates"
    label = "delegates"

    def ready(self) -> None:
        """Due days move with the congress, sheets become lists; the rooms below needn't know that there are lists."""
        from congress.delegates.actions.following import DueDays, FrozenAllocation  # noqa: PLC0415 -- models are loaded only now
        from congress.delegates.actions.imports import DelegateLists  # noqa: PLC0415 -- models are loaded only now
        from congress.delegates.actions.merging import follow_merge_of_members  # noqa: PLC0415 -- models are loaded only now
        from congress.delegates.actions.succession import (  # noqa: PLC0415 -- models are loaded only now
            follow_merge_of_units,
            follow_split_of_unit,
            refuse_closing_electing_unit,
        )
        from congress.delegates.panels import delegations_panel, lists_panel  # noqa: PLC0415 -- models are loaded only now
        from congress.delegates.queries.gates import delegates_gate  # noqa: PLC0415 -- models are loaded only now
        from congress.terms.hooks import add_gate, follow_postponement  # noqa: PLC0415 -- models are loaded only now
        from members.people.beside import register_member_panel  # noqa: PLC0415 -- models are loaded only now
        from members.people.following import follow_merge  # noqa: PLC0415 -- models are loaded only now
        from members.sheets.purposes import register_purpose  # noqa: PLC0415 -- models are loaded only now
        from members.units.following import check_closing, follow_split, follow_succession  # noqa: PLC0415 -- as above
        from members.units.panels import register_panel  # noqa: PLC0415 -- models are loaded only now

        register_panel("delegate_lists", lists_panel, order=40)
        register_member_panel("delegations", delegations_panel, order=40)
        register_purpose(DelegateLists())
        follow_postponement("delegates.due_days", DueDays())
        follow_postponement("delegates.allocation", FrozenAllocation())
        follow_merge("delegates.delegate", follow_merge_of_members)
        follow_succession(follow_merge_of_units)
        follow_split(follow_split_of_unit)
        check_closing(refuse_closing_electing_unit)
        add_gate("delegates", delegates_gate)
