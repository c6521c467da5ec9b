"""Read the shared templates, from the consortium or from any city."""

from collections.abc import Collection
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from shared_forms.language import FormDefinition
from shared_forms.models import FormTemplate, PostalArea, Rehearsal, TemplateVersion
from tenants.context import current_municipality_or_none


def latest_versions() -> QuerySet[TemplateVersion]:
    """The latest version of every template that is offered to the place at hand, by category and title."""
    newest = _offered().order_by("template_id", "-number").distinct("template_id")
    return (
        TemplateVersion.objects.filter(pk__in=newest.values("pk"))
        .select_related("template", "release")
        .order_by("template__category", "template__title")
    )


def _offered() -> QuerySet[TemplateVersion]:
    """In a city: everything but what is for others to try first. In the consortium: everything."""
    city = current_municipality_or_none()
    if city is None:
        return TemplateVersion.objects.all()
    is_everybodys = Q(release__isnull=True) | Q(release__pilots=[])
    return TemplateVersion.objects.filter(is_everybodys | Q(release__pilots__contains=[city.slug]))


def versions() -> QuerySet[TemplateVersion]:
    """Every version there is, with its template."""
    return TemplateVersion.objects.select_related("template")


def latest_version(template_id: UUID) -> TemplateVersion:
    """The latest version of one template that is offered to the place at hand. Raises TemplateVersion.DoesNotExist."""
    return _offered().select_related("template", "release").filter(template=template_id).latest("number")


def version(version_id: UUID) -> TemplateVersion:
    """One version with its template. Raises TemplateVersion.DoesNotExist."""
    return TemplateVersion.objects.select_related("template").get(pk=version_id)


def templates_of_offers(offers: Collection[UUID]) -> dict[UUID, FormTemplate]:
    """The templates that came of what a city offered, by the offer's id."""
    return {row.offer_id: row for row in FormTemplate.objects.filter(offer_id__in=offers) if row.offer_id}


def rehearsal(rehearsal_id: UUID | str) -> Rehearsal | None:
    """What is tried before it is published; None once it is over."""
    return Rehearsal.objects.filter(pk=rehearsal_id).first()


def version_numbers() -> dict[UUID, int]:
    """The number of every version there is, by its id."""
    return dict(TemplateVersion.objects.values_list("pk", "number"))


def slug_of(template_id: UUID) -> str:
    """The name by which a template is known everywhere."""
    return FormTemplate.objects.values_list("slug", flat=True).get(pk=template_id)


def template_ids(slugs: Collection[str]) -> dict[UUID, str]:
    """The templates of these slugs: id -> slug."""
    return dict(FormTemplate.objects.filter(slug__in=slugs).values_list("pk", "slug"))


@lru_cache(maxsize=128)
def definition_of(version_id: UUID) -> FormDefinition:
    """What a version asks, kept in the process: a version never changes. Raises TemplateVersion.DoesNotExist."""
    document = TemplateVersion.objects.values_list("definition", flat=True).get(pk=version_id)
    return FormDefinition.model_validate(document)


def areas_of(postal_code: str) -> QuerySet[PostalArea]:
    """The areas of a code of seven digits; nearly always one, now and then dozens."""
    return PostalArea.objects.filter(code=postal_code)
