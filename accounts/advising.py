"""An adviser of the secretariat in the city's settings: not a person of the city, but a session that its grant keeps open.

Every page looks at the grant anew, so that the city's word holds at once: it ends with its time, when the city ends it, and
when the secretariat dismisses the adviser.
"""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import AdviserGrant, Department
from accounts.roles import Role
from common.actor import Actor, ActorKind
from tenants.models import Adviser

_GRANT = "adviser_grant"
HOME = "/staff/procedures/"


def begin(request: HttpRequest, grant: AdviserGrant) -> None:
    """Make this browser's session the adviser's, and nobody else's."""
    request.session.flush()
    request.session[_GRANT] = str(grant.pk)


def grant_id(session: SessionBase) -> UUID | None:
    """The grant by which an adviser came in; None in the session of anybody else."""
    kept = session.get(_GRANT)
    return UUID(kept) if kept else None


def actor_of(grant_id: UUID) -> Actor | None:
    """The adviser as long as the grant is open, with a form editor's rights in every department; None when it is over."""
    grant = AdviserGrant.objects.get(pk=grant_id)
    if not grant.is_open(timezone.now()) or not is_appointed(grant.adviser_id):
        return None
    departments = Department.objects.values_list("pk", flat=True)
    return actor_with(grant, frozenset(map(str, departments)))


def actor_with(grant: AdviserGrant, departments: frozenset[str] = frozenset()) -> Actor:
    """The actor of a grant. Its name is what every record of the city bears: the adviser's, and whose word let them in."""
    name = f"{grant.adviser_name[:40]}（アドバイザー。許可：{grant.granted_by[:40]}）"
    return Actor(ActorKind.ADVISER, str(grant.pk), name, frozenset({Role.FORM_EDITOR}), departments)


def is_appointed(adviser_id: UUID) -> bool:
    """Whether the secretariat still stands by this adviser."""
    return Adviser.objects.filter(pk=adviser_id, dismissed_at__isnull=True).exists()
