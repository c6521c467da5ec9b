"""The script that makes a city's schema and the migrations make the same schema, as pg_dump tells it."""

import re
import subprocess

import psycopg
import pytest
from django.db import connections, transaction
from psycopg import sql

from tenants.context import as_owner
from tenants.services import migration, rights, schema_script
from tests.cluster import PREFIX, TestCluster

BY_SCRIPT, BY_MIGRATIONS = "900001", "900002"
NOISE = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*|)$")


@pytest.fixture
def two_schemas(cluster, removal) -> None:
    """Two empty schemas of the owner, each with its role."""
    for code in (BY_SCRIPT, BY_MIGRATIONS):
        removal(code)
        with connections["owner"].cursor() as cursor, as_owner():
            cursor.execute(f'CREATE ROLE "{PREFIX}m_{code}" NOLOGIN')
            cursor.execute(f'CREATE SCHEMA "m_{code}"')


def make_by_script(schema: str) -> None:
    with as_owner(schema), transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        script = (*schema_script.statements(), *rights.municipality_statements(schema))
        cursor.execute(schema_script.one_message(script))


def dump(cluster: TestCluster, schema: str) -> list[str]:
    """pg_dump's words about one schema: tables, columns in order, keys, indexes, triggers, functions, rights."""
    program = cluster.server.bin("pg_dump")
    command = [program, "--schema-only", f"--schema={schema}", cluster.admin_url]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [line for line in words.replace(schema, "CITY").splitlines() if not NOISE.match(line)]


def history(cluster: TestCluster, schema: str) -> list[tuple[str, str]]:
    """What Django believes was applied."""
    with psycopg.connect(cluster.admin_url) as admin:
        table = sql.Identifier(schema, "django_migrations")
        return sorted(admin.execute(sql.SQL("SELECT app, name FROM {}").format(table)).fetchall())


def test_script_and_migrations_make_the_same_schema(cluster, two_schemas):
    make_by_script(f"m_{BY_SCRIPT}")
    outcome = migration.migrate_municipality(f"m_{BY_MIGRATIONS}")

    assert outcome.error == ""
    assert outcome.applied == len(history(cluster, f"m_{BY_MIGRATIONS}")) > 20
    assert dump(cluster, f"m_{BY_SCRIPT}") == dump(cluster, f"m_{BY_MIGRATIONS}")
    assert history(cluster, f"m_{BY_SCRIPT}") == history(cluster, f"m_{BY_MIGRATIONS}")


def test_the_comparison_sees_a_difference(cluster, two_schemas):
    for code in (BY_SCRIPT, BY_MIGRATIONS):
        make_by_script(f"m_{code}")
    assert dump(cluster, f"m_{BY_SCRIPT}") == dump(cluster, f"m_{BY_MIGRATIONS}")
    with as_owner(f"m_{BY_SCRIPT}"), connections["owner"].cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_auditrecord_no_truncate ON audit_auditrecord")

    assert dump(cluster, f"m_{BY_SCRIPT}") != dump(cluster, f"m_{BY_MIGRATIONS}")


def test_a_schema_by_the_script_needs_no_migration_and_takes_the_next_ones(cluster, two_schemas):
    make_by_script(f"m_{BY_SCRIPT}")

    assert migration.pending(f"m_{BY_SCRIPT}") == 0
    assert migration.pending(f"m_{BY_MIGRATIONS}") == len(history(cluster, f"m_{BY_SCRIPT}"))


def test_the_script_is_one_statement_per_item_and_names_no_schema():
    script = schema_script.statements()

    assert not [statement for statement in script if re.search(r"m_000000|\bpublic\b", statement)]
    assert not [statement for statement in script if "$$" not in statement and ";" in statement.strip().rstrip(";")]
    assert sum(statement.startswith("CREATE TABLE") for statement in script) > 20


def test_a_table_gets_its_constraints_at_once_and_no_second_index_for_prefixes():
    script = schema_script.statements()
    altered = [statement.split(" ADD ")[0] for statement in script if statement.startswith("ALTER TABLE")]

    assert len(altered) == len(set(altered)) > 5
    assert not [statement for statement in script if "_pattern_ops" in statement]
