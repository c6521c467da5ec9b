"""What the staff's screens choose from, and the files they hand out."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Department, User
from accounts.selectors import holders_of
from applications.models import Application, Attachment, SavedView
from applications.policies import HANDLERS, READERS
from applications.selectors.applications import visible_to
from catalog.models import Procedure
from common.actor import Actor


def departments_of(actor: Actor) -> QuerySet[Department]:
    """The departments whose applications an actor sees."""
    return Department.objects.filter(pk__in=actor.departments)


def procedures_of(actor: Actor) -> QuerySet[Procedure]:
    """The procedures that these departments answer for."""
    return Procedure.objects.filter(department_id__in=actor.departments)


def handlers_of(department_id: UUID) -> QuerySet[User]:
    """The people who may take care of an application of a department (担当になれる人)."""
    return holders_of(HANDLERS, [department_id])


def colleagues_of(actor: Actor) -> QuerySet[User]:
    """The people who take care of applications in an actor's departments, the actor among them."""
    return holders_of(HANDLERS, actor.departments)


def readers_of(department_id: UUID) -> QuerySet[User]:
    """The people who may open the applications of a department."""
    return holders_of(READERS, [department_id])


def saved_views_of(actor: Actor) -> QuerySet[SavedView]:
    """What somebody calls the filters they use."""
    return SavedView.objects.filter(owner=UUID(actor.id))


def has_any(actor: Actor) -> bool:
    """Whether anything ever arrived for this actor's departments."""
    return visible_to(actor).exists()


def attachments_of(application: Application) -> QuerySet[Attachment]:
    """The files of an application that was looked up in `visible_to`."""
    return Attachment.objects.filter(application=application).select_related("application")
