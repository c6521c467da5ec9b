"""Who may change what a city offers: administrators everywhere, form editors for the departments they reach.

Whoever handles applications may look, for they answer for what residents were asked.
"""

from uuid import UUID

from accounts.roles import Role
from catalog.models import Procedure
from common.actor import Actor, ActorKind

# Who works in a city's settings: its staff, and an adviser whom it lets in.
HERE = (ActorKind.STAFF, ActorKind.ADVISER)


def can_see_procedures(actor: Actor) -> bool:
    """Open the staff's pages about procedures and shared forms."""
    return actor.kind in HERE and bool(actor.roles)


def can_adopt(actor: Actor) -> bool:
    """Whether there is anything to adopt for this person at all."""
    return actor.kind is ActorKind.SYSTEM or (
        actor.kind in HERE and (actor.has(Role.ADMINISTRATOR) or actor.has(Role.FORM_EDITOR))
    )


def can_adopt_for(actor: Actor, department_id: UUID) -> bool:
    """Take a shared form over, to be handled by this department."""
    return can_adopt(actor) and _reaches(actor, department_id)


def can_keep_lists(actor: Actor) -> bool:
    """Change the city's lists. They belong to no department; residents see nothing of it until a form is published."""
    return can_adopt(actor)


def can_customise(actor: Actor, procedure: Procedure) -> bool:
    """Change the city's draft; residents see nothing of it until it is published."""
    return can_adopt_for(actor, procedure.department_id)


def can_publish(actor: Actor, procedure: Procedure) -> bool:
    return can_adopt_for(actor, procedure.department_id)


def can_roll_back(actor: Actor, procedure: Procedure) -> bool:
    """Bring an earlier publication back. Two have looked at it if the city wants that, so one is enough when it must be quick."""
    return can_publish(actor, procedure) and procedure.is_published


def can_offer(actor: Actor, procedure: Procedure) -> bool:
    """Offer the form to all other cities, as it is published. That is the city's own business: no adviser does."""
    return actor.kind is ActorKind.STAFF and can_publish(actor, procedure) and procedure.is_published


def can_set_second_person(actor: Actor, procedure: Procedure) -> bool:
    """Say whether a second person looks at the form before residents do. Who is bound by it does not lift it."""
    return actor.kind is ActorKind.STAFF and actor.has(Role.ADMINISTRATOR)


def can_change_details(actor: Actor, procedure: Procedure) -> bool:
    """Change how the procedure is listed and which department answers for it."""
    return can_adopt_for(actor, procedure.department_id)


def can_set_desks(actor: Actor, procedure: Procedure) -> bool:
    """Say to which department answers lead, and how the work is shared out."""
    return can_adopt_for(actor, procedure.department_id)


def can_set_period(actor: Actor, procedure: Procedure) -> bool:
    """Say from when until when, and at which hours, applications are taken."""
    return can_adopt_for(actor, procedure.department_id)


def can_set_appeal_notice(actor: Actor, procedure: Procedure) -> bool:
    """Say what a rejection tells about appeals (教示)."""
    return can_adopt_for(actor, procedure.department_id)


def can_set_approval_route(actor: Actor, procedure: Procedure) -> bool:
    """Say who agrees before applications are decided (決裁の流れ). That is the city's own business: no adviser does."""
    return actor.kind is not ActorKind.ADVISER and can_adopt_for(actor, procedure.department_id)


def can_set_viewers(actor: Actor, procedure: Procedure) -> bool:
    """Say who may read the applications for it (閲覧制限). That is the city's own business: no adviser does."""
    return actor.kind is not ActorKind.ADVISER and can_adopt_for(actor, procedure.department_id)


def can_set_retention(actor: Actor, procedure: Procedure) -> bool:
    """Say how long its documents are kept (保存年限)."""
    return can_adopt_for(actor, procedure.department_id)


def can_spread(actor: Actor, procedure: Procedure) -> bool:
    """Make short addresses and QR codes for it."""
    return can_adopt_for(actor, procedure.department_id) and procedure.is_published


def can_close(actor: Actor, procedure: Procedure) -> bool:
    return can_set_period(actor, procedure) and procedure.is_published and not procedure.is_closed_by_office


def can_reopen(actor: Actor, procedure: Procedure) -> bool:
    return can_set_period(actor, procedure) and procedure.is_published and procedure.is_closed_by_office


def _reaches(actor: Actor, department_id: UUID) -> bool:
    everywhere = actor.kind is ActorKind.SYSTEM or actor.has(Role.ADMINISTRATOR)
    return everywhere or str(department_id) in actor.departments
