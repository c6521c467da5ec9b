"""The pages that say no: the right status, a heading that is the title, a way on, and no trace of the machine."""

import re

import pytest
from django.test import RequestFactory

from web import views

REFUSALS = {
    "unknown_host": (views.unknown_host, 404),
    "other_origin": (views.other_origin, 403),
    "too_large": (views.too_large, 413),
    "csrf_failure": (views.csrf_failure, 403),
    "400": (lambda request: views.bad_request(request, ValueError("himitsu")), 400),
    "403": (lambda request: views.permission_denied(request, ValueError("himitsu")), 403),
    "404": (lambda request: views.page_not_found(request, ValueError("himitsu")), 404),
    "500": (views.server_error, 500),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_each_says_what_happened_and_what_to_do(name):
    view, status = REFUSALS[name]

    response = view(RequestFactory().get("/"))

    page = response.content.decode()
    heading = re.search(r"<h1>(.+?)</h1>", page).group(1)
    assert response.status_code == status
    assert f"<title>{heading} - " in page
    assert "himitsu" not in page
    assert re.search(r"<h1>.+?</h1>\s*<p>.+?(ください|開けます|戻れます)", page, re.DOTALL)


@pytest.mark.parametrize(("path", "home"), [("/staff/people/", "/staff/"), ("/p/inu/", "/"), ("/staffing/", "/")])
def test_the_way_on_is_ones_own(path, home):
    page = views.permission_denied(RequestFactory().get(path), PermissionError())

    assert f'<a href="{home}">最初のページへ</a>' in page.content.decode()


def test_a_host_of_nobody_is_answered_without_a_city(client_at):
    page = client_at("nowhere.localhost").get("/")

    assert page.status_code == 404
    assert "このアドレスの窓口はありません" in page.content.decode()
    assert "堺市" not in page.content.decode()


def test_a_page_that_is_not_there_is_the_citys_own(client_at):
    page = client_at("sakai.localhost").get("/no-such-page/")

    assert page.status_code == 404
    assert "ページが見つかりません" in page.content.decode()
    assert "堺市" in page.content.decode()
