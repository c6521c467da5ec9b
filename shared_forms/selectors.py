"""Read the shared templates, from the consortium or from any city."""

from collections.abc import Collection
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from shared_forms.language import FormDefinition
from shared_forms.models import FormTemplate, PostalArea, TemplateVersion


def latest_versions() -> QuerySet[TemplateVersion]:
    """The latest version of every template, by category and title."""
    newest = TemplateVersion.objects.order_by("template_id", "-number").distinct("template_id")
    return (
        TemplateVersion.objects.filter(pk__in=newest.values("pk"))
        .select_related("template")
        .order_by("template__category", "template__title")
    )


def versions() -> QuerySet[TemplateVersion]:
    """Every version there is, with its template."""
    return TemplateVersion.objects.select_related("template")


def latest_version(template_id: UUID) -> TemplateVersion:
    """The latest version of one template, with it. Raises TemplateVersion.DoesNotExist."""
    return TemplateVersion.objects.select_related("template").filter(template=template_id).latest("number")


def version(version_id: UUID) -> TemplateVersion:
    """One version with its template. Raises TemplateVersion.DoesNotExist."""
    return TemplateVersion.objects.select_related("template").get(pk=version_id)


def version_numbers() -> dict[UUID, int]:
    """The number of every version there is, by its id."""
    return dict(TemplateVersion.objects.values_list("pk", "number"))


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
