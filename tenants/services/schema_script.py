"""One SQL script that makes a municipality's schema, rendered from the migrations instead of replaying them.

Migrations are replayed in memory only; their end state is written down once, table by table, with the raw SQL (triggers)
that some of them carry. `tests/tenants/test_schema_script.py` compares the result with replayed migrations by pg_dump.
"""

import re
from collections.abc import Iterable
from functools import cache

from django.apps.registry import Apps
from django.db import connections, router
from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from tenants.context import as_owner

# Any city will do: the statements name no schema, they run with the new one as search path.
_ANY_SCHEMA = "m_000000"
_CONSTRAINT = re.compile(r'(ALTER TABLE "\w+") (ADD CONSTRAINT .+?);*', re.DOTALL)


@cache
def statements() -> tuple[str, ...]:
    """The script, one statement per item, for an empty schema that is the search path. Kept for the process."""
    with as_owner(_ANY_SCHEMA):
        loader = MigrationLoader(None)
        plan = _plan(loader)
        end_state = loader.project_state([migration_key(migration) for migration in plan]).apps
        return (
            _history_table(),
            *_merged(_tables(end_state)),
            *(sql for migration in plan for sql in _raw_sql(migration)),
            _history(plan),
        )


def one_message(items: Iterable[str]) -> str:
    """The statements as one text, to be sent over the owner's connection inside a transaction: one round trip, not a hundred."""
    return ";\n".join(statement.rstrip("; \n") for statement in items)


def migration_key(migration: Migration) -> tuple[str, str]:
    return migration.app_label, migration.name


def _plan(loader: MigrationLoader) -> list[Migration]:
    """Every migration in order; those of apps without a table in a city are history there, as Django records it."""
    seen: dict[tuple[str, str], None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        for key in loader.graph.forwards_plan(leaf):
            seen.setdefault(key)
    return [loader.graph.nodes[key] for key in seen]


def _tables(apps: Apps) -> list[str]:
    connection = connections["owner"]
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for model in apps.get_models(include_auto_created=False):
            if _belongs(model):
                editor.create_model(model)
    return [sql for sql in editor.collected_sql if not sql.startswith("--")]


def _merged(script: list[str]) -> list[str]:
    """All constraints of a table in one ALTER TABLE, behind the last CREATE TABLE: each table is opened for them only once."""
    constraints: dict[str, list[str]] = {}
    tables: list[str] = []
    others: list[str] = []
    for statement in script:
        if found := _CONSTRAINT.fullmatch(statement):
            constraints.setdefault(found[1], []).append(found[2])
        else:
            (tables if statement.startswith("CREATE TABLE") else others).append(statement)
    return [*tables, *(f"{table} {', '.join(added)}" for table, added in constraints.items()), *others]


def _belongs(model: type[Model]) -> bool:
    return bool(model._meta.managed and model._meta.can_migrate("owner")) and router.allow_migrate_model("owner", model)


def _raw_sql(migration: Migration) -> list[str]:
    if not router.allow_migrate("owner", migration.app_label):
        return []
    return [
        str(sql)
        for operation in migration.operations
        if isinstance(operation, RunSQL)
        for sql in ([operation.sql] if isinstance(operation.sql, str) else operation.sql)
    ]


def _history_table() -> str:
    with connections["owner"].schema_editor(collect_sql=True, atomic=False) as editor:
        editor.create_model(MigrationRecorder.Migration)
    return editor.collected_sql[0]


def _history(plan: list[Migration]) -> str:
    rows = ", ".join(f"('{migration.app_label}', '{migration.name}', now())" for migration in plan)
    return f"INSERT INTO django_migrations (app, name, applied) VALUES {rows}"
