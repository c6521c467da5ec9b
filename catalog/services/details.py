"""How a procedure is listed, and who answers for it (手続の設定)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from audit import services as audit
from audit.events import AuditEvent
from catalog import policies, search_words
from catalog.errors import ActionRefused
from catalog.models import Procedure
from catalog.services.locking import locked
from common.actor import Actor
from shared_forms.categories import Category
from shared_forms.life_events import LifeEvent


@transaction.atomic
def change_details(
    procedure_id: UUID,
    *,
    title: str,
    category: Category,
    life_events: Sequence[LifeEvent],
    keywords: str,
    department_id: UUID,
    position: int,
    is_listed: bool,
    standard_days: int | None = None,
    actor: Actor,
) -> Procedure:
    """Change title, search words, department and place in the list. Applications that arrived keep their department.

    standard_days:  標準処理期間 in working days, >= 1; None where the city sets none, and then nothing is ever due.
    Raises ActionRefused, also for a department that the actor does not reach.
    """
    procedure = locked(procedure_id)
    if not (policies.can_change_details(actor, procedure) and policies.can_adopt_for(actor, department_id)):
        raise ActionRefused(action="change_details")
    procedure.title, procedure.category, procedure.keywords = title, category, keywords
    procedure.life_events = list(life_events)
    procedure.department_id, procedure.position, procedure.is_listed = department_id, position, is_listed
    procedure.standard_days = standard_days
    procedure.search_text = search_words.of_procedure(procedure)
    procedure.save()
    audit.record(AuditEvent.PROCEDURE_CHANGED, actor=actor, subject=procedure.slug, department=str(department_id))
    return procedure
