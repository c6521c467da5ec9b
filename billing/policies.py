"""Who may do what with contracts and contributions, and when. Services enforce it; screens ask the same functions.

Only members of the secretariat: whoever processes prepares, whoever approves confirms.
"""

from accounts.roles import Role
from billing.models import Contract
from common.actor import Actor, ActorKind

READERS = (Role.VIEWER, Role.PROCESSOR, Role.APPROVER)


def can_see_contracts(actor: Actor) -> bool:
    """Read contracts, calculations and their explanations."""
    return _is_secretariat(actor, *READERS)


def can_add_contract(actor: Actor) -> bool:
    return _is_secretariat(actor, Role.PROCESSOR)


def can_change_contract(actor: Actor, contract: Contract) -> bool:
    """Change what the calculation starts from, until it is confirmed."""
    return _is_secretariat(actor, Role.PROCESSOR) and contract.state == Contract.State.OPEN


def can_allocate(actor: Actor, contract: Contract) -> bool:
    """Calculate the contributions (按分)."""
    return can_change_contract(actor, contract)


def can_confirm(actor: Actor, contract: Contract) -> bool:
    """Make one calculation final (確定)."""
    return _is_secretariat(actor, Role.APPROVER) and contract.state == Contract.State.OPEN


def _is_secretariat(actor: Actor, *roles: Role) -> bool:
    return actor.kind == ActorKind.SECRETARIAT and any(actor.has(role) for role in roles)
