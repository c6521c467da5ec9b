"""Our launcher of Valkey."""

import stat
from pathlib import Path

import redis
from kombu import Connection

from config.embedded.valkey import EmbeddedValkey
from tests.embedded.orphans import started_by_a_parent_that_is_killed


def test_what_was_stored_survives_a_restart(place: Path) -> None:
    server = EmbeddedValkey(place / "valkey")
    with server, redis.from_url(server.cache_url()) as client:
        client.set("city", "堺市")
    with server, redis.from_url(server.cache_url()) as client:
        assert client.get("city") == "堺市".encode()


def test_celery_s_library_reaches_the_broker_in_a_folder_with_a_difficult_name(place: Path) -> None:
    with EmbeddedValkey(place / "窓口 100%" / "valkey") as server, Connection(server.broker_url()) as broker:
        queue = broker.SimpleQueue("letters")
        queue.put({"city": "堺市"})
        message = queue.get(timeout=5)
        assert message.payload == {"city": "堺市"}
        message.ack()
        queue.close()


def test_only_its_user_may_enter_and_nobody_comes_over_the_network(place: Path) -> None:
    with EmbeddedValkey(place / "valkey") as server, redis.from_url(server.cache_url()) as client:
        assert stat.S_IMODE(server.data_dir.stat().st_mode) == 0o700
        assert client.config_get("port") == {"port": "0"}


def test_it_ends_when_its_parent_is_killed(place: Path) -> None:
    started_by_a_parent_that_is_killed("valkey", "EmbeddedValkey", place / "valkey")
    with EmbeddedValkey(place / "valkey") as server, redis.from_url(server.cache_url()) as client:
        assert client.ping()
