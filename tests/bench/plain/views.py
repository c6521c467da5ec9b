"""A first page and a submission, as a good plain Django developer would write them."""

from functools import cache

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tests.bench.plain.models import Answers, Application, AuditRecord, Counter, Draft, Form, Message


def first_page(request: HttpRequest, slug: str) -> HttpResponse:
    form = get_object_or_404(Form, slug=slug)
    return render(request, "plain/form.html", {"form": form, "page": form.definition["pages"][0]})


def submit(request: HttpRequest, slug: str) -> HttpResponse:
    form = get_object_or_404(Form, slug=slug)
    draft = get_object_or_404(Draft, token=request.COOKIES.get("draft", ""))
    questions = (question for page in form.definition["pages"] for question in page["questions"])
    typed = _form_class(tuple((question["id"], question["type"]) for question in questions))(request.POST)
    if not typed.is_valid():
        return HttpResponse(typed.errors.as_text(), status=422)
    with transaction.atomic():
        application = _receive(form, draft, typed.cleaned_data)
    return HttpResponse(status=302, headers={"Location": f"/done/{application.receipt_number}/"})


def _receive(form: Form, draft: Draft, answers: dict) -> Application:
    counter, _ = Counter.objects.select_for_update().get_or_create(year=timezone.localdate().year)
    counter.last_number += 1
    counter.save()
    application = Application.objects.create(
        form=form,
        receipt_number=f"{counter.year}-{counter.last_number:07d}",
        status="received",
        email=next(reversed(answers.values())),
    )
    Answers.objects.create(application=application, number=1, answers=answers)
    AuditRecord.objects.create(event="application.received", subject=application.receipt_number)
    Message.objects.create(template="received", to=application.email, context={"number": application.receipt_number})
    draft.delete()
    return application


@cache
def _form_class(questions: tuple[tuple[str, str], ...]) -> type[forms.Form]:
    fields = {
        name: forms.EmailField() if kind == "email" else forms.CharField(max_length=100) for name, kind in questions
    }
    return type("AnswersForm", (forms.Form,), fields)
