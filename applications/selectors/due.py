"""Due days of applications: two queries, however many applications."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from applications import due
from applications.models import AnswerVersion, Application, ReturnComment
from applications.states import Status

COUNTING = (Status.RECEIVED, Status.IN_REVIEW)


def due_dates(application_ids: Collection[UUID]) -> Mapping[UUID, date]:
    """The day on which each is due; none for those that wait for the applicant, are decided, or have no standard period."""
    waiting = Application.objects.filter(
        pk__in=application_ids, status__in=COUNTING, procedure__standard_days__gte=1
    ).values_list("pk", "arrived_at", "procedure__standard_days")
    pauses = _pauses(application_ids)
    return {pk: due.due_on(localdate(arrived_at), days, pauses[pk]) for pk, arrived_at, days in waiting if days}


def _pauses(application_ids: Collection[UUID]) -> Mapping[UUID, list[due.Pause]]:
    """From each return to the answers that came back."""
    asked = ReturnComment.objects.filter(
        application=OuterRef("application"), answer_version=OuterRef("number") - 1
    ).values("made_at")[:1]
    corrections = (
        AnswerVersion.objects.filter(application__in=application_ids, number__gt=1)
        .annotate(returned_at=Subquery(asked))
        .filter(returned_at__isnull=False)
        .order_by()
        .values_list("application", "returned_at", "submitted_at")
    )
    found: defaultdict[UUID, list[due.Pause]] = defaultdict(list)
    for pk, returned_at, submitted_at in corrections:
        found[pk].append((localdate(returned_at), localdate(submitted_at)))
    return found
