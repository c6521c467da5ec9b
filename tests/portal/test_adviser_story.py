"""An adviser's day in a real browser: from the consortium into a city's settings, and out when the city says so."""

import pytest

from accounts.roles import Role
from accounts.services.advisers import grant_access
from notifications.models import Notification
from notifications.services import deliver
from tenants import context
from tenants.services.advisers import appoint
from tests.accounts.test_advisers import CITY_ADMINISTRATOR
from tests.factories.accounts import a_person
from tests.factories.forms import a_published_procedure
from tests.tenants.test_announcements import ADMINISTRATOR

pytestmark = pytest.mark.browser


@pytest.fixture
def let_in(live):
    """藤原さん of the secretariat, whom 堺市 let into its settings."""
    with context.in_consortium():
        person = a_person(Role.ADMINISTRATOR, name="藤原 健")
        adviser = appoint(person.pk, name=person.name, introduction="様式づくりの相談", actor=ADMINISTRATOR)
    with context.in_municipality("m_271403"):
        a_person(*Role, name="堺 恵子")
        a_published_procedure()
        grant_access(adviser.pk, days=7, reason="様式を見てほしい", actor=CITY_ADMINISTRATOR)
        deliver(Notification.objects.get(template="adviser_access").pk)


def test_in_by_the_link_at_work_and_out_when_the_city_ends_it(let_in, live, browse, look):
    adviser, city = browse(width=390), browse(width=1280)
    adviser.goto(live("", "/demo/"))
    adviser.get_by_role("button", name="藤原 健").click()
    adviser.goto(live("", "/advisers/"))
    adviser.get_by_role("button", name="設定に入る").click()
    adviser.get_by_role("link", name="堺市へ進む").click()
    look(adviser, "adviser-enters")
    adviser.get_by_role("button", name="入る").click()
    adviser.get_by_role("link", name="犬の登録").click()
    look(adviser, "adviser-at-work")

    city.goto(live("sakai", "/staff/demo/"))
    city.get_by_role("button", name="堺 恵子").click()
    city.goto(live("sakai", "/staff/advisers/"))
    city.locator("summary").click()
    look(city, "adviser-seen-by-the-city")
    city.get_by_role("link", name="いま終える").click()
    city.get_by_role("button", name="立ち入りを終える").click()

    adviser.reload()
    assert adviser.get_by_role("heading", level=1).inner_text() == "堺市の設定から出ました"
