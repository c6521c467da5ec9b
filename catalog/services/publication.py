"""What residents see: publish (公開), ask a second person to (公開の依頼), and bring an earlier publication back."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import administrators, holders_of
from audit import services as audit
from audit.events import AuditEvent
from catalog import limits, policies, samples
from catalog.dataset_entries import content_hash as list_hash
from catalog.dataset_selectors import options_of
from catalog.errors import ActionRefused, ListsMissing, NothingChanged, SamplesBroken, SecondPersonNeeded
from catalog.models import Adoption, Procedure, PublicationProposal, PublishedForm, SampleAnswers
from catalog.services.locking import locked
from common.actor import Actor
from notifications.services import promise
from shared_forms import selectors as shared_forms
from shared_forms.language import FaultyForm, FormDefinition, analysis, content_hash, to_json
from shared_forms.language.datasets import datasets_of, with_entries
from shared_forms.language.overlay import Overlay, apply
from tenants.context import current_municipality


@dataclass(frozen=True, slots=True)
class _Ready:
    """The draft as it would be frozen. lists: slug -> content hash of each of the city's lists in it."""

    adoption: Adoption
    definition: FormDefinition
    lists: dict[str, str]


@transaction.atomic
def publish(procedure_id: UUID, *, actor: Actor) -> PublishedForm:
    """Freeze the city's draft as the form that residents fill in from now on (公開フォーム).

    Applications stay on the form they were sent on; what residents have begun goes on with the new one, as far as it fits.
    What it takes from the city's lists is frozen with it.
    Raises ActionRefused; PlanLimitReached; NothingChanged; ListsMissing; SamplesBroken; SecondPersonNeeded;
    OverlayRefused or FaultyForm with every fault of the draft.
    """
    procedure = locked(procedure_id)
    if not policies.can_publish(actor, procedure):
        raise ActionRefused(action="publish")
    if not procedure.is_published:
        limits.take_place()
    ready = _ready(procedure)
    proposal = PublicationProposal.objects.filter(procedure=procedure).first()
    if procedure.needs_second_person and not _is_asked_by_another(proposal, ready, actor):
        raise SecondPersonNeeded
    form = PublishedForm(
        template_version_id=ready.adoption.template_version_id,
        overlay=ready.adoption.overlay,
        definition=to_json(ready.definition),
        content_hash=content_hash(ready.definition),
        lists=ready.lists,
        proposed_by=proposal.proposed_by if proposal and procedure.needs_second_person else "",
    )
    _show(procedure, form, actor)
    PublicationProposal.objects.filter(procedure=procedure).delete()
    audit.record(
        AuditEvent.FORM_PUBLISHED,
        actor=actor,
        subject=procedure.slug,
        number=form.number,
        content_hash=form.content_hash,
    )
    return form


@transaction.atomic
def propose(procedure_id: UUID, *, actor: Actor) -> PublicationProposal:
    """Ask a second person to publish the draft as it is. Whoever may do that and is not the one who asks gets a mail.

    Raises what `publish` does.
    """
    procedure = locked(procedure_id)
    if not policies.can_publish(actor, procedure) or not procedure.needs_second_person:
        raise ActionRefused(action="propose_publication")
    ready = _ready(procedure)
    PublicationProposal.objects.filter(procedure=procedure).delete()
    proposal = PublicationProposal.objects.create(
        procedure=procedure,
        content_hash=content_hash(ready.definition),
        proposed_by=actor.name,
        proposer_id=actor.id,
    )
    audit.record(AuditEvent.FORM_PROPOSED, actor=actor, subject=procedure.slug, content_hash=proposal.content_hash)
    page = settings.KYODO.address(current_municipality().host, reverse("staff_publish", args=[procedure.pk]))
    for person in _who_may_publish(procedure, actor):
        promise("publication_proposed", to=person.email, procedure=procedure.title, address=page)
    return proposal


@transaction.atomic
def withdraw_proposal(procedure_id: UUID, *, actor: Actor) -> None:
    """Ask no more, for instance because there is something to put right. Raises ActionRefused."""
    procedure = locked(procedure_id)
    if not policies.can_publish(actor, procedure):
        raise ActionRefused(action="withdraw_proposal")
    if PublicationProposal.objects.filter(procedure=procedure).delete()[0]:
        audit.record(AuditEvent.FORM_PROPOSAL_WITHDRAWN, actor=actor, subject=procedure.slug)


@transaction.atomic
def roll_back(procedure_id: UUID, number: int, *, actor: Actor) -> PublishedForm:
    """Give residents an earlier publication again, word for word, as a new one (前の公開に戻す). The draft stays as it is.

    Raises ActionRefused, NothingChanged.
    """
    procedure = locked(procedure_id)
    if not policies.can_roll_back(actor, procedure):
        raise ActionRefused(action="roll_back")
    earlier = PublishedForm.objects.filter(procedure=procedure, number=number).first()
    if earlier is None or earlier.pk == procedure.current_form_id:
        raise ActionRefused(action="roll_back")
    if procedure.current_form and procedure.current_form.content_hash == earlier.content_hash:
        raise NothingChanged
    copied = ("definition", "content_hash", "template_version_id", "overlay", "lists")
    form = PublishedForm(**{name: getattr(earlier, name) for name in copied}, restores=earlier.number)
    _show(procedure, form, actor)
    audit.record(
        AuditEvent.FORM_ROLLED_BACK, actor=actor, subject=procedure.slug, number=form.number, restores=earlier.number
    )
    return form


@transaction.atomic
def set_second_person(procedure_id: UUID, *, is_needed: bool, actor: Actor) -> Procedure:
    """Say whether a second person looks at the form before residents do (2人目の確認). Raises ActionRefused."""
    procedure = locked(procedure_id)
    if not policies.can_set_second_person(actor, procedure):
        raise ActionRefused(action="set_second_person")
    procedure.needs_second_person = is_needed
    procedure.save(update_fields=["needs_second_person"])
    audit.record(AuditEvent.PROCEDURE_CHANGED, actor=actor, subject=procedure.slug, needs_second_person=is_needed)
    return procedure


def _ready(procedure: Procedure) -> _Ready:
    """The draft, looked through in every respect; the same that residents see already is refused."""
    adoption = Adoption.objects.get(procedure=procedure)
    definition = apply(
        shared_forms.definition_of(adoption.template_version_id), Overlay.model_validate(adoption.overlay)
    )
    entries = options_of(datasets_of(definition))
    definition = with_entries(definition, entries)
    if missing := datasets_of(definition):
        raise ListsMissing(missing.values())
    if faults := analysis.dead_ends(definition):
        raise FaultyForm(faults)
    if procedure.current_form and procedure.current_form.content_hash == content_hash(definition):
        raise NothingChanged
    kept = SampleAnswers.objects.filter(procedure=procedure)
    replayed = samples.replay(definition, slug=shared_forms.slug_of(adoption.template_id), samples=kept)
    if broken := [each.name for each in replayed if not each.is_as_before]:
        raise SamplesBroken(broken)
    return _Ready(adoption, definition, {slug: list_hash(options) for slug, options in entries.items()})


def _is_asked_by_another(proposal: PublicationProposal | None, ready: _Ready, actor: Actor) -> bool:
    """Whether somebody else has asked for exactly this."""
    return (
        proposal is not None
        and proposal.proposer_id != actor.id
        and proposal.content_hash == content_hash(ready.definition)
    )


def _show(procedure: Procedure, form: PublishedForm, actor: Actor) -> None:
    """Make a publication the one that residents fill in."""
    last = procedure.published_forms.order_by("-number").values_list("number", flat=True).first()
    form.procedure, form.number, form.published_by = procedure, (last or 0) + 1, actor.name
    form.save(force_insert=True)
    procedure.current_form = form
    procedure.save(update_fields=["current_form"])


def _who_may_publish(procedure: Procedure, actor: Actor) -> list[User]:
    editors = holders_of((Role.FORM_EDITOR,), (procedure.department_id,))
    people = {person.pk: person for person in (*administrators(), *editors)}
    return [person for person in people.values() if str(person.pk) != actor.id]
