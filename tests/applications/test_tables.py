"""The tables defend themselves, whatever a program tries."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from applications.models import AnswerVersion, Application, Attachment, Draft, ReturnComment
from applications.states import Status
from tests.factories.applications import BROWSER, a_draft, a_procedure, an_application_row

pytestmark = pytest.mark.usefixtures("in_sakai")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def refuses(statement, error=IntegrityError) -> None:
    with pytest.raises(error), transaction.atomic():
        statement()


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "somewhere"},
        {"status": Status.IN_REVIEW},
        {"status": Status.RETURNED, "accepted_at": NOW},
        {"status": Status.APPROVED, "accepted_at": NOW},
        {"status": Status.RECEIVED, "decided_at": NOW},
        {"status": Status.WITHDRAWN},
        {"status": Status.RECEIVED, "withdrawn_at": NOW},
        {"status": Status.REJECTED, "accepted_at": NOW, "decided_at": NOW, "decision": "rejected"},
        {"status": Status.APPROVED, "accepted_at": NOW, "decided_at": NOW},
        {"status": Status.APPROVED, "accepted_at": NOW, "decided_at": NOW, "decision": "maybe"},
        {
            "status": Status.APPROVED,
            "accepted_at": NOW,
            "decided_at": NOW,
            "decision": "rejected",
            "decision_reason": "登録がありません",
        },
        {"status": Status.CLOSED, "accepted_at": NOW, "decided_at": NOW},
        {"decision": "approved"},
        {"receipt_number": "27140-R8-1-1"},
        {"receipt_number": ""},
    ],
    ids=str,
)
def test_an_application_cannot_be_in_an_impossible_state(changes):
    application = an_application_row(a_procedure())

    refuses(lambda: Application.objects.filter(pk=application.pk).update(**changes))
    application.refresh_from_db()
    assert application.status == Status.RECEIVED


def test_a_receipt_number_and_a_submission_are_unique():
    procedure = a_procedure()
    first = an_application_row(procedure, 1)

    refuses(lambda: an_application_row(procedure, 1))
    refuses(lambda: an_application_row(procedure, 2, client_key=first.client_key))
    assert an_application_row(procedure, 2).pk


@pytest.mark.parametrize("change", [lambda rows: rows.update(answers={}), lambda rows: rows.delete()])
def test_what_was_handed_in_is_never_changed(change):
    an_application_row(a_procedure())

    refuses(lambda: change(AnswerVersion.objects.all()), DatabaseError)
    assert AnswerVersion.objects.count() == 1


def test_what_was_asked_for_is_never_changed():
    application = an_application_row(a_procedure())
    comment = ReturnComment(
        application=application, answer_version=1, question="dog_name", comment="確認", made_at=NOW, made_by="中西"
    )
    comment.save()

    refuses(lambda: ReturnComment.objects.update(comment="別"), DatabaseError)
    refuses(lambda: ReturnComment.objects.all().delete(), DatabaseError)
    assert ReturnComment.objects.get().comment == "確認"


def test_an_application_is_never_deleted():
    application = an_application_row(a_procedure())

    refuses(lambda: Application.objects.filter(pk=application.pk)._raw_delete("default"), DatabaseError)


def test_one_draft_for_each_browser_and_procedure():
    draft = a_draft()

    refuses(lambda: a_draft(draft.procedure))
    refuses(lambda: a_draft(draft.procedure, browser_hash=""))
    assert a_draft(draft.procedure, browser_hash="c" * 64).pk
    assert Draft.objects.filter(browser_hash=BROWSER).count() == 1


def test_a_file_never_belongs_to_a_draft_and_an_application_at_once():
    application = an_application_row(a_procedure())
    draft = a_draft(application.procedure)
    fields = {
        "question": "photos",
        "storage_name": "x",
        "original_name": "x.png",
        "content_type": "image/png",
        "size_bytes": 1,
        "sha256": "0" * 64,
        "created_at": NOW,
    }

    refuses(lambda: Attachment.objects.create(draft=draft, application=application, **fields))
    refuses(lambda: Attachment.objects.create(draft=draft, **fields | {"size_bytes": 0}))
    assert Attachment.objects.create(draft=draft, **fields).pk
