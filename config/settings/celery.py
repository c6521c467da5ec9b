"""Celery: a broker that forgets or repeats a message must never matter, so every task is idempotent and late-acknowledged."""

from celery.schedules import crontab

from config import celery as _application  # noqa: F401  # every process and thread that has settings finds this one
from config.env import read_environment

CELERY_BROKER_URL = read_environment().celery_broker_url.get_secret_value()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A worker that died gives its task back after a minute instead of Redis' usual hour; publishing gives up at once on a broker
# that is down and soon on one that hangs, for the outbox is read again by a timer.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ROUTES = {"tenants.tasks.provision": {"queue": "provisioning"}}
CELERY_TIMEZONE = "Asia/Tokyo"
CELERY_BEAT_SCHEDULE = {
    "provision-what-was-forgotten": {"task": "tenants.tasks.sweep_requests", "schedule": 60.0},
    "deliver-what-was-promised": {"task": "notifications.tasks.sweep", "schedule": 10.0},
    "seal-what-was-recorded": {"task": "tenants.tasks.seal_everywhere", "schedule": 10.0},
    "tell-the-consortium": {"task": "applications.tasks.push_figures_everywhere", "schedule": 300.0},
    "recount-use": {"task": "applications.tasks.recount_use_everywhere", "schedule": 86_400.0},
    "tell-the-consortium-of-the-office": {"task": "catalog.tasks.report_everywhere", "schedule": 600.0},
    "count-who-adopted": {"task": "shared_forms.tasks.sweep_adopters", "schedule": 600.0},
    "follow-shared-forms": {"task": "catalog.tasks.follow_everywhere", "schedule": 600.0},
    "finish-what-was-asked-for-many": {"task": "applications.tasks.finish_bulk_everywhere", "schedule": 300.0},
    "remind-of-due-days": {
        "task": "applications.tasks.remind_of_due_days_everywhere",
        "schedule": crontab(minute=0, hour="8-11"),  # once a day; the later hours are for a morning that failed
    },
    "remind-of-corrections": {
        "task": "applications.tasks.remind_of_corrections_everywhere",
        "schedule": crontab(minute=10, hour="9-18"),  # each is sent once; the later hours are for a morning that failed
    },
    "dispose-of-what-is-over": {"task": "applications.tasks.begin_disposals_everywhere", "schedule": 3600.0},
    "hand-seats-over": {
        "task": "applications.tasks.hand_seats_over_everywhere",
        "schedule": crontab(
            minute=5, hour="0-8"
        ),  # each is handed over once; the later hours are for a night that failed
    },
    "share-out-what-arrived": {"task": "applications.tasks.share_out_everywhere", "schedule": 60.0},
    "forget-what-was-told": {
        "task": "notifications.tasks.discard_old_everywhere",
        "schedule": crontab(minute=40, hour=3),
    },
    "throw-old-drafts-away": {"task": "applications.tasks.discard_expired_everywhere", "schedule": 3600.0},
}
