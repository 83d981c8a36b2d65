from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "documents.papers"
    label = "papers"

    def ready(self) -> None:
        from documents.printing.forms import discover  # noqa: PLC0415 -- forms know models, which are loaded by now

        discover(self.name)
        discover(f"{self.name}.personnel")

        from documents.papers.personnel.offering import offer_papers  # noqa: PLC0415 -- knows the forms, which are there now

        offer_papers()
