"""Two cities and the consortium, each with one row that names its schema: whoever reads another's name has left home."""

from collections.abc import Iterator

import pytest

from tests.isolation.places import CONSORTIUM, SAKAI, TOYONAKA


@pytest.fixture(scope="package")
def _marked(django_db_setup, django_db_blocker) -> Iterator[None]:
    from django.db import connections

    from tests.isolation.places import mark, standing_in, unmark

    with django_db_blocker.unblock():
        for place in (SAKAI, TOYONAKA, CONSORTIUM):
            with standing_in(place):
                mark(place)
        connections.close_all()
        yield
        for place in (SAKAI, TOYONAKA, CONSORTIUM):
            with standing_in(place):
                unmark(place)
        connections.close_all()


@pytest.fixture
def marked(_marked: None, transactional_db_without_flush: None) -> None:
    """The marked cities, over a connection in autocommit, as a request or a task has it."""
