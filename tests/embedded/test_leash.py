"""The leash between a parent and its child."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from config.embedded import leash
from config.embedded.processes import end, leashed, spawn


def test_a_child_of_a_parent_that_is_gone_already_does_not_begin(place: Path) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    mark = place / "began"
    command = [sys.executable, leash.__file__, "15", gone.stdout.decode().strip(), "-", "touch", str(mark)]
    assert subprocess.run(command, check=False).returncode == 0
    assert not mark.exists()
    subprocess.run(leashed(["touch", mark], signal_number=signal.SIGTERM), check=True)
    assert mark.exists()


def test_a_program_that_is_not_there_is_one_sentence() -> None:
    command = leashed(["/no/such/program"], signal_number=signal.SIGTERM)
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert said.stderr == "/no/such/program could not be started (No such file or directory)\n"


def test_a_child_that_does_not_listen_is_killed_with_its_own_children(place: Path) -> None:
    stubborn = "trap '' TERM; sleep 60 & echo $! > child; wait; wait"
    process = spawn(["sh", "-c", stubborn], log=place / "log", folder=place)
    _wait_for(place / "child")
    child = Path("/proc", (place / "child").read_text().strip())
    end([process], signal.SIGTERM, patience=0.2)
    assert process.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 5
    while child.exists() and "Z" not in (child / "stat").read_text().split()[2]:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert os.getpgrp() != process.pid


def _wait_for(file: Path) -> None:
    deadline = time.monotonic() + 5
    while not (file.exists() and file.read_text().strip()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
