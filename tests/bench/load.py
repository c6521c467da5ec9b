"""A small closed-loop load: a few connections that ask again as soon as they are answered. Loopback only, bounded in count.

It runs in a process of its own, so that measuring does not take the server's interpreter lock:
`python -m tests.bench.load PORT CONNECTIONS REQUESTS < requests.json`, answering one JSON line.
"""

import json
import socket
import sys
import threading
import time
from dataclasses import dataclass

HEADERS_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Result:
    """Requests per second, and how many answers were not the expected status."""

    per_second: float
    wrong: int


def drive(port: int, requests: list[bytes], connections: int, expected: int) -> Result:
    """Send every request once, over `connections` kept-alive connections, in order."""
    share = [requests[start::connections] for start in range(connections)]
    wrong: list[int] = []
    barrier = threading.Barrier(connections + 1)
    threads = [threading.Thread(target=_visit, args=(port, part, expected, wrong, barrier)) for part in share]
    for thread in threads:
        thread.start()
    barrier.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    return Result(len(requests) / (time.perf_counter() - started), sum(wrong))


def _visit(port: int, requests: list[bytes], expected: int, wrong: list[int], barrier: threading.Barrier) -> None:
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    barrier.wait()
    for request in requests:
        try:
            connection.sendall(request)
            status, keep = _answer(connection)
        except (OSError, ValueError):
            status, keep = 0, False
        if status != expected:
            wrong.append(1)
        if not keep:
            connection.close()
            connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.close()


def _answer(connection: socket.socket) -> tuple[int, bool]:
    """Read one answer whole. Returns its status and whether the connection may be used again."""
    received = b""
    while HEADERS_END not in received:
        received += _more(connection)
    head, _, body = received.partition(HEADERS_END)
    lowered = head.lower()
    missing = int(lowered.split(b"content-length:")[1].split(b"\r\n")[0]) - len(body)
    while missing > 0:
        missing -= len(_more(connection))
    return int(head[9:12]), b"connection: close" not in lowered


def _more(connection: socket.socket) -> bytes:
    if not (data := connection.recv(262_144)):
        raise ValueError("the server closed the connection in the middle of an answer")
    return data


def main() -> None:
    port, connections, expected = map(int, sys.argv[1:4])
    requests = [request.encode("latin-1") for request in json.load(sys.stdin)]
    result = drive(port, requests, connections, expected)
    json.dump({"per_second": result.per_second, "wrong": result.wrong}, sys.stdout)


if __name__ == "__main__":
    main()
