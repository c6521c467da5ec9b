"""A resident changes the language in the middle of a form, and loses nothing."""

import pytest

from tenants.context import in_municipality
from tests.factories.applications import a_procedure
from tests.flows.test_autosave import PAGE, TYPED
from tests.flows.test_resident_applies import drafts
from tests.flows.visitor import Visitor


@pytest.fixture
def visitor(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure()
    return Visitor()


def pressed_english(visitor: Visitor, **typed: str):
    return visitor.client.post(PAGE, {"page-language": "en", "shown": "owner email", **TYPED, **typed})


def test_what_was_typed_is_there_in_the_other_language(visitor):
    response = pressed_english(visitor)

    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert drafts()[0].answers["owner"]["family"] == "西"
    page = visitor.get(PAGE)
    assert '<html lang="en">' in page.html
    assert page.forms[-1].values["owner.family"] == ["西"]
    assert "エラー" not in page.html


def test_a_page_that_was_left_as_it_came_begins_no_draft(visitor):
    response = pressed_english(visitor, **{"owner.family": ""})

    assert (response["Location"], drafts(), list(response.cookies)) == (PAGE, [], ["language"])


def test_the_first_look_is_kept_apart_for_each_language(visitor):
    japanese = visitor.get(PAGE).html
    visitor.client.cookies["language"] = "en"
    english = visitor.get(PAGE).html
    visitor.client.cookies["language"] = "ja"

    assert '<html lang="en">' in english
    assert visitor.get(PAGE).html == japanese


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/status/", {"receipt_number": "27140-R8-0001234-9", "code": "7K3QX"}),
        ("/resume/", {"code": "7K3Q-X9M2"}),
        ("/p/dog-death/apply/saved/", {"address": "hanako@exam"}),
    ],
)
def test_small_forms_keep_what_was_typed_and_put_it_in_no_address(visitor, address, typed):
    visitor.post(PAGE, {"shown": "owner email", "draft": "", **TYPED})
    response = visitor.client.post(address, {"page-language": "en", **typed})

    page = response.content.decode()
    assert (response.status_code, response.cookies["language"].value) == (200, "en")
    assert '<html lang="en">' in page
    assert all(f'value="{words}"' in page for words in typed.values())
    assert "エラー" not in page
    assert '<html lang="en">' in visitor.get(address).html
