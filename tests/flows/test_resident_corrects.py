"""The office asks, the applicant corrects; or thinks better of it and withdraws."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.roles import Role
from applications.correction_deadlines import usual_deadline
from applications.models import Application, CorrectionRequest, Draft
from applications.services.correction_requests import revoke_correction
from applications.services.review import approve, reject, return_for_correction, start_review
from applications.status_codes import status_code
from tenants.context import in_municipality
from tests.factories.applications import PHOTO_FORM, a_department, a_procedure, staff_of
from tests.flows.test_resident_applies import DOG, OWNER
from tests.flows.test_resident_odd_input import a_file
from tests.flows.visitor import Visitor
from web.templatetags.web import day

SAKAI = "m_271403"
COMMENTS = {"dog_name": "鑑札の名前と違うようです", "": "金曜日までにお願いします"}


def the_application() -> Application:
    with in_municipality(SAKAI):
        return Application.objects.get()


def office(step, *, role: Role, **values) -> None:
    with in_municipality(SAKAI):
        step(Application.objects.get().pk, actor=staff_of(a_department(), role), **values)


@pytest.fixture
def visitor(sakai) -> Visitor:
    """Somebody whose application with a photograph was returned."""
    with in_municipality(sakai):
        a_procedure("photo", PHOTO_FORM)
    visitor = Visitor()
    visitor.get("/p/photo/apply/owner_page/")
    visitor.send("次へ", **OWNER)
    visitor.send("次へ", **DOG)
    visitor.send("次へ", photos=[a_file("犬.png")])
    visitor.send("この内容で申請する", confirm="1")
    office(start_review, role=Role.PROCESSOR)
    office(return_for_correction, role=Role.PROCESSOR, comments=COMMENTS)
    return visitor


def test_the_request_comes_first_and_leads_to_the_question_with_its_words(visitor):
    page = visitor.get(f"/applications/{the_application().pk}/")
    assert page.text.index("お願いがあります") < page.text.index("進みぐあい")
    assert "鑑札の名前と違うようです" in page.text
    page = visitor.follow("内容を直す")

    assert page.address.endswith("/correct/dog_page/")
    assert page.text.index("担当課から： 鑑札の名前と違うようです") < page.text.index("犬の名前")
    assert page.forms[-1].values["dog_name"] == ["ポチ"]


def test_a_correction_is_shown_as_difference_sent_once_and_kept_beside_the_old_one(visitor):
    visitor.get(f"/applications/{the_application().pk}/correct/")
    visitor.send("次へ", dog_name="ポチ丸")
    page = visitor.send("次へ", photos=[a_file("鑑札.png")])
    assert page.address.endswith("/correct/check/")
    assert "ポチ （入力なし）" not in page.text
    assert "<del>ポチ </del>" in page.html
    assert "<ins>ポチ丸 </ins>" in page.html
    check = visitor.page
    page = visitor.send("直した内容を送る")

    assert "直した内容を受け取りました" in page.text
    application = the_application()
    with in_municipality(SAKAI):
        versions = list(application.versions.all())
        assert [version.answers["dog_name"] for version in versions] == ["ポチ", "ポチ丸"]
        assert [len(version.answers["photos"]) for version in versions] == [1, 2]
        assert application.attachments.count() == 2
        assert not Draft.objects.exists()
    visitor.page = check
    assert visitor.send("直した内容を送る").address == f"/applications/{application.pk}/"
    with in_municipality(SAKAI):
        assert application.versions.count() == 2
    assert (
        visitor.get(f"/applications/{application.pk}/correct/dog_page/").address == f"/applications/{application.pk}/"
    )


def test_a_script_takes_files_out_of_a_correction_and_adds_others(visitor):
    application = the_application()
    base = f"/applications/{application.pk}/correct/"
    with in_municipality(SAKAI):
        old = str(application.attachments.get().pk)
    assert visitor.client.get(f"{base}files/{old}/thumbnail/")["Content-Type"] == "image/jpeg"
    visitor.client.cookies.pop("browser")  # the correction is begun on another day
    assert visitor.client.post(f"{base}files/{old}/remove/").status_code == 200
    added = visitor.client.post(f"{base}photo_page/files/photos/", {"file": a_file("鑑札.png")}).json()["id"]

    page = visitor.get(f"{base}photo_page/")
    assert "鑑札.png" in page.text
    assert "犬.png" not in page.text
    visitor.send("次へ")
    visitor.send("直した内容を送る")
    with in_municipality(SAKAI):
        assert [version.answers["photos"] for version in application.versions.all()] == [[old], [added]]


def test_a_file_taken_off_in_a_correction_stays_with_the_old_version(visitor):
    visitor.get(f"/applications/{the_application().pk}/correct/photo_page/")
    visitor.send("取り除く：犬.png")
    visitor.send("次へ")
    visitor.send("直した内容を送る")

    with in_municipality(SAKAI):
        application = Application.objects.get()
        assert [version.answers.get("photos", []) != [] for version in application.versions.all()] == [True, False]
        assert application.attachments.count() == 1


def test_what_is_wrong_in_a_correction_is_kept_and_said(visitor):
    visitor.get(f"/applications/{the_application().pk}/correct/")
    page = visitor.send("次へ", dog_name="")

    assert page.status == 422
    with in_municipality(SAKAI):
        assert Draft.objects.get().answers["dog_name"] == ""
        assert Application.objects.get().versions.count() == 1
    assert visitor.get(f"/applications/{the_application().pk}/correct/check/").address.endswith(
        "/correct/dog_page/?notice=incomplete"
    )


def test_another_device_corrects_after_showing_number_and_code(visitor):
    application = the_application()
    phone = Visitor()
    phone.get("/status/")
    phone.send("状況を見る", receipt_number=application.receipt_number, code=status_code(application.pk))
    phone.follow("内容を直す")
    phone.send("次へ", dog_name="タロ")
    phone.get(f"/applications/{application.pk}/correct/check/")
    assert "直した内容を受け取りました" in phone.send("直した内容を送る").text


def test_two_hours_later_what_was_typed_is_kept_and_number_and_code_lead_on(visitor):
    application = the_application()
    visitor.get(f"/applications/{application.pk}/correct/")
    visitor.send("次へ", dog_name="ポチ丸")
    visitor.get(f"/applications/{application.pk}/correct/dog_page/")
    del visitor.client.cookies["status"]
    page = visitor.send("次へ", dog_name="ポチ丸二世")

    assert (page.address, "直していた内容は残してあります" in page.text) == ("/status/?told=kept", True)
    code = status_code(application.pk)
    visitor.send("状況を見る", receipt_number=application.receipt_number, code=code)
    assert visitor.follow("内容を直す").forms[-1].values["dog_name"] == ["ポチ丸二世"]


def test_until_when_stands_with_the_request_and_later_that_it_can_still_be_sent(visitor):
    page = visitor.get(f"/applications/{the_application().pk}/")
    assert f"{day(usual_deadline(localdate()))}までに送ってください。" in page.text
    with in_municipality(SAKAI):
        CorrectionRequest.objects.update(answer_by=localdate() - timedelta(days=1))

    page = visitor.get(f"/applications/{the_application().pk}/")
    assert "を過ぎました。 まだ送れます。" in page.text
    assert "内容を直す" in page.links


def test_when_the_office_takes_its_request_back_nothing_is_needed_and_nothing_typed_is_lost(visitor):
    address = f"/applications/{the_application().pk}/"
    visitor.get(f"{address}correct/")
    visitor.send("次へ", dog_name="ポチ丸")
    visitor.get(f"{address}correct/dog_page/")
    office(revoke_correction, role=Role.PROCESSOR)

    page = visitor.send("次へ", dog_name="ポチ丸二世")
    assert page.address == address
    assert "何もしなくてだいじょうぶです" in page.text
    assert "内容を直す" not in page.links
    with in_municipality(SAKAI):
        assert Draft.objects.get().answers["dog_name"] == "ポチ丸二世"
    office(return_for_correction, role=Role.PROCESSOR, comments={"dog_name": "やはりお願いします"})
    visitor.get(address)
    assert visitor.follow("内容を直す").forms[-1].values["dog_name"] == ["ポチ丸二世"]


def test_withdrawing_is_asked_once_more(visitor):
    visitor.get(f"/applications/{the_application().pk}/")
    page = visitor.follow("この申請を取り下げる")
    assert "取り下げますか" in page.text
    assert the_application().status == "returned"
    page = visitor.send("取り下げる")

    assert "取り下げました" in page.text
    assert the_application().status == "withdrawn"
    assert "この申請を取り下げる" not in page.links
    assert visitor.post(f"/applications/{the_application().pk}/withdraw/", {}).status == 200


@pytest.mark.parametrize(
    ("decide", "words"),
    [((approve, {}), "承認しました"), ((reject, {"reason": "登録がありません"}), "登録がありません")],
    ids=["approved", "rejected"],
)
def test_the_result_stands_first_and_nothing_can_be_changed_any_more(visitor, decide, words):
    application_id = the_application().pk
    visitor.get(f"/applications/{application_id}/correct/")
    visitor.send("次へ", dog_name="ポチ丸")
    visitor.get(f"/applications/{application_id}/correct/check/")
    visitor.send("直した内容を送る")
    step, values = decide
    office(step, role=Role.APPROVER, **values)
    page = visitor.get(f"/applications/{application_id}/")

    assert words in page.text
    assert ("堺市長に対して審査請求" in page.text) is (step is reject)
    assert page.text.index(words) < page.text.index("進みぐあい")
    assert not {"内容を直す", "この申請を取り下げる"} & set(page.links)
    assert visitor.get(f"/applications/{application_id}/withdraw/").address == f"/applications/{application_id}/"
