"""Bring schemas up to date with the code: one transaction per schema, over the owner's connection."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tenants.context import as_owner
from tenants.models import Municipality
from tenants.services import rights


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one schema. `error` is empty when all went well."""

    schema_name: str
    applied: int
    error: str = ""


def migrate_public() -> Outcome:
    """Migrate the public schema and set its rights."""
    return _migrate("public", rights.public_statements)


def migrate_municipality(schema_name: str) -> Outcome:
    """Migrate one city and set its rights; a failure leaves it as it was."""
    return _migrate(schema_name, lambda: rights.municipality_statements(schema_name))


def _note_version(schema_name: str) -> None:
    """Tell the secretariat's overview, which can look into no city, that this one is up to date."""
    with as_owner():
        Municipality.objects.using("owner").filter(schema_name=schema_name).update(schema_version=code_version())


def pending(schema_name: str) -> int:
    """How many migrations a schema still lacks."""
    with as_owner(schema_name):
        executor = MigrationExecutor(connections["owner"])
        return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def code_version() -> str:
    """Which tables this code expects: a name for the set of its last migrations. A schema that is up to date bears it."""
    leaves = MigrationLoader(None).graph.leaf_nodes()
    return hashlib.sha256(repr(sorted(leaves)).encode()).hexdigest()[:16]


def _migrate(schema_name: str, grant_statements: Callable[[], Iterator[str]]) -> Outcome:
    try:
        with as_owner(schema_name), transaction.atomic(using="owner"):
            executor = MigrationExecutor(connections["owner"])
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            executor.migrate(executor.loader.graph.leaf_nodes(), plan)
            _note_version(schema_name)
            _set_rights(grant_statements())  # also when nothing was applied: the declared rights may have changed
    except Exception as error:  # a broken city must not stop the others: reported, and rolled back
        return Outcome(schema_name, 0, f"{type(error).__name__}: {error}")
    return Outcome(schema_name, len(plan))


def _set_rights(statements: Iterator[str]) -> None:
    with connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
