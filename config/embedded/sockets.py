"""Where a Unix socket can live: its path may have 107 bytes, and only its owner may reach it."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from config.embedded.accounts import Account

LONGEST_PATH = 107


def socket_folder(home: Path, socket_name: str, account: Account) -> Path:
    """`home` itself (private to `account`), or a short private folder when the socket's path would be too long.

    A link beside `home` remembers the short folder, so that after a kill -9 the next start uses it again.
    """
    if len(os.fsencode(home / socket_name)) <= LONGEST_PATH:
        return home
    link = _link(home)
    if link.is_symlink():
        folder = Path(os.readlink(link))
        if _is_private(folder, account):
            return folder
        link.unlink()
    folder = Path(tempfile.mkdtemp(prefix="kyodo-", dir="/tmp"))  # /tmp by name: TMPDIR may be long as well
    os.chown(folder, account.uid, account.gid)
    link.symlink_to(folder)
    return folder


def release(home: Path) -> None:
    """Remove the short folder, if there is one; for when the server is gone."""
    link = _link(home)
    if link.is_symlink():
        shutil.rmtree(os.readlink(link), ignore_errors=True)
        link.unlink()


def _link(home: Path) -> Path:
    return home.with_name(f"{home.name}.socket")


def _is_private(folder: Path, account: Account) -> bool:
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == account.uid and stat.S_IMODE(status.st_mode) == 0o700
