"""Production: TLS only, and nothing that is known to be unsafe can be switched on by the environment."""

from .base import *
from .base import KYODO, SECRET_KEY

if KYODO.debug:
    raise SystemExit("Production never shows debug pages: unset DEBUG.")
if KYODO.public_scheme != "https":
    raise SystemExit("Production serves https only: PUBLIC_SCHEME must be https.")
if "*" in KYODO.base_domain or not KYODO.base_domain.strip("."):
    raise SystemExit("Production needs one base domain: BASE_DOMAIN must not be a wildcard.")
if len(set(SECRET_KEY)) < 10:
    raise SystemExit(
        "SECRET_KEY is not random: make one with `python -c 'import secrets; print(secrets.token_urlsafe(64))'`."
    )

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # that same proxy: limits of sign-in count the addresses of people
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"  # a sibling city's page cannot set it
LANGUAGE_COOKIE_NAME = "__Host-language"
CSRF_COOKIE_SECURE = True
