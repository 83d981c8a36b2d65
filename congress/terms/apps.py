from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "congress.terms"
    label = "terms"
