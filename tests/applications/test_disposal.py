"""廃棄: only what is over, only when two people agree, never what is held; nothing personal is left, and nothing is done halfway."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.roles import Role
from applications.errors import ActionRefused
from applications.models import (
    AnswerVersion,
    Application,
    Attachment,
    CorrectionRequest,
    Disposal,
    DisposedApplication,
    Hold,
    ReturnComment,
)
from applications.retention import last_year_over, over_from
from applications.selectors.drafts import form_of
from applications.selectors.retention import batches_over
from applications.services import attachments, disposal, drafts
from applications.services.holds import lift_hold, place_hold
from applications.services.review import return_for_correction, start_review
from applications.services.submission import submit_application
from applications.states import Status
from audit.models import AuditRecord
from catalog.errors import ActionRefused as ActionRefusedByCatalog
from catalog.services.keeping import set_retention
from notifications.models import Notification
from tenants.context import in_municipality
from tests.factories.accounts import a_person, an_actor, signed_in
from tests.factories.applications import (
    PHOTO_FORM,
    a_department,
    a_draft,
    a_procedure,
    an_application_row,
    staff_of,
)
from tests.factories.photos import a_photo

TODAY = timezone.localdate()
OLD = datetime(2020, 3, 31, 14, 59, tzinfo=UTC)  # the last minute of 令和元年度 in Japan
YEAR = 2019


def closed(procedure, number: int, at: datetime = OLD, **changes) -> Application:
    """Approved and put away long ago."""
    return an_application_row(
        procedure,
        number,
        arrived_at=at - timedelta(days=30),
        accepted_at=at - timedelta(days=20),
        decided_at=at - timedelta(days=10),
        decision="approved",
        status=Status.CLOSED,
        closed_at=at,
        **changes,
    )


@pytest.fixture
def procedure():
    return a_procedure(retention_years=5)


@pytest.fixture
def clerk(procedure):
    return staff_of(procedure.department, Role.PROCESSOR, Role.APPROVER, name="中西")


@pytest.fixture
def chief(procedure):
    return staff_of(procedure.department, Role.APPROVER, name="片山")


def agreed(procedure, clerk, chief) -> Disposal:
    """Proposed by one, confirmed by the other, and its day has come."""
    row = disposal.propose_disposal(procedure, YEAR, actor=clerk)
    disposal.confirm_disposal(row.pk, actor=chief)
    Disposal.objects.filter(pk=row.pk).update(begins_on=TODAY)
    return row


def dispose(row: Disposal, application: Application) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT applications_dispose(%s, %s)", [row.pk, application.pk])
        return cursor.fetchone()[0]


def test_years_are_counted_from_the_april_after_the_fiscal_year():
    assert over_from(2019, 5) == date(2025, 4, 1)
    assert last_year_over(date(2025, 3, 31), 5) == 2018
    assert last_year_over(date(2025, 4, 1), 5) == 2019


@pytest.mark.usefixtures("in_sakai")
def test_an_editor_says_how_long_documents_are_kept(procedure):
    with pytest.raises(ActionRefusedByCatalog):
        set_retention(procedure.pk, years=None, actor=an_actor(Role.PROCESSOR))
    changed = set_retention(procedure.pk, years=procedure.Retention.TEN, actor=an_actor(Role.ADMINISTRATOR))
    assert changed.retention_years == 10
    assert AuditRecord.objects.latest("at").detail == {"retention_years": 10, "before": 5}


@pytest.mark.usefixtures("in_sakai")
def test_what_is_over_stands_by_procedure_and_year(procedure, django_assert_num_queries):
    undecided = a_procedure("undecided")
    forever = a_procedure("forever", retention_years=0)
    closed(procedure, 1)
    held = closed(procedure, 2)
    Hold.objects.create(application=held, reason="audit", placed_at=OLD, placed_by="監査")
    closed(procedure, 3, at=OLD + timedelta(minutes=2))  # 1 April: 令和2年度
    an_application_row(procedure, 4, arrived_at=OLD)  # never decided
    an_application_row(procedure, 5, arrived_at=OLD, status=Status.WITHDRAWN, withdrawn_at=OLD)
    closed(procedure, 6, at=timezone.now() - timedelta(days=700))
    closed(undecided, 7)
    closed(forever, 8)

    with django_assert_num_queries(3):
        found = batches_over(date(2026, 11, 23))

    assert [(each.fiscal_year, each.count, each.held, each.over_from) for each in found] == [
        (2019, 3, 1, date(2025, 4, 1)),
        (2020, 1, 0, date(2026, 4, 1)),
    ]


@pytest.mark.usefixtures("in_sakai")
def test_one_proposes_and_another_confirms(procedure, clerk, chief):
    closed(procedure, 1)
    outsider = staff_of(a_department("税務課"), Role.PROCESSOR, Role.APPROVER)
    for person in (outsider, staff_of(procedure.department, Role.VIEWER)):
        with pytest.raises(ActionRefused):
            disposal.propose_disposal(procedure, YEAR, actor=person)
    with pytest.raises(ActionRefused):
        disposal.propose_disposal(procedure, YEAR + 1, actor=clerk)
    assert not Disposal.objects.exists()

    row = disposal.propose_disposal(procedure, YEAR, actor=clerk)
    assert row.begins_on == TODAY + timedelta(days=disposal.NOTICE_DAYS)
    assert [each.template for each in Notification.objects.all()] == ["disposal_proposed"]
    with pytest.raises(ActionRefused):
        disposal.propose_disposal(procedure, YEAR, actor=chief)
    for person in (clerk, outsider, staff_of(procedure.department, Role.PROCESSOR)):
        with pytest.raises(ActionRefused):
            disposal.confirm_disposal(row.pk, actor=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.update(confirmed_at=OLD, confirmed_by_id=row.proposed_by_id)

    assert disposal.confirm_disposal(row.pk, actor=chief).confirmed_by == "片山"
    with pytest.raises(ActionRefused):
        disposal.confirm_disposal(row.pk, actor=chief)
    with pytest.raises(ActionRefused):
        disposal.call_off_disposal(row.pk, actor=outsider)
    disposal.call_off_disposal(row.pk, actor=clerk)
    assert disposal.propose_disposal(procedure, YEAR, actor=chief).pk != row.pk
    events = list(AuditRecord.objects.filter(event__startswith="disposal.").values_list("event", flat=True))
    assert sorted(events) == [
        "disposal.called_off",
        "disposal.confirmed",
        "disposal.proposed",
        "disposal.proposed",
    ]


@pytest.mark.usefixtures("in_sakai")
def test_the_database_refuses_everything_but_what_two_people_agreed_on(procedure, clerk, chief):
    over, held, young = closed(procedure, 1), closed(procedure, 2), closed(procedure, 3, at=timezone.now())
    elsewhere = closed(a_procedure("elsewhere", retention_years=1), 4)
    row = disposal.propose_disposal(procedure, YEAR, actor=clerk)
    Hold.objects.create(application=held, reason="lawsuit", placed_at=OLD, placed_by="法務")

    def refused(statement: str) -> None:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    refused("DELETE FROM applications_answerversion")
    refused("DELETE FROM applications_application")
    refused("DELETE FROM applications_disposedapplication")
    refused(f"SELECT applications_remove('applications_application', ARRAY['{over.pk}'::uuid])")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kyodo.disposal', 'on', true)")
    refused("DELETE FROM applications_answerversion")

    assert not dispose(row, over)  # not confirmed
    disposal.confirm_disposal(row.pk, actor=chief)
    assert not dispose(row, over)  # its day has not come
    Disposal.objects.update(begins_on=TODAY)
    for kept in (held, young, elsewhere):
        assert not dispose(row, kept)
    procedure.retention_years = 10
    procedure.save()
    assert not dispose(row, over)  # somebody has decided on a longer time
    procedure.retention_years = 5
    procedure.save()
    assert dispose(row, over)
    assert not dispose(row, over)
    assert set(Application.objects.values_list("receipt_number", flat=True)) == {
        each.receipt_number for each in (held, young, elsewhere)
    }
    disposal.call_off_disposal(row.pk, actor=clerk)
    Hold.objects.all().update(lifted_at=OLD)
    assert not dispose(row, held)


@pytest.mark.usefixtures("in_sakai")
def test_nothing_of_a_person_is_left_but_numbers_and_days(clerk, chief, procedure):
    photo = a_procedure("photo", PHOTO_FORM, retention_years=5)
    draft = a_draft(photo)
    question = form_of(draft).definition.question("photos")
    file = attachments.store(question, SimpleUploadedFile("猫.png", a_photo(kind="PNG")))
    drafts.save_page(draft, "photo_page", {}, [file])
    draft.refresh_from_db()
    application = submit_application(draft)
    start_review(application.pk, actor=clerk)
    return_for_correction(application.pk, actor=clerk, comments={"dog_name": "西村さんへ"})
    Application.objects.filter(pk=application.pk).update(
        status=Status.WITHDRAWN, arrived_at=OLD, withdrawn_at=OLD, returned_at=None
    )
    Notification.objects.all().delete()
    row = agreed(photo, clerk, chief)

    disposal.proceed(row.pk)

    for model in (Application, AnswerVersion, ReturnComment, CorrectionRequest, Attachment):
        assert not model.objects.exists(), model
    assert not default_storage.exists(file.storage_name)
    (record,) = DisposedApplication.objects.all()
    assert (record.receipt_number, record.completed_at) == (application.receipt_number, OLD)
    row.refresh_from_db()
    assert row.finished_at
    assert AuditRecord.objects.latest("at").detail == {"fiscal_year": YEAR, "expected": 1, "disposed": 1}
    assert AuditRecord.objects.filter(subject=application.receipt_number).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        DisposedApplication.objects.update(receipt_number="x")


@pytest.mark.usefixtures("in_sakai")
def test_broken_off_in_the_middle_it_goes_on_where_it_was(procedure, clerk, chief, monkeypatch):
    woken = []
    monkeypatch.setattr(disposal, "wake", lambda *args: woken.append(args))
    for number in range(1, 6):
        closed(procedure, number)
    row = agreed(procedure, clerk, chief)

    disposal.proceed(row.pk, at_most=2)
    assert (Application.objects.count(), DisposedApplication.objects.count()) == (3, 2)
    assert woken == [(disposal.DISPOSE, str(row.pk))]
    row.refresh_from_db()
    assert row.finished_at is None

    disposal.begin_what_is_due()
    assert woken == [(disposal.DISPOSE, str(row.pk))] * 2
    disposal.proceed(row.pk)
    disposal.proceed(row.pk)
    assert (Application.objects.count(), DisposedApplication.objects.count()) == (0, 5)
    assert AuditRecord.objects.filter(event="disposal.finished").count() == 1


@pytest.mark.usefixtures("in_sakai")
def test_what_is_held_stays_until_the_hold_is_lifted(procedure, clerk, chief):
    application = closed(procedure, 1)
    closed(procedure, 2)
    with pytest.raises(ActionRefused):
        place_hold(application.pk, reason=Hold.Reason.AUDIT, actor=staff_of(procedure.department, Role.VIEWER))
    row = agreed(procedure, clerk, chief)
    place_hold(application.pk, reason=Hold.Reason.AUDIT, actor=clerk)
    place_hold(application.pk, reason=Hold.Reason.AUDIT, actor=clerk)
    assert Hold.objects.count() == 1

    disposal.proceed(row.pk)

    assert list(Application.objects.all()) == [application]
    lift_hold(application.pk, reason=Hold.Reason.AUDIT, actor=clerk)
    again = agreed(procedure, clerk, chief)
    disposal.proceed(again.pk)
    assert not Application.objects.exists()
    with pytest.raises(ActionRefused):
        place_hold(application.pk, reason=Hold.Reason.AUDIT, actor=clerk)


def test_two_people_dispose_of_a_year_over_their_screens(sakai, client_at):
    with in_municipality(sakai):
        procedure = a_procedure(retention_years=5)
        first, second = closed(procedure, 1), closed(procedure, 2)
        people = {
            role: a_person(role, departments=(procedure.department,), name=f"職員{role}")
            for role in (Role.PROCESSOR, Role.APPROVER, Role.VIEWER)
        }
    desk = {role: signed_in(client_at("sakai.localhost"), person) for role, person in people.items()}
    clerk, chief = desk[Role.PROCESSOR], desk[Role.APPROVER]
    assert desk[Role.VIEWER].get("/staff/retention/").status_code == 403
    assert "廃棄を提案する" in clerk.get("/staff/retention/").text

    hold = f"/staff/applications/{second.receipt_number}/hold/"
    assert clerk.post(hold, {}).status_code == 422
    assert "保留しました" in clerk.post(hold, {"reason": "lawsuit"}, follow=True).text
    assert "訴訟・不服申立て" in clerk.get(hold).text
    propose = f"/staff/retention/propose/{procedure.pk}/{YEAR}/"
    assert "1件（ほかに保留中 1件は残します）" in clerk.get(propose).text
    assert clerk.get(f"/staff/retention/propose/{procedure.pk}/1999/").status_code == 404
    page = clerk.post(propose, follow=True)
    address = page.redirect_chain[-1][0]
    assert "廃棄を承認する" not in page.text
    assert second.receipt_number in page.text
    assert "この操作はできません" in clerk.post(f"{address}confirm/", follow=True).text
    assert "廃棄を承認する" in chief.get(address).text
    assert "廃棄を承認しました" in chief.post(f"{address}confirm/", follow=True).text
    with in_municipality(sakai):
        Disposal.objects.update(begins_on=TODAY)
        disposal.proceed(Disposal.objects.get().pk)

    assert "廃棄が終わりました" in clerk.get(address).text
    assert "廃棄の記録" in clerk.get("/staff/retention/").text
    record = clerk.get(f"{address}record.csv").content.decode("utf-8-sig")
    assert record.splitlines()[1].startswith(f"{first.receipt_number},dog-death,犬の死亡届,2019,2020-03-01,2020-03-31,")
    assert clerk.get(f"/staff/applications/{first.receipt_number}/").status_code == 404
    assert "解きました" in clerk.post(f"{hold}lift/", {"reason": "lawsuit"}, follow=True).text
    assert "廃棄を提案する" in clerk.get("/staff/retention/").text
    again = clerk.post(propose, follow=True).redirect_chain[-1][0]
    assert "取りやめました" in clerk.post(f"{again}call-off/", follow=True).text
