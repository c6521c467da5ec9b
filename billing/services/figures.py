"""Entering base figures (基礎数値). A set is never changed: a better one is entered beside it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from audit.events import AuditEvent
from audit.services import record
from billing import policies
from billing.errors import ActionRefused
from billing.models import BaseFigure, BaseFigures
from common.actor import Actor
from tenants.models import Municipality

CENSUS_DAY = date(2020, 10, 1)
CENSUS_ORIGIN = "総務省統計局「令和2年国勢調査 人口等基本集計」"


@transaction.atomic
def enter_figures(kind: str, *, as_of: date, origin: str, values: Mapping[str, int], actor: Actor) -> BaseFigures:
    """Enter a set (基礎数値の登録).

    values:  code of six digits -> number, in the unit of the kind; those without a number are simply not in the set.
    Raises ActionRefused.
    """
    if not policies.can_enter_figures(actor):
        raise ActionRefused(action="enter_figures")
    cities = Municipality.objects.filter(code__in=list(values))
    figures = BaseFigures.objects.create(kind=kind, as_of=as_of, origin=origin, entered_by=actor.name)
    BaseFigure.objects.bulk_create(
        BaseFigure(figures=figures, municipality=city, value=values[city.code]) for city in cities
    )
    record(AuditEvent.FIGURES_ENTERED, actor=actor, subject=str(figures.pk), kind=kind, count=len(values))
    return figures


@transaction.atomic
def enter_census(*, actor: Actor) -> BaseFigures:
    """The census population that stands with each municipality, as a set; once for the same numbers."""
    values = dict(Municipality.objects.order_by("code").values_list("code", "population"))
    for kept in BaseFigures.objects.filter(kind="census", as_of=CENSUS_DAY, origin=CENSUS_ORIGIN):
        if dict(kept.rows.values_list("municipality__code", "value")) == values:
            return kept
    return enter_figures("census", as_of=CENSUS_DAY, origin=CENSUS_ORIGIN, values=values, actor=actor)
