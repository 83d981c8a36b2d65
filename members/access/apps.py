from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "members.access"
    label = "access"
