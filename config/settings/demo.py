"""The demo on one's own machine: plain http on *.localhost, one click per persona."""

from .base import *
from .base import KYODO, STORAGES

DEMO = True
DEBUG = KYODO.debug
SESSION_COOKIE_NAME = "session"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # served from the sources
WHITENOISE_AUTOREFRESH = False
