"""Who may do what with municipalities. Roles are known here by their names only: the room of people stands above this one."""

from common.actor import Actor, ActorKind

ADMINISTRATOR = "administrator"


def can_request_municipality(actor: Actor) -> bool:
    """Ask for a new municipality: administrators of the secretariat."""
    return actor.kind is ActorKind.SECRETARIAT and actor.has(ADMINISTRATOR)


def can_see_municipalities(actor: Actor) -> bool:
    """See the list, the counts and the requests: everybody of the secretariat."""
    return actor.kind is ActorKind.SECRETARIAT


def can_manage_municipalities(actor: Actor) -> bool:
    """Suspend and resume a municipality, change its plan, keep its contacts: administrators of the secretariat."""
    return can_request_municipality(actor)


def can_appoint_advisers(actor: Actor) -> bool:
    """Appoint advisers and dismiss them: administrators of the secretariat."""
    return can_request_municipality(actor)


def can_see_advisers(actor: Actor) -> bool:
    """See who advises, and which cities let them in: everybody of the secretariat."""
    return can_see_municipalities(actor)


def can_announce(actor: Actor) -> bool:
    """Write to the staff of every city: administrators of the secretariat."""
    return can_request_municipality(actor)


def can_see_announcements(actor: Actor) -> bool:
    """Read the list of what was written: everybody of the secretariat."""
    return can_see_municipalities(actor)


def can_read_announcements(actor: Actor) -> bool:
    """Read what the secretariat wrote: all staff of a city."""
    return actor.kind is ActorKind.STAFF
