"""The web asks for a municipality, the provisioning worker makes it, the page watches."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor, ActorKind
from common.errors import DomainError
from tenants import municipalities
from tenants.models import Municipality, Plan, ProvisioningRequest
from tenants.services.provisioning import create_municipality
from tenants.task_base import wake

PROVISION_TASK = "tenants.tasks.provision"
WORKER = Actor(ActorKind.SYSTEM, "provisioning", "構築ワーカー")


class CannotRequestMunicipality(DomainError):
    """The municipality is unknown, here already, or on its way."""

    code = "cannot_request_municipality"


def request_municipality(code: str, *, plan: Plan, actor: Actor) -> ProvisioningRequest:
    """File a wish (自治体の追加の依頼) and wake the provisioning worker.

    A wish that failed may be filed again. Raises CannotRequestMunicipality.
    """
    record_ = known_record(code)
    if record_ is None:
        raise CannotRequestMunicipality("一覧にない自治体です。一覧から選んでください。")
    if Municipality.objects.filter(code=code).exists():
        raise CannotRequestMunicipality(f"{record_.name}はもう利用しています。")
    with transaction.atomic():
        wish = _file(code, plan, actor)
        record(AuditEvent.MUNICIPALITY_REQUESTED, actor=actor, subject=code, plan=plan)
        transaction.on_commit(lambda: wake(PROVISION_TASK, str(wish.pk)))
    return wish


def fulfil(request_id: str) -> None:
    """Make the municipality of one wish. Repeating it changes nothing."""
    waiting = ProvisioningRequest.State.WAITING
    with transaction.atomic():
        wish = ProvisioningRequest.objects.select_for_update().get(pk=request_id)
        if wish.state != waiting:
            return
        wish.state = ProvisioningRequest.State.RUNNING
        wish.save(update_fields=["state"])
    state, message = _make(wish)
    with transaction.atomic():
        wish.state, wish.message, wish.finished_at = state, message[:300], timezone.now()
        wish.save(update_fields=["state", "message", "finished_at"])
        record(AuditEvent.MUNICIPALITY_CREATED, actor=WORKER, subject=wish.code, state=state)


def waiting_ids() -> list[UUID]:
    """Wishes that nobody took up yet."""
    return list(
        ProvisioningRequest.objects.filter(state=ProvisioningRequest.State.WAITING).values_list("pk", flat=True)
    )


def known_record(code: str) -> municipalities.MunicipalityRecord | None:
    """The municipality of the prefecture's list with this code."""
    return next((each for each in municipalities.read()[0] if each.code == code), None)


def _file(code: str, plan: Plan, actor: Actor) -> ProvisioningRequest:
    states = ProvisioningRequest.State
    wish = ProvisioningRequest.objects.select_for_update().filter(code=code).first()
    if wish is None:
        try:
            with transaction.atomic():
                return ProvisioningRequest.objects.create(code=code, plan=plan, requested_by=actor.name)
        except IntegrityError as error:
            raise CannotRequestMunicipality("同じ自治体がいま依頼されました。一覧を見てください。") from error
    if wish.state != states.FAILED:
        raise CannotRequestMunicipality("この自治体はもう依頼されています。")
    wish.state, wish.plan, wish.requested_by, wish.message = states.WAITING, plan, actor.name, ""
    wish.save(update_fields=["state", "plan", "requested_by", "message"])
    return wish


def _make(wish: ProvisioningRequest) -> tuple[ProvisioningRequest.State, str]:
    record_ = known_record(wish.code)
    if record_ is None:
        return ProvisioningRequest.State.FAILED, "一覧から消えた自治体です。"
    try:
        create_municipality(record_, plan=Plan(wish.plan))
    except DomainError as error:
        return ProvisioningRequest.State.FAILED, error.message
    return ProvisioningRequest.State.DONE, f"{record_.name}を利用できるようになりました。"
