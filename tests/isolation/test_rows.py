"""A row knows its city, and is not written in another."""

import pickle
import uuid

import pytest
from django.apps import apps

from audit.models import Seal
from notifications.models import Notification
from tenants.errors import WrongMunicipality
from tenants.rows import MunicipalityRow
from tests.isolation.places import CONSORTIUM, SAKAI, TOYONAKA, seen, standing_in

pytestmark = pytest.mark.usefixtures("marked")


def a_row_of(place: str) -> Notification:
    with standing_in(place):
        return Notification.objects.get()


@pytest.mark.parametrize("elsewhere", [TOYONAKA, CONSORTIUM])
def test_a_row_of_one_city_is_neither_saved_nor_deleted_in_another(elsewhere):
    row = a_row_of(SAKAI)
    with standing_in(elsewhere):
        for attack in (
            row.save,
            row.delete,
            lambda: row.save(force_insert=True),
            lambda: row.save(update_fields=["to"]),
        ):
            with pytest.raises(WrongMunicipality):
                attack()
        assert seen() == [elsewhere]
    with standing_in(SAKAI):
        row.save(update_fields=["attempts"])
        assert seen() == [SAKAI]


def test_a_row_that_was_saved_in_one_city_stays_there():
    from notifications.services import outbox_row

    row = outbox_row("new", to="a@example.jp")
    with standing_in(SAKAI):
        row.save()
        with standing_in(TOYONAKA), pytest.raises(WrongMunicipality):
            row.save()
        row.delete()


def test_a_row_that_was_kept_in_a_cache_still_knows_its_city():
    row = pickle.loads(pickle.dumps(a_row_of(SAKAI)))
    with standing_in(TOYONAKA), pytest.raises(WrongMunicipality):
        row.save()


def test_what_the_guard_does_not_see_finds_no_row_for_keys_are_unique_across_cities():
    row = a_row_of(SAKAI)
    with standing_in(TOYONAKA):
        assert Notification.objects.filter(pk=row.pk).update(attempts=9) == 0
        assert Notification.objects.bulk_update([row], ["attempts"]) == 0
        assert Notification.objects.filter(pk=row.pk).delete() == (0, {})
        with pytest.raises(Notification.DoesNotExist):
            row.refresh_from_db()


def test_every_table_of_ours_has_the_key_and_the_guard():
    """The audit record and its seals stand below tenancy, and nobody may change them anywhere; a seal's key is its position."""
    rooms = [config for config in apps.get_app_configs() if not config.name.startswith(("django", "allauth", "rest"))]
    models = [model for config in rooms for model in config.get_models()]

    assert len(models) > 10
    assert {model._meta.label for model in models if not issubclass(model, MunicipalityRow)} == {
        "audit.AuditRecord",
        "audit.Seal",
    }
    for model in set(models) - {Seal}:
        key = model._meta.pk.get_default()
        assert isinstance(key, uuid.UUID)
        assert key.version == 7
