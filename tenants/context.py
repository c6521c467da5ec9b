"""Which city? Decided at the edge (host name, task, command) and nowhere else.

Inside a context every query, cache key, file and log line belongs to it; outside of all contexts there is none of them.
Lazy querysets run where they are read, so selectors do not let one leave its context.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from tenants import directory, roles
from tenants.connections import wrapper
from tenants.directory import CurrentMunicipality, SuspendedMunicipality
from tenants.errors import NoMunicipality
from tenants.postgresql_backend.standing import Standing

Result = TypeVar("Result")
_current: ContextVar[CurrentMunicipality | None] = ContextVar("municipality", default=None)


@contextmanager
def in_municipality(municipality: CurrentMunicipality | str) -> Iterator[CurrentMunicipality]:
    """Stand in one municipality, given itself or its schema name ("m_272094"). Raises NoMunicipality if unknown."""
    if isinstance(municipality, str):
        municipality = find(municipality)
    with _standing(roles.municipality_standing(municipality.schema_name)), _as_current(municipality):
        yield municipality


@contextmanager
def in_consortium() -> Iterator[None]:
    """Stand in the consortium: the public schema, and no right on any municipality's."""
    with _standing(roles.consortium_standing()), _as_current(None):
        yield


@contextmanager
def in_directory() -> Iterator[None]:
    """Stand where only municipalities and host names can be seen."""
    with _standing(roles.directory_standing()):
        yield


@contextmanager
def as_owner(schema_name: str = "public") -> Iterator[None]:
    """Let the owner's connection (alias "owner") work in one schema. Commands and the provisioning worker only."""
    with _standing(roles.owner_standing(schema_name), alias="owner"):
        yield


def current_municipality() -> CurrentMunicipality:
    """The municipality at hand. Raises NoMunicipality outside of one."""
    if (municipality := _current.get()) is None:
        raise NoMunicipality("this needs a municipality: enter one through tenants.context")
    return municipality


def current_municipality_or_none() -> CurrentMunicipality | None:
    """The municipality at hand, or None in the consortium (for what both have)."""
    return _current.get()


def current_schema() -> str:
    """The schema at hand, a municipality's or "public". Raises NoMunicipality outside of both."""
    if (standing := wrapper().standing) is None:
        raise NoMunicipality("no municipality and not the consortium: enter one through tenants.context")
    return standing.schema


def current_schema_or_none() -> str | None:
    """The schema at hand, or None; for log lines, which must never fail."""
    standing = wrapper().standing
    return standing.schema if standing else None


def find(schema_name: str) -> CurrentMunicipality:
    """The municipality of a schema, whatever the context. Raises NoMunicipality if there is none."""
    with in_directory():
        municipality = directory.current().by_schema.get(schema_name)
    if municipality is None:
        raise NoMunicipality(f"no municipality has the schema {schema_name!r}")
    return municipality


def find_by_host(host: str) -> CurrentMunicipality | None:
    """The municipality that a host name belongs to, or None."""
    with in_directory():
        return directory.current().by_host.get(host)


def suspended_at(host: str) -> SuspendedMunicipality | None:
    """The suspended municipality that a host name belongs to, or None."""
    with in_directory():
        return directory.current().suspended.get(host)


def all_municipalities() -> list[CurrentMunicipality]:
    """Every active municipality, by code."""
    with in_directory():
        return sorted(directory.current().by_schema.values(), key=lambda each: each.code)


def for_each_municipality(work: Callable[[CurrentMunicipality], Result]) -> list[Result]:
    """Do one piece of work in each municipality in turn. Billing, commands and timers only."""
    results = []
    for municipality in all_municipalities():
        with in_municipality(municipality):
            results.append(work(municipality))
    return results


def afresh() -> None:
    """Make the connection take its standing anew with the next statement (start of a request or task)."""
    wrapper().forget()


@contextmanager
def _standing(standing: Standing, alias: str = "default") -> Iterator[None]:
    connection = wrapper(alias)
    before = connection.standing, connection.schema_name
    connection.standing, connection.schema_name = standing, standing.schema
    try:
        yield
    finally:
        connection.standing, connection.schema_name = before


@contextmanager
def _as_current(municipality: CurrentMunicipality | None) -> Iterator[None]:
    token = _current.set(municipality)
    try:
        yield
    finally:
        _current.reset(token)
