"""The next version of a shared form as the editor shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from catalog.editor import element
from catalog.selectors import CityForm
from shared_forms import selectors as shared_forms
from shared_forms.language import Page
from shared_forms.language.overlay import Difference, Edits, Overlay, attempt
from shared_forms.language.overlay.revising import locks_of, notes_of, revised, unlocked
from shared_forms.models import FormTemplate, TemplateDraft, TemplateVersion


@dataclass(frozen=True, slots=True)
class Revision:
    """A template with its draft, if one was begun.

    base:   the version it is compared with: that of the draft, else the latest.
    locks:  id of a page or question -> why no city may change it, as the next version would say.
    notes:  pages and questions that each city words for itself, as the next version would say.
    lock_changes:  what both do otherwise, in words.
    """

    template: FormTemplate
    draft: TemplateDraft | None
    base: TemplateVersion
    form: CityForm
    locks: dict[str, str]
    notes: frozenset[str]
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
    edits = Edits.model_validate(draft.edits if draft else {})
    form = CityForm(base, free, overlay, definition, definition, original, problems, edits)
    next_version = revised(original, overlay, draft.locks, draft.notes)[0] if draft else original
    locks, notes = locks_of(next_version), notes_of(next_version)
    changes = (*_lock_changes(form, locks_of(original), locks), *_note_changes(form, notes_of(original), notes))
    return Revision(template, draft, base, form, locks, notes, changes)


def _lock_changes(form: CityForm, before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What the locks do otherwise, in words."""
    words = []
    for target in sorted({*before, *after}):
        if (name := _name(form, target)) is None:
            continue
        if target not in after:
            words.append(f"『{name}』の固定を解きます。市町村が変えられるようになります。")
        elif before.get(target) != after[target]:
            words.append(f"『{name}』を固定します。理由：{after[target]}")
    return words


def _note_changes(form: CityForm, before: frozenset[str], after: frozenset[str]) -> Iterator[str]:
    """What is worded by each city for itself from now on, or not any more."""
    for target in sorted(before ^ after):
        if (name := _name(form, target)) is not None:
            words = (
                "市の案内にします。市町村のことばが、更新のあとも残ります。"
                if target in after
                else "市の案内でなくします。"
            )
            yield f"『{name}』を{words}"


def _name(form: CityForm, target: str) -> str | None:
    """What people call a page or question; None when it is not there any more."""
    found = element(form.definition, target)
    return None if found is None else str(found.title if isinstance(found, Page) else found.label)
