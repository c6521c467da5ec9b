"""A walk through pages: each is opened once per language, with its scripts and without them, and looked at in every width.

Looked at: axe with all its rules, the sizes of targets included; nothing scrolls sideways or is cut off, on a phone, at a desk,
at 200 % zoom (1280 px seen as 640) and at 400 % (320 px); one first heading, a title no other page has, the right language;
labels and links that lead somewhere; a ring around whatever has the focus; a skip link that skips; a silent console; nothing
from elsewhere.

"Without scripts" is a browser whose scripts never arrive. No page has a `noscript` or an inline script, so that is the page
somebody sees who switched JavaScript off; and axe can still run in it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.http import SimpleCookie
from django.urls import resolve
from playwright.sync_api import Error as PlaywrightError

from tests.browser import PICTURES
from tests.walk.stops import Stop

HERE = Path(__file__).parent
AUDIT, FOCUS = (HERE / "audit.js").read_text(), (HERE / "focus.js").read_text()
# A bar that sticks to the edge covers what scrolls away under it, which axe would call too small.
RUN_AXE = """() => {
  for (const each of document.querySelectorAll("body *")) {
    if (getComputedStyle(each).position === "sticky") each.style.position = "static";
  }
  return axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }).then((found) =>
    found.violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html.slice(0, 150)).join(" | ")}`));
}"""
# CSS pixels: a phone, a desk, the desk at 200 % and at 400 %.
WIDTHS = {390: 844, 1280: 844, 640: 422, 320: 256}
AXE_AT = (390, 1280)
PATIENCE = 15_000  # milliseconds, on a machine that has more to do
BUTTONS = ".button:not(.button--text, .button--small)"
# What differs from one answer to the next and is not seen: tokens of forms.
UNSEEN = re.compile(r'(name="csrfmiddlewaretoken" value|name="key" value)="[^"]*"')
Cookies = Mapping[str, SimpleCookie]


class Walk:
    """Pages at one host.

    urlconf:   whose routes the stops name.
    visitors:  who looks -> their cookies.
    words:     what stands in addresses.
    """

    def __init__(
        self,
        browse: Callable[..., Any],
        live: Callable[..., str],
        *,
        urlconf: str,
        slug: str,
        visitors: Cookies,
        words: Mapping[str, object],
        keep_pictures: bool = False,
    ) -> None:
        self.browse, self.live = browse, live
        self.urlconf, self.slug, self.words, self.visitors = urlconf, slug, words, visitors
        self.keep_pictures = keep_pictures
        self.pages: dict[tuple[str, bool], Any] = {}
        self.seen: set[str] = set()
        self.noise: list[str] = []
        self.titles: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)

    def through(self, stops: Iterable[Stop], languages: Mapping[str, bool]) -> list[str]:
        """Walk through all of them. Returns what is wrong, one line each.

        languages:  which -> whether also without scripts.
        """
        faults = [
            f"{stop.name} [{language}{'' if scripts else ', no scripts'}] {fault}"
            for stop in stops
            for language, bare_as_well in languages.items()
            for scripts in ((True, False) if bare_as_well else (True,))
            for fault in self.look_at(stop, language, scripts=scripts)
        ]
        return faults + [
            f"{sorted(routes)} have one title: {title} [{language}]"
            for (language, title), routes in self.titles.items()
            if len(set(routes.values())) > 1 and len(routes) > 1
        ]

    def look_at(self, stop: Stop, language: str, *, scripts: bool) -> Iterator[str]:
        """What is wrong with one page."""
        page = self._page(stop.who, scripts=scripts)
        page.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": self.live(self.slug)}]
        )
        self.noise.clear()
        try:
            answer = self._go(page, stop)
        except PlaywrightError as error:
            yield f"cannot be reached: {error.message.splitlines()[0]}"
            return
        yield from self._arrived(stop, page, answer)
        document = page.content()
        if not scripts:
            yield from self._by_keyboard(page)
        if UNSEEN.sub("", document) not in self.seen:
            self.seen.add(UNSEEN.sub("", document))
            if stop.status < 400:
                self.titles[language, page.title()][stop.route] = page.inner_text("main")
            yield from self.as_it_stands(page, language, stop.name)
        yield from self.noise

    def _go(self, page: Any, stop: Stop) -> Any:
        """Open the page, fill in, press. Returns the answer of the server."""
        answer = page.goto(self.live(self.slug, stop.address(self.words)))
        if not stop.button:
            return answer
        for selector, text in (stop.typed or {}).items():
            page.locator(selector).first.fill(text, timeout=PATIENCE)
        with page.expect_navigation(timeout=PATIENCE) as navigation:
            page.locator(stop.button).first.click(timeout=PATIENCE)
        return navigation.value

    def _arrived(self, stop: Stop, page: Any, answer: Any) -> Iterator[str]:
        path = urlsplit(page.url).path
        if answer.status != stop.status:
            yield f"answered {answer.status}"
        if stop.status != 404 and not stop.press and (found := resolve(path, self.urlconf).route) != stop.route:
            yield f"led to {found}"

    def as_it_stands(self, page: Any, language: str, name: str) -> Iterator[str]:
        """What is wrong with a page that is open, in any width."""
        if page.get_attribute("html", "lang") != language.partition("-")[0]:
            yield f"says it is in {page.get_attribute('html', 'lang')}"
        page.evaluate(Axe().axe_script)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            for fault in page.evaluate(AUDIT, {"primary": BUTTONS}):
                yield f"at {width}: {fault}"
            if width in AXE_AT:
                for fault in page.evaluate(RUN_AXE):
                    yield f"at {width}: axe {fault}"
                if self.keep_pictures and language == "ja":
                    page.screenshot(path=PICTURES / f"walk-{name}-{width}.png", full_page=True)
        yield from page.evaluate(FOCUS)

    def _by_keyboard(self, page: Any) -> Iterator[str]:
        """The first press of Tab shows the way past the head of the page, and Enter takes it."""
        page.keyboard.press("Tab")
        if not page.evaluate(
            "document.activeElement.matches('.skip-link') && document.activeElement.getBoundingClientRect().top >= 0"
        ):
            yield "the first Tab does not show the skip link"
            return
        page.keyboard.press("Enter")
        if not page.evaluate("location.hash === '#main'"):
            yield "the skip link does not skip"

    def _page(self, who: str, *, scripts: bool) -> Any:
        if (who, scripts) not in self.pages:
            page = self.browse(width=390, height=844)
            cookies = self.visitors[who].values()
            page.context.add_cookies(
                [{"name": each.key, "value": each.value, "url": self.live(self.slug)} for each in cookies if each.value]
            )
            page.on("console", lambda message: self._note(message.type, message.text))
            page.on("pageerror", lambda error: self.noise.append(f"a script failed: {error}"))
            if not scripts:
                block = page.context.new_cdp_session(page)  # unlike a route of playwright's, it leaves the cache alone
                block.send("Network.enable")
                block.send("Network.setBlockedURLs", {"urls": ["*.js"]})
            self.pages[who, scripts] = page
        return self.pages[who, scripts]

    def _note(self, kind: str, text: str) -> None:
        """The console says of the page itself, too, that its answer was a refusal, and of each script that we keep away."""
        own = ("the server responded with a status of", "ERR_BLOCKED_BY_CLIENT")
        if kind in ("error", "warning") and not any(each in text for each in own):
            self.noise.append(f"console: {text}")
