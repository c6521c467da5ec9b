"""Why the secretariat should look at a municipality."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.selectors.attention import Attention, Known, attention
from tenants.models import State

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONG_AGO, JUST_NOW = NOW - timedelta(days=90), NOW - timedelta(hours=1)
WELL = Known(
    state=State.ACTIVE,
    created_at=LONG_AGO,
    is_up_to_date=True,
    last_told=JUST_NOW,
    administrators=2,
    has_contact=True,
)


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ()),
        ({"administrators": None}, ()),
        ({"last_told": NOW - timedelta(days=2)}, ()),
        ({"last_told": NOW - timedelta(days=2, seconds=1)}, (Attention.SILENT,)),
        ({"last_told": None}, (Attention.SILENT,)),
        ({"last_told": None, "created_at": JUST_NOW}, ()),
        ({"last_told": LONG_AGO, "state": State.SUSPENDED}, (Attention.SUSPENDED,)),
        ({"is_up_to_date": False}, (Attention.BEHIND,)),
        ({"administrators": 1}, (Attention.ONE_ADMINISTRATOR,)),
        ({"administrators": 0, "has_contact": False}, (Attention.NO_ADMINISTRATOR, Attention.NO_CONTACT)),
    ],
)
def test_every_reason_and_its_edge(changes, reasons):
    assert attention(replace(WELL, **changes), now=NOW) == reasons
