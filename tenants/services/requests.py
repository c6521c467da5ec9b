"""The web asks for a municipality, the provisioning worker makes it, the page watches."""

import logging
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor, ActorKind
from common.errors import DomainError
from tenants import policies
from tenants.models import Municipality, Plan, ProvisioningRequest
from tenants.municipalities import MunicipalityRecord
from tenants.services.provisioning import create_municipality
from tenants.task_base import wake

PROVISION_TASK = "tenants.tasks.provision"
LOST_AFTER = timedelta(minutes=5)
logger = logging.getLogger(__name__)
OUTCOMES = {
    ProvisioningRequest.State.DONE: AuditEvent.MUNICIPALITY_CREATED,
    ProvisioningRequest.State.FAILED: AuditEvent.MUNICIPALITY_FAILED,
}
WORKER = Actor(ActorKind.SYSTEM, "provisioning", "構築ワーカー")


class CannotRequestMunicipality(DomainError):
    """The municipality is here already or on its way, or the actor may not ask."""

    code = "cannot_request_municipality"


def request_municipality(new: MunicipalityRecord, *, plan: Plan, actor: Actor) -> ProvisioningRequest:
    """File a wish (自治体の追加の依頼) and wake the provisioning worker.

    new:  a record that `tenants.municipalities.check` let pass.
    A wish that failed may be filed again. Raises CannotRequestMunicipality.
    """
    if not policies.can_request_municipality(actor):
        raise CannotRequestMunicipality("自治体の追加は、事務局の管理者だけができます。")
    if Municipality.objects.filter(
        Q(code=new.code) | Q(slug=new.slug) | Q(corporate_number=new.corporate_number)
    ).exists():
        raise CannotRequestMunicipality(
            f"団体コード {new.code}、サブドメイン {new.slug} か法人番号が、登録済みの自治体と同じです。"
        )
    with transaction.atomic():
        wish = _file(new, plan, actor)
        record(AuditEvent.MUNICIPALITY_REQUESTED, actor=actor, subject=new.code, plan=plan)
        transaction.on_commit(lambda: wake(PROVISION_TASK, str(wish.pk)))
    return wish


def fulfil(request_id: str) -> None:
    """Make the municipality of one wish. Repeating it changes nothing."""
    wish = _take_up(request_id)
    if wish is None:
        return
    state, message = _make(wish)
    with transaction.atomic():
        wish.state, wish.message, wish.finished_at = state, message[:300], timezone.now()
        wish.save(update_fields=["state", "message", "finished_at"])
        record(OUTCOMES[state], actor=WORKER, subject=wish.code)


def waiting_ids() -> list[UUID]:
    """Wishes that nobody took up, or whose worker died on the way."""
    return list(_free().values_list("pk", flat=True))


def _free() -> QuerySet[ProvisioningRequest]:
    states = ProvisioningRequest.State
    lost = Q(state=states.RUNNING, started_at__lt=timezone.now() - LOST_AFTER)
    return ProvisioningRequest.objects.filter(Q(state=states.WAITING) | lost)


@transaction.atomic
def _take_up(request_id: str) -> ProvisioningRequest | None:
    wish = _free().select_for_update().filter(pk=request_id).first()
    if wish is not None:
        wish.state, wish.started_at = ProvisioningRequest.State.RUNNING, timezone.now()
        wish.save(update_fields=["state", "started_at"])
    return wish


def _file(new: MunicipalityRecord, plan: Plan, actor: Actor) -> ProvisioningRequest:
    states = ProvisioningRequest.State
    wish = ProvisioningRequest.objects.select_for_update().filter(code=new.code).first()
    if wish is None:
        wish = ProvisioningRequest(code=new.code)
    elif wish.state != states.FAILED:
        raise CannotRequestMunicipality(f"{new.name}はもう依頼されています。")
    wish.record, wish.plan, wish.requested_by = asdict(new), plan, actor.name
    wish.state, wish.message, wish.started_at, wish.finished_at = states.WAITING, "", None, None
    try:
        with transaction.atomic():
            wish.save()
    except IntegrityError as error:
        raise CannotRequestMunicipality(f"{new.name}はいま別の人が依頼しました。") from error
    return wish


def _make(wish: ProvisioningRequest) -> tuple[ProvisioningRequest.State, str]:
    new = MunicipalityRecord(**wish.record)
    try:
        create_municipality(new, plan=Plan(wish.plan))
    except DomainError as error:
        return ProvisioningRequest.State.FAILED, error.message
    except DatabaseError:
        logger.exception("%s could not be created", wish.code)
        return (
            ProvisioningRequest.State.FAILED,
            "データベースの都合で作れませんでした。時間をおいて、もう一度依頼してください。",
        )
    return ProvisioningRequest.State.DONE, f"{new.name}を利用できるようになりました。"
