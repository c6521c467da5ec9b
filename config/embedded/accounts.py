"""Whose name a server runs in: our own, or as root an existing unprivileged one (PostgreSQL refuses to be root)."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from config.embedded.errors import LauncherError


@dataclass(frozen=True)
class Account:
    """A user of this machine."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """True when this process already runs in that name."""
        return self.uid == os.geteuid()

    def may_enter(self, folder: Path) -> bool:
        """True when every folder on the way to `folder`, itself included, can be passed by this user."""
        resolved = folder.resolve()
        return all(self._has(step.stat(), stat.S_IXOTH) for step in (resolved, *resolved.parents))

    def may_read(self, file: Path) -> bool:
        """True when this user can read the file and the way to it."""
        return self._has(file.stat(), stat.S_IROTH) and self.may_enter(file.parent)

    def _has(self, status: os.stat_result, others_bit: int) -> bool:
        if self.uid == 0:
            return True
        if status.st_uid == self.uid:
            return bool(status.st_mode & others_bit << 6)
        if status.st_gid == self.gid:
            return bool(status.st_mode & others_bit << 3)
        return bool(status.st_mode & others_bit)


def server_account(data_dir: Path) -> Account:
    """Ourselves; as root the owner of existing data, else `nobody`."""
    if os.geteuid() != 0:
        return _by_uid(os.geteuid())
    if data_dir.exists() and (owner := data_dir.stat().st_uid) != 0:
        return _by_uid(owner)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise LauncherError("There is no user `nobody` on this machine: run the command as an ordinary user.") from None
    return Account(nobody.pw_name, nobody.pw_uid, nobody.pw_gid)


def _by_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise LauncherError(f"User {uid} has no entry in /etc/passwd, which PostgreSQL asks for: add one.") from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
