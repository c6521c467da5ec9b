"""`make bench`: every benchmark against its reference in the same run. `python -m tests.bench parse page` runs some of them."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from tests.bench import allocating, creation, documents, lists, merging, parsing, records, rendering, world
from tests.bench.report import HEADING, Line
from tests.bench.servers import compare, get, gunicorn

BLOCKS, REQUESTS, SENDINGS = 6, 1500, 500


class Bench:
    """One run: a PostgreSQL, our installation in it, and the references beside it."""

    def __init__(self, stack: ExitStack) -> None:
        self.server = stack.enter_context(world.database())
        world.describe(self.server, stack.enter_context(tempfile.TemporaryDirectory()))
        for name in (world.PLAIN, world.PLAIN_CREATION):
            world.create_database(self.server, name)
        _install()

    def parse(self) -> Iterator[Line]:
        yield Line("parse 60 questions, vs Django Form", parsing.ours(), parsing.reference(), "µs", 20, False)

    def form(self) -> Iterator[Line]:
        for answered, goal in ((False, 10), (True, 1)):
            name = f"drawing 60 {'answered' if answered else 'blank'} questions, vs Form.as_div"
            yield Line(
                name, rendering.ours(answered=answered), rendering.reference(answered=answered), "µs", goal, False
            )
        yield Line("compiling 60 questions, vs a limit of 20 ms", rendering.compiling(), 20_000, "µs", 1, False)

    def document(self) -> Iterator[Line]:
        name = "receipt of 40 answers as PDF, vs WeasyPrint"
        yield Line(name, documents.ours() / 1000, documents.reference() / 1000, "ms", 5, False)

    def creation(self) -> Iterator[Line]:
        numbers, first = creation.records(60_000), 60_000
        creation.settle_the_folder(numbers, 40)
        environment = world.reference(self.server, world.PLAIN_CREATION)
        for schemas in (10, 200):
            filling = schemas - 2 if schemas == 10 else 190
            creation.ours(numbers, filling)
            plain = creation.reference(environment, first, 5)
            first += 5
            ours = creation.ours(numbers, 9)
            name = f"new municipality at {schemas} schemas, vs django-tenants"
            yield Line(name, ours * 1000, plain * 1000, "ms", 7, False)

    def worklist(self) -> Iterator[Line]:
        actor = lists.fill()
        for name, (ours, plain), goal in (
            ("worklist, page 10,000 of 510,000 rows, vs OFFSET", lists.far_page(actor), 20),
            ("worklist, first page, vs its bare statements", lists.first_page(actor), 0.5),
        ):
            yield Line(name, ours * 1000, plain * 1000, "ms", goal, False)

    def audit(self) -> Iterator[Line]:
        records.fill()
        name = f"verifying 10^6 sealed records, vs a limit of {records.LIMIT_SECONDS} s"
        yield Line(name, records.verifying(), records.LIMIT_SECONDS, "s", 1, False)

    def allocation(self) -> Iterator[Line]:
        for bases in (3, 6):
            name = f"{bases} bases over {allocating.CITIES:,} cities, vs a limit of {allocating.LIMIT_MS} ms"
            yield Line(name, allocating.allocating(bases), allocating.LIMIT_MS, "ms", 1, False)

    def merge(self) -> Iterator[Line]:
        name = f"merge of 60 questions, {merging.CITIES:,} cities, vs a limit of {merging.LIMIT_MS} ms"
        yield Line(name, merging.merging(), merging.LIMIT_MS, "ms", 1, False)

    def views(self) -> Iterator[Line]:
        untenanted = world.reference(self.server, world.OURS, "m_271403")
        with (
            gunicorn("tests.bench.settings_ours", {}) as ours,
            gunicorn("tests.bench.settings_untenanted", untenanted) as plain,
        ):
            for what in ("empty", "select"):
                requests = [[get("sakai.localhost", f"/bench/{what}/")] * REQUESTS] * BLOCKS
                rates = compare(ours, plain, requests, requests, 200)
                yield Line(f"{what} view, vs the same without tenancy", *rates, "/s", 0.85)

    def page(self) -> Iterator[Line]:
        from tests.bench.requests_ours import HOST, PAGE, prepare

        prepare(0)
        plain_environment = world.reference(self.server, world.PLAIN)
        world.run("tests.bench.plain.setup", "tests.bench.settings_plain", plain_environment, "0")
        with (
            gunicorn("tests.bench.settings_ours", {}) as ours,
            gunicorn("tests.bench.settings_plain", plain_environment) as plain,
        ):
            our_requests = [[get(HOST, PAGE)] * REQUESTS] * BLOCKS
            their_requests = [[get(HOST, "/p/bench/")] * REQUESTS] * BLOCKS
            rates = compare(ours, plain, our_requests, their_requests, 200)
            yield Line("first page of 20 questions, vs plain view", *rates, "/s", 3)

    def submission(self) -> Iterator[Line]:
        from tests.bench.requests_ours import prepare

        number = BLOCKS * SENDINGS
        plain_environment = world.reference(self.server, world.PLAIN)
        printed = world.run("tests.bench.plain.setup", "tests.bench.settings_plain", plain_environment, str(number))
        with (
            gunicorn("tests.bench.settings_ours", {}) as ours,
            gunicorn("tests.bench.settings_plain", plain_environment) as plain,
        ):
            rates = compare(ours, plain, _blocks(prepare(number)), _blocks(json.loads(printed)), 302)
            yield Line("submission of 20 questions, vs plain ORM view", *rates, "/s", 2)


def _install() -> None:
    import django

    django.setup()
    from django.conf import settings

    from tenants.municipalities import read
    from tenants.services import installation
    from tenants.services.provisioning import create_municipality

    kyodo = settings.KYODO
    outcome = installation.install(
        kyodo.admin_database_url.get_secret_value(),
        kyodo.owner_database_url.get_secret_value(),
        kyodo.database_url.get_secret_value(),
    )
    if outcome.error:
        raise RuntimeError(outcome.error)
    create_municipality(next(record for record in read()[0] if record.slug == "sakai"))


def _blocks(requests: list[str]) -> list[list[str]]:
    return [requests[start : start + SENDINGS] for start in range(0, len(requests), SENDINGS)]


ALL: dict[str, Callable[[Bench], Iterator[Line]]] = {
    name: getattr(Bench, name)
    for name in (
        "parse",
        "form",
        "document",
        "views",
        "page",
        "submission",
        "creation",
        "worklist",
        "audit",
        "merge",
        "allocation",
    )
}


def main(names: list[str]) -> int:
    short = 0
    with ExitStack() as stack:
        bench = Bench(stack)
        print(HEADING, flush=True)
        for name in names or ALL:
            for line in ALL[name](bench):
                print(line, flush=True)
                short += line.ratio < line.goal
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
