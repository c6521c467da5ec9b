"""SQL written by hand, against the walls between the cities: an error, or the right city's rows, never another's.

Roles protect against our own mistakes. What they do not protect against is at the end of this file, so that nobody claims more.
"""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, connections

from tenants import context
from tests.isolation.places import CONSORTIUM, SAKAI, TOYONAKA, run, seen, standing_in

pytestmark = pytest.mark.usefixtures("marked")

ROWS = "SELECT template FROM {}notifications_notification"


def refused(statement: str) -> str:
    """The reason the server gave. It has to have one."""
    with pytest.raises(DatabaseError) as refusal:
        run(statement)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("at", "target"),
    [(SAKAI, TOYONAKA), (CONSORTIUM, SAKAI), (SAKAI, CONSORTIUM)],
    ids=["a city reads another", "the secretariat reads residents' rows", "a city reads the secretariat's rows"],
)
def test_a_qualified_name_reaches_nobody_else(at, target):
    with standing_in(at):
        assert "permission denied" in refused(ROWS.format(f"{target}."))
        assert "permission denied" in refused(f"INSERT INTO {target}.audit_auditrecord DEFAULT VALUES")
        assert "permission denied" in refused(f"DELETE FROM {target}.notifications_notification")
        assert "permission denied" in refused(f"LOCK TABLE {target}.notifications_notification")
        assert run(ROWS.format(f"{at}.")) == [(at,)]


@pytest.mark.parametrize("path", [TOYONAKA, f"{TOYONAKA}, {SAKAI}", "public", f"public, {SAKAI}", "pg_catalog"])
@pytest.mark.parametrize("scope", ["SET", "SET SESSION"])
def test_a_search_path_set_by_hand_is_gone_with_the_next_statement(scope, path):
    with standing_in(SAKAI):
        run(f"{scope} search_path TO {path}")
        assert seen() == [SAKAI]
    with standing_in(TOYONAKA):
        assert seen() == [TOYONAKA]


@pytest.mark.parametrize("path", [TOYONAKA, f"{TOYONAKA}, public", "public"])
def test_a_search_path_set_unseen_leads_to_an_error_and_never_to_another_citys_rows(path):
    with standing_in(SAKAI):
        run("SELECT set_config('search_path', %s, false)", [path])
        assert "permission denied" in (reason := refused(ROWS.format(""))) or "does not exist" in reason
    with standing_in(TOYONAKA):
        assert seen() == [TOYONAKA]
    with standing_in(SAKAI):
        assert seen() == [SAKAI]


@pytest.mark.parametrize("role", ["postgres", "kyodo_test_owner", "pg_read_all_data", "pg_read_server_files"])
def test_nobody_becomes_the_owner_or_the_administrator(role):
    with standing_in(SAKAI):
        assert "permission denied to set role" in refused(f"SET ROLE {role}")
        assert "permission denied to set session authorization" in refused(f"SET SESSION AUTHORIZATION {role}")
        assert seen() == [SAKAI]


@pytest.mark.parametrize("place", [SAKAI, CONSORTIUM])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMPORARY TABLE loot (x text)",
        "CREATE TABLE loot (x text)",
        "CREATE TABLE public.loot (x text)",
        "CREATE VIEW loot AS SELECT 1",
        "CREATE FUNCTION loot() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA loot",
        "CREATE ROLE loot",
        "ALTER TABLE notifications_notification ADD COLUMN loot text",
        "ALTER TABLE audit_auditrecord DISABLE TRIGGER ALL",
        "DROP TABLE notifications_notification",
        "SET session_replication_role = replica",
        "COPY notifications_notification TO PROGRAM 'cat'",
        f"GRANT SELECT ON notifications_notification TO kyodo_test_{TOYONAKA}",
        f"GRANT kyodo_test_{TOYONAKA} TO kyodo_test_{SAKAI}",
    ],
)
def test_the_login_role_changes_no_structure_and_gives_no_rights(place, statement):
    with standing_in(place):
        if statement.startswith("GRANT SELECT"):
            run(statement)  # without the grant option this is a warning and nothing more
        else:
            refused(statement)
        assert seen() == [place]
    with standing_in(TOYONAKA):
        refused(ROWS.format(f"{place}."))


def test_other_sessions_statements_cannot_be_read():
    """All sessions log in as one role; a city's role is not it."""
    other = connections["default"].copy()
    try:
        with other.bare(), other.cursor() as cursor:
            cursor.execute("SELECT 'a resident'")
            with standing_in(SAKAI):
                texts = run("SELECT query FROM pg_stat_activity WHERE usename = 'kyodo_test_app'")
    finally:
        other.close()
    assert len(texts) >= 2
    assert {text for (text,) in texts} == {"<insufficient privilege>"}


def test_content_types_are_not_used_at_run_time():
    """Django keeps them in one cache for all threads, whatever their city: nobody may read the table."""
    with standing_in(SAKAI), pytest.raises(DatabaseError, match="permission denied"):
        ContentType.objects.count()


def test_the_directory_sees_municipalities_host_names_and_suspensions_and_nothing_else():
    with context.in_directory():
        assert len(run("SELECT slug FROM tenants_municipality")) == 2
        assert len(run("SELECT domain FROM tenants_domain")) == 2
        others = run(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'"
            " AND tablename NOT IN ('tenants_municipality', 'tenants_domain', 'tenants_suspension')"
        )
        assert len(others) > 50
        for (table,) in others:
            assert "permission denied" in refused(f"SELECT 1 FROM {table}")
        assert "permission denied" in refused("UPDATE tenants_municipality SET name = 'x'")
        assert "permission denied" in refused("UPDATE tenants_domain SET domain = 'x'")
        assert "permission denied" in refused("DELETE FROM tenants_suspension")


def test_without_a_standing_the_login_role_reads_nothing():
    with connection.bare():
        assert run("SELECT current_user, session_user") == [("kyodo_test_app", "kyodo_test_app")]
        for table in (f"{SAKAI}.notifications_notification", "public.tenants_municipality"):
            assert "permission denied" in refused(f"SELECT 1 FROM {table}")


# ---- what roles do not protect against --------------------------------------------------------------------------------
def test_injected_sql_could_become_another_city_so_parameters_alone_stand_against_it():
    """One login serves all cities, so one injected SELECT can take another's role and path (docs/adr/0009).

    It lasts until the connection stands elsewhere or a request begins.
    """
    take = "SELECT set_config('role', %s, false), set_config('search_path', %s, false)"
    with standing_in(SAKAI):
        assert seen() == [SAKAI]
        run(take, [f"kyodo_test_{TOYONAKA}", TOYONAKA])
        assert seen() == [TOYONAKA]
        context.afresh()
        assert seen() == [SAKAI]
