"""The short codes of printed addresses (短いアドレス): five letters and digits that nobody mistakes for others."""

import re
import secrets
import unicodedata

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # without 0 and o, 1 and i and l; without u, so that few words come out
LENGTH = 5
PATTERN = f"^[{ALPHABET}]{{{LENGTH}}}$"


def new_code() -> str:
    """One of 24 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_printed(typed: str) -> str | None:
    """The code as it was printed, whatever its width and case; None for what never was one."""
    code = unicodedata.normalize("NFKC", typed[:20]).strip().lower()
    return code if re.fullmatch(PATTERN, code) else None
