"""Counting what goes over the wire."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import pairwise

import pytest
from django.db import connection
from psycopg.pq import Trace

Turns = list[str]


@pytest.fixture
def round_trips() -> Callable[[], AbstractContextManager[Turns]]:
    """What the client sent before each wait for the server: one item per round trip, as libpq's own trace tells it.

    BEGIN, COMMIT and the standing are messages like all others, and count when they are waited for.
    """

    @contextmanager
    def counting() -> Iterator[Turns]:
        turns: Turns = []
        connection.ensure_connection()
        with tempfile.NamedTemporaryFile("r") as trace:
            pgconn = connection.connection.pgconn
            pgconn.trace(trace.fileno())
            pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
            try:
                yield turns
            finally:
                pgconn.untrace()
                trace.seek(0)
                turns += _turns(trace.read())

    return counting


def _turns(trace: str) -> Turns:
    """A turn ends where a message of the backend follows one of the frontend."""
    lines = [line.split("\t", 2) for line in trace.splitlines() if line.startswith(("F\t", "B\t"))]
    ends = [place for place, (line, following) in enumerate(pairwise(lines)) if line[0] == "F" and following[0] == "B"]
    starts = [0, *(end + 1 for end in ends)]
    return [
        " ".join(line[2][:80] for line in lines[start : end + 1] if line[0] == "F")
        for start, end in zip(starts, ends, strict=False)
    ]
