"""Mails to applicants: a subject, the number, the way back; and never an answer."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from applications.selectors.drafts import form_of
from applications.services.messages import received_message
from applications.services.withdrawal import withdraw
from applications.status_codes import status_code
from notifications.models import Notification
from notifications.services import deliver
from shared_forms.language.texts import Text
from tests.factories.applications import DOG_ANSWERS, a_procedure, an_application, applicant

TEMPLATES = ["received", "returned", "resubmitted", "approved", "rejected", "withdrawn", "message"]


@pytest.fixture
def application(in_sakai):
    return an_application(a_procedure(title="犬の死亡届 & <登録>"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_mail_names_city_procedure_and_number_and_nothing_personal(application, name):
    context = received_message(application, application.procedure, form_of(application)).context
    subject, _, body = render_to_string(f"notifications/application_{name}.txt", context).partition("\n")

    assert subject.startswith("【堺市】")
    assert "（犬の死亡届 & <登録>）" in subject
    assert application.receipt_number in body
    assert "/status/" in body
    assert not any(answer in subject + body for answer in ("西村", "明日香", "ポチ", DOG_ANSWERS["death_date"]))
    assert (status_code(application.pk) in body) is (name == "received")


def test_the_outbox_holds_no_code(application):
    assert status_code(application.pk) not in str(
        received_message(application, application.procedure, form_of(application)).context
    )


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        ("ja", "【堺市】取り下げを受け付けました（犬の死亡届 & <登録>）", "このメールには返信できません。"),
        ("ja-easy", "【堺市】申請を やめました（犬の死亡届 & <登録>）", "返事を する ことは できません。"),
        ("en", "[堺市] Your application is withdrawn (犬の死亡届 & <登録>)", "You cannot reply to this mail."),
    ],
)
def test_whoever_applied_in_a_language_is_written_to_in_it(in_sakai, mailoutbox, language, subject, sentence):
    with override(language):
        application = an_application(a_procedure(title="犬の死亡届 & <登録>"))
    withdraw(application.pk, actor=applicant(application))  # the office's page, or a worker, is Japanese
    row = Notification.objects.get(template="application_withdrawn")
    deliver(row.pk)

    assert (application.language, row.language) == (language, language)
    assert mailoutbox[0].subject == subject
    assert sentence in mailoutbox[0].body


def test_the_name_of_the_procedure_is_the_one_that_was_read(in_sakai):
    application = an_application(a_procedure())
    form = form_of(application)
    title = Text.model_validate({"ja": application.procedure.title, "en": "Death of a dog"})
    translated = replace(form, definition=form.definition.model_copy(update={"title": title}))
    application.language = "en"

    assert received_message(application, application.procedure, translated).context["procedure"] == "Death of a dog"
    application.procedure.title = "市がつけた名前"
    assert received_message(application, application.procedure, translated).context["procedure"] == "市がつけた名前"
