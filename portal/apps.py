from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home pages and dashboards that join several rooms; reads only."""

    name = "portal"
