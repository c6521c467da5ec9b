"""The editor of a form, wherever it stands: the form in the middle, the settings of the chosen page or question beside it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.requests import MemberRequest
from catalog import editing, editor
from catalog.element_settings import operations_for, without_own_option
from catalog.form_desk import FormDesk
from catalog.forms import AddPageForm, AddQuestionForm, ElementForm
from catalog.models import Dataset
from catalog.views.staff.finding import carried_out
from common.errors import DomainError
from shared_forms.language.overlay import Hide, Move

Press = Callable[[MemberRequest, FormDesk, str, str | None], None]


def look(request: MemberRequest, desk: FormDesk, target: str) -> dict[str, Any] | HttpResponse:
    """What the editor shows, with the settings of one page or question when one is chosen; the way on when they were saved."""
    form = desk.form
    pages = editor.page_rows(form)
    chosen = editor.find(pages, target)
    if target and chosen is None:
        raise Http404
    element = editor.element_under_hand(form, target)
    settings = None
    if chosen and chosen.is_editable and element is not None and desk.may_edit:
        settings = ElementForm(request.POST or None, form=form, element=element)
    if settings and settings.is_valid():
        try:
            desk.customise(operations_for(form, target, settings.settings()))
        except DomainError as error:
            settings.add_error(None, error.message)
        else:
            messages.success(request, f"変更を保存しました。{desk.words.not_yet}")
            return redirect(at(desk, target))
    return {
        "desk": desk,
        "city_form": form,
        "pages": pages,
        "chosen": chosen,
        "form": settings,
        "locked_count": editor.locked_count(form),
        "other_pages": editor.other_pages(form, target),
    }


def add(request: MemberRequest, desk: FormDesk, lists: Iterable[Dataset]) -> AddQuestionForm | HttpResponse:
    """The form that adds a question behind another one; the way to the question once it is there.

    lists:  of the city, from which options may come.
    """
    form = AddQuestionForm(request.POST or None, form=desk.form, lists=lists, after=request.GET.get("after", ""))
    if form.is_valid():
        operation = form.operation()
        try:
            desk.customise([operation])
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"項目『{operation.question.label}』を足しました。")
            return redirect(at(desk, operation.question.id))
    return form


def add_page(request: MemberRequest, desk: FormDesk) -> AddPageForm | HttpResponse:
    """The form that adds a page; the way to its first question once it is there."""
    form = AddPageForm(request.POST or None, form=desk.form)
    if form.is_valid():
        operation = form.operation()
        try:
            desk.customise([operation])
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"ページ『{operation.page.title}』を足しました。項目を足すと、画面に出ます。")
            return redirect(f"{desk.address}add/?after=page:{operation.page.id}")
    return form


def step(request: MemberRequest, desk: FormDesk, way: str) -> HttpResponse:
    """Take the last change back (undo), or do it again (redo)."""
    if way == "undo":
        carried_out(request, desk.undo, "元に戻しました。")
    else:
        carried_out(request, desk.redo, "やり直しました。")
    return redirect(desk.address)


def press(request: MemberRequest, desk: FormDesk, target: str, action: str) -> HttpResponse:
    """One button: up, down, to another page, hide, revert; of an option where `option` says so."""
    if action not in ACTIONS:
        raise Http404
    ACTIONS[action](request, desk, target, request.POST.get("option") or None)
    shown = editor.find(editor.page_rows(desk.form), target)
    return redirect(at(desk, target if shown else ""))


def at(desk: FormDesk, target: str) -> str:
    """The page with the element chosen, where it stands in the form."""
    return f"{desk.address}at/{target}/#at-{target}" if target else desk.address


def _up(request: MemberRequest, desk: FormDesk, target: str, option: str | None) -> None:
    _move(request, desk, target, editing.step_up)


def _down(request: MemberRequest, desk: FormDesk, target: str, option: str | None) -> None:
    _move(request, desk, target, editing.step_down)


def _move(request: MemberRequest, desk: FormDesk, target: str, step: Callable[..., Move | None]) -> None:
    definition = desk.form.definition
    if definition.question(target) is None:
        raise Http404
    if move := step(definition, target):
        carried_out(request, lambda: desk.customise([move]), "項目を移しました。")


def _to_page(request: MemberRequest, desk: FormDesk, target: str, option: str | None) -> None:
    page = request.POST.get("page", "")
    if desk.form.definition.question(target) is None or page not in editor.page_titles(desk.form):
        raise Http404
    move = Move(op="move", target=target, page=page)
    carried_out(request, lambda: desk.customise([move]), "項目を移しました。")


def _hide(request: MemberRequest, desk: FormDesk, target: str, option: str | None) -> None:
    hide = Hide(op="hide", target=target, option=option)
    carried_out(request, lambda: desk.customise([hide]), "隠しました。")


def _revert(request: MemberRequest, desk: FormDesk, target: str, option: str | None) -> None:
    fewer = without_own_option(desk.form, target, option) if option else None
    if fewer:
        carried_out(request, lambda: desk.customise([fewer]), "選択肢を取り除きました。")
        return
    carried_out(request, lambda: desk.revert(target, option), "元に戻しました。")


ACTIONS: dict[str, Press] = {"up": _up, "down": _down, "page": _to_page, "hide": _hide, "revert": _revert}
