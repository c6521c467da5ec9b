"""Where a browser is: with a procedure, with a correction, or with something it sent before."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications import cookies, policies
from applications.actors import applicant_of
from applications.models import Application, Draft
from applications.selectors.applications import sent_from_browser, visible_to
from applications.selectors.drafts import correction_of, current_form, draft_of, form_of, latest_answers
from applications.selectors.pages import open_comments
from applications.selectors.resuming import moved_away
from applications.services import drafts
from applications.views.resident.filling import Filling
from catalog.models import Procedure
from catalog.on_show import procedure_on_show

CONFLICT = 409
TAKE_BACK = "take_back"


def find_procedure(slug: str) -> Procedure:
    """A published procedure by its address. Raises Http404."""
    try:
        return procedure_on_show(slug)
    except Procedure.DoesNotExist:
        raise Http404 from None


def find_application(request: HttpRequest, application_id: UUID) -> Application | None:
    """An application that this browser proved to know; None for all others, whether they exist or not."""
    if application_id not in cookies.visible_ids(request):
        return None
    return visible_to(applicant_of(application_id)).first()


def application_filling(request: HttpRequest, slug: str) -> Filling:
    """Where this browser is with a procedure. See `newer_form` for a form that has changed. Raises Http404."""
    procedure = find_procedure(slug)
    return new_filling(request, procedure, draft_of(cookies.browser_hash(request), procedure))


def new_filling(request: HttpRequest, procedure: Procedure, draft: Draft | None = None) -> Filling:
    """A way through a published procedure's form, begun or not."""
    return Filling(
        procedure=procedure,
        form=form_of(draft) if draft else current_form(procedure),
        draft=draft,
        base=f"/p/{procedure.slug}/apply/",
        start=lambda: drafts.start_draft(
            procedure, browser_hash=cookies.know_browser(request), placement_code=cookies.placement(request)
        ),
    )


def filling_of(filling: Filling, draft: Draft) -> Filling:
    """The same way with a draft that is on another form by now."""
    return replace(filling, draft=draft, form=form_of(draft))


def correction_filling(request: HttpRequest, application: Application) -> Filling:
    """Where this browser is with a correction; it begins with the answers handed in last."""
    return Filling(
        procedure=application.procedure,
        form=form_of(application),
        draft=correction_of(cookies.browser_hash(request), application.pk),
        base=f"/applications/{application.pk}/correct/",
        start=lambda: drafts.start_correction(
            application, actor=applicant_of(application.pk), browser_hash=cookies.know_browser(request)
        ),
        kept=latest_answers(application),
        comments=open_comments(application),
        corrects=application,
    )


def begun_filling(draft: Draft) -> Filling:
    """Only enough of a way to keep what was typed into a draft."""
    return Filling(draft.procedure, form_of(draft), draft, base="", start=lambda: draft)


def can_correct(application: Application) -> bool:
    """Whether its applicant is asked for a correction now."""
    return policies.can_correct(applicant_of(application.pk), application)


def already_sent(request: HttpRequest, filling: Filling) -> Application | None:
    """The application that the draft of an old page was sent as, if this browser sent it (back button, lost reply)."""
    posted = request.POST.get("draft", "")
    if filling.draft and posted == str(filling.draft.pk):
        return None
    try:
        return sent_from_browser(cookies.browser_hash(request), UUID(posted))
    except ValueError:
        return None


def continued_elsewhere(request: HttpRequest, filling: Filling) -> Draft | None:
    """The draft of an old page, if somebody went on with it on another device."""
    if filling.draft is not None:
        return None
    try:
        return moved_away(cookies.browser_hash(request), filling.procedure.pk, UUID(request.POST.get("draft", "")))
    except ValueError:
        return None


def show_continued_elsewhere(request: HttpRequest, filling: Filling, draft: Draft) -> HttpResponse:
    """Nothing is lost or overwritten: what was typed here waits on this page until somebody decides where to go on."""
    typed = [] if request.path == filling.check_address else list(_typed_texts(request))
    context = {"filling": filling, "draft": draft, "typed": typed, "has_files": bool(request.FILES)}
    return render(request, "applications/resident/elsewhere.html", context, status=CONFLICT)


def _typed_texts(request: HttpRequest) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, values in request.POST.lists() if name != TAKE_BACK for value in values)


def show_already_sent(request: HttpRequest, application: Application) -> HttpResponse:
    """Nothing is sent twice: here is the receipt."""
    response = render(request, "applications/resident/already_sent.html", {"application": application})
    cookies.allow(request, response, application.pk)
    return response


def to_receipt(request: HttpRequest, application: Application) -> HttpResponse:
    """To the page with the receipt number, which this browser may see from now on."""
    response = redirect("receipt", application.pk)
    cookies.allow(request, response, application.pk)
    return response
