"""添付: what is inside counts, not the name; nothing is left behind."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from applications import file_types
from applications.errors import AnswersIncomplete, FileRefused
from applications.models import Attachment, Draft
from applications.previews import Preview
from applications.services import attachments, drafts
from applications.services.submission import submit_application
from tests.factories.applications import PHOTO_FORM, a_draft, a_procedure, an_application_row
from tests.factories.photos import a_photo

PNG = a_photo("PNG", size=(4, 3))
OTHER_PNG = a_photo("PNG", size=(3, 4))
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
EXE = b"MZ\x90\x00" + bytes(200)
HTML = b"<html><script>alert(1)</script></html>"

pytestmark = pytest.mark.usefixtures("in_sakai")


@pytest.fixture
def draft() -> Draft:
    return a_draft(a_procedure("photo", PHOTO_FORM))


@pytest.fixture
def question(draft):
    from applications.selectors.drafts import form_of

    return form_of(draft).definition.question("photos")


def a_file(name: str = "写真.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("写真.png", EXE, "使えない種類"),
        ("写真.png", HTML, "使えない種類"),
        ("写真.jpg", PNG, "名前と中身の種類が合いません"),
        ("書類.pdf", PNG, "名前と中身の種類が合いません"),
        ("写真.png", b"", "空のファイル"),
        ("写真.png", PNG + bytes(100_000), "大きすぎます"),
        ("写真.png", PNG[:50], "画像として開けません"),
        ("写真.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "使えない種類"),
    ],
)
def test_a_file_that_lies_or_does_not_fit_is_refused_in_words(draft, question, name, content, words):
    with pytest.raises(FileRefused) as refusal:
        attachments.store(question, a_file(name, content))

    assert words in refusal.value.message
    assert name in refusal.value.message
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [("写真.PNG", PNG, "image/png"), ("書類.pdf", PDF, "application/pdf"), ("noextension", PNG, "image/png")],
)
def test_a_file_is_known_by_its_content(draft, question, name, content, content_type):
    row = attachments.store(question, a_file(name, content))

    assert (row.content_type, row.size_bytes, row.original_name) == (content_type, len(content), name)
    with default_storage.open(row.storage_name) as stored:
        assert stored.read() == content


def test_a_photograph_is_kept_to_the_byte_and_shown_without_its_place(draft, question):
    original = a_photo("PNG")
    row = attachments.store(question, a_file(content=original))

    assert row.sha256 == hashlib.sha256(original).hexdigest()
    with default_storage.open(row.storage_name) as stored:
        assert stored.read() == original
    for preview in Preview:
        with default_storage.open(attachments.preview_name(row.storage_name, preview)) as stored:
            assert not Image.open(stored).getexif()
    paper = attachments.store(question, a_file("書類.pdf", PDF))
    assert not default_storage.exists(attachments.preview_name(paper.storage_name, Preview.VIEW))


def test_all_files_together_have_a_limit_in_words(draft, question):
    with pytest.raises(FileRefused) as refusal:
        attachments.store(question, a_file(), room=len(PNG) - 1)
    assert "合計が300MBを超える" in refusal.value.message

    row = attachments.store(question, a_file(), room=len(PNG))
    drafts.save_page(draft, "photo_page", {"photos": []}, [row])
    assert attachments.room(draft) == attachments.MOST_BYTES - len(PNG)
    assert attachments.room(None) == attachments.MOST_BYTES


def test_the_same_photograph_sent_again_is_there_once(draft, question):
    first, again, other = (attachments.store(question, a_file(content=content)) for content in (PNG, PNG, OTHER_PNG))
    draft, kept = drafts.add_file(draft, "photo_page", question, first)
    draft, found = drafts.add_file(draft, "photo_page", question, again)
    assert (kept, found) == (first, first)
    assert draft.answers["photos"] == [str(first.pk)]

    draft = drafts.save_page(draft, "photo_page", {"photos": draft.answers["photos"]}, [again, other])
    assert draft.answers["photos"] == [str(first.pk), str(other.pk)]
    assert Attachment.objects.count() == 2


def test_one_file_more_than_allowed_is_refused_and_leaves_no_row(draft, question):
    for colour in ("#111111", "#222222"):
        row = attachments.store(question, a_file(content=a_photo("PNG", size=(4, 3), colour=colour)))
        draft, _ = drafts.add_file(draft, "photo_page", question, row)

    with pytest.raises(FileRefused, match="2個まで"):
        drafts.add_file(draft, "photo_page", question, attachments.store(question, a_file()))
    assert Attachment.objects.count() == 2


def test_a_file_taken_out_can_be_put_back(draft, question):
    row = attachments.store(question, a_file())
    draft, _ = drafts.add_file(draft, "photo_page", question, row)

    draft = drafts.remove_file(draft, row)
    assert draft.answers["photos"] == []
    draft, _ = drafts.add_file(draft, "photo_page", question, row)
    assert draft.answers["photos"] == [str(row.pk)]


def test_a_single_file_takes_the_place_of_the_one_before(draft, question):
    single = question.model_copy(update={"max_files": 1})
    rows = [attachments.store(single, a_file(content=content)) for content in (PNG, OTHER_PNG)]
    for row in rows:
        draft, _ = drafts.add_file(draft, "photo_page", single, row)

    assert draft.answers["photos"] == [str(rows[1].pk)]


def test_files_lie_in_the_folder_of_their_city(draft, question, settings):
    row = attachments.store(question, a_file())

    assert default_storage.path(row.storage_name).startswith(f"{settings.MEDIA_ROOT}/m_271403/attachments/")


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\写真\\犬.png", "犬.png"),
        ("gpj.\u202eexe.png", "gpj.exe.png"),
        ("a\0b\n.png", "ab.png"),
        ("長" * 300 + ".png", "長" * 196 + ".png"),
        ("", "file"),
        ("..", "file"),
    ],
)
def test_names_are_tidied(name, tidy):
    assert file_types.tidy_name(name) == tidy


def test_a_file_goes_with_its_draft_into_the_application(draft, question):
    kept, dropped = (
        attachments.store(question, a_file(*file)) for file in (("残す.png", PNG), ("消す.png", OTHER_PNG))
    )
    draft = drafts.save_page(draft, "photo_page", {"photos": []}, [kept, dropped])
    assert draft.answers["photos"] == [str(kept.pk), str(dropped.pk)]
    draft = drafts.save_page(draft, "photo_page", {"photos": [str(kept.pk)]})
    application = submit_application(draft)

    assert application.versions.get().answers["photos"] == [str(kept.pk)]
    assert application.attachments.get().original_name == "残す.png"
    assert attachments.sweep() == 1
    assert not default_storage.exists(dropped.storage_name)
    assert default_storage.exists(kept.storage_name)


def test_rows_of_a_group_are_not_taken_for_files(draft, question):
    row = attachments.store(question, a_file())
    draft, _ = drafts.add_file(draft, "photo_page", question, row)
    application = an_application_row(draft.procedure, 9)
    attachments.hand_over(draft, application, {"family": [{"name": "西村"}], "photos": [str(row.pk)]})

    assert application.attachments.get() == row


def test_another_persons_file_cannot_be_named(draft, question):
    theirs = a_draft(draft.procedure, browser_hash="c" * 64)
    row = attachments.store(question, a_file())
    drafts.save_page(theirs, "photo_page", {"photos": []}, [row])
    mine = drafts.save_page(draft, "photo_page", {"photos": [str(row.pk)]})

    with pytest.raises(AnswersIncomplete):
        submit_application(mine)


def test_expired_drafts_go_and_their_files_with_them(draft, question):
    row = attachments.store(question, a_file())
    drafts.save_page(draft, "photo_page", {"photos": []}, [row])
    fresh = a_draft(draft.procedure, browser_hash="c" * 64)

    assert drafts.discard_expired(timezone.now() + timedelta(days=29)) == 0
    Draft.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - timedelta(days=31), expires_at=timezone.now())
    assert drafts.discard_expired() == 1
    assert Draft.objects.get() == fresh
    assert attachments.sweep() == 1
    assert not default_storage.exists(row.storage_name)
    assert not default_storage.exists(attachments.preview_name(row.storage_name, Preview.THUMBNAIL))
    assert attachments.sweep() == 0


def test_files_whose_row_was_never_written_are_swept_the_next_day(draft, question):
    """The request was killed: after the photograph, after its previews, or between two of them."""
    today = attachments.store(question, a_file()).storage_name
    kept = attachments.store(question, a_file(content=OTHER_PNG))
    folder = f"attachments/{timezone.localdate() - timedelta(days=1):%Y-%m-%d}"
    for name in ("orphan", "orphan.view", "orphan.thumbnail", "lonely.view", "kept", "kept.view"):
        default_storage.save(f"{folder}/{name}", BytesIO(PNG))
    kept.storage_name = f"{folder}/kept"
    drafts.add_file(draft, "photo_page", question, kept)

    assert attachments.sweep() == 2
    assert default_storage.exists(today)
    assert sorted(default_storage.listdir(folder)[1]) == ["kept", "kept.view"]
