"""The guide: every place has a page, every link leads somewhere, every word it tells people to press is on a screen."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.roles import Role
from portal.guide import page_for, pages
from tenants.context import in_municipality
from tests.addresses import routes
from tests.factories.accounts import a_person, signed_in

FOLDERS = ("staff", "secretariat")
WHERE_WORDS_STAND = (
    "*/templates/**/*.html",
    "*/navigation.py",
    "applications/selectors/*.py",
    "applications/models.py",
    "accounts/roles.py",
    "catalog/form_desk.py",
    "applications/views/staff/worklist_views.py",
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_screen_that_a_page_explains_is_there(folder):
    urlconf = {"staff": "config.urls.municipality", "secretariat": "config.urls.consortium"}[folder]
    there = {f"/{re.sub('<.*', '', route)}" for route in routes(urlconf)}

    for page in pages(folder).values():
        for screen in page.screens:
            assert any(address.startswith(screen) for address in there), (page.slug, screen)


@pytest.mark.parametrize("folder", FOLDERS)
def test_links_lead_to_pages(folder):
    for page in pages(folder).values():
        for link in re.findall(r"\]\(([^)]+)\)", page.text):
            assert link.removesuffix(".md") in pages(folder), (page.slug, link)
        assert page.summary.endswith("。")


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_people_are_told_to_press_is_on_a_screen(folder):
    screens = "".join(
        path.read_text(encoding="utf-8")
        for pattern in WHERE_WORDS_STAND
        for path in Path(settings.BASE_DIR).glob(pattern)
        if ".venv" not in path.parts
    )
    for page in pages(folder).values():
        for words in re.findall(r"\*\*(.+?)\*\*", page.text):
            assert words in screens, (page.slug, words)


def test_each_screen_knows_its_page():
    explained = {
        "/staff/": "worklist",
        "/staff/applications/27140-R8-0000001-0/": "application",
        "/staff/seats/transfer/": "people",
        "/staff/closing-days/": "people",
        "/staff/procedures/plan/": "procedures",
    }
    assert {path: getattr(page_for(path, "staff"), "slug", None) for path in explained} == explained
    assert page_for("/staff/unsent/", "staff") is None
    assert getattr(page_for("/", "secretariat"), "slug", None) == "municipalities"
    assert page_for("/help/", "secretariat") is None


def test_markdown_is_ours_and_html_in_it_stays_text():
    page = pages("staff")["worklist"]
    assert '<table class="table table--dense">' in page.html
    assert 'href="../procedures/"' in page.html
    assert "<!--" not in page.html


def test_the_guide_is_read_and_searched(sakai, client_at):
    with in_municipality(sakai):
        client = signed_in(client_at("sakai.localhost"), a_person(Role.VIEWER))

    assert client.get("/staff/help/").text.count('href="/staff/help/') >= len(pages("staff"))
    found = client.get("/staff/help/", {"q": "予備コード"}).text
    assert "signing-in/" in found
    assert "help/retention/" not in found
    assert "見つかりません" in client.get("/staff/help/", {"q": "宇宙人"}).text
    assert "<h1>決裁</h1>" in client.get("/staff/help/approval/").text
    assert client.get("/staff/help/nothing/").status_code == 404
    assert 'href="/staff/help/figures/"' in client.get("/staff/figures/").text


def test_the_secretariat_has_its_own(in_consortium, client_at):
    client = signed_in(client_at("localhost"), a_person(Role.VIEWER))
    assert "負担金" in client.get("/help/billing/").text
    assert client.get("/help/worklist/").status_code == 404
    assert client_at("localhost").get("/help/").status_code == 302
