from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "documents.printing"
    label = "printing"
