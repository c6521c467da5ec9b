"""One application on a screen: as it was asked, what was asked back, what changed."""

import pytest

from accounts.roles import Role
from applications.models import Application
from applications.selectors.pages import application_page
from applications.services.drafts import save_page, start_correction
from applications.services.resubmission import resubmit_correction
from applications.services.review import return_for_correction, start_review
from tests.factories.applications import BROWSER, a_department, an_application, applicant, staff_of

pytestmark = pytest.mark.usefixtures("in_sakai")


@pytest.fixture
def returned() -> Application:
    application = an_application()
    processor = staff_of(a_department(), Role.PROCESSOR)
    start_review(application.pk, actor=processor)
    comments = {"dog_name": "鑑札と違います", "": "お急ぎください"}
    return return_for_correction(application.pk, actor=processor, comments=comments)


def corrected(application: Application, **typed: object) -> Application:
    draft = start_correction(application, actor=applicant(application), browser_hash=BROWSER)
    return resubmit_correction(save_page(draft, "dog_page", typed), actor=applicant(application))


def test_answers_stand_in_the_order_and_words_of_the_form():
    page = application_page(an_application())

    assert [(str(section.title), [str(row.label) for row in section.answers]) for section in page.sections] == [
        ("飼い主", ["飼い主のお名前", "メールアドレス"]),
        ("犬", ["犬の名前", "鑑札はありますか", "鑑札の番号", "亡くなった日"]),
    ]
    assert page.sections[0].answers[0].lines == ("西村 明日香（ニシムラ アスカ）",)
    assert page.sections[1].answers[3].lines == ("2026年11月1日（日）（令和8年）",)


def test_what_is_asked_of_the_last_version_is_open(returned):
    page = application_page(returned)

    assert {(str(row.label or ""), row.comment) for row in page.open_comments} == {
        ("犬の名前", "鑑札と違います"),
        ("", "お急ぎください"),
    }
    assert application_page(corrected(returned, dog_name="ポチ丸")).open_comments == ()


def test_a_correction_shows_what_it_changed(returned):
    page = application_page(corrected(returned, dog_name="ポチ丸", has_tag="no"))

    first, second = page.versions
    assert first.differences == ()
    assert [(str(row.label), row.before, row.after) for row in second.differences] == [
        ("犬の名前", ("ポチ",), ("ポチ丸",)),
        ("鑑札はありますか", ("はい",), ("いいえ",)),
        ("鑑札の番号", ("12-345",), ()),
    ]


def test_a_page_costs_the_same_however_long_the_form(returned, django_assert_num_queries):
    application = Application.objects.select_related("procedure", "department").get()
    application_page(application)

    with django_assert_num_queries(4):  # versions, amendments, files, comments; the form is known by now
        application_page(application)
