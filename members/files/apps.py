from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "members.files"
    label = "files"
