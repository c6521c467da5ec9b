"""職権による補正: what was handed in stays, what was put right is read by everybody, and who did it decides no more."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from accounts.roles import Role
from applications.errors import ActionRefused, AmendmentReasonMissing, AnswersIncomplete, NothingAmended
from applications.models import Amendment, AnswerVersion, Application
from applications.receipt_document import receipt_document
from applications.selectors.drafts import latest_answers
from applications.selectors.pages import application_page
from applications.services.amendment import amend
from applications.services.drafts import save_page, start_correction
from applications.services.resubmission import resubmit_correction
from applications.services.review import approve, reject, return_for_correction, start_review
from applications.states import Status
from applications.status_codes import status_code
from audit.events import AuditEvent
from audit.models import AuditRecord
from notifications.models import Notification
from tenants.context import in_municipality
from tests.factories import accounts as people
from tests.factories.applications import (
    BROWSER,
    PHOTO_FORM,
    a_department,
    a_procedure,
    an_application,
    applicant,
    staff_of,
)
from tests.flows.visitor import Visitor

REASON = "鑑札の台帳のとおりに直しました。"


@pytest.fixture
def clerk():
    return staff_of(a_department(), Role.PROCESSOR, Role.APPROVER)


@pytest.fixture
def application(clerk) -> Application:
    return start_review(an_application().pk, actor=clerk)


def traces() -> tuple[object, ...]:
    return (Amendment.objects.count(), AuditRecord.objects.count(), Notification.objects.count())


@pytest.mark.usefixtures("in_sakai")
class TestAmending:
    def test_refused_and_allowed(self, application, clerk):
        others = [
            applicant(application),
            staff_of(a_department("税務課"), *Role),
            staff_of(a_department(), Role.VIEWER),
        ]
        before = traces()
        for actor in others:
            with pytest.raises(ActionRefused):
                amend(application.pk, actor=actor, typed={"dog_name": "ポチ丸"}, reason=REASON)
        with pytest.raises(AmendmentReasonMissing):
            amend(application.pk, actor=clerk, typed={"dog_name": "ポチ丸"}, reason=" ")
        for typed in ({"dog_name": "ポチ "}, {"unknown": "x"}, {}):
            with pytest.raises(NothingAmended):
                amend(application.pk, actor=clerk, typed=typed, reason=REASON)
        with pytest.raises(AnswersIncomplete):
            amend(application.pk, actor=clerk, typed={"dog_name": ""}, reason=REASON)
        assert traces() == before

        amend(application.pk, actor=clerk, typed={"dog_name": "ポチ丸"}, reason=REASON)
        assert AnswerVersion.objects.get().answers["dog_name"] == "ポチ"
        assert latest_answers(application)["dog_name"] == "ポチ丸"
        record, mail = AuditRecord.objects.latest("at"), Notification.objects.latest("promised_at")
        assert (record.event, record.detail) == (
            AuditEvent.APPLICATION_AMENDED,
            {"version": 1, "questions": "dog_name"},
        )
        assert mail.template == "application_amended"
        assert "ポチ" not in str(mail.context)

    def test_only_while_it_is_reviewed(self, application, clerk):
        for status in set(Status) - {Status.IN_REVIEW}:
            moment = timezone.now()
            Application.objects.update(
                status=status,
                returned_at=moment,
                decided_at=moment if status in {"approved", "rejected", "closed"} else None,
                decision={"approved": "approved", "rejected": "rejected", "closed": "approved"}.get(status, ""),
                decision_reason="理由",
                closed_at=moment if status == "closed" else None,
                withdrawn_at=moment if status == "withdrawn" else None,
            )
            with pytest.raises(ActionRefused):
                amend(application.pk, actor=clerk, typed={"dog_name": "ポチ丸"}, reason=REASON)

    def test_who_amended_does_not_decide(self, application, clerk):
        colleague = staff_of(a_department(), Role.APPROVER)
        amend(application.pk, actor=clerk, typed={"dog_name": "ポチ丸"}, reason=REASON)

        with pytest.raises(ActionRefused):
            approve(application.pk, actor=clerk)
        with pytest.raises(ActionRefused):
            reject(application.pk, actor=clerk, reason="登録がありません")
        assert approve(application.pk, actor=colleague).status == Status.APPROVED

    def test_name_and_address_follow(self, application, clerk):
        name = {"family": "西邑", "given": "明日香", "family_kana": "ニシムラ", "given_kana": "アスカ"}
        typed = {"owner": name, "email": "asuka@mail2.example"}
        amend(application.pk, actor=clerk, typed=typed, reason=REASON)

        application.refresh_from_db()
        assert (application.applicant_label, application.email) == ("西邑 明日香", "asuka@mail2.example")
        assert "西邑明日香" in application.search_text
        told = Notification.objects.filter(template="application_amended")
        assert set(told.values_list("to", flat=True)) == {"asuka@mail.example", "asuka@mail2.example"}

    def test_files_stay_the_applicants_own(self, clerk):
        application = start_review(an_application(a_procedure("photo", PHOTO_FORM)).pk, actor=clerk)

        with pytest.raises(NothingAmended):
            amend(application.pk, actor=clerk, typed={"photos": ["x"]}, reason=REASON)

    def test_an_answer_that_is_asked_no_more_goes_and_is_told(self, application, clerk):
        amend(application.pk, actor=clerk, typed={"has_tag": "no"}, reason=REASON)

        (row,) = application_page(application).amendments
        assert [(str(each.label), each.before, each.after) for each in row.differences] == [
            ("鑑札はありますか", ("はい",), ("いいえ",)),
            ("鑑札の番号", ("12-345",), ()),
        ]
        assert (row.reason, row.made_by, row.version) == (REASON, "中西", 1)

    def test_a_later_correction_begins_with_what_was_put_right(self, application, clerk):
        amend(application.pk, actor=clerk, typed={"dog_name": "ポチ丸"}, reason=REASON)
        amend(application.pk, actor=clerk, typed={"tag_number": "12-346"}, reason=REASON)
        return_for_correction(application.pk, actor=clerk, comments={"death_date": "ご確認ください"})
        returned = Application.objects.get()
        draft = start_correction(returned, actor=applicant(returned), browser_hash=BROWSER)
        assert (draft.answers["dog_name"], draft.answers["tag_number"]) == ("ポチ丸", "12-346")
        resubmit_correction(
            save_page(draft, "dog_page", {"death_date": {"year": "2026", "month": "11", "day": "2"}}),
            actor=applicant(returned),
        )

        page = application_page(returned)
        assert [[str(each.label) for each in version.differences] for version in page.versions] == [
            [],
            ["亡くなった日"],
        ]
        assert [[str(each.label) for each in row.differences] for row in page.amendments] == [
            ["犬の名前"],
            ["鑑札の番号"],
        ]
        assert latest_answers(returned)["dog_name"] == "ポチ丸"
        assert not any(answer.handed_in for section in page.sections for answer in section.answers)

    def test_the_receipt_says_that_something_was_put_right(self, application, clerk):
        amend(application.pk, actor=clerk, typed={"dog_name": "ポチ丸"}, reason=REASON)

        text = "".join(page.extract_text() for page in PdfReader(BytesIO(receipt_document(application))).pages)
        assert "ポチ丸" in text.replace(" ", "")


@pytest.fixture
def office(sakai):
    with in_municipality(sakai):
        department = people.a_department("環境薬務課")
        clerk = people.a_person(Role.PROCESSOR, departments=(department,))
        application = an_application(a_procedure(department=department))
        start_review(application.pk, actor=staff_of(department, Role.PROCESSOR))
        return application, clerk


def test_staff_put_an_answer_right_and_the_resident_reads_it(office, client_at, sakai):
    application, person = office
    clerk = people.signed_in(client_at("sakai.localhost"), person)
    base = f"/staff/applications/{application.receipt_number}/"
    page = f"{base}amend/has_tag/"

    assert "amend/has_tag/" in clerk.get(base).text
    shown = clerk.get(page).text
    assert 'name="has_tag"' in shown
    assert 'name="tag_number"' not in shown
    assert clerk.get(f"{base}amend/unknown/").status_code == 404
    assert clerk.post(page, {"shown": "has_tag", "has_tag": "no", "reason": ""}).status_code == 422
    assert clerk.post(page, {"shown": "has_tag", "has_tag": "no", "reason": REASON}).status_code == 302
    wrong = clerk.post(page, {"shown": "has_tag", "has_tag": "yes", "reason": REASON})
    assert wrong.status_code == 422
    assert 'value="has_tag tag_number"' in wrong.text  # the new answer asks for another
    typed = {"shown": "has_tag tag_number", "has_tag": "yes", "tag_number": "12-777", "reason": REASON}
    assert clerk.post(page, typed).status_code == 302
    for rest in ("", "receipt.pdf"):  # the applicant's code is not for those who put something right
        assert clerk.get(f"/staff/counter/sent/{application.receipt_number}/{rest}").status_code == 404
    assert REASON in clerk.get(base).text

    resident = Visitor()
    with in_municipality(sakai):
        code = status_code(application.pk)
    resident.client.post("/status/", {"receipt_number": application.receipt_number, "code": code})
    status = resident.get(f"/applications/{application.pk}/").text
    assert "担当課が内容を直しました" in status
    assert REASON in status
    assert "中西" not in status


def test_a_page_that_is_of_no_use_leads_back(office, client_at, sakai):
    application, _ = office
    with in_municipality(sakai):
        viewer = people.a_person(Role.VIEWER, departments=(application.department,))
    base = f"/staff/applications/{application.receipt_number}/"
    page = f"{base}amend/dog_name/"

    assert people.signed_in(client_at("sakai.localhost"), viewer).get(page)["Location"] == base
    refused = people.signed_in(client_at("sakai.localhost"), viewer).post(
        page, {"shown": "dog_name", "dog_name": "ポチ丸", "reason": REASON}
    )
    assert refused.status_code == 422
    with in_municipality(sakai):
        assert not Amendment.objects.exists()
