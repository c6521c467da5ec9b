"""Who acts in this request: nobody, until a door of `accounts.access` has let somebody in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Give every request an actor: None.

    A door (`staff_required`, `secretariat_required`) replaces it, with one query, once both factors are proved. So pages of
    residents never look at a session, and a view that forgot its door has nobody to act for.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        return self.get_response(request)
