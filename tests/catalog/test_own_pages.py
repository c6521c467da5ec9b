"""Pages of the city's own, limits of its own, and questions on another page."""

import pytest

from accounts.roles import Role
from catalog import selectors
from catalog.models import Adoption
from tenants.context import in_municipality
from tests.factories.accounts import a_person, signed_in
from tests.factories.forms import COUNTING_PAGE, EVERY_TYPE, a_template, an_adopted_procedure


@pytest.fixture
def editor(sakai, client_at):
    """The editor's browser and the address of the procedure."""
    with in_municipality(sakai):
        version = a_template(pages=[*EVERY_TYPE["pages"], COUNTING_PAGE])
        procedure = an_adopted_procedure(version)
        client = signed_in(client_at("sakai.localhost"), a_person(Role.FORM_EDITOR))
    return client, f"/staff/procedures/{procedure.pk}/"


def form(sakai):
    with in_municipality(sakai):
        return selectors.city_form(Adoption.objects.select_related("procedure").get().procedure).definition


def test_a_page_of_its_own_comes_with_its_first_question(editor, sakai):
    client, address = editor
    wrong = client.post(f"{address}add-page/", {"label": "", "after": "dog_page"})
    assert wrong.status_code == 422
    answer = client.post(f"{address}add-page/", {"label": "散歩のこと", "help": "", "after": "dog_page"}, follow=True)
    assert "ページ『散歩のこと』のはじめ" in answer.text
    assert [str(page.title) for page in form(sakai).pages] == ["飼い主", "犬", "数えるもの"]
    assert "まだ項目がないので、住民の画面には出ません" in client.get(address).text

    place = answer.redirect_chain[0][0].partition("after=")[2]
    question = {"type": "text", "label": "散歩の道", "required": "no", "options": "", "dataset": "", "show_when": ""}
    client.post(f"{address}add/", {**question, "after": place})

    own = form(sakai).pages[2]
    assert (str(own.title), str(own.questions[0].label)) == ("散歩のこと", "散歩の道")
    changed = client.post(f"{address}at/{own.id}/", {"label": "お散歩", "help": "週に何回か", "show_when": ""})
    assert changed.status_code == 302
    assert (str(form(sakai).pages[2].title), str(form(sakai).pages[2].help)) == ("お散歩", "週に何回か")
    client.post(f"{address}at/photo/page/", {"page": own.id})
    assert [question.id for question in form(sakai).pages[2].questions][-1] == "photo"
    assert client.post(f"{address}at/photo/page/", {"page": "nowhere"}).status_code == 404


def test_an_empty_page_can_be_taken_away(editor, sakai):
    client, address = editor
    client.post(f"{address}add-page/", {"label": "散歩のこと", "help": "", "after": ""})
    with in_municipality(sakai):
        (added,) = [each for each in Adoption.objects.get().overlay["operations"] if each["op"] == "add_page"]
    assert "取り除く" in client.get(f"{address}at/{added['page']['id']}/").text
    client.post(f"{address}at/{added['page']['id']}/revert/")

    assert "散歩のこと" not in client.get(address).text


@pytest.mark.parametrize(
    ("target", "limit", "typed", "value"),
    [
        ("puppies", "limit_max", "５", 5),
        ("puppies", "limit_min", "", None),
        ("vaccinated_on", "limit_max", "30日前", {"today": -30}),
        ("vaccinated_on", "limit_max", "2026-04-01", "2026-04-01"),
        ("vaccinated_on", "limit_min", "今日", {"today": 0}),
        ("dog_name", "limit_max_length", "20", 20),
        ("photo", "limit_max_size_bytes", "2", 2 * 1024 * 1024),
    ],
)
def test_limits_of_its_own(editor, sakai, target, limit, typed, value):
    client, address = editor
    before = form(sakai).question(target)
    sent = {"label": str(before.label), "help": str(before.help or ""), "required": "yes" if before.required else "no"}
    assert client.post(f"{address}at/{target}/", {**sent, limit: typed}).status_code == 302

    assert form(sakai).question(target).model_dump(mode="json")[limit.removeprefix("limit_")] == value


@pytest.mark.parametrize(
    ("target", "limit", "typed"),
    [
        ("puppies", "limit_max", "たくさん"),
        ("puppies", "limit_max", "0"),  # less than the least
        ("vaccinated_on", "limit_max", "きのう"),
        ("vaccinated_on", "limit_max", "2026-02-31"),
        ("dog_name", "limit_max_length", ""),
        ("dog_name", "limit_max_length", "-3"),
        ("photo", "limit_max_size_bytes", "900000000000"),
    ],
)
def test_limits_that_cannot_be(editor, sakai, target, limit, typed):
    client, address = editor
    before = form(sakai).question(target)
    sent = {"label": str(before.label), "help": str(before.help or ""), "required": "yes" if before.required else "no"}
    answer = client.post(f"{address}at/{target}/", {**sent, limit: typed})

    assert answer.status_code == 422
    assert form(sakai).question(target) == before


def test_a_limit_of_an_own_question(editor, sakai):
    client, address = editor
    question = {"type": "number", "label": "年に何回", "required": "no", "options": "", "dataset": "", "show_when": ""}
    client.post(f"{address}add/", {**question, "after": "dog_name"})
    own = next(each for each in form(sakai).questions() if each.id.startswith("city_"))
    sent = {"label": "年に何回", "help": "", "required": "no", "show_when": ""}
    client.post(f"{address}at/{own.id}/", {**sent, "limit_max": "12", "limit_min": "1"})

    limited = form(sakai).question(own.id)
    assert (limited.min, limited.max) == (1, 12)
