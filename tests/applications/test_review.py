"""審査: refused and allowed with the same application; a refusal moves no row, no record and no mail."""

from uuid import UUID

import pytest

from accounts.roles import Role
from applications.errors import ActionRefused, CommentsMissing, NotAHandler, ReasonMissing
from applications.models import Application, ReturnComment
from applications.services.assignment import assign
from applications.services.drafts import save_page, start_correction
from applications.services.resubmission import resubmit_correction
from applications.services.review import acknowledge, approve, close, reject, return_for_correction, start_review
from applications.services.withdrawal import withdraw
from applications.states import Status
from audit.models import AuditRecord
from notifications.models import Notification
from tests.factories.applications import (
    BROWSER,
    DOG_FORM,
    a_department,
    a_procedure,
    an_application,
    applicant,
    staff_of,
)

pytestmark = pytest.mark.usefixtures("in_sakai")
REPEAT = {"child": ["owner"], "card_title": "owner"}


def traces() -> tuple[object, ...]:
    """Everything a refused action must leave as it was."""
    return (
        list(Application.objects.values_list("status", "decision_reason", "accepted_at", "returned_at", "decided_at")),
        AuditRecord.objects.count(),
        Notification.objects.count(),
        ReturnComment.objects.count(),
    )


def last_event() -> tuple[str, str]:
    record = AuditRecord.objects.latest("at")
    return record.event, record.actor_name


def mails() -> list[str]:
    return list(Notification.objects.order_by("promised_at", "id").values_list("template", flat=True))


@pytest.fixture
def application() -> Application:
    return an_application()


@pytest.fixture
def processor():
    return staff_of(a_department(), Role.PROCESSOR)


@pytest.fixture
def approver():
    return staff_of(a_department(), Role.APPROVER, name="岡本")


@pytest.fixture
def stranger():
    return staff_of(a_department("税務課"), *Role, name="税務")


def test_start_review(application, processor, stranger):
    before = traces()
    with pytest.raises(ActionRefused):
        start_review(application.pk, actor=stranger)
    with pytest.raises(ActionRefused):
        start_review(application.pk, actor=applicant(application))
    assert traces() == before

    taken = start_review(application.pk, actor=processor)
    assert (taken.status, taken.accepted_at is not None) == (Status.IN_REVIEW, True)
    assert last_event() == ("application.review_started", "中西")
    with pytest.raises(ActionRefused):
        start_review(application.pk, actor=processor)


def test_return_for_correction(application, processor, stranger):
    start_review(application.pk, actor=processor)
    before = traces()
    for actor in (stranger, applicant(application)):
        with pytest.raises(ActionRefused):
            return_for_correction(application.pk, actor=actor, comments={"dog_name": "犬の名前をご確認ください"})
    for comments in ({}, {"dog_name": "  "}, {"unknown": "？"}, {"dog_name": "確認", "unknown": "？"}):
        with pytest.raises(CommentsMissing):
            return_for_correction(application.pk, actor=processor, comments=comments)
    assert traces() == before

    comments = {"dog_name": " 鑑札と違います ", "": "お急ぎください", "owner": ""}
    returned = return_for_correction(application.pk, actor=processor, comments=comments)
    assert (returned.status, returned.returned_at is not None) == (Status.RETURNED, True)
    assert set(ReturnComment.objects.values_list("question", "comment", "answer_version", "made_by")) == {
        ("dog_name", "鑑札と違います", 1, "中西"),
        ("", "お急ぎください", 1, "中西"),
    }
    assert mails() == ["application_received", "application_returned"]
    assert "鑑札" not in str(Notification.objects.latest("promised_at").context)
    assert "鑑札" not in str(AuditRecord.objects.latest("at").detail)


def test_a_returned_application_comes_back_as_the_next_version(application, processor):
    start_review(application.pk, actor=processor)
    return_for_correction(application.pk, actor=processor, comments={"dog_name": "鑑札と違います"})
    returned = Application.objects.get()
    with pytest.raises(ActionRefused):
        start_correction(returned, actor=processor, browser_hash=BROWSER)

    draft = start_correction(returned, actor=applicant(returned), browser_hash=BROWSER)
    assert draft.answers["dog_name"] == "ポチ"
    draft = save_page(draft, "dog_page", {"dog_name": "ポチ丸"})
    before = traces()
    with pytest.raises(ActionRefused):
        resubmit_correction(draft, actor=processor)
    assert traces() == before

    again = resubmit_correction(draft, actor=applicant(returned))
    assert again.status == Status.IN_REVIEW
    assert [version.answers["dog_name"] for version in again.versions.all()] == ["ポチ", "ポチ丸"]
    assert not again.corrections.exists()
    assert mails()[-1] == "application_resubmitted"
    with pytest.raises(ActionRefused):
        resubmit_correction(draft, actor=applicant(returned))


def test_approve(application, processor, approver, stranger):
    with pytest.raises(ActionRefused):
        approve(application.pk, actor=approver)
    start_review(application.pk, actor=processor)
    before = traces()
    for actor in (processor, stranger, applicant(application)):
        with pytest.raises(ActionRefused):
            approve(application.pk, actor=actor)
    assert traces() == before

    approved = approve(application.pk, actor=approver)
    assert (approved.status, approved.decided_at is not None) == (Status.APPROVED, True)
    assert last_event() == ("application.approved", "岡本")
    assert mails() == ["application_received", "application_approved"]


def test_reject_needs_its_reason(application, processor, approver):
    start_review(application.pk, actor=processor)
    before = traces()
    with pytest.raises(ActionRefused):
        reject(application.pk, actor=processor, reason="対象外です")
    with pytest.raises(ReasonMissing):
        reject(application.pk, actor=approver, reason=" 　")
    assert traces() == before

    rejected = reject(application.pk, actor=approver, reason="登録がありません")
    assert (rejected.status, rejected.decision_reason) == (Status.REJECTED, "登録がありません")
    assert "登録" not in str(Notification.objects.latest("promised_at").context)
    assert "登録" not in str(AuditRecord.objects.latest("at").detail)


def test_close(application, processor, approver):
    start_review(application.pk, actor=processor)
    with pytest.raises(ActionRefused):
        close(application.pk, actor=processor)
    approve(application.pk, actor=approver)

    assert close(application.pk, actor=processor).status == Status.CLOSED
    assert last_event() == ("application.closed", "中西")
    for action in (start_review, approve, close):
        with pytest.raises(ActionRefused):
            action(application.pk, actor=approver)


def test_a_notice_is_over_once_somebody_read_it(processor, stranger):
    notice = an_application(a_procedure("absence", DOG_FORM | {"kind": "repeat_notice", "repeat": REPEAT}))
    before = traces()
    for who in (stranger, applicant(notice)):
        with pytest.raises(ActionRefused):
            acknowledge(notice.pk, actor=who)
    with pytest.raises(ActionRefused):
        start_review(notice.pk, actor=processor)
    assert traces() == before

    noted = acknowledge(notice.pk, actor=processor)
    assert (noted.status, noted.decision, noted.accepted_at) == (Status.CLOSED, "", noted.closed_at)
    assert last_event() == ("application.acknowledged", "中西")
    with pytest.raises(ActionRefused):
        acknowledge(notice.pk, actor=processor)


def test_an_application_cannot_be_over_without_a_decision(application, processor):
    with pytest.raises(ActionRefused):
        acknowledge(application.pk, actor=processor)


def test_whoever_starts_takes_care_of_it_unless_somebody_does_already(application, processor, approver):
    assert str(start_review(application.pk, actor=processor).assignee_id) == processor.id

    second = an_application(application.procedure, browser_hash="c" * 64)
    assign(second.pk, actor=processor, to=UUID(approver.id))
    assert str(start_review(second.pk, actor=processor).assignee_id) == approver.id


def test_work_is_given_to_those_who_handle_it_only(application, processor, approver, stranger):
    viewer = staff_of(a_department(), Role.VIEWER)
    for who, person in ((viewer, processor), (stranger, processor), (applicant(application), processor)):
        with pytest.raises(ActionRefused):
            assign(application.pk, actor=who, to=UUID(person.id))
    for person in (viewer, stranger):
        with pytest.raises(NotAHandler):
            assign(application.pk, actor=processor, to=UUID(person.id))

    assert str(assign(application.pk, actor=processor, to=UUID(approver.id)).assignee_id) == approver.id
    record = AuditRecord.objects.latest("at")
    assert (record.event, record.detail) == ("application.assigned", {"to": approver.id})
    count = AuditRecord.objects.count()
    assign(application.pk, actor=processor, to=UUID(approver.id))
    assert AuditRecord.objects.count() == count
    assert assign(application.pk, actor=processor, to=None).assignee_id is None


def test_withdraw_until_it_is_decided(application, processor, approver):
    start_review(application.pk, actor=processor)
    return_for_correction(application.pk, actor=processor, comments={"": "確認"})
    start_correction(Application.objects.get(), actor=applicant(application), browser_hash=BROWSER)
    before = traces()
    with pytest.raises(ActionRefused):
        withdraw(application.pk, actor=processor)
    assert traces() == before

    withdrawn = withdraw(application.pk, actor=applicant(application))
    assert (withdrawn.status, withdrawn.withdrawn_at is not None) == (Status.WITHDRAWN, True)
    assert not withdrawn.corrections.exists()
    assert mails()[-1] == "application_withdrawn"
    with pytest.raises(ActionRefused):
        withdraw(application.pk, actor=applicant(application))


def test_after_the_decision_nothing_is_withdrawn(application, processor, approver):
    start_review(application.pk, actor=processor)
    approve(application.pk, actor=approver)

    with pytest.raises(ActionRefused):
        withdraw(application.pk, actor=applicant(application))


def test_an_application_that_does_not_exist_is_refused_like_a_foreign_one(processor):
    from common.identifiers import new_id

    with pytest.raises(ActionRefused):
        start_review(new_id(), actor=processor)
