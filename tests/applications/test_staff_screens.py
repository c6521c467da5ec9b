"""The staff's screens in a real browser: axe finds nothing, on a phone and on a desk; keys; without JavaScript."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actors import actor_of
from accounts.roles import Role
from applications.models import Application
from applications.selectors.drafts import form_of
from applications.services import attachments, drafts, resubmission, review
from applications.services.submission import submit_application
from common.actor import ActorKind
from tenants.context import in_municipality
from tests.factories import accounts as people
from tests.factories.applications import (
    BROWSER,
    DOG_ANSWERS,
    PHOTO_FORM,
    a_procedure,
    an_application,
    an_application_row,
    applicant,
)
from tests.factories.photos import a_photo

pytestmark = pytest.mark.browser
WIDTHS = [1280]  # tests/walk looks at each of these pages in every width
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def office(live):
    """環境薬務課 with applications in every state, and one that was corrected; really committed."""
    with in_municipality("m_271403"):
        animals, children = people.a_department("環境薬務課"), people.a_department("こども企画課")
        clerk = people.a_person(Role.PROCESSOR, departments=(animals, children), name="中西 沙織")
        people.a_person(Role.APPROVER, departments=(animals,), name="片山 修")
        people.a_person(Role.PROCESSOR, departments=(people.a_department("空の課"),), name="新課 一")
        dog = a_procedure(department=animals, standard_days=10)
        photo = a_procedure("photo", PHOTO_FORM, department=children)
        now = datetime.now(TOKYO)
        names = ["岡本 真理子", "柴田 航", "グエン・ティ・ホア", "森 健太", "大西 恵"]
        for number, name in enumerate(names, start=11):
            an_application_row(
                dog if number % 2 else photo,
                number,
                applicant_label=name,
                arrived_at=now - timedelta(days=(number - 11) * 5),
            )
        application = an_application(dog)
        _correct(application, actor_of(clerk, ActorKind.STAFF))
        return application.receipt_number


def _correct(application: Application, clerk) -> None:
    review.start_review(application.pk, actor=clerk)
    comments = {"dog_name": "登録のお名前を書いてください。", "": "ほかの内容はそのままで結構です。"}
    review.return_for_correction(application.pk, actor=clerk, comments=comments)
    application = Application.objects.select_related("procedure").get(pk=application.pk)
    draft = drafts.start_correction(application, actor=applicant(application), browser_hash=BROWSER)
    draft.answers = {**DOG_ANSWERS, "dog_name": "ポチ二世", "has_tag": False}
    draft.save()
    resubmission.resubmit_correction(draft, actor=applicant(application))


def sit_down(page, live, name):
    page.goto(live("sakai", "/staff/demo/"))
    page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_way_of_an_application_at_the_desk(office, live, browse, look, width):
    page = browse(width=width)
    sit_down(page, live, "中西 沙織")
    look(page, f"staff-worklist-{width}")
    page.get_by_role("link", name="西村 明日香").click()
    look(page, f"staff-application-corrected-{width}")
    page.get_by_role("link", name="修正を頼む").nth(2).click()
    look(page, f"staff-return-{width}")
    page.get_by_role("button", name="修正のお願いを送る").click()
    look(page, f"staff-return-errors-{width}")
    page.get_by_role("link", name="やめる").click()
    page.get_by_role("link", name="一覧にもどる").click()
    page.get_by_role("link", name="岡本 真理子").click()
    look(page, f"staff-application-{width}")
    page.get_by_role("button", name="審査を始める").click()
    page.get_by_text("審査を始めました。", exact=True).wait_for()
    page.get_by_role("link", name="サインアウト").click()
    page.get_by_role("button", name="サインアウトする").click()

    sit_down(page, live, "片山 修")
    page.get_by_role("link", name="岡本 真理子").click()
    look(page, f"staff-application-approver-{width}")
    page.get_by_role("link", name="承認する").click()
    look(page, f"staff-approve-{width}")
    page.get_by_label("申請者へのことば").fill("窓口でお渡しします。")
    page.get_by_role("button", name="承認する").click()
    look(page, f"staff-application-approved-{width}")

    page.goto(live("sakai", f"/staff/applications/{office}/reject/"))
    look(page, f"staff-reject-{width}")
    page.get_by_role("button", name="確認へ進む").click()
    look(page, f"staff-reject-errors-{width}")
    page.get_by_label("却下の理由").fill("飼い主ではないため。")
    page.get_by_role("button", name="確認へ進む").click()
    look(page, f"staff-reject-confirm-{width}")
    page.get_by_role("button", name="却下する").click()
    page.get_by_text("却下しました。申請者に理由をお知らせします。").wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_empty_lists(office, live, browse, look, width):
    page = browse(width=width)
    sit_down(page, live, "新課 一")
    look(page, f"staff-worklist-empty-{width}")
    page.context.clear_cookies()
    sit_down(page, live, "中西 沙織")
    page.goto(live("sakai", "/staff/?q=いない人"))
    look(page, f"staff-worklist-nothing-found-{width}")


def test_dark_and_without_javascript(office, live, browse, look):
    dark = browse(width=1280, dark=True)
    sit_down(dark, live, "中西 沙織")
    look(dark, "staff-worklist-dark-1280")
    dark.get_by_role("link", name="西村 明日香").click()
    look(dark, "staff-application-dark-1280")

    plain = browse(width=390, javascript=False)
    sit_down(plain, live, "中西 沙織")
    plain.get_by_label("状態").select_option("受け付けたばかりの")
    plain.get_by_role("button", name="表示する").click()
    plain.get_by_role("link", name="岡本 真理子").click()
    plain.get_by_role("button", name="審査を始める").click()
    plain.get_by_role("link", name="修正を頼む").first.click()
    plain.get_by_label("どう直すか").first.fill("お名前を直してください。")
    plain.get_by_role("button", name="修正のお願いを送る").click()
    plain.get_by_text("修正のお願いを送りました。").wait_for()


def test_the_list_by_keyboard(office, live, browse):
    page = browse(width=1280)
    sit_down(page, live, "中西 沙織")
    page.wait_for_load_state()  # the keys work once their script is there
    focused = "document.activeElement.textContent.trim()"
    names = page.locator("tbody th a").all_inner_texts()

    page.keyboard.press("j")
    assert page.evaluate(focused) == names[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(focused) == names[1]
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.get_by_label("受付番号・氏名").input_value() == "jk"
    page.locator("tbody th a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/applications/**")


def test_photographs_are_looked_at_one_after_the_other(office, live, browse, look):
    with in_municipality("m_271403"):
        question = {"id": "photos", "type": "file", "label": "被害のわかる写真", "max_files": 20}
        only_photographs = {**PHOTO_FORM, "pages": [{"id": "photo_page", "title": "被害", "questions": [question]}]}
        procedure = a_procedure("damage", only_photographs)
        draft = drafts.start_draft(procedure, browser_hash=BROWSER)
        question = form_of(draft).definition.question("photos")
        for number, colour in enumerate(("#b04030", "#3060b0", "#30a050"), 1):
            upload = SimpleUploadedFile(f"IMG_{number:04}.jpg", a_photo(size=(2400, 1800), colour=colour))
            draft, _ = drafts.add_file(draft, "photo_page", question, attachments.store(question, upload))
        number = submit_application(draft).receipt_number
    page = browse(width=1280)
    sit_down(page, live, "中西 沙織")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(live("sakai", f"/staff/applications/{number}/?state=received"))
        page.wait_for_load_state("networkidle")
        look(page, f"staff-photographs-{width}")
        page.get_by_role("link", name="IMG_0001.jpg").click()
        page.get_by_text("3枚中 1枚目").wait_for()
        page.get_by_role("link", name="次の写真").click()
        page.get_by_text("3枚中 2枚目").wait_for()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.querySelector('.picture').naturalWidth") == 2000
        look(page, f"staff-photograph-{width}")
        page.get_by_role("link", name="申請にもどる").click()
        page.wait_for_url(f"**/staff/applications/{number}/?state=received")  # the filter of the list is kept
