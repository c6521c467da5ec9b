"""The platform as it is, with two views of nothing beside it."""

from config.settings.test import *  # noqa: F403

DEMO = False
ROOT_URLCONF = "tests.bench.urls_ours"
SESSION_COOKIE_SECURE = False
