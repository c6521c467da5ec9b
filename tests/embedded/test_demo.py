"""The supervisor, for real: starts, serves, refuses in sentences, and leaves no process behind however it ends."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest

from config.demo import ports
from config.demo.folder import prepare
from config.demo.options import Options, read_options
from config.embedded.errors import LauncherError
from tests.embedded.stand_in import StandIn, environment_of, free_ports, interrupt, said_until

_PREPARATION = [
    "install_database True True",
    "migrate_municipalities True False",
    "load_municipalities True False",
    "load_postal_codes True False",
    "load_demo True False",
]
_ADDRESSES = "demo_addresses False False"


def test_serves_and_ends_with_ctrl_c_and_a_second_start_reuses_the_data(stand_in: StandIn) -> None:
    with stand_in.serving() as (process, said):
        assert "Staff: http://sakai.localhost/" in said
        assert f"Mails: http://localhost:{stand_in.port + 25}/" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{stand_in.port}/") as page:
            assert page.read() == b"home"
        interrupt(process)
        rest, _ = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Everything has stopped." in rest
        assert stand_in.running() == {}
    assert stand_in.commands() == [*_PREPARATION, _ADDRESSES]
    key = stand_in.data / "secret_key"
    first_key = key.read_text()
    assert len(first_key) >= 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    with stand_in.serving() as (_, said):
        assert "Demo content" not in said
    assert stand_in.commands() == [*_PREPARATION, _ADDRESSES, _ADDRESSES]
    assert key.read_text() == first_key


def test_nothing_survives_kill_9_and_only_the_provisioning_worker_knew_the_owner(used_stand_in: StandIn) -> None:
    with used_stand_in.serving() as (process, _):
        used_stand_in.wait_until_settled()
        running = used_stand_in.running()
        for name in (
            "postgres -D",
            "valkey-server",
            "gunicorn",
            "default@demo",
            "provisioning@demo",
            "beat",
            "mail_sink",
        ):
            assert any(name in command for command in running.values()), name
        knowing = {command for pid, command in running.items() if "OWNER_DATABASE_URL" in environment_of(pid)}
        assert len(knowing) == 1
        assert "provisioning@demo" in knowing.pop()
        process.kill()
        process.wait()
        used_stand_in.wait_until_nothing_runs()


def test_a_program_that_ends_by_itself_ends_the_demo_with_a_sentence(used_stand_in: StandIn) -> None:
    with used_stand_in.serving() as (process, _):
        victim = next(pid for pid, command in used_stand_in.running().items() if "mail_sink" in command)
        os.kill(victim, signal.SIGKILL)
        rest, _ = process.communicate(timeout=20)
        assert process.returncode == 1
        assert "The mail sink has ended" in rest
        assert used_stand_in.running() == {}


def test_a_command_that_fails_is_quoted_in_one_sentence_and_done_again_next_time(used_stand_in: StandIn) -> None:
    (used_stand_in.data / "prepared").unlink(missing_ok=True)
    code, said = used_stand_in.run(STAND_IN_FAILS="load_municipalities")
    assert code == 1
    assert "`load_municipalities` failed: CommandError: line 3: the check digit is wrong (all of it: " in said
    assert "Traceback" not in said
    assert used_stand_in.running() == {}
    with used_stand_in.serving():
        assert "load_demo True False" in used_stand_in.commands()


def test_ctrl_c_in_the_middle_of_a_long_step_ends_that_too(used_stand_in: StandIn) -> None:
    (used_stand_in.data / "prepared").unlink(missing_ok=True)
    process = used_stand_in.launch(STAND_IN_SLEEPS="load_municipalities")
    said_until(process, "[1/43]")
    interrupt(process)
    rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Everything has stopped." in rest
    assert used_stand_in.running() == {}


def test_a_home_page_that_fails_is_said_at_once(used_stand_in: StandIn) -> None:
    code, said = used_stand_in.run(STAND_IN_ANSWERS="500 Internal Server Error")
    assert code == 1
    assert "The home page answers 500 instead of 200" in said
    assert used_stand_in.running() == {}


@pytest.mark.parametrize("distance", [0, 25, 26])
def test_a_port_in_use_is_refused_before_anything_starts(distance: int) -> None:
    options = Options(port=free_ports())
    ports.require_free(options)
    with socket.socket() as other:
        other.bind(("127.0.0.1", options.port + distance))
        other.listen()
        with pytest.raises(LauncherError, match=rf"^Port {options.port + distance} for the .* choose another port"):
            ports.require_free(options)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT Input should be a valid integer"),
        ({"PORT": "70000"}, "PORT Input should be less than or equal to"),
        ({"DATABASE_URL": "postgresql:///x"}, "needs DATABASE_URL, OWNER_DATABASE_URL and ADMIN_DATABASE_URL together"),
    ],
)
def test_a_wrong_environment_is_refused(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], sentence: str
) -> None:
    for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "ADMIN_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORT", "")
    assert read_options().port == 8000
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(LauncherError, match=sentence):
        read_options()


@pytest.mark.parametrize("folder", ["/proc/demo", "/dev/null"])
def test_a_folder_that_cannot_be_used_is_one_sentence(stand_in: StandIn, folder: str) -> None:
    code, said = stand_in.run(DEMO_DIR=folder)
    assert code == 1
    assert said.startswith(f"{folder} cannot be used")
    assert said.count("\n") == 1


def test_a_disk_that_is_nearly_full_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(place)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=7_000_000))
    with pytest.raises(LauncherError, match="Only 7 MB are free"):
        prepare(place)


def test_servers_of_ones_own_are_used_instead(stand_in: StandIn) -> None:
    own = {
        "DATABASE_URL": "postgresql://app@/x",
        "OWNER_DATABASE_URL": "postgresql://owner@/x",
        "ADMIN_DATABASE_URL": "postgresql://admin@/x",
        "CELERY_BROKER_URL": "memory://",
    }
    with stand_in.serving(**own):
        assert not (stand_in.data / "postgres").exists()
        assert not (stand_in.data / "valkey").exists()


def test_make_demo_ends_when_make_itself_is_killed(used_stand_in: StandIn) -> None:
    """The Makefile says `--end-with-parent`: then the calling process is all that has to be killed."""
    command = f"PORT={used_stand_in.port} '{sys.executable}' -m config.demo serve --end-with-parent; true"
    process = subprocess.Popen(["sh", "-c", command], cwd=used_stand_in.folder, stdout=subprocess.PIPE, text=True)
    said_until(process, "Ctrl-C")
    process.kill()
    process.wait()
    used_stand_in.wait_until_nothing_runs()


def test_a_second_demo_and_a_reset_are_refused_while_one_runs(used_stand_in: StandIn) -> None:
    with used_stand_in.serving() as (process, _):
        for what in ("serve", "reset"):
            code, said = used_stand_in.run(what)
            assert code == 1
            assert said.count("\n") == 1
            assert "end" in said
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert used_stand_in.data.exists()
    assert used_stand_in.run("reset") == (0, f"{used_stand_in.data} was removed.\n")
    assert not used_stand_in.data.exists()
    assert used_stand_in.run("reset") == (0, "There is no demo data.\n")
