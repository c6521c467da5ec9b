"""Who may change what all cities share: form editors and administrators of the secretariat, and the platform's commands."""

from accounts.roles import Role
from common.actor import Actor, ActorKind


def can_publish_template(actor: Actor) -> bool:
    if actor.kind is ActorKind.SYSTEM:
        return True
    return actor.kind is ActorKind.SECRETARIAT and (actor.has(Role.FORM_EDITOR) or actor.has(Role.ADMINISTRATOR))


def can_revise_template(actor: Actor) -> bool:
    """Edit the next version of a template, which nobody sees before it is published."""
    return can_publish_template(actor)
