"""Names of the database roles. All carry the installation's prefix: roles belong to the whole cluster."""

import re

from django.conf import settings

from tenants.postgresql_backend.standing import LOGIN_ROLE, Standing

MUNICIPALITY_SCHEMA = re.compile(r"^m_[0-9]{6}$")


def role(name: str) -> str:
    """`owner`, `app`, `consortium`, `directory`, `municipality` (the group all cities belong to), or a city's schema name."""
    return f"{settings.TENANCY['ROLE_PREFIX']}{name}"


def municipality_standing(schema_name: str) -> Standing:
    """A city's own schema as the city's own role."""
    if not MUNICIPALITY_SCHEMA.match(schema_name):
        raise ValueError(f"not a municipality's schema: {schema_name!r}")
    return Standing(schema_name, role(schema_name))


def consortium_standing() -> Standing:
    """The public schema, without any right on any municipality's."""
    return Standing("public", role("consortium"))


def directory_standing() -> Standing:
    """Only the directory of municipalities and their host names."""
    return Standing("public", role("directory"))


def owner_standing(schema_name: str = "public") -> Standing:
    """An owner connection in one schema (DDL; commands and the provisioning worker only)."""
    return Standing(schema_name, LOGIN_ROLE)
