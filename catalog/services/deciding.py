"""How applications for a procedure are decided, and who reads them (決定と閲覧の設定)."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from accounts.models import Department
from audit import services as audit
from audit.events import AuditEvent
from catalog import desks as desk_rules
from catalog import policies
from catalog.approval_route import Route, as_json
from catalog.errors import ActionRefused
from catalog.models import Procedure
from catalog.services.locking import locked
from common.actor import Actor


@transaction.atomic
def set_appeal_notice(
    procedure_id: UUID, *, kind: Procedure.AppealNotice, own_words: str = "", actor: Actor
) -> Procedure:
    """Say what a rejection tells about appeals (教示). What was decided before keeps its words.

    own_words:  for OWN, not empty; kept, though not sent, with the other kinds.
    Raises ActionRefused.
    """
    procedure = locked(procedure_id)
    if not policies.can_set_appeal_notice(actor, procedure):
        raise ActionRefused(action="set_appeal_notice")
    procedure.appeal_notice, procedure.own_appeal_notice = kind, own_words
    procedure.save(update_fields=["appeal_notice", "own_appeal_notice"])
    audit.record(AuditEvent.PROCEDURE_CHANGED, actor=actor, subject=procedure.slug, appeal_notice=kind)
    return procedure


@transaction.atomic
def set_approval_route(procedure_id: UUID, *, route: Route, actor: Actor) -> Procedure:
    """Say who must agree before an application is decided (決裁の流れ); what was proposed before goes its old way.

    Raises ActionRefused.
    """
    procedure = locked(procedure_id)
    if not policies.can_set_approval_route(actor, procedure):
        raise ActionRefused(action="set_approval_route")
    procedure.approval_route = as_json(route)
    procedure.save(update_fields=["approval_route"])
    audit.record(AuditEvent.PROCEDURE_CHANGED, actor=actor, subject=procedure.slug, approval_steps=len(route))
    return procedure


@transaction.atomic
def set_desks(
    procedure_id: UUID, *, question: str, departments: Mapping[str, UUID], sharing: Procedure.Sharing, actor: Actor
) -> Procedure:
    """Say where what arrives from now on goes (受付の窓口), and how it is shared out; what is there stays where it is.

    question, departments:  the answer that decides, and for each option the department it leads to; both empty for none.
    Raises ActionRefused, also for a department that does not exist.
    """
    procedure = locked(procedure_id)
    named = set(departments.values())
    if not policies.can_set_desks(actor, procedure) or Department.objects.filter(pk__in=named).count() != len(named):
        raise ActionRefused(action="set_desks")
    procedure.desks, procedure.sharing = desk_rules.as_json(question, departments), sharing
    procedure.save(update_fields=["desks", "sharing"])
    audit.record(
        AuditEvent.PROCEDURE_CHANGED, actor=actor, subject=procedure.slug, desks=len(departments), sharing=sharing
    )
    return procedure


@transaction.atomic
def set_viewers(procedure_id: UUID, *, viewers: Collection[UUID], actor: Actor) -> Procedure:
    """Let only some people read the applications (閲覧制限); everybody of the department, when none are named.

    Raises ActionRefused.
    """
    procedure = locked(procedure_id)
    if not policies.can_set_viewers(actor, procedure):
        raise ActionRefused(action="set_viewers")
    procedure.is_restricted, procedure.viewers = bool(viewers), sorted(str(key) for key in viewers)
    procedure.save(update_fields=["is_restricted", "viewers"])
    audit.record(AuditEvent.PROCEDURE_VIEWERS_CHANGED, actor=actor, subject=procedure.slug, viewers=len(viewers))
    return procedure
