"""Who may do what with contracts and contributions, and when. Services enforce it; screens ask the same functions.

At the secretariat, who has the role 財政 prepares, and who approves decides what somebody else prepared. In a city everybody on the staff may
see what it pays and why; who has the role 財政 speaks for it. Editing forms gives no right here, and this none on forms.
"""

from accounts.roles import Role
from billing.models import AllocationRun, Contract
from common.actor import Actor, ActorKind

READERS = (Role.VIEWER, Role.FINANCE, Role.APPROVER)


def can_see_contracts(actor: Actor) -> bool:
    """Read contracts, calculations and their explanations."""
    return _is_secretariat(actor, *READERS)


def can_add_contract(actor: Actor) -> bool:
    return _is_secretariat(actor, Role.FINANCE)


def can_enter_figures(actor: Actor) -> bool:
    """Enter base figures (基礎数値)."""
    return _is_secretariat(actor, Role.FINANCE)


def can_change_contract(actor: Actor, contract: Contract) -> bool:
    """Change what the calculation starts from, until it is confirmed."""
    return _is_secretariat(actor, Role.FINANCE) and contract.state != Contract.State.CONFIRMED


def can_allocate(actor: Actor, contract: Contract) -> bool:
    """Calculate the contributions (按分)."""
    return can_change_contract(actor, contract)


def can_consult(actor: Actor, contract: Contract) -> bool:
    """Show a draft to the cities (照会), and answer them."""
    return can_change_contract(actor, contract)


def can_confirm(actor: Actor, contract: Contract) -> bool:
    """Make one calculation final (確定), if somebody else made it (`is_second_person`)."""
    return _is_secretariat(actor, Role.APPROVER) and contract.state != Contract.State.CONFIRMED


def is_second_person(actor: Actor, run: AllocationRun) -> bool:
    """Whether a calculation was made by somebody else: nobody decides what they prepared."""
    return run.computed_by_id != actor.id


def can_reopen(actor: Actor, contract: Contract) -> bool:
    """Begin to change what was decided, for a reason."""
    return _is_secretariat(actor, Role.FINANCE) and contract.state == Contract.State.CONFIRMED


def can_settle(actor: Actor, contract: Contract) -> bool:
    """Calculate the year's settlement (精算) of what was decided."""
    return can_reopen(actor, contract)


def can_decide_settlement(actor: Actor, contract: Contract) -> bool:
    """Make a settlement final, if somebody else calculated it."""
    return _is_secretariat(actor, Role.APPROVER) and contract.state == Contract.State.CONFIRMED


def can_keep_scenarios(actor: Actor) -> bool:
    """Keep what-ifs, and show them to the cities."""
    return _is_secretariat(actor, Role.FINANCE)


def can_see_own_shares(actor: Actor) -> bool:
    """See what one's own city was told."""
    return actor.kind == ActorKind.STAFF and bool(actor.roles)


def can_reply(actor: Actor) -> bool:
    """Ask and agree for one's own city."""
    return actor.kind == ActorKind.STAFF and actor.has(Role.FINANCE)


def _is_secretariat(actor: Actor, *roles: Role) -> bool:
    return actor.kind == ActorKind.SECRETARIAT and any(actor.has(role) for role in roles)
