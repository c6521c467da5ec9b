"""Invite a person by mail to choose a password (招待). The second factor follows at the first sign-in."""

from collections.abc import Collection
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import doors, policies
from accounts.errors import ActionRefused
from accounts.models import User
from accounts.roles import Role
from accounts.services.people import create_person
from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor
from notifications import services as notifications


@transaction.atomic
def invite_person(
    *, email: str, name: str, roles: Collection[Role], departments: Collection[UUID] = (), actor: Actor
) -> User:
    """Add a person and promise them a mail with the way in. Raises ActionRefused, AddressTaken."""
    user = create_person(email=email, name=name, roles=roles, departments=departments, actor=actor)
    _promise_invitation(user)
    return user


@transaction.atomic
def invite_again(person_id: UUID, *, actor: Actor) -> User:
    """Begin a person's sign-in anew: password and second factor are gone, every session ends, a mail leads back in.

    For a lost phone, a forgotten password, or an invitation that ran out. The mail goes to the person's own address, so
    whoever asks for it gains nothing. Raises ActionRefused.
    """
    user = User.objects.select_for_update().get(pk=person_id)
    if not policies.can_renew_invitation(actor, user):
        raise ActionRefused(action="invite_again")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    audit.record(AuditEvent.PERSON_INVITED_AGAIN, actor=actor, subject=str(user.pk))
    _promise_invitation(user)
    return user


def _promise_invitation(user: User) -> None:
    notifications.promise(
        "account_invited",
        to=user.email,
        place=doors.place_name(),
        address=settings.KYODO.address(doors.host(), _path(user)),
        days=settings.PASSWORD_RESET_TIMEOUT // 86400,
    )


def _path(user: User) -> str:
    """Address of the page where the password is chosen; its token dies with the first use."""
    keys = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
    return reverse("account_invitation", urlconf=doors.urlconf(), args=keys)
