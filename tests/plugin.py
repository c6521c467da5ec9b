"""A pytest plugin (`-p tests.plugin`) that starts the worker's PostgreSQL before Django reads its environment."""

import os
from collections.abc import Generator
from typing import Any

import pytest

from tests.cluster import TestCluster

CLUSTER = pytest.StashKey[TestCluster]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, Any, Any]:
    """Each worker has its own cluster; the controller of several workers needs none."""
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    if is_worker or not getattr(early_config.known_args_namespace, "numprocesses", None):
        early_config.stash[CLUSTER] = TestCluster()
        early_config.stash[CLUSTER].describe_in_environment()
    return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    if CLUSTER in config.stash:
        config.stash[CLUSTER].stop()
