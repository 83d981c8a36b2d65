from django.apps import AppConfig


class CongressFileConfig(AppConfig):
    name = "documents.congress_file"
    label = "congress_file"
