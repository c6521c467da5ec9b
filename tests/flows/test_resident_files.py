"""What a page's script may ask for: only for one's own draft or correction, and never with an error nobody can read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Attachment, Draft
from applications.services import attachments
from tenants.context import in_municipality
from tests.factories.applications import PHOTO_FORM, a_procedure
from tests.factories.photos import another_photo
from tests.flows.visitor import Visitor

SAKAI = "m_271403"
ADD = "/p/photo/apply/photo_page/files/photos/"


@pytest.fixture
def procedure(sakai):
    with in_municipality(SAKAI):
        return a_procedure("photo", PHOTO_FORM)


@pytest.fixture
def visitor(procedure):
    return Visitor()


def send(visitor: Visitor, name: str = "犬.png", content: bytes | None = None, address: str = ADD, **more: str):
    upload = SimpleUploadedFile(name, another_photo(name) if content is None else content, content_type="image/png")
    return visitor.client.post(address, {"file": upload, **more})


def test_the_first_file_begins_the_draft_and_comes_back_as_a_row(visitor):
    answer = send(visitor)

    assert answer.status_code == 200
    told = answer.json()
    assert "犬.png" in told["row"]
    assert told["left"] == "1個入りました。あと1個つけられます。"
    with in_municipality(SAKAI):
        draft = Draft.objects.get()
        assert (str(draft.pk), draft.version) == (told["draft"], told["version"])
        assert draft.answers == {"photos": [told["id"]]}
    small = visitor.client.get(f"/p/photo/apply/files/{told['id']}/thumbnail/")
    assert small["Content-Type"] == "image/jpeg"
    assert "no-store" in small["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"MZ\x90", "使えない種類"), (b"", "空のファイル"), (another_photo("x")[:50], "画像として開けません")],
)
def test_a_refusal_is_one_sentence_and_begins_nothing(visitor, content, words):
    answer = send(visitor, content=content)

    assert (answer.status_code, words in answer.json()["error"]) == (422, True)
    with in_municipality(SAKAI):
        assert not Draft.objects.exists()
        assert not Attachment.objects.exists()


def test_more_than_allowed_is_refused_and_taking_one_out_makes_room(visitor):
    first = send(visitor, "1.png").json()
    send(visitor, "2.png")
    assert "2個まで" in send(visitor, "3.png").json()["error"]

    removed = visitor.client.post(f"/p/photo/apply/files/{first['id']}/remove/")
    assert "元にもどす" in removed.json()["row"]
    assert send(visitor, "3.png").status_code == 200
    assert "2個まで" in visitor.client.post(f"/p/photo/apply/files/{first['id']}/restore/").json()["error"]


def test_a_draft_takes_no_more_than_fits(visitor, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_BYTES", len(another_photo("1.png")) + 1)
    assert send(visitor, "1.png").status_code == 200
    assert "これ以上はつけられません" in send(visitor, "2.png").json()["error"]


def test_nobody_else_sees_or_moves_a_file(visitor, toyonaka):
    told = send(visitor).json()
    stranger, elsewhere = Visitor(), Visitor("toyonaka.localhost")
    send(stranger, "猫.png")

    for other in (stranger, elsewhere):
        assert other.client.get(f"/p/photo/apply/files/{told['id']}/thumbnail/").status_code == 404
        for act in ("remove", "restore"):
            assert other.client.post(f"/p/photo/apply/files/{told['id']}/{act}/").status_code == 404
    with in_municipality(SAKAI):
        assert Draft.objects.get(pk=told["draft"]).answers == {"photos": [told["id"]]}


def test_another_site_cannot_put_a_file_into_a_draft(visitor):
    visitor.client.defaults["HTTP_ORIGIN"] = "http://toyonaka.localhost"

    assert send(visitor).status_code == 403
    with in_municipality(SAKAI):
        assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/p/photo/apply/nowhere/files/photos/",
        "/p/photo/apply/photo_page/files/nothing/",
        "/p/photo/apply/photo_page/files/dog_name/",
        "/p/nothing/apply/photo_page/files/photos/",
        "/applications/01890a5d-ac96-774b-bcce-b302099a8057/correct/photo_page/files/photos/",
    ],
)
def test_a_place_that_does_not_exist_is_not_found(visitor, address):
    assert send(visitor, address=address).status_code == 404


def test_a_page_without_a_file_or_with_a_wrong_method_is_no_error_of_ours(visitor):
    assert visitor.client.post(ADD).status_code == 404
    assert visitor.client.get(ADD).status_code == 405


def test_a_page_whose_draft_is_gone_says_so_instead_of_beginning_another(visitor):
    told = send(visitor).json()
    with in_municipality(SAKAI):
        Draft.objects.all().delete()

    assert "すでに送信されたか" in send(visitor, "2.png", version=told["version"]).json()["error"]
    with in_municipality(SAKAI):
        assert not Draft.objects.exists()
