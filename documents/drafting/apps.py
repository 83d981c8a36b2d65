from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "documents.drafting"
    label = "drafting"
