"""One update of 放課後児童会 on its way from the secretariat to two cities and their residents, in a real browser.

堺 had reworded the label that the update rewords; 豊中 had added a question beside the one that the update adds.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actors import SYSTEM
from accounts.roles import Role
from catalog import on_show
from catalog.models import Procedure, TakenUpdate
from catalog.services.adoption import adopt
from catalog.services.city_report import push_report
from catalog.services.customisation import customise
from catalog.services.publication import publish
from catalog.services.rehearsing import rehearse
from notifications.services import deliver, due_ids
from shared_forms.language.overlay import AddQuestion, Hide, Relabel
from shared_forms.language.texts import Text
from shared_forms.models import FormTemplate, Rehearsal
from shared_forms.selectors import latest_version
from shared_forms.services.library import load_library
from tenants.context import in_consortium, in_municipality
from tests.factories.accounts import a_department, a_person

pytestmark = pytest.mark.browser
SAKAI, TOYONAKA = "m_271403", "m_272035"
STATION = {"id": "city_station", "type": "text", "label": "勤め先の最寄り駅", "required": False}


def tell() -> None:
    """What the city's worker does every few minutes."""
    push_report()
    for each in due_ids():
        deliver(each)


def city_with(schema: str, *operations) -> None:
    """A city that adopted the form, made it its own, and shows it to residents."""
    with in_municipality(schema):
        department = a_department("放課後子ども支援課", phone="072-000-0145")
        row = adopt(_version().pk, slug="afterschool", department_id=department.pk, actor=SYSTEM)
        # Which clubs there are is the city's list; this story is not about it.
        customise(row.pk, [Hide(op="hide", target="club_name"), *operations], actor=SYSTEM)
        publish(row.pk, actor=SYSTEM)
        a_person(Role.FORM_EDITOR, name="岡田 美咲")
        tell()


def _version():
    return latest_version(FormTemplate.objects.get(slug="afterschool").pk)


@pytest.fixture
def world(live):
    with in_consortium():
        load_library(SYSTEM)
        a_person(Role.FORM_EDITOR, Role.VIEWER, name="藤原 健")
    ours = Relabel(op="relabel", target="reason", text=Text(ja="昼間、家庭で見られない理由"))
    city_with(SAKAI, ours)
    own = AddQuestion.model_validate({"op": "add_question", "question": STATION, "after": "workplace"})
    city_with(TOYONAKA, own)


@pytest.fixture
def person(live, browse):
    """Open a page as somebody of a city, or of the secretariat ("")."""

    def sign_in(slug: str, name: str):
        page = browse(width=1280, height=900)
        page.goto(live(slug, "/staff/demo/" if slug else "/demo/"))
        page.get_by_role("button", name=name).click()
        return page

    return sign_in


def test_from_the_secretariat_to_the_residents_of_two_cities(world, live, person, browse, look):
    _prepare(person("", "藤原 健"), live, look)
    _take_with_a_decision(person("sakai", "岡田 美咲"), live, look)
    _take_at_once(person("toyonaka", "岡田 美咲"), live, look)
    _read_by_residents(browse, live)
    with in_consortium():
        template = FormTemplate.objects.get(slug="afterschool")
    for schema in (SAKAI, TOYONAKA):
        with in_municipality(schema):
            tell()
    page = person("", "藤原 健")
    page.goto(live("", f"/templates/{template.pk}/"))
    page.get_by_text("2件、まだの手続0件").wait_for()
    look(page, "story-update-followed-1280")


def _prepare(page, live, look) -> None:
    """One label in other words, one question more, a look at what that does, and out to everybody with a day and a reason."""
    page.goto(live("", "/templates/"))
    page.get_by_role("link", name="放課後児童会").click()
    page.get_by_role("link", name="次の版を編集する").click()
    page.get_by_role("link", name="放課後に家庭で見られない理由", exact=True).click()
    page.get_by_label("ことば", exact=False).first.fill("保育を必要とする理由")
    page.get_by_role("button", name="変更を保存する").click()
    page.get_by_text("変更を保存しました。").wait_for()
    page.get_by_role("link", name="勤め先の名前", exact=True).click()
    page.get_by_role("link", name=re.compile("項目を足す.*家庭で見られない理由")).click()
    page.get_by_label("種類").select_option(label="電話番号")
    page.get_by_label("ことば", exact=False).first.fill("勤め先の電話番号")
    page.get_by_text("いいえ（※任意）").click()
    page.get_by_role("button", name="項目を足す").click()
    page.get_by_text("項目『勤め先の電話番号』を足しました。").wait_for()
    page.get_by_role("link", name="公開の確認へ").click()
    page.get_by_role("button", name="市町村での影響を調べる").click()
    page.get_by_text("待っているのは、堺市、豊中市です").wait_for()
    with in_consortium():
        asked = Rehearsal.objects.get().pk
    for schema in (SAKAI, TOYONAKA):
        with in_municipality(schema):
            rehearse(asked)
            tell()
    page.get_by_text("2市町村から届きました。").wait_for()  # by itself
    page.get_by_text("市町村ごとに見る").click()
    page.get_by_label("新しい版の要点").fill("令和9年度の就労証明書に合わせました。")
    page.get_by_label("取り込みの期限").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    page.get_by_label("期限の理由").fill("就労証明書の様式が変わるため")
    look(page, "story-update-impact-1280")
    page.get_by_role("button", name="この内容で公開する").click()
    page.get_by_text("第2版を公開しました。").wait_for()


def _take_with_a_decision(page, live, look) -> None:
    """堺: six presses from the list of procedures to the residents' screen, and the reason stands there."""
    page.goto(live("sakai", "/staff/procedures/"))
    page.get_by_role("link", name="新しい版の取り込み 1件").click()
    page.get_by_text("就労証明書の様式が変わるため").wait_for()
    look(page, "story-update-inbox-1280")
    page.get_by_role("link", name="放課後児童会").click()
    card = page.get_by_role("article", name="放課後に家庭で見られない理由")
    for side in ("保育を必要とする", "昼間、"):
        card.get_by_text(side).first.wait_for()
    card.get_by_text("ことばを、新しい版でも市でも変えました。").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("1")
    assert "昼間、家庭で見られない理由" in card.locator(".merge__outcome:visible").inner_text()
    look(page, "story-update-decided-1280")
    page.get_by_role("button", name="取り込んで、公開の確認へ").click()
    page.get_by_text("項目『勤め先の電話番号』を『勤め先の名前』のあとに足しました").wait_for()
    page.get_by_role("button", name="この内容で公開する").click()
    page.get_by_text("公開しました（2回目）。").wait_for()
    with in_municipality(SAKAI):
        assert TakenUpdate.objects.get().decisions[0]["resolution"] == "ours"


def _take_at_once(page, live, look) -> None:
    """豊中: nothing to decide."""
    page.goto(live("toyonaka", "/staff/procedures/updates/"))
    page.get_by_role("button", name="決めることのない1件をまとめて取り込む").click()
    page.get_by_text("1件を取り込みました。").wait_for()
    page.get_by_role("link", name="公開の確認へ").click()
    page.get_by_role("button", name="この内容で公開する").click()
    page.get_by_text("公開しました（2回目）。").wait_for()


def _read_by_residents(browse, live) -> None:
    """What is the city's own is still there, and what is new has come."""
    on_show.forget()
    seen = {}
    for slug, schema in (("sakai", SAKAI), ("toyonaka", TOYONAKA)):
        with in_municipality(schema):
            current = Procedure.objects.select_related("current_form").get().current_form.definition
        seen[slug] = {q["id"]: q["label"] for page in current["pages"] for q in page["questions"]}
        page = browse()
        page.goto(live(slug, "/p/afterschool/"))
        page.get_by_role("heading", name="放課後児童会").first.wait_for()
    assert seen["sakai"]["reason"] == "昼間、家庭で見られない理由"
    assert seen["toyonaka"]["reason"] == "保育を必要とする理由"
    assert seen["toyonaka"]["city_station"] == "勤め先の最寄り駅"
    assert all("勤め先の電話番号" in labels.values() for labels in seen.values())
