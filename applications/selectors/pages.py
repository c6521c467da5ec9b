"""One application as a screen shows it: answers as they were asked, what was asked back, and what changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from applications import pdf_pages
from applications.amending import can_be_amended
from applications.models import Amendment, AnswerVersion, Application, Attachment
from applications.selectors.drafts import as_stored_file, form_of
from shared_forms.language import CompiledForm, Question, StoredFile
from shared_forms.language.answers import AnswerValue
from shared_forms.language.display import lines
from shared_forms.language.stored_file import PICTURES
from shared_forms.language.texts import JAPANESE, Text


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of the application; staff open it through a view that records the opening."""

    id: str
    question: str
    name: str
    size_bytes: int
    content_type: str

    @property
    def is_picture(self) -> bool:
        return self.content_type in PICTURES

    @property
    def is_paper(self) -> bool:
        """Whether it is looked at page by page."""
        return self.content_type == pdf_pages.CONTENT_TYPE


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question with its answer in lines, and the files among it.

    handed_in:      the applicant's own answer where staff amended it, None elsewhere.
    can_be_amended: whether it is of a kind that staff may put right.
    """

    question: str
    label: Text
    lines: tuple[str, ...]
    attachments: tuple[AttachmentRow, ...]
    is_sensitive: bool
    handed_in: tuple[str, ...] | None
    can_be_amended: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one page of the form."""

    title: Text
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What the office asked to be corrected; `label` is None for a word on the whole."""

    version: int
    question: str
    label: Text | None
    comment: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class AnswerDifference:
    """A question whose answer differs between two versions, in lines; no lines where there was no answer."""

    question: str
    label: Text
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the answers; what it changed against the version before."""

    number: int
    submitted_at: datetime
    differences: tuple[AnswerDifference, ...]


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """What staff put right in a version, and why."""

    version: int
    made_at: datetime
    made_by: str
    reason: str
    differences: tuple[AnswerDifference, ...]


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """Everything a screen shows of one application; who may see it was asked before."""

    sections: tuple[Section, ...]
    versions: tuple[VersionRow, ...]
    amendments: tuple[AmendmentRow, ...]
    comments: tuple[CommentRow, ...]

    @property
    def open_comments(self) -> tuple[CommentRow, ...]:
        """What was asked last of the version that is the last one."""
        of_last = [comment for comment in self.comments if comment.version == self.versions[-1].number]
        return tuple(comment for comment in of_last if comment.made_at == of_last[-1].made_at)


def application_page(application: Application) -> ApplicationPage:
    """The page of an application that was looked up in `visible_to`; five queries, one fewer once its form is known."""
    form = form_of(application)
    layers = _layers(application)
    attachments = {str(row.pk): row for row in Attachment.objects.filter(application=application)}
    files = {key: as_stored_file(row) for key, row in attachments.items()}
    handed_in = next(layer.answers for layer in reversed(layers) if isinstance(layer, AnswerVersion))
    changed = [
        (layer, differences(form, before.answers, layer.answers, files) if before else ())
        for before, layer in zip([None, *layers], layers, strict=False)
    ]
    return ApplicationPage(
        sections=tuple(_sections(form, layers[-1].answers, handed_in, attachments, files)),
        versions=tuple(
            VersionRow(layer.number, layer.submitted_at, what)
            for layer, what in changed
            if isinstance(layer, AnswerVersion)
        ),
        amendments=tuple(
            AmendmentRow(layer.answer_version, layer.made_at, layer.made_by, layer.reason, what)
            for layer, what in changed
            if isinstance(layer, Amendment)
        ),
        comments=tuple(_comments(form, application)),
    )


def pictures(application: Application) -> list[AttachmentRow]:
    """The pictures among the answers handed in last, in the order of the form."""
    answers = (answer for section in application_page(application).sections for answer in section.answers)
    return [file for answer in answers for file in answer.attachments if file.is_picture]


def open_comments(application: Application) -> dict[str, str]:
    """What was asked last: question id -> words, "" for a word on the whole."""
    if application.returned_at is None:
        return {}
    asked = application.return_comments.filter(made_at=application.returned_at)
    return dict(asked.values_list("question", "comment"))


def differences(
    form: CompiledForm,
    before: Mapping[str, AnswerValue],
    after: Mapping[str, AnswerValue],
    files: Mapping[str, StoredFile],
) -> tuple[AnswerDifference, ...]:
    """The questions whose answers differ between two sets of answers on one form, in the order of the form."""
    return tuple(
        AnswerDifference(
            question.id,
            question.label,
            lines(question, before.get(question.id), get_language() or JAPANESE, files),
            lines(question, after.get(question.id), get_language() or JAPANESE, files),
        )
        for question in form.definition.questions()
        if before.get(question.id) != after.get(question.id)
    )


def _layers(application: Application) -> list[AnswerVersion | Amendment]:
    """Each version as it was handed in, followed by what staff amended in it; each begins with the answers of the one before."""
    versions = AnswerVersion.objects.filter(application=application)
    amendments = list(Amendment.objects.filter(application=application))
    layers: list[AnswerVersion | Amendment] = []
    for version in versions:
        layers.append(version)
        layers.extend(each for each in amendments if each.answer_version == version.number)
    return layers


def _sections(
    form: CompiledForm,
    answers: Mapping[str, AnswerValue],
    handed_in: Mapping[str, AnswerValue],
    attachments: Mapping[str, Attachment],
    files: Mapping[str, StoredFile],
) -> Iterator[Section]:
    for page in form.definition.pages:
        rows = tuple(
            _answer(question, answers, handed_in, attachments, files)
            for question in page.questions
            if question.id in answers
        )
        if rows:
            yield Section(page.title, rows)


def _answer(
    question: Question,
    answers: Mapping[str, AnswerValue],
    handed_in: Mapping[str, AnswerValue],
    attachments: Mapping[str, Attachment],
    files: Mapping[str, StoredFile],
) -> AnswerRow:
    value, own = answers[question.id], handed_in.get(question.id)
    language = get_language() or JAPANESE
    named = (
        [attachments[key] for key in value if isinstance(key, str) and key in attachments]
        if isinstance(value, list)
        else []
    )
    return AnswerRow(
        question=question.id,
        label=question.label,
        lines=lines(question, value, language, files),
        attachments=tuple(
            AttachmentRow(str(row.pk), row.question, row.original_name, row.size_bytes, row.content_type)
            for row in named
        ),
        is_sensitive=question.privacy == "sensitive",
        handed_in=None if own == value else lines(question, own, language, files),
        can_be_amended=can_be_amended(question),
    )


def _comments(form: CompiledForm, application: Application) -> Iterator[CommentRow]:
    for row in application.return_comments.all():
        question = form.definition.question(row.question)
        label = question.label if question else None
        yield CommentRow(row.answer_version, row.question, label, row.comment, row.made_at, row.made_by)
