"""Turn the declared table of rights (`tenants.grants`) into GRANT statements, over the owner's connection."""

from collections.abc import Iterable, Iterator

from tenants import grants
from tenants.roles import role


def municipality_statements(schema_name: str) -> Iterator[str]:
    """Everything a city's own role may do in the city's own schema, and the end of all else."""
    city = role(schema_name)
    yield f'REVOKE ALL ON SCHEMA "{schema_name}" FROM PUBLIC'
    yield f'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "{schema_name}" FROM PUBLIC'  # PostgreSQL gives everybody EXECUTE
    yield f'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "{schema_name}" FROM "{city}"'
    yield f'GRANT USAGE ON SCHEMA "{schema_name}" TO "{city}"'
    for function in grants.MUNICIPALITY_FUNCTIONS:
        yield f'GRANT EXECUTE ON FUNCTION "{schema_name}"."{function}" TO "{city}"'
    yield f'REVOKE ALL ON ALL TABLES IN SCHEMA "{schema_name}" FROM "{city}"'
    for letters, tables in _by_letters(grants.MUNICIPALITY_TABLES.items()):
        yield _grant(letters, schema_name, tables, city)


def public_statements() -> Iterator[str]:
    """Rights of the consortium, of the directory look-up and of every city on the shared tables."""
    everybody = [role(name) for name in ("consortium", "directory", "municipality")]
    quoted = ", ".join(f'"{name}"' for name in everybody)
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {quoted}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {quoted}"
    for name in ("consortium", "directory", "municipality"):
        rights = ((table, holders.get(name, "")) for table, holders in grants.PUBLIC_TABLES.items())
        for letters, tables in _by_letters(rights):
            yield _grant(letters, "public", tables, role(name))
    for table, column in grants.OWN_ROWS.items():
        yield from _own_rows(table, column)


def _own_rows(table: str, column: str) -> Iterator[str]:
    """Row-level security: a city's role sees and adds the rows that name its schema; the consortium all of them."""
    name = f'public."{table}"'
    own = f'"{column}" = substr(current_user, {len(role("")) + 1})'
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    for policy, reader, condition in (("own_rows", "municipality", own), ("all_rows", "consortium", "true")):
        yield f"DROP POLICY IF EXISTS {policy} ON {name}"
        yield f'CREATE POLICY {policy} ON {name} TO "{role(reader)}" USING ({condition}) WITH CHECK ({condition})'


def _by_letters(rights: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Tables with the same rights together: one statement instead of a dozen."""
    grouped: dict[str, list[str]] = {}
    for table, letters in rights:
        if letters:
            grouped.setdefault(letters, []).append(table)
    return sorted(grouped.items())


def _grant(letters: str, schema: str, tables: list[str], to: str) -> str:
    names = ", ".join(f'"{schema}"."{table}"' for table in tables)
    return f'GRANT {", ".join(grants.privileges(letters))} ON {names} TO "{to}"'
