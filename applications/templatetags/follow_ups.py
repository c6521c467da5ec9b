"""What may come next, for the mail of receipt: looked up and signed when the mail is made, so that no outbox row holds a link."""

from uuid import UUID

from django import template
from django.conf import settings
from django.urls import reverse

from applications.actors import applicant_of
from applications.selectors.applications import visible_to
from applications.selectors.follow_ups import offers
from shared_forms.templatetags.words import plain
from tenants.context import current_municipality

register = template.Library()


@register.simple_tag
def follow_ups(application_id: str) -> list[dict[str, str]]:
    """Title and address of every procedure that may come next; none once the application is gone."""
    application = visible_to(applicant_of(UUID(application_id))).first()
    host = current_municipality().host
    return [
        {"title": plain(offer.title), "address": settings.KYODO.address(host, reverse("hand_over", args=[offer.token]))}
        for offer in (offers(application) if application else ())
    ]
