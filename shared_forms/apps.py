from django.apps import AppConfig


class SharedFormsConfig(AppConfig):
    """The form language, and the templates that all cities share (様式)."""

    name = "shared_forms"
