"""The procedures that visitors are looking at, kept in the process and looked at again after three seconds.

On a hard morning thousands open one form; what it is made of changes a few times a year. Whoever has begun to fill it in is
served from the tables; only the first look may be three seconds old, and not even that in the process that made the change.
"""

import time

from catalog.models import Procedure
from catalog.selectors import procedure_with_form
from common.kept import Kept
from tenants.context import current_schema

LOOK_AGAIN_SECONDS = 3.0
MOST_PROCEDURES_KEPT = 2048

_procedures: Kept[tuple[str, str], tuple[float, Procedure]] = Kept(MOST_PROCEDURES_KEPT)


def procedure_on_show(slug: str) -> Procedure:
    """A published procedure by its address, to look at and not to change. Raises Procedure.DoesNotExist."""
    key = current_schema(), slug
    read_at, procedure = _procedures.get(key, lambda: _read(slug))
    if time.monotonic() - read_at < LOOK_AGAIN_SECONDS:
        return procedure
    _procedures.drop(key)
    return _procedures.get(key, lambda: _read(slug))[1]


def forget() -> None:
    """Look again at the next visit."""
    _procedures.clear()


def _read(slug: str) -> tuple[float, Procedure]:
    return time.monotonic(), procedure_with_form(slug)
