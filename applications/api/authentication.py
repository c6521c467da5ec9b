"""Who asks: a program with a token of this city (`Authorization: Bearer kyodo_…`). Nothing else lets anybody in."""

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from applications.models import ApiToken
from applications.services.api_tokens import use_token
from common.actor import Actor, ActorKind


class BearerToken(BaseAuthentication):
    """`request.user` becomes the actor, `request.auth` the token."""

    def authenticate(self, request: HttpRequest) -> tuple[Actor, ApiToken] | None:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = use_token(secret.strip())
        if token is None:
            raise AuthenticationFailed("トークンが正しくないか、期限が切れたか、取り消されています。")
        procedures = frozenset(str(key) for key in token.procedures)
        return Actor(ActorKind.API, str(token.pk), token.name, procedures=procedures), token

    def authenticate_header(self, request: HttpRequest) -> str:
        return "Bearer"


class ProgramRequest(Request):
    """A request that a token let in, as the views see it."""

    user: Actor  # type: ignore[assignment]  # no person asks here
    auth: ApiToken


class HasToken(BasePermission):
    """Nobody without a token."""

    def has_permission(self, request: Request, view: object) -> bool:
        return request.auth is not None
