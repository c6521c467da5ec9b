"""What the next version of a shared form would do in the cities, and who has not followed the present one."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from portal.selectors.template_drafts import Revision
from shared_forms.language import content_hash
from shared_forms.language.merge import Level
from shared_forms.language.overlay import Overlay
from shared_forms.language.overlay.revising import revised, with_own_ids
from shared_forms.models import FormTemplate, Rehearsal, TemplateVersion, VersionRelease
from shared_forms.selectors import definition_of
from tenants.models import Municipality, RehearsalResult, ReportedProcedure


@dataclass(frozen=True, slots=True)
class Impact:
    """What the cities answered to a rehearsal.

    is_current:  whether it was about the draft as it stands.
    results:     one for each procedure, by municipality; waiting: adopters that have not answered yet.
    """

    rehearsal: Rehearsal
    is_current: bool
    results: tuple[RehearsalResult, ...]
    waiting: tuple[Municipality, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many procedures come to each level."""
        return {level.value: sum(each.level == level for each in self.results) for level in Level}

    @property
    def answered(self) -> int:
        return len({each.municipality_id for each in self.results})


def adopters(template: FormTemplate) -> list[Municipality]:
    """The municipalities that told of a procedure made of the template, by code."""
    told = ReportedProcedure.objects.filter(template_id=template.pk).values("municipality")
    return list(Municipality.objects.filter(pk__in=told).order_by("code"))


def impact_of(revision: Revision) -> Impact | None:
    """The answers to the last rehearsal of the next version; None when nobody asked."""
    rehearsal = Rehearsal.objects.filter(template=revision.template).defer("definition").first()
    if rehearsal is None or revision.draft is None:
        return None
    overlay = Overlay.model_validate(revision.draft.overlay)
    definition, _ = revised(definition_of(revision.base.pk), overlay, revision.draft.locks, revision.draft.notes)
    results = RehearsalResult.objects.filter(rehearsal_id=rehearsal.pk).select_related("municipality")
    rows = tuple(results.order_by("municipality__code", "title"))
    answered = {row.municipality_id for row in rows}
    waiting = tuple(city for city in adopters(revision.template) if city.pk not in answered)
    return Impact(rehearsal, content_hash(with_own_ids(definition)) == rehearsal.content_hash, rows, waiting)


@dataclass(frozen=True, slots=True)
class Following:
    """Who follows the latest version. late: procedures that do not, though it was offered to their city."""

    version: TemplateVersion
    release: VersionRelease | None
    pilots: tuple[Municipality, ...]
    followed: int
    late: tuple[ReportedProcedure, ...]

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed and somebody has not followed."""
        due: date | None = self.release.due_on if self.release else None
        return bool(due and due < timezone.localdate() and self.late)


def following(version: TemplateVersion) -> Following:
    """Who has taken a version up, as the cities told."""
    release = VersionRelease.objects.filter(version=version).first()
    slugs = release.pilots if release else []
    rows = ReportedProcedure.objects.filter(template_id=version.template_id).select_related("municipality")
    asked = [row for row in rows.order_by("municipality__code", "title") if not slugs or row.municipality.slug in slugs]
    late = tuple(row for row in asked if (row.template_version or 0) < version.number)
    pilots = tuple(Municipality.objects.filter(slug__in=slugs).order_by("code")) if slugs else ()
    return Following(version, release, pilots, len(asked) - len(late), late)
