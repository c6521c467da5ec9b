"""The code a resident types beside the receipt number (照会コード): derived from a key, so nothing is stored.

50 bits of an HMAC over the application's identifier, written as `spoken_codes` does.
"""

from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from applications.spoken_codes import letters, plain

LENGTH = 10
_SALT = "applications.status_code"


def status_code(application_id: UUID) -> str:
    """The code as it is shown, "XXXXX-XXXXX"."""
    code = _letters(application_id, settings.SECRET_KEY)
    return f"{code[:5]}-{code[5:]}"


def matches(application_id: UUID, typed: str) -> bool:
    """Whether what was typed is the code, forgiving width, case, hyphens and look-alikes.

    Codes made with a key that was replaced stay good while that key stands in SECRET_KEY_FALLBACKS.
    """
    code = plain(typed)
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(code, _letters(application_id, str(key))) for key in keys)


def _letters(application_id: UUID, key: str) -> str:
    digest = salted_hmac(_SALT, application_id.hex, secret=key, algorithm="sha256").digest()
    return letters(digest, LENGTH)
