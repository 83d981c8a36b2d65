from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    name = "congress.delegates"
    label = "delegates"
