"""The next version of a shared form as the editor shows it."""

from dataclasses import dataclass
from uuid import UUID

from catalog.selectors import CityForm
from shared_forms import selectors as shared_forms
from shared_forms.language.overlay import Difference, Overlay, attempt
from shared_forms.language.overlay.revising import locks_of, revised, unlocked
from shared_forms.models import FormTemplate, TemplateDraft, TemplateVersion


@dataclass(frozen=True, slots=True)
class Revision:
    """A template with its draft, if one was begun.

    base:   the version it is compared with: that of the draft, else the latest.
    locks:  id of a page or question -> why no city may change it, as the next version would say.
    """

    template: FormTemplate
    draft: TemplateDraft | None
    base: TemplateVersion
    form: CityForm
    locks: dict[str, str]
    lock_changes: tuple[str, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What the next version asks otherwise."""
        return self.form.from_template

    @property
    def is_changed(self) -> bool:
        return bool(self.differences or self.lock_changes)


def draft_of(template_id: UUID) -> TemplateDraft | None:
    """The draft of a template, with the version it began with."""
    return TemplateDraft.objects.select_related("base").filter(template=template_id).first()


def revision_of(template: FormTemplate) -> Revision:
    """The next version of a template as it stands; without a draft the same as the latest."""
    draft = draft_of(template.pk)
    base = draft.base if draft else template.versions.order_by("-number").defer("definition").first()
    if base is None:
        raise FormTemplate.DoesNotExist
    original = shared_forms.definition_of(base.pk)
    free = unlocked(original)
    overlay = Overlay.model_validate(draft.overlay if draft else {})
    definition, problems = attempt(free, overlay)
    form = CityForm(base, free, overlay, definition, definition, original, problems)
    locks = locks_of(revised(original, overlay, draft.locks if draft else {})[0])
    return Revision(template, draft, base, form, locks, tuple(_lock_changes(form, locks_of(original), locks)))


def _lock_changes(form: CityForm, before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What the locks do otherwise, in words."""
    words = []
    for target in sorted({*before, *after}):
        question = form.definition.question(target)
        page = next((page for page in form.definition.pages if page.id == target), None)
        if question is None and page is None:
            continue
        name = str(question.label if question else page.title if page else target)
        if target not in after:
            words.append(f"『{name}』の固定を解きます。市町村が変えられるようになります。")
        elif before.get(target) != after[target]:
            words.append(f"『{name}』を固定します。理由：{after[target]}")
    return words
