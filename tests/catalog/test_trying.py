"""A form is tried out as residents would fill it in, and nothing of it stays anywhere."""

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from applications.models import Application, Draft
from shared_forms.models import FormTemplate
from shared_forms.selectors import latest_version
from shared_forms.services.library import load_library
from tenants.context import in_consortium, in_municipality
from tests.factories.accounts import a_person, signed_in
from tests.factories.forms import a_template, an_adopted_procedure
from tests.flows.test_resident_newer_form import HOME, NAME
from tests.flows.visitor import Visitor


@pytest.fixture
def editor(sakai) -> Visitor:
    visitor = Visitor()
    with in_municipality(sakai):
        visitor.client = signed_in(visitor.client, a_person(Role.FORM_EDITOR))
    return visitor


def test_page_by_page_with_errors_conditions_and_a_way_back(editor, sakai):
    with in_municipality(sakai):
        procedure = an_adopted_procedure()
    address = f"/staff/procedures/{procedure.pk}/try/"
    page = editor.get(address)
    assert "全2ステップ中 1" in page.text
    page = editor.send("次へ", **NAME)
    assert (page.status, "住所" in page.text) == (422, True)
    page = editor.send("次へ", **HOME)
    assert "全2ステップ中 2" in page.text
    assert "注射の日" not in page.text
    page = editor.send("次へ", dog_name="ポチ", sex="male", vaccinated="yes")
    assert (page.status, "注射の日" in page.text) == (422, True)
    assert "西村" in editor.send("前へ").forms[-1].values["owner.family"]
    editor.send("次へ")
    page = editor.send("次へ", vaccinated="no")

    assert "入力が終わりました" in page.text
    assert "西村 明日香（ニシムラ アスカ）" in page.text
    with in_municipality(sakai):
        assert not Draft.objects.exists()
        assert not Application.objects.exists()


def test_before_anybody_adopts_it(editor):
    version = a_template()
    page = editor.get(f"/staff/procedures/templates/{version.pk}/")
    assert "住民になって試す" in page.links

    assert "試しの入力です" in editor.follow("住民になって試す").text


def test_lists_that_are_not_there_yet_get_invented_entries(editor):
    with in_consortium():
        load_library(SYSTEM)
        version = latest_version(FormTemplate.objects.get(slug="afterschool").pk)
    assert "試しの入力です" in editor.get(f"/staff/procedures/templates/{version.pk}/try/").text


@pytest.mark.parametrize("carried", ["{", "[]", "7", '"x"', "null", "[" * 5000, '{"owner": 7, "photo": {"a": 1}}'])
def test_whatever_comes_back_is_no_fault_of_ours(editor, carried):
    version = a_template()
    address = f"/staff/procedures/templates/{version.pk}/try/"

    assert editor.client.post(address, {"carried": carried, "page": "nowhere"}).status_code == 422


def test_only_our_own_pages_frame_it(editor, sakai):
    with in_municipality(sakai):
        procedure = an_adopted_procedure()
    page = f"/staff/procedures/{procedure.pk}/"
    for address, ancestors, frame in ((f"{page}preview/", "'self'", "SAMEORIGIN"), (page, "'none'", "DENY")):
        answer = editor.client.get(address)
        assert f"frame-ancestors {ancestors}" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == frame
    assert "frame-src 'self'" in editor.client.get(f"{page}phone/")["Content-Security-Policy"]
