"""Several children in one application: rows are added and removed with a script and without, and nothing typed is lost."""

import pytest

from applications.models import Application
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
    assert page.evaluate("document.activeElement.id") == "q-children.0"
    page.get_by_role("button", name="次へ", exact=True).last.click()
    page.get_by_role("heading", name="入力を直してください").wait_for()
    assert page.locator("[name='children.1.child.given']").input_value() == "次郎"
    look(page, f"resident-group-wrong-{width}")
