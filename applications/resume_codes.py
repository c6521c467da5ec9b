"""The code that opens what was begun on another device (再開コード): 60 bits in three groups of four.

It is derived from the draft's identifier and a key; the draft keeps only its hash, to be found by. Status codes have a receipt
number beside them; here the first group stands in for it, so that tries are counted without knowing who tries.
"""

import hashlib
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from applications import spoken_codes

LENGTH, GROUP = 12, 4
_SALT = "applications.resume_code"


def hash_for(draft_id: UUID) -> str:
    """What a new draft keeps of its code."""
    return _hash(_letters(draft_id, settings.SECRET_KEY))


def resume_code(draft_id: UUID, kept_hash: str) -> str:
    """The code as it is shown, "XXXX-XXXX-XXXX"; "" for a draft without one, or made with a key that is gone."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        code = _letters(draft_id, str(key))
        if _hash(code) == kept_hash:
            return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
    return ""


def typed_hash(typed: str) -> str:
    """The hash to look for; "" for what cannot be a code."""
    code = spoken_codes.plain(typed)
    return _hash(code) if len(code) == LENGTH else ""


def first_group(typed: str) -> str:
    """What tries are counted by."""
    return spoken_codes.plain(typed)[:GROUP]


def _letters(draft_id: UUID, key: str) -> str:
    digest = salted_hmac(_SALT, draft_id.hex, secret=key, algorithm="sha256").digest()
    return spoken_codes.letters(digest, LENGTH)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
