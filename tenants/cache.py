"""Cache keys carry the schema: one city never finds what another put there."""

from tenants.context import current_schema


def municipality_key(key: str, key_prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION. Raises NoMunicipality where no context is."""
    return f"{current_schema()}:{key_prefix}:{version}:{key}"
