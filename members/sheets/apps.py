from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "members.sheets"
    label = "sheets"
