"""What an operator types: install, load, create, migrate. Words and exit codes included."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command

from tenants import context, municipalities
from tenants.models import Municipality, Plan
from tests.tenants.records import a_record

KIND_WORD = {code: word for word, code in municipalities.KINDS.items()}


def typed(command: str, *words: str) -> list[str]:
    """What a command prints."""
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue().splitlines()


def refused(command: str, *words: str) -> tuple[str, list[str]]:
    """Why a command stopped, and what it had printed."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command(command, *words, stdout=out)
    return str(error.value), out.getvalue().splitlines()


@pytest.fixture
def two_records(removal):
    records = [a_record("29209"), a_record("29210")]
    for record in records:
        removal(record.code)
    return records


@pytest.fixture
def two_more(two_records) -> list[str]:
    """Two more cities: their schemas."""
    from tenants.services.provisioning import create_municipality

    return [create_municipality(record).schema_name for record in two_records]


@pytest.fixture
def a_list(two_records, tmp_path):
    """A CSV list of the two records, with changes of the second line's columns."""

    def write(**changes: str) -> str:
        path: Path = tmp_path / "list.csv"
        rows = [
            {
                "code6": record.code,
                "name": record.name,
                "kana": record.kana,
                "romaji_slug": record.slug,
                "type": KIND_WORD[record.kind],
                "population_2020": str(record.population),
                "corporate_number": record.corporate_number,
                "url": record.website,
            }
            for record in two_records
        ]
        rows[1].update(changes)
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, municipalities.COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return str(path)

    return write


@pytest.fixture
def sql(cluster, owner_commits):
    """Let the administrator do something to the database."""

    def execute(statement: str) -> list[tuple]:
        with psycopg.connect(cluster.admin_url, autocommit=True) as admin:
            cursor = admin.execute(statement)
            return cursor.fetchall() if cursor.description else []

    return execute


def known() -> list[str]:
    with context.in_consortium():
        return list(Municipality.objects.values_list("code", flat=True))


# ---- load and create ----------------------------------------------------------------------------------------------------
def test_load_municipalities_makes_what_is_missing_and_says_so(owner_commits, a_list):
    first = typed("load_municipalities", "--file", a_list())
    again = typed("load_municipalities", "--file", a_list())

    assert first[:2] == ["[1/2] 生駒市29209 (ikoma-29209)", "[2/2] 生駒市29210 (ikoma-29210)"]
    assert first[2].startswith("2 municipalities, 2 new in ")
    assert len(again) == 1
    assert again[0].startswith("2 municipalities, 0 new in ")
    assert known() == ["271403", "272035", "292095", "292109"]


def test_a_list_with_a_fault_is_refused_by_line_and_nothing_is_loaded(owner_commits, a_list):
    why, printed = refused("load_municipalities", "--file", a_list(code6="292108", population_2020="0"))

    assert why.splitlines()[0] == "The list has faults; nothing was loaded:"
    assert why.splitlines()[1:] == [
        "3行目: 団体コード 292108 の検査数字が合いません、人口は1以上の整数で書いてください"
    ]
    assert printed == []
    assert known() == ["271403", "272035"]


def test_a_list_that_takes_anothers_name_stops_there_with_its_sentence(owner_commits, a_list):
    why, printed = refused("load_municipalities", "--file", a_list(romaji_slug="sakai"))

    assert why == "生駒市29210のサブドメイン sakai か法人番号が、登録済みの自治体と同じです。"
    assert printed == ["[1/2] 生駒市29209 (ikoma-29209)"]
    assert known() == ["271403", "272035", "292095"]


def test_create_municipality_makes_one_of_the_list(owner_commits, a_list):
    words = ("292095", "--file", a_list(), "--plan", "B")

    assert typed("create_municipality", *words)
    why, _ = refused("create_municipality", *words)

    assert why == "生駒市29209（292095）はすでに登録されています。"
    with context.in_consortium():
        assert Municipality.objects.get(code="292095").plan == Plan.B


def test_a_code_that_is_not_on_the_list_is_refused_with_the_lists_faults(owner_commits, a_list):
    why, _ = refused("create_municipality", "292109", "--file", a_list(population_2020="x"))

    assert why.startswith("292109 is not among the 1 good lines of list.csv.\n3行目: 人口は")


# ---- migrate ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def next_release(cluster, settings, two_more, owner_commits) -> Iterator[None]:
    """A release with two migrations more than any schema has; afterwards it never was."""
    settings.MIGRATION_MODULES = {"catalog": "tests.tenants.next_release"}
    yield
    with psycopg.connect(cluster.admin_url, autocommit=True) as admin:
        for schema in ("public", "m_271403", "m_272035"):
            admin.execute(f"DELETE FROM {schema}.django_migrations WHERE app = 'catalog' AND name > '9998'")
            admin.execute(f"DROP TABLE IF EXISTS {schema}.first_of_next_release, {schema}.second_of_next_release")


def test_migrate_municipalities_brings_everybody_up_to_date_and_a_broken_city_stops_nobody(sql, two_more, next_release):
    """The broken one can take the first migration, but not the second, and gets neither."""
    broken, behind = two_more
    sql(f"CREATE TABLE {broken}.second_of_next_release ()")
    everybody = f"public, m_271403, m_272035, {broken}, {behind}"
    assert refused("migrate_municipalities", "--check")[0] == f"5 schemas are behind: {everybody}"

    why, printed = refused("migrate_municipalities")

    assert why == f"{broken} could not be migrated."
    assert [line.split(" (")[0] for line in printed] == [
        "public: 2 applied",
        "[1/4] m_271403: 2 applied",
        "[2/4] m_272035: 2 applied",
        f'[3/4] {broken}: ProgrammingError: relation "second_of_next_release" already exists',
        f"[4/4] {behind}: 2 applied",
        "4 schemas up to date, 1 failed",
    ]
    of_next_release = "SELECT table_name FROM information_schema.tables WHERE table_name ~ 'next' AND table_schema ="
    assert sql(f"{of_next_release} '{broken}'") == [("second_of_next_release",)]
    assert len(sql(f"{of_next_release} '{behind}'")) == 2
    assert refused("migrate_municipalities", "--check")[0] == f"1 schemas are behind: {broken}"


def test_migrate_municipalities_has_nothing_to_do_after_provisioning(owner_commits):
    assert typed("migrate_municipalities", "--check") == ["every schema is up to date"]
    assert typed("migrate_municipalities")[-1] == "3 schemas up to date, 0 failed"


def test_a_public_schema_that_cannot_be_migrated_stops_all(owner_commits, monkeypatch):
    from tenants.management.commands import migrate_municipalities as command
    from tenants.services.migration import Outcome

    monkeypatch.setattr(command.migration, "migrate_public", lambda: Outcome("public", 0, "locked"))
    monkeypatch.setattr(command.migration, "migrate_municipality", lambda name: pytest.fail(f"{name} was migrated"))

    why, printed = refused("migrate_municipalities")

    assert why == "public could not be migrated."
    assert printed == ["public: locked (0.00 s)", "0 schemas up to date, 1 failed"]


# ---- install ------------------------------------------------------------------------------------------------------------
def test_install_database_may_be_repeated(owner_commits):
    assert typed("install_database") == ["public schema ready (0 migrations applied)"]


def test_install_database_says_what_it_needs(owner_commits, settings):
    settings.KYODO = settings.KYODO.model_copy(update={"admin_database_url": None})

    assert "needs ADMIN_DATABASE_URL" in refused("install_database")[0]
