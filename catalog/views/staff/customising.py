"""The city's editor of a form."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies, reception_words, selectors
from catalog.dataset_selectors import older_than_their_lists
from catalog.form_desk import CITY_WORDS
from catalog.models import Procedure
from catalog.selectors import CityForm
from catalog.services.customisation import customise, redo, revert, undo
from catalog.views import form_editing
from catalog.views.staff.finding import procedure_or_404
from common.actor import Actor
from shared_forms.language.overlay import Operation


class CityDesk:
    """The draft of one procedure under somebody's hands."""

    words = CITY_WORDS

    def __init__(self, procedure: Procedure, actor: Actor) -> None:
        self._procedure, self._actor = procedure, actor
        self.address = reverse("staff_procedure", args=[procedure.pk])
        self.may_edit = policies.can_customise(actor, procedure)

    @property
    def form(self) -> CityForm:
        return selectors.city_form(self._procedure)

    def customise(self, operations: Sequence[Operation]) -> object:
        return customise(self._procedure.pk, operations, actor=self._actor)

    def revert(self, target: str, option: str | None) -> object:
        return revert(self._procedure.pk, target, option=option, actor=self._actor)

    def undo(self) -> object:
        return undo(self._procedure.pk, actor=self._actor)

    def redo(self) -> object:
        return redo(self._procedure.pk, actor=self._actor)


@settings_required
@requires(policies.can_see_procedures)
def procedure(request: MemberRequest, procedure_id: UUID, target: str = "") -> HttpResponse:
    """The city's form, with the settings of one page or question when one is chosen."""
    row = procedure_or_404(procedure_id)
    shown = form_editing.look(request, CityDesk(row, request.actor), target)
    if isinstance(shown, HttpResponse):
        return shown
    context = {
        **shown,
        "procedure": row,
        "update": selectors.waiting_update(row) if policies.can_customise(request.actor, row) else None,
        "older": older_than_their_lists([row]),
        "may": _may(request.actor, row),
        "received": {"period": reception_words.period(row), "hours": reception_words.hours(row)},
    }
    faulty = bool(shown["form"] and shown["form"].errors)
    return render(request, "catalog/staff/procedure.html", context, status=422 if faulty else 200)


@require_POST
@settings_required
@requires(policies.can_see_procedures)
def change(request: MemberRequest, procedure_id: UUID, target: str, action: str) -> HttpResponse:
    """One button: up, down, hide, revert; of an option where `option` says so."""
    row = procedure_or_404(procedure_id)
    return form_editing.press(request, CityDesk(row, request.actor), target, action)


@require_POST
@settings_required
@requires(policies.can_see_procedures)
def step(request: MemberRequest, procedure_id: UUID, way: str) -> HttpResponse:
    """Take the last change back, or do it again."""
    row = procedure_or_404(procedure_id)
    return form_editing.step(request, CityDesk(row, request.actor), way)


def _may(actor: Actor, row: Procedure) -> dict[str, bool]:
    return {
        "publish": policies.can_publish(actor, row),
        "customise": policies.can_customise(actor, row),
        "change_details": policies.can_change_details(actor, row),
        "set_period": policies.can_set_period(actor, row),
        "set_appeal_notice": policies.can_set_appeal_notice(actor, row),
        "set_desks": policies.can_set_desks(actor, row),
        "set_approval_route": policies.can_set_approval_route(actor, row),
        "set_retention": policies.can_set_retention(actor, row),
        "set_viewers": policies.can_set_viewers(actor, row),
        "offer": policies.can_offer(actor, row),
        "set_second_person": policies.can_set_second_person(actor, row),
        "close": policies.can_close(actor, row),
        "reopen": policies.can_reopen(actor, row),
    }
