"""Which tables belong in which schema. Only the owner's connection may migrate."""

from typing import Any

from django.conf import settings
from django_tenants.routers import TenantSyncRouter

from tenants.connections import wrapper


class SchemaRouter(TenantSyncRouter):
    """Public schema: SHARED_APPS. A municipality's schema: TENANT_APPS. Nothing over the application's login role."""

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        if db != "owner":
            return False
        apps = settings.SHARED_APPS if wrapper(db).schema_name == "public" else settings.TENANT_APPS
        return None if self.app_in_list(app_label, apps) else False
