"""The translations of the screens' words (訳語): `python -m config.catalogues` lists what has none and writes the .mo files.

The Japanese words are the msgid. A person adds the translation to `locale/<language>/LC_MESSAGES/django.po`; the .mo beside it,
which the server reads, is committed with it. A test holds all three equal.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize
from polib import POFile, pofile  # type: ignore[import-untyped]  # it has no types

ROOT = Path(__file__).resolve().parents[1]
ROOMS = [
    "portal",
    "billing",
    "applications",
    "catalog",
    "shared_forms",
    "accounts",
    "notifications",
    "tenants",
    "audit",
    "web",
    "common",
]
CATALOGUES = tuple(sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")))
_CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
# What `templatize` makes of the tags of a template.
_IN_TEMPLATE = re.compile(r"""\b(?:_|n?gettext)\(\s*(u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))""", re.DOTALL)


def words_used() -> set[str]:
    """Every msgid of every room."""
    return {words for room in ROOMS for path in sorted((ROOT / room).rglob("*")) for words in _words_of(path)}


def missing(catalogue: POFile) -> list[str]:
    """The words that a catalogue does not translate, in their order."""
    return sorted(words_used() - {entry.msgid for entry in catalogue if entry.translated()})


def unused(catalogue: POFile) -> list[str]:
    """Translations of words that nothing says any more."""
    return sorted({entry.msgid for entry in catalogue} - words_used())


def _words_of(path: Path) -> Iterator[str]:
    if path.suffix == ".py":
        yield from _words_of_python(path.read_text())
    elif path.suffix in (".html", ".txt") and "templates" in path.parts:
        yield from map(ast.literal_eval, _IN_TEMPLATE.findall(templatize(path.read_text())))


def _words_of_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            match node.args:
                case [ast.Constant(value=str(words)), *_]:
                    yield words


def main() -> int:
    """Write the .mo files; 1 while anything is missing."""
    found = 0
    for path in CATALOGUES:
        catalogue = pofile(str(path))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
        for label, words in (("missing", missing(catalogue)), ("unused", unused(catalogue))):
            found += len(words)
            print("\n".join(f"{path.parts[-3]} {label}: {each!r}" for each in words), end="\n" if words else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
