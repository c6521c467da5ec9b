"""PostgreSQL and Valkey: our own, unless the environment names others."""

from dataclasses import dataclass
from pathlib import Path

from config.demo.household import Household
from config.demo.options import Options
from config.demo.terminal import step
from config.embedded.postgres import EmbeddedPostgres
from config.embedded.valkey import EmbeddedValkey

_DATABASE = "kyodo_demo"

# Forty-three schemas: a dump or a drop of all of them holds many locks at once.
_SETTINGS = {"max_connections": "200", "max_locks_per_transaction": "256"}


@dataclass(frozen=True)
class Database:
    """The three doors of one database: login role, owner, administrator of the cluster."""

    app_url: str
    owner_url: str
    admin_url: str
    own_cluster: Path | None = None


@dataclass(frozen=True)
class Broker:
    """Celery's broker, and the cache that comes with ours."""

    url: str
    cache_url: str


def start_database(options: Options, folder: Path, household: Household) -> Database:
    """The database of the environment, or our own."""
    if options.database_url and options.owner_database_url and options.admin_database_url:
        urls = (options.database_url, options.owner_database_url, options.admin_database_url)
        app_url, owner_url, admin_url = (url.get_secret_value() for url in urls)
        return Database(app_url, owner_url, admin_url)
    server = EmbeddedPostgres(folder / "postgres", settings=_SETTINGS)
    with step("PostgreSQL"):
        household.host(server)
    return Database(
        app_url=server.url(f"{options.role_prefix}app", _DATABASE),
        owner_url=server.url(f"{options.role_prefix}owner", _DATABASE),
        admin_url=server.url(),
        own_cluster=server.data_dir,
    )


def start_broker(options: Options, folder: Path, household: Household) -> Broker:
    """The broker of the environment, or our own."""
    cache_url = options.cache_url.get_secret_value() if options.cache_url else ""
    if options.celery_broker_url:
        return Broker(options.celery_broker_url.get_secret_value(), cache_url)
    server = EmbeddedValkey(folder / "valkey")
    with step("Valkey"):
        household.host(server)
    return Broker(server.broker_url(), cache_url or server.cache_url())
