"""Check your answers (確認), and send them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext

from applications import cookies
from applications.errors import AnswersIncomplete, DraftChanged, ProcedureClosed
from applications.models import Application
from applications.selectors.applications import last_from_browser
from applications.services.submission import submit_application
from applications.views.resident.door import resident_page
from applications.views.resident.filling import CHECK, Filling
from applications.views.resident.finding import (
    CONFLICT,
    already_sent,
    application_filling,
    continued_elsewhere,
    show_already_sent,
    show_continued_elsewhere,
    to_receipt,
)
from applications.views.resident.newer_form import changes, to_newer_form
from applications.views.resident.pages import UNPROCESSABLE, steps
from catalog import on_show
from catalog.desks import desk_of
from catalog.selectors import department_of
from shared_forms.language import Question, StoredFile
from shared_forms.language.answers import Answers
from shared_forms.language.display import lines
from shared_forms.language.texts import JAPANESE, Text
from shared_forms.rendering import files_of

GONE = 410
JUST_NOW = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """One answer with the way back to it (change), which is "" where nobody was asked."""

    question: str
    label: Text
    lines: tuple[str, ...]
    files: list[StoredFile]
    change: str


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """The answers of one page."""

    title: Text
    answers: tuple[CheckedAnswer, ...]


@resident_page("GET", "POST")
def check_answers(request: HttpRequest, slug: str) -> HttpResponse:
    """Every answer before it is sent; sending it takes one press."""
    filling = application_filling(request, slug)
    if filling.draft and filling.draft.assisted_by:
        return redirect("staff_counter_check", filling.draft.pk)
    if request.method == "POST":
        return _send(request, filling)
    if filling.draft is None and (sent := _sent_just_now(request, filling)):
        return show_already_sent(request, sent)
    return to_newer_form(filling, CHECK) or show_check(request, filling)


def show_check(request: HttpRequest, filling: Filling, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The check page, or the first page on which something is missing.

    problem:  "confirm" if the box was not ticked, "changed" if another screen changed the answers.
    """
    answers = filling.read() if filling.answered else None
    if not isinstance(answers, Answers):
        return to_what_is_missing(filling)
    context = {
        "filling": filling,
        "pages": list(checked_pages(filling, answers)),
        "department": department_of(desk_of(filling.procedure, answers), filling.procedure),
        "steps": steps(filling, ""),
        "back": filling.address(filling.pages[-1].page.id),
        "problem": problem,
        "changes": changes(filling),
        "page_has_errors": problem == "confirm",
    }
    return render(request, "applications/resident/check.html", context, status=status)


def to_what_is_missing(filling: Filling) -> HttpResponse:
    """The first page that is not complete; the very first when nothing was begun."""
    missing = next(filling.incomplete_pages(), filling.pages[0])
    return redirect(f"{filling.address(missing.page.id)}{'?notice=incomplete' if filling.draft else ''}")


def checked_pages(filling: Filling, answers: Answers) -> Iterator[CheckedPage]:
    """The answers, page by page, in lines; a question without an answer says so, and what was computed without one is left out."""
    for visible in filling.pages:
        address = f"{filling.address(visible.page.id)}?return=check"
        told = (each for each in visible.questions if each.is_asked or each.id in answers)
        rows = tuple(_checked(filling, question, answers, address) for question in told)
        if rows:
            yield CheckedPage(visible.page.title, rows)


def _checked(filling: Filling, question: Question, answers: Answers, address: str) -> CheckedAnswer:
    value = answers.get(question.id)
    language = get_language() or JAPANESE
    written = lines(question, value, language, filling.files) or (gettext("（入力なし）"),)
    files = files_of(question, value, filling.files)
    change = f"{address}#q-{question.id}" if question.is_asked else ""
    return CheckedAnswer(question.id, question.label, written, files, change)


def _send(request: HttpRequest, filling: Filling) -> HttpResponse:
    if sent := already_sent(request, filling):
        return to_receipt(request, sent)
    if moved := continued_elsewhere(request, filling):
        return show_continued_elsewhere(request, filling, moved)
    if filling.draft is None or request.POST.get("draft") != str(filling.draft.pk):
        return render(request, "applications/resident/draft_gone.html", {"filling": filling}, status=GONE)
    if request.POST.get("version") != filling.version:
        return show_check(request, filling, problem="changed", status=CONFLICT)
    if "confirm" not in request.POST:
        return show_check(request, filling, problem="confirm", status=UNPROCESSABLE)
    try:
        return to_receipt(request, submit_application(filling.draft))
    except AnswersIncomplete:
        return to_what_is_missing(filling)
    except DraftChanged:
        newer = application_filling(request, filling.procedure.slug)
        return show_check(request, newer, problem="changed", status=CONFLICT)
    except ProcedureClosed:
        on_show.forget()
        return redirect("procedure", filling.procedure.slug)


def _sent_just_now(request: HttpRequest, filling: Filling) -> Application | None:
    last = last_from_browser(cookies.browser_hash(request), filling.procedure.pk)
    return last if last and timezone.now() - last.arrived_at < JUST_NOW else None
