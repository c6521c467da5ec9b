"""Who may do what with an application, and when. Services enforce it; screens ask the same functions to draw buttons.

Administrators and form editors see no application: their work needs none.
"""

from collections.abc import Collection

from accounts.roles import Role
from applications.guarding import is_among_viewers, is_guarded, may_know
from applications.models import Application, Disposal, Draft, Proposal, ProposalStep
from applications.states import DECIDED, OPEN, ProposalState, Status, can_move
from catalog.models import Procedure
from common.actor import Actor, ActorKind

READERS = (Role.VIEWER, Role.PROCESSOR, Role.APPROVER)
HANDLERS = (Role.PROCESSOR, Role.APPROVER)
PUT_AWAY = (Status.CLOSED, Status.WITHDRAWN)


def can_see_worklist(actor: Actor) -> bool:
    """Whether there is a worklist for this person at all."""
    return actor.kind == ActorKind.STAFF and any(actor.has(role) for role in READERS)


def can_manage_tokens(actor: Actor) -> bool:
    """Give a program a token of the API, and take it away."""
    return actor.kind == ActorKind.STAFF and actor.has(Role.ADMINISTRATOR)


def can_act(actor: Actor) -> bool:
    """Whether this person does anything with applications, beyond reading them."""
    return actor.kind == ActorKind.STAFF and any(actor.has(role) for role in HANDLERS)


def can_enter_for(actor: Actor, procedure: Procedure) -> bool:
    """Fill in the form for somebody at the counter (代行入力); where only named people know of applications, by one of them."""
    return can_act(actor) and str(procedure.department_id) in actor.departments and is_among_viewers(actor, procedure)


def can_send_for(actor: Actor, draft: Draft) -> bool:
    """Send what this very person filled in for somebody."""
    return draft.assisted_by == actor.id and can_enter_for(actor, draft.procedure)


def can_see_figures(actor: Actor) -> bool:
    """Look at the counts of every procedure (統計): they tell of no person."""
    return actor.kind == ActorKind.STAFF and bool(actor.roles)


def can_see_retention(actor: Actor) -> bool:
    """See how long documents are kept and which are over (文書の保存): counts and receipt numbers."""
    return can_act(actor) or (actor.kind == ActorKind.STAFF and actor.has(Role.ADMINISTRATOR))


def can_propose_disposal(actor: Actor, procedure: Procedure) -> bool:
    """Propose to dispose of what is over (廃棄の提案), and call it off again."""
    return can_see_retention(actor) and _keeps(actor, procedure)


def can_confirm_disposal(actor: Actor, disposal: Disposal) -> bool:
    """Confirm what another person proposed (廃棄の承認)."""
    return (
        can_see_retention(actor)
        and (actor.has(Role.ADMINISTRATOR) or actor.has(Role.APPROVER))
        and _keeps(actor, disposal.procedure)
        and actor.id != str(disposal.proposed_by_id)
        and disposal.confirmed_at is None
        and disposal.called_off_at is None
    )


def can_call_off_disposal(actor: Actor, disposal: Disposal) -> bool:
    """Stop it, even half-way (廃棄の取りやめ)."""
    under_way = disposal.called_off_at is None and disposal.finished_at is None
    return under_way and can_propose_disposal(actor, disposal.procedure)


def can_hold(actor: Actor, application: Application) -> bool:
    """Keep an application from being disposed of (廃棄の保留), or let it go again."""
    return _handles(actor, application, *HANDLERS)


def can_set_closing_days(actor: Actor) -> bool:
    """Say on which days the offices are closed; it changes when applications are due."""
    return actor.kind == ActorKind.STAFF and actor.has(Role.ADMINISTRATOR)


def can_open(actor: Actor, application: Application) -> bool:
    """Read answers and attachments; each opening by staff or over the API is recorded."""
    return _is_applicant(actor, application) or _handles(actor, application, *READERS) or _reaches(actor, application)


def can_write_note(actor: Actor, application: Application) -> bool:
    """Write a note for colleagues (庁内メモ), whatever became of the application; who may read it may answer a note on it."""
    return _handles(actor, application, *READERS)


def can_set_confidential(actor: Actor, application: Application) -> bool:
    """Say that only some may read it (秘匿), or everybody of the department again."""
    return _handles(actor, application, *HANDLERS)


def can_start_review(actor: Actor, application: Application) -> bool:
    return (
        _handles(actor, application, Role.PROCESSOR)
        and application.needs_decision
        and application.status == Status.RECEIVED
    )


def can_return(actor: Actor, application: Application) -> bool:
    """Ask the applicant for a correction (差戻し). An approver may find what the processor missed."""
    return (
        _handles(actor, application, *HANDLERS)
        and can_move(application.status, Status.RETURNED)
        and not application.is_proposed
    )


def can_amend(actor: Actor, application: Application) -> bool:
    """Put an obvious error in the answers right (職権による補正). Who does so decides about this application no more."""
    return (
        _handles(actor, application, *HANDLERS)
        and application.status == Status.IN_REVIEW
        and not application.is_proposed
    )


def can_propose(actor: Actor, application: Application) -> bool:
    """Put a decision on its way through those who must agree (起案), where the procedure has a route."""
    return (
        _handles(actor, application, *HANDLERS)
        and application.status == Status.IN_REVIEW
        and bool(application.procedure.approval_route)
        and not application.is_proposed
    )


def can_act_on(actor: Actor, step: ProposalStep, standing_in_for: Collection[str] = ()) -> bool:
    """Agree to a proposal, or send it back: who is asked now, and has no part in what is proposed.

    step:             with its proposal and that one's application.
    standing_in_for:  identifiers of the people whose substitute the actor is today.
    """
    proposal, application = step.proposal, step.proposal.application
    is_asked = actor.has(step.role) if step.role else str(step.person_id) in {actor.id, *standing_in_for}
    return (
        _handles(actor, application, *HANDLERS)
        and application.is_proposed
        and proposal.state == ProposalState.OPEN
        and proposal.position == step.position
        and is_asked
        and actor.id not in {proposal.proposed_by_id, *proposal.agreed_by_ids, *application.entered_by}
    )


def can_take_back(actor: Actor, proposal: Proposal) -> bool:
    """Stop what one proposed oneself (引き戻し), until it is decided."""
    return (
        _handles(actor, proposal.application, *HANDLERS)
        and proposal.state == ProposalState.OPEN
        and actor.id == proposal.proposed_by_id
    )


def can_revoke_correction(actor: Actor, application: Application) -> bool:
    """Take the request for a correction back (取り消す), as long as nobody has answered it."""
    return _handles(actor, application, *HANDLERS) and application.status == Status.RETURNED


def can_approve(actor: Actor, application: Application) -> bool:
    """Decide alone, where no route says who must agree."""
    return _decides(actor, application) and can_move(application.status, Status.APPROVED)


def can_reject(actor: Actor, application: Application) -> bool:
    return _decides(actor, application) and can_move(application.status, Status.REJECTED)


def can_close(actor: Actor, application: Application) -> bool:
    """Put away what was decided (完了)."""
    return _handles(actor, application, *HANDLERS) and application.status in DECIDED


def can_acknowledge(actor: Actor, application: Application) -> bool:
    """Note what only had to arrive (確認済み): a notice is complete on arrival, nobody decides it (行政手続法 第37条)."""
    return (
        _handles(actor, application, *HANDLERS)
        and not application.needs_decision
        and application.status == Status.RECEIVED
    )


def can_assign(actor: Actor, application: Application) -> bool:
    """Say who takes care of it (担当), oneself or a colleague."""
    return _handles(actor, application, *HANDLERS) and application.status in OPEN


def can_write_message(actor: Actor, application: Application) -> bool:
    """Write to the applicant (やりとり), until the application is put away."""
    return _handles(actor, application, *HANDLERS) and application.status not in PUT_AWAY


def can_read_answers(actor: Actor, application: Application) -> bool:
    """Whether an answer counts as read once this person saw it: those who handle the application, whatever became of it."""
    return _handles(actor, application, *HANDLERS)


def can_answer(actor: Actor, application: Application) -> bool:
    """Answer what the office wrote, until the application is put away."""
    return _is_applicant(actor, application) and application.status not in PUT_AWAY


def can_change_desk(actor: Actor, application: Application) -> bool:
    """Hand it over to another department (所管換え); not past those who must agree, nor away from the only people who may know of it."""
    return can_assign(actor, application) and not application.is_proposed and not is_guarded(application)


def can_correct(actor: Actor, application: Application) -> bool:
    """Hand in corrected answers (修正した内容の提出)."""
    return _is_applicant(actor, application) and application.status == Status.RETURNED


def can_withdraw(actor: Actor, application: Application) -> bool:
    """Take it back (取下げ), until it is decided."""
    return _is_applicant(actor, application) and can_move(application.status, Status.WITHDRAWN)


def can_apply_again(actor: Actor, application: Application) -> bool:
    """Begin a new application with these answers (もう一度申請する), whatever became of this one."""
    return _is_applicant(actor, application)


def _reaches(actor: Actor, application: Application) -> bool:
    """Whether a token of the API reaches it; never what only named people may see."""
    return (
        actor.kind == ActorKind.API
        and str(application.procedure_id) in actor.procedures
        and not application.procedure.is_restricted
        and not application.is_confidential
    )


def _is_applicant(actor: Actor, application: Application) -> bool:
    return actor.kind == ActorKind.RESIDENT and actor.id == str(application.pk)


def _decides(actor: Actor, application: Application) -> bool:
    """Nobody decides about what they entered themselves, nor past a route."""
    return (
        _handles(actor, application, Role.APPROVER)
        and actor.id not in application.entered_by
        and not application.is_proposed
        and not application.procedure.approval_route
    )


def _keeps(actor: Actor, procedure: Procedure) -> bool:
    return actor.has(Role.ADMINISTRATOR) or str(procedure.department_id) in actor.departments


def _handles(actor: Actor, application: Application, *roles: Role) -> bool:
    """Whether somebody of the department in charge holds one of the roles, and is named where only the named may know."""
    return (
        actor.kind == ActorKind.STAFF
        and any(actor.has(role) for role in roles)
        and str(application.department_id) in actor.departments
        and may_know(actor, application)
    )
