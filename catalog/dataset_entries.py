"""What an entry of a city's list says (一覧の項目), and how it becomes an option of a form. Plain Python."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

import jaconv

from shared_forms.language.texts import Text, is_in_order
from shared_forms.language.types.options import Option

LONGEST = 100
LARGEST_NUMBER = 999_999_999
MOST_OPEN_ENTRIES = 2000

# The lists that shared forms ask for by these ids; a city may keep others besides.
KNOWN_LISTS: Mapping[str, str] = {
    "schools": "学校",
    "nurseries": "保育所・こども園",
    "clubs": "放課後児童クラブ",
    "libraries": "図書館",
}

WORDS: Mapping[str, str] = {"name": "名前", "kana": "ふりがな", "note": "備考", "english": "英語"}

_KANA = re.compile(r"^[ぁ-ゖー・0-9A-Za-z ]*$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One entry.

    number:   what names it for good; 0 while it has none.
    name, english:  as residents read it.
    kana:     how it is read, in hiragana: what people type to find it.
    note:     stands in brackets behind the name, e.g. where it is.
    """

    number: int
    name: str
    kana: str = ""
    note: str = ""
    english: str = ""

    @property
    def sort_key(self) -> tuple[str, int]:
        """Its place among others in the order of kana."""
        return self.kana or str(jaconv.kata2hira(self.name)), self.number


def tidy(entry: Entry) -> Entry:
    """The entry without stray spaces, its reading in hiragana."""
    words = {name: " ".join(getattr(entry, name).split()) for name in WORDS}
    words["kana"] = str(jaconv.kata2hira(unicodedata.normalize("NFKC", words["kana"])))
    return Entry(entry.number, **words)


def faults(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is wrong with a tidy entry: the field, and a sentence that says what to do."""
    if not entry.name:
        yield "name", "名前を入力してください。"
    for field, word in WORDS.items():
        words = getattr(entry, field)
        if len(words) > LONGEST:
            yield field, f"{word}は{LONGEST}文字までで入力してください。"
        elif _CONTROL.search(words) or not is_in_order(words):
            yield field, f"{word}に使えない文字があります。入力し直してください。"
    if not _KANA.match(entry.kana):
        yield "kana", "ふりがなは、ひらがなで入力してください。"


def changed_fields(before: Entry, after: Entry) -> tuple[str, ...]:
    """What is different, in the words of the columns."""
    return tuple(
        WORDS[each.name]
        for each in fields(Entry)
        if each.name in WORDS and getattr(before, each.name) != getattr(after, each.name)
    )


def as_option(entry: Entry) -> Option:
    """The entry as a published form offers it."""
    label = {"ja": entry.name} | ({"en": entry.english} if entry.english else {})
    return Option(
        id=f"no_{entry.number}",
        label=Text.model_validate(label),
        note=Text(ja=entry.note) if entry.note else None,
        kana=entry.kana or None,
    )


def content_hash(options: Iterable[Option]) -> str:
    """The name of what a form would get: SHA-256, in hex."""
    document = [option.model_dump(mode="json", exclude_defaults=True) for option in options]
    return hashlib.sha256(json.dumps(document, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
