"""Figures of procedures (手続の統計): what arrived, how it was decided, and on which page people stop. Counts, never rows of persons."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate, TruncMonth
from django.utils import timezone

from applications.due import working_days_between
from applications.models import Application, PageCount
from applications.periods import Period
from applications.tallies import Tally, percent
from catalog.models import Procedure, PublishedForm
from catalog.selectors import compiled_form
from shared_forms.language import CompiledForm

Key = Hashable
_days = lru_cache(maxsize=32_768)(working_days_between)  # a year of days, each with some eighty later ones


@dataclass(frozen=True, slots=True)
class PageFigures:
    """One page of one form. reached: who came to it on their own way; passed: how many of them went on."""

    title: str
    page: str
    reached: int
    passed: int

    @property
    def left(self) -> int:
        return self.reached - self.passed

    @property
    def left_percent(self) -> int:
        return percent(self.left, self.reached) or 0


@dataclass(frozen=True, slots=True)
class FormFigures:
    """The pages of one publication, in the order of the form, the check page last."""

    form: PublishedForm
    pages: tuple[PageFigures, ...]


def by_month(procedure: Procedure, period: Period) -> dict[date, Tally]:
    """The figures of each month; what arrived in it, and what was decided in it."""
    rows = Application.objects.filter(procedure=procedure)
    found = _tallies(rows, period, TruncMonth("arrived_at"), TruncMonth("decided_at"))
    by_day = {timezone.localdate(month): tally for month, tally in found.items()}
    return {month: by_day.get(month, Tally()) for month in period.months}


def by_procedure(period: Period) -> dict[UUID, Tally]:
    """The figures of each procedure in which anything happened, by its id."""
    return _tallies(Application.objects.all(), period, F("procedure_id"), F("procedure_id"))


def by_page(procedure: Procedure, period: Period) -> list[FormFigures]:
    """On which pages people stopped, for each publication that was filled in, the newest first. Three queries.

    From the check page those went on whose application arrived; not more than came to it, for a draft may be older than the period.
    """
    counts: dict[UUID, dict[str, tuple[int, int]]] = defaultdict(dict)
    rows = PageCount.objects.filter(published_form__procedure=procedure, day__gte=period.start, day__lt=period.end)
    for form_id, page, reached, passed in rows.values_list("published_form", "page").annotate(
        Sum("reached"), Sum("passed")
    ):
        counts[form_id][page] = reached, passed
    sent = dict(
        Application.objects.filter(procedure=procedure, **_within("arrived_at", period))
        .order_by()
        .values_list("published_form")
        .annotate(Count("pk"))
    )
    forms = PublishedForm.objects.filter(pk__in=counts).defer("definition", "overlay").order_by("-number")
    return [FormFigures(form, _pages(_compiled(form), counts[form.pk], sent.get(form.pk, 0))) for form in forms]


def _compiled(form: PublishedForm) -> CompiledForm:
    return compiled_form(form.pk, form.content_hash)


def _pages(form: CompiledForm, counts: Mapping[str, tuple[int, int]], sent: int) -> tuple[PageFigures, ...]:
    titles = {page.id: page.title.get() for page in form.definition.pages}
    found = [PageFigures(title, page, *counts[page]) for page, title in titles.items() if page in counts]
    checked, _ = counts.get(PageCount.CHECK, (0, 0))
    return (*found, *([PageFigures("確認", PageCount.CHECK, checked, min(sent, checked))] if checked else ()))


def _tallies(
    rows: QuerySet[Application], period: Period, arrival: Combinable, decision: Combinable
) -> dict[Any, Tally]:
    """Three queries, however many rows there are.

    arrival, decision:  what the applications that arrived, and those that were decided, are grouped by.
    """
    tallies: dict[Any, Tally] = defaultdict(Tally)
    arrived = rows.filter(**_within("arrived_at", period)).order_by().values_list(arrival, "channel")
    for key, channel, number, back in arrived.annotate(
        number=Count("pk"), back=Count("pk", filter=Q(returned_at__isnull=False))
    ):
        tallies[key].channels[channel] += number
        tallies[key].returned += back
    for key, days, number in _durations(rows.filter(**_within("decided_at", period)), decision):
        tallies[key].days[days] += number
    return dict(tallies)


def _durations(decided: QuerySet[Application], by: Combinable) -> list[tuple[Any, int, int]]:
    """(key, working days, how many), the waiting for corrections taken off.

    Most applications share their two days with many others: they come as counts. Only those that waited come one by one.
    """
    grouped = decided.order_by().values_list(by, TruncDate("arrived_at"), TruncDate("decided_at"))
    found = [
        (key, _days(arrived, decision), number) for key, arrived, decision, number in grouped.annotate(Count("pk"))
    ]
    for key, arrived, decision, waited in _waited(decided, by):
        whole = _days(arrived, decision)
        found += [(key, whole, -1), (key, max(whole - waited, 0), 1)]
    return found


def _waited(decided: QuerySet[Application], by: Combinable) -> list[tuple[Any, date, date, int]]:
    """(key, day of arrival, day of decision, working days waited) of the applications that were corrected."""
    facts: dict[UUID, tuple[Any, date, date]] = {}
    waited: Counter[UUID] = Counter()
    asked = decided.filter(correction_requests__ended_at__isnull=False).annotate(figures_key=by).order_by()
    for application, key, arrived, decision, asked_on, back_on in asked.values_list(
        "pk",
        "figures_key",
        TruncDate("arrived_at"),
        TruncDate("decided_at"),
        TruncDate("correction_requests__asked_at"),
        TruncDate("correction_requests__ended_at"),
    ):
        facts[application] = key, arrived, decision
        waited[application] += _days(asked_on, back_on)
    return [(*facts[application], days) for application, days in waited.items() if days]


def _within(field: str, period: Period) -> dict[str, datetime]:
    return {f"{field}__gte": _midnight(period.start), f"{field}__lt": _midnight(period.end)}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
