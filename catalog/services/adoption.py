"""Take a shared form over (採用)."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import Department
from audit import services as audit
from audit.events import AuditEvent
from catalog import policies, search_words
from catalog.errors import ActionRefused, AddressTaken
from catalog.models import Adoption, Procedure
from catalog.services import datasets
from common.actor import Actor
from shared_forms import selectors as shared_forms
from shared_forms.language.datasets import datasets_of
from shared_forms.language.overlay import Overlay, SetFact
from shared_forms.language.texts import Text
from shared_forms.models import TemplateVersion


@transaction.atomic
def adopt(template_version_id: UUID, *, slug: str, department_id: UUID, actor: Actor) -> Procedure:
    """Make a procedure of the city out of a version of a shared form. Residents see it once it is published.

    slug:     its address, `/p/<slug>/`.
    Returns   the procedure; its form differs from the template only by the department that answers for it. Lists that the
              form takes options from are there afterwards, empty if they were not before.
    Raises    ActionRefused, AddressTaken.
    """
    if not policies.can_adopt_for(actor, department_id):
        raise ActionRefused(action="adopt")
    version = shared_forms.version(template_version_id)
    department = Department.objects.get(pk=department_id)
    procedure = _new_procedure(version, slug, department)
    Adoption.objects.create(
        procedure=procedure,
        template_id=version.template_id,
        template_version_id=version.pk,
        overlay=_local_facts(department).model_dump(mode="json"),
        changed_by=actor.name,
    )
    datasets.add_missing(datasets_of(shared_forms.definition_of(version.pk)), actor=actor)
    audit.record(
        AuditEvent.FORM_ADOPTED,
        actor=actor,
        subject=slug,
        template=version.template.slug,
        template_version=version.number,
    )
    return procedure


def _new_procedure(version: TemplateVersion, slug: str, department: Department) -> Procedure:
    template = version.template
    procedure = Procedure(
        slug=slug,
        title=template.title,
        category=template.category,
        life_events=template.life_events,
        keywords=template.keywords,
        department=department,
    )
    procedure.search_text = search_words.of_procedure(procedure)
    try:
        with transaction.atomic():
            procedure.save(force_insert=True)
    except IntegrityError as error:
        raise AddressTaken(slug) from error
    return procedure


def _local_facts(department: Department) -> Overlay:
    facts = [SetFact(op="set_fact", fact="department", value=Text(ja=department.name))]
    if department.phone:
        facts.append(SetFact(op="set_fact", fact="phone", value=Text(ja=department.phone)))
    return Overlay(operations=tuple(facts))
