"""Interrupted on the phone, continued at the desk: by code, by the link of a mail, and told apart when both go on. No JavaScript."""

import pytest

from applications.models import Application, Draft
from notifications.models import Notification
from notifications.services import deliver
from tenants.context import in_municipality
from tests.factories.applications import PHOTO_FORM, a_procedure
from tests.flows.test_resident_applies import DOG, OWNER, applications, drafts
from tests.flows.test_resident_odd_input import a_file
from tests.flows.visitor import Visitor


@pytest.fixture
def phone(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure()
    return Visitor()


def save_first_page(visitor: Visitor) -> str:
    """Fill in the owner, interrupt; the code on the screen."""
    visitor.get("/p/dog-death/apply/owner_page/")
    visitor.send("保存して中断する", **OWNER)
    return code_on(visitor)


def code_on(visitor: Visitor) -> str:
    return visitor.page.html.partition('receipt__number"><span>')[2].partition("<")[0]


def open_with(visitor: Visitor, code: str):
    visitor.get("/resume/")
    return visitor.send("続きを開く", code=code)


def link_mailed(visitor: Visitor, mailoutbox) -> str:
    visitor.send("リンクを送る", address="ａｓｕｋａ@mail.example")
    with in_municipality("m_271403"):
        deliver(Notification.objects.get().pk)
    lines = mailoutbox[-1].body.splitlines()
    return next("/resume/" + line.partition("/resume/")[2] for line in lines if "/resume/" in line)


def test_the_saved_page_says_until_when_and_how(phone):
    code = save_first_page(phone)

    assert (len(code), "まで残ります" in phone.page.text, "まだ送られていません" in phone.page.text) == (14, True, True)
    assert phone.client.cookies["browser"]["max-age"] == Draft.LIFETIME.total_seconds()
    listed = phone.get("/status/")
    assert code in listed.text
    assert listed.links["途中からの入力を続ける"] == "/resume/"
    assert phone.get("/").links["再開コードを入力する"] == "/resume/"


def test_from_the_phone_to_the_desk_by_code_and_sent_there(phone):
    code = save_first_page(phone)
    desk = Visitor()
    page = open_with(desk, code.lower().replace("-", ""))

    assert page.address == "/p/dog-death/apply/owner_page/"
    assert page.forms[-1].values["owner.given"] == ["明日香"]
    assert desk.client.cookies["browser"]["max-age"] == Draft.LIFETIME.total_seconds()
    desk.send("次へ")
    desk.send("次へ", **DOG)
    assert "申請を受け付けました" in desk.send("この内容で申請する", confirm="1").text
    assert (len(applications()), drafts()) == (1, [])


def test_a_wrong_an_expired_and_a_sent_code_are_answered_alike(phone):
    code = save_first_page(phone)
    stranger = Visitor()
    wrong = open_with(stranger, "0000-0000-0000")
    phone.post("/p/dog-death/discard/", {})
    discarded = open_with(stranger, code)

    assert wrong.status == discarded.status == 422
    assert wrong.html.replace("0000-0000-0000", code) == discarded.html
    assert "最後の入力から30日で" in wrong.text
    assert "browser" not in stranger.client.cookies


def test_a_shared_device_keeps_no_way_to_it(phone):
    code = save_first_page(phone)
    left = phone.send("この端末では見られないようにする")

    assert "この端末では見られないようにしました" in left.text
    assert phone.get("/p/dog-death/apply/owner_page/").forms[-1].values["owner.given"] == [""]
    assert code not in phone.get("/status/").text
    assert open_with(Visitor(), code).forms[-1].values["owner.given"] == ["明日香"]


def test_files_come_along(sakai):
    with in_municipality(sakai):
        a_procedure("photo", {**PHOTO_FORM, "pages": PHOTO_FORM["pages"][-1:]})
    phone, desk = Visitor(), Visitor()
    phone.get("/p/photo/apply/photo_page/")
    phone.send("保存して中断する", photos=a_file("犬.png"))
    open_with(desk, code_on(phone))

    assert "犬.png" in desk.page.text
    assert "犬.png" in desk.send("次へ").text


def test_the_old_device_is_told_and_loses_nothing(phone):
    code = save_first_page(phone)
    phone.get("/p/dog-death/apply/dog_page/")
    desk = Visitor()
    open_with(desk, code)
    desk.send("次へ", owner__given="あすか")

    told = phone.send("次へ", **DOG | {"dog_name": "ハチ"})
    assert (told.status, "別の端末で続きを入力しています" in told.text) == (409, True)
    assert "dog_name" not in drafts()[0].answers
    page = phone.send("この端末で続ける")
    assert page.address == "/p/dog-death/apply/check/"
    (draft,) = drafts()
    assert (draft.answers["dog_name"], draft.answers["owner"]["given"]) == ("ハチ", "あすか")
    assert desk.send("次へ", **DOG).status == 409


def test_the_old_device_cannot_send_what_went_on_elsewhere(phone):
    phone.get("/p/dog-death/apply/owner_page/")
    phone.send("次へ", **OWNER)
    phone.send("次へ", **DOG)
    check = phone.page
    phone.get("/p/dog-death/apply/saved/")
    open_with(Visitor(), code_on(phone))

    phone.page = check
    told = phone.send("この内容で申請する", confirm="1")
    assert (told.status, applications()) == (409, [])
    assert phone.send("この端末で続ける").status == 200
    assert phone.get("/p/dog-death/apply/check/").status == 200


def test_the_procedure_page_of_the_old_device_tells_as_well(phone):
    open_with(Visitor(), save_first_page(phone))

    page = phone.get("/p/dog-death/apply/")
    assert page.address == "/p/dog-death/"
    assert "別の端末で続きを入力しています" in page.text
    assert "申請を始める" in page.links
    assert phone.send("この端末で続ける").address == "/p/dog-death/apply/owner_page/"


def test_an_own_beginning_is_asked_about_before_it_goes(phone):
    code = save_first_page(phone)
    desk = Visitor()
    save_first_page(desk)
    asked = open_with(desk, code)
    assert (asked.status, len(drafts())) == (409, 2)

    assert desk.send("この端末の入力を消して、続きを開く").address == "/p/dog-death/apply/owner_page/"
    assert len(drafts()) == 1


def test_a_link_by_mail_opens_by_a_button_and_explains_itself_afterwards(phone, mailoutbox):
    save_first_page(phone)
    link = link_mailed(phone, mailoutbox)
    assert "リンクをメールで送りました" in phone.page.text
    desk = Visitor()
    landing = desk.get(link)
    assert (landing.status, "明日香" in landing.text, "no-store" in landing.response["Cache-Control"]) == (
        200,
        False,
        True,
    )
    assert landing.response["Referrer-Policy"] == "same-origin"
    assert not desk.client.cookies
    assert drafts()[0].earlier_browsers == []

    assert desk.send("続きから入力する").address == "/p/dog-death/apply/owner_page/"
    desk.send("次へ")
    desk.send("次へ", **DOG)
    desk.send("この内容で申請する", confirm="1")
    after = Visitor().get(link)
    assert (after.status, "もう送られています" in after.text) == (410, True)
    assert Visitor().get("/resume/x/").status == 410
    broken = Visitor()
    broken.get("/resume/x/")
    assert broken.post("/resume/x/", {}).status == 410


def test_a_wrong_address_is_said_and_no_mail_goes(phone):
    save_first_page(phone)
    page = phone.send("リンクを送る", address="asuka")

    assert (page.status, page.links["メールアドレスの形が違うようです。例：sakai@example.jp"]) == (422, "#id_address")
    with in_municipality("m_271403"):
        assert not Notification.objects.exists()


def test_nothing_of_another_city_is_opened(phone, toyonaka, mailoutbox):
    with in_municipality(toyonaka):
        a_procedure()
    code = save_first_page(phone)
    link = link_mailed(phone, mailoutbox)
    neighbour = Visitor("toyonaka.localhost")

    assert open_with(neighbour, code).status == 422
    assert "リンクが正しくありません" in neighbour.get(link).text
    with in_municipality(toyonaka):
        assert not Application.objects.exists()
