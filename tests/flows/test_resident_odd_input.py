"""What no designer thinks of: a right result or a clear message, and never an error page of the program's."""

import threading
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from applications.models import Application, Attachment, Draft
from tenants.context import in_municipality
from tests.applications.test_attachments import EXE, PNG
from tests.factories.applications import PHOTO_FORM, a_procedure
from tests.factories.photos import another_photo
from tests.flows.test_resident_applies import DOG, OWNER, fill_in
from tests.flows.visitor import Visitor

SAKAI = "m_271403"
TEXTS = {
    "ten thousand characters": ("あ" * 10_000, 422),
    "a character of four bytes": ("𠮷", 302),
    "half-width kana": ("ﾎﾟﾁ", 302),
    "marks that turn text around": ("\u202eポチ\u202c", 302),
    "a NUL": ("ポ\0チ", 302),
    "only a NUL": ("\0", 422),
    "only blanks": (" 　\t", 422),
    "an emoji family": ("👨‍👩‍👧‍👦", 302),
    "a letter with fifty accents": ("a" + "\u0301" * 50, 422),
    "private use": ("\ue000", 422),
    "markup": ("<script>alert(1)</script>{{ 7*7 }}", 302),
    "quotes": ("'; DROP TABLE applications_draft; --", 302),
    "half a surrogate pair": ("\ud83d".encode("utf-8", "surrogatepass"), 422),
    "not UTF-8": (b"\x82\xa0", 422),
    "line breaks": ("ポ\r\nチ", 302),
}


@pytest.fixture
def visitor(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure()
    return Visitor()


@pytest.mark.parametrize("kind", TEXTS)
def test_any_text_is_kept_or_refused_in_words(visitor, kind):
    text, status = TEXTS[kind]
    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("次へ", **OWNER)
    values = {key.replace("__", "."): value for key, value in {**DOG, "dog_name": text}.items()}
    form = visitor.page.forms[-1]
    body = urlencode({**form.values, **values}, doseq=True)
    response = visitor.client.post(
        "/p/dog-death/apply/dog_page/", body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == status, response.content.decode()[:2000]
    shown = visitor.get("/p/dog-death/apply/dog_page/")
    assert shown.status == 200
    assert "<script>alert" not in shown.html
    if status == 302:
        visitor.get("/p/dog-death/apply/check/")
        visitor.send("この内容で申請する", confirm="1")
        with in_municipality(SAKAI):
            assert Application.objects.count() == 1


def test_half_width_kana_and_marks_are_tidied(visitor):
    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("次へ", **OWNER | {"owner__family": "𠮷田", "owner__family_kana": "ﾖｼﾀﾞ"})
    page = visitor.send("次へ", **DOG | {"dog_name": "ﾎﾟﾁ"})

    assert "𠮷田 明日香（ヨシダ アスカ）" in page.text
    assert "ポチ" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/p/%00/",
        "/p/dog-death%00/",
        "/p/dog-death/apply/%00/",
        "/p/dog-death/apply/dog_page%00/",
        "/p/dog-death/apply/nothing/",
        "/p/no-such/",
        "/p/no-such/apply/",
        "/p/" + "a" * 3000 + "/",
        "/p/犬/",
        "/applications/not-a-number/",
        "/applications/00000000-0000-0000-0000-000000000000%00/",
    ],
)
def test_addresses_that_do_not_exist_are_not_found(visitor, address):
    assert visitor.get(address).status == 404


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=%00",
        "/search/?q=" + "あ" * 3000,
        "/search/?q=%F0%A0%AE%B7&category=%00",
        "/search/?q=%E2%80%AE%25_%5C",
        "/status/?receipt=%00%E2%80%AE",
        "/p/dog-death/?told=%00&other=%00",
        "/p/dog-death/apply/owner_page/?notice=%00&return=%00",
    ],
)
def test_odd_queries_are_answered(visitor, address):
    assert visitor.get(address).status == 200


def test_odd_hidden_fields_and_cookies_are_answered(visitor):
    for draft in ("", "\0", "x", "0" * 5000, "00000000-0000-0000-0000-000000000000"):
        odd = Visitor()
        odd.client.cookies["browser"] = "\0\u00ff" + "x" * 50
        odd.client.cookies["status"] = "a:b:c"
        odd.client.cookies["device"] = "'"
        page = odd.post("/p/dog-death/apply/owner_page/", {"draft": draft, "shown": "\0 owner email nothing"})
        assert page.status in (200, 422)
        assert odd.post("/p/dog-death/apply/check/", {"draft": draft, "version": "\0", "confirm": "\0"}).status == 410
    assert visitor.post("/status/", {"receipt_number": "\0" * 500, "code": "\0" * 500}).status == 422
    assert visitor.post("/p/dog-death/notice/", {"card": "\0", "key": "\0"}).address == "/p/dog-death/"
    assert visitor.post("/p/dog-death/forget/", {}).status == 200
    assert visitor.post("/p/dog-death/discard/", {}).status == 200


def test_a_body_larger_than_anybody_needs_is_refused_in_words(visitor, settings):
    settings.REQUEST_MAX_BYTES = 5_000_000
    field = visitor.client.post("/p/dog-death/apply/owner_page/", {"owner.family": "あ" * 1_000_000})
    whole = visitor.client.post("/p/dog-death/apply/owner_page/", {"owner.family": "あ" * 2_000_000})
    fields = visitor.client.post("/p/dog-death/apply/owner_page/", {f"f{number}": "" for number in range(2000)})

    for response in (field, whole, fields):
        assert response.status_code == 413
        assert "大きすぎ" in response.content.decode()
    with in_municipality(SAKAI):
        assert not Draft.objects.exists()


def test_pages_full_of_text_do_not_pile_up_without_end(visitor):
    visitor.get("/p/dog-death/apply/owner_page/")
    assert visitor.send("次へ", **OWNER | {"email": "a" * 300_000}).status == 422
    assert visitor.send("次へ", **OWNER).status == 200
    page = visitor.send("次へ", **DOG | {"dog_name": "あ" * 600_000})

    assert (page.status, "大きすぎ" in page.text) == (413, True)
    assert visitor.get("/p/dog-death/apply/dog_page/").forms[-1].values["dog_name"] == [""]


def test_a_torn_body_is_a_bad_request(visitor):
    response = visitor.client.generic(
        "POST",
        "/p/dog-death/apply/owner_page/",
        b"--x\r\nContent-Disposition: form-data; name=a",
        content_type="multipart/form-data; boundary=x",
        HTTP_ORIGIN="http://sakai.localhost",
    )
    assert response.status_code in (302, 400, 422)
    response = visitor.client.generic(
        "POST", "/p/dog-death/apply/owner_page/", b"x", content_type="multipart/form-data"
    )
    assert response.status_code == 400


def test_another_site_cannot_post_into_a_draft(visitor):
    fill_in(visitor)
    for origin in ("http://toyonaka.localhost", "http://evil.example", "null", "http://sakai.localhost:81"):
        response = visitor.client.post("/p/dog-death/discard/", {}, HTTP_ORIGIN=origin)
        assert response.status_code == 403
    with in_municipality(SAKAI):
        assert Draft.objects.count() == 1


@pytest.fixture
def photographer(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure("photo", PHOTO_FORM)
    visitor = Visitor()
    visitor.get("/p/photo/apply/owner_page/")
    visitor.send("次へ", **OWNER)
    visitor.send("次へ", **DOG)
    return visitor


def a_file(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, another_photo(name) if content is None else content, content_type="image/png")


def test_files_are_added_taken_off_and_sent(photographer):
    photographer.send("保存して中断する", photos=[a_file("犬.png"), a_file("鑑札.png")])
    page = photographer.follow("続きを入力する")
    assert "犬.png" in page.text
    page = photographer.send("取り除く：犬.png")
    assert "「犬.png」を取り除きました" in page.text
    assert "取り除く ：犬.png" not in page.text
    page = photographer.send("次へ", photos=[a_file("小屋.png")])
    assert "鑑札.png 1KB 小屋.png 1KB" in page.text
    photographer.send("この内容で申請する", confirm="1")

    with in_municipality(SAKAI):
        names = Application.objects.get().attachments.values_list("original_name", flat=True)
        assert list(names) == ["鑑札.png", "小屋.png"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("犬.png", EXE, "使えない種類のファイル"),
        ("犬.pdf", PNG, "名前と中身の種類が合いません"),
        ("犬.png", b"", "空のファイル"),
        ("犬.png", PNG + bytes(200_000), "大きすぎます"),
    ],
)
def test_a_file_that_lies_is_refused_beside_its_question(photographer, name, content, words):
    page = photographer.send("次へ", photos=[a_file(name, content)])

    assert (page.status, words in page.text) == (422, True)
    assert any(words in link for link in page.links)
    with in_municipality(SAKAI):
        assert not Attachment.objects.exists()
    assert photographer.send("次へ", photos=[a_file("犬.png")]).address.endswith("/check/")


def test_one_file_too_many_is_said_and_can_be_taken_off(photographer):
    files = [a_file(f"{number}.png") for number in range(5)]
    page = photographer.send("次へ", photos=files)

    assert (page.status, "2個までにしてください" in page.text) == (422, True)
    photographer.send("取り除く：0.png")
    assert photographer.send("次へ").address.endswith("/check/")


def test_ten_taps_at_once_are_one_application(committed):
    with in_municipality(SAKAI):
        a_procedure()
    visitor = Visitor()
    fill_in(visitor)
    form = visitor.page.forms[-1]
    values, cookies = {**form.values, "confirm": "1"}, visitor.client.cookies
    places: list[str] = []

    def tap() -> None:
        other = Visitor()
        other.client.cookies = cookies
        places.append(other.client.post("/p/dog-death/apply/check/", values)["Location"])
        connections.close_all()

    taps = [threading.Thread(target=tap) for _ in range(10)]
    for each in taps:
        each.start()
    for each in taps:
        each.join()
    with in_municipality(SAKAI):
        assert places == [f"/applications/{Application.objects.get().pk}/done/"] * 10
    connections.close_all()
