"""Our own tables, made the way django-tenants makes them: migrations replayed for each schema, as the superuser."""

import os

from config.settings.test import *  # noqa: F403

DATABASES = {
    "default": {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": os.environ["BENCH_DATABASE"],
        "USER": "postgres",
        "HOST": os.environ["BENCH_SOCKET"],
    }
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
TENANT_SYNC_ROUTER = "django_tenants.routers.TenantSyncRouter"
MIDDLEWARE = [
    "django_tenants.middleware.main.TenantMainMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # allauth asks for it
]
ROOT_URLCONF = "tests.bench.urls_untenanted"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
