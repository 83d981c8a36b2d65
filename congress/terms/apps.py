from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "congress.terms"
    label = "terms"

    def ready(self) -> None:
        from congress.terms.panels import congress_panel  # noqa: PLC0415 -- needs the models, which are not loaded yet
        from members.units.panels import register_panel  # noqa: PLC0415 -- as above

        register_panel("congresses", congress_panel, order=30)
