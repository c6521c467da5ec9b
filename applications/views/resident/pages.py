"""One page of a form: shown, sent, kept, and shown again if something is wrong. The same for applications and corrections."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from applications import cookies
from applications.addresses import fill_in_address
from applications.errors import AddressUnknown, DraftGone
from applications.models import PageCount
from applications.selectors.drafts import as_stored_file
from applications.services import drafts, page_counts
from applications.views.resident.filling import Filling
from applications.views.resident.newer_form import NOTICE as NEWER_FORM
from applications.views.resident.newer_form import changes
from applications.views.resident.rows import Unseen, is_unseen, unseen_in_rows
from applications.views.resident.typed import Typed, read_typed, says_something
from shared_forms.language import Errors, Page, Question, StoredFile
from shared_forms.language.journey import VisiblePage
from shared_forms.language.page_logic import QuestionLogic, page_logic
from shared_forms.language.types.group import ADD_ROW, REMOVE_ROW
from shared_forms.rendering import NO_ERRORS, error_summary, render_questions
from shared_forms.templatetags.words import words
from web import languages

UNPROCESSABLE = 422
# The name of a question's controls, in a group with its row: "home", "members.0.home".
_CONTROL = re.compile(r"[a-z0-9_]+(\.[0-9]+\.[a-z0-9_]+)?").fullmatch
AfterLast = Callable[[HttpRequest, Filling], HttpResponse]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the screen, with what the office says about its answer.

    logic:    what a browser needs to know of it; None where no answer on the page changes anything about it.
    waits:    not asked now, but after other answers on the page; only a script ever shows it.
    """

    question: Question
    html: SafeString
    comment: str
    logic: QuestionLogic | None
    waits: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in the line of steps."""

    title: str
    is_done: bool
    is_current: bool


def show_page(request: HttpRequest, filling: Filling, page_id: str) -> HttpResponse:
    """A page to fill in. One that is not on the way, or not yet, leads to the first."""
    page_of(filling, page_id)
    visible = filling.page(page_id)
    if visible is None or (not filling.answered and filling.place(page_id)):
        return redirect(filling.first_address)
    return _shown(request, filling, visible)


def take_page(request: HttpRequest, filling: Filling, page_id: str, after_last: AfterLast) -> HttpResponse:
    """Keep what was sent, whatever it is; then go on, or say what is wrong.

    after_last:  what comes behind the last page.
    """
    if language := languages.asked_for(request):
        return _in_language(request, filling, page_id, language)
    was_lost = filling.draft is None and "draft" in request.POST
    notice = _address_notice(request)
    try:
        kept, typed = keep_page(request, filling, page_id)
    except DraftGone:  # sent at this very moment from another screen: the check page knows what became of it
        return redirect(filling.check_address)
    if "find_address" in request.POST:
        response: HttpResponse = redirect(f"{kept.address(page_id)}{notice}")
    else:
        response = _answer(request, kept, page_id, typed, after_last, was_lost=was_lost)
    cookies.set_browser(request, response, keep="save" in request.POST)
    return response


def keep_page(request: HttpRequest, filling: Filling, page_id: str) -> tuple[Filling, Typed]:
    """Keep what was sent from a page, right or wrong. Raises Http404, DraftGone, DraftTooLarge."""
    typed = read_typed(request, filling, page_of(filling, page_id).questions)
    draft = drafts.save_page(filling.draft or filling.start(), page_id, typed.answers, typed.uploads)
    if filling.is_counted:
        page_counts.count_reached(draft, page_id)
    return filling.with_draft(draft), typed


def _in_language(request: HttpRequest, filling: Filling, page_id: str, language: str) -> HttpResponse:
    """The same page in another language, with what was typed; one that was left as it came begins no draft."""
    typed = read_typed(request, filling, page_of(filling, page_id).questions)
    response = redirect(f"{filling.address(page_id)}{'?return=check' if 'return' in request.POST else ''}")
    if filling.draft or says_something(filling, typed):
        try:
            drafts.save_page(filling.draft or filling.start(), page_id, typed.answers, typed.uploads)
        except DraftGone:  # sent at this very moment from another screen: the check page knows what became of it
            response = redirect(filling.check_address)
        cookies.set_browser(request, response)
    languages.remember(response, language)
    return response


def page_of(filling: Filling, page_id: str) -> Page:
    """A page of the form, on the way or not. Raises Http404."""
    for page in filling.form.definition.pages:
        if page.id == page_id:
            return page
    raise Http404


def steps(filling: Filling, current: str) -> list[StepRow]:
    """The line of steps, with the check page as its last; current is the id of a page, or "" for the check page."""
    titles = [(visible.page.id, words(visible.page.title)) for visible in filling.pages]
    titles += [] if filling.is_notice else [("", words(gettext("確認")))]
    here = [page_id for page_id, _ in titles].index(current)
    return [StepRow(title, place < here, place == here) for place, (_, title) in enumerate(titles)]


def _answer(
    request: HttpRequest, filling: Filling, page_id: str, typed: Typed, after_last: AfterLast, *, was_lost: bool
) -> HttpResponse:
    if "save" in request.POST:
        return redirect(filling.saved_address)
    if removed := request.POST.get("remove_file"):
        return redirect(f"{filling.address(page_id)}?{urlencode({'removed': removed})}#removed")
    if row := _changed_row(request, filling):
        told = {"notice": "row"} if ADD_ROW in request.POST else {}
        asked = told | ({"return": "check"} if "return" in request.POST else {})
        return redirect(f"{filling.address(page_id)}{'?' if asked else ''}{urlencode(asked)}#{row}")
    visible = filling.page(page_id)
    if visible and "add_files" in request.POST and typed.refused:
        return _shown(request, filling, visible, Errors(typed.refused))
    if {"add_files", "restore_file"} & request.POST.keys():
        return redirect(filling.address(page_id))
    if visible is None:
        return _go_on(request, filling, None, after_last)
    unseen = unseen_in_rows(request, filling, visible)
    if errors := _errors(filling, visible, typed, unseen):
        return _shown(request, filling, visible, errors, was_lost=was_lost)
    if unseen or not typed.named.issuperset(visible.names):
        return redirect(f"{filling.address(page_id)}?notice=more")
    if was_lost:
        return _to_what_is_missing(filling)
    return _go_on(request, filling, page_id, after_last)


def _address_notice(request: HttpRequest) -> str:
    """Fill in the address somebody asked for by its postal code. Returns where on the page to go on."""
    control = request.POST.get("find_address", "")
    if not _CONTROL(control):
        return ""
    try:
        fill_in_address(request, control)
    except AddressUnknown:
        return f"?notice=no_address#q-{control.replace('.', '-')}-postal_code"
    return f"#q-{control.replace('.', '-')}-street"


def _changed_row(request: HttpRequest, filling: Filling) -> str:
    """Where to go after a row was added or taken away: the new one, or the group; "" if neither was asked."""
    if group := request.POST.get(ADD_ROW, ""):
        rows = filling.raw.get(group)
        return f"q-{group}.{len(rows) - 1}" if isinstance(rows, list) and rows else f"q-{group}"
    return f"q-{request.POST[REMOVE_ROW].partition('.')[0]}" if REMOVE_ROW in request.POST else ""


def _go_on(request: HttpRequest, filling: Filling, page_id: str | None, after_last: AfterLast) -> HttpResponse:
    following = filling.page_after(page_id) if page_id else None
    if page_id and filling.is_counted:
        page_counts.count_passed(filling.begun, page_id, following or PageCount.CHECK)
    if following and "return" not in request.POST:
        return redirect(filling.address(following))
    return after_last(request, filling)


def _to_what_is_missing(filling: Filling) -> HttpResponse:
    missing = next(filling.incomplete_pages(), filling.pages[0])
    return redirect(f"{filling.address(missing.page.id)}?notice=lost")


def _errors(filling: Filling, visible: VisiblePage, typed: Typed, unseen: Unseen) -> Errors:
    """What is wrong with the questions that were asked. A file that was not taken says so instead of "missing"."""
    found = filling.read(visible)
    without = {error.question for error in typed.refused}
    others = found if isinstance(found, Errors) else ()
    asked = (error for error in others if error.question in typed.shown and error.question not in without)
    return Errors((*typed.refused, *(error for error in asked if not is_unseen(error, unseen))))


def _shown(
    request: HttpRequest, filling: Filling, visible: VisiblePage, errors: Errors = NO_ERRORS, *, was_lost: bool = False
) -> HttpResponse:
    context = {
        **_frame(filling, visible),
        **_questions(filling, visible, errors),
        "errors": error_summary(filling.form, errors),
        "page_has_errors": bool(errors),
        "removed": _removed(request, filling),
        "notice": "lost" if was_lost else "" if request.method == "POST" else request.GET.get("notice", ""),
        "changes": changes(filling) if request.GET.get("notice") == NEWER_FORM else None,
        "returns_to_check": "return" in request.GET or "return" in request.POST,
    }
    status = UNPROCESSABLE if errors else 200
    return render(request, "applications/resident/form_page.html", context, status=status)


def _removed(request: HttpRequest, filling: Filling) -> StoredFile | None:
    """The file that was taken out a moment ago, and can be put back."""
    file = filling.attachment(request.GET["removed"]) if "removed" in request.GET else None
    return as_stored_file(file) if file else None


def _frame(filling: Filling, visible: VisiblePage) -> dict[str, Any]:
    """What stands around the questions."""
    place, total = filling.place(visible.page.id), len(filling.pages)
    minutes = filling.form.definition.guide.minutes
    return {
        "filling": filling,
        "page": visible.page,
        "shown": " ".join(visible.names),
        "has_files": any(question.type == "file" for question in visible.page.questions),
        "steps": steps(filling, visible.page.id),
        "back": filling.address_before(visible.page.id),
        "is_last": place == total - 1,
        "minutes_left": minutes and -(-minutes * (total - place) // total),
    }


def _questions(filling: Filling, visible: VisiblePage, errors: Errors) -> dict[str, Any]:
    """The questions that are asked, and those that a script may show at once."""
    logic = page_logic(visible)
    waiting = logic.waiting if logic else frozenset()
    asked = {question.id for question in visible.questions}
    on_page = [question for question in visible.page.questions if question.id in asked or question.id in waiting]
    return {
        "logic": json.dumps(logic.answers) if logic else "",
        "today": timezone.localdate().isoformat(),
        "asked": [
            Asked(
                question,
                render_questions(
                    filling.form, replace(visible, questions=(question,)), filling.raw, errors, filling.files
                ),
                filling.comments.get(question.id, ""),
                logic.questions.get(question.id) if logic else None,
                question.id in waiting,
            )
            for question in on_page
        ],
    }
