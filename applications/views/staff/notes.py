"""The office's notes on an application (庁内メモ), and the list of those that are meant for somebody."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.forms import NoteForm
from applications.models import Application
from applications.selectors.notes import mentions_of, notes_of
from applications.selectors.staff import readers_of
from applications.services import notes, opening
from applications.views.staff import acting
from common.actor import Actor
from common.errors import DomainError


@require_safe
@staff_required
@requires(policies.can_see_worklist)
def mine(request: MemberRequest) -> HttpResponse:
    """The notes that are meant for this person; opening an application reads those on it."""
    mentions = mentions_of(request.actor)
    opening.open_worklist(rows=len(mentions), actor=request.actor)
    return render(request, "applications/staff/notes.html", {"mentions": mentions})


@staff_required
def write(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """The form of the application's page; alone, when something is wrong with what was typed."""
    row = acting.looked_up(request, receipt_number)
    if back := acting.not_now(request, row, policies.can_write_note):
        return back
    form, refusal = _form(row, request.actor, acting.typed(request)), None
    if form.is_valid():
        chosen = [person.pk for person in form.cleaned_data["mention"]]
        try:
            notes.write_note(row.pk, actor=request.actor, text=form.cleaned_data["text"], mention=chosen)
        except DomainError as error:
            refusal = error.message
        else:
            return acting.done(request, row, "メモを残しました。")
    return acting.page(request, row, "note", {"note_form": form, "refusal": refusal}, refused=form.is_bound)


def notes_context(row: Application, actor: Actor) -> dict[str, Any]:
    """What the application's page shows of the notes, and which of them this person had not read yet."""
    return {
        "notes": notes_of(row),
        "unread_notes": notes.mark_read(row, actor=actor),
        "note_form": _form(row, actor) if policies.can_write_note(actor, row) else None,
    }


def _form(row: Application, actor: Actor, typed: QueryDict | None = None) -> NoteForm:
    """With a choice of colleagues: whoever writes it knows already."""
    return NoteForm(readers_of(row).exclude(pk=actor.id), typed)
