"""Somebody filling in a form: where they are, what they typed so far, and which way leads on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from applications.errors import DraftGone
from applications.models import Application, Attachment, Draft
from applications.selectors.drafts import attachment_in_hand, stored_files
from catalog.models import Procedure
from shared_forms.language import CompiledForm, Errors, StoredFile
from shared_forms.language.answers import Answers, parse
from shared_forms.language.form_data import initial
from shared_forms.language.journey import VisiblePage, visible_pages

CHECK, SAVED = "check", "saved"


@dataclass(frozen=True)
class Filling:
    """One person's way through one form, for an application or for the correction of one.

    base:      address below which the pages stand.
    start:     makes the draft, once there is something to keep.
    kept:      what a draft would begin with while there is none.
    comments:  question id -> what the office asks to be corrected; "" for a word on the whole.
    """

    procedure: Procedure
    form: CompiledForm
    draft: Draft | None
    base: str
    start: Callable[[], Draft]
    kept: Mapping[str, object] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    corrects: Application | None = None

    def with_draft(self, draft: Draft) -> "Filling":
        """The same person after something was saved."""
        return replace(self, draft=draft)

    @property
    def begun(self) -> Draft:
        """The draft, where there must be one. Raises DraftGone."""
        if self.draft is None:
            raise DraftGone
        return self.draft

    @property
    def version(self) -> str:
        """Which state of the draft a screen shows; "" before there is one."""
        return self.draft.version if self.draft else ""

    @property
    def is_notice(self) -> bool:
        """A repeat notice (欠席連絡): sent from its last page, without a check page."""
        return self.form.definition.kind == "repeat_notice" and self.corrects is None

    @property
    def is_counted(self) -> bool:
        """Whether its pages are counted: of an application that takes several steps, not of a notice or a correction."""
        return self.corrects is None and not self.is_notice

    @cached_property
    def answered(self) -> Mapping[str, object]:
        """What was typed, or is to be corrected."""
        return self.draft.answers if self.draft else self.kept

    @cached_property
    def raw(self) -> Mapping[str, object]:
        """What the controls show: the form's defaults under what was typed."""
        return {**initial(self.form, timezone.localdate()), **self.answered}

    @cached_property
    def files(self) -> dict[str, StoredFile]:
        """The files this person has uploaded; only asked for where the form has any."""
        asks = any(question.type == "file" for question in self.form.definition.questions())
        if not asks:
            return {}
        return stored_files(*self._owners)

    def attachment(self, file_id: str) -> Attachment | None:
        """One of these files, the ones that were taken out again among them; None for anybody else's."""
        return attachment_in_hand(*self._owners, file_id)

    @property
    def _owners(self) -> tuple[UUID | None, UUID | None]:
        return self.draft.pk if self.draft else None, self.corrects.pk if self.corrects else None

    @cached_property
    def pages(self) -> tuple[VisiblePage, ...]:
        """The pages on the way, given what is answered so far."""
        return visible_pages(self.form, self.raw, today=timezone.localdate(), files=self.files)

    def page(self, page_id: str) -> VisiblePage | None:
        """A page on the way; None if it is not."""
        return next((visible for visible in self.pages if visible.page.id == page_id), None)

    def place(self, page_id: str) -> int:
        """How many pages come before this one."""
        return [visible.page.id for visible in self.pages].index(page_id)

    def address(self, page_id: str) -> str:
        return f"{self.base}{page_id}/"

    @property
    def first_address(self) -> str:
        return self.address(self.pages[0].page.id)

    @property
    def check_address(self) -> str:
        return self.address(CHECK)

    @property
    def saved_address(self) -> str:
        return self.address(SAVED)

    def page_after(self, page_id: str) -> str | None:
        """The next page on the way, None behind the last."""
        following = self.pages[self.place(page_id) + 1 :]
        return following[0].page.id if following else None

    def address_before(self, page_id: str) -> str | None:
        """The page before, None for the first."""
        place = self.place(page_id)
        return self.address(self.pages[place - 1].page.id) if place else None

    def read(self, visible: VisiblePage | None = None) -> Answers | Errors:
        """The answers of one page, or of the whole form, or what is wrong with them."""
        only = None if visible is None else {question.id for question in visible.questions}
        return parse(self.form, self.answered, today=timezone.localdate(), files=self.files, only=only)

    def incomplete_pages(self) -> Iterator[VisiblePage]:
        """The pages on which something is missing or wrong."""
        return (visible for visible in self.pages if isinstance(self.read(visible), Errors))
