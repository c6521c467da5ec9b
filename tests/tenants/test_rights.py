"""The catalogue's rights are the declared ones (tenants.grants), to the letter: nothing missing, nothing more."""

from collections.abc import Iterator

import psycopg
import pytest

from tenants import grants
from tenants.services import migration
from tests.cluster import DATABASE, PREFIX

CITIES = ["m_271403", "m_272035"]
GROUPS = {"consortium", "directory", "municipality"}

# (kind of thing, name, grantee, privilege, may grant on), without the owner's own rights.
Right = tuple[str, str, str, str, bool]

ON_RELATIONS = """
    SELECT relkind::text, relname, coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), privilege_type, is_grantable
    FROM pg_class, aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner)))
    WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND grantee <> relowner
"""
ON_COLUMNS = """
    SELECT attrelid::regclass::text, attname FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
    WHERE relnamespace = %s::regnamespace AND attacl IS NOT NULL
"""
ON_SCHEMA = """
    SELECT coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), privilege_type, is_grantable
    FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
    WHERE nspname = %s AND grantee <> nspowner
"""
ON_FUNCTIONS = """
    SELECT proname, coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), privilege_type
    FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
    WHERE pronamespace = %s::regnamespace AND grantee <> proowner
"""
ON_DATABASE = """
    SELECT coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), privilege_type, is_grantable
    FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) WHERE datname = %s AND grantee <> datdba
"""
OWNERS = """
    SELECT DISTINCT owner::regrole::text FROM (
        SELECT relowner FROM pg_class WHERE relnamespace = %(schema)s::regnamespace
        UNION SELECT proowner FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace
        UNION SELECT nspowner FROM pg_namespace WHERE oid = %(schema)s::regnamespace
    ) AS owners (owner)
"""


# What hangs below an application, however deep, and refuses even a disposal (see applications/migrations/0019_disposal.py).
STAYS_FOR_EVER = """
    WITH RECURSIVE hanging (table_id) AS (
        SELECT 'm_271403.applications_application'::regclass::oid
        UNION SELECT conrelid FROM pg_constraint JOIN hanging ON confrelid = table_id WHERE contype = 'f'
    )
    SELECT tgrelid::regclass::text FROM pg_trigger JOIN hanging ON tgrelid = table_id
    JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname = 'audit_refuse_change'
"""


@pytest.fixture
def catalogue(django_db_setup, cluster) -> Iterator[psycopg.Connection]:
    """The database, seen by its administrator."""
    with psycopg.connect(cluster.admin_url, autocommit=True) as connection:
        yield connection


def declared(schema: str) -> set[Right]:
    """What tenants.grants says about the tables of one schema."""
    if schema == "public":
        rows = [(table, name, letters) for table, who in grants.PUBLIC_TABLES.items() for name, letters in who.items()]
    else:
        rows = [(table, schema, letters) for table, letters in grants.MUNICIPALITY_TABLES.items()]
    return {
        ("r", table, f"{PREFIX}{name}", privilege, False)
        for table, name, letters in rows
        for privilege in grants.privileges(letters)
    }


def declared_functions(schema: str) -> set[tuple[str, str, str]]:
    """What it says about functions: none is anybody's but the owner's, except for these."""
    functions = () if schema == "public" else grants.MUNICIPALITY_FUNCTIONS
    return {(function, f"{PREFIX}{schema}", "EXECUTE") for function in functions}


@pytest.mark.parametrize("schema", ["public", *CITIES])
def test_tables_and_sequences_have_the_declared_rights(catalogue, schema):
    assert set(catalogue.execute(ON_RELATIONS, [schema])) == declared(schema)
    assert catalogue.execute(ON_COLUMNS, [schema]).fetchall() == []


@pytest.mark.parametrize("schema", ["public", *CITIES])
def test_every_table_is_declared(catalogue, schema):
    tables = {name for (name,) in catalogue.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])}

    assert tables == set(grants.PUBLIC_TABLES if schema == "public" else grants.MUNICIPALITY_TABLES)


@pytest.mark.parametrize("schema", ["public", *CITIES])
def test_only_those_concerned_may_look_into_a_schema(catalogue, schema):
    holders = {f"{PREFIX}{name}" for name in (GROUPS if schema == "public" else {schema})}

    assert set(catalogue.execute(ON_SCHEMA, [schema])) == {(holder, "USAGE", False) for holder in holders}
    assert set(catalogue.execute(ON_FUNCTIONS, [schema])) == declared_functions(schema)
    assert catalogue.execute(OWNERS, {"schema": schema}).fetchall() == [(f"{PREFIX}owner",)]


def test_everything_of_an_application_can_be_disposed_of(catalogue):
    """An append-only table below it takes `applications_refuse_change` for its triggers."""
    assert catalogue.execute(STAYS_FOR_EVER).fetchall() == []


def test_the_database_may_only_be_connected_to_and_only_by_the_login_role(catalogue):
    assert catalogue.execute(ON_DATABASE, [DATABASE]).fetchall() == [(f"{PREFIX}app", "CONNECT", False)]
    assert catalogue.execute("SELECT * FROM pg_default_acl").fetchall() == []


def test_roles_can_do_nothing_by_themselves(catalogue):
    attributes = """
        SELECT rolname, rolcanlogin, rolinherit FROM pg_roles WHERE rolname LIKE %s AND rolname <> %s
        AND NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
    """
    nobody_logs_in = {(f"{PREFIX}{name}", False, True) for name in (*GROUPS, *CITIES)}

    assert set(catalogue.execute(attributes, [f"{PREFIX}%", f"{PREFIX}owner"])) == {
        *nobody_logs_in,
        (f"{PREFIX}app", True, False),
    }


def test_the_login_role_becomes_cities_consortium_and_directory_and_inherits_none_of_them(catalogue):
    """A city is a member of the group that reads shared tables; the owner administers what it made, and takes on none."""
    if catalogue.info.server_version < 160000:
        pytest.skip("before PostgreSQL 16 a membership has no options of its own; the roles' attributes say it all")
    memberships = """
        SELECT member::regrole::text, roleid::regrole::text, inherit_option, set_option, admin_option
        FROM pg_auth_members WHERE member::regrole::text LIKE %s AND member::regrole::text <> %s
    """
    expected = {
        *((f"{PREFIX}app", f"{PREFIX}{name}", False, True, False) for name in ("consortium", "directory", *CITIES)),
        *((f"{PREFIX}{city}", f"{PREFIX}municipality", True, True, False) for city in CITIES),
    }

    assert set(catalogue.execute(memberships, [f"{PREFIX}%", f"{PREFIX}owner"])) == expected
    owner = "SELECT bool_or(inherit_option OR set_option) FROM pg_auth_members WHERE member = %s::regrole"
    assert catalogue.execute(owner, [f"{PREFIX}owner"]).fetchone() == (False,)


@pytest.mark.parametrize("schema", ["public", "m_271403"])
def test_rights_that_drifted_are_set_right_by_the_next_migration(catalogue, owner_commits, schema):
    holder = f"{PREFIX}{'consortium' if schema == 'public' else schema}"
    catalogue.execute(f"GRANT UPDATE, TRUNCATE ON {schema}.audit_auditrecord TO {holder}")
    catalogue.execute(f"REVOKE SELECT ON {schema}.notifications_notification FROM {holder}")
    catalogue.execute(f"GRANT USAGE ON SCHEMA {schema} TO PUBLIC")
    catalogue.execute(f"GRANT EXECUTE ON FUNCTION {schema}.audit_refuse_change TO PUBLIC")
    assert set(catalogue.execute(ON_RELATIONS, [schema])) != declared(schema)

    outcome = migration.migrate_public() if schema == "public" else migration.migrate_municipality(schema)

    assert (outcome.applied, outcome.error) == (0, "")
    assert set(catalogue.execute(ON_RELATIONS, [schema])) == declared(schema)
    assert "PUBLIC" not in {holder for holder, *_ in catalogue.execute(ON_SCHEMA, [schema])}
    assert set(catalogue.execute(ON_FUNCTIONS, [schema])) == declared_functions(schema)


@pytest.mark.parametrize("schema", ["public", *CITIES])
def test_append_only_tables_are_also_defended_against_their_owner(catalogue, schema):
    """By triggers: on UPDATE and DELETE for each row, and on TRUNCATE."""
    triggers = """
        SELECT tgrelid::regclass::text, string_agg(event, ' ' ORDER BY event) FROM pg_trigger
        JOIN pg_class ON pg_class.oid = tgrelid, LATERAL (VALUES (8, 'delete'), (16, 'update'), (32, 'truncate')) AS e (bit, event)
        WHERE relnamespace = %s::regnamespace AND NOT tgisinternal AND tgenabled = 'O' AND tgtype & bit <> 0
        AND pg_get_triggerdef(pg_trigger.oid) LIKE '%%\\_refuse_change()' GROUP BY 1
    """
    catalogue.execute("SELECT set_config('search_path', %s, false)", [schema])
    defended = {table for table, events in catalogue.execute(triggers, [schema]) if events == "delete truncate update"}
    rights = declared(schema)
    changeable = {table for _, table, _, privilege, _ in rights if privilege in ("UPDATE", "DELETE")}

    assert {table for _, table, _, privilege, _ in rights if privilege == "INSERT"} - changeable <= defended
