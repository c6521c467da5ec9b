"""The pages that say no: each is as accessible as the page somebody wanted, and says what to do."""

import pytest

from applications.models import Draft
from portal.views import resident as portal_pages
from tenants.context import in_consortium, in_municipality
from tenants.services.suspension import suspend
from tests.factories.accounts import PASSWORD, a_person
from tests.factories.applications import a_procedure
from tests.walk.secretariat import ADMINISTRATOR

pytestmark = pytest.mark.browser
CITY = "config.urls.municipality"
LANGUAGES = ("ja", "en")
OWNER = {"family": "西村", "given": "明日香", "family_kana": "にしむら", "given_kana": "あすか"}


@pytest.fixture
def refused(committed, walk, live, browse, settings):
    """`refused("name", 404, lambda page: …)` walks to a refusal in each language, looks at it, and fails with what is wrong."""
    with in_municipality("m_271403"):
        a_procedure()
    way = walk(urlconf=CITY, slug="sakai", visitors={}, words={})

    def see(name, status, go, *, slug="sakai", languages=LANGUAGES):
        faults = []
        for language in languages:
            page = browse()
            page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live(slug)}])
            answer = go(page)
            assert answer.status == status, (name, answer.status)
            faults += [f"{name} [{language}] {fault}" for fault in way.as_it_stands(page, language, name)]
        assert not faults, "\n" + "\n".join(faults)

    return see


def pressed(page, selector="main form[method=post] .button:visible"):
    with page.expect_navigation() as navigation:
        page.locator(selector).first.click()
    return navigation.value


def test_what_is_not_there(refused, live):
    refused("no-such-page", 404, lambda page: page.goto(live("sakai", "/no-such-page/")))
    refused("no-such-city", 404, lambda page: page.goto(live("nowhere", "/")), slug="nowhere")


def test_a_city_that_is_suspended(refused, live, monkeypatch):
    monkeypatch.setattr("tenants.directory.REVALIDATE_SECONDS", 0.0)
    with in_consortium():
        suspend("271403", reason="点検", notice="機器を点検しています。", phone="072-233-1101", actor=ADMINISTRATOR)

    refused("suspended", 503, lambda page: page.goto(live("sakai", "/p/dog-death/")), languages=("ja", "ja-easy", "en"))
    refused("suspended-staff", 503, lambda page: page.goto(live("sakai", "/staff/")))


def test_an_address_that_only_takes_what_is_sent(refused, live):
    refused("only-sent", 405, lambda page: page.goto(live("sakai", "/p/dog-death/discard/")))


def test_too_much_at_once(refused, live, settings):
    settings.REQUEST_MAX_BYTES = 10

    def send(page):
        page.goto(live("sakai", "/p/dog-death/apply/owner_page/"))
        return pressed(page, ".action-bar .button")

    refused("too-large", 413, send)


def test_more_than_a_form_has(refused, live, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1

    def sign_in(page):
        page.goto(live("sakai", "/staff/login/"))
        return pressed(page)

    refused("unreadable", 400, sign_in)


def test_too_many_tries(refused, live, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    with in_municipality("m_271403"):
        a_person(email="hanako@city.example.jp")

    def sign_in_twice(page):
        for _ in range(2):
            page.goto(live("sakai", "/staff/login/"))
            page.fill("[name=login]", "hanako@city.example.jp")
            page.fill("[name=password]", PASSWORD + "?")
            answer = pressed(page)
        return answer

    refused("too-many-sign-ins", 429, sign_in_twice)

    def guess(page):
        for _ in range(11):
            page.goto(live("sakai", "/resume/"))
            page.fill("[name=code]", "0000-0000-0000")
            answer = pressed(page)
        return answer

    refused("too-many-codes", 429, guess, languages=("ja",))


def test_a_fault_of_ours(refused, live, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(portal_pages, "render", broken)

    refused("our-fault", 500, lambda page: page.goto(live("sakai", "/help/")))


def test_a_form_of_another_site(refused, live):
    def from_elsewhere(page):
        form = (
            f"<main><form method=post action={live('sakai', '/status/')}><button class=button>Go</button></form></main>"
        )
        page.route("**/trap/", lambda route: route.fulfill(content_type="text/html", body=form))
        page.goto(live("toyonaka", "/trap/"))
        return pressed(page)

    refused("from-elsewhere", 403, from_elsewhere)


def test_a_draft_that_is_gone_or_went_on_elsewhere(refused, live):
    def up_to_the_check(page):
        page.goto(live("sakai", "/p/dog-death/apply/owner_page/"))
        for part, text in OWNER.items():
            page.fill(f"[name='owner.{part}']", text)
        pressed(page, ".action-bar .button")
        page.fill("[name=dog_name]", "ポチ")
        page.locator("[name=has_tag]").last.check()
        for part, text in {"year": "2026", "month": "11", "day": "1"}.items():
            page.fill(f"[name='death_date.{part}']", text)
        pressed(page, ".action-bar .button")
        page.locator("[name=confirm]").check()

    def gone(page):
        up_to_the_check(page)
        with in_municipality("m_271403"):
            Draft.objects.all().delete()
        return pressed(page)

    def elsewhere(page):
        up_to_the_check(page)
        with in_municipality("m_271403"):
            draft = Draft.objects.latest("changed_at")
            Draft.objects.filter(pk=draft.pk).update(
                browser_hash=draft.pk.hex * 2, earlier_browsers=[draft.browser_hash]
            )
        return pressed(page)

    refused("draft-gone", 410, gone)
    refused("draft-elsewhere", 409, elsewhere)
