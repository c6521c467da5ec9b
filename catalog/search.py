"""Finding a procedure by what people type (手続の検索): in any script, by other words for the same thing, and with a slip of the finger."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from catalog.models import Procedure
from catalog.search_words import fold, words
from catalog.selectors import procedures_for_residents
from shared_forms.life_events import LifeEvent

_SYNONYMS = Path(__file__).parent / "data" / "synonyms.txt"
# What a sentence such as 「犬が死んだので」 is about: its kanji, its katakana, its longer words in hiragana.
_TELLING = re.compile(r"[一-鿿々〆ヶ]+|[ァ-ヺー]{2,}|[ぁ-ゖ]{3,}|[a-z0-9]{2,}", re.IGNORECASE)
_CLOSE = 0.6
_SHORTEST_TYPO = 3
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    instead:     the word that was looked for in the place of what was typed, "" if none.
    is_partial:  not everything that was typed was found in each.
    """

    procedures: tuple[Procedure, ...]
    instead: str = ""
    is_partial: bool = False


def search(text: str, *, category: str = "", event: str = "") -> Found:
    """The listed procedures for a text, in one field of life or for one event in life, or in all; one query.

    Every word must be found, itself or another word for the same thing. When nothing has them all, those that have most of the
    telling words of the sentence; when nothing has any, those with a word that is nearly the same.
    """
    listed = [each for each in procedures_for_residents() if _is_about(each, category, event)]
    wanted = words(text)[:MOST_WORDS]
    exact = tuple(each for each in listed if all(_says(each, word) for word in wanted))
    if exact or not wanted:
        return Found(exact)
    telling = list(dict.fromkeys([*wanted, *map(fold, _TELLING.findall(text))]))[: 2 * MOST_WORDS]
    return _most_of(listed, telling) or _nearly(listed, telling) or Found(())


def _is_about(procedure: Procedure, category: str, event: str) -> bool:
    return category in ("", procedure.category) and (not event or LifeEvent(event) in procedure.life_events)


def _says(procedure: Procedure, word: str) -> bool:
    return any(same in procedure.search_text for same in _synonyms().get(word, (word,)))


def _most_of(listed: Iterable[Procedure], telling: Collection[str]) -> Found | None:
    counted = [(sum(_says(each, word) for word in telling), each) for each in listed]
    best = max((count for count, _ in counted), default=0)
    return Found(tuple(each for count, each in counted if count == best), is_partial=True) if best else None


def _nearly(listed: Collection[Procedure], typed: Iterable[str]) -> Found | None:
    """With a letter too many, too few, or another one: 「りさいしょうめしょ」."""
    written = (word for each in listed for word in f"{each.title} {each.keywords}".split())
    known = {fold(word): word for word in written if len(word) >= _SHORTEST_TYPO}
    for word in typed:
        for close in get_close_matches(word, known, n=1, cutoff=_CLOSE) if len(word) >= _SHORTEST_TYPO else ():
            return Found(tuple(each for each in listed if close in each.search_text), instead=known[close])
    return None


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    lines = (line for line in _SYNONYMS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    groups = [tuple(dict.fromkeys(words(line))) for line in lines]
    return {word: group for group in groups for word in group}
