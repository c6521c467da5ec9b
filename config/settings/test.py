"""Settings of the test suite; tests/conftest.py gives the environment."""

from .base import *
from .base import STORAGES

DEMO = True
SESSION_COOKIE_NAME = "session"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # served from the sources
CELERY_TASK_STORE_EAGER_RESULT = False
