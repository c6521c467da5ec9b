"""The worklist of a city with 200 procedures and half a million applications: our pages by position against OFFSET, and the
first page, counted, against the two statements behind it. In this process, over one connection, as the city's own role."""

import time
from collections.abc import Callable
from datetime import date, datetime
from statistics import median
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, connections

from tenants.context import as_owner, in_municipality

if TYPE_CHECKING:
    from common.actor import Actor

SCHEMA = "m_271403"
PROCEDURES, APPLICATIONS = 200, 510_000
FAR = 10_000
TODAY = date(2026, 11, 24)
_FILL = f"""
    INSERT INTO {SCHEMA}.applications_application
    SELECT (jsonb_populate_record(first, jsonb_build_object(
        'id', gen_random_uuid(), 'client_key', gen_random_uuid(), 'procedure_id', p.id,
        'published_form_id', p.current_form_id, 'receipt_number', format('27140-R9-%%s-0', lpad(n::text, 7, '0')),
        'applicant_label', '申請 ' || n || '子', 'search_text', '申請' || n || '子', 'due_on', '2026-12-01',
        'arrived_at', at, 'accepted_at', at, 'status', CASE WHEN n %% 60 = 0 THEN 'received' ELSE 'approved' END,
        'decided_at', CASE WHEN n %% 60 > 0 THEN at END, 'decision', CASE WHEN n %% 60 > 0 THEN 'approved' ELSE '' END
    ))).*
    FROM (SELECT each FROM {SCHEMA}.applications_application AS each LIMIT 1) AS one(first)
    CROSS JOIN generate_series(1, %s) AS n
    CROSS JOIN LATERAL (SELECT timestamptz '2026-11-24' - n * interval '1 minute' AS at) AS moment
    JOIN (SELECT *, row_number() OVER (ORDER BY slug) - 1 AS place FROM {SCHEMA}.catalog_procedure) AS p
      ON p.place = n %% %s
"""


def fill() -> "Actor":
    """200 procedures of one department and half a million applications over a year; somebody who handles them."""
    from accounts.roles import Role
    from tests.factories.accounts import a_department, an_actor
    from tests.factories.applications import a_procedure, an_application_row

    with in_municipality(SCHEMA):
        department = a_department("市民課")
        for number in range(PROCEDURES):
            procedure = a_procedure(f"list-{number}", department=department)
        an_application_row(procedure, 0)
        actor = an_actor(Role.PROCESSOR, departments=(department,))
    with as_owner(), connections["owner"].cursor() as cursor:
        cursor.execute(_FILL, [APPLICATIONS, PROCEDURES])
        cursor.execute(f"ANALYZE {SCHEMA}.applications_application")
    return actor


def far_page(actor: "Actor") -> tuple[float, float]:
    """Seconds for page 10,000 of all applications: by position, and by OFFSET with the same columns."""
    from applications.selectors.worklist import ROWS_PER_PAGE, Order, Position, WorklistFilter, worklist

    with in_municipality(SCHEMA):
        start = (FAR - 1) * ROWS_PER_PAGE
        place = Position(*_place_before(start))
        wanted = WorklistFilter(statuses=frozenset(), order=Order.NEWEST, position=place)
        ours = _timed(lambda: worklist(actor, wanted, TODAY), 30)
        rows = len(worklist(actor, wanted, TODAY).rows)
        plain = _by_offset(actor, start)
        if [row.receipt_number for row in worklist(actor, wanted, TODAY).rows] != [row[1] for row in plain()][:rows]:
            raise RuntimeError("the two pages differ")
        return ours, _timed(plain, 5)


def first_page(actor: "Actor") -> tuple[float, float]:
    """Seconds for the first page of what is open and how much that is: as the screen asks for it, and by bare statements."""
    from applications.selectors.worklist import WorklistFilter, worklist

    with in_municipality(SCHEMA):
        ours = _timed(lambda: worklist(actor, WorklistFilter(), TODAY), 50)
        rows, number = _bare(actor)
        return ours, _timed(lambda: (rows(), number()), 50)


def _place_before(start: int) -> tuple[datetime, UUID]:
    from applications.models import Application

    return Application.objects.order_by("-arrived_at", "-pk").values_list("arrived_at", "pk")[start - 1]


def _by_offset(actor: "Actor", start: int) -> Callable[[], list[tuple]]:
    """The same columns, counted from the beginning as a numbered page is."""
    return _statement(
        f"{_COLUMNS} WHERE a.department_id = ANY(%s) ORDER BY a.arrived_at DESC, a.id DESC LIMIT 51 OFFSET %s",
        [list(map(UUID, actor.departments)), start],
    )


def _bare(actor: "Actor") -> tuple[Callable[[], list[tuple]], Callable[[], list[tuple]]]:
    where = "WHERE a.department_id = ANY(%s) AND a.status IN ('received', 'in_review', 'returned')"
    theirs: list[object] = [list(map(UUID, actor.departments))]
    count = f"SELECT count(*) FROM (SELECT 1 FROM applications_application a {where} LIMIT 10001) AS few"
    return _statement(f"{_COLUMNS} {where} ORDER BY a.arrived_at, a.id LIMIT 51", theirs), _statement(count, theirs)


_COLUMNS = """
    SELECT a.id, a.receipt_number, p.title, d.name, u.name, a.applicant_label, a.status, a.arrived_at, a.due_on,
           (SELECT count(*) FROM applications_answerversion v WHERE v.application_id = a.id)
    FROM applications_application a
    JOIN catalog_procedure p ON p.id = a.procedure_id
    JOIN accounts_department d ON d.id = a.department_id
    LEFT JOIN accounts_user u ON u.id = a.assignee_id
"""


def _statement(sql: str, parameters: list[object]) -> Callable[[], list[tuple]]:
    def run() -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    return run


def _timed(act: Callable[[], object], times: int) -> float:
    """Median seconds, the first call aside."""
    act()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return median(taken)
