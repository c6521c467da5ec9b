"""庁内メモ: for colleagues who may open the application, kept as they were written, never for its applicant."""

import pytest
from django.db import ProgrammingError, transaction

from accounts.models import User
from accounts.roles import Role
from applications.errors import ActionRefused, NotAReader
from applications.models import Application, InternalNote
from applications.selectors.notes import mentions_of, notes_of, unread_mentions
from applications.services.notes import mark_read, write_note
from applications.status_codes import status_code
from audit.models import AuditRecord
from notifications.models import Notification
from notifications.services import deliver
from tenants.context import in_municipality
from tests.factories import accounts as people
from tests.factories.applications import a_department, a_procedure, an_application, applicant, staff_of
from tests.flows.visitor import Visitor

WORDS = "電話では通称でした。片山さん、確認をお願いします。"


@pytest.fixture
def application(in_sakai) -> Application:
    return an_application()


@pytest.fixture
def clerk(in_sakai):
    return staff_of(a_department(), Role.PROCESSOR)


@pytest.fixture
def approver(in_sakai):
    return staff_of(a_department(), Role.APPROVER, name="片山")


def test_those_who_may_open_it_write_and_nobody_else(application, clerk):
    strangers = [
        applicant(application),
        staff_of(a_department("税務課"), *Role),
        staff_of(a_department(), Role.FORM_EDITOR),
    ]
    for who in strangers:
        with pytest.raises(ActionRefused):
            write_note(application.pk, actor=who, text=WORDS)
    assert not InternalNote.objects.exists()

    write_note(application.pk, actor=clerk, text=f" {WORDS} ")
    (row,) = notes_of(application)
    assert (row.text, row.written_by, row.mentioned) == (WORDS, "中西", ())
    record = AuditRecord.objects.latest("at")
    assert (record.event, record.detail) == ("application.note_written", {"mentioned": 0})


def test_whoever_is_mentioned_is_told_without_a_word_of_it(application, clerk, approver, mailoutbox):
    outsider = staff_of(a_department("税務課"), *Role)
    with pytest.raises(NotAReader):
        write_note(application.pk, actor=clerk, text=WORDS, mention=[approver.id, outsider.id])
    assert not InternalNote.objects.exists()

    write_note(application.pk, actor=clerk, text=WORDS, mention=[approver.id])
    assert notes_of(application)[0].mentioned == ("片山",)
    deliver(Notification.objects.get(template="note_mentioned").pk)
    (mail,) = mailoutbox
    assert mail.to == [User.objects.get(pk=approver.id).email]
    assert "/staff/notes/" in mail.body
    assert not any(
        word in mail.subject + mail.body for word in ("西村", "犬", "通称", "中西", application.receipt_number)
    )


def test_a_mention_waits_until_its_reader_has_the_application_before_their_eyes(application, clerk, approver):
    write_note(application.pk, actor=clerk, text=WORDS, mention=[approver.id])
    assert (unread_mentions(approver), unread_mentions(clerk)) == (1, 0)
    assert mark_read(application, actor=clerk) == 0
    assert [row.is_unread for row in mentions_of(approver)] == [True]

    assert [mark_read(application, actor=approver) for _ in range(2)] == [1, 0]
    assert unread_mentions(approver) == 0
    assert [row.is_unread for row in mentions_of(approver)] == [False]


def test_who_left_the_department_finds_nothing_of_it(application, clerk, approver):
    write_note(application.pk, actor=clerk, text=WORDS, mention=[approver.id])
    Application.objects.update(department=a_department("税務課"))

    assert (unread_mentions(approver), mentions_of(approver)) == (0, ())


def test_what_is_written_about_a_person_under_protection_stands_in_no_list(application, clerk, approver):
    write_note(application.pk, actor=clerk, text=WORDS, mention=[approver.id])
    Application.objects.update(is_confidential=True, viewers=[approver.id])

    (row,) = mentions_of(approver)
    assert row.is_unread
    assert not {"通称", "西村"} & {word for word in ("通称", "西村") if word in row.text + row.applicant_label}
    assert notes_of(application)[0].text == WORDS


def test_a_note_stays_as_it_was_written(application, clerk):
    note = write_note(application.pk, actor=clerk, text=WORDS)
    for change in (lambda: InternalNote.objects.update(text="x"), note.delete):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_the_lists_cost_the_same_for_many(application, clerk, approver, django_assert_num_queries):
    for _ in range(3):
        write_note(application.pk, actor=clerk, text=WORDS, mention=[approver.id, clerk.id])

    with django_assert_num_queries(3):
        assert len(notes_of(application)) == 3
    with django_assert_num_queries(1):
        assert len(mentions_of(approver)) == 3


def test_at_the_desk(sakai, client_at):
    with in_municipality(sakai):
        department = people.a_department("環境薬務課")
        application = an_application(a_procedure(department=department))
        writer = people.a_person(Role.PROCESSOR, departments=(department,), name="中西 沙織")
        reader = people.a_person(Role.VIEWER, departments=(department,), name="片山 修")
        editor = people.a_person(Role.FORM_EDITOR, departments=(department,))
    desk, other = (people.signed_in(client_at("sakai.localhost"), who) for who in (writer, reader))
    address = f"/staff/applications/{application.receipt_number}/"

    empty = desk.post(f"{address}notes/", {"text": " ", "mention": [str(reader.pk)]})
    assert (empty.status_code, "メモを書いてください。" in empty.text) == (422, True)
    assert f'value="{reader.pk}" checked' in empty.text
    for wrong in (str(editor.pk), "x"):
        refused = desk.post(f"{address}notes/", {"text": WORDS, "mention": [wrong]})
        assert (refused.status_code, WORDS in refused.text) == (422, True)
    done = desk.post(f"{address}notes/", {"text": WORDS, "mention": [str(reader.pk)]}, follow=True)
    assert "メモを残しました。" in done.text
    assert "＠片山 修" in done.text

    assert 'メモ <span class="rail__count">1' in other.get("/staff/").text
    assert WORDS in other.get("/staff/notes/").text
    assert "あなたあての新しいメモがあります。" in other.get(address).text
    assert "あなたあての新しいメモがあります。" not in other.get(address).text
    assert people.signed_in(client_at("sakai.localhost"), editor).get("/staff/notes/").status_code == 403


def test_its_applicant_never_sees_it(sakai):
    with in_municipality(sakai):
        application = an_application()
        clerk = staff_of(a_department(), Role.PROCESSOR)
        write_note(application.pk, actor=clerk, text=WORDS)
    visitor = Visitor()
    visitor.get("/status/")
    page = visitor.send("状況を見る", receipt_number=application.receipt_number, code=status_code(application.pk))

    assert "犬の死亡届" in page.text
    assert WORDS not in page.text
    assert "メモ" not in page.text
