"""What residents find on a city's home page and in its search: procedures in few words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from operator import itemgetter
from uuid import UUID

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext

from applications.due import Due, in_words
from applications.selectors.drafts import current_form
from applications.selectors.figures import uses_since
from applications.titles import title_of
from catalog import reception_words
from catalog import selectors as catalog
from catalog.models import Procedure
from catalog.receiving import Reception, closes_soon
from catalog.search import search
from shared_forms.categories import Category
from shared_forms.language.texts import Text
from shared_forms.life_events import LifeEvent
from shared_forms.templatetags.words import words

TILES, MOST_OPEN = 6, 12
OPENING = timedelta(weeks=4)
LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ProcedureTile:
    """A procedure in a list. note: fee and minutes, or why it is closed."""

    title: Text
    slug: str
    note: str
    summary: Text | None
    category: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class DatedTile:
    """A procedure whose period ends or begins soon. due: days left, where it ends."""

    title: Text
    slug: str
    when: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A field of life, or an event in life, that has procedures."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Home:
    """A city's home page; all empty while nothing is published."""

    most_used: tuple[ProcedureTile, ...]
    also_open: tuple[ProcedureTile, ...]
    closing: tuple[DatedTile, ...]
    opening: tuple[DatedTile, ...]
    life_events: tuple[CategoryRow, ...]
    categories: tuple[CategoryRow, ...]
    total: int


def home() -> Home:
    """What people came for in the last three months, what else is open, and the fields of life.

    Three queries once the forms are known, one for a city that has published nothing.
    """
    procedures = list(catalog.procedures_for_residents())
    by_use = catalog.most_used(TILES + MOST_OPEN, _uses()) if procedures else []
    tiles = tuple(map(_tile, by_use))
    return Home(
        most_used=tiles[:TILES],
        also_open=tiles[TILES:],
        closing=tuple(_closing(procedures)),
        opening=tuple(_opening(procedures)),
        life_events=_rows(LifeEvent, Counter(event for each in procedures for event in each.life_events)),
        categories=_rows(Category, Counter(procedure.category for procedure in procedures)),
        total=len(procedures),
    )


def _rows(kinds: type[TextChoices], counts: Mapping[str, int]) -> tuple[CategoryRow, ...]:
    return tuple(CategoryRow(kind.value, str(kind.label), counts[kind]) for kind in kinds if counts.get(kind))


def _closing(procedures: Iterable[Procedure]) -> Iterator[DatedTile]:
    """What ends within two weeks, the first to end first."""
    now, today = timezone.now(), timezone.localdate()
    ending = [(each.closes_at, each) for each in procedures if each.closes_at and closes_soon(each, now)]
    for closes_at, each in sorted(ending, key=itemgetter(0)):
        due = in_words(timezone.localdate(closes_at), today)
        yield DatedTile(title_of(each), each.slug, reception_words.deadline(each), due)


def _opening(procedures: Iterable[Procedure]) -> Iterator[DatedTile]:
    """What begins within four weeks, the first to begin first."""
    until = timezone.now() + OPENING
    coming = [(each.opens_at, each) for each in procedures if each.reception is Reception.NOT_YET and each.opens_at]
    for opens_at, each in sorted(coming, key=itemgetter(0)):
        if opens_at <= until:
            yield DatedTile(title_of(each), each.slug, reception_words.reason(each), None)


def _uses() -> dict[UUID, int]:
    return uses_since(timezone.localdate() - LATELY)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found; instead and is_partial as in `catalog.search.Found`."""

    tiles: tuple[ProcedureTile, ...]
    instead: str
    is_partial: bool


def found(text: str, category: str, event: str) -> SearchResult:
    """The listed procedures for a text, in one field of life, for one event in life, or in all."""
    result = search(text, category=category, event=event)
    return SearchResult(tuple(map(_tile, result.procedures)), result.instead, result.is_partial)


def _tile(procedure: Procedure) -> ProcedureTile:
    guide = current_form(procedure).definition.guide
    minutes = gettext("約%(minutes)s分") % {"minutes": guide.minutes} if guide.minutes else ""
    facts = format_html_join(gettext("・"), "{}", ((fact,) for fact in (words(guide.fee), minutes) if fact))
    return ProcedureTile(
        title=title_of(procedure),
        slug=procedure.slug,
        note=facts if procedure.is_open else _closed_note(procedure),
        summary=guide.summary,
        category=procedure.get_category_display(),
        is_open=procedure.is_open,
    )


def _closed_note(procedure: Procedure) -> str:
    parts = (reception_words.headline(procedure), reception_words.reason(procedure))
    return "：".join(part for part in parts if part)
