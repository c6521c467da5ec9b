"""Servers under test: gunicorn with threads and persistent database connections, one process each, on loopback."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import median

CONNECTIONS = 4
THREADS = 4


@contextmanager
def gunicorn(settings: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Serve `tests.bench.wsgi` under a settings module; gives the port, and ends the server by its own process."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "tests.bench.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1",
        "--worker-class", "gthread", "--threads", str(THREADS), "--keep-alive", "60", "--log-level", "error",
        "--no-control-socket",
    ]  # fmt: skip
    process = subprocess.Popen(command, env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings})
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def compare(
    ours: int, reference: int, our_requests: Sequence[list[str]], their_requests: Sequence[list[str]], status: int
):
    """Drive both in turn, block by block. Returns the median requests per second of each."""
    our_blocks, their_blocks = [], []
    for ours_block, theirs_block in zip(our_requests, their_requests, strict=True):
        their_blocks.append(_drive(reference, theirs_block, status))
        our_blocks.append(_drive(ours, ours_block, status))
    return median(our_blocks[1:]), median(their_blocks[1:])  # the first block warms both


def get(host: str, path: str) -> str:
    """A GET as bytes on the wire, kept as text."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"


def post(host: str, path: str, body: str, cookie: str = "") -> str:
    """A form POST of the same origin."""
    lines = [
        f"POST {path} HTTP/1.1", f"Host: {host}", f"Origin: http://{host}",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n\r\n" + body


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _drive(port: int, requests: list[str], status: int) -> float:
    command = [sys.executable, "-m", "tests.bench.load", str(port), str(CONNECTIONS), str(status)]
    outcome = subprocess.run(
        command, input=json.dumps(requests), capture_output=True, text=True, check=True, timeout=300
    )
    result = json.loads(outcome.stdout)
    if result["wrong"]:
        raise RuntimeError(f"{result['wrong']} of {len(requests)} answers were not {status}")
    return float(result["per_second"])


def _wait(port: int, process: subprocess.Popen) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError("the server under test did not start")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server under test did not answer in time")
