"""A city's home, search and help: right for many procedures, for one, and for none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application
from tenants.context import in_municipality
from tests.factories.applications import a_procedure, an_application_row

OPEN_NAMES = [f"手続{number}" for number in range(9)]


@pytest.fixture
def client(client_at):
    return client_at("sakai.localhost")


@pytest.fixture
def nine(sakai):
    """Nine open procedures, one closed, one not listed; the last of the nine is used most."""
    with in_municipality(sakai):
        rows = [
            a_procedure(f"p{number}", title=name, position=number, category="tax")
            for number, name in enumerate(OPEN_NAMES)
        ]
        a_procedure("closed", title="終わった手続", closed_at=timezone.now(), closed_reason="期間が終わりました")
        a_procedure("hidden", title="ひみつの手続", is_listed=False)
        for number in (1, 2):
            an_application_row(rows[8], number)


def test_the_most_used_stand_first_and_the_rest_below(client, nine):
    html = client.get("/").content.decode()
    tiles, _, rest = html.partition("いま受け付けている手続")

    assert tiles.index("手続8") < tiles.index("手続0") < tiles.index("手続4")
    assert "手続5" not in tiles
    assert all(name in rest for name in ("手続5", "手続6", "手続7"))
    assert "すべての手続を見る（10件）" in html
    assert "税・保険" in html
    assert "ひみつの手続" not in html
    assert "終わった手続" not in html


def test_home_costs_few_queries_however_many_procedures(client, nine, django_assert_num_queries):
    client.get("/")

    with django_assert_num_queries(3):
        client.get("/")


def test_search_finds_closed_ones_and_says_that_they_are(client, nine):
    html = client.get("/search/?q=手続").content.decode()

    assert "いまは受け付けていません：期間が終わりました" in html
    assert "手続3" in html
    assert "ひみつの手続" not in html
    assert "手続3" not in client.get("/search/?q=手続&category=pets").content.decode()
    assert "手続3" in client.get("/search/?category=tax").content.decode()


def test_nothing_found_says_what_to_try(client, nine):
    assert "見つかりませんでした" in client.get("/search/?q=宇宙").content.decode()


def test_what_was_typed_stays_in_the_box_and_is_never_markup(client, nine):
    html = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_a_city_without_any_procedure_says_so(client, sakai):
    html = client.get("/").content.decode()

    assert "もうすぐ始まります" in html
    assert "何をしたいですか" not in html
    assert client.get("/search/").status_code == 200
    assert client.get("/help/").status_code == 200


def test_looking_around_sets_no_cookie_and_writes_nothing(client, nine):
    for address in ("/", "/search/?q=手続", "/help/", "/p/p1/", "/p/p1/apply/owner_page/", "/status/"):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert not client.cookies
    with in_municipality("m_271403"):
        assert Application.objects.count() == 2


def test_pages_for_looking_take_no_posts(client, nine):
    for address in ("/", "/search/", "/help/", "/p/p1/"):
        assert client.post(address).status_code == 405


def test_what_ends_and_begins_soon_stands_on_the_home_page(client, sakai):
    now = timezone.now()
    with in_municipality(sakai):
        a_procedure("ends", title="もうすぐ終わる手続", closes_at=now + timedelta(days=3))
        a_procedure("later", title="まだ終わらない手続", closes_at=now + timedelta(days=30))
        a_procedure("begins", title="これから始まる手続", opens_at=now + timedelta(days=5))
        a_procedure("far", title="ずっと先の手続", opens_at=now + timedelta(days=60))

    html = client.get("/").content.decode()
    dates = html.partition("期間が決まっている手続")[2].partition("困ったときは")[0]

    assert "もうすぐ終わる手続" in dates
    assert "あと3日" in dates
    assert "これから始まる手続" in dates
    assert "まだ終わらない手続" not in dates
    assert "ずっと先の手続" not in dates


def test_events_in_life_lead_to_their_procedures(client, sakai):
    with in_municipality(sakai):
        a_procedure("risai", title="罹災証明書", life_events=["disaster"])
        a_procedure("tax", title="納税証明書")

    assert "災害にあったとき" in client.get("/").content.decode()
    html = client.get("/search/?event=disaster").content.decode()
    assert "災害にあったときの手続（1件）" in html
    assert "納税証明書" not in html
    assert "納税証明書" in client.get("/search/?event=nonsense").content.decode()
