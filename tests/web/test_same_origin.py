"""Posts come from the very host they are sent to, or not at all."""

import pytest
from django.test import RequestFactory

from web.middleware import is_same_origin

HOST = "sakai.localhost"


def a_post(**headers: str):
    return RequestFactory().post("/", headers={"host": HOST, **headers})


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"origin": f"http://{HOST}"}, True),
        ({"origin": "http://toyonaka.localhost"}, False),
        ({"origin": f"https://{HOST}"}, False),
        ({"origin": f"http://{HOST}:8001"}, False),
        ({"origin": "null"}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"origin": "http://toyonaka.localhost", "sec-fetch-site": "same-origin"}, False),
        ({}, True),
    ],
)
def test_who_may_post(headers, allowed, settings):
    settings.ALLOWED_HOSTS = [HOST]

    assert is_same_origin(a_post(**headers)) is allowed
