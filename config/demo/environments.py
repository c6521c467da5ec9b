"""What each program is told. Who needs no owner's address does not get it."""

import os
from pathlib import Path

from config.demo.folder import secret_key
from config.demo.options import Options
from config.demo.services import Broker, Database

_SECRETS_OF_FEW = ("OWNER_DATABASE_URL", "ADMIN_DATABASE_URL")


def for_serving(options: Options, folder: Path, database: Database, broker: Broker) -> dict[str, str]:
    """For the web and the workers: the login role only."""
    inherited = {name: value for name, value in os.environ.items() if name not in _SECRETS_OF_FEW}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "SECRET_KEY": secret_key(folder),
        "DATABASE_URL": database.app_url,
        "ROLE_PREFIX": options.role_prefix,
        "CELERY_BROKER_URL": broker.url,
        "CACHE_URL": broker.cache_url,
        "EMAIL_URL": f"smtp://127.0.0.1:{options.mail_server_port}",
        "DEFAULT_FROM_EMAIL": "共同窓口 <madoguchi@demo.example.jp>",
        "MEDIA_ROOT": str(folder / "media"),
        "BASE_DOMAIN": "localhost",
        "PUBLIC_SCHEME": "http",
        "PUBLIC_PORT": str(options.port),
        "PYTHONUNBUFFERED": "1",
    }


def for_owner(serving: dict[str, str], database: Database) -> dict[str, str]:
    """For the provisioning worker and the commands that make schemas."""
    return {**serving, "OWNER_DATABASE_URL": database.owner_url}


def for_administrator(serving: dict[str, str], database: Database) -> dict[str, str]:
    """For the one command that makes roles and the database."""
    return {**for_owner(serving, database), "ADMIN_DATABASE_URL": database.admin_url}
