"""Who of the secretariat may advise cities (アドバイザー), and the link by which one passes into a city that lets them in."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor, ActorKind
from common.errors import DomainError
from tenants import hand_over, policies
from tenants.models import Adviser, AdviserAccess


class CannotAdvise(DomainError):
    """The wrong person, or there is nothing to enter any more."""

    code = "cannot_advise"


@transaction.atomic
def appoint(person_id: UUID, *, name: str, introduction: str, actor: Actor) -> Adviser:
    """Let every city choose this person as its adviser. Raises CannotAdvise."""
    _check(actor)
    try:
        with transaction.atomic():
            adviser = Adviser.objects.create(
                person_id=person_id, name=name, introduction=introduction, appointed_by=actor.name
            )
    except IntegrityError as error:
        raise CannotAdvise(f"{name}さんは、もうアドバイザーです。") from error
    record(AuditEvent.ADVISER_APPOINTED, actor=actor, subject=str(adviser.pk))
    return adviser


@transaction.atomic
def dismiss(adviser_id: UUID, *, actor: Actor) -> Adviser:
    """End it everywhere: no city can choose the person any more, and whoever is inside is out at the next page."""
    _check(actor)
    adviser = Adviser.objects.select_for_update().get(pk=adviser_id)
    if adviser.dismissed_at:
        raise CannotAdvise(f"{adviser.name}さんは、もうアドバイザーではありません。")
    return _dismiss(adviser, actor)


@transaction.atomic
def dismiss_person(person_id: UUID, *, actor: Actor) -> None:
    """The same for somebody who is shut out of the secretariat, adviser or not; who may do that was asked before."""
    adviser = Adviser.objects.select_for_update().filter(person_id=person_id, dismissed_at__isnull=True).first()
    if adviser:
        _dismiss(adviser, actor)


def _dismiss(adviser: Adviser, actor: Actor) -> Adviser:
    adviser.dismissed_at = timezone.now()
    adviser.save(update_fields=["dismissed_at"])
    record(AuditEvent.ADVISER_DISMISSED, actor=actor, subject=str(adviser.pk))
    return adviser


@transaction.atomic
def hand_over_to(access_id: UUID, *, actor: Actor) -> tuple[AdviserAccess, str]:
    """The city's access, and the secret of a link that leads there once. Raises CannotAdvise."""
    accesses = AdviserAccess.objects.select_related("municipality", "adviser")
    access = accesses.filter(pk=access_id, ended_at__isnull=True, ends_at__gt=timezone.now()).first()
    if access is None or not _is_hers(access.adviser, actor):
        raise CannotAdvise("この市町村の許可は、終わっています。必要なときは、市町村の管理者に頼んでください。")
    city = access.municipality
    record(AuditEvent.ADVISER_HANDED_OVER, actor=actor, subject=city.code, grant=str(access.grant_id))
    return access, hand_over.token(access.grant_id, access.adviser_id, schema=city.schema_name)


def _is_hers(adviser: Adviser, actor: Actor) -> bool:
    is_same = actor.kind is ActorKind.SECRETARIAT and actor.id == str(adviser.person_id)
    return is_same and adviser.dismissed_at is None


def _check(actor: Actor) -> None:
    if not policies.can_appoint_advisers(actor):
        raise CannotAdvise("アドバイザーは、事務局の管理者だけが決められます。")
