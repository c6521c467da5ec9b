"""Files of residents (添付): stored before any transaction, referenced inside one, swept when nobody refers to them."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum
from django.utils import timezone

from applications import file_types
from applications.errors import FileRefused
from applications.models import Application, Attachment, Draft
from applications.previews import NotAnImage, Preview, make_previews
from common.file_sizes import MEGABYTE
from common.identifiers import new_id
from shared_forms.language import ErrorCode
from shared_forms.language.stored_file import PICTURES
from shared_forms.language.types.file import FileQuestion

FOLDER = "attachments"
SWEEP_DAYS = 31
MOST_BYTES = 300 * MEGABYTE  # of one draft: twenty photographs of 10 MB, and ten that were taken out again


def room(draft: Draft | None) -> int:
    """How many bytes of files a draft may still take in. What was taken out again is counted: it is still stored."""
    taken = Attachment.objects.filter(draft=draft).aggregate(sum=Sum("size_bytes"))["sum"] if draft else 0
    return MOST_BYTES - (taken or 0)


def store(question: FileQuestion, upload: UploadedFile, *, room: int = MOST_BYTES) -> Attachment:
    """Check a file and put it into the city's storage, a picture with what is shown instead of it; the file itself stays as it is.

    Returns its row, not yet written; `drafts` writes it. Raises FileRefused with a sentence for the reader.
    """
    name = file_types.tidy_name(upload.name or "")
    content_type, digest = _checked_type(question, name, upload), _sha256(upload)
    if (upload.size or 0) > room:
        raise FileRefused(question, ErrorCode.FILES_TOO_HEAVY, max_megabytes=MOST_BYTES // MEGABYTE)
    previews = _previews(question, name, upload) if content_type in PICTURES else {}
    pk, now = new_id(), timezone.now()
    storage_name = default_storage.save(f"{FOLDER}/{timezone.localdate(now):%Y-%m-%d}/{pk}", upload)
    for preview, content in previews.items():
        default_storage.save(preview_name(storage_name, preview), ContentFile(content))
    return Attachment(
        pk=pk,
        question=question.id,
        storage_name=storage_name,
        original_name=name,
        content_type=content_type,
        size_bytes=upload.size or 0,
        sha256=digest,
        created_at=now,
    )


def preview_name(storage_name: str, preview: Preview) -> str:
    """Where a preview lies: beside its original, with an ending."""
    return f"{storage_name}.{preview}"


def hand_over(draft: Draft, application: Application, answers: Mapping[str, object]) -> None:
    """Give the files that the answers name to the application, and the others of the draft to the sweep."""
    lists = (value for value in answers.values() if isinstance(value, list))
    named = [each for value in lists for each in value if isinstance(each, str)]  # rows of a group are no names
    own = Attachment.objects.filter(draft=draft)
    own.filter(pk__in=named).update(draft=None, application=application)
    own.update(draft=None)


def sweep() -> int:
    """Delete the files that belong to nobody: rows without an owner, and files whose row was never written. Returns how many."""
    swept = 0
    for attachment in Attachment.objects.filter(draft=None, application=None):
        _delete_files(attachment.storage_name)  # first the files: a row that stays behind is found again
        attachment.delete()
        swept += 1
    return swept + sum(1 for _ in _delete_unrecorded())


def _delete_unrecorded() -> Iterator[str]:
    """Files of a request that ended between storing and writing; today's are left alone, for it may still be running."""
    today = timezone.localdate()
    for day in (today - timedelta(days=days) for days in range(1, SWEEP_DAYS)):
        names = _names(day)
        known = set(Attachment.objects.filter(storage_name__in=names).values_list("storage_name", flat=True))
        for name in names - known:
            _delete_files(name)
            yield name


def _names(day: date) -> set[str]:
    """The originals of a day; what lies beside one, left alone or not, counts as it."""
    folder = f"{FOLDER}/{day:%Y-%m-%d}"
    try:
        _, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return set()
    return {f"{folder}/{file.partition('.')[0]}" for file in files}


def _delete_files(storage_name: str) -> None:
    for preview in Preview:
        default_storage.delete(preview_name(storage_name, preview))
    default_storage.delete(storage_name)


def _checked_type(question: FileQuestion, name: str, upload: UploadedFile) -> str:
    if not upload.size:
        raise FileRefused(question, ErrorCode.FILE_EMPTY, name=name)
    if upload.size > question.max_size_bytes:
        raise FileRefused(question, ErrorCode.FILE_TOO_LARGE, name=name, max_bytes=question.max_size_bytes)
    head = upload.read(file_types.HEAD_BYTES)
    content_type = file_types.accepted_type(head, question.accept)
    if content_type is None:
        raise FileRefused(question, ErrorCode.FILE_TYPE, name=name)
    if file_types.is_disguised(name, head):
        raise FileRefused(question, ErrorCode.FILE_DISGUISED, name=name)
    return content_type


def _previews(question: FileQuestion, name: str, upload: UploadedFile) -> dict[Preview, bytes]:
    try:
        return make_previews(upload)
    except NotAnImage:
        raise FileRefused(question, ErrorCode.FILE_UNREADABLE, name=name) from None
    finally:
        upload.seek(0)


def _sha256(upload: UploadedFile) -> str:
    upload.seek(0)
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    upload.seek(0)
    return digest
