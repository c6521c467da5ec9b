"""Our launcher of PostgreSQL: data survives, processes do not, refusals are sentences."""

import os
import signal
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest

from config.embedded.errors import LauncherError, last_words
from config.embedded.postgres import UNSAFE_BUT_FAST, EmbeddedPostgres
from config.embedded.processes import end, spawn
from tests.embedded.orphans import started_by_a_parent_that_is_killed


def a_server(place: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(place / "postgres", settings=UNSAFE_BUT_FAST)


def test_data_survives_a_restart_and_settings_arrive(shared_place: Path) -> None:
    server = EmbeddedPostgres(shared_place / "postgres", settings={**UNSAFE_BUT_FAST, "max_connections": "23"})
    with server, psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE cities AS SELECT '堺市' AS name")
        assert connection.execute("SELECT current_setting('max_connections')").fetchone() == ("23",)
    with server, psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT name FROM cities").fetchone() == ("堺市",)


def test_its_programs_run_and_find_the_server(shared_place: Path) -> None:
    with a_server(shared_place) as server:
        command = [server.bin("pg_dump"), "--schema-only", server.url()]
        dump = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "PostgreSQL database dump complete" in dump.stdout


def test_only_its_user_may_enter_and_nobody_comes_over_the_network(shared_place: Path) -> None:
    with a_server(shared_place) as server, psycopg.connect(server.url()) as connection:
        assert stat.S_IMODE(server.data_dir.stat().st_mode) == 0o700
        assert connection.execute("SELECT current_setting('listen_addresses')").fetchone() == ("",)
        assert Path(f"/proc/{server.process.pid}").stat().st_uid != 0


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(place: Path) -> None:
    home = place / ("long" * 25)
    server = EmbeddedPostgres(home / "data folder", settings=UNSAFE_BUT_FAST)
    with server:
        psycopg.connect(server.url()).close()
        short = server.sockets
        assert len(str(short)) < 40
        assert stat.S_IMODE(short.stat().st_mode) == 0o700
    assert not short.exists()
    assert not list(home.glob("*.socket"))


def test_it_ends_cleanly_when_its_parent_is_killed_and_starts_again(shared_place: Path) -> None:
    started_by_a_parent_that_is_killed("postgres", "EmbeddedPostgres", shared_place / "postgres")
    with a_server(shared_place) as server:
        psycopg.connect(server.url()).close()
        assert "was not properly shut down" not in server.log.read_text()


def test_a_pid_file_whose_number_belongs_to_another_program_is_no_obstacle(shared_place: Path) -> None:
    server = a_server(shared_place)
    with server:
        pid_file = (server.data_dir / "postmaster.pid").read_text()
    another = spawn(["sleep", "60"], log=shared_place / "sleep.log", account=server.account)
    (server.data_dir / "postmaster.pid").write_text(pid_file.replace(pid_file.split("\n")[0], str(another.pid), 1))
    try:
        with server:
            psycopg.connect(server.url()).close()
        assert another.poll() is None
    finally:
        end([another], signal.SIGTERM)


def test_the_server_itself_holds_the_lock_so_that_a_killed_parent_does_not_open_the_folder(shared_place: Path) -> None:
    with a_server(shared_place) as server:
        held = {os.readlink(entry) for entry in Path(f"/proc/{server.process.pid}/fd").iterdir()}
    assert str(shared_place / "postgres.lock") in held


def test_a_second_server_on_the_same_folder_is_refused(shared_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EmbeddedPostgres, "lock_patience", 0.1)
    with a_server(shared_place) as first:
        with pytest.raises(LauncherError, match="already runs on"):
            a_server(shared_place).start()
        psycopg.connect(first.url()).close()


def test_data_of_another_version_is_refused_and_left_alone(shared_place: Path) -> None:
    server = a_server(shared_place)
    server.start()
    server.stop()
    (server.data_dir / "PG_VERSION").write_text("15\n")
    with pytest.raises(LauncherError, match="made by PostgreSQL 15, this is 18"):
        server.start()
    (server.data_dir / "PG_VERSION").write_text("18\n")
    with server:
        psycopg.connect(server.url()).close()


def test_a_folder_that_is_no_database_is_refused(place: Path) -> None:
    (place / "postgres").mkdir()
    (place / "postgres" / "letter.txt").write_text("mine")
    with pytest.raises(LauncherError, match="not a PostgreSQL data folder"):
        a_server(place).start()
    assert (place / "postgres" / "letter.txt").read_text() == "mine"


def test_a_half_made_cluster_is_made_anew(place: Path) -> None:
    (place / "postgres.new").mkdir()
    (place / "postgres.new" / "PG_VERSION").write_text("18\n")
    with a_server(place) as server:
        psycopg.connect(server.url()).close()
    assert not (place / "postgres.new").exists()


def test_a_setting_it_does_not_know_ends_in_one_sentence(place: Path) -> None:
    with pytest.raises(LauncherError, match=r"ended while starting: .*no_such_setting"):
        EmbeddedPostgres(place / "postgres", settings={"no_such_setting": "1"}).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts servers in another name")
def test_root_is_told_when_the_servers_user_cannot_enter_the_folder(place: Path) -> None:
    (place / "closed").mkdir(mode=0o700)
    with pytest.raises(LauncherError, match=r"cannot enter .*closed"):
        EmbeddedPostgres(place / "closed" / "postgres").start()


def test_a_file_in_the_way_is_one_sentence(place: Path) -> None:
    (place / "file").write_text("")
    with pytest.raises(LauncherError, match="cannot be used"):
        EmbeddedPostgres(place / "file" / "postgres").start()


def test_a_full_disk_is_said_whatever_the_program_said_last(place: Path) -> None:
    log = place / "log"
    log.write_text("12:00 [7] FATAL:  could not write: No space left on device\nPANIC:  cannot abort transaction 1\n")
    said = "FATAL:  could not write: No space left on device. The disk is full: free some space and start again."
    assert last_words(log, "PANIC:", "FATAL:") == said
    log.write_text("LOG:  starting\nPANIC:  cannot abort transaction 1\nDETAIL:  none\n")
    assert last_words(log, "PANIC:") == "PANIC:  cannot abort transaction 1"
