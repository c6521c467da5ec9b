"""Every page that residents see."""

import pytest

from tests.addresses import routes
from tests.walk import residents

pytestmark = pytest.mark.browser


def test_every_page_of_residents(committed, walk):
    world = residents.a_world()
    way = walk(urlconf="config.urls.municipality", slug="sakai", visitors=world.visitors, words=world.words)

    stops = residents.stops(world)
    faults = way.through(stops, {"ja": True, "en": True, "ja-easy": False})

    assert {stop.route for stop in stops} | residents.NO_PAGES.keys() == {
        route for route in routes("config.urls.municipality") if not route.startswith("staff/")
    }
    assert not faults, "\n" + "\n".join(faults)
