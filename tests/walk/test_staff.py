"""Every page that a city's staff see."""

import pytest

from tests.addresses import routes
from tests.walk.staff import NO_PAGES, Office

pytestmark = pytest.mark.browser


def test_every_page_of_staff(committed, walk):
    office = Office()
    way = walk(urlconf="config.urls.municipality", slug="sakai", visitors=office.visitors, words=office.words)

    stops = office.stops()
    faults = way.through(stops, {"ja": True, "en": False})

    assert {stop.route for stop in stops} | NO_PAGES.keys() == {
        route for route in routes("config.urls.municipality") if route.startswith("staff/")
    }
    assert not faults, "\n" + "\n".join(faults)
