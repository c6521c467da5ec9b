"""The language of the screens: what was chosen, what a browser asks for, and the switch."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from web.languages import LanguageMiddleware, html_lang

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "chosen", "language"),
    [
        ("", "", "ja"),
        ("ja,en;q=0.5", "", "ja"),
        ("en-US,en;q=0.9,ja;q=0.8", "", "en"),
        ("vi,ja;q=0.8", "", "ja"),
        ("vi,en;q=0.8", "", "en"),
        ("zh-CN,zh;q=0.9", "", "ja"),
        ("en-US", "ja-easy", "ja-easy"),
        ("ja", "en", "en"),
        ("en", "xx", "en"),
        (";;,q=", "../../etc", "ja"),
    ],
)
def test_what_was_chosen_wins_then_what_the_browser_asks_for_then_japanese(accepted, chosen, language):
    request = RequestFactory().get("/", headers={"accept-language": accepted})
    request.COOKIES["language"] = chosen
    response = LanguageMiddleware(lambda _: HttpResponse(get_language()))(request)
    assert response.content.decode() == language
    assert response["Vary"] == "Accept-Language, Cookie"
    assert get_language() == "ja", "the next request in this thread starts afresh"


def test_easy_japanese_is_japanese_to_a_screen_reader():
    assert [html_lang(each) for each in ("ja", "ja-easy", "en")] == ["ja", "ja", "en"]


@pytest.mark.parametrize(("language", "lang"), [("ja", "ja"), ("ja-easy", "ja"), ("en", "en")])
def test_the_switch_leads_back_to_the_page_and_stays(client_at, language, lang):
    client = client_at("sakai.localhost")
    response = client.post("/language/", {"page-language": language, "next": "/help/?a=1"})
    assert (response.status_code, response["Location"]) == (302, "/help/?a=1")
    cookie = response.cookies["language"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        language,
        31536000,
        True,
        "Lax",
    )
    page = client.get("/help/").content.decode()
    assert f'<html lang="{lang}">' in page
    assert 'aria-current="true"' in page


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client_at, elsewhere):
    assert (
        client_at("sakai.localhost").post("/language/", {"page-language": "en", "next": elsewhere})["Location"] == "/"
    )


def test_a_language_we_do_not_have_changes_nothing(client_at):
    response = client_at("sakai.localhost").post("/language/", {"page-language": "xx", "next": "/"})
    assert "language" not in response.cookies
