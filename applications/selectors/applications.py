"""Which applications somebody may see, and one of them for writing."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from applications import policies
from applications.models import Application
from catalog.models import Procedure
from common.actor import Actor, ActorKind

_HEAVY = ("published_form__definition", "published_form__overlay")  # read once per process, by `form_of`


def visible_to(actor: Actor) -> QuerySet[Application]:
    """Every application this actor may open, with procedure, department and form; views look things up nowhere else."""
    return reachable_by(actor).select_related("procedure", "department", "published_form", "assignee").defer(*_HEAVY)


def reachable_by(actor: Actor) -> QuerySet[Application]:
    """The same applications without anything joined, for counts and lists; nobody sees that there are others (閲覧制限・秘匿)."""
    if actor.kind == ActorKind.RESIDENT:
        return Application.objects.filter(pk=actor.id)
    if actor.kind == ActorKind.API:
        return Application.objects.filter(
            procedure_id__in=actor.procedures, procedure__is_restricted=False, is_confidential=False
        )
    if policies.can_see_worklist(actor):
        closed = Procedure.objects.filter(is_restricted=True).exclude(viewers__contains=[actor.id])
        return (
            Application.objects.filter(department_id__in=actor.departments)
            .exclude(procedure__in=closed)
            .filter(Q(is_confidential=False) | Q(viewers__contains=[actor.id]))
        )
    return Application.objects.none()


def known_to_browser(application_ids: Collection[UUID]) -> QuerySet[Application]:
    """The applications whose identifiers a browser was given, the latest first."""
    return Application.objects.select_related("procedure").filter(pk__in=application_ids)


def locked(application_id: UUID) -> Application | None:
    """One application, locked until the end of the transaction; for services, which ask their policy next."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("procedure", "published_form")
        .defer(*_HEAVY)
        .filter(pk=application_id)
        .first()
    )


def sent_from_browser(browser_hash: str, client_key: UUID) -> Application | None:
    """What became of a draft that is gone: the application it was sent as, if this very browser sent it."""
    if not browser_hash:
        return None
    return Application.objects.filter(browser_hash=browser_hash, client_key=client_key).first()


def last_from_browser(browser_hash: str, procedure_id: UUID) -> Application | None:
    """What this browser sent last for a procedure; the answer to a back button."""
    if not browser_hash:
        return None
    return Application.objects.filter(browser_hash=browser_hash, procedure_id=procedure_id).first()
