"""Mails to applicants: a subject, the number, the way back; and never an answer."""

import pytest
from django.template.loader import render_to_string

from applications.services.messages import received_message
from applications.status_codes import status_code
from tests.factories.applications import DOG_ANSWERS, a_procedure, an_application

TEMPLATES = ["received", "returned", "resubmitted", "approved", "rejected", "withdrawn"]


@pytest.fixture
def application(in_sakai):
    return an_application(a_procedure(title="犬の死亡届 & <登録>"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_mail_names_city_procedure_and_number_and_nothing_personal(application, name):
    context = received_message(application, application.procedure).context
    subject, _, body = render_to_string(f"notifications/application_{name}.txt", context).partition("\n")

    assert subject.startswith("【堺市】")
    assert "（犬の死亡届 & <登録>）" in subject
    assert application.receipt_number in body
    assert "/status/" in body
    assert not any(answer in subject + body for answer in ("西村", "明日香", "ポチ", DOG_ANSWERS["death_date"]))
    assert (status_code(application.pk) in body) is (name == "received")


def test_the_outbox_holds_no_code(application):
    assert status_code(application.pk) not in str(received_message(application, application.procedure).context)
