"""What an address carries that opens something: identifiers, signed for one purpose in one city, with the time of signing.

Nothing of it is stored. Such an address only ever leads to a page with a button: mail scanners and previews open links, and
press nothing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from tenants.context import current_schema

RESUME, HAND_OVER = "resume", "hand-over"


def token(purpose: str, *ids: UUID) -> str:
    """One part of an address for these identifiers."""
    packed = urlsafe_b64encode(b"".join(each.bytes for each in ids)).decode().rstrip("=")
    return _signer(purpose).sign(packed)


def read(purpose: str, token: str) -> tuple[UUID, ...]:
    """The identifiers, however long ago they were signed. Raises BadSignature."""
    packed = _signer(purpose).unsign(token)
    data = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    return tuple(UUID(bytes=data[start : start + 16]) for start in range(0, len(data), 16))


def is_older(purpose: str, token: str, age: timedelta) -> bool:
    """Whether a token was signed longer ago than that; what was never signed is neither old nor new."""
    try:
        _signer(purpose).unsign(token, max_age=age)
    except SignatureExpired:
        return True
    except BadSignature:
        return False
    return False


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(sep=".", salt=f"applications.{purpose}:{current_schema()}")
