"""The way in: a mail, a password, and beginning anew after a lost phone."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.errors import ActionRefused
from accounts.models import User
from accounts.roles import Role
from accounts.services import invitations
from notifications.models import Notification
from tests.factories.accounts import PASSWORD, a_person, an_actor

NEW = {"email": "hanako@city.example.jp", "name": "山田 花子", "roles": [Role.PROCESSOR]}


def test_invite_person(in_sakai):
    administrator, processor = an_actor(Role.ADMINISTRATOR), an_actor(Role.PROCESSOR)

    with pytest.raises(ActionRefused):
        invitations.invite_person(**NEW, actor=processor)
    assert Notification.objects.count() == 0

    invitations.invite_person(**NEW, actor=administrator)
    promise = Notification.objects.get()
    assert (promise.template, promise.to) == ("account_invited", "hanako@city.example.jp")
    assert promise.context["place"] == "堺市"
    assert promise.context["address"].startswith(settings.KYODO.address("sakai.localhost", "/staff/invitation/"))


def test_the_secretariat_is_invited_to_its_own_address(in_consortium):
    invitations.invite_person(**NEW, actor=an_actor(Role.ADMINISTRATOR))

    context = Notification.objects.get().context
    assert context["place"] == "事務局"
    assert context["address"].startswith(settings.KYODO.address("localhost", "/invitation/"))


def test_invite_again_takes_the_old_password_and_phone_away(in_sakai):
    administrator, processor = an_actor(Role.ADMINISTRATOR), an_actor(Role.PROCESSOR)
    person = a_person()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})

    with pytest.raises(ActionRefused):
        invitations.invite_again(person.pk, actor=processor)
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)
    assert Authenticator.objects.count() == 1
    assert Notification.objects.count() == 0

    invitations.invite_again(person.pk, actor=administrator)
    assert User.objects.get(pk=person.pk).has_usable_password() is False
    assert Authenticator.objects.count() == 0
    assert Notification.objects.get().to == person.email
