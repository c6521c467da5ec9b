"""The language of the screens (表示言語): which one a request is answered in, how a page names it, and how it is remembered."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.utils.translation.trans_real import parse_accept_lang_header

JAPANESE = "ja"
# A button's name that no question can have, so that it can be pressed inside any form.
BUTTON = "page-language"

View = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Answer in the language that was chosen on the page; before any choice, in the first we have of those the browser asks for.

    やさしい日本語 is only ever chosen: no browser asks for it. Whoever asks for nothing we have gets Japanese.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with override(_chosen(request) or _preferred(request)):
            response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def html_lang(language: str) -> str:
    """What a language is called in a `lang` attribute: やさしい日本語 is Japanese to a screen reader."""
    return language.partition("-")[0]


def page_lang() -> str:
    """The `lang` of the page at hand."""
    return html_lang(get_language() or JAPANESE)


def spoken_languages() -> list[tuple[str, str]]:
    """Every language with its own name for itself; Django's tag would translate the names."""
    return list(settings.LANGUAGES)


def asked_for(request: HttpRequest) -> str:
    """The language whose button was pressed, "" if none was."""
    language = request.POST.get(BUTTON, "")
    return language if language in _SPOKEN else ""


def remember(response: HttpResponse, language: str) -> None:
    """Answer this browser in that language for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def answered_in(language: str, show: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that `show` makes, in a language that was just chosen; for small forms, which keep what was typed nowhere."""
    with override(language):
        response = show()
    remember(response, language)
    return response


_SPOKEN = frozenset(code for code, _ in settings.LANGUAGES)


def _chosen(request: HttpRequest) -> str:
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if language in _SPOKEN else ""


def _preferred(request: HttpRequest) -> str:
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if html_lang(tag) in _SPOKEN:
            return html_lang(tag)
    return JAPANESE
