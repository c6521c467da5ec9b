"""A row read by the prepared statement is the row a queryset gives, guard included."""

import pytest

from applications.models import Draft
from tenants.context import in_municipality
from tenants.errors import WrongMunicipality
from tenants.reading import first_row
from tests.factories.applications import a_draft


def test_reading_and_querying_give_the_same_row(in_sakai):
    draft = a_draft()

    read, queried = first_row(Draft, "id = %s", [draft.pk]), Draft.objects.get(pk=draft.pk)

    fields = [field.attname for field in Draft._meta.concrete_fields]
    assert [getattr(read, name) for name in fields] == [getattr(queried, name) for name in fields]
    assert read.answers == draft.answers
    assert first_row(Draft, "id = %s", [draft.procedure_id]) is None


def test_a_row_that_was_read_stays_at_home(in_sakai, toyonaka):
    draft = first_row(Draft, "id = %s", [a_draft().pk])

    with in_municipality(toyonaka):
        with pytest.raises(WrongMunicipality):
            draft.save()
        assert first_row(Draft, "id = %s", [draft.pk]) is None
    draft.save()
