"""The shared forms as the secretariat sees them: versions, and who adopted which, as the cities reported it."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from portal.selectors.releases import Following, following
from shared_forms import selectors as shared_forms
from shared_forms.models import FormTemplate, TemplateDraft, TemplateVersion
from tenants.models import ReportedProcedure


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One line of the list. cities: how many adopted it; behind: how many of their procedures are on an older version."""

    latest: TemplateVersion
    cities: int
    online: int
    behind: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version, and how many procedures of the cities are on it."""

    version: TemplateVersion
    procedures: int


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """One shared form: its versions, the latest first, and the procedures that cities made of it."""

    template: FormTemplate
    versions: tuple[VersionLine, ...]
    adoptions: tuple[ReportedProcedure, ...]
    has_draft: bool
    following: Following

    @property
    def latest(self) -> int:
        return self.versions[0].version.number


def template_lines() -> list[TemplateLine]:
    """Every shared form, by category and title: two queries."""
    reported: dict[UUID | None, list[ReportedProcedure]] = {}
    for row in ReportedProcedure.objects.filter(template_id__isnull=False).order_by():
        reported.setdefault(row.template_id, []).append(row)
    return [_line(latest, reported.get(latest.template_id, [])) for latest in shared_forms.latest_versions()]


def _line(latest: TemplateVersion, reported: list[ReportedProcedure]) -> TemplateLine:
    return TemplateLine(
        latest,
        cities=len({row.municipality_id for row in reported}),
        online=sum(row.is_online for row in reported),
        behind=sum(row.template_version != latest.number for row in reported),
    )


def templates() -> QuerySet[FormTemplate]:
    """Shared forms that have a version, by title."""
    return FormTemplate.objects.filter(Exists(TemplateVersion.objects.filter(template=OuterRef("pk"))))


def versions() -> QuerySet[TemplateVersion]:
    """Every version there is, with its template and without what it asks."""
    return shared_forms.versions().defer("definition")


def template_page(template: FormTemplate) -> TemplatePage:
    """One shared form: six queries."""
    adoptions = ReportedProcedure.objects.filter(template_id=template.pk).select_related("municipality")
    procedures = tuple(adoptions.order_by("municipality__code", "title"))
    counted = Counter(procedure.template_version for procedure in procedures)
    rows = list(versions().filter(template=template).order_by("-number"))
    lines = tuple(VersionLine(row, counted[row.number]) for row in rows)
    has_draft = TemplateDraft.objects.filter(template=template).exists()
    return TemplatePage(template, lines, procedures, has_draft, following(rows[0]))
