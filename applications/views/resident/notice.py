"""A repeat notice (欠席連絡) from a device that knows the children: card, kind, send. It can be taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import cookies
from applications.errors import AnswersIncomplete, DraftChanged, DraftGone, ProcedureClosed
from applications.models import Application, Draft, KnownDevice
from applications.selectors.devices import cards
from applications.selectors.drafts import latest_answers
from applications.services import devices, drafts
from applications.services.submission import submit_application
from applications.summary import card_note
from applications.views.resident.door import resident_page
from applications.views.resident.filling import Filling
from applications.views.resident.finding import application_filling, to_receipt
from applications.views.resident.pages import UNPROCESSABLE
from applications.views.resident.typed import Typed, read_typed
from catalog import on_show
from common.identifiers import new_id
from shared_forms.language import Errors
from shared_forms.language.form_data import initial
from shared_forms.language.journey import VisiblePage, visible_pages
from shared_forms.rendering import NO_ERRORS, error_summary, render_questions
from web import languages


@dataclass(frozen=True, slots=True)
class Card:
    """One child to choose."""

    id: UUID
    title: str
    note: str
    is_chosen: bool


@resident_page("POST")
def send_from_card(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the notice of one child on one screen, or go on to the ordinary pages with what was chosen."""
    filling = application_filling(request, slug)
    known = list(cards(cookies.device_hash(request), filling.procedure.pk))
    card = next((card for card in known if str(card.pk) == request.POST.get("card")), None)
    if card is None or not filling.is_notice or not filling.procedure.is_open:
        return redirect("procedure", slug)
    typed = read_typed(request, filling, tuple(filling.form.definition.questions()))
    if language := languages.asked_for(request):
        return languages.answered_in(
            language, lambda: show_cards(request, filling, known, chosen=card, typed=typed.answers)
        )
    if "more" in request.POST:
        return _to_pages(request, filling, card, typed)
    try:
        application = submit_application(_notice_of(request, filling, card, typed))
    except AnswersIncomplete as refusal:
        if typed.shown.issuperset(error.question for error in refusal.errors):
            return show_cards(request, filling, known, chosen=card, typed=typed.answers, errors=refusal.errors)
        return _to_pages(request, filling, card, typed)
    except DraftGone:
        return redirect("procedure", slug)
    devices.note_use(card)
    response = to_receipt(request, application)
    cookies.set_device(request, response)
    return response


@resident_page("POST")
def forget(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget every child of this device, on the server and on the device."""
    devices.forget(cookies.device_hash(request))
    response = redirect(f"/p/{slug}/?told=forgotten")
    cookies.forget_device(response)
    return response


def send(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Send a notice from the last of the ordinary pages; remember the child if that was asked for."""
    try:
        application = submit_application(filling.begun)
    except AnswersIncomplete:
        missing = next(filling.incomplete_pages(), filling.pages[0])
        return redirect(f"{filling.address(missing.page.id)}?notice=incomplete")
    except DraftChanged:
        return redirect(filling.address(filling.pages[-1].page.id))
    except ProcedureClosed:
        on_show.forget()
        return redirect("procedure", filling.procedure.slug)
    response = to_receipt(request, application)
    if "remember" in request.POST:
        _remember(request, filling, application)
        cookies.set_device(request, response)
    return response


def show_cards(
    request: HttpRequest,
    filling: Filling,
    known: Sequence[KnownDevice],
    *,
    chosen: KnownDevice | None = None,
    typed: Mapping[str, Any] | None = None,
    errors: Errors = NO_ERRORS,
) -> HttpResponse:
    """The children as cards, the one of last time chosen, and what is asked each time."""
    chosen = chosen or known[0]
    raw = {**initial(filling.form, timezone.localdate()), **chosen.answers, **(typed or {})}
    pages = tuple(_asked_each_time(filling, raw))
    questions = [question for page in pages for question in page.questions]
    folded = [question for question in questions if question.type != "choice"]
    context = {
        "filling": filling,
        "cards": [_card(filling, card, chosen) for card in known],
        "key": request.POST.get("key") or new_id(),
        "shown": " ".join(question.id for question in questions),
        "choices": [
            (question, question.typed(raw.get(question.id)), pages[0].situation.withheld_of(question.id))
            for question in questions
            if question.type == "choice"
        ],
        "folded": [render_questions(filling.form, replace(pages[0], questions=tuple(folded)), raw, errors)]
        if folded
        else [],
        "folded_is_wrong": any(errors.of(question.id) for question in folded),
        "errors": error_summary(filling.form, errors),
        "wrong": {error.question for error in errors},
        "page_has_errors": bool(errors),
        "told": request.GET.get("told", ""),
    }
    return render(request, "applications/resident/notice.html", context, status=UNPROCESSABLE if errors else 200)


def _asked_each_time(filling: Filling, raw: Mapping[str, Any]) -> Iterator[VisiblePage]:
    """The pages without what is remembered of a child, and without files, which need the ordinary pages."""
    repeat = filling.form.definition.repeat
    remembered = frozenset(repeat.child) if repeat else frozenset()
    for visible in visible_pages(filling.form, raw, today=timezone.localdate()):
        asked = tuple(each for each in visible.questions if each.id not in remembered and each.type != "file")
        if asked:
            yield replace(visible, questions=asked)


def _card(filling: Filling, card: KnownDevice, chosen: KnownDevice) -> Card:
    return Card(card.pk, card.label, card_note(filling.form.definition, card.answers), card.pk == chosen.pk)


def _notice_of(request: HttpRequest, filling: Filling, card: KnownDevice, typed: Typed) -> Draft:
    """A draft that is sent without ever being saved. Its key came with the screen: a second tap sends the same one."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        key = new_id()
    return Draft(
        pk=key,
        procedure=filling.procedure,
        published_form=filling.procedure.current_form,
        browser_hash=cookies.device_hash(request),
        answers={**card.answers, **typed.answers},
        changed_at=timezone.now(),
    )


def _to_pages(request: HttpRequest, filling: Filling, card: KnownDevice, typed: Typed) -> HttpResponse:
    """On to the ordinary pages, with the child filled in."""
    answers = {**card.answers, **typed.answers}
    kept = filling.with_draft(drafts.save_page(filling.draft or filling.start(), "", answers))
    missing = next(kept.incomplete_pages(), None) or next(_asked_each_time(kept, kept.raw), kept.pages[-1])
    response = redirect(kept.address(missing.page.id))
    cookies.set_browser(request, response)
    return response


def _remember(request: HttpRequest, filling: Filling, application: Application) -> None:
    repeat, answers = filling.form.definition.repeat, latest_answers(application)
    devices.remember(
        filling.procedure,
        token_hash=cookies.know_device(request),
        label=application.applicant_label,
        answers={question: answers[question] for question in (repeat.child if repeat else ()) if question in answers},
    )
