"""Sample answers of a form: replayed at every look, added by filling in the form once with invented words."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies, samples, selectors
from catalog.models import Procedure
from catalog.services.sample_answers import keep_sample, remove_sample
from catalog.views.staff.finding import carried_out, procedure_for, procedure_or_404
from common.errors import DomainError
from shared_forms.language import Errors, FormDefinition, Page
from shared_forms.language.form_data import from_form_data
from shared_forms.language.types import FileQuestion
from shared_forms.language.types.group import ADD_ROW, REMOVE_ROW
from shared_forms.rendering import NO_ERRORS, error_summary, render_questions

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """One page of the form with its questions as HTML."""

    page: Page
    questions: SafeString


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def index(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Every sample, and how the draft reads it today."""
    row = procedure_or_404(procedure_id)
    context = {
        "procedure": row,
        "replayed": selectors.replayed_samples(row),
        "samples": {each.name: each.pk for each in selectors.sample_answers(row)},
        "may_edit": policies.can_customise(request.actor, row),
    }
    return render(request, "catalog/staff/samples.html", context)


@settings_required
@requires(policies.can_see_procedures)
def add(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Fill in the whole form with invented answers, and keep them: as those that are in order, or with what is wrong."""
    row = procedure_for(request, procedure_id, policies.can_customise)
    form = selectors.city_form(row).filled
    name, fault, errors = request.POST.get("sample_name", "").strip()[:LONGEST_NAME], "", NO_ERRORS
    values = _typed(request, form) if request.method == "POST" else selectors.first_sample(row)
    if request.method == "POST" and not {ADD_ROW, REMOVE_ROW} & request.POST.keys():
        errors = samples.read(form, values, timezone.localdate())
        fault = "" if name else "名前を入力してください。例：きょうだいがいる方"
        if not fault and (not errors or "expect" in request.POST):
            fault = _keep(request, row, name, values, errors)
            if not fault:
                return redirect("staff_samples", row.pk)
    context = {
        "procedure": row,
        "asked": [_asked(form, page, values, errors) for page in form.pages],
        "name": name,
        "fault": fault,
        "problems": error_summary(form, errors),
    }
    return render(request, "catalog/staff/add_sample.html", context, status=422 if fault or errors else 200)


@require_POST
@settings_required
@requires(policies.can_see_procedures)
def remove(request: MemberRequest, procedure_id: UUID, sample_id: UUID) -> HttpResponse:
    """Do without a sample."""
    row = procedure_or_404(procedure_id)
    carried_out(request, lambda: remove_sample(row.pk, sample_id, actor=request.actor), "手本の回答を消しました。")
    return redirect("staff_samples", row.pk)


def _keep(request: MemberRequest, row: Procedure, name: str, values: dict[str, Any], errors: Errors) -> str:
    """What went wrong, "" when it is kept."""
    refused = samples.faults_of(errors)
    try:
        keep_sample(row.pk, name=name, answers=values, refused=refused, actor=request.actor)
    except DomainError as error:
        return error.message
    messages.success(request, f"手本の回答『{name}』を保存しました。公開の前に、いつも確かめます。")
    return ""


def _typed(request: MemberRequest, form: FormDefinition) -> dict[str, Any]:
    """What was typed, without what was left blank, and with an invented file wherever one belongs."""
    asked = {question.id: question for question in form.questions()}
    typed = from_form_data(form, request.POST.getlist, asked.keys())
    kept = {name: value for name, value in typed.items() if not asked[name].is_blank(value)}
    return kept | samples.invented_files(form)


def _asked(form: FormDefinition, page: Page, values: dict[str, Any], errors: Errors) -> Asked:
    asked = page.model_copy(update={"questions": tuple(_without_files(page))})
    return Asked(page, render_questions(form, asked, values, errors))


def _without_files(page: Page) -> list[Any]:
    return [question for question in page.questions if not isinstance(question, FileQuestion)]
