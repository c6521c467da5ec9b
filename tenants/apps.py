from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TenantsConfig(AppConfig):
    """Municipalities, and the isolation between them (自治体)."""

    name = "tenants"

    def ready(self) -> None:
        """Let every process know the tasks: `task_base.wake` starts them by name, from the web process as well."""
        autodiscover_modules("tasks")
