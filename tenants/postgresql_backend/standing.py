"""Where a connection stands: which schema it looks in, and as which role. Plain Python, no database."""

import re
from dataclasses import dataclass

LOGIN_ROLE = "none"  # PostgreSQL's word for the role one logged in as
_NAME = re.compile(r"^[a-z][a-z0-9_]{0,62}$")


@dataclass(frozen=True, slots=True)
class Standing:
    """A schema to look in and the role to act as; together, never one without the other.

    schema:  "m_272094", or "public" for the consortium.
    role:    database role of the same reach; LOGIN_ROLE on owner connections only.
    """

    schema: str
    role: str

    def __post_init__(self) -> None:
        for name in (self.schema, self.role):
            if not _NAME.match(name):
                raise ValueError(f"not a name of ours: {name!r}")

    @property
    def path(self) -> str:
        """The search path: the city's own schema first, then the shared tables it may read.

        The owner changes one schema and sees no other: a table that is missing in a city must not be found in public.
        """
        return self.schema if self.schema == "public" or self.role == LOGIN_ROLE else f"{self.schema}, public"

    def statement(self, *, local: bool) -> str:
        """SQL that takes this standing; `local` ends it with the transaction. Names are checked, so nothing is quoted."""
        scope = "true" if local else "false"
        return f"SELECT set_config('search_path', '{self.path}', {scope}), set_config('role', '{self.role}', {scope})"
