"""Figures as files (統計のCSV). The keys of the columns stay as they are: other programs read them."""

from collections.abc import Iterable, Mapping
from datetime import date

from applications.models import Application
from applications.selectors.procedure_figures import FormFigures
from applications.tallies import Tally
from catalog.models import Procedure
from common.spreadsheets import csv_file

FIGURES = [
    "received",
    *(f"received_{channel}" for channel in Application.Channel.values),
    "returned",
    "decided",
    "median_working_days",
    "p90_working_days",
]
PAGES = ["form_number", "page", "title", "reached", "passed", "left"]


def procedures_csv(rows: Iterable[tuple[Procedure, Tally]]) -> bytes:
    """One procedure a line."""
    heading = ["procedure", "title", "department", *FIGURES]
    return csv_file([heading, *([each.slug, each.title, each.department.name, *_cells(tally)] for each, tally in rows)])


def months_csv(months: Mapping[date, Tally]) -> bytes:
    """One month a line, the earliest first."""
    return csv_file([["month", *FIGURES], *([f"{month:%Y-%m}", *_cells(tally)] for month, tally in months.items())])


def pages_csv(forms: Iterable[FormFigures]) -> bytes:
    """One page a line, in the order of its form."""
    rows: list[list[str | int]] = [[*PAGES]]
    for each in forms:
        rows += [[each.form.number, page.page, page.title, page.reached, page.passed, page.left] for page in each.pages]
    return csv_file(rows)


def _cells(tally: Tally) -> list[str | int]:
    """A cell is empty where there is nothing to measure."""
    channels = [tally.channels[channel] for channel in Application.Channel.values]
    durations = ["" if days is None else days for days in (tally.median_days, tally.most_days)]
    return [tally.received, *channels, tally.returned, tally.decided, *durations]
