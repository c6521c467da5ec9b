"""The Celery application. Tasks find their city through `tenants.tasks`; the schedule stands in `config.schedule`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("kyodo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()  # for threads too: the web process wakes workers from its own
