from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """An application's life, from draft to decision (申請)."""

    name = "applications"
