from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "documents.papers"
    label = "papers"

    def ready(self) -> None:
        from documents.printing.forms import discover  # noqa: PLC0415 -- forms know models, which are loaded by now

        discover(self.name)
