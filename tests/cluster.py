"""The PostgreSQL of one test worker, and the environment that describes it."""

import os
import secrets
import socket
import tempfile
from contextlib import ExitStack
from pathlib import Path

from config.embedded.postgres import EmbeddedPostgres

PREFIX = "kyodo_test_"
DATABASE = "kyodo_test"


class TestCluster:
    """A throw-away cluster with a media folder, installed later by the fixtures as a real one would be."""

    __test__ = False

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.server = self._stack.enter_context(EmbeddedPostgres.temporary(max_connections="60"))
        self.media = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="kyodo-media-")))

    @property
    def admin_url(self) -> str:
        """The superuser, in the platform's database; for setting the scene, never for the code under test."""
        return self.server.url("postgres", DATABASE)

    def describe_in_environment(self) -> None:
        """Say everything that config.env reads."""
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings.test",
            SECRET_KEY=secrets.token_urlsafe(64),
            BASE_DOMAIN="localhost",
            ADMIN_DATABASE_URL=self.server.url("postgres", "postgres"),
            OWNER_DATABASE_URL=self.server.url(f"{PREFIX}owner", DATABASE),
            DATABASE_URL=self.server.url(f"{PREFIX}app", DATABASE),
            ROLE_PREFIX=PREFIX,
            CELERY_BROKER_URL="memory://",
            EMAIL_URL="smtp://127.0.0.1:1",
            DEFAULT_FROM_EMAIL="madoguchi@example.jp",
            MEDIA_ROOT=str(self.media),
            PUBLIC_SCHEME="http",
            PUBLIC_PORT=str(_free_port()),
        )

    def stop(self) -> None:
        self._stack.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
