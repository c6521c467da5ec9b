from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Messages that were promised, and their delivery (通知)."""

    name = "notifications"
