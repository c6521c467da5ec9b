"""Several children in one application: rows are added and removed with a script and without, and nothing typed is lost."""

import pytest
from django.core.management import call_command

from applications.models import Application, Draft
from applications.selectors.pages import application_page
from tenants.context import in_municipality
from tests.factories.applications import a_procedure
from tests.flows.visitor import Visitor

FORM = {
    "title": "就学援助の申請",
    "kind": "application",
    "pages": [
        {
            "id": "children_page",
            "title": "お子さんのこと",
            "questions": [
                {
                    "id": "before",
                    "type": "static",
                    "label": "入力の前に",
                    "text": "市立の小学校・中学校に通うお子さんを、全員入力してください。",
                    "look": "notice",
                },
                {
                    "id": "children",
                    "type": "group",
                    "label": "お子さん",
                    "item_label": "お子さん #人目",
                    "add_label": "もう1人追加する",
                    "max_items": 3,
                    "questions": [
                        {"id": "child", "type": "person_name", "label": "お名前"},
                        {"id": "born", "type": "date", "label": "生年月日", "max": {"today": 0}},
                        {"id": "allergic", "type": "yes_no", "label": "食物アレルギーはありますか"},
                        {
                            "id": "allergy",
                            "type": "text",
                            "label": "食べられないもの",
                            "show_when": {"question": "allergic", "is": True},
                        },
                    ],
                },
                {"id": "members", "type": "number", "label": "世帯の人数", "unit": "人", "min": 1, "max": 20},
                {"id": "income", "type": "money", "label": "去年の収入", "help": "世帯の合計を書いてください。"},
            ],
        }
    ],
}
REST = {"members": "４人", "income": "２，４００，０００円"}


def child(row: int, name: str = "太郎", **changes: str) -> dict[str, str]:
    answers = {
        "child__family": "堺",
        "child__given": name,
        "child__family_kana": "さかい",
        "child__given_kana": "たろう",
        "born__year": "2018",
        "born__month": "5",
        "born__day": "6",
        "allergic": "no",
    }
    return {f"children__{row}__{part}": value for part, value in {**answers, **changes}.items()}


@pytest.fixture
def visitor(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure("aid", FORM)
    visitor = Visitor()
    visitor.get("/p/aid/apply/children_page/")
    return visitor


def answers() -> dict:
    with in_municipality("m_271403"):
        return Application.objects.get().versions.get().answers


def test_children_are_added_and_removed_without_a_script(visitor):
    page = visitor.send("もう1人追加する", **child(0), **REST)

    assert page.status == 200
    assert 'value="太郎"' in page.html
    assert "お子さん 2人目" in page.text
    visitor.send("もう1人追加する", **child(1, "花子"))
    visitor.send("お子さん 1人目を取り除く", **child(2, "次郎"))
    assert visitor.page.html.count('value="花子"') == 1
    assert 'value="太郎"' not in visitor.page.html
    page = visitor.send("次へ")

    assert "お名前：堺 花子（サカイ タロウ）" in page.text
    assert "2,400,000円" in page.text
    assert "入力の前に" not in page.text
    visitor.send("この内容で申請する", confirm="1")
    assert [row["child"]["given"] for row in answers()["children"]] == ["花子", "次郎"]
    assert (answers()["members"], answers()["income"]) == (4, 2400000)
    with in_municipality("m_271403"):
        sections = application_page(Application.objects.get()).sections
    assert sections[0].answers[0].lines[0] == "お子さん 1人目"


def test_without_a_script_the_page_says_that_there_is_more(visitor):
    page = visitor.send("もう1人追加する", **child(0), **REST)

    assert "項目が増えました" in page.text
    assert 'id="q-children.1"' in page.html
    assert "項目が増えました" not in visitor.send("次へ").text


def test_what_is_wrong_leads_to_the_control_in_its_row(visitor):
    visitor.send("もう1人追加する", **child(0), **REST)
    page = visitor.send("次へ", **child(1, "花子", born__month="13"))

    assert page.status == 422
    assert (
        page.links["お子さん 2人目の「生年月日」の月は1から12の数字で入力してください。例：11"]
        == "#q-children.1.born-month"
    )
    assert 'id="q-children.1.born-month"' in page.html


def test_a_question_in_a_row_is_asked_once_its_neighbour_is_answered(visitor):
    page = visitor.send("次へ", **child(0, allergic="yes"), **REST)

    assert page.status == 422
    page = visitor.send("次へ", children__0__allergy="たまご")
    assert "食べられないもの：たまご" in page.text


def test_no_more_rows_than_the_form_takes(visitor):
    for _ in range(4):
        page = visitor.send("もう1人追加する")

    assert page.html.count('class="row-group__row"') == 3 + 1  # and one to copy
    assert "3件まで入力できます" in page.html


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_rows_come_and_go_at_once_with_a_script(live, browse, look, width):
    with in_municipality("m_271403"):
        a_procedure("aid", FORM)
    page = browse(width=width)
    page.goto(live("sakai", "/p/aid/apply/children_page/"))
    look(page, f"resident-group-blank-{width}")
    for row, name in enumerate(["太郎", "花子", "次郎"]):
        if row:
            page.get_by_role("button", name="もう1人追加する").click()
            assert page.evaluate("document.activeElement.id") == f"q-children.{row}"
        page.locator(f"[name='children.{row}.child.given']").fill(name)
    assert not page.get_by_role("button", name="もう1人追加する").is_visible()
    look(page, f"resident-group-full-{width}")
    page.get_by_role("button", name="お子さん 2人目を取り除く").click()
    assert page.locator(".row-group__row > legend").all_inner_texts() == ["お子さん 1人目", "お子さん 2人目"]
    page.get_by_text("「お子さん 2人目」を取り除きました。").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "元にもどす：お子さん 2人目"
    assert page.get_by_role("status").filter(has_text="いま2件あります。").count() == 1
    look(page, f"resident-group-removed-{width}")
    page.get_by_role("button", name="元にもどす").click()
    assert page.evaluate("document.activeElement.id") == "q-children.1"
    assert page.locator("[name='children.1.child.given']").input_value() == "花子"
    assert page.locator(".row-group__row > legend").count() == 3
    page.get_by_role("button", name="お子さん 2人目を取り除く").click()
    page.get_by_role("button", name="次へ", exact=True).last.click()
    page.get_by_role("heading", name="入力を直してください").wait_for()
    assert page.locator("[name='children.1.child.given']").input_value() == "次郎"
    look(page, f"resident-group-wrong-{width}")


VISITS = {
    "title": "訪問の希望",
    "kind": "application",
    "guide": {"privacy": "訪問のために使います。", "minutes": 3},
    "pages": [
        {
            "id": "visits",
            "title": "訪問してほしい人",
            "questions": [
                {"id": "abroad", "type": "yes_no", "label": "外国語で話したい人がいますか"},
                {
                    "id": "people",
                    "type": "group",
                    "label": "訪問してほしい人",
                    "item_label": "#人目",
                    "add_label": "もう1人追加する",
                    "questions": [
                        {"id": "person", "type": "text", "label": "お名前"},
                        {
                            "id": "speaks",
                            "type": "select",
                            "label": "話すことば",
                            "options": [{"id": f"l{number}", "label": f"ことば{number}"} for number in range(1, 21)],
                            "show_when": {"question": "abroad", "is": True},
                        },
                        {
                            "id": "ill",
                            "type": "multiple_choice",
                            "label": "気になること",
                            "required": False,
                            "options": [
                                {"id": "leg", "label": "足が痛い"},
                                {"id": "eye", "label": "目が見えにくい"},
                                {"id": "none", "label": "ない", "exclusive": True},
                            ],
                        },
                        {
                            "id": "since",
                            "type": "text",
                            "label": "いつから痛いですか",
                            "show_when": {"question": "ill", "includes": "leg"},
                        },
                        {
                            "id": "place",
                            "type": "choice",
                            "label": "場所",
                            "options": [
                                {"id": "office", "label": "役所"},
                                {
                                    "id": "home",
                                    "label": "家",
                                    "show_when": {"question": "ill", "answered": True},
                                },
                            ],
                        },
                        {
                            "id": "address",
                            "type": "address",
                            "label": "家の住所",
                            "show_when": {"question": "place", "is": "home"},
                        },
                        {
                            "id": "memo",
                            "type": "text",
                            "label": "伝言",
                            "required_when": {"question": "place", "is": "home"},
                        },
                        {"id": "hours", "type": "number", "label": "時間", "unit": "時間", "required": False},
                    ],
                },
                {"id": "number", "type": "computed", "label": "人数", "unit": "人", "compute": {"count": "people"}},
                {
                    "id": "hours_together",
                    "type": "computed",
                    "label": "時間の合計",
                    "unit": "時間",
                    "compute": {"sum_of": {"group": "people", "question": "hours"}},
                },
            ],
        }
    ],
}


@pytest.mark.browser
def test_what_is_answered_in_a_row_changes_that_row_at_once(live, browse, look):
    call_command("load_postal_codes", verbosity=0)
    with in_municipality("m_271403"):
        a_procedure("visits", VISITS)
    page = browse(width=390)
    page.goto(live("sakai", "/p/visits/apply/visits/"))

    def asked(row: int) -> list[str]:
        shown = page.locator(f"[id='q-people.{row}'] .field__label:visible").all()
        return ["".join(label.inner_text().split()) for label in shown]

    blank = ["お名前※必須", "気になること※任意", "場所※必須", "伝言※任意", "時間※任意"]
    assert asked(0) == blank
    page.get_by_role("button", name="もう1人追加する").click()
    assert asked(1) == blank
    second = page.locator("[id='q-people.1']")
    second.get_by_label("足が痛い").check()
    assert asked(1) == [*blank[:2], "いつから痛いですか※必須", *blank[2:]]
    assert asked(0) == blank
    assert not page.locator("[id='q-people.0']").get_by_label("家", exact=True).is_visible()
    second.get_by_label("家", exact=True).check()
    assert asked(1)[-4:] == ["場所※必須", "家の住所※必須", "伝言※必須", "時間※任意"]
    page.get_by_text("1 人").wait_for()

    # What scripts do elsewhere they do in rows that came later: addresses, long lists, what excludes each other.
    second.get_by_label("郵便番号").fill("5900078")
    page.get_by_text("住所を入れました：").wait_for()
    assert second.get_by_label("市区町村").input_value() != ""
    page.get_by_label("はい", exact=True).check()
    second.get_by_label("ことばで一覧をしぼる").fill("ことば17")
    listed = second.get_by_label("話すことば").locator("option").all()
    assert [option.get_attribute("value") for option in listed] == ["", "l17"]
    look(page, "resident-group-logic-390")
    second.get_by_label("ない", exact=True).check()
    assert "いつから痛いですか※必須" not in asked(1)
    assert "家の住所※必須" in asked(1)

    for row, hours in ((0, "1"), (1, "２")):
        page.fill(f"[name='people.{row}.hours']", hours)
    page.get_by_text("3 時間").wait_for()
    page.get_by_text("2 人").wait_for()
    page.get_by_role("button", name="2人目を取り除く").click()
    page.get_by_text("1 人").wait_for()
    page.get_by_role("button", name="もう1人追加する").click()
    assert page.evaluate("document.activeElement.id") == "q-people.2"
    page.get_by_role("button", name="元にもどす").click()
    page.get_by_text("3 時間").wait_for()
    assert second.get_by_label("郵便番号").input_value() == "5900078"
    page.get_by_role("button", name="保存して中断する").click()
    page.get_by_role("heading", name="保存しました").wait_for()
    with in_municipality("m_271403"):
        assert [row["hours"] for row in Draft.objects.get().answers["people"]] == ["1", "２", ""]


@pytest.mark.browser
def test_without_a_script_rows_are_asked_a_page_later(live, browse):
    with in_municipality("m_271403"):
        a_procedure("visits", VISITS)
    page = browse(width=390, javascript=False)
    page.goto(live("sakai", "/p/visits/apply/visits/"))
    page.get_by_role("button", name="もう1人追加する").click()
    assert page.get_by_text("項目が増えました").count() == 1
    assert page.locator("[id='q-people.1']:focus").count() == 1
    page.get_by_text("1人目", exact=True).wait_for()

    page.get_by_label("いいえ", exact=True).check()
    for row, name in enumerate(["花子", "次郎"]):
        page.fill(f"[name='people.{row}.person']", name)
        page.locator(f"[id='q-people.{row}']").get_by_label("役所").check()
    page.locator("[id='q-people.1']").get_by_label("足が痛い").check()
    page.get_by_role("button", name="次へ", exact=True).last.click()
    page.get_by_text("項目が増えました").wait_for()
    assert page.locator(".error-summary").count() == 0
    page.get_by_role("button", name="次へ", exact=True).last.click()
    page.get_by_role("link", name="いつから痛いですか").wait_for()
    page.fill("[name='people.1.since']", "春から")
    page.get_by_role("button", name="次へ", exact=True).last.click()
    page.get_by_role("heading", name="入力した内容を確認してください").wait_for()
    page.get_by_text("2人", exact=True).wait_for()
