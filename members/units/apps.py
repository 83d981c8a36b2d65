from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "members.units"
    label = "units"
