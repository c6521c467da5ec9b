"""django-tenants as its documentation sets it up, with the usual production middleware."""

import os

SECRET_KEY = "only-for-the-bench-0123456789-abcdefghijklmnopqrstuvwxyz-plain"
ALLOWED_HOSTS = ["*"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SHARED_APPS = ["django_tenants", "tests.bench.plain", "django.contrib.contenttypes", "django.contrib.auth"]
TENANT_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "tests.bench.plain"]
INSTALLED_APPS = [*SHARED_APPS, "django.contrib.sessions"]
TENANT_MODEL, TENANT_DOMAIN_MODEL = "plain.Client", "plain.Domain"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DATABASES = {
    "default": {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": os.environ["BENCH_DATABASE"],
        "USER": "postgres",
        "HOST": os.environ["BENCH_SOCKET"],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,  # as ours
    }
}
MIDDLEWARE = [
    "django_tenants.middleware.main.TenantMainMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
STATIC_URL = "/static/"
ROOT_URLCONF = "tests.bench.plain.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"
LANGUAGE_CODE = "ja"
