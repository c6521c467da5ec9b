"""The least a view can do: nothing, and one SELECT."""

from django.db import connection
from django.http import HttpRequest, HttpResponse


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


def select(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_department")
        return HttpResponse(str(cursor.fetchone()[0]))
