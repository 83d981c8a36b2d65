from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    name = "congress.personnel"
    label = "personnel"
