"""The address of a postal code: with a press without JavaScript, at once with it, and always to be changed."""

import pytest
from django.core.management import call_command

from applications.models import Draft
from shared_forms.models import PostalArea
from tenants.context import in_consortium, in_municipality
from tests.factories.applications import a_procedure
from tests.flows.visitor import Visitor

HOME_FORM = {
    "title": "転居のお知らせ",
    "kind": "application",
    "pages": [
        {
            "id": "home_page",
            "title": "住所",
            "questions": [
                {"id": "home", "type": "address", "label": "新しい住所"},
                {"id": "memo", "type": "text", "label": "ひとこと", "required": False},
            ],
        }
    ],
}
PAGE = "/p/moving/apply/home_page/"
BUTTON = "郵便番号から住所を入れる"


@pytest.fixture
def visitor(sakai) -> Visitor:
    call_command("load_postal_codes", verbosity=0)
    with in_municipality(sakai):
        a_procedure("moving", HOME_FORM)
    visitor = Visitor()
    visitor.get(PAGE)
    return visitor


def kept() -> dict:
    with in_municipality("m_271403"):
        return Draft.objects.get().answers


def test_a_press_fills_in_the_address_and_keeps_everything_typed(visitor):
    page = visitor.send(BUTTON, home__postal_code="〒５９０－００７８", memo="急いでいます")

    assert page.address == PAGE
    assert 'value="堺市堺区"' in page.html
    assert 'value="南瓦町"' in page.html
    assert kept()["memo"] == "急いでいます"
    visitor.send(BUTTON, home__street="南瓦町3-1")
    assert kept()["home"]["street"] == "南瓦町3-1"
    page = visitor.send("次へ", home__city="堺市西区", home__street="鳳東町6-600")
    assert "堺市西区鳳東町6-600" in page.text


def test_another_prefecture_is_named(visitor):
    visitor.send(BUTTON, home__postal_code="604-8571")

    assert kept()["home"]["city"] == "京都府京都市中京区"


@pytest.mark.parametrize("typed", ["9999999", "12", "", "〒", "五九〇", "5" * 10_000])
def test_what_is_no_known_code_says_so_and_changes_nothing(visitor, typed):
    page = visitor.send(BUTTON, home__postal_code=typed, home__city="堺市北区")

    assert "住所が見つかりません" in page.text
    assert kept()["home"]["city"] == "堺市北区"


def test_several_towns_fill_in_what_they_share(visitor):
    with in_consortium():
        PostalArea.objects.create(code="5900078", prefecture="大阪府", city="堺市堺区", town="別の町")

    visitor.send(BUTTON, home__postal_code="5900078")

    assert kept()["home"]["city"] == "堺市堺区"
    assert kept()["home"]["street"] == ""


def test_a_made_up_control_changes_nothing(visitor):
    for control in ("", "home.city", "../x", "home\0", "a" * 5000):
        response = visitor.client.post(PAGE, {"shown": "home", "home.postal_code": "5900078", "find_address": control})
        assert response.status_code == 302


def test_the_script_asks_by_post_alone(visitor):
    asked = visitor.client.post("/postal-code/", {"code": "5900078"}).json()

    assert asked == {"addresses": [{"city": "堺市堺区", "street": "南瓦町"}], "words": ""}
    assert visitor.client.post("/postal-code/", {"code": "0000000"}).json()["words"].startswith("この郵便番号")
    assert visitor.client.get("/postal-code/?code=5900078").status_code == 405


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_seven_digits_are_enough_with_javascript(live, browse, look, width):
    call_command("load_postal_codes", verbosity=0)
    with in_municipality("m_271403"):
        a_procedure("moving", HOME_FORM)
    page = browse(width=width)
    page.goto(live("sakai", PAGE))

    page.get_by_label("郵便番号").type("5900078")
    page.get_by_text("住所を入れました：堺市堺区南瓦町").wait_for()
    assert page.get_by_label("市区町村").input_value() == "堺市堺区"
    look(page, f"resident-postal-code-{width}")
    page.get_by_label("郵便番号").fill("6048571")
    page.get_by_role("button", name=BUTTON).click()
    page.get_by_text("住所を入れました：京都府京都市中京区上本能寺前町").wait_for()
    assert page.get_by_label("町名・番地").input_value() == "上本能寺前町"
