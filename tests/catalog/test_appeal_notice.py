"""教示: which words go out with a rejection, that they stay as they went out, and how they read in other languages."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from accounts.roles import Role
from applications.services.review import reject, start_review
from audit.models import AuditRecord
from catalog.appeal_notice import in_page_language, notice_of, standard_notice
from catalog.errors import ActionRefused
from catalog.models import Procedure
from catalog.services.deciding import set_appeal_notice
from tenants.context import in_municipality
from tests.factories.accounts import a_person, an_actor, signed_in
from tests.factories.applications import a_department, a_procedure, an_application, staff_of

OWN, NONE = Procedure.AppealNotice.OWN, Procedure.AppealNotice.NONE


def test_the_ordinary_words_name_city_mayor_and_terms():
    words = standard_notice("能勢町")

    assert "能勢町長に対して審査請求" in words
    assert "能勢町を被告として（訴訟において能勢町を代表する者は能勢町長です。）" in words
    assert words.count("3か月以内") == 1
    assert words.count("6か月以内") == 2
    assert words.count("1年を過ぎると") == 3


def test_the_ordinary_words_are_translated_and_a_citys_own_are_said_to_be_japanese():
    with override("en"):
        ordinary, own = in_page_language(standard_notice("堺市"), "堺市"), in_page_language("<教育委員会>に", "堺市")
        assert in_page_language("", "堺市") == ""
    assert "within three months" in ordinary
    assert '<span lang="ja">堺市長</span>' in ordinary
    assert own == '<div lang="ja"><p>&lt;教育委員会&gt;に</p></div>'


@pytest.mark.usefixtures("in_sakai")
def test_what_was_sent_out_stays_as_it_was():
    procedure, approver = a_procedure(), staff_of(a_department(), Role.PROCESSOR, Role.APPROVER)
    editor = an_actor(Role.ADMINISTRATOR)

    def rejected() -> str:
        application = start_review(an_application(procedure).pk, actor=approver)
        return reject(application.pk, actor=approver, reason="登録がありません").appeal_notice

    first = rejected()
    with pytest.raises(ActionRefused):
        set_appeal_notice(procedure.pk, kind=NONE, actor=an_actor(Role.PROCESSOR))
    procedure.refresh_from_db()
    assert first == standard_notice("堺市") == notice_of(procedure, "堺市")

    set_appeal_notice(procedure.pk, kind=OWN, own_words="教育委員会に", actor=editor)
    assert "教育" not in str(AuditRecord.objects.latest("at").detail)
    assert rejected() == "教育委員会に"
    set_appeal_notice(procedure.pk, kind=NONE, own_words="教育委員会に", actor=editor)
    assert rejected() == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Procedure.objects.update(appeal_notice=OWN, own_appeal_notice="")


def test_an_editor_reads_the_ordinary_words_and_writes_others(sakai, client_at):
    with in_municipality(sakai):
        procedure = a_procedure()
        editor = a_person(Role.FORM_EDITOR, name="編集 花")
    client, page = signed_in(client_at("sakai.localhost"), editor), f"/staff/procedures/{procedure.pk}/appeals/"

    assert client.get(page).text.count("堺市長に対して審査請求") == 2
    assert client.post(page, {"kind": "own", "own_words": " "}).status_code == 422
    assert client.post(page, {"kind": "own", "own_words": "一行目\r\n二行目"}).status_code == 302
    with in_municipality(sakai):
        procedure.refresh_from_db()
    assert (procedure.appeal_notice, procedure.own_appeal_notice) == (OWN, "一行目\n二行目")
