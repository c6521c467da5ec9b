"""The guide for people who work here (使いかた): Markdown of docs/guide/, one page for each place in the rail."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from common.actor import ActorKind

FOLDERS = {ActorKind.SECRETARIAT: "secretariat"}
FIRST_PAGES = ("/", "/staff/")
_ORDER = (
    "worklist",
    "application",
    "approval",
    "counter",
    "procedures",
    "figures",
    "contributions",
    "retention",
    "municipalities",
    "billing",
    "templates",
    "announcements",
    "people",
    "records",
    "signing-in",
)
_SCREENS = re.compile(r"\A<!-- screens: (?P<screens>.+?) -->\n")
_WORD = re.compile(r"[`*|#\[\]]|\([\w.-]+\)|<!--.*?-->")


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page.

    slug:     of its address, and the name of its file.
    summary:  the first sentence below the title.
    screens:  the beginnings of the addresses it explains.
    text:     Markdown without the title.
    """

    slug: str
    title: str
    summary: str
    screens: tuple[str, ...]
    text: str

    @property
    def html(self) -> SafeString:
        """The page below its title. The Markdown is ours, and HTML in it stays text."""
        return mark_safe(_markdown().render(self.text))  # noqa: S308

    def holds(self, words: str) -> bool:
        """Whether every one of the words stands somewhere on the page."""
        plain = _WORD.sub("", self.title + self.text).casefold()
        return all(word in plain for word in words.casefold().split())


def folder_of(kind: ActorKind) -> str:
    """Whose pages somebody reads: those of a city's office, or those of the secretariat."""
    return FOLDERS.get(kind, "staff")


@cache
def pages(folder: str) -> dict[str, GuidePage]:
    """Every page of a folder by its slug, in the order of the rail."""
    found = [_read(path) for path in sorted((settings.BASE_DIR / "docs" / "guide" / folder).glob("*.md"))]
    return {page.slug: page for page in sorted(found, key=lambda page: (_ORDER.index(page.slug), page.slug))}


def page_for(path: str, folder: str) -> GuidePage | None:
    """The page that explains a screen: the one with the longest beginning of its address; a first page explains itself alone."""
    fitting = [
        (len(screen), page)
        for page in pages(folder).values()
        for screen in page.screens
        if path == screen or (screen not in FIRST_PAGES and path.startswith(screen))
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


def _read(path: Path) -> GuidePage:
    content = path.read_text(encoding="utf-8")
    head = _SCREENS.match(content)
    if head is None:
        raise ValueError(f"{path.name} does not say which screens it explains")
    title, _, text = content[head.end() :].removeprefix("# ").partition("\n")
    summary = text.strip().split("\n\n")[0]
    return GuidePage(path.stem, title, summary, tuple(head["screens"].split()), text)


class _Guide(MarkdownIt):
    """CommonMark with tables that look like ours, and links from page to page."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table")
        self.add_render_rule("table_open", lambda *_: '<table class="table table--dense">\n')

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # the library's name
        """`"people.md"` -> `"../people/"`, for a page stands at `…/help/<slug>/`."""
        return f"../{url.removesuffix('.md')}/" if url.endswith(".md") else url


@cache
def _markdown() -> MarkdownIt:
    return _Guide()
