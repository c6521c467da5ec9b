"""The secretariat edits the next version of a shared form, on the screens on which a city edits its own."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from catalog.form_desk import TEMPLATE_WORDS
from catalog.previewing import preview_of
from catalog.selectors import CityForm
from catalog.views import form_editing
from catalog.views.staff.finding import carried_out
from common.actor import Actor
from common.errors import DomainError
from portal.release_form import ReleaseForm
from portal.selectors import template_drafts as selectors
from portal.selectors.releases import adopters, following, impact_of
from portal.selectors.templates import templates
from shared_forms import policies
from shared_forms import selectors as shared_forms
from shared_forms.language import FaultyForm
from shared_forms.language.overlay import Operation
from shared_forms.models import FormTemplate
from shared_forms.services import releases
from shared_forms.services import revision as services
from tenants.policies import can_see_municipalities

LONGEST_REASON = 100


class TemplateDesk:
    """The next version of one template under somebody's hands."""

    words = TEMPLATE_WORDS

    def __init__(self, template: FormTemplate, actor: Actor) -> None:
        self._template, self._actor = template, actor
        self.address = reverse("template_draft", args=[template.pk])
        self.may_edit = policies.can_revise_template(actor)

    @property
    def form(self) -> CityForm:
        return selectors.revision_of(self._template).form

    def customise(self, operations: Sequence[Operation]) -> object:
        return services.revise(self._template.pk, operations, actor=self._actor)

    def revert(self, target: str, option: str | None) -> object:
        return services.take_back(self._template.pk, target, option=option, actor=self._actor)

    def undo(self) -> object:
        return services.undo(self._template.pk, actor=self._actor)

    def redo(self) -> object:
        return services.redo(self._template.pk, actor=self._actor)


@secretariat_required
@requires(can_see_municipalities)
def draft(request: MemberRequest, template_id: UUID, target: str = "") -> HttpResponse:
    """The next version, with the settings of one page or question when one is chosen."""
    row = _template(template_id)
    shown = form_editing.look(request, TemplateDesk(row, request.actor), target)
    if isinstance(shown, HttpResponse):
        return shown
    revision = selectors.revision_of(row)
    faulty = bool(shown["form"] and shown["form"].errors)
    context = {**shown, "revision": revision, "locks": revision.locks, "notes": revision.notes}
    return render(request, "portal/secretariat/template_draft.html", context, status=422 if faulty else 200)


@require_POST
@secretariat_required
@requires(policies.can_revise_template)
def change(request: MemberRequest, template_id: UUID, target: str, action: str) -> HttpResponse:
    """One button: up, down, leave out, bring back; or the lock, or the local note."""
    row = _template(template_id)
    desk = TemplateDesk(row, request.actor)
    if action not in ("lock", "note"):
        return form_editing.press(request, desk, target, action)
    if target not in {each.id for each in (*desk.form.definition.pages, *desk.form.definition.every_question())}:
        raise Http404
    if action == "note":
        wanted = request.POST.get("note") == "yes"
        said = "市の案内にしました。" if wanted else "市の案内をやめました。"
        carried_out(request, lambda: services.set_local_note(row.pk, target, is_note=wanted, actor=request.actor), said)
        return redirect(form_editing.at(desk, target))
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    done = "固定しました。" if reason else "固定を解きました。"
    carried_out(request, lambda: services.set_lock(row.pk, target, reason=reason, actor=request.actor), done)
    return redirect(form_editing.at(desk, target))


@secretariat_required
@requires(policies.can_revise_template)
def add(request: MemberRequest, template_id: UUID) -> HttpResponse:
    """One more question."""
    row = _template(template_id)
    desk = TemplateDesk(row, request.actor)
    form = form_editing.add(request, desk, ())
    if isinstance(form, HttpResponse):
        return form
    context = {"template": row, "form": form, "desk": desk}
    return render(request, "portal/secretariat/template_add.html", context, status=422 if form.errors else 200)


@secretariat_required
@requires(policies.can_revise_template)
def add_page(request: MemberRequest, template_id: UUID) -> HttpResponse:
    """One more page."""
    row = _template(template_id)
    desk = TemplateDesk(row, request.actor)
    form = form_editing.add_page(request, desk)
    if isinstance(form, HttpResponse):
        return form
    context = {"template": row, "form": form, "desk": desk}
    return render(request, "portal/secretariat/template_add_page.html", context, status=422 if form.errors else 200)


@require_POST
@secretariat_required
@requires(policies.can_revise_template)
def step(request: MemberRequest, template_id: UUID, way: str) -> HttpResponse:
    """Take the last change back, or do it again."""
    return form_editing.step(request, TemplateDesk(_template(template_id), request.actor), way)


@require_safe
@secretariat_required
@requires(can_see_municipalities)
def preview(request: MemberRequest, template_id: UUID) -> HttpResponse:
    """The next version as residents of a city that changes nothing would see it."""
    row = _template(template_id)
    shown = preview_of(selectors.revision_of(row).form.definition, request.GET.get("page"))
    if shown is None:
        raise Http404
    return render(request, "portal/secretariat/template_draft_preview.html", {"template": row, "preview": shown})


@secretariat_required
@requires(policies.can_revise_template)
def publish(request: MemberRequest, template_id: UUID) -> HttpResponse:
    """What the next version changes, what it would do in the cities, and how it is offered; then it is published."""
    row = _template(template_id)
    form, refusal = ReleaseForm(request.POST if request.method == "POST" else None, cities=adopters(row)), ""
    if form.is_valid():
        try:
            version = services.publish(row.pk, facts=form.facts(), actor=request.actor)
        except (DomainError, FaultyForm) as error:
            refusal = getattr(error, "message", "") or str(error)
        else:
            messages.success(request, f"第{version.number}版を公開しました。市町村は、取り込むまで前の版のままです。")
            return redirect("template", row.pk)
    revision = selectors.revision_of(row)
    context = {
        "revision": revision,
        "refusal": refusal,
        "desk": TemplateDesk(row, request.actor),
        "form": form,
        "impact": impact_of(revision),
        "adopters": adopters(row),
    }
    return render(
        request, "portal/secretariat/template_publish.html", context, status=422 if refusal or form.errors else 200
    )


@require_POST
@secretariat_required
@requires(policies.can_revise_template)
def rehearse(request: MemberRequest, template_id: UUID) -> HttpResponse:
    """Ask the cities what the next version would do there."""
    row = _template(template_id)
    done = "採用している市町村に、影響を調べてもらっています。"
    carried_out(request, lambda: releases.rehearse(row.pk, actor=request.actor), done)
    return redirect(f"{reverse('template_draft_publish', args=[row.pk])}#impact")


@secretariat_required
@requires(policies.can_publish_template)
def release(request: MemberRequest, template_id: UUID) -> HttpResponse:
    """Say anew to whom the latest version is offered, and by when."""
    row = _template(template_id)
    latest = shared_forms.latest_version(row.pk)
    form = ReleaseForm(
        request.POST if request.method == "POST" else None, cities=adopters(row), release=following(latest).release
    )
    if form.is_valid() and carried_out(
        request,
        lambda: releases.release(latest.pk, form.facts(), actor=request.actor),
        "版の出しかたを変えました。",
    ):
        return redirect("template", row.pk)
    context = {"template": row, "version": latest, "form": form}
    return render(request, "portal/secretariat/template_release.html", context, status=422 if form.errors else 200)


@secretariat_required
@requires(policies.can_revise_template)
def discard(request: MemberRequest, template_id: UUID) -> HttpResponse:
    """Ask, then give the draft up."""
    row = _template(template_id)
    if request.method == "POST":
        services.discard(row.pk, actor=request.actor)
        messages.success(request, "下書きをやめました。公開している版は変わっていません。")
        return redirect("template", row.pk)
    return render(request, "portal/secretariat/template_discard.html", {"revision": selectors.revision_of(row)})


def _template(template_id: UUID) -> FormTemplate:
    return get_object_or_404(templates(), pk=template_id)
