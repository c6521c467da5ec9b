"""The one stylesheet that is sent, and the many that are read."""

import re

from web import stylesheet


def test_the_bundle_equals_its_sources():
    assert stylesheet.BUNDLE.read_text() == stylesheet.bundled(), "run `python -m web.stylesheet`"


def test_every_component_is_imported():
    index = (stylesheet.CSS / "index.css").read_text()

    for path in (stylesheet.CSS / "components").glob("*.css"):
        assert f'"components/{path.name}"' in index, path.name


def test_nothing_is_loaded_from_elsewhere():
    assert not re.search(r"@import|https?://(?!www\.w3\.org)", stylesheet.bundled())
