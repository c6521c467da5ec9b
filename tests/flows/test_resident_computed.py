"""What answers come to: shown on the way without a script too, at once with one; kept as computed, not as sent."""

import pytest

from applications.models import Application
from applications.receipt_document import receipt_document
from applications.selectors.pages import application_page
from tenants.context import in_municipality
from tests.factories.applications import a_procedure
from tests.flows.visitor import Visitor

SAKAI = "m_271403"
FORM = {
    "title": "税の証明書の申請",
    "kind": "application",
    "guide": {"privacy": "証明書を出すために使います。", "minutes": 1},
    "pages": [
        {
            "id": "papers",
            "title": "必要な証明書",
            "questions": [
                {
                    "id": "paper",
                    "type": "choice",
                    "label": "証明書の種類",
                    "options": [{"id": "tax", "label": "課税証明書"}, {"id": "paid", "label": "納税証明書"}],
                },
                {"id": "copies", "type": "number", "label": "通数", "unit": "通", "min": 1, "max": 50},
                {
                    "id": "fee",
                    "type": "computed",
                    "label": "手数料",
                    "help": "証明書の種類と通数で決まります。",
                    "compute": {"fee": {"by": "paper", "table": {"tax": 300, "paid": 450}, "times": "copies"}},
                },
                {
                    "id": "reason",
                    "type": "text",
                    "label": "たくさん必要な理由",
                    "show_when": {"question": "fee", "at_least": 3000},
                },
            ],
        },
        {
            "id": "post",
            "title": "受け取りかた",
            "questions": [
                {"id": "postage", "type": "money", "label": "返信用の切手", "required": False},
                {
                    "id": "total",
                    "type": "computed",
                    "label": "合計",
                    "unit": "円",
                    "compute": {"sum": ["fee", "postage"]},
                },
            ],
        },
        {
            "id": "money",
            "title": "お支払いの前に",
            "questions": [
                {"id": "again", "type": "computed", "label": "お支払い", "unit": "円", "compute": {"sum": ["total"]}}
            ],
        },
    ],
    "checks": [
        {
            "id": "much",
            "at": "total",
            "wrong_when": {"question": "total", "more_than": 20000},
            "message": "20,000円を超えるときは、窓口でお申し込みください。",
        }
    ],
}


@pytest.fixture
def visitor(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure("tax", FORM)
    visitor = Visitor()
    visitor.get("/p/tax/apply/papers/")
    return visitor


def test_a_value_is_told_on_later_pages_and_kept_as_it_was_computed(visitor):
    assert "お答えから、自動で計算します。" in visitor.page.text
    page = visitor.send("次へ", paper="tax", copies="３")
    assert "<b>900</b>" in page.html
    page = visitor.send("次へ", postage="110")
    assert "<b>1,010</b>" in page.html
    page = visitor.send("次へ")

    assert "手数料 900円" in page.text
    assert "合計 1,010円" in page.text
    assert "変更：合計" not in page.text
    visitor.send("この内容で申請する", confirm="1")
    with in_municipality(SAKAI):
        application = Application.objects.get()
        assert application.versions.get().answers == {
            "paper": "tax",
            "copies": 3,
            "fee": 900,
            "postage": 110,
            "total": 1010,
            "again": 1010,
        }
        shown = [row.lines for section in application_page(application).sections for row in section.answers]
        assert shown[2] == ("900円",)
        assert receipt_document(application).startswith(b"%PDF")


def test_a_check_speaks_beside_what_was_computed(visitor):
    visitor.send("次へ", paper="paid", copies="50")
    visitor.send("次へ", reason="会社の手続")
    page = visitor.send("次へ")

    assert page.status == 422
    assert page.links["20,000円を超えるときは、窓口でお申し込みください。"] == "#q-total"
    assert 'id="q-total"' in page.html


@pytest.mark.browser
def test_with_a_script_it_is_told_while_people_type(live, browse, look):
    with in_municipality(SAKAI):
        a_procedure("tax", FORM)
    page = browse(width=390)
    page.goto(live("sakai", "/p/tax/apply/papers/"))
    fee = page.get_by_label("手数料")
    assert fee.inner_text() == "お答えから、自動で計算します。"
    page.get_by_label("納税証明書").check()
    page.get_by_label("通数").fill("３")
    page.get_by_text("1,350 円").wait_for()
    assert page.get_by_role("status", name="手数料").inner_text() == "1,350 円"
    assert not page.get_by_label("たくさん必要な理由").is_visible()
    look(page, "resident-computed-390")
    page.get_by_label("通数").fill("10")
    page.get_by_label("たくさん必要な理由").wait_for()
    page.get_by_text("4,500 円").wait_for()
    page.set_viewport_size({"width": 1280, "height": 844})
    look(page, "resident-computed-1280")
    page.get_by_label("通数").fill("")
    page.get_by_text("お答えから、自動で計算します。").wait_for()
    page.get_by_label("通数").fill("1")
    page.get_by_role("button", name="次へ", exact=True).last.click()
    page.get_by_text("450 円").wait_for()
    page.get_by_label("返信用の切手").fill("50")
    page.get_by_text("500 円").wait_for()
    page.get_by_role("button", name="次へ", exact=True).last.click()
    page.get_by_role("button", name="次へ", exact=True).last.click()
    page.get_by_role("heading", name="入力した内容を確認してください").wait_for()
    look(page, "resident-computed-check-1280")
