"""Who acts."""

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """In which capacity somebody acts (立場)."""

    RESIDENT = "resident"
    STAFF = "staff"
    SECRETARIAT = "secretariat"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a part of the platform that does something; what policies and the audit record are told.

    departments:  identifiers of the departments the roles reach; empty with `everywhere` set means all of them.
    """

    kind: ActorKind
    id: str
    name: str
    roles: frozenset[str] = field(default_factory=frozenset)
    departments: frozenset[str] = field(default_factory=frozenset)

    def has(self, role: str) -> bool:
        """Whether the actor was given a role."""
        return role in self.roles
