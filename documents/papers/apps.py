from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "documents.papers"
    label = "papers"
