"""Folders that the servers' own user can enter, whoever runs the tests (pytest's own are closed to all others)."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.embedded.stand_in import StandIn


@contextmanager
def _open_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kyodo-embedded-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty folder."""
    with _open_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def shared_place() -> Iterator[Path]:
    """A folder that the tests of one file use one after the other: making a cluster takes a second, starting one does not."""
    with _open_folder() as folder:
        yield folder


@pytest.fixture
def stand_in(place: Path) -> StandIn:
    """A small platform with the real supervisor, never started."""
    return StandIn(place)


@pytest.fixture(scope="module")
def used_stand_in(shared_place: Path) -> StandIn:
    """The same, perhaps with data of earlier tests."""
    return StandIn(shared_place)
