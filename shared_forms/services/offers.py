"""What cities offer to all (提供された様式): make a template of it, or say why not. In the consortium's context."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor
from notifications.services import promise
from shared_forms import policies
from shared_forms.categories import Category
from shared_forms.errors import ActionRefused, SlugTaken
from shared_forms.language import FormDefinition
from shared_forms.life_events import LifeEvent
from shared_forms.models import FormTemplate, TemplateVersion
from shared_forms.services.releases import ReleaseFacts, release
from shared_forms.services.templates import publish_template_version
from tenants.models import OfferedForm, ReportedProcedure


@transaction.atomic
def accept(
    offer_id: UUID,
    *,
    slug: str,
    category: Category,
    life_events: Sequence[LifeEvent] = (),
    keywords: str = "",
    actor: Actor,
) -> TemplateVersion:
    """Make a template of an offered form, under the city's name; or the next version of one that is this city's already.

    Raises ActionRefused; SlugTaken; FaultyForm.
    """
    offer = _waiting(offer_id, actor)
    owner = offer.municipality.name
    known = FormTemplate.objects.filter(slug=slug).first()
    if known and known.owner != owner:
        raise SlugTaken(slug)
    version = publish_template_version(
        slug,
        FormDefinition.model_validate(offer.definition),
        category=category,
        life_events=life_events,
        keywords=keywords,
        owner=owner,
        actor=actor,
    )
    FormTemplate.objects.filter(pk=version.template_id).update(offer_id=offer.offer_id, introduction=offer.note)
    release(version.pk, ReleaseFacts(), actor=actor)
    _decide(offer, OfferedForm.State.ACCEPTED, "", actor)
    audit.record(AuditEvent.OFFER_ACCEPTED, actor=actor, subject=slug, municipality=offer.municipality.slug)
    promise("offer_accepted", to=offer.answer_to, procedure=offer.title)
    return version


@transaction.atomic
def decline(offer_id: UUID, *, comment: str, actor: Actor) -> OfferedForm:
    """Say why a form does not become a template; the city may offer it again. Raises ActionRefused."""
    offer = _waiting(offer_id, actor)
    _decide(offer, OfferedForm.State.DECLINED, comment, actor)
    audit.record(AuditEvent.OFFER_DECLINED, actor=actor, subject=offer.slug, municipality=offer.municipality.slug)
    promise("offer_declined", to=offer.answer_to, procedure=offer.title, comment=comment)
    return offer


def count_adopters() -> int:
    """Write down how many cities adopted each template, as they reported, where every city can read it. Returns how many changed."""
    cities: dict[UUID, set[UUID]] = {}
    told = ReportedProcedure.objects.filter(template_id__isnull=False).values_list("template_id", "municipality_id")
    for template_id, municipality_id in told.order_by():
        if template_id:
            cities.setdefault(template_id, set()).add(municipality_id)
    changed = [row for row in FormTemplate.objects.all() if row.adopters != len(cities.get(row.pk, ()))]
    for row in changed:
        row.adopters = len(cities.get(row.pk, ()))
    FormTemplate.objects.bulk_update(changed, ["adopters"])
    return len(changed)


def _waiting(offer_id: UUID, actor: Actor) -> OfferedForm:
    if not policies.can_publish_template(actor):
        raise ActionRefused(action="decide_offer")
    offer = OfferedForm.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=offer_id)
    if offer.state != OfferedForm.State.WAITING:
        raise ActionRefused(action="decide_offer")
    return offer


def _decide(offer: OfferedForm, state: OfferedForm.State, comment: str, actor: Actor) -> None:
    offer.state, offer.comment = state, comment
    offer.decided_by, offer.decided_at = actor.name, timezone.now()
    offer.save(update_fields=["state", "comment", "decided_by", "decided_at"])
