"""Every page of every form of the library, blank and with everything that is missing said."""

import pytest

from shared_forms.language import to_json
from shared_forms.library import templates
from tenants.context import in_municipality
from tests.addresses import filled
from tests.factories.applications import a_procedure
from tests.flows.visitor import Visitor
from tests.walk.stops import Stop

pytestmark = pytest.mark.browser
PAGE = "p/<slug:slug>/apply/<slug:page_id>/"
NEXT = ".action-bar .button"


def asks_for_something(place: dict[str, str]) -> bool:
    """Whether a page is refused as it is."""
    return Visitor().post(filled(PAGE, place), {}).status == 422


def test_every_page_of_the_library(committed, walk):
    with in_municipality("m_271403"):
        for template in templates():
            a_procedure(template.slug, to_json(template.definition), category=template.category)
    places = [
        {"<slug>": template.slug, "<page_id>": page.id}
        for template in templates()
        for page in template.definition.pages
        if page.show_when is None
    ]
    way = walk(urlconf="config.urls.municipality", slug="sakai", visitors={"nobody": {}}, words={})

    blank = way.through([Stop(PAGE, words=place) for place in places], {"ja": False, "en": False})
    wrong = way.through(
        [Stop(PAGE, words=place, press=NEXT, status=422) for place in places if asks_for_something(place)],
        {"ja": False},
    )

    faults = [*blank, *wrong]
    assert not faults, "\n" + "\n".join(faults)
