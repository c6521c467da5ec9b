"""What residents see: publish (公開)."""

from uuid import UUID

from django.db import transaction

from audit import services as audit
from audit.events import AuditEvent
from catalog import limits, policies
from catalog.dataset_entries import content_hash as list_hash
from catalog.dataset_selectors import options_of
from catalog.errors import ActionRefused, ListsMissing, NothingChanged
from catalog.models import Adoption, Procedure, PublishedForm
from catalog.services.locking import locked
from common.actor import Actor
from shared_forms import selectors as shared_forms
from shared_forms.language import FaultyForm, FormDefinition, analysis, content_hash, to_json
from shared_forms.language.datasets import datasets_of, with_entries
from shared_forms.language.overlay import Overlay, apply


@transaction.atomic
def publish(procedure_id: UUID, *, actor: Actor) -> PublishedForm:
    """Freeze the city's draft as the form that residents fill in from now on (公開フォーム).

    Applications and drafts that were begun stay on the form they were begun on.
    What it takes from the city's lists is frozen with it.
    Raises ActionRefused; PlanLimitReached; NothingChanged; ListsMissing; OverlayRefused or FaultyForm with every fault of the draft.
    """
    procedure = locked(procedure_id)
    if not policies.can_publish(actor, procedure):
        raise ActionRefused(action="publish")
    if not procedure.is_published:
        limits.take_place()
    adoption = Adoption.objects.get(procedure=procedure)
    template = shared_forms.definition_of(adoption.template_version_id)
    definition = apply(template, Overlay.model_validate(adoption.overlay))
    entries = options_of(datasets_of(definition))
    definition = with_entries(definition, entries)
    if missing := datasets_of(definition):
        raise ListsMissing(missing.values())
    if faults := analysis.dead_ends(definition):
        raise FaultyForm(faults)
    if procedure.current_form and procedure.current_form.content_hash == content_hash(definition):
        raise NothingChanged
    lists = {slug: list_hash(options) for slug, options in entries.items()}
    form = _snapshot(procedure, adoption, definition, lists, actor)
    procedure.current_form = form
    procedure.save(update_fields=["current_form"])
    audit.record(
        AuditEvent.FORM_PUBLISHED,
        actor=actor,
        subject=procedure.slug,
        number=form.number,
        content_hash=form.content_hash,
    )
    return form


def _snapshot(
    procedure: Procedure, adoption: Adoption, definition: FormDefinition, lists: dict[str, str], actor: Actor
) -> PublishedForm:
    last = procedure.published_forms.order_by("-number").values_list("number", flat=True).first()
    return PublishedForm.objects.create(
        procedure=procedure,
        number=(last or 0) + 1,
        definition=to_json(definition),
        content_hash=content_hash(definition),
        template_version_id=adoption.template_version_id,
        overlay=adoption.overlay,
        lists=lists,
        published_by=actor.name,
    )
