"""もう一度申請する and つながる手続: answers given before are a beginning, once, for their owner, and only where they fit."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from accounts.actors import SYSTEM
from applications import signed_links
from applications.errors import ActionRefused, AlreadyBegun, HandOverUsed, ProcedureClosed
from applications.models import Application, Draft, HandOver
from applications.selectors.follow_ups import HandOverState, hand_over_link, offers
from applications.services import drafts
from applications.services.prefilling import apply_again, hand_over
from applications.states import Status
from audit.models import AuditRecord
from catalog.models import Procedure
from catalog.services.reception import close
from notifications.models import Notification
from notifications.services import deliver
from shared_forms.language import FormDefinition
from tests.factories.applications import (
    BROWSER,
    DOG_FORM,
    a_procedure,
    an_application,
    an_application_row,
    applicant,
    with_form,
)
from tests.factories.forms import a_published_procedure, a_template

HERE = "d" * 64

pytestmark = pytest.mark.usefixtures("in_sakai")


def test_the_answers_of_an_earlier_application_begin_a_new_one():
    application = an_application()
    before = AuditRecord.objects.count()
    stranger = applicant(an_application_row(application.procedure, 9))
    with pytest.raises(ActionRefused):
        apply_again(application, actor=stranger, browser_hash=HERE)
    assert (Draft.objects.count(), AuditRecord.objects.count()) == (0, before)

    draft = apply_again(application, actor=applicant(application), browser_hash=HERE)
    assert draft.answers == {
        "owner": {"family": "西村", "given": "明日香", "family_kana": "ニシムラ", "given_kana": "アスカ"},
        "email": "asuka@mail.example",
        "dog_name": "ポチ",
        "has_tag": True,
        "tag_number": "12-345",
    }
    assert draft.prefilled == list(draft.answers)
    record = AuditRecord.objects.latest("at")
    assert (record.event, record.subject) == ("application.copied", application.receipt_number)


def test_only_what_the_present_form_would_take_is_copied():
    application = an_application()
    short = {"id": "dog_name", "type": "text", "label": "犬の名前", "max_length": 1}
    retyped = {"id": "has_tag", "type": "text", "label": "鑑札"}
    page = {"id": "dog_page", "title": "犬", "questions": [short, retyped]}
    newer = FormDefinition.model_validate(DOG_FORM | {"pages": [DOG_FORM["pages"][0], page]})
    with_form(application.procedure, newer, number=2)
    application.refresh_from_db()

    draft = apply_again(application, actor=applicant(application), browser_hash=HERE)
    assert set(draft.answers) == {"owner", "email"}
    assert draft.published_form_id == application.procedure.current_form_id != application.published_form_id


def test_a_beginning_is_never_overwritten_and_a_closed_procedure_not_begun():
    application = an_application()
    own = drafts.save_page(
        drafts.start_draft(application.procedure, browser_hash=HERE), "owner_page", {"dog_name": "ハチ"}
    )
    with pytest.raises(AlreadyBegun):
        apply_again(application, actor=applicant(application), browser_hash=HERE)
    assert Draft.objects.get().answers == own.answers
    drafts.discard(own)

    close(application.procedure_id, reason="点検のため", actor=SYSTEM)
    application.refresh_from_db()
    with pytest.raises(ProcedureClosed):
        apply_again(application, actor=applicant(application), browser_hash=HERE)
    assert not Draft.objects.exists()


QUESTIONNAIRE = {
    "title": "飼い主アンケート",
    "pages": [
        {
            "id": "asked",
            "title": "おたずね",
            "questions": [
                {"id": "keeper", "type": "person_name", "label": "あなたのお名前"},
                {"id": "name", "type": "text", "label": "犬の名前"},
                {"id": "since", "type": "date", "label": "亡くなった日"},
                {"id": "opinion", "type": "text", "label": "ご意見"},
            ],
        }
    ],
}
NEXT = [
    {
        "procedure": "dog-questionnaire",
        "label": "つづけてアンケートに答える",
        "hand_over": {"keeper": "owner", "since": "death_date", "name": "has_tag", "gone": "dog_name"},
    }
]


@pytest.fixture
def questionnaire() -> Procedure:
    return a_published_procedure(a_template("dog-questionnaire", **QUESTIONNAIRE), slug="questionnaire")


@pytest.fixture
def application() -> Application:
    return an_application(a_procedure("dog-death", DOG_FORM | {"next": NEXT}))


def test_what_comes_next_is_offered_where_the_city_has_it(application, django_assert_num_queries):
    assert offers(application) == []
    a_published_procedure(a_template("dog-questionnaire", **QUESTIONNAIRE), slug="questionnaire")
    (offer,) = offers(application)
    assert (str(offer.title), offer.labels) == ("つづけてアンケートに答える", ["あなたのお名前", "亡くなった日"])

    plain = an_application_row(a_procedure("plain"), 5)
    with django_assert_num_queries(0):
        assert offers(plain) == []


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.WITHDRAWN, "withdrawn_at": timezone.now()},
        {"arrived_at": timezone.now() - timedelta(days=31)},
    ],
)
def test_not_after_a_month_and_not_after_a_withdrawal(questionnaire, application, change):
    assert len(offers(application)) == 1
    Application.objects.filter(pk=application.pk).update(**change)
    application.refresh_from_db()

    assert offers(application) == []


def test_chosen_answers_go_over_once(questionnaire, application):
    (offer,) = offers(application)
    token = offer.token
    drafts.save_page(drafts.start_draft(questionnaire, browser_hash=HERE), "asked", {"opinion": "なし"})
    with pytest.raises(AlreadyBegun):
        hand_over(offer, browser_hash=HERE)
    assert not HandOver.objects.exists()

    draft = hand_over(hand_over_link(token).offer, browser_hash=BROWSER)
    assert draft.procedure == questionnaire
    assert draft.answers["since"] == "2026-11-01"
    assert draft.answers["keeper"]["family"] == "西村"
    assert draft.prefilled == ["keeper", "since"]
    record = AuditRecord.objects.latest("at")
    assert (record.event, record.subject, record.detail) == (
        "application.handed_over",
        application.receipt_number,
        {"procedure": "questionnaire"},
    )
    with pytest.raises(HandOverUsed):
        hand_over(offer, browser_hash="e" * 64)
    assert HandOver.objects.count() == 1
    assert (hand_over_link(token).state, offers(application)) == (HandOverState.USED, [])


def test_the_mail_of_receipt_carries_the_link_and_no_row_does(questionnaire, mailoutbox):
    application = an_application(a_procedure("dog-death", DOG_FORM | {"next": NEXT}))
    (row,) = Notification.objects.all()
    assert "next" not in str(row.context)
    deliver(row.pk)
    (link,) = [line for line in mailoutbox[0].body.splitlines() if "/next/" in line]
    assert hand_over_link(link.rstrip("/").rpartition("/")[2]).offer.application == application

    plain = an_application(a_procedure("plain"), browser_hash=HERE)
    deliver(Notification.objects.get(context__application_id=str(plain.pk)).pk)
    assert "つづけて" not in mailoutbox[1].body


def test_a_link_says_why_it_is_good_no_more(questionnaire, application, monkeypatch):
    (offer,) = offers(application)
    token = offer.token
    assert hand_over_link(token).state == HandOverState.OPEN
    for wrong in ("", "x", token[:-1], signed_links.token(signed_links.RESUME, application.pk)):
        assert hand_over_link(wrong).state == HandOverState.BROKEN

    now = signing.time.time()
    with monkeypatch.context() as later:
        later.setattr(signing.time, "time", lambda: now + timedelta(days=7, seconds=5).total_seconds())
        assert hand_over_link(token).state == HandOverState.EXPIRED
    close(questionnaire.pk, reason="点検のため", actor=SYSTEM)
    assert hand_over_link(token).state == HandOverState.CLOSED
    questionnaire.refresh_from_db()
    offer.procedure.refresh_from_db()
    with pytest.raises(ProcedureClosed):
        hand_over(offer, browser_hash=HERE)
    assert not HandOver.objects.exists()
