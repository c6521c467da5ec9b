"""The walk, ready to set out."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.walk.walking import Walk


@pytest.fixture
def walk(browse, live, request) -> Callable[..., Walk]:
    """`walk(urlconf=…, slug=…, visitors=…, words=…)`; with `--keep-pictures` every page is kept in test-artifacts/."""
    return partial(Walk, browse, live, keep_pictures=request.config.getoption("--keep-pictures"))
