"""What the office and an applicant wrote to each other (やりとり)."""

from django.db.models import Exists, OuterRef, QuerySet

from applications.models import Application, Message, Sender


def thread(application: Application) -> QuerySet[Message]:
    """The messages about an application, oldest first."""
    return Message.objects.filter(application=application)


def unread_answers() -> QuerySet[Message]:
    """Answers that nobody who handles their application has seen."""
    return Message.objects.filter(sender=Sender.APPLICANT, read_at__isnull=True)


def has_unread_answer() -> Exists:
    """For a list of applications: whether one of them has an answer that nobody saw."""
    return Exists(unread_answers().filter(application=OuterRef("pk")))
