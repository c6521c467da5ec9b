"""Publish versions of shared templates. In the consortium's context."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor
from shared_forms import policies
from shared_forms.categories import Category
from shared_forms.errors import ActionRefused
from shared_forms.language import FaultyForm, FormDefinition, analysis, compile, content_hash, to_json  # noqa: A004
from shared_forms.life_events import LifeEvent
from shared_forms.models import FormTemplate, TemplateVersion

SECRETARIAT = "大阪府市町村電子申請コンソーシアム事務局"


@transaction.atomic
def publish_template_version(
    slug: str,
    definition: FormDefinition,
    *,
    category: Category,
    life_events: Sequence[LifeEvent] = (),
    keywords: str = "",
    owner: str = SECRETARIAT,
    actor: Actor,
) -> TemplateVersion:
    """Make a definition the latest version of a template (版の公開), and the template itself the first time.

    category, life_events, keywords:  how residents find what comes of it; a city that adopts it may change them.
    Returns   the latest version as it is when the content did not change.
    Raises    ActionRefused; FaultyForm with everything that must be put right.
    """
    if not policies.can_publish_template(actor):
        raise ActionRefused(action="publish_template")
    compile(definition)
    if faults := analysis.dead_ends(definition):
        raise FaultyForm(faults)
    found_by = {"category": category, "life_events": list(life_events), "keywords": keywords}
    template = _template(slug, owner, {"title": str(definition.title), **found_by})
    latest = template.versions.order_by("-number").first()
    digest = content_hash(definition)
    if latest is not None and latest.content_hash == digest:
        return latest
    version = TemplateVersion.objects.create(
        template=template,
        number=latest.number + 1 if latest else 1,
        definition=to_json(definition),
        content_hash=digest,
    )
    audit.record(AuditEvent.TEMPLATE_PUBLISHED, actor=actor, subject=slug, version=version.number, content_hash=digest)
    return version


def _template(slug: str, owner: str, described: Mapping[str, object]) -> FormTemplate:
    """The template, locked, so that two publications get two numbers."""
    FormTemplate.objects.get_or_create(slug=slug, defaults={**described, "owner": owner})
    template = FormTemplate.objects.select_for_update().get(slug=slug)
    if any(getattr(template, name) != value for name, value in described.items()):
        for name, value in described.items():
            setattr(template, name, value)
        template.save(update_fields=list(described))
    return template
