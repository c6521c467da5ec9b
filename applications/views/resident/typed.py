"""What somebody sent from one page: answers as they were typed, and files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from applications.errors import FileRefused
from applications.models import Attachment
from applications.services import attachments
from applications.views.resident.filling import Filling
from shared_forms.language import AnswerError, Question
from shared_forms.language.form_data import from_form_data, initial
from shared_forms.language.types import FileQuestion


@dataclass(frozen=True, slots=True)
class Typed:
    """One sent page.

    shown:    the questions that stood on it; only these are changed.
    named:    everything that stood on it and might not, options that are not always offered among it.
    refused:  what is wrong with files that were not taken.
    """

    shown: frozenset[str]
    named: frozenset[str]
    answers: Mapping[str, Any]
    uploads: tuple[Attachment, ...]
    refused: tuple[AnswerError, ...]


def read_typed(request: HttpRequest, filling: Filling, questions: Collection[Question]) -> Typed:
    """Read the questions of a sent page. Files are stored by now; everything else is only looked at.

    A page names its questions; an answer may have made others visible since, which nobody was asked yet.
    """
    named = frozenset(request.POST.get("shown", "").split())
    shown = frozenset(question.id for question in questions if question.id in named)
    answers: dict[str, Any] = {
        question: _without_nul(value)
        for question, value in from_form_data(filling.form, request.POST.getlist, shown).items()
    }
    uploads, refused = [], []
    for question in questions:
        if isinstance(question, FileQuestion) and question.id in shown:
            stored, wrong = _store(request, filling, question)
            answers[question.id] = [] if stored and question.max_files == 1 else _kept(request, filling, question)
            uploads += stored
            refused += wrong
    return Typed(shown, named, answers, tuple(uploads), tuple(refused))


def says_something(filling: Filling, typed: Typed) -> bool:
    """Whether anything differs from the page as it came."""
    came = initial(filling.form, timezone.localdate()) | dict(filling.kept)
    questions = filling.form.definition.questions()
    return bool(typed.uploads) or any(
        not question.is_blank(typed.answers[question.id])
        and question.typed(typed.answers[question.id]) != question.typed(came.get(question.id))
        for question in questions
        if question.id in typed.answers
    )


def _store(
    request: HttpRequest, filling: Filling, question: FileQuestion
) -> tuple[list[Attachment], list[AnswerError]]:
    """One file more than allowed is enough to say that there are too many."""
    uploads = request.FILES.getlist(question.id)[: question.max_files + 1]
    room = attachments.room(filling.draft) if uploads else 0
    stored, refused = [], []
    for upload in uploads:
        try:
            stored.append(attachments.store(question, upload, room=room))
            room -= stored[-1].size_bytes
        except FileRefused as refusal:
            refused.append(refusal.error)
    return stored, refused


def _kept(request: HttpRequest, filling: Filling, question: FileQuestion) -> list[str]:
    """The files that were there before, without the one whose 取り除く was pressed, or with the one that is put back."""
    removed, restored = request.POST.get("remove_file"), request.POST.get("restore_file")
    kept = [file_id for file_id in question.typed(filling.answered.get(question.id)) if file_id != removed]
    file = filling.attachment(restored) if restored else None
    return sorted({*kept, str(file.pk)}) if file and file.question == question.id else kept


def _without_nul(value: Any) -> Any:
    """No keyboard makes a NUL, and the database cannot keep one."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {key: _without_nul(each) for key, each in value.items()}
    return [_without_nul(each) for each in value] if isinstance(value, list) else value
