"""The side-by-side page of an update, in a real browser: sixty questions, twenty collisions, no mouse."""

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from catalog import selectors
from catalog.models import Procedure, TakenUpdate
from catalog.services.customisation import customise
from shared_forms.language.overlay import Relabel
from shared_forms.language.texts import Text
from tenants.context import in_municipality
from tests.factories.accounts import a_person
from tests.factories.forms import a_template, an_adopted_procedure

pytestmark = pytest.mark.browser
SAKAI = "m_271403"


def sixty(*, new: bool) -> list:
    """Three pages of twenty questions; the new version has other words for twenty of them."""
    words = dict.fromkeys(range(0, 60, 3), "（新しい版）") if new else {}
    return [
        {
            "id": f"page{page}",
            "title": f"{page}ページ目",
            "questions": [
                {"id": f"q{number}", "type": "text", "label": f"項目{number}{words.get(number, '')}"}
                for number in range(page * 20 - 20, page * 20)
            ],
        }
        for page in (1, 2, 3)
    ]


@pytest.fixture
def page_of(live, browse):
    """The page of an update on which twenty things collide."""
    with in_municipality(SAKAI):
        procedure = an_adopted_procedure(a_template(pages=sixty(new=False)))
        changes = [
            Relabel(op="relabel", target=f"q{each}", text=Text(ja=f"市の項目{each}")) for each in range(0, 60, 3)
        ]
        customise(procedure.pk, changes, actor=SYSTEM)
        a_person(Role.FORM_EDITOR, name="岡田 美咲")
    a_template(pages=sixty(new=True))

    def open_page(**how):
        page = browse(**how)
        page.goto(live("sakai", "/staff/demo/"))
        page.get_by_role("button", name="岡田 美咲").click()
        page.goto(live("sakai", f"/staff/procedures/{procedure.pk}/update/"))
        return page

    return open_page


def test_twenty_decisions_by_keyboard(page_of, look):
    page = page_of(width=1280, height=800)
    look(page, "catalog-update-1280")
    for number in range(20):
        page.keyboard.press("j")
        page.keyboard.press(str(number % 2 + 1))
    assert page.locator("input[type=radio]:checked").count() == 20
    assert page.locator(".merge__undecided:visible").count() == 0
    look(page, "catalog-update-decided-1280")
    page.get_by_role("button", name="取り込んで、公開の確認へ").focus()
    page.keyboard.press("Enter")
    page.get_by_text("第2版を取り込みました。").wait_for()

    with in_municipality(SAKAI):
        form = selectors.city_form(Procedure.objects.get()).definition
        assert str(form.question("q0").label) == "市の項目0"
        assert str(form.question("q3").label) == "項目3（新しい版）"
        assert len(TakenUpdate.objects.get().decisions) == 20


def test_on_a_phone_without_javascript(page_of, look):
    page = page_of(width=390, javascript=False)
    look(page, "catalog-update-390", axe=False)
    page.locator("[value=theirs]").first.check()
    assert page.locator("[data-outcome=theirs]:visible").count() == 1
    page.get_by_role("button", name="ここまでを保存する").click()
    page.get_by_text("あと19か所を決めると取り込めます。").wait_for()
    assert page.locator("input[type=radio]:checked").count() == 1
    page.get_by_role("button", name="取り込んで、公開の確認へ").click()
    page.get_by_role("alert").wait_for()
    look(page, "catalog-update-errors-390", axe=False)
