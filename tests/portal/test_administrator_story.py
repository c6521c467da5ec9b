"""An administrator in April, in the browser: seats are made, a list is taken in, the work follows, the rights are looked through."""

import pytest

from accounts.models import User
from accounts.roles import Role
from applications.models import Application
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person
from tests.factories.applications import a_procedure, an_application_row

SAKAI = "m_271403"
LIST = """区分,氏名,メールアドレス,席,役割,課
入,新任 花,shinnin@city.example.jp,保育課 審査1,,
出,,kyunin@city.example.jp,,,
"""


@pytest.fixture
def city(live):
    """保育課 with somebody who leaves and three applications in their hands; really committed."""
    with in_municipality(SAKAI):
        nursery = a_department("保育課")
        a_person(Role.ADMINISTRATOR, name="管理 理子", email="kanri@city.example.jp")
        old = a_person(Role.VIEWER, departments=(nursery,), name="旧任 修", email="kyunin@city.example.jp")
        procedure = a_procedure("nursery", title="保育所の申込み", department=nursery)
        for number in range(3):
            an_application_row(procedure, number, assignee=old)


@pytest.mark.browser
def test_april(city, live, browse, look):
    page = browse(width=1280)
    page.goto(live("sakai", "/staff/demo/"))
    page.get_by_role("button", name="管理 理子").click()

    page.get_by_role("link", name="席と異動").click()
    page.get_by_role("heading", name="席はまだありません").wait_for()
    page.get_by_role("link", name="席を加える").click()
    page.get_by_label("席の名前").fill("保育課 審査1")
    page.get_by_role("combobox").select_option("保育課")
    page.get_by_label("処理担当").check()
    page.get_by_role("button", name="席を加える").click()
    page.get_by_role("link", name="座る人を決める").click()
    page.get_by_label("次の人").select_option("旧任 修")
    page.get_by_role("button", name="替える").click()
    page.get_by_role("row", name="旧任 修").wait_for()

    page.get_by_role("link", name="異動の一覧を取り込む").click()
    wrong = {"name": "異動.csv", "mimeType": "text/csv", "buffer": LIST.replace("審査1", "審査9").encode("cp932")}
    page.get_by_label("CSVファイル").set_input_files(wrong)
    page.get_by_role("button", name="どうなるかを見る").click()
    page.get_by_text("席「保育課 審査9」はありません").wait_for()
    look(page, "april-faults-1280")
    page.get_by_label("CSVファイル").set_input_files({**wrong, "buffer": LIST.encode("cp932")})
    page.get_by_role("button", name="どうなるかを見る").click()
    page.get_by_text("担当中の申請3件が次の人へ移ります").wait_for()
    look(page, "april-check-1280")
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, "april-check-390")
    page.get_by_role("button", name="反映する").click()
    page.get_by_text("入1人、異動0人、出1人").wait_for()
    with in_municipality(SAKAI):
        assert set(Application.objects.values_list("assignee__email", flat=True)) == {"shinnin@city.example.jp"}
        assert not User.objects.get(email="kyunin@city.example.jp").is_active

    page.goto(live("sakai", "/staff/people/review/"))
    page.get_by_role("button", name="点検したことを記録する").click()
    page.get_by_text("点検したことを記録しました").wait_for()
    look(page, "april-review-390")
