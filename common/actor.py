"""Who acts."""

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """In which capacity somebody acts (立場)."""

    RESIDENT = "resident"
    STAFF = "staff"
    ADVISER = "adviser"
    SECRETARIAT = "secretariat"
    API = "api"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a part of the platform that does something; what policies and the audit record are told.

    id:           identifier in the capacity's own place (a user's key, a worker's name); never a person's name.
    roles:        codes of `accounts.roles.Role`.
    departments:  identifiers of the departments the roles reach.
    procedures:   identifiers of the procedures that a token of the API reaches.
    """

    kind: ActorKind
    id: str
    name: str
    roles: frozenset[str] = field(default_factory=frozenset)
    departments: frozenset[str] = field(default_factory=frozenset)
    procedures: frozenset[str] = field(default_factory=frozenset)

    def has(self, role: str) -> bool:
        """Whether the actor was given a role."""
        return role in self.roles
