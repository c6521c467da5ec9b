"""The worklist: only one's own department, what was asked for, in one query."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from applications.actors import applicant_of
from applications.selectors import worklist as selectors
from applications.selectors.applications import visible_to
from applications.selectors.worklist import WorklistFilter, neighbours, open_counts, worklist
from applications.states import Status
from common.identifiers import new_id
from tests.factories.applications import a_department, a_procedure, an_application_row, staff_of

pytestmark = pytest.mark.usefixtures("in_sakai")


@pytest.fixture
def list_of_three():
    """Three of our department, first the oldest, and one of another."""
    now = timezone.now()
    dogs, absences = a_procedure(), a_procedure("absence", title="欠席連絡")
    an_application_row(dogs, 1, arrived_at=now - timedelta(days=2))
    an_application_row(
        absences,
        2,
        arrived_at=now - timedelta(days=1),
        applicant_label="南 はる",
        status=Status.IN_REVIEW,
        accepted_at=now,
    )
    an_application_row(dogs, 3, status=Status.WITHDRAWN, withdrawn_at=now)
    an_application_row(a_procedure("tax", department=a_department("税務課")), 4)
    return dogs, absences


def numbers(actor, **wanted) -> list[int]:
    return [int(row.receipt_number[9:16]) for row in worklist(actor, WorklistFilter(**wanted)).rows]


def test_the_oldest_open_application_comes_first(list_of_three):
    staff = staff_of(a_department(), Role.VIEWER)

    assert numbers(staff) == [1, 2]
    assert numbers(staff, newest_first=True) == [2, 1]
    assert numbers(staff, statuses=frozenset()) == [1, 2, 3]
    assert numbers(staff, statuses=frozenset({Status.WITHDRAWN})) == [3]


def test_filters_of_the_bar(list_of_three):
    _, absences = list_of_three
    staff = staff_of(a_department(), Role.VIEWER)

    assert numbers(staff, procedure_id=absences.pk) == [2]
    assert numbers(staff, department_id=a_department("税務課").pk) == []
    assert numbers(staff, text="南") == [2]
    assert numbers(staff, text="0000002") == [2]
    assert numbers(staff, text="\0") == [1, 2]
    assert numbers(staff, text="%") == []
    assert numbers(staff, text="27140-R8-0000001-0") == [1]


def test_nobody_sees_another_departments_list(list_of_three):
    tax = staff_of(a_department("税務課"), Role.APPROVER)
    editor = staff_of(a_department(), Role.FORM_EDITOR, Role.ADMINISTRATOR)

    assert numbers(tax) == [4]
    assert numbers(editor) == []
    assert numbers(applicant_of(new_id())) == []


def test_an_applicant_sees_one_application(list_of_three):
    first = visible_to(staff_of(a_department(), Role.VIEWER)).earliest("arrived_at")

    assert [row.pk for row in visible_to(applicant_of(first.pk))] == [first.pk]


def test_a_row_says_what_the_list_shows(list_of_three):
    row = worklist(staff_of(a_department(), Role.VIEWER), WorklistFilter()).rows[1]

    assert (row.procedure_title, row.department_name, row.applicant_label) == ("欠席連絡", "環境薬務課", "南 はる")
    assert (row.status, row.versions) == (Status.IN_REVIEW, 1)


def test_a_page_of_the_list_is_one_query(list_of_three, django_assert_num_queries, monkeypatch):
    staff = staff_of(a_department(), Role.VIEWER)
    monkeypatch.setattr(selectors, "ROWS_PER_PAGE", 1)

    with django_assert_num_queries(1):
        page = worklist(staff, WorklistFilter(page=2))
    assert ([row.receipt_number[9:16] for row in page.rows], page.total, page.pages) == (["0000002"], 2, 2)
    assert worklist(staff, WorklistFilter(page=9)).rows == ()
    assert worklist(staff, WorklistFilter(page=-9)).rows[0].receipt_number[9:16] == "0000001"


def test_neighbours_follow_the_filtered_list(list_of_three):
    staff = staff_of(a_department(), Role.VIEWER)
    first, second = (row.receipt_number for row in worklist(staff, WorklistFilter()).rows)

    assert neighbours(staff, WorklistFilter(), first) == (None, second)
    assert neighbours(staff, WorklistFilter(newest_first=True), first) == (second, None)
    assert neighbours(staff, WorklistFilter(text="南"), first) == (None, None)


def test_counts_of_the_rail(list_of_three):
    assert open_counts(staff_of(a_department(), Role.VIEWER)) == {
        Status.RECEIVED: 1,
        Status.IN_REVIEW: 1,
        Status.RETURNED: 0,
    }
    assert set(open_counts(staff_of(a_department(), Role.FORM_EDITOR)).values()) == {0}
