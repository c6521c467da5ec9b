"""Counting on which page people stop (離脱): when a page is saved, never when an application is sent."""

from collections.abc import Collection

from django.db import connection, transaction
from django.utils import timezone

from applications.models import Draft
from common.identifiers import new_id

_COUNT = """
    INSERT INTO applications_pagecount AS counted (id, published_form_id, page, day, reached, passed)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (published_form_id, page, day)
    DO UPDATE SET reached = counted.reached + EXCLUDED.reached, passed = counted.passed + EXCLUDED.passed
"""


def count_reached(draft: Draft, page: str) -> None:
    """Somebody came to this page and did something there."""
    _count(draft, reached=(page,), passed=())


def count_passed(draft: Draft, page: str, following: str) -> None:
    """Somebody went on from this page to the one that their answers lead to."""
    _count(draft, reached=(page, following), passed=(page,))


@transaction.atomic
def _count(draft: Draft, *, reached: Collection[str], passed: Collection[str]) -> None:
    """Each draft counts once for each page. Where two screens show it, one of them counts.

    Pages come in the order of the form, so that nobody waits for somebody who waits for them.
    """
    reached = [page for page in reached if page not in draft.pages_reached]
    passed = [page for page in passed if page not in draft.pages_passed]
    if not reached and not passed:
        return
    known = {"pages_reached": draft.pages_reached, "pages_passed": draft.pages_passed}
    grown = {"pages_reached": [*draft.pages_reached, *reached], "pages_passed": [*draft.pages_passed, *passed]}
    if not Draft.objects.filter(pk=draft.pk, **known).update(**grown):
        return
    draft.pages_reached, draft.pages_passed = grown["pages_reached"], grown["pages_passed"]
    today = timezone.localdate()
    with connection.cursor() as cursor:
        for page in dict.fromkeys((*passed, *reached)):
            came, went = int(page in reached), int(page in passed)
            cursor.execute(_COUNT, [new_id(), draft.published_form_id, page, today, came, went])
