"""What the audit record learns of sign-ins (サインインの記録)."""

from django.http import HttpRequest

from accounts import actors, doors
from accounts.models import User
from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor


def signed_in(request: HttpRequest, user: User, *, factors: int) -> None:
    _record(AuditEvent.SIGNED_IN, request, user, factors=factors)


def signed_out(request: HttpRequest, user: User) -> None:
    _record(AuditEvent.SIGNED_OUT, request, user)


def totp_activated(request: HttpRequest, user: User) -> None:
    _record(AuditEvent.TOTP_ACTIVATED, request, user)


def recovery_codes_renewed(request: HttpRequest, user: User) -> None:
    _record(AuditEvent.RECOVERY_CODES_RENEWED, request, user)


def passkey_added(request: HttpRequest, user: User) -> None:
    _record(AuditEvent.PASSKEY_ADDED, request, user)


def passkey_removed(request: HttpRequest, user: User) -> None:
    _record(AuditEvent.PASSKEY_REMOVED, request, user)


def sessions_ended(request: HttpRequest, user: User, *, count: int) -> None:
    _record(AuditEvent.SESSIONS_ENDED, request, user, count=count)


def password_changed(request: HttpRequest, user: User) -> None:
    _record(AuditEvent.PASSWORD_CHANGED, request, user)


def failed(request: HttpRequest, email: str, *, factor: str) -> None:
    """A wrong password or code. Whose account was tried is recorded; an address nobody has is not."""
    tried = User.objects.filter(email__iexact=email).values_list("pk", flat=True).first()
    nobody = Actor(doors.kind_here(request), "", "")
    audit.record(AuditEvent.SIGN_IN_FAILED, actor=nobody, subject=str(tried or ""), factor=factor)


def _record(event: AuditEvent, request: HttpRequest, user: User, **detail: int) -> None:
    who = actors.name_of(user, doors.kind_here(request))
    audit.record(event, actor=who, subject=who.id, **detail)
