"""A pytest plugin (`-p tests.browser`): the platform served for real, and headless Chromium to look at it.

`live("sakai", "/p/inu/")` is an address on a running server; `browse(width=390)` opens a page; `look(page, "name")` checks it
with axe, and with `--keep-pictures` keeps a picture in test-artifacts/.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PICTURES = Path(__file__).parent.parent / "test-artifacts"
# The shell draws the same pages as the browser it is part of, for a quarter less of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW_TO_GET_ONE = (
    "No Chromium on this machine. On Debian or Ubuntu: apt-get install chromium-headless-shell fonts-noto-cjk"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--keep-pictures", action="store_true", help="keep a picture of every page looked at in test-artifacts/"
    )


@pytest.fixture(scope="session")
def server_port(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The port of a running server, for the whole session."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test.testcases import LiveServerThread

    port = int(os.environ["PUBLIC_PORT"])
    with django_db_blocker.unblock():
        thread = LiveServerThread("127.0.0.1", lambda _: WSGIHandler(), port=port)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield port
        thread.terminate()


@pytest.fixture
def live(committed: None, server_port: int) -> Callable[..., str]:
    """Addresses on the running server: `live("sakai", "/")`, `live("", "/")` for the consortium. Rows are really committed."""

    def address(slug: str, path: str = "/") -> str:
        host = f"{slug}.localhost" if slug else "localhost"
        return f"http://{host}:{server_port}{path}"

    return address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Headless Chromium, started once per worker."""
    from playwright.sync_api import Locator, sync_playwright

    if CHROMIUM is None:
        pytest.fail(HOW_TO_GET_ONE, pytrace=False)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", _whole_page_after(Locator.click))
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
            "true"  # playwright keeps a loop in this thread; Django only looks for one
        )
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open a page of one visitor: `browse(width=390, javascript=False, dark=True)`. Any request to elsewhere fails the test."""
    contexts: list[Any] = []
    strays: list[str] = []

    def open_page(*, width: int = 390, height: int = 844, javascript: bool = True, dark: bool = False) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        context.on("request", lambda request: _note_stray(request.url, strays))
        contexts.append(context)
        return _patient(context.new_page())

    yield open_page
    for context in contexts:
        context.close()
    assert not strays, f"pages loaded from elsewhere: {strays}"


def _patient(page: Any) -> Any:
    """The page, whose scripts wait for the document: after a click the new one may have arrived without its first element."""
    at_once = page.evaluate

    def evaluate(*args: Any, **kwargs: Any) -> Any:
        page.wait_for_load_state("domcontentloaded")
        return at_once(*args, **kwargs)

    page.evaluate = evaluate
    return page


def _whole_page_after(click: Callable[..., None]) -> Callable[..., None]:
    """A click ends when the page it leads to begins; what is looked at next should not be half of that page."""

    def click_and_wait(locator: Any, **options: Any) -> None:
        click(locator, **options)
        locator.page.wait_for_load_state("domcontentloaded")

    return click_and_wait


def _note_stray(url: str, strays: list[str]) -> None:
    host = url.split("/")[2].rsplit(":", 1)[0] if url.startswith("http") else ""
    if host and host != "localhost" and not host.endswith(".localhost"):
        strays.append(url)


@pytest.fixture
def look(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Look at a page as it is: `look(page, "resident-home-390")` fails on any axe violation, and keeps a picture if asked to."""
    keep = request.config.getoption("--keep-pictures")

    def see(page: Any, name: str, *, axe: bool = True) -> None:
        if keep:
            PICTURES.mkdir(exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
        if axe:
            assert not violations(page), violations(page)

    return see


def violations(page: Any) -> list[str]:
    """axe's findings, one line each: rule, impact and the elements. Needs JavaScript in the page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']} ({each['impact']}): {[node['target'] for node in each['nodes']][:5]}" for each in found]
