"""Seal the secrets of second factors: a copy of the database alone does not let anybody in."""

from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "accounts.second-factor"


def seal(text: str) -> str:
    """Encrypt with the present SECRET_KEY."""
    return _box((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt with the present SECRET_KEY or a former one of SECRET_KEY_FALLBACKS."""
    return _box((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)).decrypt(sealed.encode()).decode()


@cache
def _box(secrets: tuple[str, ...]) -> MultiFernet:
    keys = [salted_hmac(SALT, "", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])
