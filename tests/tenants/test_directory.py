"""Which host is whose: asked of the tables every three seconds, and of nobody in between."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tenants import context, directory
from tenants.directory import CurrentMunicipality
from tenants.errors import NoMunicipality
from tenants.models import Domain, Municipality, State

SAKAI, HOST = "m_271403", "sakai.localhost"


class Clock:
    """Time that passes when the test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(directory.time, "monotonic", clock)
    directory.forget()
    return clock


@pytest.fixture
def second_host(owner_commits) -> Iterator[Callable[[str], None]]:
    """Give 堺市 another host name, as an operator does."""

    def add(host: str) -> None:
        with context.as_owner():
            sakai = Municipality.objects.using("owner").get(schema_name=SAKAI)
            Domain.objects.using("owner").bulk_create([Domain(domain=host, tenant=sakai, is_primary=False)])

    yield add
    with context.as_owner():
        Domain.objects.using("owner").filter(is_primary=False).delete()


def suspend(schema_name: str) -> None:
    """Suspend a municipality without touching its time stamps."""
    with context.in_consortium():
        Municipality.objects.filter(schema_name=schema_name).update(state=State.SUSPENDED)


def test_a_host_is_looked_up_once_in_three_seconds(db, clock, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert context.find_by_host(HOST).name == "堺市"
    clock.now += 2.9
    with django_assert_num_queries(0):
        assert context.find_by_host(HOST).schema_name == SAKAI
        assert context.find_by_host("nobody.localhost") is None
        assert context.find(SAKAI).code == "271403"
        assert [city.name for city in context.all_municipalities()] == ["堺市", "豊中市"]
    clock.now += 0.2
    with django_assert_num_queries(1):
        assert context.find_by_host(HOST).name == "堺市"


def test_a_suspended_city_is_gone_after_three_seconds_however_it_was_suspended(db, clock):
    assert context.find_by_host(HOST) is not None
    suspend(SAKAI)
    clock.now += 2.9
    assert context.find_by_host(HOST) is not None
    clock.now += 0.2
    assert context.find_by_host(HOST) is None
    assert context.find_by_host("toyonaka.localhost").name == "豊中市"
    with pytest.raises(NoMunicipality), context.in_municipality(SAKAI):
        pass
    assert context.for_each_municipality(lambda city: city.name) == ["豊中市"]


def test_a_new_host_is_known_after_three_seconds_and_the_first_one_stays_the_citys_own(clock, second_host):
    assert context.find_by_host("madoguchi.sakai.example") is None
    second_host("madoguchi.sakai.example")
    assert context.find_by_host("madoguchi.sakai.example") is None
    clock.now += 3.1
    assert context.find_by_host("madoguchi.sakai.example").schema_name == SAKAI
    assert context.find_by_host(HOST).host == HOST
    assert context.find(SAKAI).host == HOST


def test_what_is_known_of_a_city_is_plain_and_frozen(db):
    city = context.find(SAKAI)

    assert isinstance(city, CurrentMunicipality)
    assert (city.code, city.name, city.kana, city.slug, city.host) == ("271403", "堺市", "さかいし", "sakai", HOST)
    with pytest.raises(AttributeError):
        city.name = "x"


def test_threads_that_ask_at_once_wait_for_one_look(clock, monkeypatch):
    looks = []
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> directory.Directory:
        looks.append(1)
        begun.set()
        go_on.wait(5)
        return directory.Directory({}, {})

    monkeypatch.setattr(directory, "_read", slow)
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(directory.current) for _ in range(4)]
        begun.wait(5)
        go_on.set()
        assert len({id(answer.result()) for answer in answers}) == 1
    assert len(looks) == 1


def test_a_look_that_failed_is_not_kept(db, clock, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(directory, "_read", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            context.find_by_host(HOST)
    assert context.find_by_host(HOST).name == "堺市"
