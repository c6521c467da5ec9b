"""Read what a city offers: for residents, and for the staff who keep it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.models import Department
from accounts.roles import Role
from catalog import samples, update_decisions
from catalog.dataset_selectors import options_of
from catalog.models import (
    Adoption,
    FormOffer,
    Placement,
    Procedure,
    PublicationProposal,
    PublishedForm,
    SampleAnswers,
    TakenUpdate,
)
from catalog.samples import Replayed
from catalog.short_codes import as_printed
from common.actor import Actor
from shared_forms import selectors as shared_forms
from shared_forms.language import CompiledForm, FormDefinition, analysis, compiled, content_hash
from shared_forms.language.datasets import datasets_of, with_entries
from shared_forms.language.merge import Choice, Merge, merge
from shared_forms.language.overlay import Difference, Edits, Overlay, differences
from shared_forms.language.overlay.applying import OverlayProblem, attempt
from shared_forms.language.overlay.offering import Offer, offer_of
from shared_forms.language.types import SelectQuestion
from shared_forms.models import FormTemplate, TemplateVersion, VersionRelease
from tenants.context import current_municipality

NO_EDITS = Edits()
NO_USES: Mapping[UUID, int] = MappingProxyType({})
_HEAVY = ("current_form__definition", "current_form__overlay")


# ---- residents -----------------------------------------------------------------------------------------------------
def procedures_with_form() -> QuerySet[Procedure]:
    """Published procedures with department and current form, whose definition `compiled_form` gives. One query."""
    published = Procedure.objects.filter(current_form__isnull=False)
    return published.select_related("department", "current_form").defer(*_HEAVY, "current_form__lists")


def procedure_with_form(slug: str) -> Procedure:
    """One published procedure by its address. Raises Procedure.DoesNotExist."""
    return procedures_with_form().get(slug=slug)


def publication(slug: str, number: int) -> PublishedForm:
    """One publication of a procedure, with procedure and department. Raises PublishedForm.DoesNotExist."""
    found = PublishedForm.objects.select_related("procedure__department").defer("definition", "overlay")
    return found.get(procedure__slug=slug, number=number)


def compiled_form(published_form_id: UUID, content_hash: str) -> CompiledForm:
    """A published form ready to use; its definition is read only when this process does not have that content."""
    return compiled(content_hash, lambda: _published_definition(published_form_id))


def procedures_for_residents() -> QuerySet[Procedure]:
    """What is listed, closed ones included, in the city's own order."""
    return procedures_with_form().filter(is_listed=True)


def placement_by_code(typed: str) -> Placement:
    """The place a printed code belongs to, with its procedure. Raises Placement.DoesNotExist."""
    return Placement.objects.select_related("procedure").get(code=as_printed(typed) or "")


def placement_of(procedure: Procedure, code: str) -> Placement | None:
    """The place of that code, if it belongs to this procedure; nothing is looked up without a code."""
    return Placement.objects.filter(procedure=procedure, code=code).first() if code else None


def most_used(number: int, uses: Mapping[UUID, int] = NO_USES) -> list[Procedure]:
    """The open procedures that people come for, most used first, then in the city's own order.

    uses:  procedure id -> how often; counted by the room above, which knows applications.
    """
    listed = [procedure for procedure in procedures_for_residents() if procedure.is_open]
    return sorted(listed, key=lambda procedure: -uses.get(procedure.pk, 0))[:number]


def open_procedures_from(template_slugs: Collection[str]) -> dict[str, Procedure]:
    """What residents can begin of the shared forms of these slugs: slug of the form -> procedure, the city's first of several."""
    slugs = shared_forms.template_ids(template_slugs)
    adopted = procedures_with_form().filter(adoption__template_id__in=slugs).select_related("adoption")
    found: dict[str, Procedure] = {}
    for procedure in adopted:
        if procedure.is_open:
            found.setdefault(slugs[procedure.adoption.template_id], procedure)
    return found


# ---- staff ---------------------------------------------------------------------------------------------------------
def department_of(department_id: UUID, procedure: Procedure) -> Department:
    """A department by its key; no query for the procedure's own."""
    if department_id == procedure.department_id:
        return procedure.department
    return Department.objects.get(pk=department_id)


@dataclass(frozen=True, slots=True)
class CityForm:
    """A city's draft of a form beside the template it comes from.

    definition:  the template with those changes that fit; problems say why others do not.
    filled:      the same with the city's lists in it, as publishing would freeze it; lists that are empty are not.
    published:   what residents fill in today; None before the first publication.
    edits:       what can be taken back and done again.
    """

    version: TemplateVersion
    template: FormDefinition
    overlay: Overlay
    definition: FormDefinition
    filled: FormDefinition
    published: FormDefinition | None
    problems: tuple[OverlayProblem, ...]
    edits: Edits = NO_EDITS

    @property
    def from_template(self) -> tuple[Difference, ...]:
        """What the city does differently from the template."""
        return differences(self.template, self.definition)

    @property
    def since_publication(self) -> tuple[Difference, ...]:
        """What publishing would change for residents; empty before the first publication."""
        return differences(self.published, self.filled) if self.published else ()

    @property
    def from_lists(self) -> tuple[Difference, ...]:
        """What of that comes from the city's lists."""
        named = {
            each.id for each in self.definition.every_question() if isinstance(each, SelectQuestion) and each.dataset
        }
        return tuple(each for each in self.since_publication if each.target.partition(".")[0] in named)

    @property
    def only_lists_changed(self) -> bool:
        """Whether publishing would bring residents new lists and nothing else."""
        return self.from_lists == self.since_publication and not self.problems and not datasets_of(self.filled)


def procedures_for_staff() -> QuerySet[Procedure]:
    """Every procedure with department, current form and `has_changes`: a draft that differs from what is published."""
    unchanged = Q(adoption__overlay=F("current_form__overlay")) & Q(
        adoption__template_version_id=F("current_form__template_version_id")
    )
    return (
        Procedure.objects.select_related("department", "current_form")
        .defer(*_HEAVY)
        .annotate(has_changes=Case(When(unchanged, then=Value(False)), default=True, output_field=BooleanField()))
    )


def city_form(procedure: Procedure) -> CityForm:
    """The draft of a procedure. Raises Adoption.DoesNotExist."""
    adoption = Adoption.objects.get(procedure=procedure)
    template = shared_forms.definition_of(adoption.template_version_id)
    overlay = Overlay.model_validate(adoption.overlay)
    definition, problems = attempt(template, overlay)
    published = procedure.current_form_id and _published_definition(procedure.current_form_id)
    version = shared_forms.version(adoption.template_version_id)
    filled = with_entries(definition, options_of(datasets_of(definition)))
    edits = Edits.model_validate(adoption.edits)
    return CityForm(version, template, overlay, definition, filled, published or None, problems, edits)


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """A newer version of the template than the city's form is made of, and what taking it would do.

    overlay:        the city's changes to the present version.
    takes_updates:  whether it is taken by itself when it asks nothing of anybody.
    """

    version: TemplateVersion
    present: TemplateVersion
    takes_updates: bool
    overlay: Overlay
    merge: Merge
    differences: tuple[Difference, ...]

    @property
    def release(self) -> VersionRelease | None:
        """How the version is offered, where something was said about it."""
        return getattr(self.version, "release", None)

    @property
    def due_on(self) -> date | None:
        """The day by which the secretariat asks for it."""
        return self.release.due_on if self.release else None

    @property
    def days_left(self) -> int:
        """How many days there are until then; negative behind it. Only where there is such a day."""
        return ((self.due_on or date.max) - timezone.localdate()).days

    @property
    def is_overdue(self) -> bool:
        """Whether that day has passed."""
        return self.days_left < 0

    @property
    def old(self) -> FormDefinition:
        """The template that the city's form is made of."""
        return shared_forms.definition_of(self.present.pk)

    @property
    def new(self) -> FormDefinition:
        """The template as it is by now."""
        return shared_forms.definition_of(self.version.pk)

    @property
    def ours(self) -> FormDefinition:
        """The city's form as it is."""
        return attempt(self.old, self.overlay)[0]


def waiting_update(procedure: Procedure, choices: Mapping[str, Choice] | None = None) -> WaitingUpdate | None:
    """The update that a procedure's form could take; None when it is made of the latest version."""
    adoption = Adoption.objects.get(procedure=procedure)
    version = shared_forms.latest_version(adoption.template_id)
    present = shared_forms.version(adoption.template_version_id)
    return _update(adoption, present, version, choices) if version.number > present.number else None


def decided_so_far(procedure: Procedure, version: TemplateVersion) -> dict[str, Choice]:
    """What somebody decided about a version and did not take yet, by the key of the collision."""
    return update_decisions.kept(Adoption.objects.get(procedure=procedure), version.pk)


def taken_updates(procedure: Procedure) -> QuerySet[TakenUpdate]:
    """The record of updates, the last one first."""
    return TakenUpdate.objects.filter(procedure=procedure)


def last_update_to_give_back(procedure: Procedure) -> TakenUpdate | None:
    """The last update, if the city's form is still exactly what it led to and residents have not seen it."""
    adoption = Adoption.objects.get(procedure=procedure)
    taken = taken_updates(procedure).first()
    if taken is None or taken.given_back_at:
        return None
    is_as_taken = (adoption.template_version_id, adoption.overlay) == (taken.to_version_id, taken.overlay_after)
    is_published = PublishedForm.objects.filter(procedure=procedure, published_at__gt=taken.taken_at).exists()
    return taken if is_as_taken and not is_published else None


def template_numbers() -> dict[UUID, int]:
    """The number of every version of a template, by its id."""
    return shared_forms.version_numbers()


def publications(procedure: Procedure) -> QuerySet[PublishedForm]:
    """What residents have filled in so far, the last one first, without what it asked."""
    return PublishedForm.objects.filter(procedure=procedure).order_by("-number").defer("definition", "overlay", "lists")


def asked_in(published: PublishedForm) -> FormDefinition:
    """What a publication asks."""
    return _published_definition(published.pk)


def proposal(procedure: Procedure, form: CityForm) -> PublicationProposal | None:
    """Who asks for the publication of this very draft, if somebody does."""
    found = PublicationProposal.objects.filter(procedure=procedure).first()
    return found if found and found.content_hash == content_hash(form.filled) else None


def sample_answers(procedure: Procedure) -> QuerySet[SampleAnswers]:
    """The city's own samples, by name."""
    return SampleAnswers.objects.filter(procedure=procedure)


def replayed_samples(procedure: Procedure, form: CityForm | None = None) -> tuple[Replayed, ...]:
    """Every sample on the draft: nothing while it cannot be published for other reasons."""
    form = form or city_form(procedure)
    if form.problems or datasets_of(form.filled) or analysis.problems(form.filled):
        return ()
    return samples.replay(form.filled, slug=form.version.template.slug, samples=sample_answers(procedure))


def first_sample(procedure: Procedure) -> dict[str, Any]:
    """Answers to begin a new sample with: those that come with the template, as far as the city asks the same."""
    form = city_form(procedure)
    return samples.of_template(form.filled, form.version.template.slug)


def form_to_offer(procedure: Procedure) -> Offer:
    """What all others would get of the published form."""
    published = procedure.current_form
    if published is None or published.template_version_id is None:
        raise PublishedForm.DoesNotExist
    template = shared_forms.definition_of(published.template_version_id)
    form, _ = attempt(template, Overlay.model_validate(published.overlay))
    return offer_of(form, template, title=procedure.title, city=current_municipality().name)


def offers_of(procedure: Procedure) -> list[tuple[FormOffer, FormTemplate | None]]:
    """What was offered, the last first, with the template that came of it, if one did."""
    rows = list(FormOffer.objects.filter(procedure=procedure))
    templates = shared_forms.templates_of_offers([row.pk for row in rows])
    return [(row, templates.get(row.pk)) for row in rows]


def behind() -> list[tuple[Adoption, TemplateVersion]]:
    """What was adopted of a version that is not the latest any more, with its procedure and the latest version; three queries."""
    latest = {version.template_id: version for version in shared_forms.latest_versions().defer("definition")}
    adoptions = Adoption.objects.select_related("procedure__department").order_by("procedure__title", "pk")
    with_latest = [(each, latest[each.template_id]) for each in adoptions if each.template_id in latest]
    numbers = shared_forms.version_numbers()
    return [(each, version) for each, version in with_latest if version.number > numbers[each.template_version_id]]


def waiting_updates() -> list[tuple[Procedure, WaitingUpdate]]:
    """Every procedure that could take an update, what is due first, and what it would do; four queries, and one for each version not yet read."""
    versions = {version.pk: version for version in shared_forms.versions().defer("definition")}
    waiting = [
        (adoption.procedure, _update(adoption, versions[adoption.template_version_id], version))
        for adoption, version in behind()
    ]
    return sorted(waiting, key=lambda each: each[1].due_on or date.max)


def _update(
    adoption: Adoption,
    present: TemplateVersion,
    version: TemplateVersion,
    choices: Mapping[str, Choice] | None = None,
) -> WaitingUpdate:
    old, new = shared_forms.definition_of(present.pk), shared_forms.definition_of(version.pk)
    overlay = Overlay.model_validate(adoption.overlay)
    return WaitingUpdate(
        version, present, adoption.takes_updates, overlay, merge(old, new, overlay, choices), differences(old, new)
    )


def placements_of(procedure: Procedure) -> QuerySet[Placement]:
    """Where a procedure is made known, the newest first."""
    return Placement.objects.filter(procedure=procedure)


def departments_within_reach(actor: Actor) -> QuerySet[Department]:
    """The departments for which somebody may adopt and edit."""
    if actor.has(Role.ADMINISTRATOR):
        return Department.objects.all()
    return Department.objects.filter(pk__in=actor.departments)


def free_address(wished: str) -> str:
    """An address that no procedure has: the one wished for, or the same with a number."""
    taken = set(Procedure.objects.filter(slug__startswith=wished[:37]).values_list("slug", flat=True))
    numbered = (f"{wished[:37]}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (wished, *numbered) if each not in taken)


def adopted_procedures() -> dict[UUID, list[Procedure]]:
    """The procedures that came from each template, by the template's id."""
    adopted: dict[UUID, list[Procedure]] = {}
    for adoption in Adoption.objects.select_related("procedure"):
        adopted.setdefault(adoption.template_id, []).append(adoption.procedure)
    return adopted


def _published_definition(published_form_id: UUID) -> FormDefinition:
    document = PublishedForm.objects.values_list("definition", flat=True).get(pk=published_form_id)
    return FormDefinition.model_validate(document)
