"""Read what a city offers: for residents, and for the staff who keep it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from accounts.models import Department
from accounts.roles import Role
from catalog.dataset_selectors import options_of
from catalog.models import Adoption, Placement, Procedure, PublishedForm
from catalog.short_codes import as_printed
from common.actor import Actor
from shared_forms import selectors as shared_forms
from shared_forms.language import CompiledForm, FormDefinition, compiled
from shared_forms.language.datasets import datasets_of, with_entries
from shared_forms.language.merge import Choice, Merge, merge
from shared_forms.language.overlay import Difference, Overlay, differences
from shared_forms.language.overlay.applying import OverlayProblem, attempt
from shared_forms.language.types import SelectQuestion
from shared_forms.models import TemplateVersion

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
    """

    version: TemplateVersion
    template: FormDefinition
    overlay: Overlay
    definition: FormDefinition
    filled: FormDefinition
    published: FormDefinition | None
    problems: tuple[OverlayProblem, ...]

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
    return CityForm(version, template, overlay, definition, filled, published or None, problems)


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """A newer version of the template than the city's form is made of, and what taking it would do."""

    version: TemplateVersion
    present: TemplateVersion
    merge: Merge
    differences: tuple[Difference, ...]


def waiting_update(procedure: Procedure, choices: Mapping[str, Choice] | None = None) -> WaitingUpdate | None:
    """The update that a procedure's form could take; None when it is made of the latest version."""
    adoption = Adoption.objects.get(procedure=procedure)
    version = shared_forms.latest_version(adoption.template_id)
    if version.pk == adoption.template_version_id:
        return None
    return _update(adoption, shared_forms.version(adoption.template_version_id), version, choices)


def behind() -> list[tuple[Adoption, TemplateVersion]]:
    """What was adopted of a version that is not the latest any more, with its procedure and the latest version; two queries."""
    latest = {version.template_id: version for version in shared_forms.latest_versions().defer("definition")}
    adoptions = Adoption.objects.select_related("procedure__department").order_by("procedure__title", "pk")
    with_latest = [(each, latest[each.template_id]) for each in adoptions if each.template_id in latest]
    return [(each, version) for each, version in with_latest if version.pk != each.template_version_id]


def waiting_updates() -> list[tuple[Procedure, WaitingUpdate]]:
    """Every procedure that could take an update, and what it would do; three queries, and one for each version not yet read."""
    versions = {version.pk: version for version in shared_forms.versions().defer("definition")}
    return [
        (adoption.procedure, _update(adoption, versions[adoption.template_version_id], version))
        for adoption, version in behind()
    ]


def _update(
    adoption: Adoption,
    present: TemplateVersion,
    version: TemplateVersion,
    choices: Mapping[str, Choice] | None = None,
) -> WaitingUpdate:
    old, new = shared_forms.definition_of(present.pk), shared_forms.definition_of(version.pk)
    merged = merge(old, new, Overlay.model_validate(adoption.overlay), choices)
    return WaitingUpdate(version, present, merged, differences(old, new))


def placements_of(procedure: Procedure) -> QuerySet[Placement]:
    """Where a procedure is made known, the newest first."""
    return Placement.objects.filter(procedure=procedure)


def departments_within_reach(actor: Actor) -> QuerySet[Department]:
    """The departments for which somebody may adopt and edit."""
    if actor.has(Role.ADMINISTRATOR):
        return Department.objects.all()
    return Department.objects.filter(pk__in=actor.departments)


def adopted_procedures() -> dict[UUID, list[Procedure]]:
    """The procedures that came from each template, by the template's id."""
    adopted: dict[UUID, list[Procedure]] = {}
    for adoption in Adoption.objects.select_related("procedure"):
        adopted.setdefault(adoption.template_id, []).append(adoption.procedure)
    return adopted


def _published_definition(published_form_id: UUID) -> FormDefinition:
    document = PublishedForm.objects.values_list("definition", flat=True).get(pk=published_form_id)
    return FormDefinition.model_validate(document)
