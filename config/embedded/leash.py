"""Become a program that is signalled as soon as the process that asked for it is gone, even by kill -9.

    python -I -S leash.py SIGNAL PARENT_PID UID:GID|- PROGRAM [ARGUMENT...]

Does what `setpriv --reuid --regid --clear-groups --pdeathsig` does, and closes its gap: a parent that died before the
signal was armed is noticed too. Run as a file of its own, since a preexec_fn is unsafe beside threads.
"""

import ctypes
import os
import shutil
import sys

_PR_SET_PDEATHSIG = 1


def _become(account: str) -> None:
    if account != "-":
        uid, gid = (int(part) for part in account.split(":"))
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)


def die_with_parent(signal_number: int, parent: int) -> None:
    """Arm the signal, or exit when `parent` is gone already. A change of user disarms it, so that comes first."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:
        sys.exit(0)


def main(signal_number: str, parent: str, account: str, *command: str) -> None:
    """Change user, arm the signal, and become `command`."""
    program = shutil.which(command[0]) or command[0]  # now: another user may not reach Python's library any more
    try:
        _become(account)
        die_with_parent(int(signal_number), int(parent))
        os.execv(program, command)  # noqa: S606  (the caller's own command, and no shell is wanted)
    except OSError as error:
        sys.exit(f"{command[0]} could not be started ({error.strerror})")


if __name__ == "__main__":
    main(*sys.argv[1:])
