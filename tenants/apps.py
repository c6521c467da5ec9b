from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """Municipalities, and the isolation between them (自治体)."""

    name = "tenants"
