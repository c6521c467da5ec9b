from django.apps import AppConfig


class WebConfig(AppConfig):
    """The design system: layouts, components, CSS, and pages that say no."""

    name = "web"
