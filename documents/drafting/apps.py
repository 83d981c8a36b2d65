from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "documents.drafting"
    label = "drafting"

    def ready(self) -> None:
        from documents.drafting import life_panels, round_panel  # noqa: PLC0415 -- models are there only now

        round_panel.register()
        life_panels.register()
