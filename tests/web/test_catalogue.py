"""The page of all components: in the demo only, and complete."""

import re
from pathlib import Path

import pytest

from web import catalogue, stylesheet

SAKAI, CONSORTIUM = "sakai.localhost", "localhost"
TEMPLATES = Path(catalogue.__file__).parent / "templates" / "web"


@pytest.fixture
def visit(client_at):
    def visit(look: str = "resident", host: str = SAKAI):
        return client_at(host).get("/_components/", {"look": look})

    return visit


@pytest.mark.parametrize("host", [SAKAI, CONSORTIUM])
@pytest.mark.parametrize("look", ["resident", "staff"])
def test_only_the_demo_shows_it(visit, settings, host, look):
    settings.DEMO = False
    assert visit(look, host).status_code == 404

    settings.DEMO = True
    page = visit(look, host)

    assert page.status_code == 200
    assert f'<body class="{look}">' in page.content.decode()


def test_every_example_is_shown_with_how_it_is_written(visit):
    page = visit().content.decode()

    assert {path.stem for path in (TEMPLATES / "catalogue").glob("*.html")} == set(catalogue.EXAMPLES)
    assert page.count("書き方<span") == len(catalogue.EXAMPLES)
    assert "{% field blank.department %}" in page


def test_every_stylesheet_of_a_component_has_an_example(visit):
    """A component that the page leaves out is one that nobody looks at."""
    pages = visit("resident").content.decode() + visit("staff").content.decode()
    classes = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', pages))))

    for sheet in (stylesheet.CSS / "components").glob("*.css"):
        names = set(re.findall(r"\.([a-z][\w-]+)", sheet.read_text()))
        assert names & classes, sheet.name


def test_every_fragment_says_what_it_needs():
    for fragment in (TEMPLATES / "components").glob("*.html"):
        if "{{" in fragment.read_text():
            assert re.match(r"(\{% load \w+ %\}\s*)?(\{#|\{% comment %\})", fragment.read_text()), fragment.name
