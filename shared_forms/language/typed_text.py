"""How one typed text is read, alone or as a part of a name or address."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from shared_forms.language import characters
from shared_forms.language.refusals import ErrorCode, refuse


class TextReader(Protocol):
    """From JSON that is not None to tidy text, "" when nothing was typed; a text depends on nothing else that is known."""

    def __call__(self, raw: Any, reading: object = None, /) -> str: ...


class Tidying(NamedTuple):
    """How a kind of text is tidied.

    oddity:  finds what `tidy` has to work on; nearly every text has none and is merely trimmed.
    """

    oddity: Callable[[str], object | None]
    tidy: Callable[[str], str]


ONE_LINE = Tidying(characters.oddity, characters.clean)
LINES = Tidying(characters.oddity, characters.clean_lines)
CODE = Tidying(characters.not_plain_ascii, characters.narrow)
DIGITS = Tidying(characters.not_a_digit, characters.digits)
KATAKANA = Tidying(characters.not_katakana, characters.katakana)


def text_reader(tidying: Tidying, *, max_length: int, min_length: int = 0) -> TextReader:
    """Build the reader once per form. Lengths count characters after tidying, as the person sees them."""
    oddity, tidy = tidying
    # Tidying may shorten (a decomposed が has two), but nobody's answer shrinks to a third: refuse before working on it.
    hopeless = 3 * max_length + 100

    def read(raw: Any, _reading: object = None, /) -> str:
        try:
            odd = oddity(raw)
        except TypeError:
            raise refuse(ErrorCode.WRONG_SHAPE) from None
        if odd is None:
            text: str = raw.strip()
        elif len(raw) > hopeless:
            raise refuse(ErrorCode.TOO_LONG, max=max_length)
        else:
            text = tidy(raw)
        if min_length <= len(text) <= max_length or not text:
            return text
        if text[max_length:]:
            raise refuse(ErrorCode.TOO_LONG, max=max_length)
        raise refuse(ErrorCode.TOO_SHORT, min=min_length)

    return read
