"""Administrators make tokens, see each secret once, and end them; nobody else does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from applications.errors import ActionRefused
from applications.models import ApiToken
from applications.services.api_tokens import make_token, revoke_token
from audit.events import AuditEvent
from audit.models import AuditRecord
from tests.factories.accounts import a_person, an_actor, signed_in
from tests.factories.applications import a_procedure


def recorded() -> list[str]:
    events = (AuditEvent.API_TOKEN_MADE, AuditEvent.API_TOKEN_REVOKED)
    return list(AuditRecord.objects.filter(event__in=events).order_by("at").values_list("event", flat=True))


def test_only_an_administrator_makes_and_revokes_tokens(in_sakai):
    facts = {"name": "決裁", "procedures": [a_procedure().pk], "last_day": timezone.localdate()}
    editor = an_actor(*(set(Role) - {Role.ADMINISTRATOR}))
    with pytest.raises(ActionRefused):
        make_token(**facts, actor=editor)
    assert not ApiToken.objects.exists()

    administrator = an_actor(Role.ADMINISTRATOR)
    token, _ = make_token(**facts, actor=administrator)
    with pytest.raises(ActionRefused):
        revoke_token(token.pk, actor=editor)
    assert ApiToken.objects.get().revoked_at is None
    ended = [revoke_token(token.pk, actor=administrator).revoked_at for _ in range(2)]
    assert ended[0] == ended[1]
    assert recorded() == ["api_token.made", "api_token.revoked"]


def test_the_secret_is_shown_once_and_the_token_is_ended_on_a_page_that_asks(in_sakai, client_at):
    procedure = a_procedure()
    client = signed_in(client_at("sakai.localhost"), a_person(Role.ADMINISTRATOR))
    typed = {
        "name": "電子決裁",
        "procedures": [str(procedure.pk)],
        "last_day": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }
    for wrong in ({"last_day": "2000-01-01"}, {"last_day": "2099-01-01"}, {"procedures": []}, {"name": ""}):
        assert client.post("/staff/api/make/", typed | wrong).status_code == 422
    assert not ApiToken.objects.exists()

    made = client.post("/staff/api/make/", typed)
    token = ApiToken.objects.get()
    assert "kyodo_" in made.text
    assert "no-store" in made["Cache-Control"]
    listed = client.get("/staff/api/").text
    assert "kyodo_" not in listed
    assert f"末尾 {token.hint}" in listed
    page = f"/staff/api/{token.pk}/revoke/"
    assert "取り消しますか" in client.get(page).text
    client.post(page)
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert "取消し済み" in client.get("/staff/api/").text
    assert "/api/v1/applications/{receipt_number}" in client.get("/staff/api/reference/").text


def test_others_do_not_see_the_page(in_sakai, client_at):
    client = signed_in(client_at("sakai.localhost"), a_person(*(set(Role) - {Role.ADMINISTRATOR})))

    for address in ("/staff/api/", "/staff/api/make/", "/staff/api/reference/"):
        assert client.get(address).status_code == 403
