"""What was recorded in the city (記録), for its administrators: looked through page by page, or taken along as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts import policies
from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from accounts.selectors import people
from audit.sealing import head
from common.spreadsheets import csv_file
from portal.record_forms import RecordForm
from portal.selectors.records import ROWS_PER_FILE, ROWS_PER_PAGE, record_rows

HEADING = ["position", "at", "event", "actor", "subject", "hash"]


@require_safe
@staff_required
@requires(policies.can_read_records)
def records(request: MemberRequest) -> HttpResponse:
    """The latest first, by position: nothing moves between pages while more is recorded."""
    form = RecordForm(request.GET, people=people())
    rows = record_rows(form.search(), _before(request), ROWS_PER_PAGE + 1)
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "form": form,
        "rows": rows[:ROWS_PER_PAGE],
        "next_before": rows[ROWS_PER_PAGE - 1].position if len(rows) > ROWS_PER_PAGE else None,
        "query": query.urlencode(),
        "head": head(),
    }
    return render(request, "portal/staff/records.html", context)


@require_safe
@staff_required
@requires(policies.can_read_records)
def records_file(request: MemberRequest) -> HttpResponse:
    """What was looked for as CSV, at most ten thousand lines."""
    search = RecordForm(request.GET, people=people()).search()
    rows = record_rows(search, None, ROWS_PER_FILE)
    lines: list[list[str | int]] = [
        [row.position, timezone.localtime(row.at).isoformat(), row.words, row.actor_name, row.subject, row.hash]
        for row in rows
    ]
    response = HttpResponse(csv_file([HEADING, *lines]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename="記録.csv"))
    return response


def _before(request: MemberRequest) -> int | None:
    asked = request.GET.get("before", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= 18 else None
