"""The Celery application: `celery -A config worker`, `celery -A config beat`."""

import os

from celery import Celery

import config.logs  # noqa: F401 -- connects itself to the logs of workers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("dai_hoi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
