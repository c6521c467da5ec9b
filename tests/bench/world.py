"""What the benchmarks run against: one durable PostgreSQL with our installation and the plain one side by side."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from config.embedded.postgres import EmbeddedPostgres

PREFIX = "kyodo_bench_"
OURS, PLAIN, PLAIN_CREATION = "kyodo_bench", "plain_bench", "plain_creation_bench"
QUESTIONS = 20


@contextmanager
def database() -> Iterator[EmbeddedPostgres]:
    """A cluster that really writes to the disk, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="kyodo-bench-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(Path(folder, "data"), settings={"max_connections": "60"}) as server:
            yield server


def describe(server: EmbeddedPostgres, media: str) -> None:
    """Our installation, said in the environment as in production."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tests.bench.settings_ours",
        SECRET_KEY=secrets.token_urlsafe(64),
        BASE_DOMAIN="localhost",
        ADMIN_DATABASE_URL=server.url("postgres", "postgres"),
        OWNER_DATABASE_URL=server.url(f"{PREFIX}owner", OURS),
        DATABASE_URL=server.url(f"{PREFIX}app", OURS),
        ROLE_PREFIX=PREFIX,
        CELERY_BROKER_URL="memory://",
        EMAIL_URL="smtp://127.0.0.1:1",
        DEFAULT_FROM_EMAIL="madoguchi@example.jp",
        MEDIA_ROOT=media,
        PUBLIC_SCHEME="http",
    )


def reference(server: EmbeddedPostgres, name: str, schema: str = "public") -> Mapping[str, str]:
    """Where a reference project finds its database."""
    socket = parse_qs(urlsplit(server.url()).query)["host"][0]
    return {"BENCH_DATABASE": name, "BENCH_SOCKET": socket, "BENCH_SCHEMA": schema}


def create_database(server: EmbeddedPostgres, name: str) -> None:
    command = [server.bin("psql"), "-q", "-c", f'CREATE DATABASE "{name}"', server.url()]
    subprocess.run(command, check=True, capture_output=True)


def run(module: str, settings: str, environment: Mapping[str, str], *arguments: str) -> str:
    """Run one of our modules under other settings; gives what it printed."""
    outcome = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings},
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    if outcome.returncode:
        raise RuntimeError(f"{module} failed:\n{outcome.stderr[-2000:]}")
    return outcome.stdout


def definition() -> dict:
    """One page of twenty questions, each a line of text with a help; the last one asks for a mail address."""
    questions = [
        {"id": f"q{number}", "type": "text", "label": f"項目{number}の内容", "help": "書類のとおりに書いてください。"}
        for number in range(QUESTIONS)
    ]
    questions[-1]["type"] = "email"
    pages = [{"id": "page", "title": "計測のページ", "questions": questions}]
    return {"title": "計測用の様式", "kind": "application", "guide": {"summary": "計測用です。"}, "pages": pages}


def answers() -> dict[str, str]:
    return {f"q{number}": f"答え{number}" for number in range(QUESTIONS - 1)} | {f"q{QUESTIONS - 1}": "a@example.jp"}
