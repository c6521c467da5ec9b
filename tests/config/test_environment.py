"""What the installation is told from outside: complete, refused together when not, and the same in code and docs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import Environment, database_settings, email_settings
from deploy import environment_table

ROOT = Path(__file__).parents[2]
GOOD = {
    "SECRET_KEY": "k3J9-only-for-a-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DATABASE_URL": "postgresql://app@127.0.0.1:1/kyodo",
    "BASE_DOMAIN": "madoguchi.example.jp",
    "CELERY_BROKER_URL": "amqp://127.0.0.1:1",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "madoguchi@example.jp",
    "MEDIA_ROOT": "/nonexistent",
}


def start(**changes: str | None) -> subprocess.CompletedProcess:
    """Read the production settings in a process of its own."""
    inherited = {"PATH": os.environ["PATH"]}
    environment = {name: value for name, value in {**inherited, **GOOD, **changes}.items() if value is not None}
    command = [sys.executable, "-c", "import config.settings.production"]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_production_starts_with_a_complete_environment():
    assert start().returncode == 0, start().stderr


def test_all_missing_names_are_listed_together():
    outcome = start(SECRET_KEY=None, DATABASE_URL=None, MEDIA_ROOT=None)

    assert outcome.returncode == 1
    assert all(name in outcome.stderr for name in ("SECRET_KEY", "DATABASE_URL", "MEDIA_ROOT"))
    assert "EMAIL_URL" not in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"DEBUG": "true"}, "debug"),
        ({"BASE_DOMAIN": "*"}, "BASE_DOMAIN"),
        ({"PUBLIC_SCHEME": "http"}, "https"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
    ],
)
def test_production_refuses_what_is_unsafe(changes, reason):
    outcome = start(**changes)

    assert outcome.returncode == 1
    assert reason in outcome.stderr
    assert changes.get("SECRET_KEY", "no secret") not in outcome.stderr


def test_the_environment_is_frozen():
    environment = Environment.model_construct(base_domain="a.example.jp")

    with pytest.raises(Exception, match="frozen"):
        environment.base_domain = "b.example.jp"


def test_the_operators_table_equals_the_code():
    text = (ROOT / "deploy" / "README.md").read_text()

    assert "\n".join(environment_table.rows()) in text


def test_database_addresses():
    settings = database_settings("postgresql://app:se%20cret@/kyodo?host=/run/pg&connect_timeout=3")

    assert (settings["NAME"], settings["USER"], settings["PASSWORD"]) == ("kyodo", "app", "se cret")
    assert settings["HOST"] == "/run/pg"
    assert settings["OPTIONS"] == {"connect_timeout": "3"}


@pytest.mark.parametrize(
    ("url", "port", "ssl", "starttls"),
    [
        ("smtp://mail", 25, False, False),
        ("smtps://mail", 465, True, False),
        ("smtp+tls://u:p%40@mail", 587, False, True),
    ],
)
def test_mail_addresses(url, port, ssl, starttls):
    settings = email_settings(url)

    assert settings["EMAIL_PORT"] == port
    assert (settings["EMAIL_USE_SSL"], settings["EMAIL_USE_TLS"]) == (ssl, starttls)
