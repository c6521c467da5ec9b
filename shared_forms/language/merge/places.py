"""Where what a city added or moved goes when the update took its neighbour away."""

from collections.abc import Iterable, Iterator, Mapping, Set

from shared_forms.language.merge.elements import Elements
from shared_forms.language.overlay.draft import Spot


def kept_spot(spot: Spot, old: Elements, new: Elements, own: Set[str], moving: str | None = None) -> Spot:
    """The same place in the new template, or the nearest one that is left: next to a neighbour, on the page, on a page before.

    own:     ids of the city's own pages and questions.
    moving:  the question that is to be placed, which is no neighbour of its own.
    """
    anchor = spot.after or spot.before or str(spot.page)
    if anchor in own or anchor in (new.pages if spot.page else new.places):
        return spot
    return next(_nearest(anchor, spot, old, new, moving))


def kept_page(after: str | None, old: Elements, new: Elements, own: Set[str]) -> str | None:
    """The page behind which an own page goes: the same, or the last one before it that is left."""
    if after is None or after in own or after in new.pages:
        return after
    return next((page for page in _backwards(tuple(old.pages), after) if page in new.pages), None)


def _nearest(anchor: str, spot: Spot, old: Elements, new: Elements, moving: str | None) -> Iterator[Spot]:
    page = spot.page or _page_of(anchor, old)
    if not spot.page:
        yield from _beside(anchor, old.order.get(page, ()), new, moving, forward_first=spot.before is not None)
    for name in (page, *_backwards(tuple(old.pages), page)):
        if name in new.pages:
            yield Spot(after=None, before=None, page=name)
    yield Spot(after=None, before=None, page=next(iter(new.pages)))


def _page_of(question: str, old: Elements) -> str:
    place = old.places.get(question)
    return place.page if place else next(iter(old.pages))


def _beside(
    anchor: str, names: tuple[str, ...], new: Elements, moving: str | None, *, forward_first: bool
) -> Iterator[Spot]:
    behind = [Spot(after=name, before=None, page=None) for name in _left(_backwards(names, anchor), new, moving)]
    ahead = [Spot(after=None, before=name, page=None) for name in _left(_forwards(names, anchor), new, moving)]
    yield from (*ahead, *behind) if forward_first else (*behind, *ahead)


def _left(names: Iterable[str], new: Elements, moving: str | None) -> Iterator[str]:
    return (name for name in names if name in new.places and name != moving)


def _backwards(names: tuple[str, ...], start: str) -> Iterator[str]:
    return reversed(names[: names.index(start)]) if start in names else iter(())


def _forwards(names: tuple[str, ...], start: str) -> Iterator[str]:
    return iter(names[names.index(start) + 1 :]) if start in names else iter(())


def renamed(spot: Spot, names: Mapping[str, str]) -> Spot:
    """The place with its neighbour under another name."""
    return Spot(*(names.get(each, each) if each else each for each in spot))
