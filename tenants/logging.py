"""Each log line says which municipality it concerns."""

import logging

from tenants.context import current_schema_or_none


class MunicipalityFilter(logging.Filter):
    """Add `municipality` to every record: a schema name, or "-" outside of all contexts."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.municipality = current_schema_or_none() or "-"
        return True
