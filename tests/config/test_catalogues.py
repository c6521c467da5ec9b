"""Every word of the screens has its translation, and the server reads what people wrote."""

import pytest
from polib import mofile, pofile

from config.catalogues import CATALOGUES, missing, unused

catalogues = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])


def test_there_is_english_and_easy_japanese():
    assert [path.parts[-3] for path in CATALOGUES] == ["en", "ja_Easy"]


@catalogues
def test_everything_is_translated_and_nothing_is_left_over(path):
    catalogue = pofile(str(path))
    assert missing(catalogue) == []
    assert unused(catalogue) == []
    assert catalogue.fuzzy_entries() == catalogue.obsolete_entries() == []


@catalogues
def test_the_server_reads_what_was_written(path):
    written = {entry.msgid: entry.msgstr for entry in pofile(str(path))}
    assert {entry.msgid: entry.msgstr for entry in mofile(str(path.with_suffix(".mo")))} == written
