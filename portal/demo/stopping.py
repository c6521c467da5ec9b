"""Invented people who begin a form and stop somewhere, for the figures; some get to its end."""

from itertools import pairwise

from applications.models import PageCount
from applications.selectors.drafts import current_form
from applications.services import drafts, page_counts
from catalog.models import Procedure
from catalog.selectors import procedures_with_form

SLUG = "dog-death"
PEOPLE = 24
LEAVING = (0, 1, 0, 3, 0, 2, 0, 1)  # how many pages before the end each of them stops


def stop_here_and_there() -> None:
    """Count their pages and throw their drafts away."""
    for procedure in procedures_with_form().filter(slug=SLUG):
        for number in range(PEOPLE):
            _stop(procedure, number)


def _stop(procedure: Procedure, number: int) -> None:
    pages = [*(page.id for page in current_form(procedure).definition.pages), PageCount.CHECK]
    draft = drafts.start_draft(procedure, browser_hash=f"{number:064}")
    page_counts.count_reached(draft, pages[0])
    for page, following in pairwise(pages[: max(len(pages) - LEAVING[number % len(LEAVING)], 1)]):
        page_counts.count_passed(draft, page, following)
    drafts.discard(draft)
