"""The link by which an adviser passes from the consortium to one city (引き渡し): signed, good for a minute, and for once.

It names the grant, the adviser and itself. The city looks at its own grant before it lets anybody in, and remembers the number.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from common.identifiers import new_id

GOOD_FOR_SECONDS = 60


@dataclass(frozen=True, slots=True)
class HandOver:
    """What a link says. number: its own, so that it is taken once."""

    grant_id: UUID
    adviser_id: UUID
    number: UUID


def token(grant_id: UUID, adviser_id: UUID, *, schema: str) -> str:
    """A link's secret part, for the city of that schema and no other."""
    return signing.dumps([grant_id.hex, adviser_id.hex, new_id().hex], salt=_salt(schema))


def read(secret: str, *, schema: str) -> HandOver:
    """What a link says that was made for this city a moment ago. Raises django.core.signing.BadSignature."""
    return HandOver(*map(UUID, signing.loads(secret, salt=_salt(schema), max_age=GOOD_FOR_SECONDS)))


def _salt(schema: str) -> str:
    return f"tenants.hand_over:{schema}"
