"""What the staff's screens choose from, and the files they hand out."""

from django.db.models import QuerySet

from accounts.models import Department
from applications.models import Application, Attachment
from applications.selectors.applications import visible_to
from catalog.models import Procedure
from common.actor import Actor


def departments_of(actor: Actor) -> QuerySet[Department]:
    """The departments whose applications an actor sees."""
    return Department.objects.filter(pk__in=actor.departments)


def procedures_of(actor: Actor) -> QuerySet[Procedure]:
    """The procedures that these departments answer for."""
    return Procedure.objects.filter(department_id__in=actor.departments)


def has_any(actor: Actor) -> bool:
    """Whether anything ever arrived for this actor's departments."""
    return visible_to(actor).exists()


def attachments_of(application: Application) -> QuerySet[Attachment]:
    """The files of an application that was looked up in `visible_to`."""
    return Attachment.objects.filter(application=application).select_related("application")
