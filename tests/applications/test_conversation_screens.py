"""The office and an applicant talk, in a real browser: a correction until it is taken back."""

import pytest

from accounts.actors import actor_of
from accounts.roles import Role
from applications.services.review import start_review
from applications.status_codes import status_code
from common.actor import ActorKind
from tenants.context import in_municipality
from tests.applications.test_staff_screens import sit_down
from tests.factories import accounts as people
from tests.factories.applications import a_procedure, an_application

pytestmark = pytest.mark.browser


@pytest.fixture
def application(live):
    """One in review; really committed."""
    with in_municipality("m_271403"):
        animals = people.a_department("環境薬務課", phone="072-000-0145")
        clerk = people.a_person(Role.PROCESSOR, departments=(animals,), name="中西 沙織")
        people.a_person(Role.VIEWER, departments=(animals,), name="新人 花")
        people.a_person(Role.APPROVER, departments=(animals,), name="片山 修")
        application = an_application(a_procedure(department=animals, standard_days=10))
        return start_review(application.pk, actor=actor_of(clerk, ActorKind.STAFF))


def enter(page, live, application):
    """The applicant comes with number and code."""
    page.goto(live("sakai", "/status/"))
    page.get_by_label("受付番号").fill(application.receipt_number)
    page.get_by_label("照会コード").fill(status_code(application.pk))
    page.get_by_role("button", name="状況を見る").click()


def test_a_correction_until_it_is_taken_back(application, live, browse, look):
    desk, phone = browse(width=1280), browse(width=390, javascript=False)
    sit_down(desk, live, "中西 沙織")
    desk.goto(live("sakai", f"/staff/applications/{application.receipt_number}/return/?question=dog_name"))
    desk.get_by_label("どう直すか").nth(2).fill("登録のお名前を書いてください。")
    look(desk, "conversation-return-1280")
    desk.get_by_role("button", name="修正のお願いを送る").click()
    look(desk, "conversation-returned-1280")

    enter(phone, live, application)
    look(phone, "conversation-asked-390", axe=False)
    desk.get_by_role("link", name="お願いを取り消す…").click()
    look(desk, "conversation-revoke-1280")
    desk.get_by_role("button", name="お願いを取り消す").click()
    desk.get_by_text("修正のお願いを取り消しました。審査を続けてください。").wait_for()
    phone.reload()
    look(phone, "conversation-revoked-390", axe=False)


def test_a_note_for_a_colleague(application, live, browse, look):
    desk, other = browse(width=1280), browse(width=390)
    sit_down(desk, live, "中西 沙織")
    desk.goto(live("sakai", f"/staff/applications/{application.receipt_number}/"))
    desk.get_by_text("メモを書く").click()
    desk.get_by_label("メモ", exact=False).last.fill("電話では通称でした。鑑札の写しを待っています。")
    desk.get_by_text("知らせる人を選ぶ").click()
    desk.get_by_label("片山 修").check()
    look(desk, "conversation-note-1280")
    desk.get_by_role("button", name="メモを残す").click()
    desk.get_by_text("メモを残しました。").wait_for()

    sit_down(other, live, "片山 修")
    other.get_by_role("link", name="メモ").click()
    look(other, "conversation-notes-390")
    other.get_by_role("link", name="西村 明日香").click()
    other.get_by_text("あなたあての新しいメモがあります。").wait_for()
    look(other, "conversation-noted-390")


def test_the_office_writes_and_the_applicant_answers(application, live, browse, look):
    desk, phone = browse(width=1280), browse(width=390)
    sit_down(desk, live, "中西 沙織")
    desk.goto(live("sakai", f"/staff/applications/{application.receipt_number}/"))
    desk.get_by_text("申請者に書く").click()
    desk.get_by_label("申請者へのメッセージ").fill("写真が暗くて読めません。\n鑑札の番号を教えてください。")
    desk.get_by_role("button", name="申請者に送る").click()
    desk.get_by_text("メッセージを送りました。", exact=True).wait_for()

    enter(phone, live, application)
    look(phone, "conversation-message-390")
    phone.get_by_label("返事").fill("12-345 です。")
    phone.get_by_role("button", name="English").click()
    phone.get_by_role("button", name="Send your answer").wait_for()
    look(phone, "conversation-answer-en-390")
    phone.get_by_role("button", name="Send your answer").click()
    phone.get_by_text("Your answer was sent.").wait_for()
    look(phone, "conversation-answered-en-390")

    desk.goto(live("sakai", "/staff/"))
    look(desk, "conversation-worklist-1280")
    desk.get_by_role("link", name="西村 明日香").click()
    look(desk, "conversation-thread-1280")


def test_on_paper(application, live, browse, look):
    desk = browse(width=1280)
    sit_down(desk, live, "片山 修")
    address = live("sakai", f"/staff/applications/{application.receipt_number}/")
    desk.goto(f"{address}approve/")
    desk.get_by_label("申請者へのことば").fill("窓口でお渡しします。")
    desk.get_by_role("button", name="承認する").click()
    desk.get_by_role("link", name="印刷").click()
    desk.get_by_role("button", name="印刷する").wait_for()
    look(desk, "conversation-print-1280")
    desk.emulate_media(media="print")
    look(desk, "conversation-paper-1280")
    desk.goto(address)
    look(desk, "conversation-application-paper-1280")
    assert desk.get_by_role("navigation").count() == 0
