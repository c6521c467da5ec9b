"""How often a program may ask: each token by itself, counted in the shared cache."""

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class TokenThrottle(SimpleRateThrottle):
    """So many requests a minute (settings); then 429, with Retry-After."""

    scope = "token"

    def get_cache_key(self, request: Request, view: object) -> str:
        return f"api:{request.auth.pk}"
