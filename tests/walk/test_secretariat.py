"""Every page that the secretariat sees."""

import pytest

from tests.addresses import routes
from tests.walk.secretariat import NO_PAGES, Desk

pytestmark = pytest.mark.browser


def test_every_page_of_the_secretariat(committed, walk):
    desk = Desk()
    way = walk(urlconf="config.urls.consortium", slug="", visitors=desk.visitors, words=desk.words)

    stops = desk.stops()
    faults = way.through(stops, {"ja": True, "en": True})

    city = routes("config.urls.municipality")
    own = {route for route in routes("config.urls.consortium") if route not in city and f"staff/{route}" not in city}
    assert own <= {stop.route for stop in stops} | NO_PAGES.keys()
    assert not faults, "\n" + "\n".join(faults)
