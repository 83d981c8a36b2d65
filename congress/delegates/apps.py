from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    name = "congress.delegates"
    label = "delegates"

    def ready(self) -> None:
        """Due days of lists move with the congress; the room below needn't know that there are lists."""
        from congress.delegates.actions.following import DueDays  # noqa: PLC0415 -- models are loaded only now
        from congress.terms.hooks import follow_postponement  # noqa: PLC0415 -- models are loaded only now

        follow_postponement("delegates.due_days", DueDays())
