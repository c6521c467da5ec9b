"""A form as residents will see it, page by page (プレビュー)."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from shared_forms.language import FormDefinition, Page
from shared_forms.language.guide import Guide
from shared_forms.rendering import render_questions


@dataclass(frozen=True, slots=True)
class Preview:
    """One page of the preview; `page` is None on the first, which shows the guide."""

    guide: Guide
    pages: tuple[Page, ...]
    page: Page | None
    questions: SafeString

    @property
    def number(self) -> int:
        """Which step this is, from 1; 0 for the guide."""
        return self.pages.index(self.page) + 1 if self.page else 0

    @property
    def next_page(self) -> Page | None:
        return self.pages[self.number] if self.number < len(self.pages) else None

    @property
    def previous_page(self) -> Page | None:
        return self.pages[self.number - 2] if self.number > 1 else None


def preview_of(definition: FormDefinition, page_id: str | None) -> Preview | None:
    """The guide, or the page of that id with every question it may ask; None when there is no such page."""
    if page_id is None:
        return Preview(definition.guide, definition.pages, None, SafeString())
    for page in definition.pages:
        if page.id == page_id:
            return Preview(definition.guide, definition.pages, page, render_questions(definition, page, {}))
    return None
