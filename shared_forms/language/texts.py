"""Texts that a form shows, in one language or several, with furigana where somebody wrote them.

Furigana (ふりがな) stand in the words: `{罹災|りさい}証明書`. A brace that is meant as a brace is written `\\{` or `\\}`.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, StringConstraints, model_serializer, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from shared_forms.language.frozen import FrozenModel

JAPANESE, EASY, ENGLISH = "ja", "ja-easy", "en"

# PostgreSQL's jsonb has no NUL, no screen shows the others, and the last ones turn around whatever stands beside the text.
UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _without_controls(text: str) -> str:
    if UNSHOWABLE.search(text):
        raise ValueError("a text must not contain control characters")
    return text


_BRACE = re.compile(r"\\([{}])|\{([^{}|\\]+)\|([^{}|\\]+)\}")


def pieces(marked: str) -> Iterator[tuple[str, str]]:
    """Words and their furigana, piece by piece; the furigana are "" where there are none."""
    end = 0
    for found in _BRACE.finditer(marked):
        yield marked[end : found.start()], ""
        brace, base, reading = found.groups()
        yield (brace, "") if brace else (base, reading)
        end = found.end()
    yield marked[end:], ""


def without_furigana(marked: str) -> str:
    """The words alone."""
    return "".join(base for base, _ in pieces(marked)) if "{" in marked or "}" in marked else marked


def is_in_order(marked: str) -> bool:
    """Whether every brace belongs to furigana, or is marked as a mere brace."""
    return not re.search(r"[{}]", _BRACE.sub("", marked))


def _with_furigana_in_order(text: str) -> str:
    if not is_in_order(text):
        raise ValueError(r"furigana are written {漢字|かんじ}, and a brace itself \{ or \}")
    return text


Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(_without_controls),
    AfterValidator(_with_furigana_in_order),
]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})*$")]


class Text(FrozenModel):
    """Words for the reader (文言): Japanese always, other languages where somebody translated them.

    In JSON a plain string is Japanese; otherwise an object from language tag to words, `{"ja": …, "en": …}`.
    """

    ja: Words
    translations: tuple[tuple[LanguageTag, Words], ...] = Field(default=(), max_length=20)

    def __str__(self) -> str:
        return without_furigana(self.ja)

    def get(self, language: str = JAPANESE) -> str:
        """The words in a language, or the Japanese ones, which are the authoritative text (正本); without furigana."""
        return without_furigana(self.marked(language))

    def marked(self, language: str = JAPANESE) -> str:
        """The words as they were written, with furigana."""
        return dict(self.translations).get(language, self.ja)

    def every_language(self) -> tuple[str, ...]:
        """The words in every language there is."""
        return (self.ja, *(words for _, words in self.translations))

    def language(self, wanted: str) -> str:
        """Which language `get(wanted)` answers in; for the `lang` attribute of what is shown."""
        return wanted if wanted in dict(self.translations) else JAPANESE

    @model_validator(mode="before")
    @classmethod
    def _from_json(cls, value: object) -> object:
        if isinstance(value, str):
            return {"ja": value}
        if isinstance(value, dict) and "translations" not in value:
            others = sorted((tag, words) for tag, words in value.items() if isinstance(tag, str) and tag != JAPANESE)
            return {"ja": value.get(JAPANESE), "translations": others}
        return value

    @model_serializer
    def _to_json(self) -> str | dict[str, str]:
        return {JAPANESE: self.ja, **dict(self.translations)} if self.translations else self.ja

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        words: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 4000}
        by_language = {
            "type": "object",
            "properties": {JAPANESE: words},
            "required": [JAPANESE],
            "additionalProperties": words,
        }
        return {"title": "Text", "anyOf": [words, by_language]}
