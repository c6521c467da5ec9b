"""Rules of the house that a machine can hold."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = [
    "config",
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
PYTHON = [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = [path for room in ROOMS for path in (ROOT / room).rglob("*.html")]


def offenders(paths: list[Path], pattern: str) -> list[str]:
    """`file:line` of every line that matches."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]


def outside(*folders: str) -> list[Path]:
    return [path for path in PYTHON if not any(path.is_relative_to(ROOT / folder) for folder in folders)]


def test_views_look_things_up_only_through_selectors():
    """STYLE: authorise, look up in a selector, call a service, answer. Rooms' tables are not for views."""
    views = [path for path in PYTHON if "views" in path.parts or path.name == "views.py"]

    assert not offenders(views, r"\.objects\.|get_object_or_404\([A-Z]")


def test_templates_hold_no_inline_style_or_script():
    """The Content-Security-Policy would refuse them in front of a resident."""
    assert not offenders(TEMPLATES, r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"|javascript:")


def test_only_settings_and_entry_points_read_the_environment():
    entry_points = ("config/embedded", "config/demo", "config/wsgi.py", "config/celery.py")

    assert not offenders(outside(*entry_points), r"os\.environ|os\.getenv")


def test_no_signals_and_no_drawers():
    assert not offenders(PYTHON, r"@receiver")
    assert not [path for path in PYTHON if path.name in ("utils.py", "helpers.py", "misc.py")]


def test_sql_is_never_put_together_from_values():
    """Parameters only. Names of ours (schemas, roles) are checked where they are quoted: in tenants and nowhere else."""
    assert not offenders(outside("tenants"), r"execute\(\s*(f[\"']|[^,)]*%\s*\(|[^,)]*\.format\()")


def test_every_command_and_room_is_described():
    docs = "\n".join(
        path.read_text() for path in [ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("deploy/*.md")]
    )
    commands = [path.stem for path in ROOT.glob("*/management/commands/*.py") if path.stem != "__init__"]

    assert commands
    assert not [command for command in commands if command not in docs]
    assert not [room for room in ROOMS if f"`{room}`" not in docs]


def test_the_glossary_names_the_words_of_the_code():
    glossary = (ROOT / "docs" / "glossary.md").read_text()

    for word in ("Municipality", "Procedure", "PublishedForm", "AuditRecord", "receipt_number", "allocation"):
        assert f"`{word}`" in glossary


def test_the_tour_passes_only_files_that_are_there():
    named = re.findall(r"`([a-z_]+/[a-z_/.]+\.(?:py|json|html))`", (ROOT / "docs" / "tour.md").read_text())

    assert len(named) > 25
    assert not [name for name in named if not (ROOT / name).exists()]
