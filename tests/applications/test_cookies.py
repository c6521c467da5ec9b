"""Cookies of residents: opaque, for this host only, and worth nothing when somebody else made them up."""

from datetime import timedelta

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory

from applications import cookies
from applications.services import devices
from common.identifiers import new_id
from tenants.context import in_municipality


def a_request(response: HttpResponse | None = None, **given: str):
    """A request that brings the cookies of an earlier answer."""
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in (response.cookies if response else {}).items()} | given
    return request


def test_a_browser_is_made_once_and_only_its_hash_is_kept():
    request, response = a_request(), HttpResponse()
    assert cookies.browser_hash(request) == ""
    made = cookies.know_browser(request)
    cookies.set_browser(request, response)
    morsel = response.cookies["browser"]

    assert len(made) == 64
    assert made not in morsel.value
    assert (morsel["httponly"], morsel["samesite"], morsel["max-age"], morsel["domain"]) == (True, "Lax", "", "")
    again = a_request(response)
    assert cookies.browser_hash(again) == cookies.know_browser(again) == made


def test_kept_for_later_it_lives_as_long_as_the_draft():
    request, response = a_request(), HttpResponse()
    cookies.know_browser(request)
    cookies.set_browser(request, response, keep=True)

    assert response.cookies["browser"]["max-age"] == timedelta(days=30).total_seconds()


def test_in_production_no_sibling_city_can_plant_a_cookie(settings):
    settings.SESSION_COOKIE_SECURE = True
    request, response = a_request(browser="x" * 43), HttpResponse()
    assert cookies.browser_hash(request) == ""
    cookies.know_device(request)
    cookies.set_device(request, response)
    morsel = response.cookies["__Host-device"]

    assert (morsel["secure"], morsel["path"], morsel["domain"]) == (True, "/", "")
    assert morsel["max-age"] == devices.LIFETIME.total_seconds()
    cookies.forget_device(response)
    forgotten = response.cookies["__Host-device"]
    assert (forgotten.value, forgotten["max-age"], forgotten["secure"]) == ("", 0, True)


@pytest.mark.parametrize("value", ["", "x", "\0" * 43, "é" * 43, "x" * 44, "x" * 43 + "\n"])
def test_a_token_of_another_shape_is_no_token(value):
    assert cookies.browser_hash(a_request(browser=value)) == ""


def test_the_status_cookie_lists_what_this_browser_may_see(in_sakai):
    first, second = new_id(), new_id()
    response = HttpResponse()
    cookies.allow(a_request(), response, first)
    later = a_request(response)
    cookies.allow(later, response, second)

    assert cookies.visible_ids(a_request(response)) == [second, first]
    for _ in range(30):
        cookies.allow(a_request(response), response, new_id())
    assert len(cookies.visible_ids(a_request(response))) == cookies.MOST_APPLICATIONS
    assert len(response.cookies["status"].value) < 1500


def test_a_status_cookie_ends_after_two_hours(in_sakai, monkeypatch):
    response = HttpResponse()
    cookies.allow(a_request(), response, new_id())
    request = a_request(response)
    now = signing.time.time()

    monkeypatch.setattr(signing.time, "time", lambda: now + cookies.STATUS_SECONDS - 5)
    assert len(cookies.visible_ids(request)) == 1
    monkeypatch.setattr(signing.time, "time", lambda: now + cookies.STATUS_SECONDS + 5)
    assert cookies.visible_ids(request) == []


def test_a_status_cookie_that_was_touched_or_comes_from_another_city_is_empty(sakai, toyonaka):
    response = HttpResponse()
    with in_municipality(sakai):
        cookies.allow(a_request(), response, new_id())
        value = response.cookies["status"].value
        for wrong in (value[:-1] + ("A" if value[-1] != "A" else "B"), "", "a:b:c", value.partition(":")[0]):
            assert cookies.visible_ids(a_request(status=wrong)) == []
        assert len(cookies.visible_ids(a_request(status=value))) == 1
    with in_municipality(toyonaka):
        assert cookies.visible_ids(a_request(status=value)) == []
