"""A resident goes the whole way in English: no Japanese without saying so, from the home page to the receipt."""

import re
from html.parser import HTMLParser

import pytest

from tenants.context import in_municipality
from tests.factories.applications import a_procedure
from tests.flows.test_resident_applies import DOG, OWNER
from tests.flows.visitor import Visitor

_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
_VOID = {"meta", "link", "input", "br", "path", "hr", "img"}


class _Listener(HTMLParser):
    """What a screen reader would read with an English voice although it is Japanese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.misread: list[str] = []

    def handle_starttag(self, tag, attrs):
        lang = dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in _VOID:
            self.open.append((tag, lang))
        for name in ("aria-label", "title", "alt"):
            self._hear(dict(attrs).get(name) or "", lang)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1][0] != "title":
            self._hear(data, self.open[-1][1])

    def _hear(self, text, lang):
        if lang != "ja" and _JAPANESE.search(text):
            self.misread.append(text.strip())


def misread(page):
    listener = _Listener()
    listener.feed(page.html)
    return listener.misread


@pytest.fixture
def visitor(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure()
    visitor = Visitor()
    visitor.client.cookies["language"] = "en"
    return visitor


@pytest.mark.parametrize(
    "address",
    ["/", "/search/", "/help/", "/p/dog-death/", "/p/dog-death/apply/owner_page/", "/status/", "/nowhere/", "/resume/"],
)
def test_every_page_says_what_is_japanese(visitor, address):
    page = visitor.get(address)
    assert '<html lang="en">' in page.html
    assert misread(page) == []


def test_the_whole_way_says_what_is_japanese(visitor):
    """Answers are in whatever characters people write, so theirs here are Latin where the form lets them."""
    visitor.get("/p/dog-death/")
    pages = [visitor.follow("Begin the application")]
    pages.append(visitor.send("Next", **OWNER | {"owner__family": "Nishimura", "owner__given": "Asuka"}))
    pages.append(visitor.send("Next", **DOG | {"dog_name": "Pochi", "death_date__month": "13"}))
    assert pages[-1].status == 422
    pages.append(visitor.send("Next", **DOG | {"dog_name": "Pochi", "death_date__year": "2026"}))
    assert pages[-1].address.endswith("/apply/check/")
    pages.append(visitor.send("Send this application", confirm="1"))
    pages.append(visitor.follow("See the status of your application"))

    for page in pages:
        assert [words for words in misread(page) if "ニシムラ" not in words] == [], page.address
