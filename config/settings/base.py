"""Settings that hold everywhere. What differs stands in production.py, demo.py and test.py."""

from pathlib import Path

from config.env import database_settings, email_settings, read_environment

from .api import *
from .celery import *
from .logging import LOGGING as LOGGING
from .people import *

KYODO = read_environment()
BASE_DIR = Path(__file__).resolve().parents[2]

DEBUG = False
DEMO = False
SECRET_KEY = KYODO.secret_key.get_secret_value()
ALLOWED_HOSTS = [KYODO.base_domain, f".{KYODO.base_domain}"]
ROOT_URLCONF = "config.urls.municipality"
PUBLIC_SCHEMA_URLCONF = "config.urls.consortium"
SUSPENDED_URLCONF = "config.urls.suspended"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- rooms ---------------------------------------------------------------------------------------------------------
_LIBRARIES = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
_IN_BOTH = ["accounts", "notifications", "audit"]
SHARED_APPS = ["django_tenants", *_LIBRARIES, *_IN_BOTH, "tenants", "shared_forms", "billing", "portal"]
TENANT_APPS = [*_LIBRARIES, *_IN_BOTH, "catalog", "applications"]
INSTALLED_APPS = [
    *SHARED_APPS,
    *(app for app in TENANT_APPS if app not in SHARED_APPS),
    "web",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
]

# ---- tenancy (docs/adr/0002, 0009) ---------------------------------------------------------------------------------
TENANT_MODEL = "tenants.Municipality"
TENANT_DOMAIN_MODEL = "tenants.Domain"
DATABASE_ROUTERS = ["tenants.routers.SchemaRouter"]
TENANT_SYNC_ROUTER = "tenants.routers.SchemaRouter"
TENANCY = {"ROLE_PREFIX": KYODO.role_prefix, "TRANSACTION_POOLER": KYODO.transaction_pooler}
DATABASES = {
    "default": database_settings(
        KYODO.database_url.get_secret_value(),
        CONN_MAX_AGE=600,
        CONN_HEALTH_CHECKS=True,
        DISABLE_SERVER_SIDE_CURSORS=KYODO.transaction_pooler,
    )
}
if KYODO.owner_database_url:
    DATABASES["owner"] = database_settings(KYODO.owner_database_url.get_secret_value(), TENANCY_OWNER=True)

# ---- request -------------------------------------------------------------------------------------------------------
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "web.languages.LanguageMiddleware",
    "tenants.middleware.MunicipalityMiddleware",
    "web.middleware.SameOriginMiddleware",
    "web.middleware.BodyLimitMiddleware",
    "web.middleware.NotAllowedPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # for browsers that do not know frame-ancestors
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.ActorMiddleware",
    "applications.middleware.ReasonMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tenants.context_processors.municipality",
                "portal.navigation.rail",
            ],
        },
    }
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# One upload may hold several photographs; each question states its own, smaller limit in words.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
REQUEST_MAX_BYTES = 64 * 1024 * 1024

# ---- language and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("ja-easy", "やさしい日本語"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True

# ---- files, caches, messages: each knows its municipality -----------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
MEDIA_ROOT = KYODO.media_root
STORAGES = {
    "default": {"BACKEND": "tenants.storage.MunicipalityStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {
    "default": {
        **(
            {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": KYODO.cache_url.get_secret_value()}
            if KYODO.cache_url
            else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        ),
        "KEY_FUNCTION": "tenants.cache.municipality_key",
    }
}
DEFAULT_FROM_EMAIL = KYODO.default_from_email
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(email_settings(KYODO.email_url.get_secret_value()))
