"""Brings the platform up, and forgets it.

Everything is a direct child of this process and of its main thread: when we are killed, the kernel ends all of it.
"""

import time
from pathlib import Path

from config.demo import environments, ports
from config.demo.folder import demo_folder, forget, prepare
from config.demo.household import Household
from config.demo.instance import claimed
from config.demo.options import Options
from config.demo.preparation import Preparation, output_of, prepare_data
from config.demo.programs import doors, workers
from config.demo.readiness import wait_for_home_page
from config.demo.services import Database, start_broker, start_database
from config.demo.terminal import say, step
from config.embedded.errors import explaining


def serve(options: Options) -> None:
    """Serve until somebody ends us. Raises LauncherError when anything cannot start or ends by itself."""
    started = time.monotonic()
    folder = demo_folder(options)
    prepare(folder)
    refusal = f"A demo runs already on {folder}: end that one first (Ctrl-C in its terminal)."
    with explaining(folder), claimed(folder, refusal=refusal) as lock:
        ports.require_free(options)
        with Household(folder, lock) as household:
            _bring_up(options, folder, household)
            say(f"\nReady in {time.monotonic() - started:.0f} s. Ctrl-C stops everything.")
            household.stay()


def reset(options: Options) -> None:
    """Forget the demo's data. Raises LauncherError while a demo runs."""
    folder = demo_folder(options)
    if not folder.exists():
        say("There is no demo data.")
        return
    with claimed(folder, refusal=f"A demo runs on {folder}: end it first (Ctrl-C in its terminal)."):
        forget(folder)
    say(f"{folder} was removed.")


def _bring_up(options: Options, folder: Path, household: Household) -> None:
    database = start_database(options, folder, household)
    broker = start_broker(options, folder, household)
    serving = environments.for_serving(options, folder, database, broker)
    prepare_data(_preparations(serving, database), database, folder)
    with step("Web server and mail sink"):  # before the workers: on two cores all at once take three times as long
        household.run(doors(options, folder, serving))
        wait_for_home_page(options.port, household.require_all)
    household.run(workers(folder, serving=serving, owner=environments.for_owner(serving, database)))
    say("\n" + output_of("demo_addresses", serving, folder / "preparation.log"))
    say(f"Mails: http://localhost:{options.mail_page_port}/")


def _preparations(serving: dict[str, str], database: Database) -> list[Preparation]:
    owner = environments.for_owner(serving, database)
    administrator = environments.for_administrator(serving, database)
    return [
        Preparation("Database roles and the consortium's schema", "install_database", administrator),
        Preparation("Existing municipalities' schemas", "migrate_municipalities", owner),
        Preparation("Osaka's 43 municipalities", "load_municipalities", owner),
        Preparation("Postal codes (a sample)", "load_postal_codes", owner),
        Preparation("Demo content", "load_demo", owner),
    ]
