"""A list in a real browser: a clerk brings it in from a spreadsheet, residents choose from it, and it changes. Pictures to look at."""

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from applications.models import Application
from catalog.models import Procedure
from catalog.services.adoption import adopt
from shared_forms.categories import Category
from shared_forms.language import FormDefinition
from shared_forms.services.templates import publish_template_version
from tenants.context import in_consortium, in_municipality
from tests.factories.accounts import a_department, a_person

pytestmark = pytest.mark.browser
SAKAI = "m_271403"
WIDTHS = [1280]  # tests/walk looks at each of these pages in every width
NAMES = "北南東西中上下新本元前後春夏秋冬"
FILE = "番号,名前,ふりがな,備考,英語\r\n" + "".join(
    f",{name}小学校,{'みなみ' if name == '南' else 'あ' * place + 'しょう'},{name}町,{name} School\r\n"
    for place, name in enumerate(NAMES, start=1)
)
FORM = {
    "title": "通学の届出",
    "kind": "application",
    "guide": {"department": "学校教育課", "phone": "072-000-0210", "fee": "無料", "period": "いつでも", "minutes": 1},
    "pages": [
        {
            "id": "child",
            "title": "お子さん",
            "questions": [
                {"id": "school", "type": "select", "label": "通う学校", "dataset": "schools", "privacy": "plain"},
                {"id": "bus", "type": "yes_no", "label": "バスで通いますか", "privacy": "plain"},
            ],
        }
    ],
}


@pytest.fixture
def city(live):
    """堺市, which has adopted a form that asks for a school and has no schools yet."""
    with in_consortium():
        definition = FormDefinition.model_validate(FORM)
        version = publish_template_version("school", definition, category=Category.CHILDREN, actor=SYSTEM)
    with in_municipality(SAKAI):
        adopt(version.pk, slug="school", department_id=a_department("学校教育課").pk, actor=SYSTEM)
        a_person(Role.FORM_EDITOR, Role.PROCESSOR, name="岡田 美咲")
        return Procedure.objects.get()


@pytest.fixture
def staff(city, live, browse):
    """Open the procedures as the editor."""

    def sign_in(**how):
        page = browse(**how)
        page.goto(live("sakai", "/staff/demo/"))
        page.get_by_role("button", name="岡田 美咲").click()
        page.goto(live("sakai", "/staff/procedures/"))
        return page

    return sign_in


def choose_file(page, text):
    page.get_by_role("link", name="CSVを取り込む").first.click()
    page.get_by_label("CSVファイル").set_input_files(
        {"name": "学校.csv", "mimeType": "text/csv", "buffer": text.encode("cp932")}
    )
    page.get_by_role("button", name="何が変わるかを見る").click()


def apply_for(page, address, school):
    page.goto(address)
    page.get_by_role("link", name="申請を始める").click()
    page.get_by_label("通う学校").select_option(label=school)
    page.get_by_label("いいえ").check()
    page.get_by_role("button", name="次へ").click()
    page.get_by_text("確認").first.wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_spreadsheet_to_the_application_and_back(city, live, staff, browse, look, width):
    page = staff(width=width)
    look(page, f"lists-procedures-{width}")
    page.get_by_role("link", name="通学の届出").click()
    page.get_by_role("link", name="公開の確認へ").click()
    look(page, f"lists-publish-empty-{width}")
    page.get_by_role("link", name="一覧へ").click()
    look(page, f"lists-empty-{width}")
    choose_file(page, "番号,名前\r\nx,北小学校\r\n2,\r\n")
    look(page, f"lists-import-faults-{width}")
    page.get_by_role("link", name="やめる").click()
    choose_file(page, FILE)
    look(page, f"lists-plan-{width}")
    page.get_by_role("button", name="この内容で取り込む").click()
    look(page, f"lists-filled-{width}")
    page.get_by_role("link", name="通学の届出").click()
    page.get_by_role("link", name="公開の確認へ").click()
    page.get_by_role("button", name="この内容で公開する").click()
    page.get_by_text("公開しました").wait_for()

    visitor = browse(width=width)
    visitor.goto(live("sakai", "/p/school/"))
    visitor.get_by_role("link", name="申請を始める").click()
    visitor.get_by_label("ことばで一覧をしぼる").fill("ミナミ")
    visitor.get_by_text("1件あります").wait_for()
    look(visitor, f"lists-resident-narrowed-{width}")
    apply_for(visitor, live("sakai", "/p/school/"), "南小学校（南町）")
    assert "南小学校" in visitor.content()
    look(visitor, f"lists-resident-check-{width}")

    page.goto(live("sakai", "/staff/procedures/lists/"))
    look(page, f"lists-index-{width}")
    page.get_by_role("link", name="学校", exact=True).click()
    page.get_by_label("名前・ふりがな・番号").fill("ミナミ")
    page.get_by_role("button", name="探す").click()
    look(page, f"lists-found-{width}")
    page.get_by_role("link", name="南小学校").click()
    look(page, f"lists-entry-{width}")
    page.get_by_role("button", name="「南小学校」をやめる").click()
    look(page, f"lists-closed-{width}")
    page.get_by_role("link", name="名前と並べかた").click()
    look(page, f"lists-settings-{width}")
    page.goto(live("sakai", "/staff/procedures/"))
    look(page, f"lists-older-listed-{width}")
    page.get_by_role("link", name="通学の届出").click()
    look(page, f"lists-older-{width}")
    page.get_by_role("button", name="公開し直す").click()
    page.get_by_text("公開しました（2回目）").wait_for()

    visitor.locator("[name=confirm]").check()
    visitor.get_by_role("button", name="この内容で申請する").click()
    visitor.get_by_text("受付番号").first.wait_for()
    newcomer = browse(width=width, javascript=False)
    newcomer.goto(live("sakai", "/p/school/"))
    newcomer.get_by_role("link", name="申請を始める").click()
    offered = newcomer.get_by_label("通う学校").locator("option").all_inner_texts()
    assert len(offered) == len(NAMES)
    assert "南小学校（南町）" not in [each.strip() for each in offered]

    with in_municipality(SAKAI):
        application = Application.objects.get()
        assert application.versions.get().answers["school"] == "no_2"
    page.goto(live("sakai", f"/staff/applications/{application.receipt_number}/"))
    page.get_by_text("南小学校").first.wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_question_of_the_citys_own_takes_its_options_from_a_list(city, live, staff, look, width):
    page = staff(width=width)
    page.get_by_role("link", name="通学の届出").click()
    page.get_by_role("link", name="項目を足す").click()
    page.get_by_label("種類").select_option(label="文字")
    page.get_by_label("ことば", exact=False).first.fill("前に通っていた学校")
    page.get_by_label("市の一覧").select_option(label="一覧「学校」から")
    page.get_by_role("button", name="項目を足す").click()
    page.get_by_text("種類を「一覧から選ぶ」にしてください").first.wait_for()
    look(page, f"lists-add-question-{width}")
    page.get_by_label("種類").select_option(label="一覧から選ぶ")
    page.get_by_role("button", name="項目を足す").click()
    page.get_by_text("項目『前に通っていた学校』を足しました。").wait_for()
    look(page, f"lists-question-{width}")
    page.get_by_role("link", name="プレビュー").click()
    page.get_by_role("link", name="入力の画面へ").click()
    look(page, f"lists-preview-empty-{width}")
