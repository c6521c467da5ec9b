"""Keys: unique, ordered by time, of the standard library's type."""

import uuid

from common.identifiers import new_id


def test_new_id_is_a_uuid_of_version_7():
    key = new_id()
    assert type(key) is uuid.UUID
    assert key.version == 7
    assert key.variant == uuid.RFC_4122


def test_new_ids_are_unique_and_come_in_order():
    keys = [new_id() for _ in range(2000)]
    assert len(set(keys)) == 2000
    assert keys == sorted(keys)
