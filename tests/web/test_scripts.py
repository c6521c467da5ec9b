"""The small scripts: each is loaded, and none waits for another."""

from pathlib import Path

import web

ROOM = Path(web.__file__).parent
SCRIPTS = sorted((ROOM / "static" / "web" / "js").glob("*.js"))
TEMPLATES = "\n".join(path.read_text() for path in ROOM.parent.glob("*/templates/**/*.html"))


def test_every_script_is_loaded():
    assert SCRIPTS
    for script in SCRIPTS:
        assert f"{{% static 'web/js/{script.name}' %}}" in TEMPLATES, script.name


def test_no_script_waits_for_another():
    """An import inside a script would also miss the fingerprint that the storage puts into its name."""
    for script in SCRIPTS:
        assert "import " not in script.read_text(), script.name
