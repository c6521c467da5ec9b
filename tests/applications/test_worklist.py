"""The worklist: only one's own department, what was asked for, in two queries, page after page."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from applications.actors import applicant_of
from applications.models import Application, CorrectionRequest
from applications.selectors import worklist as selectors
from applications.selectors.applications import visible_to
from applications.selectors.waiting import Waiting, waiting
from applications.selectors.worklist import DueFilter, Order, Owner, WorklistFilter, neighbours, open_counts, worklist
from applications.services.conversation import answer, write_to_applicant
from applications.services.review import return_for_correction, start_review
from applications.states import Status
from applications.views.staff.worklist_address import Asked
from common.identifiers import new_id
from tests.factories.applications import a_department, a_procedure, an_application, an_application_row, staff_of

pytestmark = pytest.mark.usefixtures("in_sakai")
TODAY = date(2026, 11, 24)


@pytest.fixture
def list_of_three():
    """Three of our department, first the oldest, and one of another."""
    now = timezone.now()
    dogs, absences = a_procedure(), a_procedure("absence", title="欠席連絡")
    an_application_row(dogs, 1, arrived_at=now - timedelta(days=2), due_on=TODAY + timedelta(days=3))
    an_application_row(
        absences,
        2,
        arrived_at=now - timedelta(days=1),
        applicant_label="南 はる",
        status=Status.IN_REVIEW,
        accepted_at=now,
        due_on=TODAY - timedelta(days=1),
    )
    an_application_row(dogs, 3, status=Status.WITHDRAWN, withdrawn_at=now, due_on=TODAY - timedelta(days=9))
    an_application_row(a_procedure("tax", department=a_department("税務課")), 4)
    return dogs, absences


def numbers(actor, **wanted) -> list[int]:
    return [int(row.receipt_number[9:16]) for row in worklist(actor, WorklistFilter(**wanted), TODAY).rows]


def test_the_oldest_open_application_comes_first(list_of_three):
    staff = staff_of(a_department(), Role.VIEWER)

    assert numbers(staff) == [1, 2]
    assert numbers(staff, order=Order.NEWEST) == [2, 1]
    assert numbers(staff, order=Order.DUE) == [2, 1]
    assert numbers(staff, statuses=frozenset()) == [1, 2, 3]
    assert numbers(staff, statuses=frozenset({Status.WITHDRAWN})) == [3]


def test_filters_of_the_bar(list_of_three):
    _, absences = list_of_three
    staff = staff_of(a_department(), Role.VIEWER)

    assert numbers(staff, procedure_id=absences.pk) == [2]
    assert numbers(staff, department_id=a_department("税務課").pk) == []
    assert numbers(staff, text="0000002") == [2]
    assert numbers(staff, text="\0") == [1, 2]
    assert numbers(staff, text="%") == []
    assert numbers(staff, text="27140-R8-0000001-0") == [1]


@pytest.mark.parametrize(
    "typed", ["西村", "西村 明日香", "西村明日香", "ニシムラ", "にしむら　あすか", "ﾆｼﾑﾗ ｱｽｶ", "明日香"]
)
def test_people_are_found_by_name_and_reading_in_any_script(typed, in_sakai):
    an_application_row(a_procedure(), 1, search_text="西村明日香 ニシムラアスカ")
    staff = staff_of(a_department(), Role.VIEWER)

    assert numbers(staff, text=typed) == [1]
    assert numbers(staff, text=f"{typed}子") == []


def test_whose_work_it_is(list_of_three):
    staff, colleague = (staff_of(a_department(), Role.PROCESSOR, name=name) for name in ("中西", "片山"))
    Application.objects.filter(receipt_number__contains="0000001").update(assignee=colleague.id)

    assert numbers(staff, owner=Owner.ME) == []
    assert numbers(colleague, owner=Owner.ME) == [1]
    assert numbers(staff, owner=Owner.NOBODY) == [2]
    assert numbers(staff, owner=colleague.id) == [1]


def test_how_near_the_due_day_is_while_the_clock_runs(list_of_three):
    staff = staff_of(a_department(), Role.VIEWER)

    assert numbers(staff, due=DueFilter.OVER) == [2]
    assert numbers(staff, due=DueFilter.NEAR) == [1, 2]
    assert numbers(staff, due=DueFilter.WEEK, statuses=frozenset()) == [1, 2]


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
    first, second = worklist(staff_of(a_department(), Role.VIEWER), WorklistFilter(), TODAY).rows

    assert (second.procedure_title, second.department_name, second.applicant_label) == (
        "欠席連絡",
        "環境薬務課",
        "南 はる",
    )
    assert (second.status, second.versions, second.assignee_name) == (Status.IN_REVIEW, 1, "")
    assert first.due_on == TODAY + timedelta(days=3)


@pytest.mark.parametrize("order", Order)
def test_pages_follow_each_other_without_gap_or_repetition_and_lead_back(order, monkeypatch, in_sakai):
    monkeypatch.setattr(selectors, "ROWS_PER_PAGE", 3)
    now, procedure = timezone.now(), a_procedure()
    for number in range(11):
        due_on = TODAY + timedelta(days=number % 3) if number % 4 else None
        an_application_row(procedure, number, arrived_at=now - timedelta(days=number % 5), due_on=due_on)
    staff = staff_of(a_department(), Role.VIEWER)

    def page_at(position):
        return worklist(staff, WorklistFilter(order=order, position=position), TODAY)

    forward = [page_at(None)]
    while forward[-1].after:
        forward.append(page_at(forward[-1].after))
    back = [forward[-1]]
    while back[-1].before:
        back.append(page_at(back[-1].before))

    rows = [row.receipt_number for page in forward for row in page.rows]
    assert len(rows) == len(set(rows)) == 11
    assert [len(page.rows) for page in forward] == [3, 3, 3, 2]
    assert {page.total for page in forward} == {11}
    # Backwards the pages are cut from the other end; the order is the same, and the first has nothing before it.
    assert [row.receipt_number for page in reversed(back) for row in page.rows] == rows
    keys = [(row.due_on or date.max) if order is Order.DUE else row.arrived_at for page in forward for row in page.rows]
    assert keys == sorted(keys, reverse=order is Order.NEWEST)


def test_a_page_of_the_list_is_two_queries(list_of_three, django_assert_num_queries):
    staff = staff_of(a_department(), Role.VIEWER)

    with django_assert_num_queries(2):
        worklist(staff, WorklistFilter(), TODAY)


def test_a_very_long_list_is_not_counted_to_its_end(list_of_three, monkeypatch):
    monkeypatch.setattr(selectors, "MOST_COUNTED", 1)

    page = worklist(staff_of(a_department(), Role.VIEWER), WorklistFilter(), TODAY)
    assert (page.total, page.is_uncounted) == (2, True)


def test_neighbours_follow_the_filtered_list_and_stay_when_the_application_leaves_it(list_of_three):
    staff = staff_of(a_department(), Role.VIEWER)
    first, second = (
        Application.objects.get(receipt_number=row.receipt_number)
        for row in worklist(staff, WorklistFilter(), TODAY).rows
    )

    assert neighbours(staff, WorklistFilter(), first, TODAY) == (None, second.receipt_number)
    assert neighbours(staff, WorklistFilter(order=Order.NEWEST), first, TODAY) == (second.receipt_number, None)
    assert neighbours(staff, WorklistFilter(statuses=frozenset({Status.IN_REVIEW})), first, TODAY) == (
        None,
        second.receipt_number,
    )


def test_counts_of_the_rail(list_of_three):
    assert open_counts(staff_of(a_department(), Role.VIEWER)) == {
        Status.RECEIVED: 1,
        Status.IN_REVIEW: 1,
        Status.RETURNED: 0,
    }
    assert set(open_counts(staff_of(a_department(), Role.FORM_EDITOR)).values()) == {0}


def test_what_waits_in_the_morning(list_of_three, django_assert_num_queries):
    staff = staff_of(a_department(), Role.PROCESSOR)
    Application.objects.filter(receipt_number__contains="0000001").update(assignee=staff.id)

    with django_assert_num_queries(3):
        counts = waiting(staff, TODAY)
    assert counts == Waiting(
        open=2, received=1, mine=1, nobodys=1, near=2, returned=0, answered=0, overdue=0, notices=0
    )


def test_answers_to_be_read_and_corrections_that_did_not_come(in_sakai):
    staff, procedure = staff_of(a_department(), Role.PROCESSOR), a_procedure()
    asked, silent, calm = (start_review(an_application(procedure).pk, actor=staff) for _ in range(3))
    write_to_applicant(asked.pk, actor=staff, text="写真の日付は")
    answer(asked.pk, actor=applicant_of(asked.pk), text="11月1日です")
    return_for_correction(silent.pk, actor=staff, comments={"dog_name": "登録のお名前を"})
    CorrectionRequest.objects.update(answer_by=TODAY - timedelta(days=1))
    reject = an_application(procedure)
    Application.objects.filter(pk=reject.pk).update(status=Status.WITHDRAWN, withdrawn_at=timezone.now())

    def shown(**asked_for: str) -> set:
        return {row.id for row in worklist(staff, Asked(**asked_for).wanted, TODAY).rows}

    assert shown(state="answered") == {asked.pk}
    assert shown(state="overdue") == {silent.pk}
    assert shown() == {asked.pk, silent.pk, calm.pk}
    counts = waiting(staff, TODAY)
    assert (counts.answered, counts.overdue) == (1, 1)
    assert waiting(staff_of(a_department("税務課"), Role.PROCESSOR), TODAY).answered == 0
