"""The editor: the form in the middle, the settings of the chosen page or question beside it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import editing, editor, policies, reception_words, selectors
from catalog.dataset_selectors import older_than_their_lists
from catalog.element_settings import operations_for, without_own_option
from catalog.forms import ElementForm
from catalog.models import Procedure
from catalog.selectors import CityForm
from catalog.services.customisation import customise, revert
from catalog.views.staff.finding import carried_out, procedure_or_404
from common.actor import Actor
from common.errors import DomainError
from shared_forms.language.overlay import Hide, Move

SAVED = "変更を保存しました。公開するまで、住民の画面は変わりません。"


@settings_required
@requires(policies.can_see_procedures)
def procedure(request: MemberRequest, procedure_id: UUID, target: str = "") -> HttpResponse:
    """The city's form, with the settings of one page or question when one is chosen."""
    row = procedure_or_404(procedure_id)
    city_form = selectors.city_form(row)
    pages = editor.page_rows(city_form)
    chosen = editor.find(pages, target)
    if target and chosen is None:
        raise Http404
    settings = _settings(request, row, city_form, target) if chosen and chosen.is_editable else None
    if settings and settings.is_valid():
        try:
            customise(row.pk, operations_for(city_form, target, settings.settings()), actor=request.actor)
        except DomainError as error:
            settings.add_error(None, error.message)
        else:
            messages.success(request, SAVED)
            return redirect(_address(row, target))
    context = {
        "procedure": row,
        "city_form": city_form,
        "pages": pages,
        "chosen": chosen,
        "form": settings,
        "locked_count": editor.locked_count(city_form),
        "older": older_than_their_lists([row]),
        "may": _may(request.actor, row),
        "received": {"period": reception_words.period(row), "hours": reception_words.hours(row)},
    }
    return render(request, "catalog/staff/procedure.html", context, status=422 if settings and settings.errors else 200)


@require_POST
@settings_required
@requires(policies.can_see_procedures)
def change(request: MemberRequest, procedure_id: UUID, target: str, action: str) -> HttpResponse:
    """One button: up, down, hide, revert; of an option where `option` says so."""
    row = procedure_or_404(procedure_id)
    option = request.POST.get("option") or None
    if action not in ACTIONS:
        raise Http404
    ACTIONS[action](request, row, target, option)
    shown = editor.find(editor.page_rows(selectors.city_form(row)), target)
    return redirect(_address(row, target if shown else ""))


def _up(request: MemberRequest, row: Procedure, target: str, option: str | None) -> None:
    _move(request, row, target, editing.step_up)


def _down(request: MemberRequest, row: Procedure, target: str, option: str | None) -> None:
    _move(request, row, target, editing.step_down)


def _move(request: MemberRequest, row: Procedure, target: str, step: Callable[..., Move | None]) -> None:
    definition = selectors.city_form(row).definition
    if definition.question(target) is None:
        raise Http404
    if move := step(definition, target):
        carried_out(request, lambda: customise(row.pk, [move], actor=request.actor), "項目を移しました。")


def _hide(request: MemberRequest, row: Procedure, target: str, option: str | None) -> None:
    hide = Hide(op="hide", target=target, option=option)
    carried_out(request, lambda: customise(row.pk, [hide], actor=request.actor), "隠しました。")


def _revert(request: MemberRequest, row: Procedure, target: str, option: str | None) -> None:
    fewer = without_own_option(selectors.city_form(row), target, option) if option else None
    if fewer:
        carried_out(request, lambda: customise(row.pk, [fewer], actor=request.actor), "選択肢を取り除きました。")
        return
    carried_out(request, lambda: revert(row.pk, target, option=option, actor=request.actor), "元に戻しました。")


ACTIONS = {"up": _up, "down": _down, "hide": _hide, "revert": _revert}


def _settings(request: MemberRequest, row: Procedure, city_form: CityForm, target: str) -> ElementForm | None:
    element = editor.element(city_form.definition, target)
    if element is None or not policies.can_customise(request.actor, row):
        return None
    return ElementForm(request.POST or None, form=city_form, element=element)


def _may(actor: Actor, row: Procedure) -> dict[str, bool]:
    return {
        "customise": policies.can_customise(actor, row),
        "publish": policies.can_publish(actor, row),
        "change_details": policies.can_change_details(actor, row),
        "set_period": policies.can_set_period(actor, row),
        "set_appeal_notice": policies.can_set_appeal_notice(actor, row),
        "set_desks": policies.can_set_desks(actor, row),
        "set_approval_route": policies.can_set_approval_route(actor, row),
        "set_retention": policies.can_set_retention(actor, row),
        "set_viewers": policies.can_set_viewers(actor, row),
        "close": policies.can_close(actor, row),
        "reopen": policies.can_reopen(actor, row),
    }


def _address(row: Procedure, target: str) -> str:
    """The page with the element chosen, where it stands in the form."""
    if not target:
        return reverse("staff_procedure", args=[row.pk])
    return reverse("staff_element", args=[row.pk, target]) + f"#at-{target}"
