"""Starts the platform, watches it, and ends it.

Everything is a direct child of this process and of its main thread: when we are killed, the kernel ends all of it.
"""

import os
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from signal import SIGQUIT, SIGTERM

from config.demo import environments, ports
from config.demo.folder import REPOSITORY, demo_folder, forget, prepare
from config.demo.instance import claim
from config.demo.options import Options
from config.demo.preparation import Preparation, manage, prepare_data
from config.demo.programs import programs
from config.demo.readiness import wait_for_home_page
from config.demo.services import Database, start_broker, start_database
from config.demo.terminal import say, step
from config.demo.watch import Watched
from config.embedded.errors import LauncherError, explaining
from config.embedded.processes import end
from config.embedded.server import EmbeddedServer


def serve(options: Options) -> None:
    """Serve until something ends us. Raises LauncherError when anything cannot start or ends by itself."""
    started = time.monotonic()
    folder = demo_folder(options)
    prepare(folder)
    with explaining(folder), ExitStack() as running:
        lock = claim(folder, refusal=f"A demo runs already on {folder}: end that one first (Ctrl-C in its terminal).")
        running.callback(os.close, lock)
        ports.require_free(options)
        running.callback(say, f"Everything has stopped. The data stays in {folder}; `make demo-reset` forgets it.")
        database, database_servers = start_database(options, folder, running)
        broker, broker_servers = start_broker(options, folder, running)
        serving = environments.for_serving(options, folder, database, broker)
        prepare_data(_preparations(serving, database), database, folder)
        with step("Web server, workers, mail sink"):
            children = _start_programs(options, folder, serving, database, lock, running)
            watched = [*children, *map(_watched, [*database_servers, *broker_servers])]
            wait_for_home_page(options.port, lambda: _require_all(watched))
        _introduce(options, serving, time.monotonic() - started)
        while True:
            _require_all(watched)
            time.sleep(0.5)


def reset(options: Options) -> None:
    """Forget the demo's data. Raises LauncherError while a demo runs."""
    folder = demo_folder(options)
    if not folder.exists():
        say("There is no demo data.")
        return
    lock = claim(folder, refusal=f"A demo runs on {folder}: end it first (Ctrl-C in its terminal).")
    forget(folder)
    os.close(lock)
    say(f"{folder} was removed.")


def _preparations(serving: dict[str, str], database: Database) -> list[Preparation]:
    owner = environments.for_owner(serving, database)
    administrator = environments.for_administrator(serving, database)
    return [
        Preparation("Database roles and the consortium's schema", "install_database", administrator),
        Preparation("Existing municipalities' schemas", "migrate_municipalities", owner),
        Preparation("Osaka's 43 municipalities", "load_municipalities", owner),
        Preparation("Demo content", "load_demo", owner),
    ]


def _start_programs(
    options: Options, folder: Path, serving: dict[str, str], database: Database, lock: int, running: ExitStack
) -> list[Watched]:
    owner = environments.for_owner(serving, database)
    children: list[Watched] = []
    running.callback(_end_all, children)
    for program in programs(options, folder, serving=serving, owner=owner):
        process = program.start(folder, lock=lock)
        children.append(Watched(program.name, process, program.log(folder)))
    return children


def _watched(server: EmbeddedServer) -> Watched:
    return Watched(server.label, server.process, server.log)


def _end_all(children: list[Watched]) -> None:
    say("\nStopping ...")
    end([child.process for child in children], SIGTERM, SIGQUIT, patience=10.0)


def _require_all(children: list[Watched]) -> None:
    for child in children:
        child.require_running()


def _introduce(options: Options, serving: dict[str, str], seconds: float) -> None:
    """Addresses and sign-ins come from the platform itself; the page of mails is ours."""
    command = subprocess.run(
        manage("demo_addresses"), env=serving, cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    if command.returncode != 0:
        raise LauncherError(f"`demo_addresses` failed: {command.stderr.strip().splitlines()[-1:]}")
    say(f"\n{command.stdout.rstrip()}\n\nMails: http://localhost:{options.mail_page_port}/")
    say(f"\nReady in {seconds:.0f} s. Ctrl-C stops everything.")
