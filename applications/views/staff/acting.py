"""What the pages begin and end with on which staff act on one application."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render, resolve_url

from accounts.requests import MemberRequest
from applications.errors import ActionRefused
from applications.guarding import ReasonNeeded, is_guarded
from applications.models import Application
from applications.selectors.applications import visible_to
from applications.views.staff import reasons_given
from applications.views.staff.worklist_address import Asked
from common.actor import Actor
from common.errors import DomainError

Service = Callable[..., Application]
Policy = Callable[[Actor, Application], bool]


def looked_up(request: MemberRequest, receipt_number: str) -> Application:
    """An application this person may open. Raises Http404; ReasonNeeded where nobody opens it without saying why."""
    row = get_object_or_404(visible_to(request.actor), receipt_number=receipt_number)
    if is_guarded(row) and not reasons_given.holds(request.session, receipt_number):
        raise ReasonNeeded(receipt_number)
    return row


def typed(request: MemberRequest) -> QueryDict | None:
    """What was sent, for a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def not_now(request: MemberRequest, row: Application, may: Policy) -> HttpResponse | None:
    """The way back to the application for whom a page offers nothing (any more); posts are judged by the services."""
    if request.method == "POST" or may(request.actor, row):
        return None
    messages.error(request, ActionRefused(action="open_page").message)
    return redirect(address(request, row))


def at_once(request: MemberRequest, receipt_number: str, service: Service, *, done: str) -> HttpResponse:
    """Call a service for somebody who pressed a button: say on the application's page that it is done, or why it is not."""
    row = looked_up(request, receipt_number)
    try:
        service(row.pk, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect(address(request, row))


def done(request: MemberRequest, row: Application, words: str) -> HttpResponse:
    """To the application's page, which says what was done."""
    messages.success(request, words)
    return redirect(address(request, row))


def address(request: MemberRequest, row: Application) -> str:
    """The application's page, in the same filter."""
    return resolve_url("staff_application", row.receipt_number) + Asked.read(request.GET).kept


def page(
    request: MemberRequest, row: Application, name: str, context: dict[str, Any], *, refused: bool = False
) -> HttpResponse:
    """One of the pages in `applications/staff/`; 422 when what was sent could not be done."""
    context = {"application": row, "back": address(request, row), **context}
    return render(request, f"applications/staff/{name}.html", context, status=422 if refused else 200)
