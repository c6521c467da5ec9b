"""The code a resident types beside the receipt number (照会コード): derived from a key, so nothing is stored.

50 bits of an HMAC over the application's identifier, in Crockford's base 32 without letters that look like digits.
"""

import re
import unicodedata
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_SALT = "applications.status_code"
_LOOK_ALIKES = str.maketrans("OIL", "011")
_FILLERS = re.compile(r"[^0-9A-Z]+")


def status_code(application_id: UUID) -> str:
    """The code as it is shown, "XXXXX-XXXXX"."""
    letters = _letters(application_id, settings.SECRET_KEY)
    return f"{letters[:5]}-{letters[5:]}"


def matches(application_id: UUID, typed: str) -> bool:
    """Whether what was typed is the code, forgiving width, case, hyphens and look-alikes.

    Codes made with a key that was replaced stay good while that key stands in SECRET_KEY_FALLBACKS.
    """
    plain = _plain(typed)
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(plain, _letters(application_id, str(key))) for key in keys)


def _letters(application_id: UUID, key: str) -> str:
    digest = salted_hmac(_SALT, application_id.hex, secret=key, algorithm="sha256").digest()
    bits = int.from_bytes(digest[:8]) >> 64 - 5 * LENGTH
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def _plain(typed: str) -> str:
    return _FILLERS.sub("", unicodedata.normalize("NFKC", typed[:100]).upper()).translate(_LOOK_ALIKES)
