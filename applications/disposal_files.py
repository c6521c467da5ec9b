"""The record of a disposal as a file (廃棄簿). The keys of the columns stay as they are."""

from collections.abc import Iterable

from django.utils import timezone

from applications.models import Disposal, DisposedApplication
from common.spreadsheets import csv_file

COLUMNS = [
    "receipt_number",
    "procedure",
    "title",
    "fiscal_year",
    "arrived_on",
    "completed_on",
    "disposed_at",
    "proposed_by",
    "confirmed_by",
]


def disposed_csv(disposal: Disposal, records: Iterable[DisposedApplication]) -> bytes:
    """One application a line, without anybody's name but those of the staff who agreed."""
    return csv_file([COLUMNS, *(_row(disposal, each) for each in records)])


def _row(disposal: Disposal, each: DisposedApplication) -> list[str | int]:
    return [
        each.receipt_number,
        disposal.procedure.slug,
        disposal.procedure.title,
        disposal.fiscal_year,
        timezone.localdate(each.arrived_at).isoformat(),
        timezone.localdate(each.completed_at).isoformat(),
        timezone.localtime(each.disposed_at).isoformat(timespec="seconds"),
        disposal.proposed_by,
        disposal.confirmed_by,
    ]
