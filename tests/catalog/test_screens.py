"""The staff's pages about procedures in a real browser: axe finds nothing, on a phone and on a desk; pictures to look at."""

import re

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from catalog.demo import load_demo_forms
from catalog.models import Procedure
from catalog.services.customisation import customise
from catalog.services.reception import close
from shared_forms.language.overlay import AddQuestion
from shared_forms.services.library import load_library
from tenants.context import in_consortium, in_municipality
from tests.factories.accounts import a_person

pytestmark = pytest.mark.browser
WIDTHS = [1280]  # tests/walk looks at each of these pages in every width


@pytest.fixture
def city(live):
    """堺市 with the demo's procedures and an editor, really committed."""
    with in_consortium():
        load_library(SYSTEM)
    with in_municipality("m_271403"):
        load_demo_forms("sakai", SYSTEM)
        a_person(Role.FORM_EDITOR, name="岡田 美咲")
        return Procedure.objects.get(slug="dog-death")


@pytest.fixture
def staff(city, live, browse):
    """Open a page as the editor."""

    def sign_in(**how):
        page = browse(**how)
        page.goto(live("sakai", "/staff/demo/"))
        page.get_by_role("button", name="岡田 美咲").click()
        page.goto(live("sakai", "/staff/procedures/"))
        return page

    return sign_in


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_catalogue_to_an_adopted_form(city, live, staff, look, width):
    page = staff(width=width)
    look(page, f"catalog-procedures-{width}")
    page.get_by_role("link", name="共有様式から採用する").click()
    look(page, f"catalog-templates-{width}")
    page.get_by_role("link", name="欠席・遅刻の連絡").click()
    look(page, f"catalog-template-{width}")
    page.get_by_role("link", name="入力の画面へ").click()
    look(page, f"catalog-template-page-{width}")
    page.get_by_role("link", name="この様式を採用する").click()
    look(page, f"catalog-adopt-{width}")
    page.get_by_role("button", name="採用する").click()
    look(page, f"catalog-adopt-errors-{width}")
    page.get_by_label("担当課").select_option(label="放課後子ども支援課")
    page.get_by_role("button", name="採用する").click()
    page.get_by_text("「欠席・遅刻の連絡」を採用しました。").wait_for()
    look(page, f"catalog-adopted-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_making_a_form_the_citys_own(city, live, staff, look, width):
    page = staff(width=width)
    page.get_by_role("link", name="犬の死亡届").click()
    look(page, f"catalog-editor-{width}")
    page.get_by_role("link", name="飼い主の氏名").click()
    look(page, f"catalog-editor-locked-{width}")
    page.get_by_role("link", name="性別").click()
    look(page, f"catalog-editor-choice-{width}")
    page.get_by_label("足す選択肢").fill("避妊・去勢をした")
    page.get_by_label("ことば", exact=False).first.fill("")
    page.get_by_role("button", name="変更を保存する").click()
    look(page, f"catalog-editor-errors-{width}")
    page.get_by_label("ことば", exact=False).first.fill("犬の性別")
    page.get_by_role("button", name="変更を保存する").click()
    page.get_by_text("変更を保存しました。").wait_for()
    look(page, f"catalog-editor-saved-{width}")

    page.get_by_role("link", name=re.compile("項目を足す.*犬について")).click()
    look(page, f"catalog-add-{width}")
    page.get_by_label("種類").select_option(label="1つ選ぶ")
    page.get_by_label("ことば", exact=False).first.fill("犬の大きさ")
    page.get_by_label("選択肢").fill("小さい\n大きい")
    page.get_by_role("button", name="項目を足す").click()
    page.get_by_text("項目『犬の大きさ』を足しました。").wait_for()
    look(page, f"catalog-editor-own-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_nobody_can_reach_is_named_with_the_way_there(city, live, staff, look, width):
    both = {"all": [{"question": "kept_at_home", "is": True}, {"question": "kept_at_home", "is": False}]}
    question = {"id": "city_walk", "type": "text", "label": "散歩の道", "show_when": both}
    add = AddQuestion.model_validate({"op": "add_question", "after": "kept_at_home", "question": question})
    with in_municipality("m_271403"):
        customise(city.pk, [add], actor=SYSTEM)
    page = staff(width=width)
    page.goto(live("sakai", f"/staff/procedures/{city.pk}/publish/"))
    look(page, f"catalog-publish-dead-end-{width}")
    page.get_by_role("button", name="この内容で公開する").click()
    page.get_by_role("alert").get_by_text("公開できませんでした").wait_for()
    look(page, f"catalog-publish-refused-{width}")
    page.get_by_role("alert").get_by_role("link", name="この場所へ").click()
    page.get_by_role("heading", name="散歩の道").wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_facts_differences_preview_publication_closing(city, live, staff, look, width):
    page = staff(width=width)
    page.get_by_role("link", name="犬の死亡届").click()
    page.get_by_role("link", name="市の情報を変える").click()
    look(page, f"catalog-facts-{width}")
    page.get_by_label("手数料").fill("無料です")
    page.get_by_role("button", name="保存する").click()
    page.get_by_role("link", name="テンプレートとの違い").click()
    look(page, f"catalog-differences-{width}")
    page.get_by_role("link", name="編集にもどる").click()
    page.get_by_role("link", name="プレビュー").click()
    look(page, f"catalog-preview-{width}")
    page.get_by_role("link", name="入力の画面へ").click()
    page.get_by_role("link", name="次へ").click()
    look(page, f"catalog-preview-page-{width}")
    page.get_by_role("link", name="編集にもどる").click()
    page.get_by_role("link", name="公開の確認へ").click()
    look(page, f"catalog-publish-{width}")
    page.get_by_role("button", name="この内容で公開する").click()
    page.get_by_text("公開しました（2回目）").wait_for()
    page.get_by_role("link", name="公開の確認へ").click()
    page.get_by_role("button", name="この内容で公開する").click()
    look(page, f"catalog-publish-nothing-{width}")
    page.get_by_role("link", name="編集にもどる").click()
    page.get_by_role("link", name="手続の設定を変える").click()
    look(page, f"catalog-details-{width}")
    page.get_by_role("link", name="やめる").click()
    page.get_by_role("link", name="受付の期間と時間を変える").click()
    page.get_by_label("受付の終わり").fill("2030-12-20T17:00")
    page.get_by_label("毎日の始まり").fill("17:00")
    page.get_by_role("button", name="保存する").click()
    look(page, f"catalog-period-{width}")
    page.get_by_label("毎日の終わり").fill("16:59")
    page.get_by_role("button", name="保存する").click()
    page.get_by_text("受付の期間と時間を変えました。").wait_for()
    page.get_by_role("link", name="受付を止める").click()
    look(page, f"catalog-close-{width}")
    page.get_by_label("住民に伝えることば").fill("システムの点検のため、12月1日の朝まで受付を止めています。")
    page.get_by_role("button", name="受付を止める").click()
    page.get_by_text("受付を止めました。").wait_for()
    look(page, f"catalog-closed-{width}")
    page.get_by_role("button", name="受付を再開する").click()
    page.get_by_text("受付を再開しました。").wait_for()


def test_the_same_without_javascript(city, staff):
    page = staff(width=390, javascript=False)
    page.get_by_role("link", name="犬の死亡届").click()
    page.get_by_role("link", name="犬の種類").click()
    page.get_by_label("ことば", exact=False).first.fill("犬の品種")
    page.get_by_role("button", name="変更を保存する").click()
    page.get_by_role("button", name="上へ移す").click()
    page.get_by_role("link", name="公開の確認へ").click()
    page.get_by_role("button", name="この内容で公開する").click()

    page.get_by_text("公開しました（2回目）").wait_for()


def test_an_empty_city_and_a_closed_procedure_in_the_dark(city, live, browse, look):
    with in_municipality("m_271403"):
        close(city.pk, reason="点検のため", actor=SYSTEM)
    with in_municipality("m_272035"):
        a_person(Role.ADMINISTRATOR, name="豊中 緑")
    page = browse(width=390, dark=True)
    page.goto(live("toyonaka", "/staff/demo/"))
    page.get_by_role("button", name="豊中 緑").click()
    page.goto(live("toyonaka", "/staff/procedures/"))
    look(page, "catalog-empty-dark-390")


@pytest.mark.parametrize("width", WIDTHS)
def test_making_a_procedure_known(city, live, staff, look, width):
    page = staff(width=width)
    page.get_by_role("link", name="犬の死亡届").click()
    page.get_by_role("link", name="二次元コードとポスター").click()
    look(page, f"catalog-spread-empty-{width}")
    for place in ("市役所1階のポスター", "動物病院に置くチラシ"):
        page.get_by_role("textbox", name="置き場所").fill(place)
        page.get_by_role("button", name="加える").click()
        page.get_by_text("置き場所を加えました。").wait_for()
    look(page, f"catalog-spread-{width}")
