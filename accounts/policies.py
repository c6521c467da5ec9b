"""Who may manage people and departments. Roles are given and taken by administrators, and by the platform's own commands."""

from accounts.models import User
from accounts.roles import Role
from common.actor import Actor, ActorKind

MEMBERS = (ActorKind.STAFF, ActorKind.SECRETARIAT)


def can_manage_people(actor: Actor) -> bool:
    """Invite people, change their roles, let them in again or shut them out."""
    return actor.kind is ActorKind.SYSTEM or (actor.kind in MEMBERS and actor.has(Role.ADMINISTRATOR))


def can_manage_departments(actor: Actor) -> bool:
    return can_manage_people(actor)


def can_grant_access(actor: Actor) -> bool:
    """Let an adviser of the secretariat into the city's settings, and end it: the city's own administrators."""
    return actor.kind is ActorKind.STAFF and actor.has(Role.ADMINISTRATOR)


def can_read_records(actor: Actor) -> bool:
    """Look through everything that was recorded in the city (監査記録): its own administrators."""
    return actor.kind is ActorKind.STAFF and actor.has(Role.ADMINISTRATOR)


def is_adviser(actor: Actor) -> bool:
    """Whether somebody of the secretariat stands in the city's settings."""
    return actor.kind is ActorKind.ADVISER


def can_deactivate(actor: Actor, person: User) -> bool:
    """Nobody shuts themselves out: a second administrator does it."""
    return can_manage_people(actor) and person.is_active and actor.id != str(person.pk)


def can_reactivate(actor: Actor, person: User) -> bool:
    return can_manage_people(actor) and not person.is_active


def can_renew_invitation(actor: Actor, person: User) -> bool:
    """Begin the sign-in set-up anew: for a lost phone, a forgotten password, an invitation that ran out."""
    return can_manage_people(actor) and person.is_active
