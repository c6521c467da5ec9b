"""What residents find on a city's home page and in its search: procedures in few words."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from applications.selectors.drafts import current_form
from applications.selectors.figures import uses_since
from catalog import reception_words
from catalog import selectors as catalog
from catalog.models import Procedure
from shared_forms.categories import Category

TILES, MOST_OPEN = 6, 12
LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ProcedureTile:
    """A procedure in a list. note: fee and minutes, or why it is closed."""

    title: str
    slug: str
    note: str
    summary: str
    category: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A field of life that has procedures."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Home:
    """A city's home page; all empty while nothing is published."""

    most_used: tuple[ProcedureTile, ...]
    also_open: tuple[ProcedureTile, ...]
    categories: tuple[CategoryRow, ...]
    total: int


def home() -> Home:
    """What people came for in the last three months, what else is open, and the fields of life.

    Three queries once the forms are known, one for a city that has published nothing.
    """
    procedures = list(catalog.procedures_for_residents())
    counts = Counter(procedure.category for procedure in procedures)
    categories = tuple(
        CategoryRow(category.value, category.label, counts[category]) for category in Category if counts[category]
    )
    by_use = catalog.most_used(TILES + MOST_OPEN, _uses()) if procedures else []
    tiles = tuple(map(_tile, by_use))
    return Home(tiles[:TILES], tiles[TILES:], categories, len(procedures))


def _uses() -> dict[UUID, int]:
    return uses_since(timezone.localdate() - LATELY)


def found(text: str, category: str) -> tuple[ProcedureTile, ...]:
    """The listed procedures in which every word of the text is found, in one field of life or in all."""
    procedures = catalog.search(text)
    if category:
        procedures = procedures.filter(category=category)
    return tuple(map(_tile, procedures))


def _tile(procedure: Procedure) -> ProcedureTile:
    guide = current_form(procedure).definition.guide
    minutes = f"約{guide.minutes}分" if guide.minutes else ""
    facts = "・".join(fact for fact in (str(guide.fee or ""), minutes) if fact)
    return ProcedureTile(
        title=procedure.title,
        slug=procedure.slug,
        note=facts if procedure.is_open else _closed_note(procedure),
        summary=str(guide.summary or ""),
        category=procedure.get_category_display(),
        is_open=procedure.is_open,
    )


def _closed_note(procedure: Procedure) -> str:
    parts = (reception_words.headline(procedure), reception_words.reason(procedure))
    return "：".join(part for part in parts if part)
