"""The form on paper (紙の様式), for whoever would rather write, and for the counter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from applications.views.resident.door import resident_page
from applications.views.resident.finding import find_procedure
from catalog.models import PublishedForm
from catalog.paper_form import file_name, paper_form
from catalog.selectors import publication
from web.responses import pdf_response


@resident_page()
def newest_paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """To the form as it is now."""
    procedure = find_procedure(slug)
    if procedure.current_form is None:
        raise Http404
    return redirect("paper_form", slug, procedure.current_form.number)


@resident_page()
def paper_form_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One publication of the form: the code on each sheet leads to the very one it was printed from."""
    try:
        published = publication(slug, number)
    except PublishedForm.DoesNotExist:
        raise Http404 from None
    return pdf_response(paper_form(published), file_name(published))
