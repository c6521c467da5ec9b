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


def handlers_of(application: Application) -> QuerySet[User]:
    """The people who may take care of an application (担当になれる人)."""
    return _named(holders_of(HANDLERS, [application.department_id]), application)


def colleagues_of(actor: Actor) -> QuerySet[User]:
    """The people who take care of applications in an actor's departments, the actor among them."""
    return holders_of(HANDLERS, actor.departments)


def readers_of(application: Application) -> QuerySet[User]:
    """The people who may open an application."""
    return _named(holders_of(READERS, [application.department_id]), application)


def possible_viewers_of(application: Application) -> QuerySet[User]:
    """The people who could be named as those who may open it (秘匿)."""
    people = holders_of(READERS, [application.department_id])
    procedure = application.procedure
    return people.filter(pk__in=procedure.viewers) if procedure.is_restricted else people


def _named(people: QuerySet[User], application: Application) -> QuerySet[User]:
    """The same as `guarding.may_know`."""
    for row in (application.procedure, application):
        if row.viewers:
            people = people.filter(pk__in=row.viewers)
    return people


def saved_views_of(actor: Actor) -> QuerySet[SavedView]:
    """What somebody calls the filters they use."""
    return SavedView.objects.filter(owner=UUID(actor.id))


def has_any(actor: Actor) -> bool:
    """Whether anything ever arrived for this actor's departments."""
    return visible_to(actor).exists()


def attachments_of(application: Application) -> QuerySet[Attachment]:
    """The files of an application that was looked up in `visible_to`."""
    return Attachment.objects.filter(application=application).select_related("application__procedure")
