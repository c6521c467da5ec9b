"""Prepare a PostgreSQL cluster for the platform: roles, the database, the public schema. Safe to repeat.

Works as the cluster's administrator and then as the owner; neither the web nor the workers ever know these.
"""

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tenants.roles import role
from tenants.services.migration import Outcome, migrate_public


def install(admin_url: str, owner_url: str, app_url: str) -> Outcome:
    """Make what is missing: owner and login role, database, group roles; then migrate the public schema."""
    owner, app = conninfo_to_dict(owner_url), conninfo_to_dict(app_url)
    database = str(owner["dbname"])
    with psycopg.connect(admin_url, autocommit=True) as connection:
        _ensure_role(connection, str(owner["user"]), "LOGIN CREATEROLE INHERIT", owner.get("password"))
        _ensure_role(connection, str(app["user"]), "LOGIN NOINHERIT", app.get("password"))
        _ensure_database(connection, database, str(owner["user"]))
    with psycopg.connect(make_conninfo(admin_url, dbname=database), autocommit=True) as connection:
        _take_over(connection, database, str(owner["user"]), str(app["user"]))
    with psycopg.connect(owner_url, autocommit=True) as connection:
        for name in ("consortium", "directory", "municipality"):
            _ensure_role(connection, role(name), "NOLOGIN INHERIT")
        for name in ("consortium", "directory"):
            _run(connection, "GRANT {} TO {}", role(name), str(app["user"]))
    return migrate_public()


def _ensure_role(connection: psycopg.Connection, name: str, options: str, password: object = None) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    if not known:
        _run(connection, "CREATE ROLE {}", name)
    secret = sql.SQL(" PASSWORD {}").format(sql.Literal(password)) if password else sql.SQL("")
    statement = sql.SQL("ALTER ROLE {} ").format(sql.Identifier(name)) + sql.SQL(options) + secret
    connection.execute(statement)


def _ensure_database(connection: psycopg.Connection, database: str, owner: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        _run(connection, "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'", database, owner)


def _take_over(connection: psycopg.Connection, database: str, owner: str, app: str) -> None:
    """Nobody but owner and login may connect, nobody may make temporary tables, the owner holds the public schema."""
    _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    _run(connection, "GRANT CONNECT ON DATABASE {} TO {}", database, app)
    _run(connection, "ALTER ROLE {} SET timezone TO 'UTC'", app)
    _run(connection, "ALTER SCHEMA public OWNER TO {}", owner)


def _run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
