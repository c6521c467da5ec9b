"""Words that two sides changed, merged language by language."""

from typing import NamedTuple

from shared_forms.language.texts import JAPANESE, Text

_Languages = dict[str, str]


class MergedWords(NamedTuple):
    """What comes of words in three versions.

    ours, theirs:  with the city's words, or the template's, wherever both changed the same language.
    collide:       whether there is such a language.
    both:          whether both sides changed something, and not the same.
    """

    ours: Text | None
    theirs: Text | None
    collide: bool
    both: bool


def merged(before: Text | None, theirs: Text | None, ours: Text | None) -> MergedWords:
    """Merge; a language that only one side changed is taken from that side."""
    versions = old, new, own = _languages(before), _languages(theirs), _languages(ours)
    with_ours: _Languages = {}
    with_theirs: _Languages = {}
    collide = False
    for language in sorted(set().union(*versions)):
        was, is_now, is_ours = (version.get(language) for version in versions)
        ours_here, theirs_here = (is_now, is_now) if is_ours == was else (is_ours, is_ours)
        if was not in (is_now, is_ours) and is_now != is_ours:
            collide, theirs_here = True, is_now
        _put(with_ours, language, ours_here)
        _put(with_theirs, language, theirs_here)
    both = old not in (new, own) and new != own
    return MergedWords(_text(with_ours, theirs), _text(with_theirs, theirs), collide, both)


def _languages(text: Text | None) -> _Languages:
    return {} if text is None else {JAPANESE: text.ja, **dict(text.translations)}


def _put(languages: _Languages, language: str, words: str | None) -> None:
    if words is not None:
        languages[language] = words


def _text(languages: _Languages, fallback: Text | None) -> Text | None:
    """Words without Japanese cannot be; whoever took it away took all."""
    if JAPANESE not in languages:
        return None if not languages else fallback
    return Text.model_validate(languages)
