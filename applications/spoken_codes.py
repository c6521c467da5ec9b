"""Codes that people read aloud and type: Crockford's base 32, without letters that look like digits."""

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 5  # in one letter
_LOOK_ALIKES = str.maketrans("OIL", "011")
_FILLERS = re.compile(r"[^0-9A-Z]+")
_LONGEST_TYPED = 100


def letters(digest: bytes, length: int) -> str:
    """The first bits of a digest of at least 8 bytes, as so many letters (at most 12)."""
    bits = int.from_bytes(digest[:8]) >> 64 - BITS * length
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(BITS * (length - 1), -1, -BITS))


def plain(typed: str) -> str:
    """What was typed, forgiving width, case, hyphens, spaces and look-alikes."""
    return _FILLERS.sub("", unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).upper()).translate(_LOOK_ALIKES)
