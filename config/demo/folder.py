"""Where the demo keeps its data: PostgreSQL, Valkey, mails, attachments, keys, logs."""

import hashlib
import os
import secrets
import shutil
from pathlib import Path

from config.demo.options import Options
from config.demo.terminal import say
from config.embedded import sockets
from config.embedded.accounts import server_account
from config.embedded.errors import LauncherError, explaining

REPOSITORY = Path(__file__).resolve().parents[2]
_NEEDED_MEGABYTES = 400


def demo_folder(options: Options) -> Path:
    """`.demo` in the repository; elsewhere when DEMO_DIR says so, or when root's server user cannot enter it."""
    if options.demo_dir:
        return options.demo_dir.absolute()
    preferred = REPOSITORY / ".demo"
    account = server_account(preferred / "postgres")
    if account.is_ours or account.may_enter(REPOSITORY):
        return preferred
    place = hashlib.sha256(os.fsencode(REPOSITORY)).hexdigest()[:8]
    folder = Path("/var/lib/kyodo-madoguchi", f"demo-{place}")
    say(f"PostgreSQL runs as `{account.name}`, who cannot enter {REPOSITORY}: the demo's data is kept in {folder}.")
    return folder


def prepare(folder: Path) -> None:
    """Make the folder. Raises LauncherError when it cannot be written or the disk is nearly full."""
    with explaining(folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "media").mkdir(exist_ok=True)
        free = shutil.disk_usage(folder).free // 1_000_000
    if free < _NEEDED_MEGABYTES:
        raise LauncherError(
            f"Only {free} MB are free where {folder} is, {_NEEDED_MEGABYTES} are needed: free some space."
        )


def secret_key(folder: Path) -> str:
    """The installation's key, made once and readable only for us."""
    file = folder / "secret_key"
    with explaining(file):
        if not file.exists():
            unfinished = file.with_suffix(".new")
            unfinished.touch(mode=0o600)
            unfinished.write_text(secrets.token_urlsafe(64))
            unfinished.rename(file)
        return file.read_text()


def forget(folder: Path) -> None:
    """Remove the folder and the short socket folders it may have outside (nothing runs in it any more)."""
    with explaining(folder):
        for link in folder.glob("*.socket"):
            sockets.release(link.with_suffix(""))
        shutil.rmtree(folder)
