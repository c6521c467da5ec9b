"""Texts to send, and a mail server to send them to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notifications.sink import MailServer


@pytest.fixture(scope="session")
def texts(tmp_path_factory) -> Path:
    """A folder of templates with one mail in it: `trial`."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "notifications").mkdir()
    (folder / "notifications" / "trial.txt").write_text("{{ subject }}\nこんにちは。{{ body }}\n")
    return folder


@pytest.fixture
def trial_text(texts, settings) -> None:
    """Let `promise("trial", subject=…, body=…)` be a mail."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(texts)]}]


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """A running mail server that this process sends to."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def woken(monkeypatch) -> list[tuple[str, str]]:
    """The tasks that were started: name and schema; instead of starting them. Nobody was called before."""
    from notifications import services

    calls: list[tuple[str, str]] = []
    monkeypatch.setattr(services, "_begins_at", {})
    monkeypatch.setattr(services, "wake", lambda name, schema, in_seconds: calls.append((name, schema)) or True)
    return calls
