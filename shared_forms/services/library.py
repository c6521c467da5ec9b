"""Bring the templates that come with the platform into the catalogue all cities share."""

from common.actor import Actor
from shared_forms import library
from shared_forms.categories import Category
from shared_forms.life_events import LifeEvent
from shared_forms.models import TemplateVersion
from shared_forms.services.templates import publish_template_version


def load_library(actor: Actor) -> list[TemplateVersion]:
    """Publish every template of the library; those whose content is there already stay as they are.

    In the consortium's context. Raises ActionRefused.
    """
    return [
        publish_template_version(
            each.slug,
            each.definition,
            category=Category(each.category),
            life_events=[LifeEvent(event) for event in each.life_events],
            keywords=each.keywords,
            actor=actor,
        )
        for each in library.templates()
    ]
