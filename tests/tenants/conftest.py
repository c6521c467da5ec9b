"""Schemas that a test makes, and their end."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from tests.cluster import PREFIX

Removal = Callable[[str], None]


@pytest.fixture
def owner_commits(transactional_db_without_flush: None) -> None:
    """The owner's connection, which really commits."""


@pytest.fixture
def removal(cluster, owner_commits) -> Iterator[Removal]:
    """Removes a municipality for good after the test: rows, schema and role, if there are any."""
    codes: list[str] = []
    yield codes.append
    with psycopg.connect(cluster.admin_url, autocommit=True) as admin:
        for code in codes:
            _remove(admin, code)


def _remove(admin: psycopg.Connection, code: str) -> None:
    schema, role = sql.Identifier(f"m_{code}"), sql.Identifier(f"{PREFIX}m_{code}")
    admin.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(schema))
    admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(role))
    admin.execute("DELETE FROM tenants_provisioningrequest WHERE code = %s", [code])
    admin.execute(
        "DELETE FROM tenants_domain USING tenants_municipality t WHERE tenant_id = t.id AND code = %s", [code]
    )
    admin.execute("DELETE FROM tenants_municipality WHERE code = %s", [code])
