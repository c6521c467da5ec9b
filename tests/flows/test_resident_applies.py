"""A dog's owner applies from a phone, without JavaScript: the whole way, and everything that may go wrong on it."""

import pytest

from accounts.actors import SYSTEM
from applications.models import Application, Draft
from applications.status_codes import status_code
from catalog import on_show
from catalog.models import Procedure
from catalog.services.reception import close
from notifications.models import Notification
from tenants.context import in_municipality
from tests.factories.applications import a_procedure
from tests.flows.visitor import Visitor

OWNER = {
    "owner__family": "西村",
    "owner__given": "明日香",
    "owner__family_kana": "ﾆｼﾑﾗ",
    "owner__given_kana": "あすか",
    "email": "asuka@mail.example",
}
DOG = {
    "dog_name": "ポチ",
    "has_tag": "no",
    "death_date__year": "令和8",
    "death_date__month": "11",
    "death_date__day": "1",
}


@pytest.fixture
def visitor(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure()
    return Visitor()


def applications() -> list[Application]:
    with in_municipality("m_271403"):
        return list(Application.objects.all())


def drafts() -> list[Draft]:
    with in_municipality("m_271403"):
        return list(Draft.objects.all())


def fill_in(visitor: Visitor) -> None:
    visitor.get("/p/dog-death/")
    visitor.follow("申請を始める")
    visitor.send("次へ", **OWNER)
    visitor.send("次へ", **DOG)


def test_from_the_home_page_to_the_receipt_and_back_by_number_and_code(visitor):
    visitor.get("/")
    visitor.follow("犬の死亡届")
    visitor.follow("申請を始める")
    visitor.send("次へ", **OWNER)
    page = visitor.send("次へ", **DOG)
    assert page.address.endswith("/apply/check/")
    assert "西村 明日香（ニシムラ アスカ）" in page.text
    page = visitor.send("この内容で申請する", confirm="1")

    (application,) = applications()
    assert "申請を受け付けました" in page.text
    assert application.receipt_number in "".join(page.text.split())
    assert status_code(application.pk) in page.text
    assert not drafts()
    elsewhere = Visitor()
    elsewhere.get("/status/")
    wrong = elsewhere.send("状況を見る", receipt_number=application.receipt_number, code="AAAAA-AAAAA")
    assert (wrong.status, "受付番号か照会コードが違います" in wrong.text) == (422, True)
    right = elsewhere.send("状況を見る", receipt_number=application.receipt_number, code=status_code(application.pk))
    assert right.address == f"/applications/{application.pk}/"
    assert "堺市に届きました" in right.text


def test_the_first_page_sets_no_cookie_and_costs_a_query_every_three_seconds(visitor, django_assert_num_queries):
    first = visitor.get("/p/dog-death/apply/owner_page/")

    with django_assert_num_queries(0):
        page = visitor.get("/p/dog-death/apply/owner_page/")
    on_show.forget()
    with django_assert_num_queries(1):
        again = visitor.get("/p/dog-death/apply/owner_page/")

    assert first.html == page.html == again.html
    assert page.status == 200
    assert not visitor.client.cookies


def test_a_first_look_never_shows_what_was_closed_or_typed_by_somebody_else(
    visitor, client_at, django_capture_on_commit_callbacks
):
    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("次へ", **OWNER)

    stranger = client_at("sakai.localhost").get("/p/dog-death/apply/owner_page/")
    with in_municipality("m_271403"):
        procedure = Procedure.objects.get(slug="dog-death")
        with django_capture_on_commit_callbacks(execute=True):
            close(procedure.pk, reason="システムの点検のため", actor=SYSTEM)
    closed = client_at("sakai.localhost").get("/p/dog-death/apply/owner_page/")

    assert "明日香" not in stranger.content.decode()
    assert closed.status_code == 302


def test_what_is_missing_is_said_beside_the_question_and_nothing_typed_is_lost(visitor):
    visitor.get("/p/dog-death/apply/owner_page/")
    page = visitor.send("次へ", **OWNER | {"owner__family": "", "email": "asuka"})

    assert page.status == 422
    assert page.html.count("<title>エラー: ") == 1
    assert page.links["「飼い主のお名前」の姓を入力してください。例：堺"] == "#q-owner-family"
    assert page.forms[-1].values["email"] == ["asuka"]
    assert drafts()[0].answers["owner"]["given"] == "明日香"
    assert visitor.get("/p/dog-death/apply/owner_page/").forms[-1].values["email"] == ["asuka"]


def test_a_question_that_an_answer_brings_up_is_asked_without_an_error(visitor):
    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("次へ", **OWNER)
    page = visitor.send("次へ", **DOG | {"has_tag": "yes"})

    assert (page.status, "項目が増えました" in page.text, 'class="error-summary"' in page.html) == (200, True, False)
    assert page.forms[-1].values["dog_name"] == ["ポチ"]
    assert visitor.send("次へ").status == 422
    assert visitor.send("次へ", tag_number="12-345").address.endswith("/check/")


def test_changing_an_answer_leads_back_to_the_check_page(visitor):
    fill_in(visitor)
    page = visitor.get(visitor.page.links["変更"])
    assert "return=check" in page.address
    page = visitor.send("確認にもどる", owner__given="花子")

    assert page.address.endswith("/apply/check/")
    assert "西村 花子" in page.text


def test_the_box_on_the_check_page_is_asked_for(visitor):
    fill_in(visitor)
    page = visitor.send("この内容で申請する")

    assert (page.status, applications()) == (422, [])
    assert visitor.send("この内容で申請する", confirm="1").status == 200
    assert len(applications()) == 1


def test_saving_for_later_keeps_the_browsers_token_as_long_as_the_draft(visitor):
    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("次へ", **OWNER)
    assert visitor.client.cookies["browser"]["max-age"] == ""
    page = visitor.send("保存して中断する", dog_name="ポ")

    assert "保存しました" in page.text
    assert visitor.client.cookies["browser"]["max-age"] == 30 * 24 * 3600
    visitor.get("/p/dog-death/")
    page = visitor.follow("続きから入力する")
    assert page.forms[-1].values["dog_name"] == ["ポ"]
    visitor.get("/p/dog-death/")
    assert "入力した内容を消しました" in visitor.send("入力を消して、はじめからにする").text
    assert not drafts()


def test_pressing_send_twice_gives_one_receipt(visitor):
    fill_in(visitor)
    check = visitor.page
    first = visitor.send("この内容で申請する", confirm="1")
    visitor.page = check
    second = visitor.send("この内容で申請する", confirm="1")

    assert first.address == second.address
    assert len(applications()) == 1
    with in_municipality("m_271403"):
        assert Notification.objects.count() == 1


def test_a_lost_reply_is_found_again_although_the_status_cookie_never_arrived(visitor):
    fill_in(visitor)
    check = visitor.page
    visitor.send("この内容で申請する", confirm="1")
    del visitor.client.cookies["status"]
    visitor.page = check

    page = visitor.send("この内容で申請する", confirm="1")
    assert applications()[0].receipt_number in "".join(page.text.split())


def test_the_back_button_after_sending_shows_the_receipt_instead_of_a_second_application(visitor):
    visitor.get("/p/dog-death/")
    visitor.follow("申請を始める")
    visitor.send("次へ", **OWNER)
    dog_page = visitor.page
    visitor.send("次へ", **DOG)
    visitor.send("この内容で申請する", confirm="1")

    assert "受け付け済み" in visitor.get("/p/dog-death/apply/check/").text
    visitor.page = dog_page
    assert "受け付け済み" in visitor.send("次へ", **DOG).text
    assert not drafts()
    visitor.follow("新しく申請する")
    assert visitor.follow("申請を始める").forms[-1].values["email"] == [""]


def test_cookies_lost_in_the_middle_keep_the_posted_page_and_say_so(visitor):
    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("次へ", **OWNER)
    visitor.lose_cookies()
    page = visitor.send("次へ", **DOG)

    assert page.address == "/p/dog-death/apply/owner_page/?notice=lost"
    assert "前のページの入力が見つかりません" in page.text
    visitor.send("次へ", **OWNER)
    assert visitor.page.forms[-1].values["dog_name"] == ["ポチ"]
    assert visitor.send("次へ").address.endswith("/check/")


def test_cookies_lost_on_the_check_page_send_nothing_and_say_so(visitor):
    fill_in(visitor)
    visitor.lose_cookies()
    page = visitor.send("この内容で申請する", confirm="1")

    assert (page.status, "見つかりません" in page.text, applications()) == (410, True, [])


def test_an_answer_changed_on_another_screen_is_shown_before_it_is_sent(visitor):
    fill_in(visitor)
    old = visitor.page
    visitor.get("/p/dog-death/apply/dog_page/?return=check")
    visitor.send("確認にもどる", dog_name="タロ")
    visitor.page = old
    page = visitor.send("この内容で申請する", confirm="1")

    assert (page.status, "別の画面で内容が変わりました" in page.text, "タロ" in page.text) == (409, True, True)
    assert not applications()
    visitor.send("この内容で申請する", confirm="1")
    assert len(applications()) == 1


def test_the_check_page_before_the_form_is_complete_leads_to_what_is_missing(visitor):
    assert visitor.get("/p/dog-death/apply/check/").address == "/p/dog-death/apply/owner_page/"
    visitor.send("次へ", **OWNER)

    page = visitor.get("/p/dog-death/apply/check/")
    assert page.address == "/p/dog-death/apply/dog_page/?notice=incomplete"
    assert "まだ入力が終わっていません" in page.text


def test_a_closed_procedure_says_why_and_takes_nothing(visitor):
    fill_in(visitor)
    with in_municipality("m_271403"):
        from catalog.models import Procedure

        Procedure.objects.update(closed_at="2026-11-01T00:00:00Z", closed_reason="期間が終わりました")
    page = visitor.send("この内容で申請する", confirm="1")

    assert (page.address, "期間が終わりました" in page.text) == ("/p/dog-death/", True)
    assert "申請を始める" not in page.links
    assert visitor.get("/p/dog-death/apply/owner_page/").address == "/p/dog-death/"
    assert not applications()


def test_nobody_else_sees_an_application_or_a_draft(visitor):
    fill_in(visitor)
    visitor.send("この内容で申請する", confirm="1")
    (application,) = applications()
    stranger = Visitor()

    for page in ("", "done/", "withdraw/", "correct/", "correct/check/", "correct/dog_page/"):
        assert stranger.get(f"/applications/{application.pk}/{page}").address == "/status/"
    assert stranger.post(f"/applications/{application.pk}/withdraw/", {}).address == "/status/"
    assert stranger.get("/p/dog-death/apply/check/").address == "/p/dog-death/apply/owner_page/"
    assert applications()[0].status == "received"


def test_a_status_cookie_of_one_city_opens_nothing_in_another(visitor, toyonaka):
    fill_in(visitor)
    visitor.send("この内容で申請する", confirm="1")
    (application,) = applications()
    neighbour = Visitor("toyonaka.localhost")
    neighbour.client.cookies["status"] = visitor.client.cookies["status"].value
    neighbour.client.cookies["browser"] = visitor.client.cookies["browser"].value

    assert neighbour.get(f"/applications/{application.pk}/").address == "/status/"
    assert neighbour.get("/p/dog-death/").status == 404
