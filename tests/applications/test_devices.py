"""この端末に覚える: only what was asked for, only on that device, until it is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import KnownDevice
from applications.selectors.devices import cards
from applications.services import devices
from tests.factories.applications import a_procedure

pytestmark = pytest.mark.usefixtures("in_sakai")
OURS, THEIRS = "a" * 64, "b" * 64


@pytest.fixture
def procedure():
    return a_procedure("absence")


def remember(procedure, token_hash: str = OURS, label: str = "堺 はる", **answers: str) -> KnownDevice:
    return devices.remember(procedure, token_hash=token_hash, label=label, answers=answers)


def labels(token_hash: str, procedure) -> list[str]:
    return [card.label for card in cards(token_hash, procedure.pk)]


def test_the_same_child_is_one_card_with_the_newest_answers(procedure):
    remember(procedure, class_name="3年2組")
    card = remember(procedure, class_name="4年1組")

    assert [card.answers for card in cards(OURS, procedure.pk)] == [{"class_name": "4年1組"}]
    assert card.expires_at - card.last_used_at == devices.LIFETIME


def test_the_card_used_last_stands_first(procedure):
    first, _ = remember(procedure), remember(procedure, label="堺 そら")
    assert labels(OURS, procedure) == ["堺 そら", "堺 はる"]

    devices.note_use(first)
    assert labels(OURS, procedure) == ["堺 はる", "堺 そら"]


def test_a_card_belongs_to_one_device_and_one_procedure(procedure):
    remember(procedure)

    assert labels(THEIRS, procedure) == []
    assert labels("", procedure) == []
    assert labels(OURS, a_procedure("other")) == []


def test_forgetting_a_device_leaves_the_others(procedure):
    remember(procedure), remember(procedure, label="堺 そら"), remember(procedure, THEIRS)

    assert devices.forget(OURS) == 2
    assert labels(OURS, procedure) == []
    assert labels(THEIRS, procedure) == ["堺 はる"]
    assert devices.forget("") == 0


def test_a_card_that_nobody_uses_is_forgotten_in_time(procedure):
    card = remember(procedure)
    now = timezone.now()

    assert devices.discard_expired(now + devices.LIFETIME - timedelta(minutes=1)) == 0
    KnownDevice.objects.filter(pk=card.pk).update(expires_at=now)
    assert labels(OURS, procedure) == []
    assert devices.discard_expired() == 1
