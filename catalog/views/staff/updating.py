"""An update of a template beside the city's own changes: what becomes different, what collides, and taking it."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies
from catalog.models import Procedure
from catalog.selectors import WaitingUpdate, decided_so_far, waiting_update, waiting_updates
from catalog.services.updating import keep_decisions, take_update
from catalog.update_form import UpdateForm
from catalog.update_review import review
from catalog.views.staff.finding import procedure_for
from common.errors import DomainError
from shared_forms.language.merge import Choice, Level


@settings_required
@requires(policies.can_see_procedures)
def update(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Look at the update question by question, decide where the two sides disagree, and take it; or keep what is decided so far."""
    row = procedure_for(request, procedure_id, policies.can_customise)
    waiting = waiting_update(row)
    if waiting is None:
        messages.info(request, "いちばん新しい版を使っています。取り込むものはありません。")
        return redirect("staff_procedure", row.pk)
    decided = decided_so_far(row, waiting.version)
    form = _form(request, waiting, decided)
    if request.method == "POST":
        form.is_valid()
        decided = form.choices()
    waiting = waiting_update(row, decided) or waiting
    if request.method == "POST":
        form = _form(request, waiting, decided)  # a decision may bring up another one
        done = _done(request, row, waiting, form)
        if done:
            return done
    context = {"procedure": row, "update": waiting, "form": form, "review": review(waiting, form, decided)}
    return render(request, "catalog/staff/update.html", context, status=422 if form.errors else 200)


def _form(request: MemberRequest, waiting: WaitingUpdate, decided: Mapping[str, Choice]) -> UpdateForm:
    data, collisions = request.POST or None, waiting.merge.collisions
    return UpdateForm(data, collisions=collisions, version=waiting.version.pk, decided=decided)


def _done(
    request: MemberRequest, row: Procedure, waiting: WaitingUpdate, form: UpdateForm
) -> HttpResponseRedirect | None:
    """The way on once the update was taken, or what is decided so far was kept; None when something is wrong."""
    is_valid, is_kept = form.is_valid(), "save" in request.POST
    version_id = form.cleaned_data.get("version")
    if version_id is None or not (is_valid or is_kept):
        return None
    try:
        service = keep_decisions if is_kept else take_update
        service(row.pk, version_id=version_id, choices=form.choices(), actor=request.actor)
    except DomainError as error:
        form.add_error(None, error.message)
        return None
    if is_kept:
        messages.success(request, f"ここまでを保存しました。あと{len(waiting.merge.open)}か所を決めると取り込めます。")
        return redirect("staff_update", row.pk)
    messages.success(request, f"第{waiting.version.number}版を取り込みました。確かめてから公開してください。")
    return redirect("staff_publish" if policies.can_publish(request.actor, row) else "staff_procedure", row.pk)


@settings_required
@requires(policies.can_see_procedures)
def updates(request: MemberRequest) -> HttpResponse:
    """Every update that waits; at the press of a button those are taken that ask nothing of anybody."""
    taken, refused = _take_the_automatic(request) if request.method == "POST" else ([], [])
    waiting = waiting_updates()
    counts = {level.value: sum(update.merge.level is level for _, update in waiting) for level in Level}
    may = {row.pk for row, _ in waiting if policies.can_customise(request.actor, row)}
    context = {
        "waiting": [(row, update, row.pk in may) for row, update in waiting],
        "counts": counts,
        "automatic": sum(update.merge.level is Level.AUTOMATIC and row.pk in may for row, update in waiting),
        "taken": taken,
        "refused": refused,
    }
    return render(request, "catalog/staff/updates.html", context)


def _take_the_automatic(request: MemberRequest) -> tuple[list[Procedure], list[tuple[Procedure, str]]]:
    """Those that were taken, and those that were not, with the reason; each is its own transaction."""
    taken: list[Procedure] = []
    refused: list[tuple[Procedure, str]] = []
    for row, update in waiting_updates():
        if update.merge.level is not Level.AUTOMATIC or not policies.can_customise(request.actor, row):
            continue
        try:
            take_update(row.pk, version_id=update.version.pk, choices={}, actor=request.actor)
        except DomainError as error:
            refused.append((row, error.message))
        else:
            taken.append(row)
    return taken, refused
